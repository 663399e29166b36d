//! A Service leads to a port number that no container declares, while they declare others.
//!
//! Kubernetes does not check the number: packets go to that port of the Pod, whether or not a program listens there.
//! Containers need not declare their ports either, so svclab says this only when every Pod behind the Service declares
//! ports of the protocol and none declares this one. Of a headless Service it says nothing: no port of it is translated.
//!
//! # Source
//!
//! - `pkg/api/v1/pod/util.go` (`FindPort`)
//! - kubernetes.io/docs/tasks/debug/debug-application/debug-service
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
//!     targetPort: 80
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

use crate::api::{IntOrString, Pod, ServicePort};
use crate::cluster::{is_headless, serving_containers, target_port};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, Selecting, some_of};
use crate::lint::finding::{Finding, Repair};
use crate::lint::ports::{declared_ports, port_path, protocol};
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "target-port-not-declared",
    severity: Severity::Warning,
    symptom: text!("Endpoints are there, yet connections are refused, or an Ingress answers 502"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    // Nothing translates the ports of a headless Service: its clients dial those of the Pods.
    for selecting in facts.selecting.iter().filter(|selecting| !is_headless(selecting.service)) {
        for (index, port) in selecting.service.spec.ports.iter().enumerate() {
            if let IntOrString::Int(number) = target_port(port)
                && let Some(declared) = declared_otherwise(&selecting.kinds, protocol(port), number)
            {
                findings.push(finding(selecting, index, port, number, &declared));
            }
        }
    }
}

/// What the Pods declare, if every one declares ports of the protocol and none of them this one.
fn declared_otherwise(pods: &[&Pod], protocol: &str, number: i32) -> Option<Vec<i32>> {
    let mut declared: Vec<i32> = Vec::new();
    for pod in pods {
        let before = declared.len();
        declared.extend(declared_ports(pod, protocol).map(|port| port.container_port));
        // Of another protocol is another rule.
        let is_declared = serving_containers(pod)
            .flat_map(|container| &container.ports)
            .any(|port| port.container_port == number);
        if declared.len() == before || is_declared {
            return None;
        }
    }
    declared.sort_unstable();
    declared.dedup();
    (!declared.is_empty()).then_some(declared)
}

fn finding(
    selecting: &Selecting<'_>,
    index: usize,
    port: &ServicePort,
    number: i32,
    declared: &[i32],
) -> Finding {
    let listed: Vec<String> = declared.iter().map(ToString::to_string).collect();
    let message = message!(
        "Service {name} sends port {port} to {protocol} port {target} of its Pods, but their containers declare {declared}",
        name = selecting.at.name,
        port = port.port,
        protocol = protocol(port),
        target = number,
        declared = some_of(&listed)
    );
    let help = message!(
        "If nothing listens on {target}, connections are refused: set targetPort to the port that the program listens on",
        target = number
    );
    let path = port_path(index).child("targetPort");
    let repair = match declared {
        [only] => Some(Repair::set(
            message!("Set targetPort to {port}", port = only),
            selecting.reference(),
            path.clone(),
            *only,
        )),
        _ => None,
    };
    Finding::new(selecting.reference(), path, message, help).with(repair)
}
