//! What there is to know of a change that has happened.

use super::{Change, Scalable, Workload};
use crate::api::{Kind, OwnerReference, Pod};
use crate::cluster::{Cluster, NamespacedName};
use crate::message;
use crate::message::Message;

/// One sentence on what a change did, or why it did nothing.
pub(super) fn note(change: &Change, before: &Cluster, after: &Cluster) -> Message {
    match change {
        Change::DeletePod { pod } | Change::Terminate { pod } => on_successor(pod, before, after),
        Change::Unready { pod } => on_readiness(pod, before),
        Change::NodeDown { node } => message!(
            "Seen less than a minute after {node} went down, when the node controller has marked its Pods as not ready. Five minutes later those that do not tolerate it are evicted, and their controllers make others",
            node = node
        ),
        Change::NodeLost { node } => message!(
            "Seen more than five minutes after {node} went down. Its Pods are being deleted, all but those that tolerate it for good, as a DaemonSet's do; nobody there says that they have ended, so they stay. Deployments and Jobs have made others, a StatefulSet waits",
            node = node
        ),
        Change::Cordon { node } => message!(
            "No new Pod comes to {node}; the Pods that are there stay, and load balancers go on using it",
            node = node
        ),
        Change::Scale { workload, .. } => on_replicas(workload, before, after),
    }
}

/// Who took the place of a Pod that is gone or going.
fn on_successor(name: &NamespacedName, before: &Cluster, after: &Cluster) -> Message {
    let owner = before.pods.get(name).and_then(controller);
    let Some(owner) = owner else {
        return message!("No controller owns Pod {pod}, so nobody makes another", pod = name);
    };
    let words = format!("{} {}/{}", owner.kind, name.namespace, owner.name);
    let mut new = after.pods.iter().filter(|(name, pod)| {
        let is_new = before.pods.get(name).is_none_or(|old| old.metadata.uid != pod.metadata.uid);
        is_new && controller(pod).is_some_and(|other| other.kind == owner.kind && other.name == owner.name)
    });
    match new.next() {
        Some((same, _)) if same == name => message!(
            "{owner} has made Pod {pod} again, with the same name and another address",
            owner = words,
            pod = name
        ),
        Some((other, _)) => message!("{owner} has made Pod {pod} in its place", owner = words, pod = other),
        None if after.pods.contains_key(name) => {
            message!("{owner} makes no other Pod before Pod {pod} is gone", owner = words, pod = name)
        }
        None => message!("{owner} makes no other Pod", owner = words),
    }
}

fn on_readiness(name: &NamespacedName, before: &Cluster) -> Message {
    let was_ready = before.pods.get(name).is_some_and(|pod| {
        pod.status
            .conditions
            .iter()
            .any(|condition| condition.r#type == "Ready" && condition.status == "True")
    });
    if was_ready {
        message!("Pod {pod} goes on running and keeps its address; no controller replaces it", pod = name)
    } else {
        message!("Pod {pod} was not ready before", pod = name)
    }
}

fn on_replicas(workload: &Workload, before: &Cluster, after: &Cluster) -> Message {
    let (had, has) = (workload.replicas(before), workload.replicas(after));
    let object = workload.object();
    if had != has {
        return message!(
            "{object} is set from {had} to {has} replicas",
            object = object,
            had = had,
            has = has
        );
    }
    let sets = &after.replica_sets;
    let owner = sets.get(&workload.name).filter(|_| workload.kind == Scalable::ReplicaSet);
    match owner
        .and_then(|set| set.metadata.owner_references.iter().find(|owner| owner.controller == Some(true)))
    {
        Some(owner) if owner.kind == Kind::Deployment.name() => message!(
            "Deployment {owner} owns {object} and has set it back to {has} replicas",
            owner = owner.name,
            object = object,
            has = has
        ),
        _ => message!("{object} was set to {has} replicas before", object = object, has = has),
    }
}

fn controller(pod: &Pod) -> Option<&OwnerReference> {
    pod.metadata.owner_references.iter().find(|owner| owner.controller == Some(true))
}
