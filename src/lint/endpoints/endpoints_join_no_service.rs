//! Endpoints or an EndpointSlice join no Service.
//!
//! An EndpointSlice belongs to the Service of its namespace that its label `kubernetes.io/service-name` names; its own
//! name does not count. Endpoints belong to the Service of the same name. What joins no Service is kept by the API
//! server and used by nobody.
//!
//! # Source
//!
//! - kubernetes.io/docs/concepts/services-networking/endpoint-slices/#ownership
//! - `pkg/proxy/endpointslicecache.go` (`endpointSliceCacheKeys`)
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
//! - addresses: [192.0.2.20]
//! ---
//! apiVersion: discovery.k8s.io/v1
//! kind: EndpointSlice
//! metadata:
//!   name: db-2
//!   labels:
//!     kubernetes.io/service-name: dbs
//! addressType: IPv4
//! ports:
//! - port: 5432
//! endpoints:
//! - addresses: [192.0.2.21]
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
//! apiVersion: discovery.k8s.io/v1
//! kind: EndpointSlice
//! metadata:
//!   name: db-2
//!   labels:
//!     kubernetes.io/service-name: db
//! addressType: IPv4
//! ports:
//! - port: 5432
//! endpoints:
//! - addresses: [192.0.2.21]
//! ```

use crate::api::{Kind, ObjectMeta};
use crate::cluster::{NamespacedName, SERVICE_NAME_LABEL};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::endpoints::{endpoints, slices, without_selector};
use crate::lint::facts::{Facts, reference};
use crate::lint::finding::{Finding, Repair};
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "endpoints-join-no-service",
    severity: Severity::Warning,
    symptom: text!("kubectl get endpointslices shows it, yet the Service has no endpoints"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for (at, slice) in slices(facts) {
        let path = FieldPath::new("metadata").child("labels").key(SERVICE_NAME_LABEL);
        findings.extend(match slice.metadata.labels.get(SERVICE_NAME_LABEL) {
            Some(service) => no_service(facts, at, service, (Kind::EndpointSlice, &slice.metadata), path),
            None => Some(no_label(facts, at, &slice.metadata, path)),
        });
    }
    for written in endpoints(facts) {
        let path = FieldPath::new("metadata").child("name");
        let metadata = &written.endpoints.metadata;
        findings.extend(no_service(facts, &written.at, &written.at.name, (Kind::Endpoints, metadata), path));
    }
}

fn no_label(facts: &Facts<'_>, at: &NamespacedName, metadata: &ObjectMeta, path: FieldPath) -> Finding {
    let message = message!(
        "EndpointSlice {name} has no label {label}, so it belongs to no Service",
        name = at.name,
        label = SERVICE_NAME_LABEL
    );
    let about = reference(Kind::EndpointSlice, metadata);
    let waiting = without_selector(facts, &at.namespace);
    let help = match waiting {
        Some(service) => {
            message!("Give it {label}: {service}", label = SERVICE_NAME_LABEL, service = service)
        }
        None => message!("Give it that label, with the name of its Service"),
    };
    let repair = waiting.map(|service| {
        let title = message!("Add {label}: {service}", label = SERVICE_NAME_LABEL, service = service);
        Repair::set(title, about.clone(), path.clone(), service)
    });
    Finding::new(about, path, message, help).with(repair)
}

/// What is said if no Service has the name.
fn no_service(
    facts: &Facts<'_>,
    at: &NamespacedName,
    service: &str,
    (kind, metadata): (Kind, &ObjectMeta),
    path: FieldPath,
) -> Option<Finding> {
    if facts.cluster.services.contains_key(&NamespacedName::new(&*at.namespace, service)) {
        return None;
    }
    let message = message!(
        "{object} is for Service {service}, which namespace {namespace} does not have: nobody uses its addresses",
        object = reference(kind, metadata),
        service = service,
        namespace = at.namespace
    );
    let waiting = without_selector(facts, &at.namespace);
    let help = match waiting {
        Some(other) => {
            message!("Service {other} has no selector: if it is meant, write that name", other = other)
        }
        None => message!(
            "Write a Service {service} without a selector in namespace {namespace}",
            service = service,
            namespace = at.namespace
        ),
    };
    let about = reference(kind, metadata);
    let repair = waiting.map(|other| {
        Repair::set(message!("Change to {value}", value = other), about.clone(), path.clone(), other)
    });
    Some(Finding::new(about, path, message, help).with(repair))
}
