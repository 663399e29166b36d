//! The sheet that the picture lies on: it takes clicks and keys, and shows what is selected and what is older than
//! the text.

use std::collections::BTreeSet;
use std::rc::Rc;

use svclab::api::{Kind, ObjectRef};
use svclab::diagram::svg;
use svclab::network::Trace;
use wasm_bindgen::JsCast;
use web_sys::{Element, SvgElement};
use yew::prelude::*;

use super::super::browser::measured;
use super::super::state::{Action, Lab, State, Theme, use_lab};
use super::super::what_if::put_handle;
use super::canvas::{Canvas, Look, Shows};
use super::drawing::{Drawing, Wanted, draw};
use super::hand::{Anchor, use_hand};
use super::keys;
use super::mini_map::MiniMap;
use super::walk::{Answer, use_packet};
use super::width::use_width;

#[derive(PartialEq, Properties)]
pub struct SheetProps {
    /// The scale; none to fit the picture into the width.
    pub zoom: Option<f64>,
    /// True while the tables are shown in its place.
    #[prop_or_default]
    pub hidden: bool,
    /// What a packet is traced for.
    pub answer: Rc<Answer>,
    /// What to call when the reader turns the wheel with the control key or pinches: with the factor.
    pub onzoom: Callback<f64>,
    /// What to call with each new picture.
    pub ondraw: Callback<Rc<Drawing>>,
}

/// The sheet.
#[component]
pub fn Sheet(props: &SheetProps) -> Html {
    let lab = use_lab();
    let host = use_node_ref();
    let sheet = use_node_ref();
    let last_found = use_mut_ref(|| lab.found);
    let last_zoom = use_mut_ref(|| props.zoom);
    // The box that has the focus while a new picture takes the place of the one before.
    let focus = use_mut_ref(|| None::<String>);
    let canvas = use_mut_ref(Canvas::default);
    // A picture of another text has nothing to do with the one before.
    let last_loaded = use_mut_ref(|| None::<u32>);
    let anchor: Anchor = (*use_memo((), |()| Anchor::default())).clone();
    let width = use_width(&host);
    let wanted = width.map(|width| Wanted {
        run: lab.run.clone(),
        opened: lab.opened.clone(),
        width,
        language: lab.language,
    });
    let drawing =
        use_memo(wanted, |wanted| wanted.as_ref().map(|wanted| Rc::new(measured("draw", || draw(wanted)))));

    {
        let (host, ondraw, kept, canvas) =
            (host.clone(), props.ondraw.clone(), focus.clone(), canvas.clone());
        let loaded = lab.loaded;
        use_effect_with(drawing.clone(), move |drawing| {
            if let (Some(host), Some(drawing)) = (host.cast::<Element>(), (**drawing).clone()) {
                kept.replace(keys::focused(&host));
                let glides = last_loaded.replace(Some(loaded)) == Some(loaded);
                measured("show", || canvas.borrow_mut().paint(&host, &drawing, glides));
                ondraw.emit(drawing);
            }
        });
    }
    {
        let (host, state) = (host.clone(), lab.clone());
        let walks = lab.walk.at.is_some();
        let wanted = (drawing.clone(), lab.run.clone(), lab.selected.clone(), props.answer.clone(), walks);
        use_effect_with(wanted, move |(drawing, _, _, answer, _)| {
            if let (Some(host), Some(drawing)) = (host.cast::<Element>(), (**drawing).as_ref()) {
                measured("light", || light(&host, &mut canvas.borrow_mut(), drawing, answer, &state));
            }
        });
    }
    {
        let (host, state) = (host.clone(), lab.clone());
        let wanted = (drawing.clone(), lab.run.clone(), lab.selected.clone(), lab.language);
        use_effect_with(wanted, move |(drawing, ..)| {
            if let (Some(host), Some(drawing)) = (host.cast::<Element>(), (**drawing).as_ref()) {
                put_handle(&host, &drawing.layout, &state);
            }
        });
    }
    {
        let host = host.clone();
        let (sheet, anchor) = (sheet.clone(), anchor.clone());
        use_effect_with((drawing.clone(), props.zoom, lab.theme), move |(drawing, zoom, theme)| {
            if let (Some(svg), Some(drawing)) = (picture_in(&host), (**drawing).as_ref()) {
                let grows = last_zoom.replace(*zoom) != *zoom;
                let sheet = sheet.cast::<Element>().filter(|_| grows);
                let hold = sheet.map(|sheet| Hold::new(&sheet, &svg, anchor.take()));
                scale(&svg, zoom.map(|zoom| zoom * drawing.layout.width));
                if let Some(hold) = hold {
                    hold.keep(&svg);
                }
                match theme {
                    Theme::System => svg.remove_attribute("data-theme"),
                    chosen => svg.set_attribute("data-theme", chosen.word()),
                }
                .unwrap_or_default();
                if let (Some(id), Some(host)) = (focus.take(), host.cast::<Element>()) {
                    keys::focus(&host, &id);
                }
            }
        });
    }

    use_packet(&host, &drawing, &props.answer, &lab);

    let onclick = {
        let lab = lab.clone();
        Callback::from(move |event: MouseEvent| {
            let Some(target) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else { return };
            choose(&lab, &target);
        })
    };
    let onkeydown = {
        let (lab, drawing) = (lab.clone(), drawing.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(target) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else { return };
            match event.key().as_str() {
                "Enter" | " " => choose(&lab, &target),
                "Escape" => lab.dispatch(Action::Select(None)),
                key => match (*drawing).as_ref().and_then(|drawing| keys::next(drawing, &target, key)) {
                    Some(id) => move_focus(&target, &id),
                    None => return,
                },
            }
            event.prevent_default();
        })
    };
    use_hand(&sheet, &anchor, props.onzoom.clone());
    {
        let host = host.clone();
        let selected = lab.selected.as_ref().filter(|selected| selected.chosen).cloned();
        use_effect_with((selected, lab.found), move |(_, found)| {
            let first = host.cast::<Element>().and_then(|host| host.query_selector(".box.selected").ok()?);
            let Some(part) = first else { return };
            keys::show(&part);
            if *found > *last_found.borrow() {
                *last_found.borrow_mut() = *found;
                move_focus(&part, &part.get_attribute("data-id").unwrap_or_default());
            }
        });
    }
    html! {
        <div class="desk" hidden={props.hidden}>
            <div ref={sheet.clone()} class="sheet" data-testid="picture" {onclick} {onkeydown}>
                <div ref={host} class="drawing" />
            </div>
            if let Some(drawing) = (*drawing).clone() {
                <MiniMap {drawing} {sheet} zoom={props.zoom} {width} />
            }
        </div>
    }
}

