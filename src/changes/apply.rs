//! What a change alone does to the cluster, before any controller notices.

use super::{Change, ChangeError, Scalable, Workload};
use crate::api::{Condition, Kind, Node, ObjectRef, Pod, SmolStr, Taint};
use crate::cluster::{Cluster, NamespacedName, tolerates};
use crate::message;

/// When a deleted Pod will be gone. There is no clock: time stands still at its first second.
const DELETION_TIME: &str = "1970-01-01T00:00:30Z";
/// How long a Pod has to end when it does not say (`DefaultTerminationGracePeriodSeconds`).
const GRACE_PERIOD: i64 = 30;
/// How many names an error counts up.
const NAMES_SHOWN: usize = 8;

/// Lets a change happen.
pub(super) fn apply(cluster: &mut Cluster, change: &Change) -> Result<(), ChangeError> {
    check(cluster, change)?;
    match change {
        Change::DeletePod { pod } => {
            if let Some(gone) = cluster.pods.remove(pod) {
                forget(cluster, pod.clone(), &gone);
            }
        }
        Change::Unready { pod } => cluster.pods.get_mut(pod).into_iter().for_each(fail_probe),
        Change::Terminate { pod } => cluster.pods.get_mut(pod).into_iter().for_each(terminate),
        Change::NodeDown { node } => switch_off(cluster, node),
        Change::NodeLost { node } => {
            switch_off(cluster, node);
            evict_pods(cluster, node);
        }
        Change::Cordon { node } => {
            cluster
                .nodes
                .get_mut(node.as_str())
                .into_iter()
                .for_each(|node| node.spec.unschedulable = Some(true));
        }
        Change::Scale { workload, replicas } => {
            let replicas = Some(i32::try_from(*replicas).unwrap_or(i32::MAX));
            set_replicas(cluster, workload, replicas);
        }
    }
    Ok(())
}

/// What is named must be there, and must be somebody's to change.
fn check(cluster: &Cluster, change: &Change) -> Result<(), ChangeError> {
    let object = change.object();
    if cluster.get(&object).is_none() {
        return Err(missing(cluster, &object));
    }
    let goes = matches!(change, Change::DeletePod { .. } | Change::Terminate { .. });
    if goes && cluster.is_built_in(&object) {
        // It stands for a Deployment that is not there and would replace it.
        return Err(ChangeError::bare(message!(
            "{object} comes with every cluster and cannot be deleted here",
            object = object
        )));
    }
    Ok(())
}

fn missing(cluster: &Cluster, object: &ObjectRef) -> ChangeError {
    let all = cluster.list(object.kind).into_iter().map(|other| other.reference());
    let mut beside = all.filter(|other| other.namespace == object.namespace).map(|other| other.name);
    let mut names: Vec<SmolStr> = beside.by_ref().take(NAMES_SHOWN).collect();
    if beside.next().is_some() {
        names.push("...".into());
    }
    let message = message!("There is no {object}", object = object);
    if names.is_empty() {
        return ChangeError::bare(message);
    }
    ChangeError::new(message, message!("There are: {names}.", names = names.join(", ")))
}

/// A Pod is gone, with all that was known of it.
pub(super) fn forget(cluster: &mut Cluster, name: NamespacedName, pod: &Pod) {
    cluster.origins.remove(&ObjectRef::new(Kind::Pod, name.namespace.clone(), name.name.clone()));
    cluster.gone.add(name, pod);
}

/// What the kubelet reports when the readiness probes of a running Pod fail (pkg/kubelet/status/generate.go).
fn fail_probe(pod: &mut Pod) {
    if pod.status.phase.as_deref() != Some("Running") {
        return;
    }
    let names: Vec<&str> = pod.spec.containers.iter().map(|container| container.name.as_str()).collect();
    let message = format!("containers with unready status: [{}]", names.join(" "));
    for condition in &mut pod.status.conditions {
        if matches!(condition.r#type.as_str(), "Ready" | "ContainersReady") {
            condition.status = "False".into();
            condition.reason = Some("ContainersNotReady".into());
            condition.message = Some(message.clone().into());
        }
    }
    pod.status.container_statuses.iter_mut().for_each(|container| container.ready = false);
}

