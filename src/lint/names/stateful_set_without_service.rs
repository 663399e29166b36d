//! A StatefulSet names no Service, though there is a headless one for its Pods.
//!
//! Without `serviceName` the Pods of a StatefulSet have no subdomain, and so no names of their own in DNS. The name of
//! the headless Service leads to all of them; `db-0.db` leads nowhere.
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
    code: "stateful-set-without-service",
    severity: Severity::Info,
    symptom: text!("The names of the Pods, such as db-0.db, do not resolve: NXDOMAIN"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for set in stateful_sets(facts) {
        let (None, Some(service)) = (set.service_name(), set.headless(facts)) else { continue };
        let message = message!(
            "StatefulSet {set} has no serviceName, so its Pods have no names below the headless Service {service}",
            set = set.template.object.name,
            service = service
        );
        let path = FieldPath::new("spec").child("serviceName");
        let title = message!("Set serviceName to {service}", service = service);
        let repair = Repair::set(title, set.template.object.clone(), path.clone(), service);
        let help = message!("Set serviceName to {service}", service = service);
        findings.push(Finding::new(set.template.object.clone(), path, message, help).with(repair));
    }
}
