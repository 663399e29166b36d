//! What can happen to an object of the cluster.

use svclab::api::{Kind, ObjectRef};
use svclab::changes::{Change, Workload};
use svclab::cluster::{Cluster, NamespacedName, is_pod_ready};

/// What can happen to an object, and to the workload that it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Offers {
    /// What can happen to the object itself.
    pub happen: Vec<Change>,
    /// The workload whose replicas can be set.
    pub replicas: Option<Replicas>,
}

/// A workload whose replicas can be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Replicas {
    /// The workload.
    pub workload: Workload,
    /// How many it asks for now.
    pub now: u32,
}

impl Replicas {
    /// Another number of replicas.
    pub fn scaled_to(&self, replicas: u32) -> Change {
        Change::Scale { workload: self.workload.clone(), replicas }
    }

    /// The numbers next to the one it has, and none.
    pub fn near(&self) -> Vec<Change> {
        let fewer = self.now.checked_sub(1).filter(|fewer| *fewer > 0);
        let none = (self.now > 0).then_some(0);
        [Some(self.now.saturating_add(1)), fewer, none]
            .into_iter()
            .flatten()
            .map(|to| self.scaled_to(to))
            .collect()
    }
}

/// What can happen to an object; none if nothing can.
pub fn offers(cluster: &Cluster, object: &ObjectRef) -> Option<Offers> {
    let happen = match object.kind {
        Kind::Pod => of_pod(cluster, object),
        Kind::Node => of_node(cluster, object),
        _ => Vec::new(),
    };
    let replicas = replicas(cluster, object);
    (!happen.is_empty() || replicas.is_some()).then_some(Offers { happen, replicas })
}

fn of_pod(cluster: &Cluster, object: &ObjectRef) -> Vec<Change> {
    let name = NamespacedName::new(object.namespace.clone(), object.name.clone());
    let Some(pod) = cluster.pods.get(&name) else { return Vec::new() };
    let can_go = !cluster.is_built_in(object);
    let runs = pod.status.phase.as_deref() == Some("Running");
    let is_ending = pod.metadata.deletion_timestamp.is_some();
    let mut happen = Vec::new();
    if can_go {
        happen.push(Change::DeletePod { pod: name.clone() });
    }
    if runs && is_pod_ready(pod) && !is_ending {
        happen.push(Change::Unready { pod: name.clone() });
    }
    if can_go && runs && !is_ending {
        happen.push(Change::Terminate { pod: name });
    }
    happen
}

fn of_node(cluster: &Cluster, object: &ObjectRef) -> Vec<Change> {
    let Some(node) = cluster.nodes.get(&object.name) else { return Vec::new() };
    let mut happen = Vec::new();
    if !cluster.down.contains(&object.name) {
        happen.push(Change::NodeDown { node: object.name.to_string() });
        happen.push(Change::NodeLost { node: object.name.to_string() });
    }
    if node.spec.unschedulable != Some(true) {
        happen.push(Change::Cordon { node: object.name.to_string() });
    }
    happen
}

/// The object itself or whoever it was made for, as long as its replicas can be set: of a Deployment's Pod the
/// Deployment, which would set its ReplicaSet back.
fn replicas(cluster: &Cluster, object: &ObjectRef) -> Option<Replicas> {
    let owners = std::iter::successors(Some(object.clone()), |object| cluster.get(object)?.owner());
    // A Pod, its ReplicaSet, its Deployment; more would be a circle.
    let workloads = owners.take(3).filter(|owner| cluster.get(owner).is_some());
    let workload = workloads.filter_map(|owner| Workload::of(&owner)).last()?;
    let now = u32::try_from(workload.replicas(cluster)).unwrap_or_default();
    Some(Replicas { workload, now })
}
