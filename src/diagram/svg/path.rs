//! Ways as paths.

use std::fmt::{self, Display, Formatter};

use super::Px;
use crate::diagram::layout::{Flow, Point};

/// How long the head of an arrow is.
const HEAD: f64 = 7.0;

/// The radius of a rail's corners.
const CORNER: f64 = 8.0;

/// A way's line, up to the head of its arrow.
pub struct Line<'a> {
    pub points: &'a [Point],
    pub flow: Flow,
}

impl Display for Line<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut points = self.points.to_vec();
        if let [.., before, last] = &mut points[..] {
            last.x += HEAD.copysign(before.x - last.x) * 0.8;
        }
        let Some(first) = points.first() else { return Ok(()) };
        write!(f, "M{} {}", Px(first.x), Px(first.y))?;
        match self.flow {
            Flow::Wide => curves(f, &points),
            Flow::Narrow => rails(f, &points),
        }
    }
}

/// Level lines, and curves that leave and arrive level.
fn curves(f: &mut Formatter<'_>, points: &[Point]) -> fmt::Result {
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        if (from.y - to.y).abs() < 0.05 {
            write!(f, "H{}", Px(to.x))?;
        } else {
            let middle = Px((from.x + to.x) / 2.0);
            write!(f, "C{middle} {} {middle} {} {} {}", Px(from.y), Px(to.y), Px(to.x), Px(to.y))?;
        }
    }
    Ok(())
}

/// Straight lines with round corners.
fn rails(f: &mut Formatter<'_>, points: &[Point]) -> fmt::Result {
    for window in points.windows(3) {
        let (before, corner, after) = (window[0], window[1], window[2]);
        let radius = CORNER.min(distance(before, corner) / 2.0).min(distance(corner, after) / 2.0);
        let (enter, leave) = (towards(corner, before, radius), towards(corner, after, radius));
        write!(f, "L{} {}Q{} {}", Px(enter.x), Px(enter.y), Px(corner.x), Px(corner.y))?;
        write!(f, " {} {}", Px(leave.x), Px(leave.y))?;
    }
    points.last().map_or(Ok(()), |last| write!(f, "L{} {}", Px(last.x), Px(last.y)))
}

fn distance(one: Point, other: Point) -> f64 {
    (one.x - other.x).hypot(one.y - other.y)
}

/// The point `steps` from `from` on the way to `to`.
fn towards(from: Point, to: Point, steps: f64) -> Point {
    let whole = distance(from, to);
    if whole == 0.0 {
        return from;
    }
    let part = steps / whole;
    Point { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
}

/// The head of a way's arrow.
pub struct Head<'a>(pub &'a [Point]);

impl Display for Head<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let [.., before, tip] = self.0 else { return Ok(()) };
        let back = HEAD.copysign(before.x - tip.x);
        let (x, y) = (Px(tip.x), Px(tip.y));
        write!(f, "M{x} {y}L{} {}V{}Z", Px(tip.x + back), Px(tip.y - 3.5), Px(tip.y + 3.5))
    }
}
