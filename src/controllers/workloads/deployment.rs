//! Deployments: each has a ReplicaSet for its template (pkg/controller/deployment).

use std::collections::BTreeMap;

use super::rollout::{self, Present};
use super::{Owner, template_hash};
use crate::api::{
    Deployment, Kind, Labels, ObjectMeta, Pod, PodTemplateSpec, ReplicaSet, ReplicaSetSpec, Shared, ToSmolStr,
};
use crate::cluster::{Cluster, NamespacedName, Store, label_selector_matches};
use crate::controllers::owners;
use crate::controllers::selectors::{Selector, SelectorIndex};

/// Tells the Pods of one template from those of another (`apps.DefaultDeploymentUniqueLabelKey`).
const TEMPLATE_HASH: &str = "pod-template-hash";
const REVISION: &str = "deployment.kubernetes.io/revision";
const REVISION_HISTORY: &str = "deployment.kubernetes.io/revision-history";
const DESIRED_REPLICAS: &str = "deployment.kubernetes.io/desired-replicas";
const MAX_REPLICAS: &str = "deployment.kubernetes.io/max-replicas";
/// Annotations that a ReplicaSet does not get from its Deployment (`annotationsToSkip`).
const NOT_COPIED: [&str; 6] = [
    "kubectl.kubernetes.io/last-applied-configuration",
    "deprecated.deployment.rollback.to",
    REVISION,
    REVISION_HISTORY,
    DESIRED_REPLICAS,
    MAX_REPLICAS,
];

/// Gives every Deployment the ReplicaSet of its template, and brings its ReplicaSets to where the rollout ends.
pub(super) fn run(cluster: &mut Cluster) {
    let Cluster { deployments, replica_sets, pods, .. } = cluster;
    let orphaned = orphaned_sets(pods, replica_sets);
    let mut by_deployment = adopt(deployments, replica_sets);
    let mut present: Option<Present> = None;
    for (key, deployment) in deployments.iter_mut() {
        let mut own = by_deployment.remove(key).unwrap_or_default();
        if deployment.metadata.deletion_timestamp.is_some() {
            continue;
        }
        // `ReplicaSetsByCreationTimestamp`; they are by name already.
        own.sort_by_key(|name| replica_sets.get(name)?.metadata.creation_timestamp.clone());
        let is_current = |name: &NamespacedName| {
            let set = replica_sets.get(name);
            set.is_some_and(|set| same_template(&set.spec.template, &deployment.spec.template))
        };
        let mut current = own.iter().position(is_current).map(|position| own.remove(position));
        let older = own.iter().filter_map(|name| revision(&replica_sets.get(name)?.metadata)).max();
        let revision = older.unwrap_or(0) + 1;
        match current.as_ref().and_then(|name| replica_sets.get_mut(name)) {
            Some(set) => renew(set, deployment, revision),
            // A paused Deployment starts no rollout, not even its first.
            None if deployment.spec.paused == Some(true) => {}
            None => {
                // The text may give a Deployment of a cluster without its ReplicaSets.
                let known = self::revision(&deployment.metadata).filter(|_| own.is_empty());
                let revision = known.unwrap_or(revision);
                let set = new_replica_set(deployment, revision, replica_sets, &orphaned);
                let name = NamespacedName::of(&set.metadata);
                replica_sets.insert(name.clone(), set);
                current = Some(name);
            }
        }
        if let Some(set) = current.as_ref().and_then(|name| replica_sets.get(name))
            && let Some(revision) = set.metadata.annotations.get(REVISION)
        {
            deployment.metadata.annotations.insert(REVISION.into(), revision.clone());
        }
        let is_rest =
            own.iter().all(|name| replica_sets.get(name).is_some_and(|set| set.spec.replicas == Some(0)));
        if is_rest && let Some(set) = current.as_ref().and_then(|name| replica_sets.get_mut(name)) {
            resize(set, deployment.spec.replicas.unwrap_or(1), deployment);
        } else {
            let present = present.get_or_insert_with(|| Present::count(pods));
            rollout::run(deployment, current.as_ref(), &own, replica_sets, present);
        }
    }
}

