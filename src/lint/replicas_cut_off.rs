//! More Pods than svclab makes: what is shown is a part.

use super::Finding;
use super::facts::Facts;
use crate::diagnostic::Severity;
use crate::manifest::FieldPath;
use crate::message;

pub(super) fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for cut_off in facts.cut_off {
        let workload = &cut_off.workload;
        let Some(object) = facts.cluster.get(workload) else { continue };
        let object = facts.end_of_owners(workload.clone(), object.metadata());
        findings.push(Finding {
            code: "replicas-cut-off",
            severity: Severity::Warning,
            path: FieldPath::new("spec").child("replicas"),
            message: message!(
                "{workload} asks for {wanted} Pods, of which svclab makes {made}",
                workload = object,
                wanted = cut_off.wanted,
                made = cut_off.made
            ),
            help: message!("Ask for fewer: what is shown is a part of what a cluster would try to run"),
            object,
        });
    }
}
