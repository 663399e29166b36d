//! A Service has no selector, and nobody wrote endpoints for it.
//!
//! Without a selector no controller looks for Pods: the addresses behind the Service come from EndpointSlices that a
//! person or another program writes, with the label `kubernetes.io/service-name` set to its name. Until there is one, the
//! address of the Service refuses every connection.
//!
//! # Source
//!
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
//! - addresses: [192.0.2.15]
//! ```

use crate::api::Kind;
use crate::cluster::{SERVICE_NAME_LABEL, ServiceType, service_type};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, reference};
use crate::lint::finding::Finding;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "service-without-endpoints",
    severity: Severity::Warning,
    symptom: text!("kubectl get endpoints shows <none>; connections are refused"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for (at, service) in &facts.cluster.services {
        if !service.spec.selector.is_empty()
            || service_type(service) == ServiceType::ExternalName
            || facts.backends.has_slices(at)
        {
            continue;
        }
        let message = message!(
            "Service {name} has no selector, and no EndpointSlice carries {label}={name}: it has no endpoints",
            name = at.name,
            label = SERVICE_NAME_LABEL
        );
        let help = message!(
            "Add a selector, or write an EndpointSlice in namespace {namespace} with that label",
            namespace = at.namespace
        );
        let service = reference(Kind::Service, &service.metadata);
        findings.push(Finding::new(service, FieldPath::new("spec"), message, help));
    }
}
