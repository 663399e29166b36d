//! From box to box by keyboard: along the ways to the left and to the right, within a column up and down.

use svclab::diagram::layout::{BoxKind, PlacedBox, Rect};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::drawing::Drawing;
use super::sheet::parts;

/// What can be reached: what shows an object or leads to one, and who asks.
const REACHABLE: &str = ".box[data-ref], .box[data-service], .box.client";

fn is_reachable(placed: &&PlacedBox) -> bool {
    placed.object.is_some() || placed.service.is_some() || placed.kind == BoxKind::Client
}

/// Makes a box that the keyboard has to reach reachable, and says whether it opens.
pub fn make_reachable(part: &Element) {
    if !part.matches(REACHABLE).unwrap_or_default() {
        return;
    }
    let _ = part.set_attribute("tabindex", "-1");
    // There is nothing to open or to choose at a client.
    if !part.class_list().contains("client") {
        let _ = part.set_attribute("role", "button");
    }
    if let Some(fold) = part.get_attribute("data-fold") {
        let _ = part.set_attribute("aria-expanded", if fold == "open" { "true" } else { "false" });
    }
}

/// Sees to it that Tab reaches one of the boxes.
pub fn keep_one_reachable(root: &Element) {
    let first = |selector| root.query_selector(selector).ok().flatten();
    if first(".box[tabindex=\"0\"]").is_none()
        && let Some(part) = first(".box[tabindex]")
    {
        let _ = part.set_attribute("tabindex", "0");
    }
}

/// The box to which a key leads.
pub fn next(drawing: &Drawing, target: &Element, key: &str) -> Option<String> {
    let id = target.get_attribute("data-id")?;
    let boxes: Vec<&PlacedBox> = drawing.layout.boxes.iter().filter(is_reachable).collect();
    let here = boxes.iter().find(|placed| placed.id == id)?;
    let known = |other: &String| boxes.iter().find(|placed| placed.id == *other).copied();
    let edges = &drawing.scene.edges;
    let next = match key {
        "ArrowRight" => {
            let along = edges.iter().filter(|edge| edge.from == id).find_map(|edge| known(&edge.to));
            along.or_else(|| nearest(&boxes, here.rect, Side::Right))
        }
        "ArrowLeft" => {
            let along = edges.iter().filter(|edge| edge.to == id).find_map(|edge| known(&edge.from));
            along.or_else(|| nearest(&boxes, here.rect, Side::Left))
        }
        "ArrowDown" => nearest(&boxes, here.rect, Side::Below),
        "ArrowUp" => nearest(&boxes, here.rect, Side::Above),
        "Home" => boxes.first().copied(),
        "End" => boxes.last().copied(),
        _ => None,
    };
    next.map(|placed| placed.id.clone())
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
    Above,
    Below,
}

/// The nearest box on one side that stands beside this one, or above or below it.
fn nearest<'a>(boxes: &[&'a PlacedBox], here: Rect, side: Side) -> Option<&'a PlacedBox> {
    let distance = |rect: Rect| match side {
        Side::Left => here.x - rect.x,
        Side::Right => rect.x - here.x,
        Side::Above => here.y - rect.y,
        Side::Below => rect.y - here.y,
    };
    let is_beside = |rect: Rect| match side {
        Side::Left | Side::Right => rect.y < here.bottom() && here.y < rect.bottom(),
        Side::Above | Side::Below => rect.x < here.right() && here.x < rect.right(),
    };
    let others = boxes.iter().filter(|placed| distance(placed.rect) > 0.5 && is_beside(placed.rect));
    others.min_by(|one, other| distance(one.rect).total_cmp(&distance(other.rect))).copied()
}

/// The id of the box that has the focus.
pub fn focused(host: &Element) -> Option<String> {
    let active = web_sys::window()?.document()?.active_element()?;
    active.get_attribute("data-id").filter(|_| host.contains(Some(&active)))
}

/// Gives a box the focus, and brings it into sight.
pub fn focus(host: &Element, id: &str) {
    for part in parts(host, ".box[tabindex]") {
        let is_it = part.get_attribute("data-id").as_deref() == Some(id);
        let _ = part.set_attribute("tabindex", if is_it { "0" } else { "-1" });
        if is_it {
            // Svg elements take the focus as those of HTML do, but share no interface with them.
            let _ = part.unchecked_ref::<HtmlElement>().focus();
            show(&part);
        }
    }
}

/// Scrolls the sheet, and nothing else of the page, until a part is in sight.
pub fn show(part: &Element) {
    const MARGIN: f64 = 24.0;
    let Ok(Some(sheet)) = part.closest(".sheet") else { return };
    let (frame, part) = (sheet.get_bounding_client_rect(), part.get_bounding_client_rect());
    let by = |start: f64, end: f64, from: f64, to: f64| {
        // What is larger than the sheet begins at its edge.
        if start < from + MARGIN || end - start > to - from {
            start - from - MARGIN
        } else {
            (end - to + MARGIN).max(0.0)
        }
    };
    let right = by(part.left(), part.right(), frame.left(), frame.right());
    let down = by(part.top(), part.bottom(), frame.top(), frame.bottom());
    sheet.set_scroll_left(sheet.scroll_left() + right as i32);
    sheet.set_scroll_top(sheet.scroll_top() + down as i32);
}
