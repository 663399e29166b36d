//! A Service whose Pods are there, but none of them is ready.

use super::Finding;
use super::facts::{Facts, is_ready, reference, some_of};
use crate::api::{Kind, Pod};
use crate::diagnostic::Severity;
use crate::manifest::FieldPath;
use crate::message;

pub(super) fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for (at, service) in facts.selecting_services() {
        let pods = facts.selected(&at.namespace, &service.spec.selector);
        let publishes = service.spec.publish_not_ready_addresses == Some(true);
        if pods.is_empty() || publishes || pods.iter().any(|pod| counts(pod)) {
            continue;
        }
        let states: Vec<String> =
            pods.iter().map(|pod| format!("{} {}", pod.metadata.name, state(pod))).collect();
        findings.push(Finding {
            code: "no-ready-endpoints",
            severity: Severity::Warning,
            object: reference(Kind::Service, &service.metadata),
            path: FieldPath::new("spec").child("selector"),
            message: message!(
                "Service {name} has no ready endpoint: {states}",
                name = at.name,
                states = some_of(&states)
            ),
            help: message!(
                "Connections are refused until a Pod is ready; kubectl describe pod says what it waits for"
            ),
        });
    }
}

fn counts(pod: &Pod) -> bool {
    is_ready(pod) && pod.metadata.deletion_timestamp.is_none()
}

fn state(pod: &Pod) -> &str {
    if pod.metadata.deletion_timestamp.is_some() {
        return "is terminating";
    }
    match pod.status.phase.as_deref() {
        Some("Succeeded") => "has completed",
        Some("Failed") => "has failed",
        Some("Running") => "is not ready",
        _ => "is pending",
    }
}
