//! A picture takes the place of another piece by piece.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../src/app/repaint.rs"]
mod repaint;

use proptest::prelude::*;
use repaint::{Place, Repaint, repaint};

type Pieces = Vec<(char, String)>;

fn pieces(text: &str) -> Pieces {
    text.split_whitespace().map(|word| (word.chars().next().unwrap_or_default(), word.to_owned())).collect()
}

fn compare(old: &Pieces, new: &Pieces) -> Repaint {
    let each = |list: &Pieces| list.clone();
    let (old, new) = (each(old), each(new));
    repaint(old.iter().map(|(key, it)| (*key, &**it)), new.iter().map(|(key, it)| (*key, &**it)))
}

/// What the page does, with words in the place of elements: takes away what goes, then puts in from the end.
fn done(old: &Pieces, new: &Pieces, plan: &Repaint) -> Vec<String> {
    let mut page: Vec<String> = old
        .iter()
        .enumerate()
        .filter(|(index, _)| !plan.gone.contains(index))
        .map(|(_, (_, word))| word.clone())
        .collect();
    let mut next: Option<String> = None;
    for (from, (_, word)) in plan.pieces.iter().zip(new).rev() {
        if !matches!(from, Place::Stays(_)) {
            page.retain(|it| it != word);
            let at = next.as_ref().and_then(|next| page.iter().position(|it| it == next));
            page.insert(at.unwrap_or(page.len()), word.clone());
        }
        next = Some(word.clone());
    }
    page
}

#[test]
fn only_what_differs_is_painted() {
    for (case, old, new, touched) in [
        ("nothing", "a b c", "a b c", 0),
        ("one looks otherwise", "a b c", "a b2 c", 1),
        ("one more", "a b", "a c b", 1),
        ("one less", "a b c", "a c", 0),
        ("one goes to the end", "a b c d", "b c d a", 1),
        ("all are new", "a b", "c d", 2),
        ("from nothing", "", "a b", 2),
        ("to nothing", "a b", "", 0),
    ] {
        let (old, new) = (pieces(old), pieces(new));
        let plan = compare(&old, &new);
        let words: Vec<String> = new.iter().map(|(_, word)| word.clone()).collect();
        assert_eq!(done(&old, &new, &plan), words, "{case}");
        let count = plan.pieces.iter().filter(|from| !matches!(from, Place::Stays(_))).count();
        assert_eq!(count, touched, "{case}");
    }
}

#[test]
fn a_piece_that_looks_otherwise_knows_the_one_before() {
    let plan = compare(&pieces("a b"), &pieces("b a2"));
    assert_eq!(plan, Repaint { pieces: vec![Place::Stays(1), Place::Replaces(0)], gone: vec![0] });
}

fn any_pieces() -> impl Strategy<Value = Pieces> {
    let letters: Vec<char> = ('a'..='j').collect();
    (proptest::sample::subsequence(letters, 0..=10).prop_shuffle(), proptest::collection::vec(0..2, 10))
        .prop_map(|(keys, looks)| {
            keys.into_iter().zip(looks).map(|(key, look)| (key, format!("{key}{look}"))).collect()
        })
}

proptest! {
    #[test]
    fn whatever_stood_there_afterwards_the_new_picture_stands_there(old in any_pieces(), new in any_pieces()) {
        let words: Vec<String> = new.iter().map(|(_, word)| word.clone()).collect();
        prop_assert_eq!(done(&old, &new, &compare(&old, &new)), words);
    }
}
