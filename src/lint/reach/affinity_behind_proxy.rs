//! A Service keeps clients by their address, behind a load balancer that hides it.
//!
//! `sessionAffinity: ClientIP` goes by the source address that a node sees. A load balancer with `ipMode: Proxy` opens
//! connections of its own, from its own address: all clients look like one, and one Pod gets them all until it times out.
//!
//! # Source
//!
//! - `pkg/proxy/iptables/proxier.go` (`recent` match)
//! - kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity
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
//!   sessionAffinity: ClientIP
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//! status:
//!   loadBalancer:
//!     ingress:
//!     - {ip: 203.0.113.200, ipMode: Proxy}
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
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: web
//! spec:
//!   type: LoadBalancer
//!   sessionAffinity: ClientIP
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//! status:
//!   loadBalancer:
//!     ingress:
//!     - {ip: 203.0.113.200, ipMode: VIP}
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

use crate::api::Kind;
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, reference};
use crate::lint::finding::{Finding, Repair};
use crate::lint::reach::is_proxied;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "affinity-behind-proxy",
    severity: Severity::Warning,
    symptom: text!("One Pod gets all clients of the load balancer, the others none"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for service in facts.cluster.services.values() {
        if service.spec.session_affinity.as_deref() != Some("ClientIP") || !is_proxied(service) {
            continue;
        }
        let object = reference(Kind::Service, &service.metadata);
        let message = message!(
            "Service {name} keeps clients by their address, but its load balancer (ipMode: Proxy) hides it: all clients go to one Pod",
            name = object.name
        );
        let help = message!(
            "Let the load balancer keep the sessions, by cookie for instance, and remove sessionAffinity"
        );
        let path = FieldPath::new("spec").child("sessionAffinity");
        let title = message!("Remove sessionAffinity");
        let repair = Repair::remove(title, object.clone(), path.clone());
        findings.push(Finding::new(object, path, message, help).with(repair));
    }
}
