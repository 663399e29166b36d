//! Comments that silence a rule: `# svclab: allow CODE`, or several codes with commas.
//!
//! Such a comment counts for the line in which it stands; alone in its line, for the next line that is no comment; and
//! before the first field of an object, for the whole object. An error cannot be silenced.

use super::Rule;
use super::playground::{unknown_allow, unused_allow};
use super::rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::manifest::{Comment, Manifest, comments, line_of};
use crate::message::Message;
use crate::source::{Source, Span};

const MARK: &str = "svclab: allow";

/// Leaves out what comments of the text allow, and says which of them allow nothing.
pub fn allow(source: &Source, manifest: &Manifest, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if !source.text().contains(MARK) {
        return found;
    }
    let mut allowed = allowed_in(source.text(), manifest);
    let mut kept = Vec::new();
    for diagnostic in found {
        let mut is_allowed = false;
        for one in allowed.iter_mut().filter(|one| one.covers(&diagnostic)) {
            (one.used, is_allowed) = (true, true);
        }
        if !is_allowed {
            kept.push(diagnostic);
        }
    }
    kept.extend(allowed.iter().filter(|one| !one.used).map(Allowed::idle));
    kept
}

/// One code of a comment.
struct Allowed<'a> {
    code: &'a str,
    /// Where the code stands.
    span: Span,
    document: usize,
    /// What it counts for.
    scope: Span,
    used: bool,
}

impl Allowed<'_> {
    fn covers(&self, found: &Diagnostic) -> bool {
        found.severity != Severity::Error
            && found.code == self.code
            && self.scope.start <= found.span.start
            && found.span.start <= self.scope.end
    }

    /// What to say of one that allows nothing.
    fn idle(&self) -> Diagnostic {
        let said = |rule: &Rule, (message, help): (Message, Message)| Diagnostic {
            severity: rule.severity,
            code: rule.code,
            reason: None,
            message,
            help: Some(help),
            object: None,
            path: None,
            document: self.document,
            span: self.span,
            fix: None,
        };
        match rule(self.code) {
            Some(_) => said(&unused_allow::RULE, unused_allow::words(self.code)),
            None => said(&unknown_allow::RULE, unknown_allow::words(self.code)),
        }
    }
}

/// The codes that comments allow, in the order of the text.
fn allowed_in<'a>(text: &'a str, manifest: &Manifest) -> Vec<Allowed<'a>> {
    let mut found = Vec::new();
    for comment in comments(text, manifest, MARK) {
        let Comment { said, line, is_alone } = comment;
        let scope = if is_alone { scope_below(text, manifest, line) } else { line };
        let document = manifest.objects.iter().rfind(|raw| raw.span.start <= scope.end);
        let document = document.map_or(0, |raw| raw.document);
        let mut start = said.start;
        for word in text[start..said.end].split_inclusive([',', ' ', '\t', '\r']) {
            let code = word.trim_matches([',', ' ', '\t', '\r']);
            if !code.is_empty() {
                let span = Span::new(start, start + code.len());
                found.push(Allowed { code, span, document, scope, used: false });
            }
            start += word.len();
        }
    }
    found
}

/// What a comment in a line of its own counts for: the object that begins next, or the next line that says something.
fn scope_below(text: &str, manifest: &Manifest, comment: Span) -> Span {
    let next = manifest.objects.iter().find(|raw| raw.span.start >= comment.end);
    let is_nothing = |line: &str| line.is_empty() || line.starts_with('#') || line.starts_with("---");
    match next {
        Some(raw)
            if text[comment.end..raw.span.start]
                .lines()
                .all(|line| is_nothing(line.trim_matches([' ', '\t', '-']))) =>
        {
            raw.span
        }
        _ => {
            let mut at = comment.end;
            loop {
                let line = line_of(text, (at + 1).min(text.len()));
                if line.end >= text.len() || !is_nothing(text[line.start..line.end].trim()) {
                    return line;
                }
                at = line.end;
            }
        }
    }
}