/// What the API server writes when somebody deletes a Pod that is still running.
fn terminate(pod: &mut Pod) {
    let grace_period = pod.spec.termination_grace_period_seconds.unwrap_or(GRACE_PERIOD);
    pod.metadata.deletion_timestamp.get_or_insert_with(|| DELETION_TIME.into());
    pod.metadata.deletion_grace_period_seconds.get_or_insert(grace_period);
}

fn switch_off(cluster: &mut Cluster, node: &str) {
    cluster.nodes.get_mut(node).into_iter().for_each(silence);
    mark_pods_not_ready(cluster, node);
    cluster.down.insert(node.into());
}

/// What the node lifecycle controller writes of a node that it has not heard of for a while (`tryUpdateNodeHealth` of
/// pkg/controller/nodelifecycle).
fn silence(node: &mut Node) {
    for condition in &mut node.status.conditions {
        if matches!(condition.r#type.as_str(), "Ready" | "MemoryPressure" | "DiskPressure" | "PIDPressure") {
            condition.status = "Unknown".into();
            condition.reason = Some("NodeStatusUnknown".into());
            condition.message = Some("Kubelet stopped posting node status.".into());
        }
    }
}

/// What it writes of the Pods there: nothing but that they are not ready (`MarkPodsNotReady`).
fn mark_pods_not_ready(cluster: &mut Cluster, node: &str) {
    let here = cluster.pods.values_mut().filter(|pod| pod.spec.node_name.as_deref() == Some(node));
    let is_ready = |condition: &&mut Condition| condition.r#type == "Ready";
    for ready in here.flat_map(|pod| &mut pod.status.conditions).filter(is_ready) {
        ready.status = "False".into();
    }
}

/// Deletes the Pods that do not tolerate the silence for good (pkg/controller/tainteviction). Every Pod tolerates it for
/// five minutes (the DefaultTolerationSeconds admission plugin). No kubelet says that they have ended, so they stay. A Pod
/// that comes with every cluster stands for a Deployment that is not there; it is left alone.
fn evict_pods(cluster: &mut Cluster, node: &str) {
    let is_here = |pod: &Pod| pod.spec.node_name.as_deref() == Some(node);
    let here = cluster.pods.iter().filter(|(_, pod)| is_here(pod) && !tolerates_silence(pod));
    let evicted: Vec<NamespacedName> = here
        .map(|(name, _)| name.clone())
        .filter(|name| {
            !cluster.is_built_in(&ObjectRef::new(Kind::Pod, name.namespace.clone(), name.name.clone()))
        })
        .collect();
    for name in evicted {
        let Some(pod) = cluster.pods.get_mut(&name).filter(|pod| pod.metadata.deletion_timestamp.is_none())
        else {
            continue;
        };
        terminate(pod);
        pod.status.conditions.retain(|condition| condition.r#type != "DisruptionTarget");
        pod.status.conditions.push(Condition {
            r#type: "DisruptionTarget".into(),
            status: "True".into(),
            reason: Some("DeletionByTaintManager".into()),
            message: Some("Taint manager: deleting due to NoExecute taint".into()),
            last_transition_time: None,
        });
    }
}

/// True if the first toleration that bears the taint has no end (`GetMatchingTolerations`, `getMinTolerationTime`).
fn tolerates_silence(pod: &Pod) -> bool {
    let taint =
        Taint { key: "node.kubernetes.io/unreachable".into(), value: None, effect: "NoExecute".into() };
    let mut tolerations = pod.spec.tolerations.iter();
    let first = tolerations.find(|toleration| tolerates(std::slice::from_ref(toleration), &taint));
    first.is_some_and(|toleration| toleration.toleration_seconds.is_none())
}

fn set_replicas(cluster: &mut Cluster, workload: &Workload, replicas: Option<i32>) {
    let name = &workload.name;
    let found = match workload.kind {
        Scalable::Deployment => cluster.deployments.get_mut(name).map(|set| &mut set.spec.replicas),
        Scalable::ReplicaSet => cluster.replica_sets.get_mut(name).map(|set| &mut set.spec.replicas),
        Scalable::ReplicationController => {
            cluster.replication_controllers.get_mut(name).map(|set| &mut set.spec.replicas)
        }
        Scalable::StatefulSet => cluster.stateful_sets.get_mut(name).map(|set| &mut set.spec.replicas),
    };
    if let Some(found) = found {
        *found = replicas;
    }
}
