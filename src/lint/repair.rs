//! A change of a field as an edit of the text around it, in the style in which that text is written.

use serde_json::Value as Json;

use super::finding::To;
use crate::manifest::{Entry, FieldPath, Node, Segment, Value, stands_without_quotes};
use crate::source::Span;

/// The edit that gives the field at a path another value, or takes it away. None where the text leaves no simple one:
/// what stands behind an alias, a value that runs over lines, the only field of a map.
pub(crate) fn edit(text: &str, object: &Node, path: &FieldPath, to: &To) -> Option<(Span, String)> {
    let (parent, rest) = descend(object, path.segments())?;
    let (first, deeper) = rest.split_first()?;
    match (parent.child(first), to) {
        (Some(node), To::Value(value)) => replace(text, node, value),
        (None, To::Value(value)) => add(text, parent, first, deeper, value),
        (Some(_), To::Nothing) => remove(text, parent, first),
        (None, To::Nothing) => None,
    }
}

/// The deepest node on the way that exists and is not the last, and the rest of the way.
fn descend<'a, 'p>(object: &'a Node, way: &'p [Segment]) -> Option<(&'a Node, &'p [Segment])> {
    let (mut node, mut rest) = (object, way);
    loop {
        if node.is_alias {
            return None;
        }
        match rest {
            [first, _, ..] => match node.child(first) {
                Some(next) => (node, rest) = (next, &rest[1..]),
                None => return Some((node, rest)),
            },
            _ => return Some((node, rest)),
        }
    }
}

/// Another value in the place of one that is written out in one line.
fn replace(text: &str, node: &Node, value: &Json) -> Option<(Span, String)> {
    let old = text.get(node.span.start..node.span.end)?;
    let is_scalar = !matches!(node.value, Value::Sequence(_) | Value::Mapping(_));
    let fits = is_scalar && !node.is_alias && !old.is_empty() && !old.contains('\n');
    fits.then(|| (node.span, in_yaml(value, old.starts_with('"'))))
}

/// One more field of a map, with the maps above it that are missing too.
fn add(text: &str, map: &Node, first: &Segment, deeper: &[Segment], value: &Json) -> Option<(Span, String)> {
    let Value::Mapping(entries) = &map.value else { return None };
    let last = entries.last()?;
    let names: Option<Vec<&str>> = std::iter::once(first).chain(deeper).map(Segment::name).collect();
    let names = names?;
    if is_flow(text, map) {
        let quotes = text.get(last.key_span.start..)?.starts_with('"');
        let name = |name: &&str| word(name, quotes);
        let written: Vec<String> = names.iter().map(name).collect();
        let braces = "}".repeat(names.len() - 1);
        let field = format!(", {}: {}{braces}", written.join(": {"), in_yaml(value, quotes));
        return Some((Span::new(last.value.span.end, last.value.span.end), field));
    }
    let indent = key_column(text, last)?;
    let mut lines = String::new();
    for (depth, name) in names.iter().enumerate() {
        let name = word(name, false);
        lines.push_str(&format!("\n{}{name}:", " ".repeat(indent + 2 * depth)));
    }
    lines.push_str(&format!(" {}", in_yaml(value, false)));
    let end = end_of_line(text, end_of(text, last));
    Some((Span::new(end, end), lines))
}

/// Takes a field away, with its line where it has one for itself.
fn remove(text: &str, map: &Node, name: &Segment) -> Option<(Span, String)> {
    let (Value::Mapping(entries), Some(name)) = (&map.value, name.name()) else { return None };
    let at = entries.iter().position(|entry| entry.key == name)?;
    let entry = &entries[at];
    let (before, after) = (at.checked_sub(1).map(|at| &entries[at]), entries.get(at + 1));
    let cut = match (before, after) {
        (None, None) => return None,
        (Some(before), _) if is_flow(text, map) => Span::new(before.value.span.end, entry.value.span.end),
        // The first of a list item stands behind its dash.
        (None, Some(after)) => Span::new(entry.key_span.start, after.key_span.start),
        (Some(_), _) => {
            let end = end_of_line(text, end_of(text, entry));
            Span::new(start_of_line(text, entry.key_span.start), (end + 1).min(text.len()))
        }
    };
    Some((cut, String::new()))
}

fn is_flow(text: &str, map: &Node) -> bool {
    text.get(map.span.start..).is_some_and(|rest| rest.starts_with('{'))
}

/// The column of a key that stands first in its line, or behind nothing but dashes of lists.
fn key_column(text: &str, entry: &Entry) -> Option<usize> {
    let before = text.get(start_of_line(text, entry.key_span.start)..entry.key_span.start)?;
    before.chars().all(|c| c == ' ' || c == '-').then_some(before.len())
}

