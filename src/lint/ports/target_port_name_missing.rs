//! A Service leads to a port by a name that some or all of its Pods do not have.
//!
//! A `targetPort` that is a name is looked up in each Pod by itself: the port of that name *and protocol* that one of its
//! containers declares. A Pod without it is no endpoint of this port. If no Pod has it, the port has no endpoints and
//! refuses connections, while other ports of the same Service may work.
//!
//! # Source
//!
//! - `pkg/api/v1/pod/util.go` (`FindPort`)
//! - `staging/src/k8s.io/endpointslice/utils.go` (`getEndpointPorts`)
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
//!     targetPort: web
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
//!         - name: http
//!           containerPort: 8080
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
//!     targetPort: http
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
//!         - name: http
//!           containerPort: 8080
//! ```

use crate::api::{IntOrString, Pod, ServicePort};
use crate::cluster::{serving_containers, target_port};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, Selecting, some_of};
use crate::lint::finding::{Finding, Repair};
use crate::lint::ports::{declared_ports, port_path, protocol};
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "target-port-name-missing",
    severity: Severity::Warning,
    symptom: text!("The endpoints lack that port; connections to it are refused"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for selecting in facts.selecting.iter().filter(|selecting| !selecting.pods.is_empty()) {
        for (index, port) in selecting.service.spec.ports.iter().enumerate() {
            if let IntOrString::String(name) = target_port(port) {
                findings.extend(finding(facts, selecting, index, port, &name));
            }
        }
    }
}

fn finding(
    facts: &Facts<'_>,
    selecting: &Selecting<'_>,
    index: usize,
    port: &ServicePort,
    name: &str,
) -> Option<Finding> {
    let protocol = protocol(port);
    let has = |pod: &&Pod| declared_ports(pod, protocol).any(|port| port.name.as_deref() == Some(name));
    let without: Vec<&Pod> = selecting.pods.iter().copied().filter(|pod| !has(pod)).collect();
    let first = without.first()?;
    let mut owners: Vec<String> = Vec::new();
    for pod in &without {
        let owner = facts.top_owner(pod).to_string();
        if owners.last() != Some(&owner) {
            owners.push(owner);
        }
    }
    let message = if without.len() == selecting.pods.len() {
        message!(
            "Service {name} sends port {port} to the {protocol} port named {target}, which none of its Pods has: the port has no endpoints",
            name = selecting.at.name,
            port = port.port,
            protocol = protocol,
            target = name
        )
    } else {
        message!(
            "Service {name} sends port {port} to the {protocol} port named {target}, which the Pods of {without} do not have",
            name = selecting.at.name,
            port = port.port,
            protocol = protocol,
            target = name,
            without = some_of(&owners)
        )
    };
    let names = names(first);
    let help = match names.as_slice() {
        [] => message!("The containers name no port: add a name to one, or give targetPort as a number"),
        known => message!("The containers name these ports: {names}", names = some_of(known)),
    };
    let path = port_path(index).child("targetPort");
    let repair = match names.as_slice() {
        [only] if without.len() == selecting.pods.len() => Some(Repair::set(
            message!("Set targetPort to {port}", port = only),
            selecting.reference(),
            path.clone(),
            only.as_str(),
        )),
        _ => None,
    };
    Some(Finding::new(selecting.reference(), path, message, help).with(repair))
}

/// The names of a Pod's ports, each with its protocol if that is not TCP.
fn names(pod: &Pod) -> Vec<String> {
    let ports = serving_containers(pod).flat_map(|container| &container.ports);
    let mut names: Vec<String> = ports
        .filter_map(|port| {
            let name = port.name.as_deref().filter(|name| !name.is_empty())?;
            Some(match port.protocol.as_deref() {
                None | Some("TCP") => name.to_owned(),
                Some(other) => format!("{name}/{other}"),
            })
        })
        .collect();
    names.sort();
    names.dedup();
    names
}
