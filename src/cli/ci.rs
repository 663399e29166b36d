//! The findings in the forms that code hosts read: SARIF, and the commands of GitHub Actions.

use serde_json::{Value, json};
use svclab::Simulation;
use svclab::diagnostic::{Diagnostic, Severity};
use svclab::lint;
use svclab::source::Position;

use crate::input::Manifests;

/// The findings as one run of SARIF 2.1.0.
pub fn sarif(simulation: &Simulation, manifests: &Manifests) -> Value {
    let mut codes: Vec<&str> = simulation.diagnostics.iter().map(|found| found.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let results = simulation.diagnostics.iter().map(|found| {
        let at = Place::of(found, simulation, manifests);
        let mut result = json!({
            "ruleId": found.code,
            "level": sarif_level(found.severity),
            "message": {"text": words(found)},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": at.file},
                "region": {
                    "startLine": at.start.line,
                    "startColumn": at.start.column,
                    "endLine": at.end.line,
                    "endColumn": at.end.column,
                },
            }}],
        });
        // What the text expects is known, and stays for whoever wants to see it.
        if simulation.expectations.expects(found) {
            result["suppressions"] = json!([{"kind": "inSource"}]);
        }
        result
    });
    let driver = json!({
        "name": "svclab",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": codes.into_iter().map(sarif_rule).collect::<Vec<_>>(),
    });
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

fn sarif_rule(code: &str) -> Value {
    match lint::page(code) {
        Some(page) => json!({
            "id": code,
            "shortDescription": {"text": page.title},
            "fullDescription": {"text": page.why},
            "defaultConfiguration": {"level": sarif_level(page.rule.severity)},
        }),
        None => json!({"id": code}),
    }
}

fn sarif_level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// One command for each finding that the text does not expect
/// (docs.github.com/actions/reference/workflows-and-actions/workflow-commands).
pub fn github(simulation: &Simulation, manifests: &Manifests) -> String {
    let command = |found: &Diagnostic| {
        let at = Place::of(found, simulation, manifests);
        let level = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let mut place = format!("file={},line={}", escaped(&at.file, true), at.start.line);
        place.push_str(&format!(",col={},endLine={}", at.start.column, at.end.line));
        if at.start.line == at.end.line {
            place.push_str(&format!(",endColumn={}", at.end.column));
        }
        format!("::{level} {place},title={}::{}\n", found.code, escaped(&words(found), false))
    };
    let unexpected = simulation.diagnostics.iter().filter(|found| !simulation.expectations.expects(found));
    unexpected.map(command).collect()
}

/// What would end a command or one of its properties, escaped.
fn escaped(text: &str, is_property: bool) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    if is_property { text.replace(':', "%3A").replace(',', "%2C") } else { text }
}

/// Message and help.
fn words(found: &Diagnostic) -> String {
    match &found.help {
        Some(help) => format!("{}\n{help}", found.message),
        None => found.message.to_string(),
    }
}

/// Where a finding stands in its file.
struct Place {
    file: String,
    start: Position,
    end: Position,
}

impl Place {
    fn of(found: &Diagnostic, simulation: &Simulation, manifests: &Manifests) -> Self {
        let range = simulation.source.range(found.span);
        let in_file = |at: Position| Position { line: manifests.place(at.line).1, ..at };
        let file = manifests.place(range.start.line).0.to_owned();
        Place { file, start: in_file(range.start), end: in_file(range.end) }
    }
}
