//! From a field path to the place in the text that is meant.

use super::path::{FieldPath, Segment};
use super::tree::{Entry, Node, Value};
use crate::source::Span;

/// The value at the path; of a list or map that runs over lines, its key. Of a field that is not there, the key of the
/// nearest parent that is, and at last the kind of the object.
pub fn locate(object: &Node, path: &FieldPath) -> Span {
    let mut node = object;
    let mut place = object.get("kind").map_or_else(|| first(object), |kind| kind.span);
    for segment in path.segments() {
        match segment {
            Segment::Field(name) | Segment::Key(name) => {
                let Some(entry) = find(node, name) else { break };
                node = &entry.value;
                place = if is_short(node) { node.span } else { entry.key_span };
            }
            Segment::Index(index) => {
                let Value::Sequence(items) = &node.value else { break };
                let Some(item) = items.get(*index) else { break };
                node = item;
                place = if is_short(node) { node.span } else { first(node) };
            }
        }
    }
    place
}

/// The entry of a field. Some paths of the API server name a field otherwise than its JSON does:
/// `spec.LoadBalancerSourceRanges`, and `spec.clusterIPs` where `clusterIP` was given.
fn find<'a>(node: &'a Node, name: &str) -> Option<&'a Entry> {
    let singular = name.strip_suffix('s').unwrap_or(name);
    node.entry(name).or_else(|| node.entry(singular)).or_else(|| match &node.value {
        Value::Mapping(entries) => entries.iter().rev().find(|entry| entry.key.eq_ignore_ascii_case(name)),
        _ => None,
    })
}

/// True for what is best marked as a whole: a scalar that is written out.
fn is_short(node: &Node) -> bool {
    let is_scalar = !matches!(node.value, Value::Sequence(_) | Value::Mapping(_));
    is_scalar && node.span.start < node.span.end
}

/// The first key or item of a collection, at any depth; the whole of anything else.
fn first(node: &Node) -> Span {
    match &node.value {
        Value::Mapping(entries) => entries.first().map_or(node.span, |entry| entry.key_span),
        Value::Sequence(items) => items.first().map_or(node.span, first),
        _ => node.span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::budget::Budget;
    use crate::manifest::documents::documents;

    #[test]
    fn the_nearest_place_to_a_path() {
        let text = "kind: Service\nmetadata:\n  labels: {a/b: c}\nspec:\n  type:\n  clusterIP: 1\n  \
                    loadBalancerSourceRanges: [2]\n  ports:\n  - name: x\n    port: 80\n  -\n";
        let object = documents(text, Budget::new()).remove(0).content.expect("YAML");
        let spec = FieldPath::new("spec");
        let ports = spec.child("ports");
        let cases = [
            (ports.index(0).child("port"), "80"),
            (ports.index(0).child("nodePort"), "name"),
            (ports.index(0), "name"),
            (ports.index(7).child("port"), "ports"),
            (ports.clone(), "ports"),
            (spec.child("type"), "type"),
            (spec.child("clusterIPs").index(0), "1"),
            (spec.child("LoadBalancerSourceRanges").index(0), "2"),
            (spec.child("selector"), "spec"),
            (FieldPath::new("metadata").child("labels").key("a/b"), "c"),
            (FieldPath::new("metadata").child("name"), "metadata"),
            (FieldPath::new("status").child("phase"), "Service"),
            (FieldPath::default(), "Service"),
        ];
        for (path, expected) in cases {
            let span = locate(&object, &path);
            assert_eq!(&text[span.start..span.end], expected, "{path}");
        }
    }
}
