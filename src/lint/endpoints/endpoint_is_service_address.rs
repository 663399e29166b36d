//! A hand-written endpoint is the address of a Service.
//!
//! The address of a Service is virtual: no interface has it, and only rules on the sender's node translate it.
//! kube-proxy translates a packet once. What it sends to the address of another Service is not translated again and
//! reaches nobody.
//!
//! To give a Service another name, use a Service of type ExternalName; to put two in one, one selector for the Pods of
//! both.
//!
//! # Source
//!
//! - kubernetes.io/docs/concepts/services-networking/service/#custom-endpointslices
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
//! - addresses: [10.96.0.50]
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: real
//! spec:
//!   clusterIP: 10.96.0.50
//!   selector: {app: db}
//!   ports:
//!   - port: 5432
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: db
//!   labels: {app: db}
//! spec:
//!   containers:
//!   - name: db
//!     image: postgres
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
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: real
//! spec:
//!   clusterIP: 10.96.0.50
//!   selector: {app: db}
//!   ports:
//!   - port: 5432
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: db
//!   labels: {app: db}
//! spec:
//!   containers:
//!   - name: db
//!     image: postgres
//! ```

use std::collections::BTreeMap;
use std::net::IpAddr;

use crate::api::{Kind, ObjectRef};
use crate::cluster::{NamespacedName, cluster_ips};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::endpoints::{endpoints, slices};
use crate::lint::facts::{Facts, reference};
use crate::lint::finding::Finding;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "endpoint-is-service-address",
    severity: Severity::Warning,
    symptom: text!("The Service has endpoints, yet connections to it time out"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    if slices(facts).next().is_none() && endpoints(facts).next().is_none() {
        return;
    }
    let services = facts.cluster.services.iter();
    let owners: BTreeMap<IpAddr, &NamespacedName> =
        services.flat_map(|(at, service)| cluster_ips(service).into_iter().map(move |ip| (ip, at))).collect();
    for (_, slice) in slices(facts) {
        let about = reference(Kind::EndpointSlice, &slice.metadata);
        for (index, endpoint) in slice.endpoints.iter().enumerate() {
            let path = || FieldPath::new("endpoints").index(index).child("addresses").index(0);
            findings.extend(endpoint.addresses.first().and_then(|text| finding(&owners, text, &about, path)));
        }
    }
    for written in endpoints(facts) {
        let about = written.reference();
        for (subset_index, subset) in written.endpoints.subsets.iter().enumerate() {
            for (index, address) in subset.addresses.iter().enumerate() {
                let subset = || FieldPath::new("subsets").index(subset_index);
                let path = || subset().child("addresses").index(index).child("ip");
                findings.extend(finding(&owners, &address.ip, &about, path));
            }
        }
    }
}

fn finding(
    owners: &BTreeMap<IpAddr, &NamespacedName>,
    text: &str,
    about: &ObjectRef,
    path: impl Fn() -> FieldPath,
) -> Option<Finding> {
    let owner = owners.get(&text.parse().ok()?)?;
    let message = message!(
        "{address} of {object} is the address of Service {owner}, which stands for nobody behind another Service",
        address = text,
        object = about,
        owner = owner
    );
    let help = message!("Use the addresses of its Pods, or a Service of type ExternalName with its name");
    Some(Finding::new(about.clone(), path(), message, help))
}
