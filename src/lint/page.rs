//! The page of a rule: the first comment of its file, taken apart.

use super::{Rule, SECTIONS};

/// What there is to read about a rule.
#[derive(Debug, Clone)]
pub struct Page {
    /// The rule.
    pub rule: &'static Rule,
    /// When it speaks, in one sentence.
    pub title: String,
    /// Why, and what to do: paragraphs of Markdown.
    pub why: String,
    /// The files and pages that decide it, as a list of Markdown.
    pub source: String,
    /// A manifest about which it speaks.
    pub fires: String,
    /// The nearest one about which it does not.
    pub silent: String,
}

const FILES: &[&[&str]] = &[
    super::selection::FILES,
    super::ports::FILES,
    super::readiness::FILES,
    super::reach::FILES,
    super::names::FILES,
    super::endpoints::FILES,
    super::pointers::FILES,
    super::versions::FILES,
    super::playground::FILES,
    super::reading::FILES,
];

/// The page of a code, if it is that of a rule.
pub fn page(code: &str) -> Option<Page> {
    let rules = SECTIONS.iter().copied().flatten();
    let files = FILES.iter().copied().flatten();
    let (rule, file) = rules.zip(files).find(|(rule, _)| rule.code == code)?;
    Some(read(rule, file))
}

fn read(rule: &'static Rule, file: &str) -> Page {
    let comment: Vec<&str> = file.lines().map_while(|line| line.strip_prefix("//!")).collect();
    let lines = comment.into_iter().map(|line| line.strip_prefix(' ').unwrap_or(line));
    let text = lines.collect::<Vec<_>>().join("\n");
    let (title, rest) = text.split_once("\n\n").unwrap_or((&text, ""));
    let (why, rest) = rest.split_once("# Source\n").unwrap_or((rest, ""));
    let (source, examples) = rest.split_once("# Fires\n").unwrap_or((rest, ""));
    let (fires, silent) = examples.split_once("# Silent\n").unwrap_or((examples, ""));
    Page {
        rule,
        title: title.replace('\n', " "),
        why: why.trim().to_owned(),
        source: source.trim().to_owned(),
        fires: block(fires),
        silent: block(silent),
    }
}

/// The lines between the fences of a block of code.
fn block(text: &str) -> String {
    let lines = text.lines().skip_while(|line| !line.starts_with("```")).skip(1);
    lines.take_while(|line| !line.starts_with("```")).map(|line| format!("{line}\n")).collect()
}
