//! The source ranges of a load balancer hold no address that a client can have.
//!
//! Where `loadBalancerSourceRanges` has a range of a family, kube-proxy drops connections to the load balancer's address from
//! everywhere else. `0.0.0.0/32` is one address that nobody has; `0.0.0.0/0` is everybody.
//!
//! # Source
//!
//! - `pkg/proxy/serviceport.go` (`LoadBalancerSourceRanges`)
//! - kubernetes.io/docs/reference/networking/virtual-ips
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
//!   loadBalancerSourceRanges: [0.0.0.0/32]
//!   selector: {app: web}
//!   ports:
//!   - port: 80
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
//!   loadBalancerSourceRanges: [0.0.0.0/0]
//!   selector: {app: web}
//!   ports:
//!   - port: 80
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

use ipnet::IpNet;

use crate::api::Kind;
use crate::cluster::{ServiceType, service_type};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, reference};
use crate::lint::finding::Finding;
use crate::lint::reach::{is_nobody, source_ranges};
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "source-ranges-admit-nobody",
    severity: Severity::Warning,
    symptom: text!("Connections to the load balancer's address time out for everybody"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for service in facts.cluster.services.values() {
        let ranges = source_ranges(service);
        let is_meant = service_type(service) == ServiceType::LoadBalancer && !ranges.is_empty();
        if !is_meant || !ranges.iter().all(is_nobody) {
            continue;
        }
        let object = reference(Kind::Service, &service.metadata);
        let listed = ranges.iter().map(IpNet::to_string).collect::<Vec<_>>().join(", ");
        let message = message!(
            "Service {name} admits {ranges} alone, where no client has its address",
            name = object.name,
            ranges = listed
        );
        let help = message!("Give the ranges of the clients; 0.0.0.0/0 and ::/0 are everybody");
        let path = FieldPath::new("spec").child("loadBalancerSourceRanges");
        findings.push(Finding::new(object, path, message, help));
    }
}
