//! What an editor asks while a person types: what could stand here, what this is, what that name means, and how the
//! text looks in good order.
//!
//! Every question is about an offset in the text as it stands, broken or not, see `outline`.

mod complete;
mod definition;
mod expectations;
mod flow;
mod hover;
mod objects;
mod outline;
mod spot;
mod tables;
mod templates;
mod tidy;
mod values;

use serde::Serialize;

pub use complete::complete;
pub use definition::{Target, definition};
pub use hover::{Hover, hover};
pub use tidy::{Refusal, tidy};

use crate::source::Span;

/// What could stand at a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Completions {
    /// The word that has been typed so far.
    pub word: Span,
    /// What an item takes the place of: the word, and the white space before it where that is not as it should be.
    pub replaces: Span,
    /// True if nothing is typed yet and what follows is clear enough to be shown unasked.
    pub is_value: bool,
    /// The best first.
    pub items: Vec<Completion>,
}

/// One thing that could stand at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Completion {
    /// What it is called.
    pub label: String,
    /// What is written; `${1:web}` in a document marks what is to be filled in, in that order.
    pub insert: String,
    /// What it is.
    pub kind: CompletionKind,
    /// Its type, or where it comes from.
    pub detail: String,
    /// True for a field that must be given.
    #[serde(rename = "required")]
    pub is_required: bool,
    /// The key of the text that says what it does, see [`Hover::field`].
    pub about: String,
}

/// What a completion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CompletionKind {
    /// A field of an object.
    Field,
    /// A value.
    Value,
    /// A whole document.
    Document,
}

impl Completion {
    fn value(value: impl Into<String>, detail: impl Into<String>) -> Self {
        let label = value.into();
        Completion {
            insert: label.clone(),
            label,
            kind: CompletionKind::Value,
            detail: detail.into(),
            is_required: false,
            about: String::new(),
        }
    }
}
