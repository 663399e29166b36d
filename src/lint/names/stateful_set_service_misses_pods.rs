//! A StatefulSet names a Service that does not select its Pods.
//!
//! The records of the Pods of a StatefulSet come from the endpoints of the Service that `serviceName` names. A Pod that
//! this Service does not select is no endpoint of it, and has no record.
//!
//! # Source
//!
//! - kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
//! - `pkg/controller/endpointslice/reconciler.go` (`reconcileByAddressType`)
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: apps/v1
//! kind: StatefulSet
//! metadata:
//!   name: db
//! spec:
//!   serviceName: db
//!   replicas: 2
//!   selector:
//!     matchLabels: {app: db}
//!   template:
//!     metadata:
//!       labels: {app: db}
//!     spec:
//!       containers:
//!       - name: db
//!         image: postgres
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   clusterIP: None
//!   selector: {app: dbs}
//!   ports:
//!   - port: 5432
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: other
//!   labels: {app: dbs}
//! spec:
//!   containers:
//!   - name: other
//!     image: postgres
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: apps/v1
//! kind: StatefulSet
//! metadata:
//!   name: db
//! spec:
//!   serviceName: db
//!   replicas: 2
//!   selector:
//!     matchLabels: {app: db}
//!   template:
//!     metadata:
//!       labels: {app: db}
//!     spec:
//!       containers:
//!       - name: db
//!         image: postgres
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   clusterIP: None
//!   selector: {app: db}
//!   ports:
//!   - port: 5432
//! ```

use super::stateful_sets;
use crate::cluster::{ServiceType, service_type};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, has_labels, labels_text};
use crate::lint::finding::Finding;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "stateful-set-service-misses-pods",
    severity: Severity::Warning,
    symptom: text!("The names of the Pods, such as db-0.db, do not resolve: NXDOMAIN"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for set in stateful_sets(facts) {
        let Some((at, service)) = set.service(facts) else { continue };
        let selector = &service.spec.selector;
        if selector.is_empty()
            || service_type(service) == ServiceType::ExternalName
            || has_labels(set.template.metadata, selector)
        {
            continue;
        }
        let message = message!(
            "StatefulSet {set} names Service {service}, which selects {selector}: its Pods have {labels}, and so no names in DNS",
            set = set.template.object.name,
            service = at.name,
            selector = labels_text(selector),
            labels = labels_text(&set.template.metadata.labels)
        );
        let help = match set.headless(facts) {
            Some(other) => {
                message!("Set serviceName to {service}, the headless Service of its Pods", service = other)
            }
            None => {
                message!("Give Service {service} the labels of these Pods as its selector", service = at.name)
            }
        };
        let path = FieldPath::new("spec").child("serviceName");
        findings.push(Finding::new(set.template.object.clone(), path, message, help));
    }
}