/// Lights what the reader chose or asked for and dims the rest; without either, lights the ways of the object in whose
/// text the cursor stands. Marks what is older than the text.
fn light(host: &Element, canvas: &mut Canvas, drawing: &Drawing, answer: &Answer, state: &State) {
    let (scene, run) = (&drawing.scene, &state.run);
    let selected = state.selected.as_ref();
    let is_chosen = selected.is_some_and(|selected| selected.chosen) && state.walk.at.is_none();
    let trace = if is_chosen { None } else { answer.0.as_ref() };
    let lit: BTreeSet<String> = match (trace, selected) {
        (Some(trace), _) => trace.routes.iter().flat_map(|route| scene.light_route(route)).collect(),
        (None, Some(it)) => scene.light(&scene.elements_of(&run.drawn_for(&it.object))),
        (None, None) => BTreeSet::new(),
    };
    let selected = selected.map(|selected| &selected.object).filter(|_| !lit.is_empty());
    let is_kept = |object: Option<&ObjectRef>| run.is_stale() && object.is_some_and(|it| run.is_kept(it));
    canvas.look(|shows| match shows {
        Shows::Box(placed) => Look {
            lit: lit.contains(&placed.id),
            selected: selected.is_some() && placed.object.as_ref() == selected,
            kept: is_kept(placed.object.as_ref().or(placed.service.as_ref())),
        },
        Shows::Route(route) => {
            Look { lit: lit.contains(&route.id), kept: is_kept(route.service.as_ref()), ..Look::default() }
        }
        Shows::Odds(route) => Look { lit: lit.contains(&route.id), ..Look::default() },
    });
    if let Some(svg) = host.first_element_child() {
        let dims = !lit.is_empty() && (is_chosen || trace.is_some());
        let _ = svg.class_list().toggle_with_force("picking", dims);
        mark_ends(&svg, drawing, trace);
    }
}

/// Marks where packets of a traced connection end without reaching anyone.
fn mark_ends(svg: &Element, drawing: &Drawing, trace: Option<&Trace>) {
    parts(svg, ".end-mark").for_each(|mark| mark.remove());
    let ends = trace.iter().flat_map(|trace| &trace.routes).flat_map(|route| drawing.scene.ends_of(route));
    for (id, verdict) in ends {
        if let Some(placed) = drawing.layout.boxes.iter().find(|placed| placed.id == id) {
            // The writer makes it of numbers alone.
            let _ = svg.insert_adjacent_html("beforeend", &svg::end_mark(placed, verdict));
        }
    }
}

