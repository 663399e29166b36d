//! The whole picture small in a corner, with what is in sight of it, where the picture does not fit.

use std::fmt::Write;
use std::rc::Rc;

use svclab::diagram::Layout;
use svclab::diagram::layout::{BoxKind, PlacedBox};
use web_sys::{Element, Event, PointerEvent};
use yew::prelude::*;

use super::super::browser::Listener;
use super::drawing::Drawing;

/// How large the map is at most.
const SIZE: (f64, f64) = (168.0, 112.0);
/// A picture that is larger than what is in sight of it by no more than this needs no map: that is its margin, or a line
/// of the legend.
const NEARLY_ALL: f64 = 1.12;

#[derive(PartialEq, Properties)]
pub struct MiniMapProps {
    /// The picture.
    pub drawing: Rc<Drawing>,
    /// The sheet that it scrolls in.
    pub sheet: NodeRef,
    /// The scale.
    pub zoom: Option<f64>,
    /// The width of the sheet.
    pub width: Option<u32>,
}

/// The map. Whoever does not see has the picture itself, so it is not told.
#[component]
pub fn MiniMap(props: &MiniMapProps) -> Html {
    let map = use_node_ref();
    let Layout { width, height, boxes, .. } = &props.drawing.layout;
    {
        let (map, sheet) = (map.clone(), props.sheet.clone());
        use_effect_with((props.drawing.clone(), props.zoom, props.width), move |_| {
            let sheet = sheet.cast::<Element>();
            let follow = move |sheet: &Element| {
                if let Some(map) = map.cast::<Element>() {
                    let _ = frame(&map, sheet);
                }
            };
            let listener = sheet.map(|sheet| {
                follow(&sheet);
                let element = sheet.clone();
                Listener::new(&sheet, "scroll", move |_: Event| follow(&element))
            });
            move || drop(listener)
        });
    }
    let go = {
        let (map, sheet) = (map.clone(), props.sheet.clone());
        move |event: PointerEvent| {
            if let (Some(map), Some(sheet), true) =
                (map.cast::<Element>(), sheet.cast::<Element>(), event.buttons() == 1)
            {
                event.prevent_default();
                let _ = map.set_pointer_capture(event.pointer_id());
                centre(&map, &sheet, f64::from(event.client_x()), f64::from(event.client_y()));
            }
        }
    };
    let scale = (SIZE.0 / width).min(SIZE.1 / height);
    let style = format!("width:{:.0}px;height:{:.0}px", width * scale, height * scale);
    let is_around = |placed: &&PlacedBox| matches!(placed.kind, BoxKind::Node | BoxKind::Zone);
    html! {
        <svg
            ref={map}
            class="mini-map"
            hidden=true
            aria-hidden="true"
            viewBox={format!("0 0 {width:.0} {height:.0}")}
            {style}
            onpointerdown={go.clone()}
            onpointermove={go}
        >
            <path class="around" d={outline(boxes.iter().filter(is_around))} />
            <path class="boxes" d={outline(boxes.iter().filter(|placed| !is_around(placed)))} />
            <rect class="in-sight" />
        </svg>
    }
}

/// Many boxes as one path.
fn outline<'a>(boxes: impl Iterator<Item = &'a PlacedBox>) -> String {
    let mut path = String::new();
    for placed in boxes {
        let rect = placed.rect;
        // To write into a text does not fail.
        let _ = write!(
            path,
            "M{:.0} {:.0}h{:.0}v{:.0}h-{:.0}z",
            rect.x, rect.y, rect.width, rect.height, rect.width
        );
    }
    path
}

/// Shows which part of the picture is in sight, or hides the map if that is nearly all of it.
fn frame(map: &Element, sheet: &Element) -> Option<()> {
    let whole = sheet.query_selector(".drawing > svg").ok()??.get_bounding_client_rect();
    // A narrow page that shows the text has no picture in sight.
    if whole.width() == 0.0 {
        return None;
    }
    let seen = sheet.get_bounding_client_rect();
    let fits = |whole: i32, seen: i32| f64::from(whole) <= f64::from(seen) * NEARLY_ALL;
    let is_idle = fits(sheet.scroll_width(), sheet.client_width())
        && fits(sheet.scroll_height(), sheet.client_height());
    let _ = map.toggle_attribute_with_force("hidden", is_idle);
    let view_box = map.get_attribute("viewBox")?;
    let width: f64 = view_box.split(' ').nth(2)?.parse().ok()?;
    let scale = width / whole.width();
    let rect = map.query_selector(".in-sight").ok()??;
    let (left, top) = (seen.left().max(whole.left()), seen.top().max(whole.top()));
    let (right, bottom) = (seen.right().min(whole.right()), seen.bottom().min(whole.bottom()));
    for (name, value) in [
        ("x", left - whole.left()),
        ("y", top - whole.top()),
        ("width", (right - left).max(0.0)),
        ("height", (bottom - top).max(0.0)),
    ] {
        let _ = rect.set_attribute(name, &format!("{:.1}", value * scale));
    }
    Some(())
}

/// Scrolls the sheet so that a point of the map is in its middle.
fn centre(map: &Element, sheet: &Element, x: f64, y: f64) {
    let Some(picture) = sheet.query_selector(".drawing > svg").ok().flatten() else { return };
    let (small, whole, seen) = (
        map.get_bounding_client_rect(),
        picture.get_bounding_client_rect(),
        sheet.get_bounding_client_rect(),
    );
    let at = |place: f64, start: f64, size: f64| ((place - start) / size).clamp(0.0, 1.0);
    let right = whole.left() + at(x, small.left(), small.width()) * whole.width()
        - (seen.left() + seen.width() / 2.0);
    let down = whole.top() + at(y, small.top(), small.height()) * whole.height()
        - (seen.top() + seen.height() / 2.0);
    sheet.set_scroll_left(sheet.scroll_left() + right as i32);
    sheet.set_scroll_top(sheet.scroll_top() + down as i32);
}
