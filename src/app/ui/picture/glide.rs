//! What an edit has moved goes to its new place instead of jumping there, and what is new appears. The drawing itself is
//! at once what it is: only how it is shown lags behind, for as long as an eye needs to follow.

use js_sys::{Array, Object, Reflect};
use svclab::diagram::layout::{Layout, Point, Rect};
use svclab::diagram::svg::Part;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// What web-sys counts among the unstable interfaces.
    type Animatable;
    #[wasm_bindgen(method, catch)]
    fn animate(this: &Animatable, keyframes: &Array, duration: f64) -> Result<JsValue, JsValue>;
}

/// In milliseconds.
const DURATION: f64 = 150.0;
/// Where more changes than this, no eye follows it.
pub const MOST: usize = 60;

/// A piece that is not what it was.
#[derive(Clone, Copy)]
pub struct Motion<'a> {
    /// It.
    pub element: &'a Element,
    /// How it is drawn.
    pub now: (&'a Layout, Part),
    /// How it was drawn; none if it was not there.
    pub was: Option<(&'a Element, &'a Layout, Part)>,
}

/// Sets it in motion.
pub fn start(motion: &Motion) {
    let Motion { element, now: (layout, part), was } = motion;
    let Some((old, old_layout, old_part)) = was else { return appear(element) };
    match part {
        Part::Paper => {}
        Part::Route(_) => bend(old, element),
        Part::Ground(_) | Part::Box(_) | Part::Odds(_) | Part::Legend(_) => {
            if let (Some(from), Some(to)) = (place(old_layout, *old_part), place(layout, *part)) {
                travel(element, *part, from, to);
            }
        }
    }
}

fn appear(element: &Element) {
    animate(element, &[("opacity", "0")]);
}

fn travel(element: &Element, part: Part, from: Rect, to: Rect) {
    let (right, down) = (from.x - to.x, from.y - to.y);
    let moved = format!("translate({right:.1}px,{down:.1}px)");
    let is_moved = right.abs() + down.abs() > 0.5;
    if !matches!(part, Part::Ground(_)) {
        if is_moved {
            animate(element, &[("transform", &moved)]);
        }
        return;
    }
    // A ground grows around what stands on it, and its name stays at its corner.
    for part in super::sheet::children(element) {
        match part.local_name().as_str() {
            "rect" => {
                let [x, y, width, height] =
                    [from.x, from.y, from.width, from.height].map(|length| format!("{length:.1}px"));
                animate(&part, &[("x", &x), ("y", &y), ("width", &width), ("height", &height)]);
            }
            _ if is_moved => animate(&part, &[("transform", &moved)]),
            _ => {}
        }
    }
}

/// A way goes from one line to another where both bend alike; otherwise it appears.
fn bend(old: &Element, new: &Element) {
    let lines = |way: &Element| {
        [".line", ".head"].map(|part| way.query_selector(part).ok().flatten()?.get_attribute("d"))
    };
    let ([Some(old_line), Some(old_head)], [Some(line), Some(head)]) = (lines(old), lines(new)) else {
        return;
    };
    if old_line == line {
        return;
    }
    if !bends_alike(&old_line, &line) || !bends_alike(&old_head, &head) {
        return appear(new);
    }
    for (part, from) in [(".line", old_line), (".head", old_head)] {
        if let Ok(Some(path)) = new.query_selector(part) {
            animate(&path, &[("d", &format!("path(\"{from}\")"))]);
        }
    }
}

/// True if two paths have the same commands.
fn bends_alike(one: &str, other: &str) -> bool {
    let commands = |path: &str| path.chars().filter(char::is_ascii_alphabetic).collect::<Vec<_>>();
    commands(one) == commands(other)
}

fn place(layout: &Layout, part: Part) -> Option<Rect> {
    match part {
        Part::Paper | Part::Route(_) => None,
        Part::Ground(index) => Some(layout.grounds.get(index)?.rect),
        Part::Box(index) => Some(layout.boxes.get(index)?.rect),
        Part::Odds(index) => Some(layout.routes.get(index)?.odds.as_ref()?.rect),
        Part::Legend(index) => {
            let Point { x, y } = layout.legend.get(index)?.at;
            Some(Rect { x, y, ..Rect::default() })
        }
    }
}

/// Lets an element begin otherwise, and become what it is.
fn animate(element: &Element, from: &[(&str, &str)]) {
    let start = Object::new();
    for (name, value) in from.iter().chain(&[("easing", "ease-out")]) {
        let _ = Reflect::set(&start, &(*name).into(), &(*value).into());
    }
    // Without it the piece is at its place at once.
    let _ = element.unchecked_ref::<Animatable>().animate(&Array::of1(&start), DURATION);
}
