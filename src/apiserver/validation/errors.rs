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
    /// What to write in the place of the value, as YAML, if that is beyond doubt.
    pub better: Option<String>,
}

/// How many broken rules of one object are kept. Nobody reads more, and a generated object may break 100,000.
const MOST: usize = 1_000;

/// The broken rules of one object, in the order in which the API server reports them. What it reports twice is here
/// twice. `{field}` in a message stands for the path.
#[derive(Debug, Default)]
pub struct Errors {
    kept: Vec<FieldError>,
    count: usize,
}

impl Errors {
    /// True if no rule is broken.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// How many there are beyond those that are kept.
    pub fn surplus(&self) -> usize {
        self.count - self.kept.len()
    }

    /// The broken rules, as far as they are kept.
    pub fn into_vec(self) -> Vec<FieldError> {
        self.kept
    }

    /// A value breaks a rule.
    pub fn invalid(&mut self, path: Path<'_>, message: Message, help: Message) {
        self.push(path, Reason::FieldValueInvalid, message, help);
    }

    /// A field is missing.
    pub fn required(&mut self, path: Path<'_>, help: Message) {
        let message = message!("{field} is required, but missing or empty");
        self.push(path, Reason::FieldValueRequired, message, help);
    }

    /// A field may not be given here.
    pub fn forbidden(&mut self, path: Path<'_>, message: Message, help: Message) {
        self.push(path, Reason::FieldValueForbidden, message, help);
    }

    /// A value is none of those that there are.
    pub fn not_supported(&mut self, path: Path<'_>, value: &str, supported: &[&str]) {
        let message = match supported {
            [only] => message!("{field} must be {only}, not {value}", only = only, value = quoted(value)),
            _ => message!(
                "{field} must be one of {supported}, not {value}",
                supported = supported.join(", "),
                value = quoted(value)
            ),
        };
        let meant = supported.iter().find(|known| known.eq_ignore_ascii_case(value));
        let help = match (meant, supported) {
            (Some(known), _) => message!("Write {known}: upper and lower case count", known = known),
            (None, [only]) => message!("Write {only}, or remove the field", only = only),
            _ => message!("Choose one of these values"),
        };
        self.push(path, Reason::FieldValueNotSupported, message, help);
        if let Some(known) = meant {
            self.suggest(known);
        }
    }

    /// A value is there twice.
    pub fn duplicate(&mut self, path: Path<'_>, value: impl Display, help: Message) {
        let message = message!("{field} repeats {value}, which may stand once only", value = value);
        self.push(path, Reason::FieldValueDuplicate, message, help);
    }

    /// A value names something that is not there.
    pub fn not_found(&mut self, path: Path<'_>, message: Message, help: Message) {
        self.push(path, Reason::FieldValueNotFound, message, help);
    }

    /// A list is too long.
    pub fn too_many(&mut self, path: Path<'_>, count: usize, limit: usize) {
        let message = message!(
            "{field} must have at most {limit} items, and has {count}",
            limit = limit,
            count = count
        );
        let help = message!("Leave out {surplus} of them", surplus = count.saturating_sub(limit));
        self.push(path, Reason::FieldValueTooMany, message, help);
    }

    /// A value is too long.
    pub fn too_long(&mut self, path: Path<'_>, limit: usize) {
        let message = message!("{field} may not be more than {limit} bytes", limit = limit);
        self.push(path, Reason::FieldValueTooLong, message, message!("Shorten it"));
    }

    /// The server could not do it.
    pub fn internal(&mut self, path: Path<'_>, message: Message, help: Message) {
        self.push(path, Reason::InternalError, message, help);
    }

    /// The last error is mended by this value, which YAML reads as it stands.
    pub fn suggest(&mut self, better: &str) {
        if let Some(last) = self.kept.last_mut().filter(|_| self.count <= MOST) {
            last.better = Some(better.to_owned());
        }
    }

    fn push(&mut self, path: Path<'_>, reason: Reason, message: Message, help: Message) {
        self.count += 1;
        if self.count > MOST {
            return;
        }
        let path = FieldPath::from(path);
        let message = message.with("field", &path);
        self.kept.push(FieldError { path, reason, message, help, better: None });
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
