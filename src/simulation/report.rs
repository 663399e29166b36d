//! The results as JSON, in the words of the public contract.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Reason, Severity, Subject};
use crate::source::{Range, Source};

/// `svclab check -o json`
#[derive(Debug, Clone, Serialize)]
pub struct CheckReport {
    /// In the order of the text.
    pub diagnostics: Vec<DiagnosticReport>,
}

/// A [`Diagnostic`] with its place in lines and columns.
#[derive(Debug, Clone, Serialize)]
pub struct DiagnosticReport {
    /// `error`, `warning` or `info`.
    pub severity: Severity,
    /// A stable kebab-case word.
    pub code: &'static str,
    /// For `invalid-field`: the API machinery's cause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// One sentence that stands alone.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The object that is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<Subject>,
    /// The field as the API server writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// 0-based index of the YAML document.
    pub document: usize,
    /// The key or value that is meant.
    pub range: Range,
}

impl DiagnosticReport {
    pub(super) fn new(found: &Diagnostic, source: &Source) -> Self {
        DiagnosticReport {
            severity: found.severity,
            code: found.code,
            reason: found.reason,
            message: found.message.to_string(),
            help: found.help.as_ref().map(ToString::to_string),
            object: found.object.clone(),
            path: found.path.clone(),
            document: found.document,
            range: source.range(found.span),
        }
    }
}
