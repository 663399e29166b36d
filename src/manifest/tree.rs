//! A YAML document as a tree in which every key and value has a span.

use super::path::{FieldPath, Segment};
use crate::source::Span;

/// A value and where it stands. The span of a collection ends with its last item.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands; for what an alias stands for, the alias.
    pub span: Span,
    /// True if an alias stands here for it, so that its own text is elsewhere.
    pub is_alias: bool,
    /// What it is.
    pub value: Value,
}

/// What a node is, scalars resolved as YAML 1.1 does.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`, `~` or nothing.
    Null,
    /// `true`, `yes`, `on`, ...
    Bool(bool),
    /// `80`, `0644`, `0x1F`, ...
    Int(i64),
    /// `1.5`, `1e3`, ...
    Float(f64),
    /// Anything else, and everything in quotes.
    String(String),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in the order of the text; a key that stands twice is there twice.
    Mapping(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key as JSON has it, always a string.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// The value of a key; of one that stands several times, the last, as Go's decoder takes it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The key with its value.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Mapping(entries) => entries.iter().rev().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// The whole number, if it is one.
    pub fn as_whole(&self) -> Option<i64> {
        whole(&self.value)
    }

    /// What stands at a path below.
    pub fn at(&self, path: &FieldPath) -> Option<&Node> {
        path.segments().iter().try_fold(self, Node::child)
    }

    /// What stands one step below.
    pub fn child(&self, segment: &Segment) -> Option<&Node> {
        match (segment, &self.value) {
            (Segment::Field(name) | Segment::Key(name), _) => self.get(name),
            (Segment::Index(at), Value::Sequence(items)) => items.get(*at),
            _ => None,
        }
    }

    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}

/// The value as a whole number. A float without a fraction reaches JSON as one.
pub fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Int(number) => Some(*number),
        // Every whole float below 2^63 is an i64.
        Value::Float(number) if number.fract() == 0.0 && number.abs() < 9_223_372_036_854_775_808.0 => {
            Some(*number as i64)
        }
        _ => None,
    }
}
