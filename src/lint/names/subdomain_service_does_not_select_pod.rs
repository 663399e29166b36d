//! A Pod has a subdomain, and the Service of that name does not select the Pod.
//!
//! `hostname` and `subdomain` give a Pod the name `hostname.subdomain.namespace.svc.cluster.local`. The record comes from
//! the endpoints of the headless Service whose name is the subdomain: a Pod that it does not select has no record.
//!
//! # Source
//!
//! - kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: db-a
//!   labels: {app: db, role: replica}
//! spec:
//!   hostname: a
//!   subdomain: db
//!   containers:
//!   - name: db
//!     image: postgres
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: db-b
//!   labels: {app: db, role: primary}
//! spec:
//!   containers:
//!   - name: db
//!     image: postgres
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   clusterIP: None
//!   selector: {app: db, role: primary}
//!   ports:
//!   - port: 5432
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: db-a
//!   labels: {app: db, role: primary}
//! spec:
//!   hostname: a
//!   subdomain: db
//!   containers:
//!   - name: db
//!     image: postgres
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: db-b
//!   labels: {app: db, role: primary}
//! spec:
//!   containers:
//!   - name: db
//!     image: postgres
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   clusterIP: None
//!   selector: {app: db, role: primary}
//!   ports:
//!   - port: 5432
//! ```

use crate::api::Kind;
use crate::cluster::{NamespacedName, ServiceType, service_type};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, has_labels, labels_text, reference};
use crate::lint::finding::Finding;
use crate::lint::names::named_pods;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "subdomain-service-does-not-select-pod",
    severity: Severity::Warning,
    symptom: text!("The name of the Pod does not resolve: NXDOMAIN"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for named in named_pods(facts) {
        let key = NamespacedName::new(named.at.namespace.clone(), named.subdomain);
        let Some(service) = facts.cluster.services.get(&key) else { continue };
        let selector = &service.spec.selector;
        if selector.is_empty()
            || service_type(service) == ServiceType::ExternalName
            || has_labels(&named.pod.metadata, selector)
        {
            continue;
        }
        let message = message!(
            "Service {subdomain} selects {selector}, which Pod {pod} does not have, so the name {name} does not exist",
            subdomain = named.subdomain,
            selector = labels_text(selector),
            pod = named.at.name,
            name = named.name
        );
        let help = message!(
            "Give the Pod these labels, or change the selector of Service {subdomain}",
            subdomain = named.subdomain
        );
        let path = FieldPath::new("spec").child("subdomain");
        findings.push(Finding::new(reference(Kind::Pod, &named.pod.metadata), path, message, help));
    }
}
