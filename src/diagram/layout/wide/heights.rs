//! How high everything stands.

use super::columns::{Columns, Ranked};
use super::ways::{Hook, Way};
use super::{COLUMNS, NODES, SERVICES};
use crate::diagram::layout::stack::{Item, stack};

/// The top of every block of every column.
pub type Tops = [Vec<f64>; COLUMNS];

/// Packs the taller one of Services and nodes, and stands the others beside it.
pub fn tops(columns: &Columns, ways: &[Way]) -> Tops {
    let fixed = if extent(&columns[SERVICES]) > extent(&columns[NODES]) { SERVICES } else { NODES };
    let mut tops: Tops = Default::default();
    let mut y = 0.0;
    for ranked in &columns[fixed] {
        tops[fixed].push(y + ranked.block.gap);
        y += ranked.block.gap + ranked.block.height;
    }
    for column in (0..fixed).rev() {
        tops[column] = beside(columns, column, column + 1, &tops, ways, y);
    }
    for column in (fixed + 1)..COLUMNS {
        tops[column] = beside(columns, column, column - 1, &tops, ways, y);
    }
    tops
}

fn extent(column: &[Ranked]) -> f64 {
    column.iter().map(|ranked| ranked.block.gap + ranked.block.height).sum()
}

/// Stacks a column, every block as near as it can be to the heights of what joins it in the column beside.
fn beside(columns: &Columns, column: usize, other: usize, tops: &Tops, ways: &[Way], whole: f64) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); columns[column].len()];
    let mut join = |own: Hook, end: Hook| {
        if own.column == column && end.column == other {
            let (sum, count) = &mut sums[own.block];
            *sum += end.height(tops) - own.y;
            *count += 1.0;
        }
    };
    for pair in ways.iter().flat_map(|way| way.windows(2)) {
        join(pair[0], pair[1]);
        join(pair[1], pair[0]);
    }
    let items = columns[column].iter().zip(sums).map(|(ranked, (sum, count))| {
        let (height, gap) = (ranked.block.height, ranked.block.gap);
        let joined = count > 0.0;
        // What nothing joins stands in the middle, if nobody else wants to.
        let wish = if joined { sum / count } else { (whole - height) / 2.0 };
        Item { height, gap, wish, weight: if joined { count } else { 0.001 } }
    });
    stack(&items.collect::<Vec<Item>>())
}
