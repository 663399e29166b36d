//! Which version of each document the page shows while somebody types.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../src/app/last_good.rs"]
mod last_good;

use last_good::LastGood;
use svclab::source::Span;

/// Feeds texts one after the other; in each, a document that says `BROKEN` is broken. Gives what is shown at last.
fn shown(texts: &[&str]) -> String {
    let mut memory = LastGood::default();
    let mut shown = String::new();
    for text in texts {
        let broken: Vec<Span> =
            text.match_indices("BROKEN").map(|(at, it)| Span::new(at, at + it.len())).collect();
        shown = memory.update(text, &broken).map_or_else(|| (*text).to_owned(), |patched| patched.text);
    }
    shown
}

#[test]
fn a_broken_document_keeps_its_last_good_version_and_the_others_go_on() {
    for (case, texts, expected) in [
        ("one document", vec!["a: 1\n", "a: BROKEN\n"], "a: 1\n"),
        ("never good", vec!["a: BROKEN\n"], "a: BROKEN\n"),
        ("mended", vec!["a: 1\n", "a: BROKEN\n", "a: 2\n"], "a: 2\n"),
        (
            "another is edited",
            vec!["a: 1\n---\nb: 1\n", "a: BROKEN\n---\nb: 1\n", "a: BROKEN\n---\nb: 2\n"],
            "a: 1\n---\nb: 2\n",
        ),
        ("a new one is being typed", vec!["a: 1\n", "a: 1\n---\nBROKEN"], "a: 1\n---\nBROKEN"),
        (
            "a broken one moves",
            vec!["a: 1\n", "a: BROKEN\n", "n: 1\n---\na: BROKEN\n"],
            "n: 1\n---\na: BROKEN\n",
        ),
        (
            "one is put behind a broken one",
            vec!["a: 1\n", "a: BROKEN\n", "a: BROKEN\n---\nn: 1\n"],
            "a: 1\n---\nn: 1\n",
        ),
        (
            "a separator is broken",
            vec!["a: 1\n---\nb: 1\n---\nc: 1\n", "a: 1\n-- BROKEN\nb: 1\n---\nc: 1\n"],
            "a: 1\n---\nb: 1\n---\nc: 1\n",
        ),
        (
            "a broken one is deleted",
            vec!["a: 1\n---\nb: 1\n", "a: BROKEN\n---\nb: 1\n", "---\nb: 1\n"],
            "---\nb: 1\n",
        ),
    ] {
        assert_eq!(shown(&texts), expected, "{case}");
    }
}

#[test]
fn places_are_found_in_both_texts() {
    let mut memory = LastGood::default();
    memory.update("first: 1\n---\nb: 1\n", &[]);
    let standing = "f:BROKEN\n---\nb: 1\n";
    let patched = memory.update(standing, &[Span::new(2, 8)]).expect("the first document is kept");
    let at = |text: &str, word: &str| text.find(word).expect("it is there");
    let (there, here) = (at(standing, "b: 1"), at(&patched.text, "b: 1"));
    assert_eq!(patched.in_patched(there), here);
    assert_eq!(patched.in_standing(Span::new(here, here + 4)), Span::new(there, there + 4));
    assert_eq!(patched.in_standing(Span::new(0, 5)), Span::new(0, at(standing, "---")));
    assert!(patched.is_kept(0) && !patched.is_kept(here));
}
