//! Who controls whom: owner references, and the Pods that each workload claims (pkg/controller/controller_ref_manager.go).

use std::collections::BTreeMap;

use super::selectors::{Selector, SelectorIndex};
use crate::api::{Kind, LabelSelector, ObjectMeta, ObjectRef, OwnerReference, Pod};
use crate::cluster::{Cluster, NamespacedName, Store, uid};

/// The reference by which `owner` controls what carries it (`metav1.NewControllerRef`).
pub(super) fn controller_reference(kind: Kind, owner: &ObjectMeta) -> OwnerReference {
    OwnerReference {
        api_version: kind.api_version().into(),
        kind: kind.name().into(),
        name: owner.name.clone(),
        uid: uid(kind, owner),
        controller: Some(true),
        block_owner_deletion: Some(true),
    }
}

/// The owner that manages an object, if any (`metav1.GetControllerOf`).
pub(super) fn controller_of(object: &ObjectMeta) -> Option<&OwnerReference> {
    object.owner_references.iter().find(|owner| owner.controller == Some(true))
}

/// True if an object is managed by the object of this kind and name in its namespace. Names are enough: an owner in
/// a text need not have a uid.
pub(super) fn is_controlled_by(object: &ObjectMeta, kind: Kind, name: &str) -> bool {
    controller_of(object).is_some_and(|owner| owner.kind == kind.name() && owner.name == name)
}

/// True if a Pod still counts as a replica: not finished, not being deleted (`controller.IsPodActive`).
pub(super) fn is_active(pod: &Pod) -> bool {
    !is_terminal(pod) && pod.metadata.deletion_timestamp.is_none()
}

/// True if a Pod has ended for good (`podutil.IsPodTerminal`).
pub(super) fn is_terminal(pod: &Pod) -> bool {
    matches!(pod.status.phase.as_deref(), Some("Succeeded" | "Failed"))
}

/// The Pods of each workload, finished ones and those being deleted included.
pub(super) type Claims = BTreeMap<ObjectRef, Vec<NamespacedName>>;

/// Gives each Pod to the workload that controls it. A Pod that nobody controls is adopted by a workload whose selector
/// picks it; one whose workload picks it no longer is let go.
pub(super) fn claim_pods(cluster: &mut Cluster) -> Claims {
    let Cluster { pods, replica_sets, replication_controllers, stateful_sets, daemon_sets, jobs, .. } =
        cluster;
    let mut claimants: Vec<Claimant> = Vec::new();
    claimants.extend(replica_sets.values().map(|set| {
        Claimant::new(Kind::ReplicaSet, &set.metadata, set.spec.selector.as_ref().map(Selector::Full))
    }));
    claimants.extend(replication_controllers.values().map(|set| {
        Claimant::new(Kind::ReplicationController, &set.metadata, Some(Selector::Labels(&set.spec.selector)))
    }));
    claimants.extend(stateful_sets.values().map(|set| {
        Claimant::new(Kind::StatefulSet, &set.metadata, set.spec.selector.as_ref().map(Selector::Full))
    }));
    claimants.extend(daemon_sets.values().map(|set| {
        Claimant::new(Kind::DaemonSet, &set.metadata, set.spec.selector.as_ref().map(Selector::Full))
    }));
    claimants.extend(jobs.values().map(|job| {
        let selector = job.spec.selector.as_ref().filter(|_| job.spec.manual_selector == Some(true));
        Claimant::new(Kind::Job, &job.metadata, selector.map(Selector::Full))
    }));
    give_out(pods, &claimants)
}

struct Claimant<'a> {
    kind: Kind,
    metadata: &'a ObjectMeta,
    /// None for one that claims only what it made: a Job picks by its uid, which no Pod has by chance.
    selector: Option<Selector<'a>>,
}

impl<'a> Claimant<'a> {
    fn new(kind: Kind, metadata: &'a ObjectMeta, selector: Option<Selector<'a>>) -> Self {
        let selector = selector.filter(|selector| match selector {
            Selector::Full(full) => **full != LabelSelector::default(),
            Selector::Labels(labels) => !labels.is_empty(),
        });
        Claimant { kind, metadata, selector }
    }

    fn namespace(&self) -> &'a str {
        self.metadata.namespace.as_deref().unwrap_or("")
    }

    fn reference(&self) -> ObjectRef {
        ObjectRef::new(self.kind, self.namespace(), self.metadata.name.clone())
    }

    /// A StatefulSet knows its Pods by their names too (`isMemberOf` of pkg/controller/statefulset).
    fn may_adopt(&self, pod: &NamespacedName) -> bool {
        self.kind != Kind::StatefulSet
            || pod
                .name
                .rsplit_once('-')
                .is_some_and(|(set, ordinal)| set == self.metadata.name && ordinal.parse::<u32>().is_ok())
    }
}

fn give_out(pods: &mut Store<Pod>, claimants: &[Claimant]) -> Claims {
    let selecting: Vec<(&Claimant, Selector)> =
        claimants.iter().filter_map(|claimant| Some((claimant, claimant.selector?))).collect();
    let index = SelectorIndex::new(selecting.iter().map(|(one, selector)| (one.namespace(), *selector)));
    let by_name: BTreeMap<_, _> = claimants
        .iter()
        .map(|claimant| {
            ((claimant.namespace(), claimant.kind.name(), claimant.metadata.name.as_str()), claimant)
        })
        .collect();
    let mut claims = Claims::new();
    for (key, pod) in pods.iter_mut() {
        let owner = match controller_of(&pod.metadata) {
            Some(owner) => {
                let Some(owner) =
                    by_name.get(&(key.namespace.as_str(), owner.kind.as_str(), owner.name.as_str()))
                else {
                    continue;
                };
                if owner.selector.is_some_and(|selector| !selector.matches(&pod.metadata.labels)) {
                    pod.metadata.owner_references.retain(|owner| owner.controller != Some(true));
                    continue;
                }
                owner
            }
            None => {
                if !is_active(pod) {
                    continue;
                }
                let picked_by = index.matching(&key.namespace, &pod.metadata.labels);
                let mut adopters = picked_by.iter().map(|&position| selecting[position].0);
                let Some(adopter) = adopters.find(|one| one.may_adopt(key)) else { continue };
                pod.metadata.owner_references.push(controller_reference(adopter.kind, adopter.metadata));
                adopter
            }
        };
        claims.entry(owner.reference()).or_default().push(key.clone());
    }
    claims
}
