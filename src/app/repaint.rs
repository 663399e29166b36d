//! Which pieces of a picture stay on the page when another takes its place, and where the others go.

use std::collections::HashMap;
use std::hash::Hash;

/// How to make one list of pieces of another.
#[derive(Debug, PartialEq)]
pub struct Repaint {
    /// For each new piece, where it was.
    pub pieces: Vec<Place>,
    /// Indexes of the old pieces that go.
    pub gone: Vec<usize>,
}

/// What becomes of a piece; with an index of the old list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place {
    /// It is there, and at its place among the others that stay.
    Stays(usize),
    /// It is there, and has to go to another place in the order.
    Moves(usize),
    /// It takes the place of one that looked otherwise.
    Replaces(usize),
    /// It was not there.
    New,
}

/// Compares two lists of pieces, each with a key and its markup. A key stands once in a list; of two that are the same,
/// only the first counts as the old one.
pub fn repaint<'a, K: Eq + Hash>(
    old: impl Iterator<Item = (K, &'a str)>,
    new: impl Iterator<Item = (K, &'a str)>,
) -> Repaint {
    let mut before: HashMap<K, (usize, &str)> = HashMap::new();
    let mut count = 0;
    for (key, markup) in old {
        before.entry(key).or_insert((count, markup));
        count += 1;
    }
    let mut is_kept = vec![false; count];
    let mut next = 0;
    let place = |(key, markup)| match before.remove(&key) {
        None => Place::New,
        Some((index, was)) if was != markup => Place::Replaces(index),
        Some((index, _)) => {
            is_kept[index] = true;
            if index < next {
                return Place::Moves(index);
            }
            next = index + 1;
            Place::Stays(index)
        }
    };
    let pieces = new.map(place).collect();
    let gone = (0..count).filter(|index| !is_kept[*index]).collect();
    Repaint { pieces, gone }
}
