//! An external IP of a Service lies in the range of the cluster's Services or Pods.
//!
//! An external IP is an address from outside that the network routes to a node. Inside the cluster's own ranges it belongs to a
//! Service or to a Pod, or will: kube-proxy then takes packets that were meant for that one.
//!
//! # Source
//!
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
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//!   externalIPs: # svclab: allow deprecated-external-ips
//!   - 10.96.0.80
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
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//!   externalIPs: # svclab: allow deprecated-external-ips
//!   - 198.51.100.80
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

use std::net::IpAddr;

use crate::api::Kind;
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, reference};
use crate::lint::finding::Finding;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "external-ip-in-cluster-range",
    severity: Severity::Warning,
    symptom: text!("Another Service or a Pod loses its connections from inside the cluster"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let settings = &facts.cluster.settings;
    for service in facts.cluster.services.values() {
        for (index, address) in service.spec.external_ips.iter().enumerate() {
            let Ok(ip) = address.parse::<IpAddr>() else { continue };
            let mut ranges = settings.service_subnets.iter().chain(&settings.pod_subnets);
            let Some(range) = ranges.find(|range| range.contains(&ip)) else { continue };
            let object = reference(Kind::Service, &service.metadata);
            let message = message!(
                "The external IP {ip} of Service {name} lies in {range}, the cluster's own range",
                ip = ip,
                name = object.name,
                range = range
            );
            let help = message!(
                "Give an address that the network outside routes to a node, or leave externalIPs out"
            );
            let path = FieldPath::new("spec").child("externalIPs").index(index);
            findings.push(Finding::new(object, path, message, help));
        }
    }
}
