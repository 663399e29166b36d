//! Which node each Pod gets (pkg/scheduler).
//!
//! Where the scheduler's scores decide, svclab goes round: the replicas of a workload take the nodes in turn, zone by
//! zone, from a node that the workload's name chooses. That spreads them evenly, and an edit to one workload moves no
//! Pod of another unless a node is full.

mod classes;
mod node_fit;
mod pod_terms;
mod reasons;
mod round;

pub(super) use classes::{HostPort, ports_conflict, taken_ports};
pub(super) use node_fit::{matches_node, untolerated_taint};

use self::round::Round;
use super::owners;
use crate::api::{Condition, Pod};
use crate::cluster::{Cluster, NamespacedName, stable_hash};

/// A Pod that needs a node.
#[derive(Debug, Clone)]
pub(super) struct Queued {
    /// The Pod.
    pub(super) pod: NamespacedName,
    /// Where in the round of nodes it starts to look.
    pub(super) turn: u64,
}

/// True if whether a Pod fits a node depends on the Pods there, not on the node alone.
pub(super) fn minds_other_pods(pod: &Pod) -> bool {
    pod_terms::has_terms(pod) || !taken_ports(pod).is_empty()
}

/// The Pods that are there and need a node, by name.
pub(super) fn waiting(cluster: &Cluster) -> Vec<Queued> {
    let waiting = cluster.pods.iter().filter(|(_, pod)| needs_node(pod));
    waiting.map(|(name, _)| Queued { pod: name.clone(), turn: turn(name) }).collect()
}

/// Gives a node to every Pod of `queue` that fits one; the others learn why they fit none.
pub(super) fn run(cluster: &mut Cluster, queue: &[Queued]) {
    let Cluster { pods, nodes, namespaces, .. } = cluster;
    let terms = pod_terms::collect(pods.values(), namespaces);
    let mut round = Round::new(nodes, &terms);
    for pod in pods.values().filter(|pod| !owners::is_terminal(pod)) {
        round.count(pod);
    }
    for Queued { pod: name, turn } in queue {
        let Some(pod) = pods.get_mut(name).filter(|pod| needs_node(pod)) else { continue };
        if !pod.spec.scheduling_gates.is_empty() {
            let message = "Scheduling is blocked due to non-empty scheduling gates";
            mark_unscheduled(pod, "SchedulingGated", message.into());
            continue;
        }
        match round.place(pod, *turn) {
            Ok(node) => pod.spec.node_name = Some(node.into()),
            Err(message) => mark_unscheduled(pod, "Unschedulable", message),
        }
    }
}

/// True for a Pod that the default scheduler would look at. One that the text says it has given up on stays as it is.
fn needs_node(pod: &Pod) -> bool {
    let given_up = pod
        .status
        .conditions
        .iter()
        .any(|condition| condition.r#type == "PodScheduled" && condition.status == "False");
    pod.spec.node_name.as_deref().unwrap_or("").is_empty()
        && matches!(pod.spec.scheduler_name.as_deref(), None | Some("" | "default-scheduler"))
        && owners::is_active(pod)
        && !given_up
}

/// Where a Pod of the text starts to look. Pods whose names differ in the last letter alone, as `web-1` and `web-2`,
/// start at neighbouring nodes.
fn turn(name: &NamespacedName) -> u64 {
    let last = name.name.chars().next_back();
    let stem = &name.name[..name.name.len() - last.map_or(0, char::len_utf8)];
    stable_hash(&[&name.namespace, stem]).wrapping_add(last.map_or(0, u64::from))
}

fn mark_unscheduled(pod: &mut Pod, reason: &str, message: String) {
    pod.status.phase.get_or_insert_with(|| "Pending".into());
    pod.status.conditions.retain(|condition| condition.r#type != "PodScheduled");
    pod.status.conditions.push(Condition {
        r#type: "PodScheduled".into(),
        status: "False".into(),
        reason: Some(reason.into()),
        message: Some(message.into()),
        last_transition_time: None,
    });
}
