//! Reading the tree of an object that has no type here.

use crate::api::{LabelSelector, LabelSelectorRequirement, Labels, SmolStr};
use crate::manifest::{Node, Value};

/// The items of a list; none if there is no such list.
pub(super) fn items<'a>(node: &'a Node, field: &str) -> &'a [Node] {
    match node.get(field).map(|list| &list.value) {
        Some(Value::Sequence(items)) => items,
        _ => &[],
    }
}

/// The text of a field.
pub(super) fn text<'a>(node: &'a Node, field: &str) -> Option<&'a str> {
    node.get(field).and_then(Node::as_str)
}

/// A selector of labels.
pub(super) fn selector(node: &Node) -> LabelSelector {
    let mut match_labels = Labels::new();
    if let Some(Value::Mapping(entries)) = node.get("matchLabels").map(|labels| &labels.value) {
        let pairs = entries
            .iter()
            .filter_map(|entry| Some((SmolStr::from(&entry.key), entry.value.as_str()?.into())));
        match_labels.extend(pairs);
    }
    let requirement = |item: &Node| LabelSelectorRequirement {
        key: text(item, "key").unwrap_or_default().into(),
        operator: text(item, "operator").unwrap_or_default().into(),
        values: items(item, "values").iter().filter_map(Node::as_str).map(SmolStr::from).collect(),
    };
    LabelSelector {
        match_labels,
        match_expressions: items(node, "matchExpressions").iter().map(requirement).collect(),
    }
}
