//! A Pod has a readiness gate, and nothing in the text fills it.
//!
//! A readiness gate is one more condition that must be true before the Pod is ready. Not the kubelet but a program of the
//! cluster sets it, such as the controller of a load balancer. svclab runs no such program, so here the Pod stays unready; in a
//! cluster it does if that program is missing.
//!
//! # Source
//!
//! - `pkg/kubelet/status/generate.go` (`GeneratePodReadyCondition`)
//! - kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web-1
//!   labels: {app: web}
//! spec:
//!   readinessGates:
//!   - conditionType: example.com/registered
//!   containers:
//!   - name: web
//!     image: nginx
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web-1
//!   labels: {app: web}
//! spec:
//!   readinessGates:
//!   - conditionType: example.com/registered
//!   containers:
//!   - name: web
//!     image: nginx
//! status:
//!   conditions:
//!   - {type: example.com/registered, status: "True"}
//! ```

use crate::api::Kind;
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, reference};
use crate::lint::finding::Finding;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "readiness-gate-not-filled",
    severity: Severity::Info,
    symptom: text!("All containers are ready, and the Pod is not: READINESS GATES 0/1"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let gated = facts.cluster.pods.values().filter(|pod| !pod.spec.readiness_gates.is_empty());
    for pod in gated {
        for (index, gate) in pod.spec.readiness_gates.iter().enumerate() {
            let kind = &gate.condition_type;
            if pod.status.conditions.iter().any(|condition| condition.r#type == *kind) {
                continue;
            }
            let object = reference(Kind::Pod, &pod.metadata);
            let message = message!(
                "{object} has the readiness gate {gate}, which nothing here fills: its Pods do not become ready",
                object = facts.top_owner(pod),
                gate = kind
            );
            let help = message!(
                "In a cluster some program must set this condition; to see it filled, give it under status.conditions of a Pod"
            );
            let path = FieldPath::new("spec").child("readinessGates").index(index);
            findings.push(Finding::new(object, path, message, help));
        }
    }
}