/// The place of a ReplicaSet among those of its Deployment, and of the one that a Deployment is at.
fn revision(metadata: &ObjectMeta) -> Option<i64> {
    metadata.annotations.get(REVISION)?.parse().ok()
}

/// Brings the ReplicaSet of the newest template up to date (`SetNewReplicaSetAnnotations`). One that an older template
/// had becomes the newest again.
fn renew(set: &mut ReplicaSet, deployment: &Deployment, newest: i64) {
    copy_annotations(deployment, set);
    set.spec.min_ready_seconds = deployment.spec.min_ready_seconds;
    let before = set.metadata.annotations.get(REVISION).cloned();
    if revision(&set.metadata).unwrap_or(0) < newest {
        set.metadata.annotations.insert(REVISION.into(), newest.to_smolstr());
        if let Some(before) = before {
            let history = set.metadata.annotations.entry(REVISION_HISTORY.into()).or_default();
            let separator = if history.is_empty() { "" } else { "," };
            *history = format!("{history}{separator}{before}").into();
        }
    }
}

/// `copyDeploymentAnnotationsToReplicaSet`: all but those that each has for itself.
fn copy_annotations(deployment: &Deployment, set: &mut ReplicaSet) {
    for (key, value) in &deployment.metadata.annotations {
        if !NOT_COPIED.contains(&key.as_str()) && set.metadata.annotations.get(key) != Some(value) {
            set.metadata.annotations.insert(key.clone(), value.clone());
        }
    }
}

/// ReplicaSets that Pods of the text name as their owner and that the text does not give, as when somebody pastes
/// Deployments and Pods alone; with the labels of such a Pod.
fn orphaned_sets(
    pods: &Store<Pod>,
    replica_sets: &Store<ReplicaSet>,
) -> BTreeMap<NamespacedName, Shared<Labels>> {
    let owned = pods.iter().filter(|(_, pod)| owners::is_active(pod)).filter_map(|(name, pod)| {
        let owner =
            owners::controller_of(&pod.metadata).filter(|owner| owner.kind == Kind::ReplicaSet.name())?;
        Some((NamespacedName::new(name.namespace.clone(), owner.name.clone()), &pod.metadata.labels))
    });
    let orphaned = owned.filter(|(set, _)| !replica_sets.contains_key(set));
    orphaned.map(|(set, labels)| (set, labels.clone())).collect()
}

/// The ReplicaSets of each Deployment: those it controls, and those that nobody controls and its selector picks.
fn adopt(
    deployments: &Store<Deployment>,
    replica_sets: &mut Store<ReplicaSet>,
) -> BTreeMap<NamespacedName, Vec<NamespacedName>> {
    let selecting: Vec<(&Deployment, Selector)> = deployments
        .values()
        .filter_map(|deployment| Some((deployment, Selector::Full(deployment.spec.selector.as_ref()?))))
        .collect();
    let index = SelectorIndex::new(
        selecting.iter().map(|(deployment, selector)| (namespace(&deployment.metadata), *selector)),
    );
    let mut by_deployment: BTreeMap<NamespacedName, Vec<NamespacedName>> = BTreeMap::new();
    for (key, set) in replica_sets.iter_mut() {
        let owner = match owners::controller_of(&set.metadata) {
            Some(owner) if owner.kind == Kind::Deployment.name() => {
                NamespacedName::new(key.namespace.clone(), owner.name.clone())
            }
            Some(_) => continue,
            None => {
                let Some(&adopter) = index.matching(&key.namespace, &set.metadata.labels).first() else {
                    continue;
                };
                let metadata = &selecting[adopter].0.metadata;
                set.metadata.owner_references.push(owners::controller_reference(Kind::Deployment, metadata));
                NamespacedName::of(metadata)
            }
        };
        by_deployment.entry(owner).or_default().push(key.clone());
    }
    by_deployment
}

