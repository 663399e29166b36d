//! What makes Pods: Deployments (by way of ReplicaSets), ReplicaSets, ReplicationControllers, StatefulSets, DaemonSets
//! and Jobs. A CronJob makes none: there is no clock here.

mod daemon_set;
mod deployment;
mod job;
mod replica_set;
mod rollout;
mod stateful_set;
mod status;

use std::collections::BTreeMap;

pub(super) use stateful_set::hold_back;
pub(super) use status::report;

use super::names;
use super::owners::{self, Claims};
use super::scheduler::Queued;
use crate::api::{Kind, ObjectMeta, ObjectRef, OwnerReference, Pod, PodTemplateSpec, Shared, SmolStr};
use crate::cluster::{Cluster, Gone, NamespacedName, Origin, Store, complete_pod, stable_hash, uid};

/// How many Pods one workload gets at most. Nobody can look at more, and `replicas: 2000000000` must not hang.
pub const MAX_REPLICAS: usize = 5_000;

/// How many Pods there are at most: Kubernetes' own limit for a cluster
/// (kubernetes.io/docs/setup/best-practices/cluster-large).
pub const MAX_PODS: usize = 150_000;

/// A workload that got fewer Pods than it asks for, because svclab makes no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutOff {
    /// The workload. For a Deployment it is its ReplicaSet.
    pub workload: ObjectRef,
    /// How many Pods it asks for.
    pub wanted: usize,
    /// How many it has.
    pub made: usize,
}

/// Makes the Pods that are missing and deletes those that are too many. New Pods that need a node join the scheduler's
/// queue. Returns the workloads that were cut off.
pub(super) fn run(cluster: &mut Cluster, queue: &mut Vec<Queued>) -> Vec<CutOff> {
    deployment::run(cluster);
    let claims = owners::claim_pods(cluster);
    let is_built_in =
        |(object, origin): &(&ObjectRef, &Origin)| object.kind == Kind::Pod && **origin == Origin::BuiltIn;
    let built_in = cluster.origins.iter().filter(is_built_in).count();
    let Cluster {
        pods,
        replica_sets,
        replication_controllers,
        stateful_sets,
        daemon_sets,
        jobs,
        nodes,
        gone,
        origins,
        ..
    } = cluster;
    let mut maker = PodMaker { pods, gone, origins, built_in, claims, queue, cut_off: Vec::new() };
    for set in replica_sets.values() {
        replica_set::sync(&mut maker, set);
    }
    for set in replication_controllers.values() {
        replica_set::sync_replication_controller(&mut maker, set);
    }
    for set in stateful_sets.values() {
        stateful_set::sync(&mut maker, set);
    }
    for set in daemon_sets.values() {
        daemon_set::sync(&mut maker, set, nodes);
    }
    for job in jobs.values() {
        job::sync(&mut maker, job);
    }
    maker.cut_off
}

/// A workload whose Pods are being made.
struct Owner<'a> {
    /// Itself, as its Pods name their owner.
    references: Shared<Vec<OwnerReference>>,
    kind: Kind,
    metadata: &'a ObjectMeta,
    /// A hash of its name: where the scheduler starts to place its Pods.
    hash: u64,
}

impl<'a> Owner<'a> {
    fn new(kind: Kind, metadata: &'a ObjectMeta) -> Self {
        let hash = stable_hash(&[kind.name(), metadata.namespace.as_deref().unwrap_or(""), &metadata.name]);
        let references = vec![owners::controller_reference(kind, metadata)].into();
        Owner { references, kind, metadata, hash }
    }

