//! A StatefulSet names a Service that has an address of its own.
//!
//! The API asks for a headless Service (`clusterIP: None`) in `serviceName`. With another one the name of the Service
//! leads to one virtual address, and not to the Pods; that `db-0.db` resolves all the same is a kindness of CoreDNS.
//!
//! # Source
//!
//! - kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations
//! - `plugin/kubernetes/kubernetes.go` of CoreDNS (`findServices`)
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
use crate::api::{Kind, ObjectRef};
use crate::cluster::{ServiceType, is_headless, service_type};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::Facts;
use crate::lint::finding::{Finding, Repair};
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "stateful-set-service-not-headless",
    severity: Severity::Info,
    symptom: text!("The name of the Service resolves to one address, not to those of the Pods"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for set in stateful_sets(facts) {
        let Some((at, service)) = set.service(facts) else { continue };
        if is_headless(service) || service_type(service) == ServiceType::ExternalName {
            continue;
        }
        let message = message!(
            "StatefulSet {set} names Service {service}, which is not headless: its name leads to one address, not to the Pods",
            set = set.template.object.name,
            service = at.name
        );
        let (repair, help) = match set.headless(facts) {
            Some(other) => {
                let title = message!("Set serviceName to {service}", service = other);
                let path = FieldPath::new("spec").child("serviceName");
                (
                    Repair::set(title, set.template.object.clone(), path, other),
                    message!(
                        "Set serviceName to {service}, the headless Service of its Pods",
                        service = other
                    ),
                )
            }
            None => {
                let title = message!("Set clusterIP: None in Service {service}", service = at.name);
                let service = ObjectRef::new(Kind::Service, &*at.namespace, &*at.name);
                let path = FieldPath::new("spec").child("clusterIP");
                (
                    Repair::set(title, service, path, "None"),
                    message!(
                        "Set clusterIP: None in Service {service}, or add a headless one",
                        service = at.name
                    ),
                )
            }
        };
        let repair = (service_type(service) == ServiceType::ClusterIp || set.headless(facts).is_some())
            .then_some(repair);
        let path = FieldPath::new("spec").child("serviceName");
        findings.push(Finding::new(set.template.object.clone(), path, message, help).with(repair));
    }
}
