//! A Service without a selector that nobody gave endpoints.

use std::collections::BTreeSet;

use super::Finding;
use super::facts::{Facts, reference};
use crate::api::Kind;
use crate::cluster::{SERVICE_NAME_LABEL, ServiceType, service_type};
use crate::diagnostic::Severity;
use crate::manifest::FieldPath;
use crate::message;

pub(super) fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let with_slices: BTreeSet<(&str, &str)> = facts
        .cluster
        .endpoint_slices
        .iter()
        .filter_map(|(at, slice)| {
            Some((at.namespace.as_str(), slice.metadata.labels.get(SERVICE_NAME_LABEL)?.as_str()))
        })
        .collect();
    for (at, service) in &facts.cluster.services {
        if !service.spec.selector.is_empty() || service_type(service) == ServiceType::ExternalName {
            continue;
        }
        if with_slices.contains(&(at.namespace.as_str(), at.name.as_str())) {
            continue;
        }
        findings.push(Finding {
            code: "service-without-endpoints",
            severity: Severity::Warning,
            object: reference(Kind::Service, &service.metadata),
            path: FieldPath::new("spec"),
            message: message!(
                "Service {name} has no selector, and no EndpointSlice carries {label}={name}: it has no endpoints",
                name = at.name,
                label = SERVICE_NAME_LABEL
            ),
            help: message!("Add a selector, or write an EndpointSlice in namespace {namespace} with that label", namespace = at.namespace),
        });
    }
}
