//! Holds the `use` lines of every room to the table of ARCHITECTURE.md, and wasm-bindgen to the rooms that may
//! know a browser.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the core, each with the rooms it may use, as the table of ARCHITECTURE.md has them. The facade and
/// the shells, which may use everything, are no rooms.
fn rooms() -> BTreeMap<String, BTreeSet<String>> {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("readable");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let rooms: BTreeMap<String, BTreeSet<String>> = rows
        .filter(|(room, _)| is_room(room))
        .map(|(room, rest)| {
            let used = rest.trim_end_matches(" |").rsplit(" | ").next().expect("a column");
            let used = used.split(", ").filter(|word| *word != "nothing");
            (room.to_owned(), used.map(str::to_owned).collect())
        })
        .collect();
    assert!(rooms.len() > 10, "ARCHITECTURE.md has lost its table: {rooms:?}");
    rooms
}

fn is_room(name: &str) -> bool {
    name != "simulation" && name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(under: &Path) -> Vec<PathBuf> {
    if under.is_file() {
        return vec![under.to_path_buf()];
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(under).expect("a room is a folder or a file") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

fn room_files(room: &str) -> Vec<PathBuf> {
    let src = root().join("src");
    let folder = src.join(room);
    rust_files(&if folder.is_dir() { folder } else { src.join(format!("{room}.rs")) })
}

/// The first path segment after each `crate::` of a text, groups such as `crate::{a, b::c}` included.
fn rooms_named(text: &str) -> BTreeSet<String> {
    let code: String =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => {
                found.insert(word(rest));
            }
            Some(group) => {
                let mut depth = 0;
                let mut item = String::new();
                for character in group.chars() {
                    match character {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            found.insert(word(item.trim()));
                            item.clear();
                            continue;
                        }
                        _ => {}
                    }
                    item.push(character);
                }
                found.insert(word(item.trim()));
            }
        }
    }
    found.remove("");
    found
}

#[test]
fn every_room_uses_only_the_rooms_before_it() {
    let mut wrong = Vec::new();
    let rooms = rooms();
    for (room, allowed) in &rooms {
        for file in room_files(room) {
            for used in rooms_named(&fs::read_to_string(&file).expect("readable")) {
                let known = rooms.contains_key(&used) || used == "Simulation";
                if known && used != *room && !allowed.contains(&used) {
                    wrong.push(format!("{}: {room} uses {used}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_names_every_room() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("readable");
    let (rooms, shells) = (rooms(), ["js", "simulation"]);
    for line in lib.lines() {
        let Some(module) = line.trim_start_matches("pub ").strip_prefix("mod ") else { continue };
        let module = module.trim_end_matches(';');
        assert!(shells.contains(&module) || rooms.contains_key(module), "{module} has no row");
    }
}

#[test]
fn only_js_and_app_know_a_browser() {
    for room in rooms().keys() {
        for file in room_files(room) {
            let text = fs::read_to_string(&file).expect("readable");
            for word in ["wasm_bindgen", "js_sys", "web_sys", "yew::"] {
                assert!(!text.contains(word), "{} names {word}", file.display());
            }
        }
    }
}

#[test]
fn the_reader_of_use_lines_reads_groups() {
    let found = rooms_named("use crate::{a, b::{c, d}, e};\nfn f() { crate::g::h() }\n// crate::z");
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["a", "b", "e", "g"]);
}
