//! What is wrong with a document that is no YAML, in words for people.

use granit_parser::ErrorKind;

use super::objects::error;
use super::parse::{Broken, Fault};
use crate::diagnostic::Diagnostic;
use crate::message;
use crate::message::Message;
use crate::source::{Source, Span};

/// The diagnostic for a broken document.
pub fn explain(source: &Source, document: usize, broken: &Broken) -> Diagnostic {
    let (message, help) = words(&broken.fault);
    Diagnostic { help, ..error("syntax", document, visible(source, broken.span), message) }
}

/// A span that can be seen: a point becomes the rest of its line, or the last word before it.
fn visible(source: &Source, span: Span) -> Span {
    if span.start < span.end {
        return span;
    }
    let text = source.text();
    let after = text[span.start..].split(['\n', '\r']).next().unwrap_or("").trim_end();
    if !after.is_empty() {
        return Span::new(span.start, span.start + after.len());
    }
    let before = text[..span.start].trim_end();
    let width = before.chars().next_back().map_or(0, char::len_utf8);
    Span::new(before.len() - width, before.len())
}

fn words(fault: &Fault) -> (Message, Option<Message>) {
    match fault {
        Fault::Yaml(kind) => yaml(kind),
        Fault::TooDeep => (message!("Values are nested too deep here"), None),
        Fault::TooManyCopies => (message!("Aliases (*name) stand for too many values here"), None),
        Fault::AliasOfItself => (message!("This alias stands inside of the value that it stands for"), None),
        Fault::KeyIsNoText => {
            (message!("A key must be a text; a list, a map or nothing cannot be one"), None)
        }
        Fault::MergeOfNoMap => (message!("Only a map can be merged with <<"), None),
        Fault::NoJsonNumber => (
            message!("The API has no infinite numbers"),
            Some(message!("Put it in quotes if a text is meant")),
        ),
        Fault::NotWhatTheTagSays => (message!("This value is not what its tag (!!) says"), None),
    }
}

fn yaml(kind: &ErrorKind) -> (Message, Option<Message>) {
    match kind {
        ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation | ErrorKind::TabNotAllowed => (
            message!("A tab is used to indent this line"),
            Some(message!("YAML is indented with spaces; replace the tab with spaces")),
        ),
        ErrorKind::UnclosedQuotedScalar => {
            (message!("A quote is opened here and never closed"), Some(message!("Add the closing quote")))
        }
        ErrorKind::UnclosedFlowCollection { open } => (
            message!("The bracket {open} is never closed", open = open),
            Some(message!("Add the closing bracket")),
        ),
        ErrorKind::UnknownAnchor => (
            message!("There is no anchor of this name before it"),
            Some(message!("An alias (*name) repeats what was marked with &name above")),
        ),
        _ => (message!("This is not YAML"), None),
    }
}
