//! The button at the corner of the chosen box that opens its menu. It is a part of the picture on the page, not of the
//! picture that is drawn, so that it moves with its box and is in no file.

use svclab::diagram::Layout;
use svclab::diagram::layout::{BoxKind, Flow, PlacedBox, Point};
use svclab::message;
use web_sys::Element;

use super::super::picture::reference;
use super::super::state::State;
use super::OPENS;
use crate::what_if::offers::offers;
use crate::what_if::words::short;

/// Where it stands: its box may go elsewhere.
const AT: &str = "data-at";
/// Its radius, in pixels of the picture: with the ring around it that is as large as a fingertip needs at least.
const RADIUS: f64 = 12.0;

/// Puts the button at the box that the reader chose, if anything can happen to what it shows.
pub fn put_handle(host: &Element, layout: &Layout, state: &State) {
    let chosen = state.selected.as_ref().filter(|selected| selected.chosen);
    let object = chosen.map(|selected| &selected.object);
    let object = object.filter(|object| offers(state.run.cluster(), object).is_some());
    let placed =
        object.and_then(|object| layout.boxes.iter().find(|one| one.object.as_ref() == Some(object)));
    let old = host.query_selector(".more").ok().flatten();
    let (Some(object), Some(placed), Some(svg)) = (object, placed, host.first_element_child()) else {
        return old.into_iter().for_each(|old| old.remove());
    };
    let opens = reference(object);
    let place = place(placed, layout);
    let at = format!("{} {}", place.x, place.y);
    if let Some(old) = old {
        let is = |name, value: &String| old.get_attribute(name).as_ref() == Some(value);
        if is(OPENS, &opens) && is(AT, &at) {
            return;
        }
        old.remove();
    }
    let _ = svg.insert_adjacent_html("beforeend", &button(place));
    let Some(handle) = svg.last_element_child() else { return };
    let object = format!("{} {}", object.kind, short(object));
    let label = state.language.say(&message!("What if: {object}", object = object));
    for (name, value) in [(OPENS, &*opens), (AT, &*at), ("aria-label", &*label)] {
        let _ = handle.set_attribute(name, value);
    }
}

/// At the right edge, off the words; where ways end there, at the corner below.
fn place(placed: &PlacedBox, layout: &Layout) -> Point {
    let rect = placed.rect;
    match (layout.flow, placed.kind) {
        (Flow::Narrow, BoxKind::Pod) => Point { x: rect.right(), y: rect.bottom() },
        _ => Point { x: rect.right() + 3.0, y: rect.y + (rect.height / 2.0).min(20.0) },
    }
}

/// Made of numbers alone.
fn button(Point { x, y }: Point) -> String {
    format!(
        "<g class=\"more\" role=\"button\" tabindex=\"0\" aria-haspopup=\"menu\" aria-keyshortcuts=\"M\">\
         <circle cx=\"{x}\" cy=\"{y}\" r=\"{RADIUS}\"/><path d=\"M{} {y}h0m5 0h0m5 0h0\"/></g>",
        x - 5.0
    )
}
