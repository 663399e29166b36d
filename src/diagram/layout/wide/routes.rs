//! The ways, drawn.

use std::collections::BTreeMap;

use super::spans::{PILL, Spans};
use super::ways::Way;
use crate::diagram::layout::cards::Say;
use crate::diagram::layout::{Odds, PlacedBox, Point, Rect, Route};
use crate::diagram::scene::{Edge, Scene, percent};

/// The route of every edge.
pub fn routes(
    scene: &Scene,
    ways: &[Way],
    heights: &[Vec<f64>],
    spans: &Spans,
    boxes: &[PlacedBox],
    say: Say,
) -> Vec<Route> {
    let drawn: BTreeMap<&str, Rect> = boxes.iter().map(|placed| (placed.id.as_str(), placed.rect)).collect();
    let route = |((edge, way), heights): ((&Edge, &Way), &Vec<f64>)| {
        let from = drawn.get(edge.from.as_str())?;
        let to = drawn.get(edge.to.as_str())?;
        let points = points(way, heights, spans, *from, *to);
        let end = *points.last()?;
        let before_end = spans.left[way.last()?.column] - PILL / 2.0;
        let odds = edge.odds.map(|odds| Odds::at(&percent(odds), Point { x: before_end, ..end }));
        Some(Route::new(edge, points, odds, say))
    };
    scene.edges.iter().zip(ways).zip(heights).filter_map(route).collect()
}

/// Level along the columns, and climbing between them.
fn points(way: &Way, heights: &[f64], spans: &Spans, from: Rect, to: Rect) -> Vec<Point> {
    let (Some(first), Some(last)) = (heights.first(), heights.last()) else { return Vec::new() };
    let mut points = vec![Point { x: from.right(), y: *first }];
    for (index, pair) in way.windows(2).enumerate() {
        let column = pair[1].column;
        points.push(Point { x: spans.right[pair[0].column], y: heights[index] });
        points.push(Point { x: spans.left[column] - spans.approach[column], y: heights[index + 1] });
    }
    points.push(Point { x: to.x, y: *last });
    points.dedup();
    points
}