/// The end of what an entry says; the lines that end a block of text do not count.
fn end_of(text: &str, entry: &Entry) -> usize {
    let end = if entry.value.value == Value::Null { entry.key_span.end } else { entry.value.span.end };
    text[..end.max(entry.key_span.end)].trim_end().len()
}

fn start_of_line(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn end_of_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline)
}

/// A value as YAML, in one line.
fn in_yaml(value: &Json, quotes: bool) -> String {
    match value {
        Json::String(text) => word(text, quotes),
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| in_yaml(item, quotes)).collect();
            format!("[{}]", items.join(", "))
        }
        Json::Object(fields) => {
            let field = |(name, value): (&String, &Json)| {
                format!("{}: {}", word(name, quotes), in_yaml(value, quotes))
            };
            let fields: Vec<String> = fields.iter().map(field).collect();
            format!("{{{}}}", fields.join(", "))
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => value.to_string(),
    }
}

/// A text as YAML, in quotes if those around it are, or if it would mean something else without.
fn word(text: &str, quotes: bool) -> String {
    if !quotes && stands_without_quotes(text) { text.to_owned() } else { Json::from(text).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::read;
    use crate::source::Source;

    /// The text after a change of its only object.
    fn changed(text: &str, path: &FieldPath, to: impl Into<To>) -> Option<String> {
        let (manifest, _) = read(&Source::new(text));
        let (span, with) = edit(text, &manifest.objects[0].node, path, &to.into())?;
        Some(format!("{}{with}{}", &text[..span.start], &text[span.end..]))
    }

    const BLOCK: &str =
        "kind: Service\napiVersion: v1\nspec: # c\n  ports:\n  - name: a # n\n    port: 80\n  type:\n";
    const FLOW: &str = "{\"kind\": \"Service\", \"apiVersion\": \"v1\", \"spec\": {\"a\": \"b\", \"c\": 1}}";

    #[test]
    fn values_are_replaced_in_the_style_of_the_text() {
        let port = FieldPath::new("spec").child("ports").index(0).child("port");
        assert_eq!(changed(BLOCK, &port, 81), Some(BLOCK.replace("80", "81")));
        assert_eq!(changed(BLOCK, &port, "81"), Some(BLOCK.replace("80", "\"81\"")));
        let a = FieldPath::new("spec").child("a");
        assert_eq!(changed(FLOW, &a, "web"), Some(FLOW.replace("\"b\"", "\"web\"")));
        assert_eq!(changed(BLOCK, &FieldPath::new("spec"), 1), None, "a map is not replaced by a number");
    }

    #[test]
    fn fields_are_added_at_the_end_of_their_map() {
        let port = FieldPath::new("spec").child("ports").index(0);
        let target = port.child("targetPort");
        assert_eq!(changed(BLOCK, &target, 8080), Some(BLOCK.replace("80\n", "80\n    targetPort: 8080\n")));
        let app = FieldPath::new("spec").child("selector").key("a/b");
        let added = "  type:\n  selector:\n    a/b: web\n";
        assert_eq!(changed(BLOCK, &app, "web"), Some(BLOCK.replace("  type:\n", added)));
        let added = "\"c\": 1, \"selector\": {\"a/b\": \"web\"}";
        assert_eq!(changed(FLOW, &app, "web"), Some(FLOW.replace("\"c\": 1", added)));
    }

    #[test]
    fn a_list_is_added_in_one_line() {
        let path = FieldPath::new("status").child("conditions");
        let list = || To::Value(serde_json::json!([{"type": "Ready", "status": "False"}]));
        let added = "  type:\nstatus:\n  conditions: [{status: \"False\", type: Ready}]\n";
        assert_eq!(changed(BLOCK, &path, list()), Some(BLOCK.replace("  type:\n", added)));
        let added = "}, \"status\": {\"conditions\": [{\"status\": \"False\", \"type\": \"Ready\"}]}}";
        assert_eq!(changed(FLOW, &path, list()), Some(FLOW.replace("}}", added)));
    }

    #[test]
    fn fields_are_taken_away_with_their_line() {
        let spec = FieldPath::new("spec");
        let port = spec.child("ports").index(0);
        let cases = [
            (BLOCK, port.child("port"), "    port: 80\n", ""),
            (BLOCK, port.child("name"), "- name: a # n\n    port", "- port"),
            (BLOCK, spec.child("type"), "  type:\n", ""),
            (FLOW, spec.child("a"), "\"a\": \"b\", ", ""),
            (FLOW, spec.child("c"), ", \"c\": 1", ""),
        ];
        for (text, path, old, new) in cases {
            assert_eq!(changed(text, &path, To::Nothing), Some(text.replace(old, new)), "{path}");
        }
        assert_eq!(changed("{kind: A, apiVersion: v1, spec: {a: b}}", &spec.child("a"), To::Nothing), None);
    }
}
