//! Merge keys (`<<`), as go-yaml v2 takes them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::tree::{Entry, Node, Value};
use crate::source::Span;

/// Adds the entries of the map, or of the maps of a list, that `<<` names. Of several, the first has the last word.
/// The error is the place of what is no map.
pub fn add(entries: &mut Vec<Entry>, from: Node) -> Result<(), Span> {
    let maps = match from {
        Node { value: Value::Sequence(items), .. } => items,
        map => vec![map],
    };
    for map in maps.into_iter().rev() {
        let Value::Mapping(more) = map.value else {
            return Err(map.span);
        };
        entries.extend(more);
    }
    Ok(())
}

/// Leaves out what a later entry overrides, where at least one of the two was merged: go-yaml v2 writes one after the
/// other into the same map. A key that the person wrote twice stays twice.
pub fn without_overridden(entries: Vec<Entry>, merged: &[Range<usize>]) -> Vec<Entry> {
    if merged.is_empty() {
        return entries;
    }
    let mut is_merged = vec![false; entries.len()];
    merged.iter().for_each(|range| is_merged[range.clone()].fill(true));
    let mut later: BTreeMap<String, bool> = BTreeMap::new();
    let mut kept = Vec::with_capacity(entries.len());
    for (entry, is_merged) in entries.into_iter().zip(is_merged).rev() {
        let is_overridden =
            later.get(&entry.key).is_some_and(|later_is_merged| is_merged || *later_is_merged);
        if !is_overridden {
            later.insert(entry.key.clone(), is_merged);
            kept.push(entry);
        }
    }
    kept.reverse();
    kept
}
