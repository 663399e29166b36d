//! `svclab check`: every finding with the lines it is about.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::Value;
use svclab::Simulation;
use svclab::diagnostic::{Diagnostic, Severity};
use svclab::source::Span;

use crate::input::Manifests;

/// The diagnostics as JSON; with several files, each place says which file and counts its lines.
pub fn json(simulation: &Simulation, manifests: &Manifests) -> Value {
    let mut report = serde_json::to_value(simulation.check()).unwrap_or_default();
    if manifests.are_several() {
        for found in report["diagnostics"].as_array_mut().into_iter().flatten() {
            let file = manifests.place(line_of(&found["range"]["start"])).0.to_owned();
            for end in ["start", "end"] {
                let line = manifests.place(line_of(&found["range"][end])).1;
                found["range"][end]["line"] = line.into();
            }
            found["file"] = file.into();
        }
    }
    report
}

fn line_of(position: &Value) -> usize {
    position["line"].as_u64().unwrap_or(1) as usize
}

/// The diagnostics for people.
pub fn text(simulation: &Simulation, manifests: &Manifests, renderer: &Renderer) -> String {
    let mut out = String::new();
    for found in &simulation.diagnostics {
        out.push_str(&one(simulation, manifests, renderer, found));
        out.push_str("\n\n");
    }
    out.push_str(&summary(simulation));
    out.push('\n');
    out
}

fn one(simulation: &Simulation, manifests: &Manifests, renderer: &Renderer, found: &Diagnostic) -> String {
    let level = match found.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let source = &simulation.source;
    let (file, line) = manifests.place(source.position(found.span.start).line);
    let shown = first_line(source.text(), found.span);
    let marked =
        found.span.start - shown.start..found.span.end.clamp(found.span.start, shown.end) - shown.start;
    let snippet = Snippet::source(source.slice(shown))
        .path(file)
        .line_start(line)
        .annotation(AnnotationKind::Primary.span(marked));
    let message = found.message.to_string();
    let mut group: Group<'_> = level.primary_title(message).id(found.code).element(snippet);
    if simulation.expectations.expects(found) {
        group = group.element(Level::NOTE.message("this is expected"));
    }
    if let Some(help) = &found.help {
        group = group.element(Level::HELP.message(help.to_string()));
    }
    renderer.render(&[group]).to_string()
}

/// The line in which a span begins.
fn first_line(text: &str, span: Span) -> Span {
    let start = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[span.start..].find('\n').map_or(text.len(), |newline| span.start + newline);
    Span::new(start, end)
}

/// `2 errors, 1 warning; 3 of 4 expectations hold`
fn summary(simulation: &Simulation) -> String {
    let (expected, found): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        simulation.diagnostics.iter().partition(|found| simulation.expectations.expects(found));
    let count = |severity| found.iter().filter(|found| found.severity == severity).count();
    let words = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "remark")];
    let mut parts: Vec<String> = words
        .into_iter()
        .map(|(severity, word)| (count(severity), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        .collect();
    if !expected.is_empty() {
        parts.push(format!("{} expected", expected.len()));
    }
    let problems = if parts.is_empty() { "no problems".to_owned() } else { parts.join(", ") };
    let (held, failed) = (simulation.expectations.held.len(), simulation.expectations.failed.len());
    match held + failed {
        0 => problems,
        1 => format!("{problems}; {} expectation holds", if held == 1 { "1" } else { "no" }),
        all if held == all => format!("{problems}; all {all} expectations hold"),
        all => format!("{problems}; {held} of {all} expectations hold"),
    }
}
