//! The sheet that the picture lies on: it takes clicks and keys, and shows what is selected and what is older than
//! the text.

use std::collections::BTreeSet;
use std::rc::Rc;

use svclab::api::{Kind, ObjectRef};
use svclab::diagram::layout::PlacedBox;
use svclab::diagram::svg;
use svclab::network::Trace;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, SvgElement};
use yew::prelude::*;

use super::super::browser::measured;
use super::super::run::Run;
use super::super::state::{Action, Lab, State, Theme, use_lab};
use super::super::what_if::put_handle;
use super::drawing::{Drawing, Wanted, draw};
use super::hand::use_hand;
use super::walk::{Answer, use_packet};
use super::width::use_width;

#[derive(PartialEq, Properties)]
pub struct SheetProps {
    /// The scale; none to fit the picture into the width.
    pub zoom: Option<f64>,
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
        let (host, ondraw) = (host.clone(), props.ondraw.clone());
        use_effect_with(drawing.clone(), move |drawing| {
            if let (Some(host), Some(drawing)) = (host.cast::<Element>(), (**drawing).clone()) {
                let focused = focused_box(&host);
                // The writer escapes what comes from the text.
                measured("show", || host.set_inner_html(&drawing.svg));
                make_reachable(&host);
                focused.into_iter().for_each(|id| focus_box(&host, &id));
                ondraw.emit(drawing);
            }
        });
    }
    {
        let (host, state) = (host.clone(), lab.clone());
        let walks = lab.walk.at.is_some();
        let wanted = (drawing.clone(), lab.run.clone(), lab.selected.clone(), props.answer.clone(), walks);
        use_effect_with(wanted, move |(drawing, run, _, answer, _)| {
            if let (Some(host), Some(drawing)) = (host.cast::<Element>(), (**drawing).as_ref()) {
                measured("light", || {
                    light(&host, drawing, answer, &state);
                    mark_kept(&host, run);
                });
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
        use_effect_with((drawing.clone(), props.zoom, lab.theme), move |(drawing, zoom, theme)| {
            if let (Some(svg), Some(drawing)) = (picture_in(&host), (**drawing).as_ref()) {
                scale(&svg, zoom.map(|zoom| zoom * drawing.layout.width));
                match theme {
                    Theme::System => svg.remove_attribute("data-theme"),
                    chosen => svg.set_attribute("data-theme", chosen.word()),
                }
                .unwrap_or_default();
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
                key => match (*drawing).as_ref().and_then(|drawing| next(drawing, &target, key)) {
                    Some(id) => move_focus(&target, &id),
                    None => return,
                },
            }
            event.prevent_default();
        })
    };
    let sheet = use_node_ref();
    use_hand(&sheet, props.onzoom.clone());
    html! {
        <div ref={sheet} class="sheet" data-testid="picture" {onclick} {onkeydown}>
            <div ref={host} class="drawing" />
        </div>
    }
}

/// Makes boxes reachable by keyboard, one of them by Tab.
fn make_reachable(host: &Element) {
    for (index, part) in parts(host, ".box[data-ref], .box[data-service]").enumerate() {
        let _ = part.set_attribute("tabindex", if index == 0 { "0" } else { "-1" });
        let _ = part.set_attribute("role", "button");
    }
}

/// Marks what is older than the text.
fn mark_kept(host: &Element, run: &Run) {
    parts(host, ".kept").for_each(|part| remove_class(&part, "kept"));
    if !run.is_stale() {
        return;
    }
    for part in parts(host, ".part[data-ref], .part[data-service]") {
        if object_of(&part).is_some_and(|object| run.is_kept(&object)) {
            add_class(&part, "kept");
        }
    }
}

/// Lights what the reader chose or asked for and dims the rest; without either, lights the ways of the object in whose
/// text the cursor stands.
fn light(host: &Element, drawing: &Drawing, answer: &Answer, state: &State) {
    let scene = &drawing.scene;
    let selected = state.selected.as_ref();
    let is_chosen = selected.is_some_and(|selected| selected.chosen) && state.walk.at.is_none();
    let trace = if is_chosen { None } else { answer.0.as_ref() };
    let lit: BTreeSet<String> = match (trace, selected) {
        (Some(trace), _) => trace.routes.iter().flat_map(|route| scene.light_route(route)).collect(),
        (None, Some(it)) => scene.light(&scene.elements_of(&state.run.drawn_for(&it.object))),
        (None, None) => BTreeSet::new(),
    };
    parts(host, ".lit, .selected").for_each(|part| {
        remove_class(&part, "lit");
        remove_class(&part, "selected");
    });
    let selected = selected.map(|selected| reference(&selected.object));
    for part in parts(host, ".part").filter(|_| !lit.is_empty()) {
        let id = part.get_attribute("data-id").or_else(|| part.get_attribute("data-edge"));
        if id.is_some_and(|id| lit.contains(&id)) {
            add_class(&part, "lit");
        }
        if selected.is_some() && part.get_attribute("data-ref") == selected {
            add_class(&part, "selected");
        }
    }
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

fn add_class(part: &Element, class: &str) {
    let _ = part.class_list().add_1(class);
}

fn remove_class(part: &Element, class: &str) {
    let _ = part.class_list().remove_1(class);
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

fn parts(host: &Element, selector: &str) -> impl Iterator<Item = Element> {
    let found = host.query_selector_all(selector).ok();
    let count = found.as_ref().map_or(0, |found| found.length());
    (0..count).filter_map(move |index| found.as_ref()?.item(index)?.dyn_into().ok())
}

/// Opens the fold or selects the object that was clicked; on the bare ground, nothing is selected any more.
fn choose(lab: &Lab, target: &Element) {
    if target.closest(".more").is_ok_and(|handle| handle.is_some()) {
        return;
    }
    let part = target.closest(".part").ok().flatten();
    let fold = part.as_ref().filter(|part| part.get_attribute("data-fold").as_deref() == Some("closed"));
    if let Some(id) = fold.and_then(|part| part.get_attribute("data-id")) {
        lab.dispatch(Action::Unfold(id));
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

/// The box to which an arrow key leads: along a way to the left and to the right, in reading order up and down.
fn next(drawing: &Drawing, target: &Element, key: &str) -> Option<String> {
    let id = target.get_attribute("data-id")?;
    let reachable = |placed: &&PlacedBox| placed.object.is_some() || placed.service.is_some();
    let order: Vec<&str> = drawing.layout.boxes.iter().filter(reachable).map(|placed| &*placed.id).collect();
    let at = order.iter().position(|other| *other == id)?;
    let is_known = |other: &&String| order.contains(&other.as_str());
    let edges = &drawing.scene.edges;
    match key {
        "ArrowRight" => {
            edges.iter().filter(|edge| edge.from == id).map(|edge| &edge.to).find(is_known).cloned()
        }
        "ArrowLeft" => {
            edges.iter().filter(|edge| edge.to == id).map(|edge| &edge.from).find(is_known).cloned()
        }
        "ArrowDown" => order.get(at + 1).map(ToString::to_string),
        "ArrowUp" => at.checked_sub(1).map(|at| order[at].to_owned()),
        "Home" => order.first().map(ToString::to_string),
        "End" => order.last().map(ToString::to_string),
        _ => None,
    }
}

fn move_focus(from: &Element, id: &str) {
    let Some(sheet) = from.closest(".drawing").ok().flatten() else { return };
    let _ = from.set_attribute("tabindex", "-1");
    focus_box(&sheet, id);
}

/// The id of the box that has the focus: a new picture must not take it away.
fn focused_box(host: &Element) -> Option<String> {
    let focused = web_sys::window()?.document()?.active_element()?;
    focused.get_attribute("data-id").filter(|_| host.contains(Some(&focused)))
}

fn focus_box(host: &Element, id: &str) {
    for part in parts(host, ".box[tabindex]") {
        if part.get_attribute("data-id").as_deref() == Some(id) {
            let _ = part.set_attribute("tabindex", "0");
            // Svg elements take the focus as those of HTML do, but share no interface with them.
            let _ = part.unchecked_ref::<HtmlElement>().focus();
        }
    }
}
