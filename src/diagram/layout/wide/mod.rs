//! From left to right: who asks, how it gets in, the Service, where it ends.
//!
//! Every block stands in a column, and a way goes from column to column. Where it must pass a column it gets a place
//! there among the blocks, so it runs through none. The tallest column is packed; from there outwards every other
//! one stands as near as it can to what it is joined with.

mod columns;
mod heights;
mod routes;
mod spans;
mod ways;

use columns::{Columns, Ranked};
use heights::Tops;

use super::grounds::{self, Frames};
use super::{Flow, Layout, LayoutOptions, PlacedBox, Point};
use crate::diagram::scene::Scene;

const ANYONE: usize = 0;
const BALANCERS: usize = 1;
const LAN: usize = 2;
const DOORS: usize = 3;
const SERVICES: usize = 4;
const NODES: usize = 5;
const HOSTS_BESIDE: usize = 6;
const HOSTS_OUTSIDE: usize = 7;
const COLUMNS: usize = 8;

/// Below this scale the letters are too small to read.
const LEGIBLE: f64 = 0.62;

/// Around everything.
const MARGIN: f64 = 8.0;

/// The space between things that stand beside each other.
#[derive(Debug, Clone, Copy)]
struct Spacing {
    /// For curves between two columns.
    gap: f64,
    /// Between a ground's edge and what stands on it.
    padding: f64,
}

impl Spacing {
    /// Where there is room.
    const LOOSE: Spacing = Spacing { gap: 64.0, padding: 16.0 };
    /// Where there is little.
    const TIGHT: Spacing = Spacing { gap: 40.0, padding: 12.0 };

    /// What makes a picture narrower by `excess` pixels, or as narrow as it can be.
    fn tighter(excess: f64) -> Spacing {
        // Gaps with curves: before the doors, the Services and the nodes.
        const GAPS: f64 = 3.0;
        let gap = (Spacing::LOOSE.gap - excess / GAPS).max(Spacing::TIGHT.gap);
        Spacing { gap, ..Spacing::TIGHT }
    }
}

/// Lays a scene out from left to right, as loosely as the width allows; none if it would be too small to read in it.
pub fn layout(scene: &Scene, options: &LayoutOptions) -> Option<Layout> {
    let columns = columns::columns(scene, options.say);
    let ways = ways::ways(scene, &columns);
    let tops = heights::tops(&columns, &ways);
    let mut spans = spans::spans(scene, Spacing::LOOSE, &columns, &tops, &ways);
    let excess = spans.internet.1 + MARGIN - options.width;
    if excess > 0.0 {
        spans = spans::spans(scene, Spacing::tighter(excess), &columns, &tops, &ways);
    }
    let width = spans.internet.1 + MARGIN;
    if options.width < width * LEGIBLE {
        return None;
    }
    let content = (lowest(&columns, &tops) - highest(&tops)).round();
    let frames = Frames::around(content, MARGIN, spans.internet, spans.nodes_network, spans.cluster);
    let shift = grounds::CONTENT_TOP + MARGIN - highest(&tops);
    let heights = ways::heights(scene, &ways, &tops, shift);
    let boxes = boxes(columns, &tops, shift, &spans);
    let routes = routes::routes(scene, &ways, &heights, &spans, &boxes, options.say);
    Some(Layout {
        width,
        height: frames.internet.bottom() + MARGIN,
        flow: Flow::Wide,
        summary: grounds::summary(scene, options.say),
        grounds: grounds::place(scene, &frames, None, options.say),
        boxes,
        routes,
        legend: Vec::new(),
    })
}

fn highest(tops: &Tops) -> f64 {
    tops.iter().flatten().copied().reduce(f64::min).unwrap_or(0.0)
}

fn lowest(columns: &Columns, tops: &Tops) -> f64 {
    let bottoms = columns
        .iter()
        .zip(tops)
        .flat_map(|(column, tops)| column.iter().zip(tops).map(|(ranked, top)| top + ranked.block.height));
    bottoms.reduce(f64::max).unwrap_or(0.0)
}

fn boxes(columns: Columns, tops: &Tops, shift: f64, spans: &spans::Spans) -> Vec<PlacedBox> {
    let mut boxes = Vec::new();
    for (column, (blocks, tops)) in columns.into_iter().zip(tops).enumerate() {
        for (Ranked { block, .. }, top) in blocks.into_iter().zip(tops) {
            let at = Point { x: spans.left_of(column, &block), y: (top + shift).round() };
            boxes.extend(block.boxes.into_iter().map(|mut placed| {
                placed.move_by(at);
                placed
            }));
        }
    }
    boxes
}
