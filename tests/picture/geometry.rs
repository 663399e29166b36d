//! Rectangles, texts and ways as what they cover.

use svclab::diagram::layout::{Align, Flow, Layout, Point, Rect, Route, Text};

/// What touches does not overlap.
const TOUCH: f64 = 0.5;

pub fn overlap(one: Rect, other: Rect) -> bool {
    one.x + TOUCH < other.right()
        && other.x + TOUCH < one.right()
        && one.y + TOUCH < other.bottom()
        && other.y + TOUCH < one.bottom()
}

pub fn contains(outer: Rect, inner: Rect) -> bool {
    outer.x - TOUCH <= inner.x
        && inner.right() <= outer.right() + TOUCH
        && outer.y - TOUCH <= inner.y
        && inner.bottom() <= outer.bottom() + TOUCH
}

/// A square around a point.
pub fn around(at: Point, radius: f64) -> Rect {
    Rect { x: at.x - radius, y: at.y - radius, width: 2.0 * radius, height: 2.0 * radius }
}

/// The place that a text takes, from the tops of its letters to their tails.
pub fn place(text: &Text) -> Rect {
    let (width, size) = (text.width(), text.style.size());
    let x = match text.align {
        Align::Start => text.at.x,
        Align::Middle => text.at.x - width / 2.0,
        Align::End => text.at.x - width,
    };
    Rect { x, y: text.at.y - size * 0.76, width, height: size * 0.96 }
}

/// A straight piece of a way.
pub type Piece = (Point, Point);

/// A way in straight pieces, so short that a curve is as good as them.
pub fn pieces(route: &Route, flow: Flow) -> Vec<Piece> {
    let mut points: Vec<Point> = route.points.first().copied().into_iter().collect();
    for pair in route.points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        if flow == Flow::Wide && from.x != to.x && from.y != to.y {
            points.extend((1..=24).map(|step| on_curve(from, to, f64::from(step) / 24.0)));
        } else {
            points.push(to);
        }
    }
    points.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// A point of the curve that leaves and arrives level: a cubic whose control points stand half-way.
fn on_curve(from: Point, to: Point, t: f64) -> Point {
    let (u, middle) = (1.0 - t, f64::midpoint(from.x, to.x));
    let bezier = |p0: f64, p1: f64, p2: f64, p3: f64| {
        u * u * u * p0 + 3.0 * u * u * t * p1 + 3.0 * u * t * t * p2 + t * t * t * p3
    };
    Point { x: bezier(from.x, middle, middle, to.x), y: bezier(from.y, from.y, to.y, to.y) }
}

/// True if a piece runs through the inside of a rectangle: what is left of it after clipping is more than a point
/// (Liang and Barsky's algorithm).
pub fn runs_through((from, to): Piece, rect: Rect) -> bool {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let sides = [
        (-dx, from.x - (rect.x + TOUCH)),
        (dx, rect.right() - TOUCH - from.x),
        (-dy, from.y - (rect.y + TOUCH)),
        (dy, rect.bottom() - TOUCH - from.y),
    ];
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (direction, distance) in sides {
        if direction == 0.0 {
            if distance <= 0.0 {
                return false;
            }
        } else if direction < 0.0 {
            enter = enter.max(distance / direction);
        } else {
            leave = leave.min(distance / direction);
        }
    }
    enter < leave
}

/// How many pairs of ways cross. Ways that run together and part, or meet at their ends, do not.
pub fn crossings(layout: &Layout) -> usize {
    let ways: Vec<Vec<Piece>> = layout.routes.iter().map(|route| pieces(route, layout.flow)).collect();
    let bounds: Vec<Rect> = ways.iter().map(|way| bounds(way)).collect();
    let mut count = 0;
    for (index, one) in ways.iter().enumerate() {
        for (other, other_bounds) in ways.iter().zip(&bounds).skip(index + 1) {
            if overlap(bounds[index], *other_bounds) {
                let cross = |piece: &Piece| other.iter().any(|other| cross(*piece, *other));
                count += usize::from(one.iter().any(cross));
            }
        }
    }
    count
}

fn bounds(way: &[Piece]) -> Rect {
    let ends = || way.iter().flat_map(|(from, to)| [from, to]);
    let least = |part: fn(&Point) -> f64| ends().map(part).fold(f64::MAX, f64::min);
    let most = |part: fn(&Point) -> f64| ends().map(part).fold(f64::MIN, f64::max);
    let (x, y) = (least(|point| point.x) - 1.0, least(|point| point.y) - 1.0);
    let (width, height) = (most(|point| point.x) + 1.0 - x, most(|point| point.y) + 1.0 - y);
    Rect { x, y, width, height }
}

/// True if two pieces have one inner point in common.
fn cross((a, b): Piece, (c, d): Piece) -> bool {
    let side = |from: Point, to: Point, point: Point| {
        (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x)
    };
    let parted = |one: f64, other: f64| (one > 1e-6 && other < -1e-6) || (one < -1e-6 && other > 1e-6);
    parted(side(a, b, c), side(a, b, d)) && parted(side(c, d, a), side(c, d, b))
}
