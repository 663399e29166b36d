//! What is found about an object, with its place in the text.

use super::validation::FieldError;
use super::warnings::Warning;
use crate::api::ObjectRef;
use crate::diagnostic::{Diagnostic, Severity};
use crate::manifest::{FieldPath, RawObject, locate};
use crate::message;
use crate::message::Message;

/// A broken rule: the object is left out.
pub fn rejected(raw: &RawObject, error: FieldError) -> Diagnostic {
    Diagnostic {
        reason: Some(error.reason),
        ..finding(raw, Severity::Error, "invalid-field", &error.path, error.message, error.help)
    }
}

/// A warning of the API server.
pub fn warned(raw: &RawObject, warning: Warning) -> Diagnostic {
    finding(raw, Severity::Warning, warning.code, &warning.path, warning.message, warning.help)
}

/// An object whose name stands before in the text.
pub fn replaced(raw: &RawObject, object: &ObjectRef) -> Diagnostic {
    finding(
        raw,
        Severity::Warning,
        "duplicate-object",
        &FieldPath::new("metadata").child("name"),
        message!(
            "{object} stands in the text more than once, and this one replaces the one before",
            object = object
        ),
        message!("Remove one of them, or give this one another name."),
    )
}

/// A finding at a field of an object.
pub fn finding(
    raw: &RawObject,
    severity: Severity,
    code: &'static str,
    path: &FieldPath,
    message: Message,
    help: Message,
) -> Diagnostic {
    Diagnostic {
        severity,
        code,
        reason: None,
        message,
        help: Some(help),
        object: Some(raw.subject.clone()),
        path: Some(path.to_string()),
        document: raw.document,
        span: locate(&raw.node, path),
        fix: None,
    }
}
