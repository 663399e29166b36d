//! StatefulSets: Pods with names that stay (pkg/controller/statefulset).

use std::collections::BTreeSet;

use super::{Owner, PodMaker, template_hash};
use crate::api::{Kind, Pod, StatefulSet};
use crate::cluster::{Cluster, NamespacedName, Store, is_pod_ready};
use crate::controllers::{kubelet, owners};

const POD_NAME: &str = "statefulset.kubernetes.io/pod-name";
const POD_INDEX: &str = "apps.kubernetes.io/pod-index";
const REVISION_HASH: &str = "controller-revision-hash";

/// Brings the Pods of a StatefulSet to their number, in order. An ordered one makes no Pod, and takes none away, before
/// those below are ready (`updateStatefulSet` of stateful_set_control.go).
pub(super) fn sync(maker: &mut PodMaker, set: &StatefulSet) {
    if set.metadata.deletion_timestamp.is_some() {
        return;
    }
    let owner = Owner::new(Kind::StatefulSet, &set.metadata);
    let claimed = maker.claimed(&owner);
    let wanted = maker.allow(&owner, set.spec.replicas.unwrap_or(1));
    let due: BTreeSet<NamespacedName> = names(set, wanted).collect();
    let condemned = claimed.into_iter().filter(|name| !due.contains(name)).collect();
    if make(maker, set, &owner, wanted) {
        take_away(maker, set, condemned);
    }
}

/// Makes the Pods that are missing. False if one of them must be ready before anything else happens.
fn make(maker: &mut PodMaker, set: &StatefulSet, owner: &Owner, wanted: usize) -> bool {
    let revision = format!("{}-{}", set.metadata.name, template_hash(&set.spec.template));
    let is_own = |pod: &Pod| owners::is_controlled_by(&pod.metadata, Kind::StatefulSet, &set.metadata.name);
    for (position, name) in names(set, wanted).enumerate() {
        // One that has ended is deleted and made again, however it ended (`processReplica`).
        if maker.pods.get(&name).is_some_and(|pod| is_own(pod) && owners::is_terminal(pod)) {
            maker.remove_for_good(&name);
        }
        let ready = match maker.pods.get_mut(&name) {
            Some(pod) => {
                if is_own(pod) {
                    identify(pod, set);
                }
                is_running_and_ready(pod)
            }
            None => {
                let mut pod = owner.pod(&set.spec.template);
                pod.metadata.generate_name = Some(format!("{}-", set.metadata.name).into());
                pod.metadata.name.clone_from(&name.name);
                pod.metadata.labels.insert(REVISION_HASH.into(), revision.clone().into());
                pod.spec.hostname = Some(pod.metadata.name.clone());
                pod.spec.subdomain.clone_from(&set.spec.service_name);
                identify(&mut pod, set);
                let ready = is_running_and_ready(&pod);
                maker.create(owner, name, pod, position);
                ready
            }
        };
        if is_ordered(set) && !ready {
            return false;
        }
    }
    true
}

/// Takes away the Pods that are too many, the highest first. An ordered set waits for one that is ending or not ready;
/// the lowest that is not ready may go (`processCondemned`).
fn take_away(maker: &mut PodMaker, set: &StatefulSet, mut condemned: Vec<NamespacedName>) {
    condemned.sort_by_key(|name| std::cmp::Reverse(ordinal(name)));
    let is_healthy = |maker: &PodMaker, name| maker.pods.get(name).is_some_and(is_running_and_ready);
    let lowest_unhealthy = condemned.iter().rfind(|name| !is_healthy(maker, name));
    for name in &condemned {
        let is_ending = maker.pods.get(name).is_some_and(|pod| pod.metadata.deletion_timestamp.is_some());
        let waits = is_ending || !is_healthy(maker, name) && Some(name) != lowest_unhealthy;
        if is_ordered(set) && waits {
            return;
        }
        maker.pods.remove(name);
    }
}

fn ordinal(pod: &NamespacedName) -> Option<u32> {
    pod.name.rsplit_once('-')?.1.parse().ok()
}

/// Takes away the new Pods of ordered StatefulSets that are not due because one below them got no node or is not ready.
/// Those that were there `before` stay.
pub(in crate::controllers) fn hold_back(cluster: &mut Cluster, before: &Store<Pod>) {
    let Cluster { stateful_sets, pods, .. } = cluster;
    for set in stateful_sets.values().filter(|set| is_ordered(set)) {
        let wanted = usize::try_from(set.spec.replicas.unwrap_or(1)).unwrap_or(0).min(super::MAX_REPLICAS);
        let waits = |name: &NamespacedName| pods.get(name).is_some_and(|pod| !is_pod_ready(pod));
        let Some(first) = names(set, wanted).position(|name| waits(&name)) else { continue };
        for name in names(set, wanted).skip(first + 1).filter(|name| !before.contains_key(name)) {
            pods.remove(&name);
        }
    }
}

fn is_ordered(set: &StatefulSet) -> bool {
    set.spec.pod_management_policy.as_deref() != Some("Parallel")
}

fn is_running_and_ready(pod: &Pod) -> bool {
    owners::is_active(pod) && kubelet::is_expected_ready(pod)
}

fn names(set: &StatefulSet, replicas: usize) -> impl Iterator<Item = NamespacedName> + '_ {
    let start = set.spec.ordinals.as_ref().map_or(0, |ordinals| i64::from(ordinals.start));
    let namespace = set.metadata.namespace.as_deref().unwrap_or("");
    (0..replicas as i64).map(move |ordinal| {
        NamespacedName::new(namespace, format!("{}-{}", set.metadata.name, start + ordinal))
    })
}

/// The labels by which each Pod can be told (`updateIdentity` of stateful_set_utils.go).
fn identify(pod: &mut Pod, set: &StatefulSet) {
    let name = pod.metadata.name.clone();
    let index = name.get(set.metadata.name.len() + 1..).unwrap_or_default().to_string();
    pod.metadata.labels.insert(POD_NAME.into(), name);
    pod.metadata.labels.insert(POD_INDEX.into(), index.into());
}
