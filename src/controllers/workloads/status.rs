//! What workloads say of themselves: how many Pods there are, and how many of them are ready.

use std::collections::{BTreeMap, HashMap};

use super::daemon_set;
use crate::api::{Kind, Pod, WorkloadStatus};
use crate::cluster::{Cluster, NamespacedName, Store, is_pod_ready};
use crate::controllers::owners;

/// Fills in the statuses of all workloads from their Pods.
pub(in crate::controllers) fn report(cluster: &mut Cluster) {
    let counts = count(&cluster.pods);
    let of = |kind: Kind, name: &NamespacedName| {
        let key = (name.namespace.as_str(), kind.name(), name.name.as_str());
        counts.get(&key).copied().unwrap_or_default()
    };
    let mut by_deployment: BTreeMap<NamespacedName, Count> = BTreeMap::new();
    for (name, set) in &mut cluster.replica_sets {
        let counted = of(Kind::ReplicaSet, name);
        set.status = counted.status();
        if let Some(owner) = owners::controller_of(&set.metadata).filter(|owner| owner.kind == "Deployment") {
            let deployment = NamespacedName::new(name.namespace.clone(), owner.name.clone());
            let total = by_deployment.entry(deployment).or_default();
            total.active += counted.active;
            total.ready += counted.ready;
        }
    }
    for (name, deployment) in &mut cluster.deployments {
        deployment.status = by_deployment.remove(name).unwrap_or_default().rollout_status();
    }
    for (name, set) in &mut cluster.replication_controllers {
        set.status = of(Kind::ReplicationController, name).status();
    }
    for (name, set) in &mut cluster.stateful_sets {
        set.status = of(Kind::StatefulSet, name).rollout_status();
    }
    for (name, set) in &mut cluster.daemon_sets {
        let counted = of(Kind::DaemonSet, name);
        let desired = daemon_set::desired(set, &cluster.nodes);
        let status = &mut set.status;
        status.desired_number_scheduled = Some(number(desired));
        status.current_number_scheduled = Some(number(counted.active));
        status.updated_number_scheduled = Some(number(counted.active));
        status.number_ready = Some(number(counted.ready));
        status.number_available = Some(number(counted.ready));
    }
    for (name, job) in &mut cluster.jobs {
        let counted = of(Kind::Job, name);
        let status = &mut job.status;
        status.active = Some(number(counted.active)).filter(|&pods| pods > 0);
        status.ready = Some(number(counted.ready));
        // Finished Pods may be gone while the Job remembers them.
        status.succeeded = status.succeeded.max(Some(number(counted.succeeded)).filter(|&pods| pods > 0));
        status.failed = status.failed.max(Some(number(counted.failed)).filter(|&pods| pods > 0));
    }
}

/// How many Pods of a workload are in which state.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    active: usize,
    ready: usize,
    succeeded: usize,
    failed: usize,
}

impl Count {
    fn status(self) -> WorkloadStatus {
        WorkloadStatus {
            replicas: Some(number(self.active)),
            ready_replicas: Some(number(self.ready)),
            updated_replicas: None,
            available_replicas: Some(number(self.ready)),
        }
    }

    /// Of a workload that rolls out: at the end of the rollout every Pod is of the newest template.
    fn rollout_status(self) -> WorkloadStatus {
        WorkloadStatus { updated_replicas: Some(number(self.active)), ..self.status() }
    }
}

/// Counts by namespace, kind and name of the controlling owner. They are looked up, never iterated over.
fn count(pods: &Store<Pod>) -> HashMap<(&str, &str, &str), Count> {
    let mut counts: HashMap<(&str, &str, &str), Count> = HashMap::new();
    for (name, pod) in pods {
        let Some(owner) = owners::controller_of(&pod.metadata) else { continue };
        let count = counts.entry((&name.namespace, &owner.kind, &owner.name)).or_default();
        match pod.status.phase.as_deref() {
            Some("Succeeded") => count.succeeded += 1,
            Some("Failed") => count.failed += 1,
            _ if pod.metadata.deletion_timestamp.is_some() => {}
            _ => {
                count.active += 1;
                count.ready += usize::from(is_pod_ready(pod));
            }
        }
    }
    counts
}

fn number(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
