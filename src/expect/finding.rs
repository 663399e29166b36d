//! `error CODE`, `warning CODE` and `info CODE`: that something is found in this document. An example of what is broken
//! is to stay broken.

use super::Failure;
use super::facts::Facts;
use super::words::{Unreadable, Usage, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::message;
use crate::source::Span;

const USAGE: Usage = Usage { form: "error|warning|info CODE", example: "warning selector-matches-no-pods" };

#[derive(Debug)]
pub(super) struct Question {
    pub severity: Severity,
    pub code: String,
    /// The part of the text between two lines of `---`.
    pub part: Span,
    span: Span,
}

/// True for what is found in a part of the text.
pub(super) fn is_in(part: Span, found: &Diagnostic) -> bool {
    (part.start..part.end).contains(&found.span.start)
}

impl Question {
    pub fn read(mut words: Words<'_>, severity: Severity, part: Span) -> Result<Self, Unreadable> {
        let code = words.need(|| message!("The code of the finding is missing"), &USAGE)?;
        words.nothing_more(&USAGE)?;
        Ok(Question { severity, code: code.text.to_owned(), part, span: code.span })
    }

    pub fn judge(&self, facts: &Facts<'_>) -> Result<(), Failure> {
        let here = || facts.found.iter().filter(|found| is_in(self.part, found));
        if here().any(|found| found.code == self.code && found.severity == self.severity) {
            return Ok(());
        }
        let mut codes: Vec<&str> =
            here().filter(|found| found.severity == self.severity).map(|found| found.code).collect();
        codes.sort_unstable();
        codes.dedup();
        let (severity, code) = (name(self.severity), &self.code);
        let message = match codes.as_slice() {
            [] => message!(
                "Expected {severity} {code} in this document, but nothing of that severity is found in it",
                severity = severity,
                code = code
            ),
            found => message!(
                "Expected {severity} {code} in this document, but what is found in it is {found}",
                severity = severity,
                code = code,
                found = found.join(", ")
            ),
        };
        let actual = match codes[..] {
            [only] => Some(only.to_owned()),
            _ => None,
        };
        Err(Failure { span: self.span, message, why: None, actual })
    }
}

fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
