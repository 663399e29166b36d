//! What is found about an object, with its place in the text.

use super::validation::FieldError;
use super::warnings::Warning;
use crate::api::ObjectRef;
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::manifest::{FieldPath, RawObject, locate};
use crate::message;
use crate::message::Message;

/// A broken rule: the object is left out.
pub fn rejected(raw: &RawObject, error: FieldError) -> Diagnostic {
    Diagnostic {
        reason: Some(error.reason),
        fix: error.better.and_then(|better| replace(raw, &error.path, better)),
        ..finding(raw, Severity::Error, "invalid-field", &error.path, error.message, error.help)
    }
}

/// What is left of the broken rules of an object that breaks very many.
pub fn too_many(raw: &RawObject, more: usize) -> Diagnostic {
    finding(
        raw,
        Severity::Error,
        "too-many-errors",
        &FieldPath::new("kind"),
        message!(
            "This {kind} breaks {count} more rules than are shown",
            kind = raw.subject.kind,
            count = more
        ),
        message!("Mend the first ones and look again"),
    )
}

/// The change of a value that stands at the path itself.
fn replace(raw: &RawObject, path: &FieldPath, better: String) -> Option<Fix> {
    let value = raw.node.at(path)?;
    value.as_str()?;
    let title = message!("Change to {value}", value = better);
    Some(Fix { title, edits: vec![(value.span, better)] })
}

/// A warning of the API server.
pub fn warned(raw: &RawObject, warning: Warning) -> Diagnostic {
    let better = warning.better.map(str::to_owned);
    Diagnostic {
        fix: better.and_then(|better| replace(raw, &warning.path, better)),
        ..finding(raw, Severity::Warning, warning.code, &warning.path, warning.message, warning.help)
    }
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
        message!("Remove one of them, or give this one another name"),
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
