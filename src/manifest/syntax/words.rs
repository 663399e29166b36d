//! The parser's own reasons, in other words.

use granit_parser::ErrorKind;

use super::{Excerpt, Finding, Line};
use crate::diagnostic::Fix;
use crate::manifest::parse::Fault;
use crate::message;
use crate::message::Message;
use crate::source::Span;

/// What the parser found, where it found it.
pub fn of_the_parser(excerpt: &Excerpt) -> Finding {
    let (message, help) = match &excerpt.broken.fault {
        Fault::Yaml(kind) => of_yaml(kind),
        Fault::TooDeep => (
            message!("Values are nested deeper here than any object of Kubernetes"),
            Some(message!("Look for brackets that are opened again and again")),
        ),
        Fault::TooMuch => (
            message!("The text holds more documents or values than svclab reads; the rest of it is left out"),
            Some(message!("Leave out what has nothing to do with Services")),
        ),
        Fault::TooManyCopies => (
            message!("Aliases stand for more values here than svclab will copy"),
            Some(message!("Write fewer aliases (*), or the values themselves")),
        ),
        Fault::AliasOfItself => (
            message!("This alias stands inside of the value that it stands for"),
            Some(message!("Write out what is meant instead of the alias")),
        ),
        Fault::KeyIsNoText => (
            message!("A list, a map or nothing stands here where the name of a field is due"),
            Some(message!("A field is written as name: value")),
        ),
        Fault::MergeOfNoMap => (
            message!("Only a map can be merged with <<"),
            Some(message!("Name an alias of a map behind it, such as *defaults")),
        ),
        Fault::NoJsonNumber => (
            message!("The API has no number that is infinite or undefined"),
            Some(message!("Put it in quotes if a text is meant")),
        ),
        Fault::NotWhatTheTagSays => {
            (message!("This value is not what its tag (!!) says"), Some(message!("Remove the tag")))
        }
    };
    let span = excerpt.visible();
    match &excerpt.broken.fault {
        Fault::Yaml(
            ErrorKind::BomInsideDocument | ErrorKind::UnexpectedCharacter { character: '\0'..' ' },
        ) => {
            let width = excerpt.text[span.start..].chars().next().map_or(0, char::len_utf8);
            let span = Span::new(span.start, span.start + width);
            let fix = Fix { title: message!("Remove it"), edits: vec![(span, String::new())] };
            Finding { span, message, help, fix: Some(fix) }
        }
        Fault::Yaml(ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry) => {
            Finding { span: excerpt.line().map_or(span, Line::span), message, help, fix: None }
        }
        _ => Finding { span, message, help, fix: None },
    }
}

fn of_yaml(kind: &ErrorKind) -> (Message, Option<Message>) {
    match kind {
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation => (
            message!("The indentation of this line fits none of the lines above it"),
            Some(message!("Indent it exactly like the lines that it belongs with")),
        ),
        ErrorKind::MappingValueNotAllowed => (
            message!("A colon cannot stand here"),
            Some(message!("Put the value in quotes if the colon belongs to it")),
        ),
        ErrorKind::BlockSequenceEntryNotAllowed => (
            message!("A list cannot begin on the line of its name"),
            Some(message!("Begin a new line before the dash (-)")),
        ),
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => (
            message!("Something follows here behind the closing quote"),
            Some(message!("Put all of the value in the quotes")),
        ),
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator => (
            message!("A comma or the closing bracket is missing before this"),
            Some(message!("Put a comma between two fields or items in brackets")),
        ),
        ErrorKind::MisplacedFlowCollectionEnd => (
            message!("This bracket closes none that is open"),
            Some(message!("Remove it, or put the value in quotes if it belongs to it")),
        ),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => (
            message!("The bracket {open} is closed by {close}", open = open, close = close),
            Some(message!("Close every bracket with one of its own kind")),
        ),
        ErrorKind::UnclosedFlowCollection { open } => (
            message!("The bracket {open} is never closed", open = open),
            Some(message!("Close every bracket with one of its own kind")),
        ),
        ErrorKind::CommentNotSeparated => (
            message!("A space is missing before the # of this comment"),
            Some(message!("Add the space, or put the value in quotes if the # belongs to it")),
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => (
            message!("A backslash in double quotes begins an escape, and this is none"),
            Some(message!("Use single quotes, or write the backslash twice")),
        ),
        ErrorKind::BomInsideDocument => {
            (message!("An invisible byte order mark stands here"), Some(message!("Remove it")))
        }
        ErrorKind::UnexpectedCharacter { character: '\0'..' ' } => {
            (message!("An invisible control character stands here"), Some(message!("Remove it")))
        }
        ErrorKind::InvalidBlockScalarHeader => (
            message!("After | or > the text begins on the next line"),
            Some(message!("Begin a new line, or put the value in quotes")),
        ),
        ErrorKind::TabNotAllowed | ErrorKind::TabInPlainScalar => {
            (message!("A tab cannot stand here"), Some(message!("Replace it with spaces")))
        }
        _ => (message!("This is not YAML"), Some(message!("A field is written as name: value"))),
    }
}
