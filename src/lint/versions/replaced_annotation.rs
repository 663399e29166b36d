//! An annotation is read by nobody any more: a field has taken its place.
//!
//! Some features began as annotations, and their annotations went when the fields came. The API server keeps any
//! annotation and says nothing: the object looks right and does something else.
//!
//! # Source
//!
//! - `staging/src/k8s.io/api/core/v1/annotation_key_constants.go`
//! - kubernetes.io/docs/reference/labels-annotations-taints
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//!   annotations:
//!     service.alpha.kubernetes.io/tolerate-unready-endpoints: "true"
//! spec:
//!   clusterIP: None
//!   selector: {app: web}
//!   ports:
//!   - port: 5432
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web
//!   labels: {app: web}
//! spec:
//!   containers:
//!   - name: web
//!     image: nginx
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
//!   clusterIP: None
//!   publishNotReadyAddresses: true
//!   selector: {app: web}
//!   ports:
//!   - port: 5432
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web
//!   labels: {app: web}
//! spec:
//!   containers:
//!   - name: web
//!     image: nginx
//! ```

use crate::api::{Kind, Labels, ObjectRef};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, reference};
use crate::lint::finding::{About, Finding};
use crate::manifest::{FieldPath, Value};
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "replaced-annotation",
    severity: Severity::Warning,
    symptom: text!("The object is applied without a word, and the annotation has no effect"),
    check: Some(check),
};

/// Annotations of Services, and the fields that are read in their place.
const OF_SERVICES: [(&str, &str); 4] = [
    ("service.alpha.kubernetes.io/tolerate-unready-endpoints", "spec.publishNotReadyAddresses: true"),
    ("service.beta.kubernetes.io/external-traffic", "spec.externalTrafficPolicy: Local"),
    ("service.beta.kubernetes.io/healthcheck-nodeport", "spec.healthCheckNodePort"),
    ("service.alpha.kubernetes.io/external-traffic", "spec.externalTrafficPolicy: Local"),
];

/// Annotations of Pods.
const OF_PODS: [(&str, &str); 2] = [
    ("pod.beta.kubernetes.io/hostname", "spec.hostname"),
    ("pod.beta.kubernetes.io/subdomain", "spec.subdomain"),
];

/// The annotation by which an Ingress named its controller. Controllers still read it.
const INGRESS_CLASS: &str = "kubernetes.io/ingress.class";

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for service in facts.cluster.services.values() {
        let object = reference(Kind::Service, &service.metadata);
        let path = FieldPath::new("metadata");
        findings.extend(replaced(&object, &service.metadata.annotations, &path, &OF_SERVICES));
    }
    for template in &facts.templates {
        let path = template.place.child("metadata");
        findings.extend(replaced(&template.object, &template.metadata.annotations, &path, &OF_PODS));
    }
    for (index, raw) in facts.manifest.objects.iter().enumerate() {
        if raw.subject.kind == "Ingress" && raw.api_version == "networking.k8s.io/v1" {
            let annotations = raw.node.get("metadata").and_then(|metadata| metadata.get("annotations"));
            let class = annotations.and_then(|annotations| annotations.get(INGRESS_CLASS));
            if let Some(Value::String(class)) = class.map(|class| &class.value) {
                findings.push(ingress(index, class));
            }
        }
    }
}

fn replaced<'a>(
    object: &'a ObjectRef,
    annotations: &'a Labels,
    metadata: &'a FieldPath,
    known: &'static [(&str, &str)],
) -> impl Iterator<Item = Finding> + use<'a> {
    known.iter().filter(|(old, _)| annotations.contains_key(*old)).map(move |(old, new)| {
        let message = message!(
            "The annotation {annotation} of {object} has no effect any more",
            annotation = old,
            object = object
        );
        let help = message!("Write {field} in its place", field = new);
        Finding::new(object.clone(), metadata.child("annotations").key(old), message, help)
    })
}

fn ingress(index: usize, class: &str) -> Finding {
    let path = FieldPath::new("metadata").child("annotations").key(INGRESS_CLASS);
    let message = message!("The annotation {annotation} is deprecated", annotation = INGRESS_CLASS);
    let help = message!("Write {field} in its place", field = format!("spec.ingressClassName: {class}"));
    Finding::new(About::Written(index), path, message, help)
}
