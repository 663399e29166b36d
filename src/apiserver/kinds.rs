//! Which of the simulated kinds an object is, by kind and apiVersion.

use super::report::finding;
use super::validation::quoted;
use crate::api::Kind;
use crate::diagnostic::{Diagnostic, Severity};
use crate::manifest::{FieldPath, RawObject, schema};
use crate::message;

/// The name of a kind must have so many letters for two wrong ones to be a slip of the hand.
const SHORTEST_MISSPELT: usize = 7;

/// The kind, or why there is none.
pub fn resolve(raw: &RawObject) -> Result<Kind, Box<Diagnostic>> {
    let written = raw.subject.kind.as_str();
    let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == written) else {
        return Err(Box::new(unknown_kind(raw)));
    };
    if schema::kind(&raw.api_version, written).is_some() {
        return Ok(kind);
    }
    if is_foreign(&raw.api_version) {
        return Err(Box::new(not_simulated(raw)));
    }
    Err(Box::new(finding(
        raw,
        Severity::Error,
        "wrong-api-version",
        &FieldPath::new("apiVersion"),
        message!(
            "No matches for kind {kind} in version {version}",
            kind = quoted(written),
            version = quoted(&raw.api_version)
        ),
        message!("Write apiVersion: {version}", version = kind.api_version()),
    )))
}

/// True for the group of somebody else's custom resources, such as Knative's `Service`.
fn is_foreign(api_version: &str) -> bool {
    let group = api_version.split_once('/').map_or("", |(group, _)| group);
    group.contains('.') && !group.ends_with(".k8s.io")
}

fn unknown_kind(raw: &RawObject) -> Diagnostic {
    let written = raw.subject.kind.as_str();
    let singular = |name: &str| name.to_ascii_lowercase().trim_end_matches('s').to_owned();
    let meant = Kind::ALL.into_iter().find(|kind| {
        singular(kind.name()) == singular(written)
            || (kind.name().len() >= SHORTEST_MISSPELT && schema::distance(written, kind.name()) <= 2)
    });
    match meant {
        Some(kind) if !is_foreign(&raw.api_version) => finding(
            raw,
            Severity::Error,
            "unknown-kind",
            &FieldPath::new("kind"),
            message!(
                "No matches for kind {kind} in version {version}",
                kind = quoted(written),
                version = quoted(&raw.api_version)
            ),
            message!("Write kind: {kind}", kind = kind),
        ),
        _ => not_simulated(raw),
    }
}

/// Kinds that advice reads (`lint`), though nothing of them is simulated.
const READ: [&str; 12] = [
    "APIService",
    "ConfigMap",
    "GRPCRoute",
    "HTTPRoute",
    "HorizontalPodAutoscaler",
    "Ingress",
    "MutatingWebhookConfiguration",
    "NetworkPolicy",
    "PodDisruptionBudget",
    "TCPRoute",
    "TLSRoute",
    "ValidatingWebhookConfiguration",
];

fn not_simulated(raw: &RawObject) -> Diagnostic {
    finding(
        raw,
        Severity::Info,
        "not-simulated",
        &FieldPath::new("kind"),
        message!(
            "{kind} of {version} is not simulated and changes nothing here",
            kind = raw.subject.kind,
            version = raw.api_version
        ),
        match READ.contains(&raw.subject.kind.as_str()) && !is_foreign(&raw.api_version) {
            true => {
                message!("What it says of Services and Pods is checked; no packet passes through it here")
            }
            false => message!("A cluster may take it; here it is passed over"),
        },
    )
}
