//! Manifests in the shapes that people meet in public: nothing may be said of them that is not so. What fires on one is
//! listed in the comment at its head, with the reason why that is right:
//!
//! ```yaml
//! # fires CODE at KIND NAMESPACE/NAME: why it is right
//! # fires CODE at KIND NAME: of the namespace default
//! ```
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

use svclab::diagnostic::Diagnostic;
use svclab::{Options, Simulation};

/// The manifests by name.
fn manifests() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/public");
    let mut found: Vec<(String, String)> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("readable").path())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("readable"))
        })
        .collect();
    found.sort();
    found
}

/// What the comment at the head says that fires.
fn expected(text: &str) -> Vec<String> {
    let head = text.lines().take_while(|line| line.starts_with('#'));
    let mut found: Vec<String> = head
        .filter_map(|line| line.strip_prefix("# fires "))
        .map(|line| line.split_once(": ").expect("a reason").0.to_owned())
        .collect();
    found.sort();
    found
}

/// What fires. That a kind is passed over says nothing about the manifest.
fn fired(simulation: &Simulation) -> Vec<String> {
    let mut found: Vec<String> =
        simulation.diagnostics.iter().filter(|found| found.code != "not-simulated").map(word).collect();
    found.sort();
    found
}

fn word(found: &Diagnostic) -> String {
    match &found.object {
        Some(object) if matches!(object.namespace.as_str(), "" | "default") => {
            format!("{} at {} {}", found.code, object.kind, object.name)
        }
        Some(object) => format!("{} at {} {}/{}", found.code, object.kind, object.namespace, object.name),
        None => found.code.to_owned(),
    }
}

#[test]
fn public_manifests_raise_no_false_alarm() {
    let mut wrong = Vec::new();
    for (name, text) in manifests() {
        let simulation = Simulation::new(&text, &Options::default());
        let (fired, expected) = (fired(&simulation), expected(&text));
        if fired != expected {
            let said: Vec<String> = simulation
                .diagnostics
                .iter()
                .map(|found| format!("    {}: {}", found.code, found.message))
                .collect();
            wrong.push(format!("{name}\n  fires {fired:?}\n  expected {expected:?}\n{}", said.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn there_are_many_of_them() {
    assert!(manifests().len() >= 40);
}
