//! Every rule of `lint`, by its own page: it speaks about the first manifest, is silent about the second, and its quick
//! fix makes it silent. The pages themselves stand in `docs/rules`; `SVCLAB_UPDATE=1 cargo test --test lint` writes them
//! anew.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use svclab::diagnostic::{Diagnostic, Fix, Severity};
use svclab::lint::{self, Page};
use svclab::locale::Language;
use svclab::{Options, Simulation};

fn pages() -> Vec<Page> {
    lint::rules().map(|rule| lint::page(rule.code).expect("every rule has a page")).collect()
}

/// What is found in a text, but for kinds that are only read.
fn found_in(text: &str) -> Vec<Diagnostic> {
    let found = all_found_in(text);
    found.into_iter().filter(|found| found.code != "not-simulated").collect()
}

fn all_found_in(text: &str) -> Vec<Diagnostic> {
    Simulation::new(text, &Options::default()).diagnostics
}

fn shown(found: &[Diagnostic]) -> String {
    found.iter().map(|found| format!("\n  {}: {}", found.code, found.message)).collect()
}

fn apply(text: &str, fix: &Fix) -> String {
    let mut text = text.to_owned();
    for (span, with) in fix.edits.iter().rev() {
        text.replace_range(span.start..span.end, with);
    }
    text
}

#[test]
fn a_rule_speaks_about_its_first_manifest_and_no_other_does() {
    for page in pages() {
        let is_of_kind = page.rule.code == "not-simulated";
        let found = if is_of_kind { all_found_in(&page.fires) } else { found_in(&page.fires) };
        let codes: BTreeSet<&str> = found.iter().map(|found| found.code).collect();
        assert_eq!(codes, BTreeSet::from([page.rule.code]), "{}{}", page.rule.code, shown(&found));
        assert!(found.iter().all(|found| found.severity == page.rule.severity), "{}", page.rule.code);
    }
}

#[test]
fn no_rule_speaks_about_the_nearest_correct_manifest() {
    for page in pages() {
        let found = found_in(&page.silent);
        assert!(found.is_empty(), "{}{}", page.rule.code, shown(&found));
    }
}

#[test]
fn a_quick_fix_makes_its_rule_silent_and_breaks_nothing() {
    for page in pages() {
        let code = page.rule.code;
        for fix in found_in(&page.fires).iter().filter_map(|found| found.fix.as_ref()) {
            let text = apply(&page.fires, fix);
            let after = found_in(&text);
            let is_mended = after.iter().all(|found| found.code != code && found.severity != Severity::Error);
            assert!(is_mended, "{code}: {}{}\n{text}", fix.title, shown(&after));
        }
    }
}

#[test]
fn a_page_says_what_it_is_about() {
    let mut codes = BTreeSet::new();
    for page in pages() {
        let code = page.rule.code;
        assert!(codes.insert(code), "two rules have the code {code}");
        assert!(code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{code}");
        assert!(page.title.ends_with('.') && !page.title.contains(". "), "{code}: {}", page.title);
        assert!(page.why.len() > 80, "{code} does not say why");
        assert!(!page.source.is_empty(), "{code} names no source");
        let korean = Language::Korean.text(page.rule.symptom);
        assert_ne!(korean, page.rule.symptom, "the symptom of {code} is not translated");
    }
}

#[test]
fn the_pages_of_docs_are_those_of_the_rules() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let update = std::env::var_os("SVCLAB_UPDATE").is_some();
    let mut known = BTreeSet::new();
    for rule in lint::rules() {
        let file = folder.join(format!("{}.md", rule.code));
        let page = explain(rule.code);
        if update {
            fs::write(&file, &page).expect("writable");
        }
        let kept = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(kept, page, "{}: SVCLAB_UPDATE=1 cargo test --test lint writes it anew", file.display());
        known.insert(file);
    }
    let files = fs::read_dir(&folder).expect("docs/rules").map(|entry| entry.expect("readable").path());
    let stale: Vec<PathBuf> = files.filter(|file| !known.contains(file)).collect();
    assert!(stale.is_empty(), "pages without a rule: {stale:?}");
}

fn explain(code: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_svclab")).args(["check", "--explain", code]).output();
    String::from_utf8(output.expect("svclab starts").stdout).expect("UTF-8")
}

/// The codes found in a text.
fn codes(text: &str) -> Vec<&'static str> {
    found_in(text).iter().map(|found| found.code).collect()
}

const IDLE: &str = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  ports: [{port: 80}]\n";

#[test]
fn a_comment_silences_a_rule_where_it_stands() {
    let code = "service-without-endpoints";
    assert_eq!(codes(IDLE), [code]);
    let silent = [
        format!("# svclab: allow {code}\n{IDLE}"),
        format!("---\n\n# svclab: allow selector-matches-no-pods, {code}\n# why\n{IDLE}"),
        IDLE.replace("spec:", &format!("spec: # svclab: allow {code}")),
        IDLE.replace("spec:", &format!("# svclab: allow {code}\n\n# why\nspec:")),
    ];
    for text in silent {
        assert!(!codes(&text).contains(&code), "{text}");
    }
}

#[test]
fn a_comment_that_silences_nothing_is_said() {
    let code = "service-without-endpoints";
    let elsewhere =
        IDLE.replace("spec:", "# svclab: allow service-without-endpoints\nmetadata: {name: a}\nspec:");
    let elsewhere = elsewhere.replacen("metadata: {name: a}\n", "", 1);
    assert_eq!(codes(&elsewhere), ["unused-allow", code]);
    assert_eq!(codes(&format!("# svclab: allow nonsense\n{IDLE}")), ["unknown-allow", code]);
    let in_a_text = format!(
        "{IDLE}---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  annotations:\n    a: |\n      # svclab: allow x\n"
    );
    assert_eq!(codes(&in_a_text), [code]);
    let error = "# svclab: allow invalid-field\napiVersion: v1\nkind: Service\nmetadata: {name: A_}\nspec: {clusterIP: None}\n";
    assert!(codes(error).contains(&"invalid-field"), "errors cannot be silenced");
}