fn namespace(metadata: &ObjectMeta) -> &str {
    metadata.namespace.as_deref().unwrap_or("")
}

/// True if two templates are the same apart from the label that a ReplicaSet adds
/// (`EqualIgnoreHash` of pkg/controller/deployment/util).
fn same_template(set: &PodTemplateSpec, deployment: &PodTemplateSpec) -> bool {
    let without_hash = |labels: &Labels| -> Labels {
        labels.iter().filter(|(key, _)| *key != TEMPLATE_HASH).map(|(k, v)| (k.clone(), v.clone())).collect()
    };
    set.spec == deployment.spec
        && set.metadata.annotations == deployment.metadata.annotations
        && without_hash(&set.metadata.labels) == without_hash(&deployment.metadata.labels)
}

/// `getNewReplicaSet` of pkg/controller/deployment/sync.go.
fn new_replica_set(
    deployment: &Deployment,
    revision: i64,
    existing: &Store<ReplicaSet>,
    orphaned: &BTreeMap<NamespacedName, Shared<Labels>>,
) -> ReplicaSet {
    let owner = Owner::new(Kind::Deployment, &deployment.metadata);
    let name_for = |hash: &str| format!("{}-{hash}", deployment.metadata.name);
    let in_namespace = orphaned.range(NamespacedName::new(owner.namespace(), name_for(""))..);
    let named_by_pods = in_namespace
        .take_while(|(set, _)| set.namespace == owner.namespace() && set.name.starts_with(&name_for("")))
        .filter(|(_, labels)| {
            let selector = deployment.spec.selector.as_ref();
            selector.is_some_and(|selector| label_selector_matches(selector, labels))
        })
        .find_map(|(set, labels)| labels.get(TEMPLATE_HASH).filter(|hash| set.name == name_for(hash)));
    let mut hash = named_by_pods.cloned().unwrap_or_else(|| template_hash(&deployment.spec.template));
    while existing.contains_key(&NamespacedName::new(owner.namespace(), name_for(&hash))) {
        hash = format!("{hash}x").into();
    }
    let mut template = deployment.spec.template.clone();
    template.metadata.labels.insert(TEMPLATE_HASH.into(), hash.clone());
    let mut selector = deployment.spec.selector.clone().unwrap_or_default();
    selector.match_labels.insert(TEMPLATE_HASH.into(), hash.clone());
    let mut metadata = ObjectMeta {
        name: name_for(&hash).into(),
        namespace: Some(owner.namespace().into()),
        labels: template.metadata.labels.clone(),
        owner_references: owner.references,
        generation: Some(1),
        ..Default::default()
    };
    metadata.annotations.insert(REVISION.into(), revision.to_smolstr());
    metadata.uid = Some(crate::cluster::uid(Kind::ReplicaSet, &metadata));
    let mut set = ReplicaSet {
        metadata,
        spec: ReplicaSetSpec {
            replicas: Some(0),
            selector: Some(selector),
            template,
            min_ready_seconds: deployment.spec.min_ready_seconds,
        },
        status: Default::default(),
    };
    copy_annotations(deployment, &mut set);
    note_replicas(&mut set, deployment);
    set
}

/// Sets how many Pods a ReplicaSet has.
pub(super) fn resize(set: &mut ReplicaSet, replicas: i32, deployment: &Deployment) {
    if set.spec.replicas != Some(replicas) {
        set.spec.replicas = Some(replicas);
        note_replicas(set, deployment);
    }
}

/// `SetReplicasAnnotations` of pkg/controller/deployment/util.
fn note_replicas(set: &mut ReplicaSet, deployment: &Deployment) {
    let desired = deployment.spec.replicas.unwrap_or(1);
    set.metadata.annotations.insert(DESIRED_REPLICAS.into(), desired.to_smolstr());
    set.metadata.annotations.insert(MAX_REPLICAS.into(), rollout::most(deployment).to_smolstr());
}
