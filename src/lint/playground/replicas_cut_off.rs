//! A workload asks for more Pods than svclab makes.
//!
//! svclab keeps every Pod in the memory of a page, so it makes no more than a few thousand of one workload. What is
//! shown is then a part: the other Pods would have addresses and endpoints of their own.
//!
//! # Source
//!
//! `src/controllers/workloads` of svclab; a cluster is built for 150,000 Pods
//! (kubernetes.io/docs/setup/best-practices/cluster-large)
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata:
//!   name: web
//! spec:
//!   replicas: 2000000000
//!   selector:
//!     matchLabels: {app: web}
//!   template:
//!     metadata:
//!       labels: {app: web}
//!     spec:
//!       containers:
//!       - name: web
//!         image: nginx
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata:
//!   name: web
//! spec:
//!   replicas: 2
//!   selector:
//!     matchLabels: {app: web}
//!   template:
//!     metadata:
//!       labels: {app: web}
//!     spec:
//!       containers:
//!       - name: web
//!         image: nginx
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::Facts;
use crate::lint::finding::Finding;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "replicas-cut-off",
    severity: Severity::Warning,
    symptom: text!("Pods that stay Pending when the nodes are full"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for cut_off in facts.cut_off {
        let workload = &cut_off.workload;
        let Some(object) = facts.cluster.get(workload) else { continue };
        let object = facts.end_of_owners(workload.clone(), object.metadata());
        let message = message!(
            "{workload} asks for {wanted} Pods, of which svclab makes {made}",
            workload = object,
            wanted = cut_off.wanted,
            made = cut_off.made
        );
        let help = message!("Ask for fewer: what is shown is a part of what a cluster would try to run");
        findings.push(Finding::new(object, FieldPath::new("spec").child("replicas"), message, help));
    }
}
