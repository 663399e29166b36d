//! What stands at a place of the text: in which object, at which path, of which type.

use super::objects::Written;
use crate::manifest::schema::{self, Field, Item, ObjectType, Type};
use crate::manifest::{Entry, FieldPath, Node, Segment, Value};
use crate::source::Span;

/// A place in an object.
#[derive(Debug)]
pub struct Spot<'a> {
    /// The object.
    pub object: Written<'a>,
    /// The way from the object down to the key or the value.
    pub path: FieldPath,
    /// What stands on that way, the object itself first, the last of them what the path means.
    pub nodes: Vec<&'a Node>,
    /// The key, if the place is in one.
    pub key: Option<&'a Entry>,
    /// Where the key or the value stands.
    pub span: Span,
}

/// What the API says of a path.
#[derive(Debug, Clone, Copy)]
pub struct Meaning {
    /// The type that has the nearest field.
    pub owner: &'static ObjectType,
    /// That field.
    pub field: &'static Field,
    /// The type at the path itself.
    pub r#type: Type,
}

/// The smallest key or value at an offset.
pub fn spot_at(root: &Node, offset: usize) -> Option<Spot<'_>> {
    find(root, &|span, _| span.touches(offset))
}

/// The key or value that is this text alone.
pub fn spot_of<'a>(root: &'a Node, text: &str) -> Option<Spot<'a>> {
    find(root, &|_, said| said == text)
}

/// The first key or scalar that is meant.
fn find<'a>(root: &'a Node, is_meant: &dyn Fn(Span, &str) -> bool) -> Option<Spot<'a>> {
    let mut way = Way { nodes: vec![root], segments: Vec::new(), is_meant };
    let (key, span) = way.find(root)?;
    let kind = root.get("kind").and_then(Node::as_str);
    // An item of a list is an object of its own.
    let start = match (&way.segments[..], kind) {
        ([Segment::Field(items), Segment::Index(_), ..], Some(kind))
            if items == "items" && kind.ends_with("List") =>
        {
            2
        }
        _ => 0,
    };
    let nodes = way.nodes.split_off(start);
    let path = way.segments.into_iter().skip(start).collect();
    Some(Spot { object: Written { node: nodes[0] }, path, nodes, key, span })
}

struct Way<'a, 'f> {
    nodes: Vec<&'a Node>,
    segments: Vec<Segment>,
    is_meant: &'f dyn Fn(Span, &str) -> bool,
}

impl<'a> Way<'a, '_> {
    fn find(&mut self, node: &'a Node) -> Option<(Option<&'a Entry>, Span)> {
        match &node.value {
            Value::Mapping(entries) => entries.iter().find_map(|entry| {
                let segment = Segment::Field(entry.key.clone());
                if (self.is_meant)(entry.key_span, &entry.key) {
                    self.nodes.push(&entry.value);
                    self.segments.push(segment);
                    return Some((Some(entry), entry.key_span));
                }
                self.below(segment, &entry.value)
            }),
            Value::Sequence(items) => {
                items.iter().enumerate().find_map(|(at, item)| self.below(Segment::Index(at), item))
            }
            Value::String(text) => (self.is_meant)(node.span, text).then_some((None, node.span)),
            _ => None,
        }
    }

    fn below(&mut self, segment: Segment, node: &'a Node) -> Option<(Option<&'a Entry>, Span)> {
        self.segments.push(segment);
        self.nodes.push(node);
        let found = self.find(node);
        if found.is_none() {
            self.segments.pop();
            self.nodes.pop();
        }
        found
    }
}

impl Spot<'_> {
    /// The fields on the way, without the places in lists.
    pub fn fields(&self) -> Vec<&str> {
        self.path.segments().iter().filter_map(Segment::name).collect()
    }

    /// What the API says of the place; nothing where it knows no such field.
    pub fn meaning(&self) -> Option<Meaning> {
        meaning(self.object, &self.path)
    }
}

/// What the API says of a path.
pub fn meaning(object: Written<'_>, path: &FieldPath) -> Option<Meaning> {
    let root = root_type(object)?;
    let (mut at, mut last) = (Type::One(Item::Object(root)), None);
    for segment in path.segments() {
        at = match (at, segment) {
            (Type::One(Item::Object(id)), Segment::Field(name)) => {
                let owner = schema::object_type(id);
                let field = owner.field(name)?;
                last = Some((owner, field));
                field.r#type
            }
            (Type::List(item), Segment::Index(_)) | (Type::Map(item), Segment::Field(_)) => Type::One(item),
            _ => return None,
        };
    }
    last.map(|(owner, field)| Meaning { owner, field, r#type: at })
}

/// The type of an object by its kind and, where it gives one that is known, its version.
pub fn root_type(object: Written<'_>) -> Option<schema::TypeId> {
    let kind = object.kind()?;
    let versions = schema::api_versions(kind);
    let given = object.node.get("apiVersion").and_then(Node::as_str);
    let version = given.filter(|given| versions.contains(given)).or(versions.last().copied())?;
    schema::kind(version, kind)
}
