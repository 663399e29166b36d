//! ReplicaSets and ReplicationControllers: one controller in Kubernetes too (pkg/controller/replicaset).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Owner, PodMaker};
use crate::api::{Kind, Pod, PodTemplateSpec, ReplicaSet, ReplicationController};
use crate::cluster::NamespacedName;
use crate::controllers::{kubelet, owners};

/// What a Pod that goes first says of itself.
const DELETION_COST: &str = "controller.kubernetes.io/pod-deletion-cost";

/// Brings the Pods of a ReplicaSet to their number.
pub(super) fn sync(maker: &mut PodMaker, set: &ReplicaSet) {
    let owner = Owner::new(Kind::ReplicaSet, &set.metadata);
    manage_replicas(maker, &owner, &set.spec.template, set.spec.replicas.unwrap_or(1));
}

/// Brings the Pods of a ReplicationController to their number.
pub(super) fn sync_replication_controller(maker: &mut PodMaker, set: &ReplicationController) {
    let owner = Owner::new(Kind::ReplicationController, &set.metadata);
    let Some(template) = &set.spec.template else { return };
    manage_replicas(maker, &owner, template, set.spec.replicas.unwrap_or(1));
}

fn manage_replicas(maker: &mut PodMaker, owner: &Owner, template: &PodTemplateSpec, replicas: i32) {
    if owner.metadata.deletion_timestamp.is_some() {
        return;
    }
    let mut active = maker.claimed(owner);
    active.retain(|name| maker.pods.get(name).is_some_and(owners::is_active));
    let wanted = maker.allow(owner, replicas);
    if active.len() > wanted {
        for surplus in surplus(maker, owner, active, wanted) {
            maker.pods.remove(&surplus);
        }
        return;
    }
    let prefix = prefix(owner);
    for ordinal in missing(maker, owner, &active, wanted) {
        maker.create_generated(owner, &prefix, owner.pod(template), &ordinal.to_string(), ordinal);
    }
}

fn prefix(owner: &Owner) -> String {
    format!("{}-", owner.metadata.name)
}

/// A Pod's place among its siblings. In a real cluster it has none; here it decides name and node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// True if it took the place of one that is gone.
    is_replacement: bool,
    ordinal: usize,
}

/// The first `count` places, by the names of the Pods that have them or would have them.
fn places(maker: &PodMaker, owner: &Owner, count: usize) -> BTreeMap<NamespacedName, Place> {
    let is_left = |name: &NamespacedName| {
        maker.gone.count(name) > 0 || maker.pods.get(name).is_some_and(|pod| !owners::is_active(pod))
    };
    let places = (0..count).map(|ordinal| {
        let identity = ordinal.to_string();
        let first = owner.generate(&prefix(owner), &identity, |_| false);
        let name = owner.generate(&prefix(owner), &identity, is_left);
        let place = Place { is_replacement: name != first, ordinal };
        (name, place)
    });
    places.collect()
}

/// The ordinals of the Pods that are to be made: a new Pod takes the place of the one that is missing, so that replicas
/// stay spread. Pods that the text gives stand for the first ones.
fn missing(maker: &PodMaker, owner: &Owner, active: &[NamespacedName], wanted: usize) -> Vec<usize> {
    if active.is_empty() || active.len() == wanted {
        return (active.len()..wanted).collect();
    }
    let places = places(maker, owner, wanted);
    let taken: BTreeSet<usize> = active.iter().filter_map(|name| Some(places.get(name)?.ordinal)).collect();
    let given = active.len() - taken.len();
    (0..wanted).filter(|ordinal| !taken.contains(ordinal)).skip(given).collect()
}

/// The Pods that go when there are too many (`ActivePodsWithRanks` of pkg/controller/controller_utils.go): those
/// without a node first, those that do not run, those that are not ready, those of lower cost, those with more siblings
/// on their node, then the younger ones. Kubernetes takes ages that are alike for the same; here there is no clock to
/// tell.
pub(super) fn surplus(
    maker: &PodMaker,
    owner: &Owner,
    mut active: Vec<NamespacedName>,
    wanted: usize,
) -> Vec<NamespacedName> {
    let places = places(maker, owner, active.len());
    let mut on_node: BTreeMap<&str, usize> = BTreeMap::new();
    for pod in active.iter().filter_map(|name| maker.pods.get(name)) {
        *on_node.entry(node(pod)).or_default() += 1;
    }
    let worth = |name: &NamespacedName| {
        let pod = maker.pods.get(name)?;
        let phase = match pod.status.phase.as_deref() {
            Some("Pending") => 0,
            Some("Unknown") => 1,
            _ => 2,
        };
        let is_ready = kubelet::is_expected_ready(pod);
        let cost = pod.metadata.annotations.get(DELETION_COST).and_then(|cost| cost.parse::<i32>().ok());
        let restarts = pod.status.container_statuses.iter().map(|container| container.restart_count).max();
        Some((
            (!node(pod).is_empty(), phase, is_ready, cost.unwrap_or(0)),
            Reverse(on_node.get(node(pod)).copied()),
            age(ready_since(pod).filter(|_| is_ready)),
            Reverse(restarts),
            age(pod.metadata.creation_timestamp.as_deref()),
            Reverse(places.get(name).copied().unwrap_or_default()),
        ))
    };
    // The sort is stable, so that among equals the last by name goes.
    active.sort_by_cached_key(|name| Reverse(worth(name)));
    active.split_off(wanted)
}

fn node(pod: &Pod) -> &str {
    pod.spec.node_name.as_deref().unwrap_or("")
}

fn ready_since(pod: &Pod) -> Option<&str> {
    let ready = pod.status.conditions.iter().find(|condition| condition.r#type == "Ready")?;
    ready.last_transition_time.as_deref()
}

/// Older is more; what has no time is new. The API server writes all times in one form, so that they sort as text.
fn age(since: Option<&str>) -> Option<Reverse<&str>> {
    since.map(Reverse)
}
