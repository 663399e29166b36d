//! What the text says in fields that no type models, with the path of each.

use super::validation::Path;
use crate::api::IntOrString;
use crate::manifest::{Node, Value};

/// A value of the text, or where it would stand. Decoding has found it to be of the type that the API wants.
#[derive(Debug, Clone, Copy)]
pub struct View<'t, 'p> {
    node: Option<&'t Node>,
    /// Its path.
    pub path: Path<'p>,
}

impl<'t, 'p> View<'t, 'p> {
    /// The value at a path; none if it is not given.
    pub fn new(node: Option<&'t Node>, path: Path<'p>) -> Self {
        View { node: node.filter(|node| node.value != Value::Null), path }
    }

    /// A field.
    pub fn get<'q>(&'q self, field: &'q str) -> View<'t, 'q> {
        View::new(self.node.and_then(|node| node.get(field)), self.path.child(field))
    }

    /// True if the value is there.
    pub fn is_given(&self) -> bool {
        self.node.is_some()
    }

    /// The text; empty if it is not given, as Go has it.
    pub fn text(&self) -> &'t str {
        self.node.and_then(Node::as_str).unwrap_or("")
    }

    /// The number, if one is given.
    pub fn number(&self) -> Option<i64> {
        self.node.and_then(Node::as_whole)
    }

    /// The boolean, if one is given.
    pub fn boolean(&self) -> Option<bool> {
        match self.node?.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The items of a list.
    pub fn items<'q>(&'q self) -> impl Iterator<Item = View<'t, 'q>> {
        let items = match self.node.map(|node| &node.value) {
            Some(Value::Sequence(items)) => items.as_slice(),
            _ => &[],
        };
        items.iter().enumerate().map(|(at, node)| View { node: Some(node), path: self.path.index(at) })
    }

    /// The keys of a map with their values.
    pub fn entries<'q>(&'q self) -> impl Iterator<Item = (&'t str, View<'t, 'q>)> {
        let entries = match self.node.map(|node| &node.value) {
            Some(Value::Mapping(entries)) => entries.as_slice(),
            _ => &[],
        };
        entries
            .iter()
            .map(|entry| (entry.key.as_str(), View::new(Some(&entry.value), self.path.key(&entry.key))))
    }

    /// The same value where the API server says that it stands.
    pub fn at<'q>(self, path: Path<'q>) -> View<'t, 'q> {
        View { node: self.node, path }
    }

    /// The number or name, if one is given. What is no number of 32 bits has been rejected.
    pub fn int_or_string(&self) -> Option<IntOrString> {
        match self.number() {
            Some(number) => Some(IntOrString::Int(i32::try_from(number).ok()?)),
            None => Some(IntOrString::String(self.node?.as_str()?.into())),
        }
    }

    /// A scalar as it is written in JSON, without quotes; empty if there is none.
    pub fn written(&self) -> String {
        match self.node.map(|node| &node.value) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Int(number)) => number.to_string(),
            Some(Value::Float(number)) => number.to_string(),
            _ => String::new(),
        }
    }
}