/// The point of the picture that stays where it is while the picture grows.
struct Hold {
    sheet: Element,
    /// The point in the window.
    point: (f64, f64),
    /// The same point as a share of the picture's width and height.
    share: (f64, f64),
}

impl Hold {
    fn new(sheet: &Element, svg: &SvgElement, anchor: Option<(f64, f64)>) -> Self {
        let (seen, whole) = (sheet.get_bounding_client_rect(), svg.get_bounding_client_rect());
        let middle = (seen.left() + seen.width() / 2.0, seen.top() + seen.height() / 2.0);
        let point = anchor.unwrap_or(middle);
        let share = |place: f64, start: f64, size: f64| if size > 0.0 { (place - start) / size } else { 0.0 };
        let share =
            (share(point.0, whole.left(), whole.width()), share(point.1, whole.top(), whole.height()));
        Hold { sheet: sheet.clone(), point, share }
    }

    fn keep(&self, svg: &SvgElement) {
        let whole = svg.get_bounding_client_rect();
        let right = whole.left() + self.share.0 * whole.width() - self.point.0;
        let down = whole.top() + self.share.1 * whole.height() - self.point.1;
        self.sheet.set_scroll_left(self.sheet.scroll_left() + right.round() as i32);
        self.sheet.set_scroll_top(self.sheet.scroll_top() + down.round() as i32);
    }
}

fn scale(svg: &SvgElement, width: Option<f64>) {
    let style = svg.style();
    let (width, most) = match width {
        Some(width) => (format!("{width:.0}px"), "none"),
        None => (String::new(), ""),
    };
    let _ = style.set_property("width", &width);
    let _ = style.set_property("max-width", most);
}

fn picture_in(host: &NodeRef) -> Option<SvgElement> {
    host.cast::<Element>()?.first_element_child()?.dyn_into().ok()
}

pub fn parts(host: &Element, selector: &str) -> impl Iterator<Item = Element> {
    let found = host.query_selector_all(selector).ok();
    let count = found.as_ref().map_or(0, |found| found.length());
    (0..count).filter_map(move |index| found.as_ref()?.item(index)?.dyn_into().ok())
}

/// The elements in an element.
pub fn children(parent: &Element) -> impl Iterator<Item = Element> {
    let found = parent.children();
    // They may come and go meanwhile.
    let all: Vec<Element> = (0..found.length()).filter_map(|index| found.item(index)).collect();
    all.into_iter()
}

/// Opens or closes the fold and selects the object that was clicked; on the bare ground, nothing is selected any more.
fn choose(lab: &Lab, target: &Element) {
    if target.closest(".more").is_ok_and(|handle| handle.is_some()) {
        return;
    }
    let part = target.closest(".part").ok().flatten();
    let fold = part.as_ref().filter(|part| part.has_attribute("data-fold"));
    if let Some(id) = fold.and_then(|part| part.get_attribute("data-id")) {
        lab.dispatch(Action::Fold(id));
    }
    lab.dispatch(Action::Select(part.as_ref().and_then(object_of)));
}

/// The object that a part shows, or the Service whose way it belongs to.
fn object_of(part: &Element) -> Option<ObjectRef> {
    object_of_reference(&part.get_attribute("data-ref").or_else(|| part.get_attribute("data-service"))?)
}

/// The object of a `data-ref`.
pub fn object_of_reference(reference: &str) -> Option<ObjectRef> {
    let mut words = reference.split('/');
    let kind = words.next()?;
    let kind = Kind::ALL.into_iter().find(|known| known.name() == kind)?;
    match (words.next()?, words.next()) {
        (name, None) => Some(ObjectRef::new(kind, "", name)),
        (namespace, Some(name)) => Some(ObjectRef::new(kind, namespace, name)),
    }
}

/// An object as a `data-ref` names it.
pub fn reference(object: &ObjectRef) -> String {
    match object.namespace.as_str() {
        "" => format!("{}/{}", object.kind, object.name),
        namespace => format!("{}/{namespace}/{}", object.kind, object.name),
    }
}

fn move_focus(from: &Element, id: &str) {
    if let Ok(Some(host)) = from.closest(".drawing") {
        keys::focus(&host, id);
    }
}
