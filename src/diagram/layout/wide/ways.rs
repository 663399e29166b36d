//! Through which places every way goes, and how high it runs there.

use std::collections::BTreeMap;

use super::NODES;
use super::columns::{Columns, pass_id};
use super::heights::Tops;
use crate::diagram::layout::blocks;
use crate::diagram::scene::{Anchor, Edge, Scene};

/// A place on a block.
#[derive(Clone, Copy)]
pub struct Hook {
    pub column: usize,
    /// Position in the column.
    pub block: usize,
    /// From the top of the block.
    pub y: f64,
}

impl Hook {
    /// Its height in the columns.
    pub fn height(self, tops: &Tops) -> f64 {
        tops[self.column][self.block] + self.y
    }
}

/// The places that a way goes through, one in each column; none if one of its ends is not drawn.
pub type Way = Vec<Hook>;

type Hooks<'a> = BTreeMap<&'a str, Vec<(Anchor, Hook)>>;

/// The way of every edge.
pub fn ways(scene: &Scene, columns: &Columns) -> Vec<Way> {
    let mut hooks = Hooks::new();
    for (column, blocks) in columns.iter().enumerate() {
        for (block, ranked) in blocks.iter().enumerate() {
            for (id, anchor, y) in &ranked.block.hooks {
                hooks.entry(id).or_default().push((*anchor, Hook { column, block, y: *y }));
            }
        }
    }
    scene.edges.iter().map(|edge| way(edge, &hooks).unwrap_or_default()).collect()
}

fn way(edge: &Edge, hooks: &Hooks) -> Option<Way> {
    let from = find(hooks, &edge.from, edge.from_anchor)?;
    let to = find(hooks, &edge.to, edge.to_anchor)?;
    let passed = (from.column + 1)..to.column;
    let passes = passed.filter_map(|column| find(hooks, &pass_id(edge, column), Anchor::Side));
    Some([from].into_iter().chain(passes).chain([to]).collect())
}

/// The place of an anchor, or the first place of its element if it has no such anchor.
fn find(hooks: &Hooks, id: &str, anchor: Anchor) -> Option<Hook> {
    let places = hooks.get(id)?;
    let exact = places.iter().find(|(found, _)| *found == anchor);
    exact.or(places.first()).map(|(_, hook)| *hook)
}

/// How high every way runs in each column that it goes through.
pub fn heights(scene: &Scene, ways: &[Way], tops: &Tops, shift: f64) -> Vec<Vec<f64>> {
    let arrivals = arrivals(scene, ways, tops);
    let height = |hook: &Hook| (tops[hook.column][hook.block] + shift).round() + hook.y;
    let mut heights: Vec<Vec<f64>> = ways.iter().map(|way| way.iter().map(height).collect()).collect();
    for (heights, arrival) in heights.iter_mut().zip(arrivals) {
        if let Some(last) = heights.last_mut() {
            *last += arrival;
        }
    }
    heights
}

/// How far from its middle each way ends at a Pod: several end below each other, in the order in which they come.
fn arrivals(scene: &Scene, ways: &[Way], tops: &Tops) -> Vec<f64> {
    let mut at: BTreeMap<&str, Vec<(usize, f64)>> = BTreeMap::new();
    for (index, (edge, way)) in scene.edges.iter().zip(ways).enumerate() {
        if let [.., before, last] = way[..]
            && last.column == NODES
        {
            at.entry(&edge.to).or_default().push((index, before.height(tops)));
        }
    }
    let mut offsets = vec![0.0; ways.len()];
    let arrivals = blocks::arrivals(scene);
    for (id, mut ends) in at {
        ends.sort_by(|one, other| one.1.total_cmp(&other.1));
        let together = arrivals.get(id).copied().unwrap_or_default();
        for (place, (index, _)) in ends.iter().enumerate() {
            offsets[*index] = together.offset(place);
        }
    }
    offsets
}
