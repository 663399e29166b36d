//! A port of hand-written endpoints is none of the ports of the Service.
//!
//! kube-proxy joins the ports of a Service and of its EndpointSlices by name and protocol, never by number. A Service
//! port without a name goes with an endpoint port without a name. A port that has no counterpart has no endpoints.
//!
//! # Source
//!
//! - `pkg/proxy/endpointschangetracker.go` (`endpointsMapFromEndpointInfo`)
//! - kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   ports:
//!   - port: 5432
//! ---
//! apiVersion: discovery.k8s.io/v1
//! kind: EndpointSlice
//! metadata:
//!   name: db-1
//!   labels:
//!     kubernetes.io/service-name: db
//! addressType: IPv4
//! ports:
//! - name: postgres
//!   port: 5432
//! endpoints:
//! - addresses: [192.0.2.20]
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   ports:
//!   - port: 5432
//! ---
//! apiVersion: discovery.k8s.io/v1
//! kind: EndpointSlice
//! metadata:
//!   name: db-1
//!   labels:
//!     kubernetes.io/service-name: db
//! addressType: IPv4
//! ports:
//! - port: 5432
//! endpoints:
//! - addresses: [192.0.2.20]
//! ```

use std::collections::BTreeSet;

use crate::api::{Kind, ObjectRef, Service, ServicePort, SmolStr};
use crate::cluster::{NamespacedName, SERVICE_NAME_LABEL, ServiceType, is_headless, service_type};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::endpoints::{endpoints, slices};
use crate::lint::facts::{Facts, reference, some_of};
use crate::lint::finding::{Finding, Repair, To};
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "endpoint-port-mismatch",
    severity: Severity::Warning,
    symptom: text!("The EndpointSlice lists addresses, yet connections to the Service are refused"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    // All ports that something gives a Service: one slice may have one of them, and another slice the rest.
    let mut given: BTreeSet<(NamespacedName, String, String)> = BTreeSet::new();
    let mut written: Vec<Written<'_>> = Vec::new();
    for (at, slice) in slices(facts) {
        let Some(service) = slice.metadata.labels.get(SERVICE_NAME_LABEL) else { continue };
        let service = NamespacedName::new(&*at.namespace, service.clone());
        for (index, port) in slice.ports.iter().enumerate() {
            let path = FieldPath::new("ports").index(index);
            let about = reference(Kind::EndpointSlice, &slice.metadata);
            written.push(Written {
                about,
                path,
                service: service.clone(),
                name: &port.name,
                protocol: &port.protocol,
            });
        }
    }
    for by_hand in endpoints(facts) {
        for (subset_index, subset) in by_hand.endpoints.subsets.iter().enumerate() {
            for (index, port) in subset.ports.iter().enumerate() {
                let path = FieldPath::new("subsets").index(subset_index).child("ports").index(index);
                let (about, service) = (by_hand.reference(), by_hand.at.clone());
                written.push(Written { about, path, service, name: &port.name, protocol: &port.protocol });
            }
        }
    }
    given.extend(
        written.iter().map(|port| (port.service.clone(), port.name().to_owned(), port.protocol().to_owned())),
    );
    for port in &written {
        let Some(service) = facts.cluster.services.get(&port.service) else { continue };
        findings.extend(finding(service, port, &given));
    }
}

/// A port that somebody wrote.
struct Written<'a> {
    about: ObjectRef,
    path: FieldPath,
    service: NamespacedName,
    name: &'a Option<SmolStr>,
    protocol: &'a Option<SmolStr>,
}

impl Written<'_> {
    fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("")
    }

    fn protocol(&self) -> &str {
        self.protocol.as_deref().unwrap_or("TCP")
    }
}

fn finding(
    service: &Service,
    port: &Written<'_>,
    given: &BTreeSet<(NamespacedName, String, String)>,
) -> Option<Finding> {
    // A headless Service has no rules; its ports are SRV records alone.
    let has_rules = !is_headless(service) && service_type(service) != ServiceType::ExternalName;
    if !has_rules
        || !service.spec.selector.is_empty()
        || service.spec.ports.iter().any(|known| fits(known, port))
    {
        return None;
    }
    let is_open = |known: &&ServicePort| {
        !given.contains(&(port.service.clone(), name_of(known).to_owned(), protocol_of(known).to_owned()))
    };
    let open: Vec<&ServicePort> = service.spec.ports.iter().filter(is_open).collect();
    if open.is_empty() {
        return None;
    }
    let known: Vec<String> = open.iter().map(|known| words(name_of(known), protocol_of(known))).collect();
    let message = message!(
        "{object} has the port {port}, which Service {service} does not: its ports without endpoints are {known}",
        object = port.about,
        port = words(port.name(), port.protocol()),
        service = port.service.name,
        known = some_of(&known)
    );
    let help = message!("Ports are joined by name and protocol: give both the same name, or both none");
    let path = port.path.child("name");
    let repair = match open.as_slice() {
        [only] if protocol_of(only) == port.protocol() => Some(match name_of(only) {
            "" => Repair::set(message!("Remove the name"), port.about.clone(), path.clone(), To::Nothing),
            name => Repair::set(
                message!("Change to {value}", value = name),
                port.about.clone(),
                path.clone(),
                name,
            ),
        }),
        _ => None,
    };
    Some(Finding::new(port.about.clone(), path, message, help).with(repair))
}

fn fits(known: &ServicePort, port: &Written<'_>) -> bool {
    name_of(known) == port.name() && protocol_of(known) == port.protocol()
}

fn name_of(port: &ServicePort) -> &str {
    port.name.as_deref().unwrap_or("")
}

fn protocol_of(port: &ServicePort) -> &str {
    port.protocol.as_deref().unwrap_or("TCP")
}

/// `http/TCP`; `""/TCP` without a name.
fn words(name: &str, protocol: &str) -> String {
    if name.is_empty() { format!("\"\"/{protocol}") } else { format!("{name}/{protocol}") }
}
