//! Every text of the page is there in Korean.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use svclab::locale::Language;

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// The literal that follows each `opening`, as it is at run time.
fn literals_after(code: &str, opening: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices(opening) {
        let Some(rest) = code[at + opening.len()..].trim_start().strip_prefix('"') else { continue };
        let mut literal = String::new();
        let mut characters = rest.chars();
        while let Some(character) = characters.next() {
            match character {
                '"' => break,
                // A line that goes on in the next one, without the white space between.
                '\\' if characters.as_str().starts_with('\n') => {
                    characters = characters.as_str().trim_start().chars();
                }
                '\\' => literal.extend(characters.next()),
                other => literal.push(other),
            }
        }
        found.insert(literal);
    }
    found
}

/// The texts behind these openings in a folder of the source that have no Korean.
fn untranslated(folder: &str, openings: &[&str]) -> BTreeSet<String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder);
    let files = rust_files(&src);
    let texts = files.iter().flat_map(|file| {
        let code = fs::read_to_string(file).expect("readable");
        let code = code.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        openings.iter().flat_map(move |opening| literals_after(&code, opening))
    });
    // A text that reads the same in both languages is in the catalogue all the same.
    texts.filter(|text| is_missing(text)).collect()
}

fn is_missing(text: &str) -> bool {
    let english: &'static str = String::leak(text.to_owned());
    // What has been translated comes out of the catalogue, at another address than it went in.
    std::ptr::eq(Language::Korean.text(english), english)
}

#[test]
fn every_text_of_page_picture_advice_and_reasons_is_there_in_korean() {
    for folder in ["app", "changes", "diagram", "lint", "controllers", "coredns"] {
        let missing = untranslated(folder, &["text(", "text!(", "message!("]);
        assert!(missing.is_empty(), "{folder}: {missing:#?}");
    }
}

#[test]
fn every_message_about_a_manifest_is_there_in_korean() {
    for folder in ["manifest", "apiserver"] {
        let missing = untranslated(folder, &["message!("]);
        assert!(missing.is_empty(), "{folder}: {missing:#?}");
    }
}

#[test]
fn the_reader_of_literals_reads_escapes_and_new_lines() {
    let found = literals_after("text(\n  \"a \\\"b\\\"\") text(name) text(\"c \\\n   d\")", "text(");
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["a \"b\"", "c d"]);
}
