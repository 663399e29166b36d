//! Every endpoint of a Service is a Pod that is being deleted.
//!
//! kube-proxy sends connections to Pods that are ending, as long as they are ready, only where there is nobody else. So the
//! Service still works, until the last of them has ended; then it refuses connections.
//!
//! # Source
//!
//! - `pkg/proxy/topology.go` (`CategorizeEndpoints`)
//! - kubernetes.io/docs/concepts/services-networking/endpoint-slices/#terminating
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
//!   deletionTimestamp: 2026-01-01T00:00:00Z
//! spec:
//!   nodeName: worker-1
//!   containers:
//!   - name: web
//!     image: nginx
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
//!   deletionTimestamp: 2026-01-01T00:00:00Z
//! spec:
//!   nodeName: worker-1
//!   containers:
//!   - name: web
//!     image: nginx
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web-2
//!   labels: {app: web}
//! spec:
//!   containers:
//!   - name: web
//!     image: nginx
//! ```

use crate::api::SmolStr;
use crate::controllers::Reason;
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, some_of};
use crate::lint::finding::Finding;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "only-terminating-endpoints",
    severity: Severity::Warning,
    symptom: text!("Connections work and then are refused, or an Ingress answers 502 during a rollout"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for selecting in facts.selecting.iter().filter(|selecting| !selecting.pods.is_empty()) {
        if facts.backends.has_ready(selecting.at) {
            continue;
        }
        let backends = facts.backends.of(selecting.service);
        let ending = backends
            .iter()
            .filter(|backend| backend.reasons.contains(&Reason::Terminating { serving: true }))
            .filter_map(|backend| Some(backend.pod.as_ref()?.name.clone()));
        let ending: Vec<SmolStr> = ending.collect();
        if ending.is_empty() {
            continue;
        }
        let message = message!(
            "Only Pods that are being deleted serve Service {name}: {pods}",
            name = selecting.at.name,
            pods = some_of(&ending)
        );
        let help =
            message!("When the last of them has ended, connections are refused: have others ready before");
        let path = FieldPath::new("spec").child("selector");
        findings.push(Finding::new(selecting.reference(), path, message, help));
    }
}
