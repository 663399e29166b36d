//! Which nodes take a Pod by what the node itself says: cordons, taints, labels.

use std::collections::BTreeSet;

use crate::api::{LabelSelectorRequirement, Node, NodeSelectorTerm, PodSpec, Taint, Toleration};
use crate::cluster::{requirement_holds, tolerates};

/// The first taint that keeps a Pod with these tolerations off a node (`FindMatchingUntoleratedTaint`);
/// `PreferNoSchedule` keeps nobody off.
pub(in crate::controllers) fn untolerated_taint<'a>(
    node: &'a Node,
    tolerations: &[Toleration],
) -> Option<&'a Taint> {
    node.spec
        .taints
        .iter()
        .filter(|taint| matches!(taint.effect.as_str(), "NoSchedule" | "NoExecute"))
        .find(|taint| !tolerates(tolerations, taint))
}

/// True if a node has the labels that a Pod's `nodeSelector` and required node affinity ask for
/// (`GetRequiredNodeAffinity`).
pub(in crate::controllers) fn matches_node(pod: &PodSpec, node: &Node) -> bool {
    let selected = pod.node_selector.iter().all(|(key, value)| node.metadata.labels.get(key) == Some(value));
    let affinity = pod.affinity.as_ref().and_then(|affinity| affinity.node_affinity.as_ref());
    let required =
        affinity.and_then(|affinity| affinity.required_during_scheduling_ignored_during_execution.as_ref());
    selected
        && required
            .is_none_or(|selector| selector.node_selector_terms.iter().any(|term| term_matches(term, node)))
}

/// The nodes that the fields of a required node affinity name, if all of its terms name some: the scheduler looks at no
/// others (`PreFilter` of pkg/scheduler/framework/plugins/nodeaffinity).
pub(super) fn named_nodes(pod: &PodSpec) -> Option<BTreeSet<&str>> {
    let affinity = pod.affinity.as_ref()?.node_affinity.as_ref()?;
    let required = affinity.required_during_scheduling_ignored_during_execution.as_ref()?;
    let mut all = BTreeSet::new();
    for term in &required.node_selector_terms {
        let fields = term.match_fields.iter();
        let named = fields.filter(|rule| rule.key == "metadata.name" && rule.operator == "In");
        let named = named.map(|rule| rule.values.iter().map(|name| name.as_str()).collect::<BTreeSet<_>>());
        all.extend(named.reduce(|one, other| one.intersection(&other).copied().collect())?);
    }
    Some(all)
}

/// True if a node meets all rules of a term; a term without rules matches nothing.
pub(super) fn term_matches(term: &NodeSelectorTerm, node: &Node) -> bool {
    let has_rules = !term.match_expressions.is_empty() || !term.match_fields.is_empty();
    has_rules
        && term.match_expressions.iter().all(|rule| label_holds(rule, node))
        && term.match_fields.iter().all(|rule| {
            let named = rule.values.contains(&node.metadata.name);
            rule.key == "metadata.name"
                && match rule.operator.as_str() {
                    "In" => named,
                    "NotIn" => !named,
                    _ => false,
                }
        })
}

fn label_holds(rule: &LabelSelectorRequirement, node: &Node) -> bool {
    let numbers = || {
        let label = node.metadata.labels.get(&rule.key)?.parse::<i64>().ok()?;
        let bound = rule.values.first()?.parse::<i64>().ok()?;
        Some((label, bound))
    };
    match rule.operator.as_str() {
        "Gt" => numbers().is_some_and(|(label, bound)| label > bound),
        "Lt" => numbers().is_some_and(|(label, bound)| label < bound),
        _ => requirement_holds(rule, &node.metadata.labels),
    }
}
