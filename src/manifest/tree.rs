//! A YAML document as a tree in which every key and value has a span.

use crate::source::Span;

/// A value and where it stands. The span of a collection ends with its last item.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands; for what an alias stands for, the alias.
    pub span: Span,
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
    /// True if a merge key (`<<`) brought it here.
    pub is_merged: bool,
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

    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}
