//! A Service whose Pods are there, but none of them is ready.

use super::Finding;
use super::facts::{Facts, reference, some_of};
use crate::api::{Kind, ObjectRef};
use crate::controllers::{Backend, Reason};
use crate::diagnostic::Severity;
use crate::manifest::FieldPath;
use crate::message;

pub(super) fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for (at, service) in facts.selecting_services() {
        if facts.backends.has_ready(at) {
            continue;
        }
        let states: Vec<String> = facts.backends.of(service).iter().filter_map(state).collect();
        if states.is_empty() {
            continue;
        }
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

/// A Pod and the first reason why it does not count.
fn state(backend: &Backend) -> Option<String> {
    let ObjectRef { name, .. } = backend.pod.as_ref()?;
    let state = match backend.reasons.first()? {
        Reason::Succeeded => "has completed".into(),
        Reason::Failed { .. } => "has failed".into(),
        Reason::NoNode { .. } => "is on no node".into(),
        Reason::NodeMissing { node } => format!("is on node {node}, which does not exist"),
        Reason::NodeNotReady { node } => format!("is on node {node}, which is not ready"),
        Reason::NoAddress => "is pending".into(),
        Reason::NoAddressOfFamily { family } => format!("has no {family} address"),
        Reason::Terminating { .. } => "is terminating".into(),
        Reason::ReadinessGate { gate } => format!("waits for its readiness gate {gate}"),
        _ => "is not ready".into(),
    };
    Some(format!("{name} {state}"))
}
