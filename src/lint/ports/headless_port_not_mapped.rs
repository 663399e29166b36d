//! A headless Service has a port that differs from its targetPort.
//!
//! A headless Service has no virtual address, and kube-proxy does nothing for it: its name resolves to the addresses of the
//! Pods, and a client connects to them itself. The `port` is translated nowhere, so a client must use the port of the Pods.
//!
//! # Source
//!
//! - `pkg/proxy/util/utils.go` (`ShouldSkipService`)
//! - kubernetes.io/docs/concepts/services-networking/service/#headless-services
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: web
//! spec:
//!   clusterIP: None
//!   selector: {app: web}
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
//!     matchLabels: {app: web}
//!   template:
//!     metadata:
//!       labels: {app: web}
//!     spec:
//!       containers:
//!       - name: web
//!         image: nginx
//!         ports:
//!         - containerPort: 8080
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
//!   clusterIP: None
//!   selector: {app: web}
//!   ports:
//!   - port: 8080
//!     targetPort: 8080
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
//!         - containerPort: 8080
//! ```

use std::collections::BTreeSet;

use crate::api::{IntOrString, Pod, ServicePort};
use crate::cluster::{is_headless, target_port};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::Facts;
use crate::lint::finding::{Finding, Repair};
use crate::lint::ports::{declared_ports, port_path, protocol};
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "headless-port-not-mapped",
    severity: Severity::Warning,
    symptom: text!("The name resolves, and connections to the Service's port are refused"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for selecting in facts.selecting.iter().filter(|selecting| is_headless(selecting.service)) {
        let ports = &selecting.service.spec.ports;
        for (index, port) in ports.iter().enumerate() {
            let Some(number) = leads_to(port, &selecting.pods).filter(|number| *number != port.port) else {
                continue;
            };
            let message = message!(
                "Headless Service {name} has port {port} for port {number} of its Pods, and nothing translates one into the other",
                name = selecting.at.name,
                port = port.port,
                number = number
            );
            let help =
                message!("Clients must connect to port {number}: give it as port too", number = number);
            let path = port_path(index).child("port");
            let is_free = ports.iter().all(|other| (other.port, protocol(other)) != (number, protocol(port)));
            let title = message!("Set port to {port}", port = number);
            let repair = is_free.then(|| Repair::set(title, selecting.reference(), path.clone(), number));
            findings.push(Finding::new(selecting.reference(), path, message, help).with(repair));
        }
    }
}

/// The one number that a port leads to in every Pod.
fn leads_to(port: &ServicePort, pods: &[&Pod]) -> Option<i32> {
    let name = match target_port(port) {
        IntOrString::Int(number) => return Some(number),
        IntOrString::String(name) => name,
    };
    let named = |pod: &&Pod| {
        let mut ports = declared_ports(pod, protocol(port));
        Some(ports.find(|declared| declared.name.as_deref() == Some(&name))?.container_port)
    };
    let numbers: Option<BTreeSet<i32>> = pods.iter().map(named).collect();
    let numbers = numbers?;
    if numbers.len() == 1 { numbers.first().copied() } else { None }
}
