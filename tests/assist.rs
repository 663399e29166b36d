//! What an editor asks at a place of the text: fixtures with `|` where the cursor is, and the answer below `=>`.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

use svclab::assist::{self, Completion};
use svclab::source::Source;
use svclab::{Options, Simulation};

/// A name, a text with a cursor in it, and the lines that are expected.
struct Fixture {
    name: String,
    source: Source,
    offset: usize,
    expected: Vec<String>,
}

fn fixtures(file: &str) -> Vec<Fixture> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/assist").join(file);
    let all = fs::read_to_string(path).expect("readable");
    let fixture = |part: &str| {
        let (name, rest) = part.split_once('\n').expect("a name");
        let (text, expected) = rest.split_once("\n=>").expect("an answer");
        let offset = text.find('|').expect("a cursor");
        let text = format!("{}{}", &text[..offset], &text[offset + 1..]);
        let expected = expected.trim().lines().map(str::to_owned).collect();
        Fixture { name: name.to_owned(), source: Source::new(text), offset, expected }
    };
    all.split("### ").skip(1).map(fixture).collect()
}

fn applied(text: &str, edits: &[(svclab::source::Span, String)]) -> String {
    let mut text = text.to_owned();
    for (span, insert) in edits.iter().rev() {
        text.replace_range(span.start..span.end, insert);
    }
    text
}

/// `port! integer`, and what is written where that is not the label: `port! integer "port: "`.
fn written(item: &Completion) -> String {
    let mark = if item.is_required { "!" } else { "" };
    let detail = if item.detail.is_empty() { String::new() } else { format!(" {}", item.detail) };
    let insert = if item.insert == item.label { String::new() } else { format!(" {:?}", item.insert) };
    format!("{}{mark}{detail}{insert}", item.label)
}

#[test]
fn what_could_stand_at_the_cursor() {
    for fixture in fixtures("complete.txt") {
        let cluster = Simulation::new(fixture.source.text(), &Options::default()).cluster;
        let found = assist::complete(&fixture.source, fixture.offset, &cluster);
        let items = found.map(|found| found.items).unwrap_or_default();
        let items: Vec<String> = items.iter().map(written).collect();
        // An answer that ends in `...` is how the list begins.
        let (expected, items) = match fixture.expected.split_last() {
            Some((last, first)) if last == "..." => {
                assert!(items.len() > first.len(), "{}: {items:#?}", fixture.name);
                (first, &items[..first.len()])
            }
            _ => (&fixture.expected[..], &items[..]),
        };
        assert_eq!(items, expected, "{}", fixture.name);
    }
}

#[test]
fn an_accepted_completion_stands_where_it_belongs() {
    for fixture in fixtures("accept.txt") {
        let cluster = Simulation::new(fixture.source.text(), &Options::default()).cluster;
        let found = assist::complete(&fixture.source, fixture.offset, &cluster).expect("completions");
        let typed = fixture.source.slice(found.word).to_owned();
        let item = found.items.iter().find(|item| item.label.starts_with(&typed)).expect("one that fits");
        let mut after = applied(fixture.source.text(), &[(found.replaces, item.insert.clone())]);
        after.insert(found.replaces.start + item.insert.len(), '|');
        assert_eq!(after, fixture.expected.join("\n"), "{}", fixture.name);
    }
}

#[test]
fn what_a_field_is() {
    for fixture in fixtures("hover.txt") {
        let found = assist::hover(&fixture.source, fixture.offset);
        let lines = found.map(|found| {
            let mut line = format!("{} {} {}", found.path, found.field, found.r#type);
            line += if found.is_required { " required" } else { "" };
            line += &found.default.map(|word| format!(" default={word}")).unwrap_or_default();
            line += &found.value.map(|value| format!(" {value}")).unwrap_or_default();
            vec![line]
        });
        assert_eq!(lines.unwrap_or_default(), fixture.expected, "{}", fixture.name);
    }
}

#[test]
fn what_a_name_or_a_selector_means() {
    for fixture in fixtures("definition.txt") {
        let targets = assist::definition(&fixture.source, fixture.offset);
        let place = |target: &assist::Target| {
            let line = fixture.source.position(target.span.start).line;
            format!("{}: line {line} {:?}", target.name, fixture.source.slice(target.span))
        };
        let found: Vec<String> = targets.iter().map(place).collect();
        assert_eq!(found, fixture.expected, "{}", fixture.name);
    }
}

#[test]
fn a_text_in_good_order() {
    for fixture in fixtures("tidy.txt") {
        let after = match assist::tidy(&fixture.source) {
            Ok(edits) => applied(fixture.source.text(), &edits),
            Err(refusal) => format!("{refusal:?}"),
        };
        assert_eq!(after.trim_end(), fixture.expected.join("\n"), "{}", fixture.name);
    }
}

/// The manifests of the repository, cut off at every place: no question may fail, and what is tidy stays so.
#[test]
fn no_text_breaks_an_answer() {
    let cluster = Simulation::new("", &Options::default()).cluster;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/examples");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "yaml")) {
        let text = fs::read_to_string(file).expect("readable");
        let tidy = assist::tidy(&Source::new(text.as_str()));
        assert_eq!(tidy, Ok(Vec::new()), "{}", file.display());
        for (at, _) in text.char_indices().step_by(7) {
            for source in [Source::new(&text[..at]), Source::new(text.as_str())] {
                assist::complete(&source, at, &cluster);
                assist::hover(&source, at);
                assist::definition(&source, at);
            }
        }
    }
}

#[test]
fn deep_brackets_and_dashes_end() {
    let cluster = Simulation::new("", &Options::default()).cluster;
    for text in ["[".repeat(50_000), "{a: ".repeat(50_000), "- ".repeat(50_000), "a:\n ".repeat(50_000)] {
        let source = Source::new(text.as_str());
        assert_eq!(assist::complete(&source, text.len(), &cluster), None);
        assert_eq!(assist::hover(&source, text.len() / 2), None);
    }
}
