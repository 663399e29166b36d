//! What is accepted but will not do what it seems to. One rule, one file.
//!
//! A rule looks at the finished cluster and says what is certain from the text, with the value at fault. It names
//! the object and the field; where that stands in the text is found out here, at the edge.

mod facts;
mod headless_subdomain;
mod no_ready_endpoints;
mod replicas_cut_off;
mod selector_matches_no_pods;
mod service_without_endpoints;
mod target_port;

use facts::Facts;

use crate::api::{Kind, ObjectRef};
use crate::cluster::{Cluster, Origin};
use crate::controllers::CutOff;
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::manifest::{FieldPath, Manifest, locate};
use crate::message::Message;

/// What a rule finds.
#[derive(Debug, Clone, PartialEq)]
struct Finding {
    /// A stable kebab-case word.
    code: &'static str,
    severity: Severity,
    /// An object of the text, or a Pod that a workload of the text makes.
    object: ObjectRef,
    path: FieldPath,
    message: Message,
    help: Message,
}

type Rule = fn(&Facts<'_>, &mut Vec<Finding>);

const RULES: &[Rule] = &[
    selector_matches_no_pods::check,
    no_ready_endpoints::check,
    service_without_endpoints::check,
    target_port::check,
    headless_subdomain::check,
    replicas_cut_off::check,
];

/// Everything that the rules find in a cluster whose controllers have run; `cut_off` is what they could not make. What is about objects that every cluster
/// has is left out.
pub fn lint(cluster: &Cluster, cut_off: &[CutOff], manifest: &Manifest) -> Vec<Diagnostic> {
    let facts = Facts::new(cluster, cut_off);
    let mut findings = Vec::new();
    for rule in RULES {
        rule(&facts, &mut findings);
    }
    let mut diagnostics: Vec<Diagnostic> =
        findings.into_iter().filter_map(|finding| place(&facts, manifest, finding)).collect();
    // The Pods of one workload share its text: what is said of all of them is said once.
    diagnostics.dedup();
    diagnostics
}

/// Finds the place of a finding in the text: that of the object, or of the workload that made it.
fn place(facts: &Facts<'_>, manifest: &Manifest, finding: Finding) -> Option<Diagnostic> {
    let (written, path) = match finding.object.kind {
        Kind::Pod => facts.written_as(&finding.object, &finding.path),
        _ => (finding.object, finding.path),
    };
    let Origin::Text { index, .. } = facts.cluster.origin(&written) else { return None };
    let raw = manifest.objects.get(*index)?;
    Some(Diagnostic {
        severity: finding.severity,
        code: finding.code,
        reason: None,
        message: finding.message,
        help: Some(finding.help),
        object: Some(Subject::from(&written)),
        path: Some(path.to_string()),
        document: raw.document,
        span: locate(&raw.node, &path),
        fix: None,
    })
}
