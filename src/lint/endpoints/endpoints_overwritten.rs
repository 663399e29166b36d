//! Endpoints are written by hand for a Service with a selector.
//!
//! The endpoints controller writes the Endpoints of every Service that has a selector, from the Pods that it selects.
//! It replaces what somebody else has written there, at once and again after each change.
//!
//! For addresses of your own take the selector away.
//!
//! # Source
//!
//! - `pkg/controller/endpoint/endpoints_controller.go` (`syncService`)
//! - kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
//!
//! # Fires
//!
//! ```yaml
//! # svclab: allow deprecated-endpoints
//! apiVersion: v1
//! kind: Endpoints
//! metadata:
//!   name: db
//! subsets:
//! - addresses:
//!   - ip: 192.0.2.20
//!   ports:
//!   - port: 5432
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   selector: {app: db}
//!   ports:
//!   - port: 5432
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: db
//!   labels: {app: db}
//! spec:
//!   containers:
//!   - name: db
//!     image: postgres
//! ```
//!
//! # Silent
//!
//! ```yaml
//! # svclab: allow deprecated-endpoints
//! apiVersion: v1
//! kind: Endpoints
//! metadata:
//!   name: db
//! subsets:
//! - addresses:
//!   - ip: 192.0.2.20
//!   ports:
//!   - port: 5432
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   ports:
//!   - port: 5432
//! ```

use crate::api::{Endpoints, Kind};
use crate::cluster::Origin;
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, labels_text, reference};
use crate::lint::finding::Finding;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "endpoints-overwritten",
    severity: Severity::Warning,
    symptom: text!("kubectl edit endpoints has no effect; the addresses are others"),
    check: Some(check),
};

/// What the controllers write on Endpoints of their own, and what kubectl then prints.
const BY_CONTROLLER: [&str; 2] =
    ["endpoints.kubernetes.io/last-change-trigger-time", "endpoints.kubernetes.io/managed-by"];

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for written in &facts.endpoints {
        let Some(service) = facts.cluster.services.get(&written.at) else { continue };
        let about = reference(Kind::Service, &service.metadata);
        let is_of_text = matches!(facts.cluster.origin(&about), Origin::Text { .. });
        if !is_of_text || service.spec.selector.is_empty() || is_of_controller(&written.endpoints) {
            continue;
        }
        let message = message!(
            "Service {name} has the selector {selector}, so the endpoints controller replaces what Endpoints {name} says",
            name = written.at.name,
            selector = labels_text(&service.spec.selector)
        );
        let help = message!(
            "For addresses of your own, remove the selector of Service {name}",
            name = written.at.name
        );
        findings.push(Finding::new(written.reference(), FieldPath::new("subsets"), message, help));
    }
}

/// True for what kubectl prints of Endpoints that a controller has written.
fn is_of_controller(endpoints: &Endpoints) -> bool {
    let metadata = &endpoints.metadata;
    let addresses =
        || endpoints.subsets.iter().flat_map(|it| it.addresses.iter().chain(&it.not_ready_addresses));
    BY_CONTROLLER
        .iter()
        .any(|key| metadata.annotations.contains_key(*key) || metadata.labels.contains_key(*key))
        || addresses().all(|address| address.target_ref.is_some())
}
