//! The menu of an object, at the box or the name that it was opened from.

use svclab::api::ObjectRef;
use svclab::{message, text};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent, PointerEvent};
use yew::prelude::*;

use super::super::browser::{self, Listener};
use super::super::picture::{object_of_reference, reference};
use super::super::state::{Action, Lab, use_lab};
use super::OPENS;
use super::items::{Choice, groups, name};
use crate::what_if::offers::{Replicas, offers};

/// Whose menu is open, and where.
#[derive(Clone, PartialEq)]
struct Opened {
    object: ObjectRef,
    /// The upper left corner, in pixels of the window.
    at: (f64, f64),
    /// True once it asks for a number of replicas.
    asks: bool,
}

/// How many replicas the field takes: more Pods than a cluster is built for.
const MOST_REPLICAS: u32 = 5000;

/// The menu, which opens by a click with the other button, by a button of its own, or by a key.
#[component]
pub fn Menu() -> Html {
    let lab = use_lab();
    let opened = use_state_eq(|| None::<Opened>);
    let host = use_node_ref();
    use_openers(&lab, &opened);
    use_dismissal(&host, &opened);
    {
        let host = host.clone();
        use_effect_with((*opened).clone(), move |opened| {
            if let (Some(opened), Some(host)) = (opened, host.cast::<HtmlElement>()) {
                place(&host, opened.at);
                focus_item(&host, |_, _| 0);
            }
        });
    }
    let Some(Opened { object, asks, .. }) = (*opened).clone() else { return Html::default() };
    let Some(offers) = offers(lab.run.cluster(), &object) else { return Html::default() };

    let close = {
        let (opened, object) = (opened.clone(), object.clone());
        Callback::from(move |()| {
            opened.set(None);
            return_focus(&object);
        })
    };
    let choose = {
        let (lab, opened, close) = (lab.clone(), opened.clone(), close.clone());
        Callback::from(move |choice: Choice| match choice {
            Choice::Act(action) => {
                lab.dispatch(*action);
                close.emit(());
            }
            Choice::Ask => opened.set((*opened).clone().map(|now| Opened { asks: true, ..now })),
        })
    };
    let onkeydown = {
        let (host, close) = (host.clone(), close.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(menu) = host.cast::<HtmlElement>() else { return };
            let last = |count: usize| count.saturating_sub(1);
            match event.key().as_str() {
                "Escape" => close.emit(()),
                "Tab" if !asks => close.emit(()),
                "ArrowDown" if !asks => {
                    focus_item(&menu, |at, count| if at < last(count) { at + 1 } else { 0 })
                }
                "ArrowUp" if !asks => focus_item(&menu, |at, count| at.checked_sub(1).unwrap_or(last(count))),
                "Home" if !asks => focus_item(&menu, |_, _| 0),
                "End" if !asks => focus_item(&menu, |_, count| last(count)),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let oncontextmenu = |event: MouseEvent| event.prevent_default();
    let title = lab.language.say(&message!("What if: {object}", object = name(&object)));
    html! {
        <div ref={host} class="what-if-menu" data-of={reference(&object)} {onkeydown} {oncontextmenu}>
            if let Some(replicas) = offers.replicas.as_ref().filter(|_| asks) {
                { number_form(&lab, replicas, &choose) }
            } else {
                <div role="menu" aria-label={title}>{ groups(&lab, &object, &offers, &choose) }</div>
            }
        </div>
    }
}

fn number_form(lab: &Lab, replicas: &Replicas, choose: &Callback<Choice>) -> Html {
    let language = lab.language;
    let onsubmit = {
        let (replicas, choose) = (replicas.clone(), choose.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let field = browser::by_id("replicas").and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
            if let Some(number) = field.and_then(|field| field.value().trim().parse().ok()) {
                choose.emit(Choice::Act(Box::new(Action::Happen(replicas.scaled_to(number)))));
            }
        })
    };
    let workload = name(&replicas.workload.object());
    html! {
        <form {onsubmit}>
            <label for="replicas">{ language.say(&message!("Replicas of {workload}", workload = workload)) }</label>
            <input
                id="replicas"
                class="field"
                type="number"
                min="0"
                max={MOST_REPLICAS.to_string()}
                required=true
                value={replicas.now.to_string()}
            />
            <button type="submit" class="tool">{ language.text(text!("Scale")) }</button>
        </form>
    }
}

/// Opens the menu from anything in the page that shows an object: a box of the picture, or what has [`OPENS`].
#[hook]
fn use_openers(lab: &Lab, opened: &UseStateHandle<Option<Opened>>) {
    let (lab, opened) = (lab.clone(), opened.clone());
    use_effect_with(lab.run.clone(), move |_| {
        let open = move |opener: &Element, at: Option<(f64, f64)>| {
            let reference = opener.get_attribute(OPENS).or_else(|| opener.get_attribute("data-ref"));
            let object = reference.as_deref().and_then(object_of_reference);
            let Some(object) = object.filter(|object| offers(lab.run.cluster(), object).is_some()) else {
                return false;
            };
            let rect = opener.get_bounding_client_rect();
            let at = at.unwrap_or((rect.left(), rect.bottom() + 4.0));
            if lab.selected.as_ref().is_none_or(|selected| selected.object != object || !selected.chosen) {
                lab.dispatch(Action::Select(Some(object.clone())));
            }
            opened.set(Some(Opened { object, at, asks: false }));
            true
        };
        let listeners = web_sys::window().and_then(|window| window.document()).map(|document| {
            let by_key = {
                let open = open.clone();
                Listener::new(&document, "keydown", move |event| {
                    let event: KeyboardEvent = event.unchecked_into();
                    if opener(&event, &wanted_by(&event)).is_some_and(|opener| open(&opener, None)) {
                        event.prevent_default();
                    }
                })
            };
            let by_other_button = {
                let open = open.clone();
                Listener::new(&document, "contextmenu", move |event| {
                    let event: MouseEvent = event.unchecked_into();
                    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
                    let at = (event.button() == OTHER_BUTTON).then_some(at);
                    if opener(&event, OPENERS).is_some_and(|opener| open(&opener, at)) {
                        event.prevent_default();
                    }
                })
            };
            let by_click = Listener::new(&document, "click", move |event| {
                opener(&event, &format!("[{OPENS}]")).into_iter().for_each(|opener| {
                    open(&opener, None);
                });
            });
            [by_key, by_other_button, by_click]
        });
        move || drop(listeners)
    });
}

/// What shows an object.
const OPENERS: &str = ".box[data-ref], [data-what-if-of]";
/// Of a mouse; a menu that is asked for by a key comes with another one.
const OTHER_BUTTON: i16 = 2;

/// What a key opens the menu of: the keys for menus that of any object, those that press a button that of a button in
/// the picture, which is no button to the browser.
fn wanted_by(event: &KeyboardEvent) -> String {
    let bare = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
    match event.key().as_str() {
        "ContextMenu" | "m" | "M" if bare => OPENERS.to_owned(),
        "F10" if event.shift_key() => OPENERS.to_owned(),
        "Enter" | " " if bare => format!("g[{OPENS}]"),
        _ => ":not(*)".to_owned(),
    }
}

fn opener(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// Closes the menu when the reader presses elsewhere.
#[hook]
fn use_dismissal(host: &NodeRef, opened: &UseStateHandle<Option<Opened>>) {
    let (host, state) = (host.clone(), opened.clone());
    use_effect_with(opened.is_some(), move |is_open| {
        let document = web_sys::window().and_then(|window| window.document()).filter(|_| *is_open);
        let listener = document.map(|document| {
            Listener::new(&document, "pointerdown", move |event| {
                let event: PointerEvent = event.unchecked_into();
                let target = event.target().and_then(|it| it.dyn_into::<web_sys::Node>().ok());
                if !host.get().is_some_and(|menu| menu.contains(target.as_ref())) {
                    state.set(None);
                }
            })
        });
        move || drop(listener)
    });
}

/// Moves the menu to its place, or as near as it fits into the window.
fn place(menu: &HtmlElement, (x, y): (f64, f64)) {
    const MARGIN: f64 = 8.0;
    let size = |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64());
    let Some(window) = web_sys::window() else { return };
    let (Some(width), Some(height)) = (size(window.inner_width()), size(window.inner_height())) else {
        return;
    };
    let rect = menu.get_bounding_client_rect();
    let left = x.min(width - rect.width() - MARGIN).max(MARGIN);
    let top = y.min(height - rect.height() - MARGIN).max(MARGIN);
    for (name, value) in [("left", left), ("top", top)] {
        let _ = menu.style().set_property(name, &format!("{value:.0}px"));
    }
}

/// Focuses the item that follows from the one that has the focus and their number; the field, if it asks for one.
fn focus_item(menu: &HtmlElement, next: impl Fn(usize, usize) -> usize) {
    let Ok(items) = menu.query_selector_all("[role=menuitem], input") else { return };
    let item = |at: usize| items.item(at as u32).and_then(|item| item.dyn_into::<HtmlElement>().ok());
    let count = items.length() as usize;
    let focused = web_sys::window().and_then(|window| window.document()?.active_element());
    let at = (0..count).find(|at| item(*at).map(Into::into) == focused);
    if let Some(item) = item(next(at.unwrap_or_default(), count)) {
        let _ = item.focus();
        if let Some(field) = item.dyn_ref::<HtmlInputElement>() {
            field.select();
        }
    }
}

/// Gives the focus back to the object's box once the picture is drawn anew, or to the first box if it is gone.
fn return_focus(object: &ObjectRef) {
    let wanted = reference(object);
    browser::after_painting(move || {
        let boxes = web_sys::window().and_then(|window| window.document());
        let boxes = boxes.and_then(|document| document.query_selector_all(".drawing .box[tabindex]").ok());
        let Some(boxes) = boxes else { return };
        let all = (0..boxes.length()).filter_map(|at| boxes.item(at)?.dyn_into::<Element>().ok());
        let all: Vec<Element> = all.collect();
        let same = all.iter().find(|one| one.get_attribute("data-ref").as_deref() == Some(&wanted));
        if let Some(found) = same.or(all.first()) {
            // Svg elements take the focus as those of HTML do, but share no interface with them.
            let _ = found.unchecked_ref::<HtmlElement>().focus();
        }
    });
}
