//! What is drawn in boxes beside text.

use std::fmt::{self, Display, Formatter};

use super::path::{Head, Line};
use super::{Px, edge_class, write_rect};
use crate::diagram::layout::{Flow, LegendEntry, LegendMark, PlacedBox, Point, Rect, STOP_RADIUS, Shape};
use crate::diagram::scene::{Fold, PodState, StopVerdict};

/// The class of a Pod's state.
pub fn state_class(state: PodState) -> &'static str {
    match state {
        PodState::Ready => "ready",
        PodState::NotReady => "not-ready",
        PodState::Terminating => "terminating",
        PodState::Pending => "pending",
        PodState::Ended => "ended",
        PodState::Gone => "gone",
    }
}

/// The edges of more cells behind a fold's.
pub fn write_pile(f: &mut Formatter<'_>, placed: &PlacedBox) -> fmt::Result {
    let Rect { x, y, width, height } = placed.rect;
    write_rect(f, "frame behind", Rect { x: x + 3.0, y: y + 3.0, width, height }, placed.radius)
}

/// The legend's mark, from its left edge on.
pub fn write_legend_mark(f: &mut Formatter<'_>, entry: &LegendEntry) -> fmt::Result {
    let Point { x, y } = entry.at;
    let middle = Point { x: x + LegendEntry::WIDTH / 2.0, y };
    match entry.mark {
        LegendMark::Way(kind) => {
            let way = [entry.at, Point { x: x + LegendEntry::WIDTH, y }];
            let line = Line { points: &way, flow: Flow::Wide };
            let (kind, head) = (edge_class(kind), Head(&way));
            write!(
                f,
                "<g class=\"edge {kind}\"><path class=\"line\" d=\"{line}\"/><path class=\"head\" d=\"{head}\"/></g>"
            )
        }
        LegendMark::Odds => write!(
            f,
            "<text class=\"badge muted mid\" x=\"{}\" y=\"{}\">50 %</text>",
            Px(middle.x),
            Px(y + 4.0)
        ),
        LegendMark::Virtual => {
            write_rect(f, "virtual", rect(Point { x: x + 1.0, y: y - 7.0 }, 24.0, 14.0), 4.0)
        }
        LegendMark::NotReady => write_circle(f, "dot", middle, 4.5),
        LegendMark::Stop(verdict) => write_stop(f, middle, verdict, 0.0),
    }
}

pub fn write_shape(f: &mut Formatter<'_>, shape: &Shape) -> fmt::Result {
    match shape {
        Shape::Virtual { at, width, height } => write_rect(f, "virtual", rect(*at, *width, *height), 6.0),
        Shape::Badge { at, width, height } => {
            write_rect(f, "pill-full", rect(*at, *width, *height), height / 2.0)
        }
        Shape::Dot { at, state, hue } => {
            let hue = hue.map(|hue| format!(" h{}", hue.0)).unwrap_or_default();
            write_circle(f, &format!("dot {}{hue}", state_class(*state)), *at, 4.5)
        }
        Shape::Chevron { at, fold } => {
            let (x, y) = (Px(at.x), Px(at.y));
            match fold {
                Fold::Closed => write!(f, "<path class=\"chevron\" d=\"M{x} {y}m-2 -4l4 4l-4 4\"/>"),
                Fold::Open => write!(f, "<path class=\"chevron\" d=\"M{x} {y}m-4 -2l4 4l4 -4\"/>"),
            }
        }
        Shape::Stop { at, verdict, stub } => write_stop(f, *at, *verdict, *stub),
    }
}

/// A mark at the upper right corner of a box, for a packet that ends there; none if the box has one of its own.
pub struct EndMark<'a>(pub &'a PlacedBox, pub StopVerdict);

impl Display for EndMark<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let EndMark(placed, verdict) = self;
        if placed.shapes.iter().any(|shape| matches!(shape, Shape::Stop { .. })) {
            return Ok(());
        }
        let Rect { x, y, width, .. } = placed.rect;
        f.write_str("<g class=\"end-mark\">")?;
        write_stop(f, Point { x: x + width - STOP_RADIUS, y }, *verdict, 0.0)?;
        f.write_str("</g>")
    }
}

/// Refused: a sign that says no. Dropped: a cross in an empty circle. Unresolved: a question mark there.
pub fn write_stop(f: &mut Formatter<'_>, at: Point, verdict: StopVerdict, stub: f64) -> fmt::Result {
    let left = at.x - STOP_RADIUS;
    write!(f, "<path class=\"stub\" d=\"M{} {}H{}\"/>", Px(left - stub), Px(at.y), Px(left))?;
    let (x, y) = (Px(at.x), Px(at.y));
    match verdict {
        StopVerdict::Refused => {
            write_circle(f, "refused", at, STOP_RADIUS)?;
            write!(f, "<path class=\"bar\" d=\"M{x} {y}m-4 0h8\"/>")
        }
        StopVerdict::Dropped => {
            write_circle(f, "dropped", at, STOP_RADIUS)?;
            write!(f, "<path class=\"cross\" d=\"M{x} {y}m-3 -3l6 6m0 -6l-6 6\"/>")
        }
        StopVerdict::Unresolved => {
            write_circle(f, "dropped", at, STOP_RADIUS)?;
            write!(
                f,
                "<path class=\"cross\" d=\"M{x} {y}m-2.5 -2.6a2.5 2.5 0 1 1 3.6 2.2q-1.1 .6 -1.1 1.9m0 1.6v1.2\"/>"
            )
        }
    }
}

fn rect(at: Point, width: f64, height: f64) -> Rect {
    Rect { x: at.x, y: at.y, width, height }
}

fn write_circle(f: &mut Formatter<'_>, class: &str, at: Point, radius: f64) -> fmt::Result {
    write!(f, "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>", Px(at.x), Px(at.y), Px(radius))
}
