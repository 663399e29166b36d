//! The externalName of a Service is an IP address.
//!
//! An ExternalName Service is an alias in DNS, and aliases stand for names. The API server takes an address there for a
//! name of digits; the answer is a CNAME that no name server resolves.
//!
//! For an address outside the cluster, write a Service without a selector and an EndpointSlice with the address.
//!
//! # Source
//!
//! - kubernetes.io/docs/concepts/services-networking/service/#externalname
//! - `plugin/kubernetes/kubernetes.go` of CoreDNS (`findServices`)
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   type: ExternalName
//!   externalName: 192.0.2.20
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

use std::net::IpAddr;

use crate::api::Kind;
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, reference};
use crate::lint::finding::Finding;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "external-name-is-address",
    severity: Severity::Warning,
    symptom: text!("The name resolves to a CNAME of digits, and to no address"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for (at, target, service) in super::aliases(facts) {
        if target.parse::<IpAddr>().is_err() {
            continue;
        }
        let message = message!(
            "The externalName of Service {name} is the address {address}, and DNS has aliases of names alone",
            name = at.name,
            address = target
        );
        let help = message!(
            "Remove type and externalName, and write an EndpointSlice with {address} for this Service",
            address = target
        );
        let path = FieldPath::new("spec").child("externalName");
        findings.push(Finding::new(reference(Kind::Service, &service.metadata), path, message, help));
    }
}
