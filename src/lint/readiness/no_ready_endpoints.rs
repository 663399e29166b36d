//! A Service selects Pods, and none of them is ready.
//!
//! Only a Pod whose `Ready` condition is true gets traffic. A Pod is ready when all its containers are, and when every
//! readiness gate has been filled; one that is pending, has ended or is terminating is not. Without a ready Pod the Service
//! refuses every connection, unless it sets `publishNotReadyAddresses`.
//!
//! # Source
//!
//! - `staging/src/k8s.io/endpointslice/utils.go` (`podToEndpoint`)
//! - kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-status
//!
//! # Fires
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
//!   name: web-1
//!   labels: {app: web}
//! spec:
//!   containers:
//!   - name: web
//!     image: nginx
//! status:
//!   conditions:
//!   - {type: Ready, status: "False"}
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
//!   name: web-1
//!   labels: {app: web}
//! spec:
//!   containers:
//!   - name: web
//!     image: nginx
//! status:
//!   conditions:
//!   - {type: Ready, status: "True"}
//! ```

use crate::controllers::{Backend, Reason};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::Facts;
use crate::lint::finding::Finding;
use crate::manifest::FieldPath;
use crate::message::Message;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "no-ready-endpoints",
    severity: Severity::Warning,
    symptom: text!("Pods are Running 0/1; the Service has no ready endpoint and refuses connections"),
    check: Some(check),
};

/// How many Pods are named.
const NAMED: usize = 5;

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for selecting in facts.selecting.iter().filter(|selecting| !selecting.pods.is_empty()) {
        if facts.backends.has_ready(selecting.at) {
            continue;
        }
        let backends = facts.backends.of(selecting.service);
        let mut states: Vec<Message> = backends.iter().filter_map(state).collect();
        if states.is_empty() || backends.iter().any(is_served_while_it_ends) {
            continue;
        }
        let more = states.len().saturating_sub(NAMED);
        if more > 0 {
            states.truncate(NAMED);
            states.push(message!("and {count} more", count = more));
        }
        let message = message!("Service {name} has no ready endpoint: {states}", name = selecting.at.name)
            .with_messages("states", states);
        let help = message!("Connections are refused until one of them is ready");
        let path = FieldPath::new("spec").child("selector");
        findings.push(Finding::new(selecting.reference(), path, message, help));
    }
}

/// A Pod and the reasons why it does not count.
fn state(backend: &Backend) -> Option<Message> {
    let pod = &backend.pod.as_ref()?.name;
    let reasons: Vec<Message> = backend.reasons.iter().map(Reason::message).collect();
    (!reasons.is_empty()).then(|| message!("{pod} ({reasons})", pod = pod).with_messages("reasons", reasons))
}

/// True for a Pod that gets connections although it is being deleted.
fn is_served_while_it_ends(backend: &Backend) -> bool {
    backend.reasons.contains(&Reason::Terminating { serving: true })
}
