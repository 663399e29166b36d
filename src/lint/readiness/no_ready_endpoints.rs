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

use crate::controllers::Backend;
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, some_of};
use crate::lint::finding::Finding;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "no-ready-endpoints",
    severity: Severity::Warning,
    symptom: text!("Pods are Running 0/1; the Service has no ready endpoint and refuses connections"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for selecting in facts.selecting.iter().filter(|selecting| !selecting.pods.is_empty()) {
        if facts.backends.has_ready(selecting.at) {
            continue;
        }
        let states: Vec<String> = facts.backends.of(selecting.service).iter().filter_map(state).collect();
        if states.is_empty() {
            continue;
        }
        let message = message!(
            "Service {name} has no ready endpoint: {states}",
            name = selecting.at.name,
            states = some_of(&states)
        );
        let help = message!(
            "Connections are refused until a Pod is ready; kubectl describe pod says what it waits for"
        );
        let path = FieldPath::new("spec").child("selector");
        findings.push(Finding::new(selecting.reference(), path, message, help));
    }
}

/// A Pod and the first reason why it does not count.
fn state(backend: &Backend) -> Option<String> {
    Some(format!("{}: {}", backend.pod.as_ref()?.name, backend.reasons.first()?.message()))
}
