//! The selector of a Service matches some of the Pods of a workload, and not the others.
//!
//! The Pods of a workload share the labels of its template. Where some of them have other labels, as after `kubectl label pod`
//! or in the middle of a rollout, a selector that asks for those labels takes only a part: the others get no traffic, and a new
//! Pod in the place of a chosen one has only the template's labels. Selectors that name one Pod of a StatefulSet by
//! `statefulset.kubernetes.io/pod-name` or `apps.kubernetes.io/pod-index` are meant so.
//!
//! # Source
//!
//! - `pkg/controller/controller_ref_manager.go` (`ClaimPods`)
//! - kubernetes.io/docs/concepts/services-networking/service/#defining-a-service
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: web
//! spec:
//!   selector: {app: web, track: stable}
//!   ports:
//!   - port: 80
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web-a
//!   labels: {app: web, track: stable}
//! spec:
//!   containers:
//!   - name: web
//!     image: nginx
//! ---
//! apiVersion: apps/v1
//! kind: ReplicaSet
//! metadata:
//!   name: web
//! spec:
//!   replicas: 2
//!   selector:
//!     matchLabels: {app: web}
//!   template:
//!     metadata:
//!       labels: {app: web}
//!     spec:
//!       containers:
//!       - name: web
//!         image: nginx
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: web
//! spec:
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web-a
//!   labels: {app: web, track: stable}
//! spec:
//!   containers:
//!   - name: web
//!     image: nginx
//! ---
//! apiVersion: apps/v1
//! kind: ReplicaSet
//! metadata:
//!   name: web
//! spec:
//!   replicas: 2
//!   selector:
//!     matchLabels: {app: web}
//!   template:
//!     metadata:
//!       labels: {app: web}
//!     spec:
//!       containers:
//!       - name: web
//!         image: nginx
//! ```

use std::collections::BTreeMap;

use crate::api::{Kind, ObjectRef, Pod};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, controller, labels_text};
use crate::lint::finding::Finding;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "selector-matches-part-of-workload",
    severity: Severity::Warning,
    symptom: text!("Fewer endpoints than replicas; some Pods get no traffic"),
    check: Some(check),
};

/// Labels that single Pods of a StatefulSet have.
const OF_ONE_POD: [&str; 2] = ["statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index"];

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let pods: Vec<&Pod> = facts.cluster.pods.values().collect();
    let mut sizes: BTreeMap<Controller<'_>, usize> = BTreeMap::new();
    for (key, run) in runs(&pods) {
        *sizes.entry(key).or_default() += run.len();
    }
    for selecting in &facts.selecting {
        let selector = &selecting.service.spec.selector;
        if OF_ONE_POD.iter().any(|label| selector.contains_key(*label)) {
            continue;
        }
        let mut chosen: BTreeMap<Controller<'_>, (usize, &Pod)> = BTreeMap::new();
        for (key, run) in runs(&selecting.pods) {
            chosen.entry(key).or_insert((0, run[0])).0 += run.len();
        }
        for (key, (count, pod)) in chosen {
            let size = sizes.get(&key).copied().unwrap_or(count);
            if count == size {
                continue;
            }
            let message = message!(
                "Service {name} selects Pods with {selector}, which {count} of the {size} Pods of {workload} have",
                name = selecting.at.name,
                selector = labels_text(selector),
                count = count,
                size = size,
                workload = workload(facts, pod)
            );
            let help = message!(
                "Select by labels that stand in the template of the workload, so that all its Pods have them"
            );
            let path = FieldPath::new("spec").child("selector");
            findings.push(Finding::new(selecting.reference(), path, message, help));
        }
    }
}

/// Namespace, kind and name.
type Controller<'a> = (&'a str, &'a str, &'a str);

fn key(pod: &Pod) -> Option<Controller<'_>> {
    let owner = controller(&pod.metadata)?;
    Some((pod.metadata.namespace.as_deref()?, &owner.kind, &owner.name))
}

/// Pods that stand side by side and share their owner references, with their controller.
fn runs<'p, 'a>(pods: &'p [&'a Pod]) -> impl Iterator<Item = (Controller<'a>, &'p [&'a Pod])> {
    let share =
        |one: &&Pod, other: &&Pod| one.metadata.owner_references.is_same(&other.metadata.owner_references);
    pods.chunk_by(share).filter_map(|run| Some((key(run[0])?, run)))
}

fn workload(facts: &Facts<'_>, pod: &Pod) -> ObjectRef {
    let namespace = pod.metadata.namespace.clone().unwrap_or_default();
    match controller(&pod.metadata) {
        // A Deployment has several ReplicaSets while it rolls out, and only one of them is meant.
        Some(owner) if owner.kind == Kind::ReplicaSet.name() => {
            ObjectRef::new(Kind::ReplicaSet, namespace, owner.name.clone())
        }
        _ => facts.top_owner(pod),
    }
}
