//! Which of the Pods that a Service selects get traffic, and where they are.

mod endpoints_in_one_zone;
mod endpoints_on_one_node;
mod no_ready_endpoints;
mod only_terminating_endpoints;
mod readiness_gate_not_filled;

use super::facts::{Facts, Selecting, reference};
use crate::api::{Kind, Node, Pod, SmolStr};
use crate::cluster::is_pod_ready;
use crate::manifest::FieldPath;

rules![
    no_ready_endpoints,
    only_terminating_endpoints,
    readiness_gate_not_filled,
    endpoints_on_one_node,
    endpoints_in_one_zone,
];

/// The place in which the text puts all ready Pods of a Service, and how many they are; none for a single Pod.
fn one_place<'a>(
    facts: &Facts<'a>,
    selecting: &Selecting<'a>,
    place: impl Fn(&'a Node) -> Option<&'a str>,
) -> Option<(&'a str, usize)> {
    let ready = || selecting.pods.iter().filter(|pod| is_pod_ready(pod));
    let place_of = |pod: &Pod| facts.cluster.nodes.get(pod.spec.node_name.as_deref()?).and_then(&place);
    let first = place_of(ready().next()?)?;
    // Most Services are spread, and that is quickly seen.
    if ready().any(|pod| place_of(pod) != Some(first)) || !ready().all(|pod| is_placed(facts, pod)) {
        return None;
    }
    let count = ready().count();
    (count > 1).then_some((first, count))
}

/// True if the text has a say in where a Pod is, and not the scheduler alone.
fn is_placed(facts: &Facts<'_>, pod: &Pod) -> bool {
    let spec = &pod.spec;
    let affinity = spec.affinity.as_ref();
    let by_node = affinity.and_then(|affinity| affinity.node_affinity.as_ref());
    let by_pods = affinity.and_then(|affinity| affinity.pod_affinity.as_ref());
    !spec.node_selector.is_empty()
        || by_node.is_some_and(|by| by.required_during_scheduling_ignored_during_execution.is_some())
        || by_pods.is_some_and(|by| !by.required_during_scheduling_ignored_during_execution.is_empty())
        || facts.is_written(&reference(Kind::Pod, &pod.metadata), &FieldPath::new("spec").child("nodeName"))
}

/// True for a node on which any Pod may be put.
pub(super) fn takes_pods(node: &Node) -> bool {
    let keeps_away = |effect: &str| matches!(effect, "NoSchedule" | "NoExecute");
    node.spec.unschedulable != Some(true) && !node.spec.taints.iter().any(|taint| keeps_away(&taint.effect))
}

/// The zone of a node.
fn zone(node: &Node) -> Option<&str> {
    node.metadata.labels.get("topology.kubernetes.io/zone").map(SmolStr::as_str)
}
