//! Two Services of one type have the same selector and the same ports.
//!
//! Both lead to the same Pods in the same way, each with an address and a name of its own. That does no harm, and is often what
//! is left after a rename; a change to one of them is then forgotten in the other.
//!
//! # Source
//!
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
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: front
//! spec:
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//! ---
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata:
//!   name: web
//! spec:
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
//! kind: Service
//! metadata:
//!   name: front
//! spec:
//!   type: NodePort
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//! ---
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata:
//!   name: web
//! spec:
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
use std::collections::btree_map::Entry;

use crate::api::{IntOrString, Labels};
use crate::cluster::{ServiceType, is_headless, service_type, target_port};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, Selecting, labels_text};
use crate::lint::finding::Finding;
use crate::lint::ports::protocol;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "same-service-twice",
    severity: Severity::Info,
    symptom: text!("Two Services with the same endpoints"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    // Services with the same selector have its first label in common.
    for group in facts.sharing_first_label() {
        let mut first: BTreeMap<Way<'_>, &Selecting<'_>> = BTreeMap::new();
        for selecting in group.filter(|selecting| !selecting.pods.is_empty()) {
            match first.entry(way(selecting)) {
                Entry::Occupied(before) => findings.push(finding(selecting, before.get())),
                Entry::Vacant(entry) => drop(entry.insert(selecting)),
            }
        }
    }
}

fn finding(selecting: &Selecting<'_>, before: &Selecting<'_>) -> Finding {
    let message = message!(
        "Service {name} is like Service {other}: both select {selector} and have the same ports",
        name = selecting.at.name,
        other = before.at.name,
        selector = labels_text(&selecting.service.spec.selector)
    );
    let help = message!("Keep one of them, unless both names are used");
    Finding::new(selecting.reference(), FieldPath::new("spec").child("selector"), message, help)
}

/// What a Service leads to, and how.
type Way<'a> = (&'a str, &'a Labels, ServiceType, bool, bool, Vec<(i32, IntOrString, &'a str)>);

fn way<'a>(selecting: &Selecting<'a>) -> Way<'a> {
    let spec = &selecting.service.spec;
    let mut ports: Vec<_> =
        spec.ports.iter().map(|port| (port.port, target_port(port), protocol(port))).collect();
    ports.sort();
    let publishes = spec.publish_not_ready_addresses == Some(true);
    let kind = service_type(selecting.service);
    (&selecting.at.namespace, &spec.selector, kind, is_headless(selecting.service), publishes, ports)
}
