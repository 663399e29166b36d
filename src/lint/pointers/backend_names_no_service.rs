//! An Ingress, a route or a webhook sends traffic to a Service that does not exist.
//!
//! The API server does not check the names of backends. An Ingress reaches Services of its own namespace alone; a route
//! of the Gateway API reaches another namespace if it names it and a ReferenceGrant there allows it. svclab reads
//! Ingresses, HTTPRoutes and their like, webhooks and APIServices for this; it does not simulate them.
//!
//! # Source
//!
//! - kubernetes.io/docs/concepts/services-networking/ingress/#resource-backend
//! - gateway-api.sigs.k8s.io/reference/spec/#backendobjectreference
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata:
//!   name: shop
//! spec:
//!   rules:
//!   - host: shop.example.com
//!     http:
//!       paths:
//!       - path: /
//!         pathType: Prefix
//!         backend:
//!           service:
//!             name: webs
//!             port:
//!               number: 80
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: web
//! spec:
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//!     targetPort: 8080
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
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata:
//!   name: shop
//! spec:
//!   rules:
//!   - host: shop.example.com
//!     http:
//!       paths:
//!       - path: /
//!         pathType: Prefix
//!         backend:
//!           service:
//!             name: web
//!             port:
//!               number: 80
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: web
//! spec:
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//!     targetPort: 8080
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

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::Facts;
use crate::lint::finding::{Finding, Repair};
use crate::lint::pointers::backends::{Backend, backends};

use crate::api::Kind;
use crate::cluster::NamespacedName;
use crate::message::Message;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "backend-names-no-service",
    severity: Severity::Warning,
    symptom: text!("The Ingress answers 503 or 404; its events say that the Service does not exist"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for backend in backends(facts.manifest) {
        let at = NamespacedName::new(&*backend.namespace, backend.service);
        let is_own = backend.namespace == backend.own_namespace;
        // A namespace of which the text says nothing is another text's.
        let is_of_text = is_own || facts.cluster.namespaces.contains_key(backend.namespace.as_str());
        if !is_of_text || facts.cluster.services.contains_key(&at) || facts.is_rejected(Kind::Service, &at) {
            continue;
        }
        let message = message!(
            "{object} sends traffic to Service {service}, which namespace {namespace} does not have",
            object = backend.object,
            service = backend.service,
            namespace = backend.namespace
        );
        findings.push(near(facts, &backend, &at, message));
    }
}

/// With the Service that was meant, if one is near.
fn near(facts: &Facts<'_>, backend: &Backend<'_>, at: &NamespacedName, message: Message) -> Finding {
    let path = backend.path.child("name");
    if let Some(similar) = facts.similar_service(at) {
        let title = message!("Change to {value}", value = similar.name);
        let repair = Repair::set(title, backend.about.clone(), path.clone(), similar.name.as_str());
        let help = message!("Write {name}", name = similar.name);
        return Finding::new(backend.about.clone(), path, message, help).with(repair);
    }
    let help = match facts.service_elsewhere(&at.name) {
        Some(other) => message!(
            "Service {service} is in namespace {elsewhere}: put both into one namespace",
            service = other.name,
            elsewhere = other.namespace
        ),
        None => message!("Write the Service, or the name of one that exists"),
    };
    Finding::new(backend.about.clone(), path, message, help)
}
