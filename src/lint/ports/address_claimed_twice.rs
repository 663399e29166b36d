//! Two Services answer at the same address and port from outside.
//!
//! A load balancer's address, an external IP and a port together lead to one Service. If two claim them, kube-proxy keeps the
//! rules of one, and the load balancer may do otherwise. Two Services may share an address if their ports differ.
//!
//! # Source
//!
//! - `pkg/proxy/iptables/proxier.go` (`syncProxyRules`)
//! - kubernetes.io/docs/concepts/services-networking/service/#external-ips
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: web
//! spec:
//!   type: LoadBalancer
//!   loadBalancerIP: 203.0.113.200
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: shop
//! spec:
//!   type: LoadBalancer
//!   loadBalancerIP: 203.0.113.200
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//!     targetPort: 8080
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
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: web
//! spec:
//!   type: LoadBalancer
//!   loadBalancerIP: 203.0.113.200
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: shop
//! spec:
//!   type: LoadBalancer
//!   loadBalancerIP: 203.0.113.201
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//!     targetPort: 8080
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

use std::collections::BTreeMap;

use crate::api::{Kind, Service};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, reference};
use crate::lint::finding::Finding;
use crate::lint::ports::protocol;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "address-claimed-twice",
    severity: Severity::Warning,
    symptom: text!("One of two Services gets the other's connections"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let mut claimed: BTreeMap<(&str, i32, &str), &Service> = BTreeMap::new();
    for service in facts.cluster.services.values() {
        for (address, field) in addresses(service) {
            for port in &service.spec.ports {
                let other = *claimed.entry((address, port.port, protocol(port))).or_insert(service);
                if std::ptr::eq(other, service) {
                    continue;
                }
                let message = message!(
                    "{service} and {other} both answer at {address} port {port}/{protocol}, and only one of them gets the connections",
                    service = reference(Kind::Service, &service.metadata),
                    other = reference(Kind::Service, &other.metadata),
                    address = address,
                    port = port.port,
                    protocol = protocol(port)
                );
                let help = message!("Give one of them another address or another port");
                let of = reference(Kind::Service, &service.metadata);
                findings.push(Finding::new(of, field.clone(), message, help));
            }
        }
    }
}

/// The addresses at which a Service answers from outside, each with the field that says so.
fn addresses(service: &Service) -> impl Iterator<Item = (&str, FieldPath)> {
    let spec = FieldPath::new("spec");
    let asked = service.spec.load_balancer_ip.as_deref().filter(|ip| !ip.is_empty());
    let given_in = match asked {
        Some(_) => spec.child("loadBalancerIP"),
        None => FieldPath::new("status").child("loadBalancer").child("ingress"),
    };
    let ingress = service.status.load_balancer.ingress.iter().filter_map(|ingress| ingress.ip.as_deref());
    let ingress = ingress.map(move |ip| (ip, given_in.clone()));
    let external = service.spec.external_ips.iter().enumerate();
    ingress.chain(external.map(move |(at, ip)| (ip.as_str(), spec.child("externalIPs").index(at))))
}
