//! What a person may have meant by a field that does not exist.

use std::ops::RangeInclusive;

use super::relocate::relocated;
use super::{Item, ObjectType, Type, TypeId, kinds, object_type, type_at};
use crate::diagnostic::Fix;
use crate::manifest::RawObject;
use crate::manifest::path::{FieldPath, Segment};
use crate::manifest::tree::{Entry, Node};
use crate::message;
use crate::message::Message;

/// How many fields an object may have for all of them to be named.
const FEW_FIELDS: usize = 8;

/// What is written for another field of the same sense: the port of a Pod is called so here and so there.
const MISTAKEN: [(&str, &str); 3] =
    [("containerPort", "targetPort"), ("targetPort", "containerPort"), ("ip", "addresses")];

/// A hint, and a change of the name where it is only misspelt. `parents` are the object types on the way down, the
/// last of them the one that lacks the field.
pub fn instead(
    within: &RawObject,
    entry: &Entry,
    node: &Node,
    parent: &FieldPath,
    parents: &[TypeId],
) -> (Option<Message>, Option<Fix>) {
    let Some(object) = parents.last().map(|id| object_type(*id)) else { return (None, None) };
    if entry.key == "..." {
        return (
            Some(message!("Here ... stands for what was left out; write it out, or remove the line")),
            None,
        );
    }
    let here = parents.len() - 1;
    let meant = misspelt(&entry.key, object)
        .map(Meant::Name)
        .or_else(|| elsewhere(&entry.key, parent, parents, here..=here).map(Meant::Place))
        .or_else(|| akin(&entry.key, object).map(Meant::Name))
        .or_else(|| elsewhere(&entry.key, parent, parents, 0..=here).map(Meant::Place));
    match meant {
        Some(Meant::Name(name)) => {
            let fix = (node.entry(name).is_none() && !entry.value.is_alias).then(|| Fix {
                title: message!("Change to {name}", name = name),
                edits: vec![(entry.key_span, name.to_owned())],
            });
            (Some(message!("Did you mean {name}?", name = name)), fix)
        }
        Some(Meant::Place(path)) => {
            let fix = relocated(within, entry, node, &path);
            (Some(message!("{field} belongs in {path}", field = entry.key, path = path)), fix)
        }
        None => (of_another_kind(&entry.key, parent, parents).or_else(|| few_fields(object)), None),
    }
}

/// What was meant: another name here, or the same name at another place.
enum Meant {
    Name(&'static str),
    Place(String),
}

/// The field whose name differs in case, in number, or in a letter or two.
fn misspelt(name: &str, object: &ObjectType) -> Option<&'static str> {
    let fields = || object.fields.iter().map(|field| field.name);
    let lower = name.to_ascii_lowercase();
    let stem = |name: &str| name.to_ascii_lowercase().trim_end_matches('s').to_owned();
    let allowed = match lower.chars().count() {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    };
    fields()
        .find(|field| field.eq_ignore_ascii_case(name))
        .or_else(|| fields().find(|field| stem(field) == stem(name)))
        .or_else(|| {
            fields()
                .map(|field| (distance(&lower, &field.to_ascii_lowercase()), field))
                .filter(|(distance, _)| *distance <= allowed)
                .min()
                .map(|(_, field)| field)
        })
}

/// A field that must be given and whose name begins or ends so, or one that is easily mistaken for it.
fn akin(name: &str, object: &ObjectType) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    let is_part = |whole: &str| lower.len() > 2 && (whole.starts_with(&lower) || whole.ends_with(&lower));
    let mut required = object.fields.iter().filter(|field| field.is_required);
    required.find(|field| is_part(&field.name.to_ascii_lowercase())).map(|field| field.name).or_else(|| {
        let (_, meant) = MISTAKEN.iter().find(|(written, _)| *written == name)?;
        object.field(meant).map(|field| field.name)
    })
}

/// The nearest place in the same object that has the field, seen from the levels of the path, the lowest first: two
/// levels below the object that lacks it, else above it or beside.
fn elsewhere(
    name: &str,
    parent: &FieldPath,
    parents: &[TypeId],
    levels: RangeInclusive<usize>,
) -> Option<String> {
    // Fields of the path, without indices: one for each parent but the first.
    let fields: Vec<&str> = parent.segments().iter().filter_map(Segment::name).collect();
    levels.rev().find_map(|level| {
        let object = object_type(parents[level]);
        let prefix = written(parents[0], &fields[..level.min(fields.len())]);
        let is_here = level + 1 == parents.len();
        if !is_here && object.field(name).is_some() {
            return Some(if prefix.is_empty() { object.name.to_owned() } else { prefix });
        }
        let below = below(object, name, if is_here { 2 } else { 1 })?;
        Some(if prefix.is_empty() { below } else { format!("{prefix}.{below}") })
    })
}

/// The path below an object type to the nearest object that has the field, at most `levels` down.
fn below(object: &ObjectType, name: &str, levels: usize) -> Option<String> {
    let children = || {
        object.fields.iter().filter_map(|field| match field.r#type.item() {
            Item::Object(id) if field.name != "status" => {
                Some((step(field.name, field.r#type), object_type(id)))
            }
            _ => None,
        })
    };
    let direct = children().find(|(_, child)| child.field(name).is_some()).map(|(step, _)| step);
    if direct.is_some() || levels <= 1 {
        return direct;
    }
    children().find_map(|(step, child)| below(child, name, levels - 1).map(|below| format!("{step}.{below}")))
}

/// The kinds that have the field at this place.
fn of_another_kind(name: &str, parent: &FieldPath, parents: &[TypeId]) -> Option<Message> {
    let here = object_type(*parents.first()?).name;
    let path = parent.child(name);
    let others: Vec<&str> =
        kinds().filter(|(_, root)| type_at(*root, &path).is_some()).map(|(kind, _)| kind).collect();
    (!others.is_empty()).then(|| {
        message!(
            "{path} is a field of {kinds}, not of {kind}",
            path = path,
            kinds = others.join(", "),
            kind = here
        )
    })
}

fn few_fields(object: &ObjectType) -> Option<Message> {
    let names: Vec<&str> = object.fields.iter().map(|field| field.name).collect();
    (names.len() <= FEW_FIELDS).then(|| message!("It may have {fields}", fields = names.join(", ")))
}

/// The path of fields below a type, with `[]` behind each list.
fn written(root: TypeId, fields: &[&str]) -> String {
    let mut object = object_type(root);
    let mut steps = Vec::new();
    for name in fields {
        let Some(field) = object.field(name) else { break };
        steps.push(step(name, field.r#type));
        if let Item::Object(id) = field.r#type.item() {
            object = object_type(id);
        }
    }
    steps.join(".")
}

fn step(name: &str, of: Type) -> String {
    match of {
        Type::List(_) => format!("{name}[]"),
        _ => name.to_owned(),
    }
}

/// How many letters must be put in, taken out, replaced or swapped to get from one word to the other.
pub fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    if from.len().abs_diff(to.len()) > 2 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for i in 1..=from.len() {
        let mut row = vec![i];
        for j in 1..=to.len() {
            let replaced = last[j - 1] + usize::from(from[i - 1] != to[j - 1]);
            let mut best = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[to.len()]
}
