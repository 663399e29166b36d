//! A Pod has a subdomain, and no Service of that name exists in its namespace.
//!
//! `hostname` and `subdomain` give a Pod the name `hostname.subdomain.namespace.svc.cluster.local`. The record comes from
//! the endpoints of the headless Service whose name is the subdomain: without such a Service there is no record.
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
//!   labels: {app: db}
//! spec:
//!   hostname: a
//!   subdomain: dbs
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
//!   selector: {app: db}
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
//!   labels: {app: db}
//! spec:
//!   hostname: a
//!   subdomain: db
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
//!   selector: {app: db}
//!   ports:
//!   - port: 5432
//! ```

use crate::api::Kind;
use crate::cluster::NamespacedName;
use crate::cluster::is_headless;
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, has_labels, reference};
use crate::lint::finding::Finding;
use crate::lint::names::{Named, named_pods};
use crate::manifest::FieldPath;
use crate::message::Message;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "subdomain-names-no-service",
    severity: Severity::Warning,
    symptom: text!("The name of the Pod does not resolve: NXDOMAIN"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for named in named_pods(facts) {
        let namespace = &named.at.namespace;
        if facts.cluster.services.contains_key(&NamespacedName::new(namespace.clone(), named.subdomain)) {
            continue;
        }
        let message = message!(
            "No Service {subdomain} exists in namespace {namespace}, so the name {name} of Pod {pod} does not exist",
            subdomain = named.subdomain,
            namespace = namespace,
            name = named.name,
            pod = named.at.name
        );
        let path = FieldPath::new("spec").child("subdomain");
        let pod = reference(Kind::Pod, &named.pod.metadata);
        findings.push(Finding::new(pod, path, message, suggestion(facts, &named)));
    }
}

fn suggestion(facts: &Facts<'_>, named: &Named<'_>) -> Message {
    let selects = facts.selecting.iter().find(|selecting| {
        selecting.at.namespace == named.at.namespace
            && is_headless(selecting.service)
            && has_labels(&named.pod.metadata, &selecting.service.spec.selector)
    });
    match selects {
        Some(selecting) => message!(
            "Set subdomain to {service}, the headless Service that selects the Pod",
            service = selecting.at.name
        ),
        None => message!("Set subdomain to the name of a headless Service that selects the Pod"),
    }
}
