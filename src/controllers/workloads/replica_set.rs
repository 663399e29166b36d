//! ReplicaSets and ReplicationControllers: one controller in Kubernetes too (pkg/controller/replicaset).

use super::{Owner, PodMaker};
use crate::api::{Kind, Pod, PodTemplateSpec, ReplicaSet, ReplicationController};
use crate::cluster::NamespacedName;
use crate::controllers::{kubelet, owners};

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
        for surplus in surplus(maker, active, wanted) {
            maker.pods.remove(&surplus);
        }
        return;
    }
    for ordinal in active.len()..wanted {
        let pod = owner.pod(template);
        maker.create_generated(
            owner,
            format!("{}-", owner.metadata.name),
            pod,
            &ordinal.to_string(),
            ordinal,
        );
    }
}

/// The Pods that go when there are too many: those without a node first, then those that do not run, then those that
/// are not ready (`controller.ActivePods`).
fn surplus(maker: &PodMaker, mut active: Vec<NamespacedName>, wanted: usize) -> Vec<NamespacedName> {
    let worth = |pod: &Pod| {
        let phase = match pod.status.phase.as_deref() {
            Some("Pending") => 0,
            Some("Unknown") => 1,
            _ => 2,
        };
        (pod.spec.node_name.is_some(), phase, kubelet::is_expected_ready(pod))
    };
    // The sort is stable, so that among equals the last by name goes.
    active.sort_by_key(|name| std::cmp::Reverse(maker.pods.get(name).map(worth)));
    active.split_off(wanted)
}
