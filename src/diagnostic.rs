//! What is wrong, how badly, where, why, and what to do about it.

use serde::Serialize;

use crate::api::ObjectRef;
use crate::message::Message;
use crate::source::Span;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The API server or the YAML reader rejects it; the object is left out.
    Error,
    /// Accepted, but it will not do what it seems to.
    Warning,
    /// Worth knowing.
    Info,
}

/// The API machinery's own cause of a rejected field (`metav1.CauseType`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Reason {
    /// A field that must be given is not.
    FieldValueRequired,
    /// A value breaks a rule.
    FieldValueInvalid,
    /// A value stands twice where it may stand once, or is taken.
    FieldValueDuplicate,
    /// A value is not one of those allowed.
    FieldValueNotSupported,
    /// A field may not be given here.
    FieldValueForbidden,
    /// A value is longer than allowed.
    FieldValueTooLong,
    /// A value is shorter than allowed.
    FieldValueTooShort,
    /// A list has more items than allowed.
    FieldValueTooMany,
    /// A list has fewer items than allowed.
    FieldValueTooFew,
    /// A value names something that does not exist.
    FieldValueNotFound,
    /// A value of the wrong type.
    FieldValueTypeInvalid,
    /// The server could not do it.
    InternalError,
}

/// The object that a finding is about, as far as it has a kind and a name: it need not be one that is simulated.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Subject {
    /// Its kind, as written.
    pub kind: String,
    /// Its namespace; empty if it has none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub namespace: String,
    /// Its name; empty if it has none.
    pub name: String,
}

impl From<&ObjectRef> for Subject {
    fn from(object: &ObjectRef) -> Self {
        Subject {
            kind: object.kind.to_string(),
            namespace: object.namespace.to_string(),
            name: object.name.to_string(),
        }
    }
}

/// A change to the text that mends the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the change does, e.g. `Change to "targetPort"`.
    pub title: Message,
    /// Replacements, in the order of their spans, none overlapping.
    pub edits: Vec<(Span, String)>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable kebab-case word.
    pub code: &'static str,
    /// For `invalid-field`: the API machinery's cause.
    pub reason: Option<Reason>,
    /// One sentence that stands alone, with the value at fault.
    pub message: Message,
    /// What to do about it.
    pub help: Option<Message>,
    /// The object that is meant.
    pub object: Option<Subject>,
    /// The field as the API server writes it, e.g. `spec.ports[0].nodePort`.
    pub path: Option<String>,
    /// 0-based index of the YAML document.
    pub document: usize,
    /// The key or value that is meant.
    pub span: Span,
    /// A safe change that mends it.
    pub fix: Option<Fix>,
}
