//! Cases that real Kubernetes decides (tests/conformance/*.yaml), run against the library.
//!
//! Prints for each family how many hold; all of them have to. `cargo test --test conformance -- PATTERN` runs the
//! cases whose name contains the pattern.

#[path = "conformance/expect.rs"]
mod expect;
#[path = "conformance/matching.rs"]
mod matching;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::Value;

const FAMILIES: [&str; 5] = ["apiserver", "controllers", "controllers-more", "dns", "proxy"];

fn main() -> ExitCode {
    let pattern = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let (mut passed, mut failed) = (0, 0);
    for family in FAMILIES {
        let (mut cases_held, mut cases, mut held, mut total) = (0, 0, 0, 0);
        for case in load(family) {
            let name = format!("{family}/{}", case["name"].as_str().unwrap_or_default());
            if pattern.as_ref().is_some_and(|pattern| !name.contains(pattern.as_str())) {
                continue;
            }
            let results = expect::run(&case);
            let problems: Vec<&String> = results.iter().flatten().collect();
            cases += 1;
            total += results.len();
            held += results.iter().filter(|problems| problems.is_empty()).count();
            cases_held += usize::from(problems.is_empty());
            if !problems.is_empty() {
                println!("{name} does not hold");
                problems.iter().for_each(|problem| println!("    {}", shorten(problem)));
            }
        }
        println!("{family}: {cases_held} of {cases} cases hold, {held} of {total} expectations");
        passed += cases_held;
        failed += cases - cases_held;
    }
    println!("conformance: {passed} passed, {failed} failed");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Characters of a difference that are shown.
const SHOWN: usize = 1200;

fn shorten(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn load(family: &str) -> Vec<Value> {
    let path = folder().join(format!("{family}.yaml"));
    serde_yaml::from_str(&read(&path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
