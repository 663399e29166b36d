//! Deployments: each has a ReplicaSet for its template (pkg/controller/deployment).

use std::collections::BTreeMap;

use super::{Owner, template_hash};
use crate::api::{
    Deployment, Kind, Labels, ObjectMeta, Pod, PodTemplateSpec, ReplicaSet, ReplicaSetSpec, Shared,
};
use crate::cluster::{Cluster, NamespacedName, Store, label_selector_matches};
use crate::controllers::owners;
use crate::controllers::selectors::{Selector, SelectorIndex};

/// Tells the Pods of one template from those of another (`apps.DefaultDeploymentUniqueLabelKey`).
const TEMPLATE_HASH: &str = "pod-template-hash";
const REVISION: &str = "deployment.kubernetes.io/revision";
const DESIRED_REPLICAS: &str = "deployment.kubernetes.io/desired-replicas";

/// Gives every Deployment its ReplicaSet and scales those of older templates down to nothing: the end of a rollout.
pub(super) fn run(cluster: &mut Cluster) {
    let Cluster { deployments, replica_sets, pods, .. } = cluster;
    let orphaned = orphaned_sets(pods, replica_sets);
    let mut by_deployment = adopt(deployments, replica_sets);
    for (key, deployment) in deployments.iter_mut() {
        let own = by_deployment.remove(key).unwrap_or_default();
        let current = own.iter().find(|name| {
            replica_sets
                .get(name)
                .is_some_and(|set| same_template(&set.spec.template, &deployment.spec.template))
        });
        let is_paused = deployment.spec.paused == Some(true);
        for old in own.iter().filter(|name| Some(*name) != current && !is_paused) {
            if let Some(set) = replica_sets.get_mut(old) {
                set.spec.replicas = Some(0);
            }
        }
        match current.and_then(|name| replica_sets.get_mut(name)) {
            Some(set) => scale(set, deployment),
            // A paused Deployment starts no rollout, not even its first.
            None if is_paused => continue,
            None => {
                let revision = own.len() + 1;
                let set = new_replica_set(deployment, revision, replica_sets, &orphaned);
                replica_sets.insert(NamespacedName::of(&set.metadata), set);
            }
        }
        let revision = own.len().max(1).to_string();
        deployment.metadata.annotations.entry(REVISION.into()).or_insert(revision);
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
    revision: usize,
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
        hash.push('x');
    }
    let mut template = deployment.spec.template.clone();
    template.metadata.labels.insert(TEMPLATE_HASH.into(), hash.clone());
    let mut selector = deployment.spec.selector.clone().unwrap_or_default();
    selector.match_labels.insert(TEMPLATE_HASH.into(), hash.clone());
    let mut metadata = ObjectMeta {
        name: name_for(&hash),
        namespace: Some(owner.namespace().into()),
        labels: template.metadata.labels.clone(),
        annotations: deployment.metadata.annotations.clone(),
        owner_references: owner.references,
        generation: Some(1),
        ..Default::default()
    };
    metadata.annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
    metadata.annotations.insert(REVISION.into(), revision.to_string());
    metadata.uid = Some(crate::cluster::uid(Kind::ReplicaSet, &metadata));
    let mut set = ReplicaSet {
        metadata,
        spec: ReplicaSetSpec {
            replicas: None,
            selector: Some(selector),
            template,
            min_ready_seconds: deployment.spec.min_ready_seconds,
        },
        status: Default::default(),
    };
    scale(&mut set, deployment);
    set
}

/// `SetReplicasAnnotations` of pkg/controller/deployment/util.
fn scale(set: &mut ReplicaSet, deployment: &Deployment) {
    set.spec.replicas = deployment.spec.replicas;
    let desired = deployment.spec.replicas.unwrap_or(1).to_string();
    set.metadata.annotations.insert(DESIRED_REPLICAS.into(), desired);
}
