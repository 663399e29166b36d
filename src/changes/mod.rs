//! What happens to a running cluster: a Pod is deleted, a node goes down. The controllers run again after each change,
//! on what was there before, so that everything the change does not touch stays as it was: names, addresses, nodes.

mod apply;
mod change;
mod difference;
mod error;
mod note;

pub use change::{Change, Scalable, Workload};
pub use difference::{
    Difference, Endpoint, Kept, NodesDifference, PodState, PodsDifference, ServiceDifference,
};
pub use error::ChangeError;

use crate::api::{Kind, ObjectRef};
use crate::cluster::Cluster;
use crate::controllers::{self, Reconciled};
use crate::message::Message;

/// What came of a change: what there is to know of it, or why it could not happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The change.
    pub change: Change,
    /// One sentence.
    pub result: Result<Message, ChangeError>,
}

/// Lets changes happen to a cluster, one after another. One that names what is not there changes nothing.
pub fn run(admitted: &Cluster, before: &Reconciled, changes: &[Change]) -> (Reconciled, Vec<Outcome>) {
    let mut now: Option<Reconciled> = None;
    let mut outcomes = Vec::new();
    for change in changes {
        let happened = happen(admitted, &now.as_ref().unwrap_or(before).cluster, change);
        let result = happened.map(|(next, note)| {
            now = Some(next);
            note
        });
        outcomes.push(Outcome { change: change.clone(), result });
    }
    let after = now.unwrap_or_else(|| before.clone());
    (after, outcomes)
}

/// The cluster after a change and after the controllers have run again, and what there is to know of it.
fn happen(
    admitted: &Cluster,
    before: &Cluster,
    change: &Change,
) -> Result<(Reconciled, Message), ChangeError> {
    let mut cluster = before.clone();
    apply::apply(&mut cluster, change)?;
    try_again(&mut cluster, admitted);
    let mut next = controllers::reconcile(&cluster);
    for (name, pod) in cluster.pods {
        if !next.cluster.pods.contains_key(&name) {
            apply::forget(&mut next.cluster, name, &pod);
        }
    }
    let note = note::note(change, before, &next.cluster);
    Ok((next, note))
}

/// Scheduler and kubelet look again at the Pods that have no node or no address yet, unless it is the text that says so.
fn try_again(cluster: &mut Cluster, admitted: &Cluster) {
    let Cluster { pods, origins, .. } = cluster;
    for (name, pod) in pods {
        let has_ended = matches!(pod.status.phase.as_deref(), Some("Succeeded" | "Failed"));
        if pod.status.pod_ips.is_empty() && !has_ended {
            let object = ObjectRef::new(Kind::Pod, name.namespace.clone(), name.name.clone());
            let given = admitted.pods.get(name).filter(|_| origins.contains_key(&object));
            pod.status = given.map(|pod| pod.status.clone()).unwrap_or_default();
        }
    }
}
