//! How far to the right everything stands.

use super::columns::Columns;
use super::heights::Tops;
use super::ways::Way;
use super::{
    ANYONE, BALANCERS, COLUMNS, DOORS, HOSTS_BESIDE, HOSTS_OUTSIDE, LAN, MARGIN, NODES, SERVICES, Spacing,
};
use crate::diagram::layout::BoxKind;
use crate::diagram::layout::blocks::Block;
use crate::diagram::scene::Scene;

/// For the pill with the odds, before the end of a way.
pub const PILL: f64 = 46.0;

/// Left and right edges of the columns and of the grounds.
#[derive(Default)]
pub struct Spans {
    pub left: [f64; COLUMNS],
    pub right: [f64; COLUMNS],
    pub internet: (f64, f64),
    pub nodes_network: (f64, f64),
    /// The doors stand on its left edge.
    pub cluster: (f64, f64),
    /// Where the pills stand before each column, how wide they are.
    pub approach: [f64; COLUMNS],
    padding: f64,
}

impl Spans {
    /// The left edge of a block: in the column of the doors, everything else stands inside the cluster.
    pub fn left_of(&self, column: usize, block: &Block) -> f64 {
        if column == DOORS && !is_door(block) { self.cluster.0 + self.padding } else { self.left[column] }
    }
}

fn is_door(block: &Block) -> bool {
    block.boxes.first().is_some_and(|placed| placed.kind == BoxKind::Door)
}

/// Sets the columns beside each other, with room for the ways between them.
pub fn spans(scene: &Scene, spacing: Spacing, columns: &Columns, tops: &Tops, ways: &[Way]) -> Spans {
    let Spacing { gap, padding } = spacing;
    let frame = padding - 4.0;
    let mut spans = Spans { padding, ..Spans::default() };
    let exists = |column: usize| !columns[column].is_empty();
    let room = |column: usize| curve_room(tops, ways, column, gap);
    for (edge, way) in scene.edges.iter().zip(ways) {
        if let (Some(last), true) = (way.last(), edge.odds.is_some()) {
            spans.approach[last.column] = PILL;
        }
    }
    let pills = spans.approach;

    let mut x = MARGIN + padding;
    if exists(ANYONE) {
        x = spans.put(columns, ANYONE, x) + 32.0;
    }
    if exists(BALANCERS) {
        x = spans.put(columns, BALANCERS, x) + 24.0;
    }
    let nodes_left = if exists(ANYONE) { x } else { MARGIN + frame };
    x = nodes_left + frame;
    if exists(LAN) {
        x = spans.put(columns, LAN, nodes_left + padding + 8.0) + room(LAN);
    }
    let cluster_left = spans.put_doors(columns, x);
    x = spans.right[DOORS] + room(DOORS);
    x = spans.put(columns, SERVICES, x) + room(SERVICES) + pills[NODES];
    let cluster_right = spans.put(columns, NODES, x) + padding;
    let mut nodes_right = cluster_right + frame;
    if exists(HOSTS_BESIDE) {
        nodes_right = spans.put(columns, HOSTS_BESIDE, cluster_right + 40.0 + pills[HOSTS_BESIDE]) + padding;
    }
    let mut internet_right = nodes_right + frame;
    if exists(HOSTS_OUTSIDE) {
        internet_right =
            spans.put(columns, HOSTS_OUTSIDE, nodes_right + 40.0 + pills[HOSTS_OUTSIDE]) + padding;
    }
    spans.internet = (MARGIN, internet_right);
    spans.nodes_network = (nodes_left, nodes_right);
    spans.cluster = (cluster_left, cluster_right);
    spans
}

impl Spans {
    /// Puts a column at `x`, and says where it ends.
    fn put(&mut self, columns: &Columns, column: usize, x: f64) -> f64 {
        let width = columns[column].iter().map(|ranked| ranked.block.width).fold(0.0, f64::max);
        self.left[column] = x;
        self.right[column] = x + width;
        x + width
    }

    /// Puts the column of the doors at `x`, and says where the cluster begins: in the middle of the doors.
    fn put_doors(&mut self, columns: &Columns, x: f64) -> f64 {
        let doors = columns[DOORS].iter().filter(|ranked| is_door(&ranked.block));
        let door_width = doors.map(|ranked| ranked.block.boxes[0].rect.width).fold(0.0, f64::max);
        let border = x + (door_width / 2.0).round();
        let inside = columns[DOORS].iter().filter(|ranked| !is_door(&ranked.block));
        let inside = inside.map(|ranked| ranked.block.width).fold(0.0, f64::max);
        let right = self.put(columns, DOORS, x);
        self.right[DOORS] = right.max(border + self.padding + inside);
        border
    }
}

/// Room for the curves behind a column: more where they climb more, in steps, so that a small edit moves no column.
fn curve_room(tops: &Tops, ways: &[Way], column: usize, gap: f64) -> f64 {
    let pairs = ways.iter().flat_map(|way| way.windows(2)).filter(|pair| pair[0].column == column);
    let climbs = pairs.map(|pair| (pair[1].height(tops) - pair[0].height(tops)).abs());
    let climb = climbs.fold(0.0, f64::max);
    const STEP: f64 = 16.0;
    let room = (gap * 0.8 + climb * 0.12).clamp(gap * 0.8, 2.0 * gap);
    (room / STEP).round() * STEP
}
