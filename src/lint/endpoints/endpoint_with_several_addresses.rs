//! One endpoint of an EndpointSlice has several addresses.
//!
//! The API takes up to 100 addresses in one endpoint, and calls them fungible. kube-proxy and CoreDNS read the first of
//! them and no other: each address that is to get traffic needs an endpoint of its own.
//!
//! # Source
//!
//! - `pkg/proxy/endpointslicecache.go` (`addEndpoints`)
//! - `staging/src/k8s.io/api/discovery/v1/types.go` (`Endpoint.Addresses`)
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
//! - port: 5432
//! endpoints:
//! - addresses: [192.0.2.20, 192.0.2.21]
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
//! - addresses: [192.0.2.21]
//! ```

use crate::api::Kind;
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::endpoints::slices;
use crate::lint::facts::{Facts, reference, some_of};
use crate::lint::finding::Finding;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "endpoint-with-several-addresses",
    severity: Severity::Warning,
    symptom: text!("One of the addresses gets all connections, the others none"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for (at, slice) in slices(facts) {
        for (index, endpoint) in slice.endpoints.iter().enumerate() {
            let [first, others @ ..] = endpoint.addresses.as_slice() else { continue };
            if others.is_empty() {
                continue;
            }
            let message = message!(
                "An endpoint of EndpointSlice {name} has several addresses, of which {first} alone is used, and not {others}",
                name = at.name,
                first = first,
                others = some_of(others)
            );
            let help = message!("Write an item of endpoints for each address");
            let path = FieldPath::new("endpoints").index(index).child("addresses").index(1);
            findings.push(Finding::new(reference(Kind::EndpointSlice, &slice.metadata), path, message, help));
        }
    }
}
