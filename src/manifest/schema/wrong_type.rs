//! The words for a value of the wrong type.

use super::{Item, Type};
use crate::diagnostic::{Diagnostic, Fix, Reason};
use crate::manifest::objects::error;
use crate::manifest::path::{FieldPath, Segment};
use crate::manifest::tree::{Node, Value};
use crate::manifest::{RawObject, locate};
use crate::message;
use crate::message::Message;
use crate::source::Span;

/// The error of a value that should be `of` and is not; `path` leads to it from the object.
pub fn wrong_type(object: &RawObject, node: &Node, of: Type, path: &FieldPath) -> Diagnostic {
    Diagnostic {
        reason: Some(Reason::FieldValueTypeInvalid),
        path: Some(path.to_string()),
        help: help(node, of, path),
        fix: fix(node, of),
        ..error("invalid-field", object.document, locate(&object.node, path), sentence(node, of, path))
    }
}

fn sentence(node: &Node, of: Type, path: &FieldPath) -> Message {
    let value = written(&node.value);
    match of {
        Type::List(_) => message!("{path} must be a list, not {value}", path = path, value = value),
        Type::Map(_) | Type::One(Item::Object(_)) => {
            message!("{path} must be a map of fields, not {value}", path = path, value = value)
        }
        Type::One(Item::Bool) => {
            message!("{path} must be true or false, not {value}", path = path, value = value)
        }
        Type::One(Item::Int32 | Item::Int64) if matches!(node.value, Value::Int(_)) => {
            message!("{path} must be a number of 32 bits, not {value}", path = path, value = value)
        }
        Type::One(Item::Int32 | Item::Int64) => {
            message!("{path} must be a whole number, not {value}", path = path, value = value)
        }
        Type::One(Item::Number) => {
            message!("{path} must be a number, not {value}", path = path, value = value)
        }
        Type::One(Item::Quantity) => {
            message!("{path} must be a quantity such as 500m or 2Gi, not {value}", path = path, value = value)
        }
        Type::One(Item::Time) => {
            message!(
                "{path} must be a time such as 2026-01-31T08:00:00Z, not {value}",
                path = path,
                value = value
            )
        }
        Type::One(Item::IntOrString) => {
            message!("{path} must be a whole number or a name, not {value}", path = path, value = value)
        }
        Type::One(Item::Text | Item::Any) => {
            message!("{path} must be a text, not {value}", path = path, value = value)
        }
    }
}

/// A value in few characters, texts in quotes.
pub fn written(value: &Value) -> String {
    const MOST: usize = 40;
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::Float(value) => value.to_string(),
        Value::String(text) if text.chars().count() > MOST => {
            format!("{:?}...", text.chars().take(MOST).collect::<String>())
        }
        Value::String(text) => format!("{text:?}"),
        Value::Sequence(items) if items.is_empty() => "[]".to_owned(),
        Value::Sequence(_) => "[...]".to_owned(),
        Value::Mapping(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Mapping(_) => "{...}".to_owned(),
    }
}

fn help(node: &Node, of: Type, path: &FieldPath) -> Option<Message> {
    let field = path.segments().iter().rev().find_map(Segment::name);
    match (of, &node.value) {
        (_, Value::String(text)) if text == "..." => {
            Some(message!("Here ... stands for what was left out; write it out, or remove the line"))
        }
        (Type::One(Item::Text | Item::IntOrString), Value::Bool(_)) => Some(message!(
            "Put it in quotes: without them, yes, no, on, off, y and n are true or false in YAML"
        )),
        (Type::One(Item::Text), Value::Int(_) | Value::Float(_)) => Some(message!("Put it in quotes")),
        (Type::One(Item::Text), Value::Mapping(_)) if field == Some("matchLabels") => {
            Some(message!("This selector has the labels themselves; remove matchLabels"))
        }
        (Type::One(_), Value::String(_)) if unquoted(node, of).is_some() => {
            Some(message!("Remove the quotes"))
        }
        (Type::List(_), Value::Mapping(_)) => Some(message!("Begin each item with a dash (-)")),
        (Type::List(_), _) => {
            Some(message!("Put each item on a line of its own that begins with a dash (-)"))
        }
        (Type::Map(_) | Type::One(Item::Object(_)), Value::Sequence(_)) => {
            Some(message!("Remove the dash (-) before its fields"))
        }
        (Type::Map(_) | Type::One(Item::Object(_)), _) => {
            Some(message!("Write its fields below it as name: value, indented by two spaces"))
        }
        (Type::One(Item::Bool), _) => Some(message!("Write true or false, without quotes")),
        (Type::One(Item::Int32), Value::Int(_)) => Some(message!("Give at most 2147483647")),
        (Type::One(Item::Int32 | Item::Int64), _) => Some(message!("Write a whole number, without quotes")),
        (Type::One(Item::Number), _) => Some(message!("Write a number, without quotes")),
        (Type::One(Item::Quantity), _) => {
            Some(message!("Write a number with an optional unit: m, k, M, G, Ki, Mi, Gi and so on"))
        }
        (Type::One(Item::Time), _) => {
            Some(message!("Write date and time as RFC 3339 has them, or remove it"))
        }
        (Type::One(Item::Text | Item::IntOrString), _) => {
            Some(message!("Write one value behind the colon, on the same line"))
        }
        (Type::One(Item::Any), _) => None,
    }
}

/// Puts a scalar into quotes, or takes it out of them.
fn fix(node: &Node, of: Type) -> Option<Fix> {
    if node.is_alias {
        return None;
    }
    let Span { start, end } = node.span;
    match (of, &node.value) {
        (Type::One(Item::Text | Item::IntOrString), Value::Bool(_) | Value::Int(_) | Value::Float(_)) => {
            let quote = || "\"".to_owned();
            let edits = vec![(Span::new(start, start), quote()), (Span::new(end, end), quote())];
            Some(Fix { title: message!("Put it in quotes"), edits })
        }
        _ => unquoted(node, of)
            .map(|text| Fix { title: message!("Remove the quotes"), edits: vec![(node.span, text)] }),
    }
}

/// The text without quotes, if it would be the number or boolean that is wanted.
fn unquoted(node: &Node, of: Type) -> Option<String> {
    let text = node.as_str()?;
    let is_wanted = match of {
        Type::One(Item::Int32) => text.parse::<i32>().is_ok(),
        Type::One(Item::Int64) => text.parse::<i64>().is_ok(),
        Type::One(Item::Bool) => text == "true" || text == "false",
        _ => false,
    };
    is_wanted.then(|| text.to_owned())
}
