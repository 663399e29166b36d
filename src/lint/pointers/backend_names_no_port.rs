//! An Ingress, a route or a webhook names a port that the Service does not have.
//!
//! A backend names a port of the Service, by its number or its name: not the `targetPort` behind it, and not a port of
//! the containers. With a port that the Service does not list there is nothing to send traffic to.
//!
//! # Source
//!
//! - kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/#IngressBackend
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
//!             name: web
//!             port:
//!               number: 8080
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
use crate::lint::facts::{Facts, some_of};
use crate::lint::finding::{Finding, Repair};
use crate::lint::pointers::backends::{Backend, Port, backends};

use crate::api::{IntOrString, Service, ServicePort};
use crate::cluster::{NamespacedName, ServiceType, service_type, target_port};
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "backend-names-no-port",
    severity: Severity::Warning,
    symptom: text!("The Ingress answers 503; its events say that the port does not exist"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for backend in backends(facts.manifest) {
        let at = NamespacedName::new(&*backend.namespace, backend.service);
        let (Some(service), Some(port)) = (facts.cluster.services.get(&at), &backend.port) else { continue };
        let has_ports = service_type(service) != ServiceType::ExternalName && !service.spec.ports.is_empty();
        if has_ports && !service.spec.ports.iter().any(|known| is(known, port)) {
            findings.push(finding(&backend, service, port));
        }
    }
}

fn is(known: &ServicePort, port: &Port<'_>) -> bool {
    match port {
        Port::Number(number) => i64::from(known.port) == *number,
        Port::Name(name) => known.name.as_deref() == Some(*name),
    }
}

/// True if the port is the one of the Pods behind a port of the Service.
fn is_behind(known: &ServicePort, port: &Port<'_>) -> bool {
    match (target_port(known), port) {
        (IntOrString::Int(target), Port::Number(number)) => i64::from(target) == *number,
        (IntOrString::String(target), Port::Name(name)) => target == *name,
        _ => false,
    }
}

fn finding(backend: &Backend<'_>, service: &Service, port: &Port<'_>) -> Finding {
    let listed: Vec<String> = service.spec.ports.iter().map(words).collect();
    let message = message!(
        "{object} sends traffic to port {port} of Service {service}, which has {ports}",
        object = backend.object,
        port = port,
        service = backend.service,
        ports = some_of(&listed)
    );
    let behind = service.spec.ports.iter().find(|known| is_behind(known, port));
    let help = match behind {
        Some(known) => message!(
            "{target} is the targetPort behind it: name the Service's own port, {port}",
            target = port,
            port = words(known)
        ),
        None => message!("Name a port of the Service, by its number or by its name"),
    };
    let only = service.spec.ports.first().filter(|_| service.spec.ports.len() == 1);
    let repair = behind.or(only).and_then(|known| {
        let (path, about) = (backend.port_path(port), backend.about.clone());
        match (port, known.name.as_deref()) {
            (Port::Number(_), _) => {
                Some(Repair::set(message!("Change to {value}", value = known.port), about, path, known.port))
            }
            (Port::Name(_), Some(name)) => {
                Some(Repair::set(message!("Change to {value}", value = name), about, path, name))
            }
            (Port::Name(_), None) => None,
        }
    });
    Finding::new(backend.about.clone(), backend.port_path(port), message, help).with(repair)
}

/// `80`, or `80 (http)`.
fn words(port: &ServicePort) -> String {
    match port.name.as_deref() {
        Some(name) if !name.is_empty() => format!("{} ({name})", port.port),
        _ => port.port.to_string(),
    }
}
