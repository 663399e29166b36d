//! A Service selects the Pods of several workloads, and those of one do not declare the port that it leads to.
//!
//! A selector takes every Pod with its labels, whichever workload it belongs to. That is meant for a canary beside the stable
//! version. But where one workload declares the target port and another declares only other ports, a part of the connections
//! goes to Pods that do not serve them. The same holds for the Pods of a Job beside those of a server.
//!
//! # Source
//!
//! - `pkg/controller/endpointslice/endpointslice_controller.go` (`syncService`)
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
//!   selector: {app: shop}
//!   ports:
//!   - port: 80
//!     targetPort: 8080
//! ---
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata:
//!   name: web
//! spec:
//!   selector:
//!     matchLabels: {app: shop, tier: web}
//!   template:
//!     metadata:
//!       labels: {app: shop, tier: web}
//!     spec:
//!       containers:
//!       - name: web
//!         image: nginx
//!         ports:
//!         - containerPort: 8080
//! ---
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata:
//!   name: cache
//! spec:
//!   selector:
//!     matchLabels: {app: shop, tier: cache}
//!   template:
//!     metadata:
//!       labels: {app: shop, tier: cache}
//!     spec:
//!       containers:
//!       - name: cache
//!         image: nginx
//!         ports:
//!         - containerPort: 6379
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
//!   selector: {app: shop, tier: web}
//!   ports:
//!   - port: 80
//!     targetPort: 8080
//! ---
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata:
//!   name: web
//! spec:
//!   selector:
//!     matchLabels: {app: shop, tier: web}
//!   template:
//!     metadata:
//!       labels: {app: shop, tier: web}
//!     spec:
//!       containers:
//!       - name: web
//!         image: nginx
//!         ports:
//!         - containerPort: 8080
//! ---
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata:
//!   name: cache
//! spec:
//!   selector:
//!     matchLabels: {app: shop, tier: cache}
//!   template:
//!     metadata:
//!       labels: {app: shop, tier: cache}
//!     spec:
//!       containers:
//!       - name: cache
//!         image: nginx
//!         ports:
//!         - containerPort: 6379
//! ```

use std::collections::BTreeMap;

use crate::api::{IntOrString, Kind, ObjectRef, Pod, ServicePort};
use crate::cluster::target_port;
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, Selecting, labels_text, some_of};
use crate::lint::finding::Finding;
use crate::lint::ports::{declared_ports, protocol};
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "selector-matches-other-workload",
    severity: Severity::Warning,
    symptom: text!("Some connections work and some are refused, in turns"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for selecting in facts.selecting.iter().filter(|selecting| selecting.kinds.len() > 1) {
        findings.extend(finding(facts, selecting));
    }
}

fn finding(facts: &Facts<'_>, selecting: &Selecting<'_>) -> Option<Finding> {
    let mut workloads: BTreeMap<ObjectRef, &Pod> = BTreeMap::new();
    for pod in &selecting.kinds {
        workloads.entry(facts.top_owner(pod)).or_insert(pod);
    }
    let (serve, others): (Vec<_>, Vec<_>) = selecting.service.spec.ports.iter().find_map(|port| {
        let (serve, others) = workloads.iter().partition::<Vec<_>, _>(|(_, pod)| serves(pod, port));
        let is_mixed = !serve.is_empty() && others.iter().any(|(of, pod)| is_other(of, pod, port));
        is_mixed.then_some((serve, others))
    })?;
    let names = |list: &[(&ObjectRef, &&Pod)]| {
        some_of(&list.iter().map(|(of, _)| of.to_string()).collect::<Vec<_>>())
    };
    let message = message!(
        "Service {name} selects Pods with {selector}: those of {serve}, and those of {others}, which do not serve its port",
        name = selecting.at.name,
        selector = labels_text(&selecting.service.spec.selector),
        serve = names(&serve),
        others = names(&others)
    );
    let help = message!("Add a label to the selector that only the Pods have which are meant");
    Some(Finding::new(selecting.reference(), FieldPath::new("spec").child("selector"), message, help))
}

/// True if a Pod declares the number that a port leads to.
fn serves(pod: &Pod, port: &ServicePort) -> bool {
    match target_port(port) {
        IntOrString::Int(number) => {
            declared_ports(pod, protocol(port)).any(|declared| declared.container_port == number)
        }
        // A Pod without a port of the name is no endpoint of this port.
        IntOrString::String(_) => false,
    }
}

/// True for Pods that declare only other ports, and for those of Jobs.
fn is_other(of: &ObjectRef, pod: &Pod, port: &ServicePort) -> bool {
    matches!(of.kind, Kind::Job | Kind::CronJob) || declared_ports(pod, protocol(port)).next().is_some()
}
