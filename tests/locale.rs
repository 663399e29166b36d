//! Every text of the page is there in Korean, and the Korean catalogue holds nothing else.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use svclab::locale::Language;

/// The files of a folder and the folders in it whose names end so.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|it| it == ending) {
            found.push(path);
        }
    }
    found
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
    let files = files(&src, "rs");
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

/// The files of the catalogue, as they are in the folder.
fn catalogue() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/locale/korean");
    let read = |path: PathBuf| (path.clone(), fs::read_to_string(path).expect("readable"));
    let files: Vec<_> = files(&folder, "txt").into_iter().map(read).collect();
    assert!(!files.is_empty());
    files
}

/// The entries of a file. Its first paragraph says what it is about; every other one is a line of English and its
/// Korean.
fn entries<'a>(path: &Path, file: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut paragraphs = file.trim_end().split("\n\n");
    assert!(paragraphs.next().is_some_and(|head| head.starts_with("# ") && !head.contains('\n')), "{path:?}");
    let entry = |paragraph: &'a str| match paragraph.split('\n').collect::<Vec<_>>()[..] {
        [english, korean] if english.trim() == english && korean.trim() == korean => (english, korean),
        _ => panic!("{path:?}: not a line of English and one of Korean:\n{paragraph}"),
    };
    paragraphs.map(entry).collect()
}

/// The names in a template, `{name}`.
fn names(template: &str) -> BTreeSet<&str> {
    template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

/// `SVCLAB_UPDATE=1` sorts the files.
#[test]
fn every_file_of_the_catalogue_is_sorted_and_no_text_is_in_it_twice() {
    let mut seen = BTreeSet::new();
    for (path, file) in &catalogue() {
        let entries = entries(path, file);
        let mut sorted = entries.clone();
        sorted.sort();
        if std::env::var_os("SVCLAB_UPDATE").is_some() && sorted != entries {
            let head = file.lines().next().unwrap_or_default();
            let body = sorted.iter().map(|(english, korean)| format!("\n{english}\n{korean}\n"));
            fs::write(path, format!("{head}\n{}", body.collect::<String>()))
                .expect("a file of the repository");
            continue;
        }
        for pair in entries.windows(2) {
            assert!(pair[0].0 <= pair[1].0, "{path:?}: {:?} stands before {:?}", pair[0].0, pair[1].0);
        }
        for (english, _) in entries {
            assert!(seen.insert(english.to_owned()), "{path:?}: {english:?} is there already");
        }
    }
}

#[test]
fn every_file_of_the_catalogue_is_in_the_program() {
    for (path, file) in &catalogue() {
        for (english, korean) in entries(path, file) {
            assert_eq!(Language::Korean.text(String::leak(english.to_owned())), korean, "{path:?}");
        }
    }
}

#[test]
fn a_translation_has_only_values_of_its_original() {
    for (path, file) in &catalogue() {
        for (english, korean) in entries(path, file) {
            // It may leave out one that is words of English.
            assert!(names(korean).is_subset(&names(english)), "{path:?}: {english}");
        }
    }
}

#[test]
fn every_text_of_the_catalogue_is_said_somewhere() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let code: String =
        files(&src, "rs").iter().map(|file| joined(&fs::read_to_string(file).expect("readable"))).collect();
    for (path, file) in &catalogue() {
        let is_said = |english: &str| code.contains(&format!("\"{}\"", english.replace('"', "\\\"")));
        let unused: Vec<_> =
            entries(path, file).into_iter().map(|(english, _)| english).filter(|it| !is_said(it)).collect();
        assert!(unused.is_empty(), "{path:?}: {unused:#?}");
    }
}

/// Code without the breaks in its literals.
fn joined(code: &str) -> String {
    let mut pieces = code.split("\\\n");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |code, piece| code + piece.trim_start())
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