    fn namespace(&self) -> &'a str {
        self.metadata.namespace.as_deref().unwrap_or("")
    }

    fn object(&self) -> ObjectRef {
        ObjectRef::new(self.kind, self.namespace(), self.metadata.name.clone())
    }

    /// A name for a Pod, made from what tells it from its siblings.
    fn generate(
        &self,
        prefix: &str,
        identity: &str,
        taken: impl Fn(&NamespacedName) -> bool,
    ) -> NamespacedName {
        let seed = [self.kind.name(), self.namespace(), &self.metadata.name, identity];
        let mut key = NamespacedName::new(self.namespace(), "");
        key.name = names::generate(prefix, &seed, |name| {
            key.name = name.into();
            taken(&key)
        });
        key
    }

    /// A Pod from the workload's template. It has no name yet.
    fn pod(&self, template: &PodTemplateSpec) -> Pod {
        Pod {
            metadata: ObjectMeta {
                namespace: Some(self.namespace().into()),
                labels: template.metadata.labels.clone(),
                annotations: template.metadata.annotations.clone(),
                finalizers: template.metadata.finalizers.clone(),
                owner_references: self.references.clone(),
                ..Default::default()
            },
            spec: template.spec.clone(),
            status: Default::default(),
        }
    }
}

/// The Pods there are and the means to make more.
struct PodMaker<'a> {
    pods: &'a mut Store<Pod>,
    gone: &'a mut Gone,
    origins: &'a mut BTreeMap<ObjectRef, Origin>,
    /// How many of the Pods every cluster has: they do not count.
    built_in: usize,
    claims: Claims,
    queue: &'a mut Vec<Queued>,
    cut_off: Vec<CutOff>,
}

impl PodMaker<'_> {
    /// The Pods that a workload has claimed.
    fn claimed(&self, owner: &Owner) -> Vec<NamespacedName> {
        self.claims.get(&owner.object()).cloned().unwrap_or_default()
    }

    /// How many Pods a workload may have if it wants so many; remembers those that may not have all.
    fn allow(&mut self, owner: &Owner, wanted: i32) -> usize {
        let wanted = usize::try_from(wanted).unwrap_or(0);
        let room = (MAX_PODS + self.built_in)
            .saturating_sub(self.pods.len())
            .max(self.claims.get(&owner.object()).map_or(0, Vec::len));
        let allowed = wanted.min(MAX_REPLICAS).min(room);
        if allowed < wanted {
            self.cut_off.push(CutOff { workload: owner.object(), wanted, made: allowed });
        }
        allowed
    }

    /// Adds a Pod with a generated name. `identity` tells it from its siblings and makes the name; `turn` is its place
    /// in the round of nodes.
    fn create_generated(&mut self, owner: &Owner, prefix: &str, mut pod: Pod, identity: &str, turn: usize) {
        let is_taken = |name: &NamespacedName| self.pods.contains_key(name) || self.gone.count(name) > 0;
        let name = owner.generate(prefix, identity, is_taken);
        pod.metadata.name.clone_from(&name.name);
        pod.metadata.generate_name = Some(prefix.into());
        self.create(owner, name, pod, turn);
    }

    /// Takes a Pod away whose name another one is to have.
    fn remove_for_good(&mut self, name: &NamespacedName) {
        if let Some(pod) = self.pods.remove(name) {
            self.origins.remove(&ObjectRef::new(Kind::Pod, name.namespace.clone(), name.name.clone()));
            self.gone.add(name.clone(), &pod);
        }
    }

    /// Adds a Pod under its name.
    fn create(&mut self, owner: &Owner, key: NamespacedName, mut pod: Pod, turn: usize) {
        pod.metadata.uid = Some(pod_uid(&pod.metadata, self.gone.count(&key)));
        complete_pod(&mut pod);
        if pod.spec.node_name.is_none() {
            self.queue.push(Queued { pod: key.clone(), turn: owner.hash.wrapping_add(turn as u64) });
        }
        self.pods.insert(key, pod);
    }
}

/// A Pod that follows others of the same name is another Pod.
fn pod_uid(metadata: &ObjectMeta, gone: usize) -> SmolStr {
    match gone {
        0 => uid(Kind::Pod, metadata),
        // No name has a blank.
        _ => {
            let name = format!("{} {gone}", metadata.name).into();
            uid(Kind::Pod, &ObjectMeta { name, ..metadata.clone() })
        }
    }
}

/// The hash that tells one version of a template from another (`controller.ComputeHash`).
fn template_hash(template: &PodTemplateSpec) -> SmolStr {
    let json = serde_json::to_string(template).unwrap_or_default();
    names::encode(stable_hash(&[&json]) as u32)
}
