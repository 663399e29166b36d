//! A PodDisruptionBudget selects no Pod.
//!
//! A budget protects the Pods of its namespace that its selector picks. With a selector that picks none it protects
//! nobody: a drain may take all Pods of a Service at once.
//!
//! # Source
//!
//! - kubernetes.io/docs/tasks/run-application/configure-pdb
//! - `pkg/controller/disruption/disruption.go` (`getPodsForPdb`)
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: policy/v1
//! kind: PodDisruptionBudget
//! metadata:
//!   name: web
//! spec:
//!   minAvailable: 1
//!   selector:
//!     matchLabels:
//!       app: wep
//! ---
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
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: policy/v1
//! kind: PodDisruptionBudget
//! metadata:
//!   name: web
//! spec:
//!   minAvailable: 1
//!   selector:
//!     matchLabels:
//!       app: web
//! ---
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

use crate::api::{LabelSelector, LabelSelectorRequirement};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::Facts;
use crate::lint::finding::{About, Finding};
use crate::lint::tree::selector;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "disruption-budget-selects-nothing",
    severity: Severity::Warning,
    symptom: text!("kubectl get pdb: ALLOWED DISRUPTIONS 0, NoPods; a drain takes all Pods at once"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for (index, raw) in facts.manifest.objects.iter().enumerate() {
        if raw.subject.kind != "PodDisruptionBudget" || !raw.api_version.starts_with("policy/") {
            continue;
        }
        let namespace =
            Some(raw.subject.namespace.as_str()).filter(|name| !name.is_empty()).unwrap_or("default");
        let Some(written) = raw.node.get("spec").and_then(|spec| spec.get("selector")) else { continue };
        let selector = selector(written);
        let is_certain = !facts.may_have_other_pods(namespace);
        if is_certain && facts.pods_of(namespace, &selector).is_empty() {
            let message = message!(
                "The PodDisruptionBudget selects Pods with {selector}, which no Pod in namespace {namespace} has: it protects nobody",
                selector = words(&selector),
                namespace = namespace
            );
            let help = message!("Give it the labels of the Pods that it is to protect");
            let path = FieldPath::new("spec").child("selector");
            findings.push(Finding::new(About::Written(index), path, message, help));
        }
    }
}

/// `app=web,tier in (a,b)`
fn words(selector: &LabelSelector) -> String {
    let labels = selector.match_labels.iter().map(|(key, value)| format!("{key}={value}"));
    labels.chain(selector.match_expressions.iter().map(requirement)).collect::<Vec<_>>().join(",")
}

fn requirement(requirement: &LabelSelectorRequirement) -> String {
    let (key, values) = (&requirement.key, requirement.values.join(","));
    match requirement.operator.as_str() {
        "In" => format!("{key} in ({values})"),
        "NotIn" => format!("{key} notin ({values})"),
        "DoesNotExist" => format!("!{key}"),
        _ => key.to_string(),
    }
}
