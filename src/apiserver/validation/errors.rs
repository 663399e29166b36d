//! Broken rules, as the API machinery sorts them (`k8s.io/apimachinery/pkg/util/validation/field/errors.go`).

use std::fmt::Display;

use super::path::Path;
use crate::diagnostic::Reason;
use crate::manifest::FieldPath;
use crate::message;
use crate::message::Message;

/// One broken rule.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldError {
    /// The field as the API server names it.
    pub path: FieldPath,
    /// What kind of fault it is.
    pub reason: Reason,
    /// One sentence with the value at fault.
    pub message: Message,
    /// What to do about it.
    pub help: Message,
}

/// The broken rules of one object, in the order in which the API server reports them. What it reports twice is here
/// twice.
#[derive(Debug, Default)]
pub struct Errors(Vec<FieldError>);

impl Errors {
    /// True if no rule is broken.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The broken rules.
    pub fn into_vec(self) -> Vec<FieldError> {
        self.0
    }

    /// A value breaks a rule.
    pub fn invalid(&mut self, path: Path<'_>, message: Message, help: Message) {
        self.push(path, Reason::FieldValueInvalid, message, help);
    }

    /// A field is missing.
    pub fn required(&mut self, path: Path<'_>, help: Message) {
        let field = FieldPath::from(path);
        let message = message!("Required value: {field} is missing or empty", field = field);
        self.0.push(FieldError { path: field, reason: Reason::FieldValueRequired, message, help });
    }

    /// A field may not be given here.
    pub fn forbidden(&mut self, path: Path<'_>, message: Message, help: Message) {
        self.push(path, Reason::FieldValueForbidden, message, help);
    }

    /// A value is none of those that there are.
    pub fn not_supported(&mut self, path: Path<'_>, value: &str, supported: &[&str]) {
        let message = message!(
            "Unsupported value {value}: supported values: {supported}",
            value = quoted(value),
            supported = listed(supported)
        );
        let help = match supported.iter().find(|known| known.eq_ignore_ascii_case(value)) {
            Some(known) => message!("Upper and lower case count: write {known}.", known = known),
            None => message!("Use one of {supported}.", supported = listed(supported)),
        };
        self.push(path, Reason::FieldValueNotSupported, message, help);
    }

    /// A value is there twice.
    pub fn duplicate(&mut self, path: Path<'_>, value: impl Display, help: Message) {
        let message = message!("Duplicate value: {value}", value = value);
        self.push(path, Reason::FieldValueDuplicate, message, help);
    }

    /// A value names something that is not there.
    pub fn not_found(&mut self, path: Path<'_>, value: &str, help: Message) {
        let message = message!("Not found: {value}", value = quoted(value));
        self.push(path, Reason::FieldValueNotFound, message, help);
    }

    /// A list is too long.
    pub fn too_many(&mut self, path: Path<'_>, count: usize, limit: usize) {
        let message =
            message!("Too many: {count}: must have at most {limit} items", count = count, limit = limit);
        let help = message!("Leave out {surplus} of them.", surplus = count.saturating_sub(limit));
        self.push(path, Reason::FieldValueTooMany, message, help);
    }

    /// A value is too long.
    pub fn too_long(&mut self, path: Path<'_>, limit: usize) {
        let message = message!("Too long: may not be more than {limit} bytes", limit = limit);
        self.push(path, Reason::FieldValueTooLong, message, message!("Shorten it."));
    }

    /// The server could not do it.
    pub fn internal(&mut self, path: Path<'_>, message: Message, help: Message) {
        self.push(path, Reason::InternalError, message, help);
    }

    fn push(&mut self, path: Path<'_>, reason: Reason, message: Message, help: Message) {
        self.0.push(FieldError { path: path.into(), reason, message, help });
    }
}

/// Longest value that a message repeats in full, in characters.
const LONGEST_SHOWN: usize = 80;

/// A text as a message shows it: in quotes, cut if it is very long.
pub fn quoted(text: &str) -> String {
    match text.char_indices().nth(LONGEST_SHOWN) {
        None => format!("\"{text}\""),
        Some((cut, _)) => format!("\"{}…\"", &text[..cut]),
    }
}

/// Texts as a message lists them.
pub fn listed(texts: &[&str]) -> String {
    texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ")
}
