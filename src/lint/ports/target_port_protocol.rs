//! A Service leads to a port that the containers declare for another protocol.
//!
//! TCP and UDP ports of the same number are two different ports. kube-proxy takes connections of the Service port's protocol
//! alone and hands them on in the same protocol, so a program that listens in the other one never sees them.
//!
//! # Source
//!
//! - `pkg/proxy/servicechangetracker.go`
//! - kubernetes.io/docs/reference/networking/service-protocols
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: dns
//! spec:
//!   selector: {app: web}
//!   ports:
//!   - port: 5353
//!     protocol: UDP
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
//!         ports:
//!         - containerPort: 5353
//!           protocol: TCP
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: dns
//! spec:
//!   selector: {app: web}
//!   ports:
//!   - port: 5353
//!     protocol: UDP
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
//!         ports:
//!         - containerPort: 5353
//!           protocol: UDP
//! ```

use std::collections::BTreeSet;

use crate::api::{IntOrString, Pod};
use crate::cluster::{serving_containers, target_port};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::Facts;
use crate::lint::finding::{Finding, Repair};
use crate::lint::ports::{port_path, protocol};
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "target-port-protocol",
    severity: Severity::Warning,
    symptom: text!("Connections are refused, or packets of UDP vanish, while the other protocol works"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for selecting in facts.selecting.iter().filter(|selecting| !selecting.pods.is_empty()) {
        for (index, port) in selecting.service.spec.ports.iter().enumerate() {
            let IntOrString::Int(number) = target_port(port) else { continue };
            let Some(declared) = only_protocol(&selecting.kinds, number) else { continue };
            if declared == protocol(port) {
                continue;
            }
            let message = message!(
                "Service {name} leads to {protocol} port {number} of its Pods, which their containers declare for {declared}",
                name = selecting.at.name,
                protocol = protocol(port),
                number = number,
                declared = declared
            );
            let help = message!("Set protocol to the one that the program speaks");
            let path = port_path(index).child("protocol");
            let is_free = selecting
                .service
                .spec
                .ports
                .iter()
                .all(|other| (other.port, protocol(other)) != (port.port, declared));
            let title = message!("Set protocol to {protocol}", protocol = declared);
            let repair = is_free.then(|| Repair::set(title, selecting.reference(), path.clone(), declared));
            findings.push(Finding::new(selecting.reference(), path, message, help).with(repair));
        }
    }
}

/// The protocol for which every Pod declares a port of this number, if it is one alone.
fn only_protocol<'a>(pods: &[&'a Pod], number: i32) -> Option<&'a str> {
    let mut protocols: BTreeSet<&str> = BTreeSet::new();
    for pod in pods {
        let ports = serving_containers(pod).flat_map(|container| &container.ports);
        let mut declared = ports.filter(|port| port.container_port == number).peekable();
        declared.peek()?;
        protocols.extend(declared.map(|port| port.protocol.as_deref().unwrap_or("TCP")));
    }
    if protocols.len() == 1 { protocols.pop_first() } else { None }
}
