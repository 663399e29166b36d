//! A StatefulSet names a Service that does not exist.
//!
//! The Pods of a StatefulSet get their names in DNS, such as `db-0.db`, from the Service that `serviceName` names.
//! Nobody makes that Service for it: without one, the Pods run and have no names.
//!
//! # Source
//!
//! - kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
//! - `pkg/controller/statefulset/stateful_set_utils.go` (`initIdentity`)
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: apps/v1
//! kind: StatefulSet
//! metadata:
//!   name: db
//! spec:
//!   serviceName: dbs
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
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::Facts;
use crate::lint::finding::{Finding, Repair};
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "stateful-set-names-no-service",
    severity: Severity::Warning,
    symptom: text!("The names of the Pods, such as db-0.db, do not resolve: NXDOMAIN"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for set in stateful_sets(facts) {
        let Some(name) = set.service_name() else { continue };
        if set.service(facts).is_some() {
            continue;
        }
        let message = message!(
            "StatefulSet {set} names Service {service}, which namespace {namespace} does not have: its Pods have no names in DNS",
            set = set.template.object.name,
            service = name,
            namespace = set.template.object.namespace
        );
        let path = FieldPath::new("spec").child("serviceName");
        let headless = set.headless(facts);
        let help = match headless {
            Some(service) => {
                message!("Set serviceName to {service}, the headless Service of its Pods", service = service)
            }
            None => message!(
                "Write a Service {service} with clusterIP: None that selects its Pods",
                service = name
            ),
        };
        let repair = headless.map(|service| {
            let title = message!("Set serviceName to {service}", service = service);
            Repair::set(title, set.template.object.clone(), path.clone(), service)
        });
        findings.push(Finding::new(set.template.object.clone(), path, message, help).with(repair));
    }
}
