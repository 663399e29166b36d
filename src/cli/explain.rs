//! `svclab check --explain CODE`: the page of a rule, in Markdown. `docs/rules` holds what this prints.

use svclab::diagnostic::{Diagnostic, Severity};
use svclab::lint::{self, Page, Rule};
use svclab::locale::Language;
use svclab::{Options, Simulation};

/// The page of a code; without one, the list of codes. The error says that there is no such code.
pub fn text(code: Option<&str>) -> Result<String, String> {
    let Some(code) = code else { return Ok(list()) };
    lint::page(code).map(|page| page_text(&page)).ok_or_else(|| {
        format!("no rule has the code {code}; svclab check --explain without a code lists them all")
    })
}

/// Every rule in one line.
fn list() -> String {
    let pages = lint::rules().filter_map(|rule| lint::page(rule.code));
    pages.map(|page| format!("{:<40} {}\n", page.rule.code, page.title)).collect()
}

fn page_text(page: &Page) -> String {
    let rule = page.rule;
    let simulation = Simulation::new(&page.fires, &Options::default());
    let said: Vec<&Diagnostic> =
        simulation.diagnostics.iter().filter(|found| found.code == rule.code).collect();
    let in_language = |language| -> String {
        said.iter().map(|found| finding_text(found, &simulation, language)).collect::<Vec<_>>().join("\n")
    };
    format!(
        "# {code}\n\n{title}\n\n- Severity: {severity}\n- What a cluster shows: {symptom}\n\n{why}\n\n\
         ## Where it speaks\n\n```yaml\n{fires}```\n\n```text\n{english}```\n\n```text\n{korean}```\n\n\
         ## The nearest manifest where it is silent\n\n```yaml\n{silent}```\n\n\
         ## Source\n\n{source}\n{remedy}",
        code = rule.code,
        title = page.title,
        severity = severity_word(rule.severity),
        symptom = rule.symptom,
        why = page.why,
        fires = page.fires,
        english = in_language(Language::English),
        korean = in_language(Language::Korean),
        silent = page.silent,
        source = page.source,
        remedy = remedy(rule),
    )
}

/// What to write where the finding is wanted.
fn remedy(rule: &Rule) -> String {
    let (code, severity) = (rule.code, severity_word(rule.severity));
    if rule.severity == Severity::Error {
        // An expectation about expectations would be a circle.
        return match code.starts_with("expectation-") {
            true => String::new(),
            false => format!(
                "\n## To expect it\n\nAn error cannot be silenced. Where an example is meant to have it, write \
                 `# expect: {severity} {code}`\nin the same document: then `svclab check` fails if it has not.\n"
            ),
        };
    }
    format!(
        "\n## To silence it\n\nWrite `# svclab: allow {code}` above the line, or before the first field of the object. \
         Where an\nexample is meant to have it, write `# expect: {severity} {code}` in the same document: then \
         `svclab check`\nfails if it has not.\n"
    )
}

fn finding_text(found: &Diagnostic, simulation: &Simulation, language: Language) -> String {
    let line = simulation.source.position(found.span.start).line;
    let word = severity_word(found.severity);
    let mut out = format!("{word} in line {line}: {}\n", language.say(&found.message));
    if let Some(help) = &found.help {
        out.push_str(&format!("  help: {}\n", language.say(help)));
    }
    if let Some(fix) = &found.fix {
        out.push_str(&format!("  fix: {}\n", language.say(&fix.title)));
    }
    out
}

/// The word of a severity in JSON.
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
