//! A field that stands at a wrong level, put where it belongs.

use crate::diagnostic::Fix;
use crate::manifest::RawObject;
use crate::manifest::tree::{Entry, Node, Value};
use crate::message;
use crate::source::Span;

/// The change that moves a field with a plain value on a line of its own before the first field of the object at `path`,
/// such as `spec.ports[]`. None where the text leaves doubt: no such object or several, one in braces, the field is
/// there already, or it is the only one where it stands.
pub fn relocated(object: &RawObject, entry: &Entry, from: &Node, path: &str) -> Option<Fix> {
    let target = object_at(&object.node, path)?;
    let (Value::Mapping(there), Value::Mapping(here)) = (&target.value, &from.value) else { return None };
    let text = object.text.as_ref();
    let line = own_line(text, entry)?;
    let first = there.first()?;
    let before = &text[line_start(text, first.key_span.start)..first.key_span.start];
    let is_safe = here.len() > 1
        && target.entry(&entry.key).is_none()
        && !target.is_alias
        && !text[target.span.start..].starts_with('{')
        && before.bytes().all(|byte| byte == b' ' || byte == b'-');
    if !is_safe {
        return None;
    }
    let field = &text[entry.key_span.start..entry.value.span.end];
    let place = Span::new(first.key_span.start, first.key_span.start);
    let mut edits = vec![(line, String::new()), (place, format!("{field}\n{}", " ".repeat(before.len())))];
    edits.sort_by_key(|(span, _)| *span);
    Some(Fix { title: message!("Move it to {path}", path = path), edits })
}

/// The object at a path; each list on the way has one item.
fn object_at<'a>(root: &'a Node, path: &str) -> Option<&'a Node> {
    path.split('.').try_fold(root, |node, step| match step.strip_suffix("[]") {
        Some(list) => match &node.get(list)?.value {
            Value::Sequence(items) => items.first().filter(|_| items.len() == 1),
            _ => None,
        },
        None => node.get(step),
    })
}

/// The line of a field, if nothing else stands on it and its value ends there.
fn own_line(text: &str, entry: &Entry) -> Option<Span> {
    let Span { end, .. } = entry.value.span;
    let is_scalar = !matches!(entry.value.value, Value::Null | Value::Sequence(_) | Value::Mapping(_));
    let start = line_start(text, entry.key_span.start);
    let next = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let is_alone = text[start..entry.key_span.start].trim().is_empty()
        && text[end..next].trim().is_empty()
        && !text[entry.key_span.start..end].contains('\n');
    (is_scalar && !entry.value.is_alias && is_alone).then(|| Span::new(start, next))
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}
