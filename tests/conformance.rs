//! Cases that real Kubernetes decides (tests/conformance/*.yaml), run against the library.
//!
//! Prints for each family how many hold. tests/conformance/open.txt names the cases that do not hold yet: any other
//! case that fails, fails the run. `SVCLAB_UPDATE=1` rewrites the list; `cargo test --test conformance -- PATTERN`
//! runs the cases whose name contains the pattern and says what differs.

#[path = "conformance/expect.rs"]
mod expect;
#[path = "conformance/matching.rs"]
mod matching;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::Value;

const FAMILIES: [&str; 4] = ["apiserver", "controllers", "dns", "proxy"];

fn main() -> ExitCode {
    let pattern = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let open_file = folder().join("open.txt");
    let open: BTreeSet<String> = read(&open_file).lines().map(str::to_owned).collect();
    let mut failing = BTreeSet::new();
    let (mut broken, mut mended) = (0, 0);
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
                failing.insert(name.clone());
            }
            let is_open = open.contains(&name);
            broken += usize::from(!is_open && !problems.is_empty());
            mended += usize::from(is_open && problems.is_empty());
            if !problems.is_empty() && (pattern.is_some() || !is_open) {
                println!("{name} does not hold");
                problems.iter().for_each(|problem| println!("    {}", shorten(problem)));
            }
        }
        println!("{family}: {cases_held} of {cases} cases hold, {held} of {total} expectations");
        passed += cases_held;
        failed += cases - cases_held;
    }
    println!("conformance: {passed} cases hold, {failed} do not");
    if std::env::var_os("SVCLAB_UPDATE").is_some() && pattern.is_none() {
        let text: String = failing.iter().map(|name| format!("{name}\n")).collect();
        fs::write(&open_file, text).expect("the list of open cases can be written");
        return ExitCode::SUCCESS;
    }
    if mended > 0 && pattern.is_none() {
        println!("{mended} cases of open.txt hold now: SVCLAB_UPDATE=1 takes them off the list");
    }
    if broken > 0 {
        println!("{broken} cases that held do not hold any more");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
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
