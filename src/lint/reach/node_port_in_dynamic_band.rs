//! A node port was chosen by hand from the band that the API server gives to others.
//!
//! The API server takes node ports for Services that name none from the upper part of the range, and from the lower part only
//! when that is full. A port chosen by hand in the upper part may be taken already in a cluster, and then the Service is
//! rejected.
//!
//! # Source
//!
//! - `pkg/registry/core/service/portallocator/allocator.go` (`calculateRangeOffset`)
//! - kubernetes.io/docs/concepts/services-networking/service/#avoid-nodeport-collisions
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: web
//! spec:
//!   type: NodePort
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//!     nodePort: 31000
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
//!   type: NodePort
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//!     nodePort: 30080
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

use crate::api::Kind;
use crate::cluster::Band;
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, reference};
use crate::lint::finding::Finding;
use crate::lint::ports::port_path;
use crate::lint::reach::was_given_by_server;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "node-port-in-dynamic-band",
    severity: Severity::Info,
    symptom: text!("Now and then: provided port is already allocated"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let (first, last) = facts.cluster.settings.node_ports;
    let reserved = Band::Ports.reserved(u128::from(last.saturating_sub(first)) + 1);
    let dynamic = i32::from(first) + i32::try_from(reserved).unwrap_or_default();
    for service in facts.cluster.services.values().filter(|service| !was_given_by_server(service)) {
        for (index, port) in service.spec.ports.iter().enumerate() {
            let Some(chosen) = port.node_port.filter(|&chosen| chosen >= dynamic) else { continue };
            let object = reference(Kind::Service, &service.metadata);
            let path = port_path(index).child("nodePort");
            if !facts.is_written(&object, &path) {
                continue;
            }
            let message = message!(
                "Service {name} asks for node port {port}, in the band from which other Services get theirs ({dynamic}-{last})",
                name = object.name,
                port = chosen,
                dynamic = dynamic,
                last = last
            );
            let help = message!(
                "Choose a port from {first} to {below}, or leave nodePort out",
                first = first,
                below = dynamic - 1
            );
            findings.push(Finding::new(object, path, message, help));
        }
    }
}
