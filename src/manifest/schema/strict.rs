//! Strict decoding against the schema: wrong types, unknown fields, repeated fields.
//!
//! As in `json.go` of apimachinery (`unmarshal`), a wrong type is fatal and hides what strictness alone would report.

use std::collections::BTreeSet;

use super::formats::{is_quantity, is_time};
use super::suggest;
use super::wrong_type::wrong_type;
use super::{Item, ObjectType, Type, TypeId, kind, object_type};
use crate::diagnostic::Diagnostic;
use crate::manifest::objects::error;
use crate::manifest::path::{FieldPath, Segment};
use crate::manifest::tree::{Entry, Node, Value};
use crate::manifest::{RawObject, whole};
use crate::message;

/// sigs.k8s.io/json counts no further.
const MAX_STRICT_ERRORS: usize = 100;

/// What the API server's decoder would not take in an object. Nothing for a kind that is not in the schema.
pub fn check(object: &RawObject) -> Vec<Diagnostic> {
    let Some(root) = kind(&object.api_version, &object.subject.kind) else { return Vec::new() };
    let mut checker =
        Checker { object, steps: Vec::new(), parents: Vec::new(), fatal: None, strict: Vec::new() };
    checker.object(&object.node, root);
    let mut found = checker.fatal.map_or(checker.strict, |fatal| vec![fatal.found]);
    for diagnostic in &mut found {
        diagnostic.object = Some(object.subject.clone());
    }
    found
}

struct Checker<'a> {
    object: &'a RawObject,
    steps: Vec<Step<'a>>,
    /// The object types on the way down.
    parents: Vec<TypeId>,
    fatal: Option<Fatal>,
    strict: Vec<Diagnostic>,
}

/// A wrong type, and when Go's decoder comes to it.
struct Fatal {
    /// False for a type that decodes itself: its error ends the decoding, while others are kept for the end.
    is_kept: bool,
    path: FieldPath,
    found: Diagnostic,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Field(&'a str),
    Index(usize),
}

impl<'a> Checker<'a> {
    fn value(&mut self, node: &'a Node, of: Type) {
        match (of, &node.value) {
            (_, Value::Null) => {}
            (Type::One(item), _) => self.item(node, item),
            (Type::List(item), Value::Sequence(items)) => {
                for (index, node) in items.iter().enumerate() {
                    self.steps.push(Step::Index(index));
                    self.item(node, item);
                    self.steps.pop();
                }
            }
            (Type::Map(item), Value::Mapping(entries)) => self.map(entries, item),
            (Type::List(_) | Type::Map(_), _) => self.wrong(node, of, self.path()),
        }
    }

    fn item(&mut self, node: &'a Node, item: Item) {
        match (item, &node.value) {
            (_, Value::Null) => {}
            (Item::Object(id), Value::Mapping(_)) => self.object(node, id),
            _ if fits(node, item) => {}
            _ => self.wrong(node, Type::One(item), self.path()),
        }
    }

    /// A wrong value in a map is an error of the map, and there is one for the whole map.
    fn map(&mut self, entries: &'a [Entry], item: Item) {
        self.repeated(entries);
        let is_wrong = |entry: &&Entry| entry.value.value != Value::Null && !fits(&entry.value, item);
        let wrong: Vec<&Entry> = entries.iter().filter(is_wrong).collect();
        let Some(first) = wrong.first() else { return };
        let path = self.path();
        let mut found = wrong_type(self.object, &first.value, Type::One(item), &path.key(&first.key));
        found.path = Some(path.to_string());
        // Values that are wrong in the same way are mended together.
        if let Some(fix) = &mut found.fix {
            for entry in &wrong[1..] {
                let more = wrong_type(self.object, &entry.value, Type::One(item), &path);
                fix.edits.extend(more.fix.into_iter().flat_map(|fix| fix.edits));
            }
        }
        self.fatal(item, path, found);
    }

    fn object(&mut self, node: &'a Node, id: TypeId) {
        let Value::Mapping(entries) = &node.value else { return };
        self.repeated(entries);
        self.parents.push(id);
        let object = object_type(id);
        for entry in entries {
            match object.field(&entry.key) {
                Some(field) => {
                    self.steps.push(Step::Field(&entry.key));
                    self.value(&entry.value, field.r#type);
                    self.steps.pop();
                }
                None => self.unknown(entry, node, object),
            }
        }
        self.parents.pop();
    }

    fn unknown(&mut self, entry: &Entry, node: &Node, object: &ObjectType) {
        if self.strict.len() >= MAX_STRICT_ERRORS {
            return;
        }
        let parent = self.path();
        let message = match parent.segments() {
            [] => message!("{kind} has no field {field}", kind = object.name, field = entry.key),
            _ => message!("{parent} has no field {field}", parent = parent, field = entry.key),
        };
        let (help, fix) = suggest::instead(self.object, entry, node, &parent, &self.parents);
        self.strict.push(Diagnostic {
            path: Some(parent.child(&entry.key).to_string()),
            help,
            fix,
            ..error("unknown-field", self.object.document, entry.key_span, message)
        });
    }

    /// Fields that stand twice, each reported once, at its second place.
    fn repeated(&mut self, entries: &[Entry]) {
        let mut seen = BTreeSet::new();
        let mut reported = BTreeSet::new();
        for entry in entries {
            let is_new = seen.insert(&entry.key);
            if is_new || self.strict.len() >= MAX_STRICT_ERRORS || !reported.insert(&entry.key) {
                continue;
            }
            let path = self.path().child(&entry.key);
            let message = message!("{path} is given twice", path = path);
            self.strict.push(Diagnostic {
                path: Some(path.to_string()),
                help: Some(message!("Keep one of them; kubectl alone would silently take the last")),
                ..error("duplicate-field", self.object.document, entry.key_span, message)
            });
        }
    }

    fn wrong(&mut self, node: &Node, of: Type, path: FieldPath) {
        let found = wrong_type(self.object, node, of, &path);
        self.fatal(of.item(), path, found);
    }

    /// The API server names one wrong type of an object, the first in the order of the JSON that kubectl sends: there
    /// the fields stand by their names.
    fn fatal(&mut self, item: Item, path: FieldPath, found: Diagnostic) {
        let is_kept = !matches!(item, Item::Quantity | Item::Time | Item::IntOrString);
        let is_first =
            self.fatal.as_ref().is_none_or(|first| (is_kept, &path) < (first.is_kept, &first.path));
        if is_first {
            self.fatal = Some(Fatal { is_kept, path, found });
        }
    }

    fn path(&self) -> FieldPath {
        self.steps
            .iter()
            .map(|step| match step {
                Step::Field(name) => Segment::Field((*name).to_owned()),
                Step::Index(index) => Segment::Index(*index),
            })
            .collect()
    }
}

/// True if Go's decoder takes the value for the item.
fn fits(node: &Node, item: Item) -> bool {
    match (item, &node.value) {
        (Item::Any, _) => true,
        (Item::Object(_), Value::Mapping(_)) => true,
        (Item::Bool, Value::Bool(_)) => true,
        (Item::Text | Item::IntOrString, Value::String(_)) => true,
        (Item::Int64 | Item::Int32 | Item::IntOrString, value) => match whole(value) {
            Some(number) => item == Item::Int64 || i32::try_from(number).is_ok(),
            None => false,
        },
        (Item::Number | Item::Quantity, Value::Int(_) | Value::Float(_)) => true,
        (Item::Quantity, Value::String(text)) => is_quantity(text),
        (Item::Time, Value::String(text)) => is_time(text),
        _ => false,
    }
}
