//! A HorizontalPodAutoscaler scales a workload that does not exist.
//!
//! `scaleTargetRef` names a workload of the same namespace by kind and name. If there is none, the autoscaler does
//! nothing and says so in its conditions alone.
//!
//! # Source
//!
//! - kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale
//! - `pkg/controller/podautoscaler/horizontal.go` (`reconcileAutoscaler`)
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: autoscaling/v2
//! kind: HorizontalPodAutoscaler
//! metadata:
//!   name: web
//! spec:
//!   scaleTargetRef:
//!     apiVersion: apps/v1
//!     kind: Deployment
//!     name: wep
//!   maxReplicas: 5
//! ---
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata:
//!   name: web
//! spec:
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
//! apiVersion: autoscaling/v2
//! kind: HorizontalPodAutoscaler
//! metadata:
//!   name: web
//! spec:
//!   scaleTargetRef:
//!     apiVersion: apps/v1
//!     kind: Deployment
//!     name: web
//!   maxReplicas: 5
//! ---
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata:
//!   name: web
//! spec:
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

use crate::api::{Kind, ObjectRef};
use crate::cluster::NamespacedName;
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::Facts;
use crate::lint::finding::{About, Finding, Repair};
use crate::lint::tree::text;
use crate::manifest::FieldPath;
use crate::manifest::schema::distance;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "autoscaler-targets-nothing",
    severity: Severity::Warning,
    symptom: text!("kubectl describe hpa: FailedGetScale, the HPA controller was unable to get the target"),
    check: Some(check),
};

/// The kinds that can be scaled.
const SCALED: [Kind; 4] =
    [Kind::Deployment, Kind::StatefulSet, Kind::ReplicaSet, Kind::ReplicationController];

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for (index, raw) in facts.manifest.objects.iter().enumerate() {
        if raw.subject.kind == "HorizontalPodAutoscaler" && raw.api_version.starts_with("autoscaling/") {
            let target = raw.node.get("spec").and_then(|spec| spec.get("scaleTargetRef"));
            let namespace = Some(raw.subject.namespace.as_str()).filter(|name| !name.is_empty());
            let Some(target) = target else { continue };
            let kind = SCALED.into_iter().find(|kind| {
                text(target, "kind") == Some(kind.name())
                    && text(target, "apiVersion").is_none_or(|version| version == kind.api_version())
            });
            let (Some(kind), Some(name)) = (kind, text(target, "name")) else { continue };
            let at = NamespacedName::new(namespace.unwrap_or("default"), name);
            findings.extend(finding(facts, index, kind, &at));
        }
    }
}

fn finding(facts: &Facts<'_>, index: usize, kind: Kind, at: &NamespacedName) -> Option<Finding> {
    let object = ObjectRef::new(kind, &*at.namespace, &*at.name);
    if facts.cluster.get(&object).is_some() || facts.is_rejected(kind, at) {
        return None;
    }
    let message = message!(
        "The HorizontalPodAutoscaler scales {kind} {name}, which namespace {namespace} does not have",
        kind = kind,
        name = at.name,
        namespace = at.namespace
    );
    let about = About::Written(index);
    let path = FieldPath::new("spec").child("scaleTargetRef").child("name");
    let others =
        facts.templates.iter().filter(|it| it.object.kind == kind && it.object.namespace == at.namespace);
    let near = others.map(|it| it.object.name.as_str()).min_by_key(|name| distance(&at.name, name));
    let near = near.filter(|name| distance(&at.name, name) <= 2);
    let help = match near {
        Some(name) => message!("Write {name}", name = name),
        None => message!("Name a workload of its namespace"),
    };
    let repair = near.map(|name| {
        Repair::set(message!("Change to {value}", value = name), about.clone(), path.clone(), name)
    });
    Some(Finding::new(about, path, message, help).with(repair))
}
