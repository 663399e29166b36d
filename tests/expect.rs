//! Comments that say what must come of a text: cases with what is said of them, in both languages.
#![cfg(not(target_arch = "wasm32"))]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use svclab::changes::Change;
use svclab::diagnostic::Diagnostic;
use svclab::expect::{MAX_EXPECTATIONS, MAX_LENGTH, is_about_expectation};
use svclab::locale::Language;
use svclab::{Options, Simulation};

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expect").join(file)
}

fn cluster() -> String {
    fs::read_to_string(path("cluster.yaml")).expect("readable")
}

fn simulate(text: &str) -> Simulation {
    Simulation::new(text, &Options::default())
}

/// What is said of the expectations of a text.
fn said(simulation: &Simulation) -> impl Iterator<Item = &Diagnostic> {
    simulation.diagnostics.iter().filter(|found| is_about_expectation(found))
}

/// `3 hold`, then for each other one its words, code, message, help and quick fix.
fn outcome(simulation: &Simulation) -> String {
    let mut out = format!("{} hold\n", simulation.expectations.held.len());
    let korean = |message| Language::Korean.say(message);
    for found in said(simulation) {
        let words = simulation.source.slice(found.span);
        writeln!(out, "`{words}` {}", found.code).expect("a string");
        let help = found.help.as_ref().expect("every one has help");
        writeln!(out, "  {}\n  {}", found.message, korean(&found.message)).expect("a string");
        writeln!(out, "  help: {help}\n  help: {}", korean(help)).expect("a string");
        if let Some(fix) = &found.fix {
            writeln!(out, "  fix: {}\n  fix: {}", fix.title, korean(&fix.title)).expect("a string");
        }
    }
    out
}

#[test]
fn expectations_hold_or_say_what_is_instead() {
    let file = path("cases.txt");
    let kept = fs::read_to_string(&file).expect("readable");
    let mut parts = kept.split("### ");
    let mut now = parts.next().expect("a head").to_owned();
    for part in parts {
        let (case, _) = part.split_once("\n=>").expect("an answer");
        let (_, text) = case.split_once('\n').expect("a name");
        let simulation = simulate(&format!("{}{text}", cluster()));
        write!(now, "### {case}\n=>\n{}\n", outcome(&simulation)).expect("a string");
    }
    let now = format!("{}\n", now.trim_end());
    if std::env::var_os("SVCLAB_UPDATE").is_some() {
        fs::write(&file, &now).expect("writable");
    } else {
        assert_eq!(kept, now, "SVCLAB_UPDATE=1 cargo test --test expect writes it anew");
    }
}

#[test]
fn the_quick_fix_makes_an_expectation_hold() {
    let kept = fs::read_to_string(path("cases.txt")).expect("readable");
    let mut mended = 0;
    for part in kept.split("### ").skip(1) {
        let (name, text) = part.split_once("\n=>").expect("an answer").0.split_once('\n').expect("a name");
        let text = format!("{}{text}", cluster());
        let before = simulate(&text);
        for fix in said(&before).filter_map(|found| found.fix.as_ref()) {
            let mut text = text.clone();
            let (span, with) = &fix.edits[0];
            text.replace_range(span.start..span.end, with);
            let after = simulate(&text);
            assert_eq!(
                after.expectations.held.len(),
                before.expectations.held.len() + 1,
                "{name}: {}",
                fix.title
            );
            mended += 1;
        }
    }
    assert!(mended > 8, "{mended}");
}

#[test]
fn what_happens_to_the_cluster_changes_no_expectation() {
    let text = format!(
        "{}# expect: endpoints shop/db 2\n# expect: warning no-ready-endpoints\n{}",
        cluster(),
        "apiVersion: v1\nkind: Service\nmetadata: {name: slow, namespace: shop}\nspec: {selector: {app: db}, ports: [{port: 1}]}\n"
    );
    let pod = |name| Change::Unready { pod: svclab::cluster::NamespacedName::new("shop", name) };
    let options = Options { changes: vec![pod("db-0"), pod("db-1")], ..Options::default() };
    let changed = Simulation::new(&text, &options);
    assert!(changed.diagnostics.iter().any(|found| found.code == "no-ready-endpoints"), "the change counts");
    let held: Vec<&str> = changed.expectations.held.iter().map(|span| changed.source.slice(*span)).collect();
    assert_eq!(held, ["endpoints shop/db 2"]);
    assert_eq!(changed.expectations.held, simulate(&text).expectations.held);
}

#[test]
fn their_number_and_their_length_are_bounded() {
    let one = "# expect: endpoints shop/web 2\n";
    let text = format!("{}{}", cluster(), one.repeat(MAX_EXPECTATIONS + 20));
    let simulation = simulate(&text);
    assert_eq!(simulation.expectations.held.len(), MAX_EXPECTATIONS);
    let wrong: Vec<String> = said(&simulation).map(|found| found.message.to_string()).collect();
    assert_eq!(wrong, ["Only the first 100 expectations of a text are checked"]);
    let long = format!("{}# expect: dig {}", cluster(), "10.96.0.20, ".repeat(MAX_LENGTH / 10));
    let wrong: Vec<String> = said(&simulate(&long)).map(|found| found.message.to_string()).collect();
    assert_eq!(wrong, ["An expectation of more than 1000 bytes is not read"]);
}

#[test]
fn a_text_that_expects_nothing_says_nothing() {
    let simulation = simulate(&cluster());
    assert!(simulation.expectations.is_empty());
    let json = serde_json::to_value(simulation.check()).expect("plain data");
    assert!(json.get("expectations").is_none(), "{json}");
}
