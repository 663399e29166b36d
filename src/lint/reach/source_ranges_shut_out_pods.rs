//! The source ranges of a load balancer do not hold the Pods of the cluster.
//!
//! Pods that connect to the load balancer's address do not leave the cluster: kube-proxy takes the packet on their own node,
//! with the Pod's address as its source, and applies the source ranges to it. Pods of a cluster that calls itself by its public
//! name are then shut out, while the clients in the ranges are not.
//!
//! # Source
//!
//! - `pkg/proxy/iptables/proxier.go` (`syncProxyRules`, the firewall chain)
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
//!   loadBalancerSourceRanges: [198.51.100.0/24]
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
//!   loadBalancerSourceRanges: [198.51.100.0/24, 20.96.0.0/12]
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

use crate::api::Kind;
use crate::cluster::{ServiceType, service_type};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, reference};
use crate::lint::finding::Finding;
use crate::lint::reach::{is_nobody, is_proxied, source_ranges};
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "source-ranges-shut-out-pods",
    severity: Severity::Info,
    symptom: text!("The public name of the Service works from outside and times out from Pods"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for service in facts.cluster.services.values() {
        let ranges = source_ranges(service);
        let has_address = !service.status.load_balancer.ingress.is_empty();
        if service_type(service) != ServiceType::LoadBalancer
            || !has_address
            || is_proxied(service)
            || ranges.iter().all(is_nobody)
        {
            continue;
        }
        let same_family =
            |one: &ipnet::IpNet, other: &ipnet::IpNet| one.addr().is_ipv4() == other.addr().is_ipv4();
        // Without a range of a family, all of that family is admitted.
        let shut_out = facts.cluster.settings.pod_subnets.iter().find(|pods| {
            let mut of_family = ranges.iter().filter(|range| same_family(range, pods)).peekable();
            of_family.peek().is_some()
                && !of_family.any(|range| range.contains(*pods) || pods.contains(range))
        });
        let Some(pods) = shut_out else { continue };
        let object = reference(Kind::Service, &service.metadata);
        let message = message!(
            "The source ranges of Service {name} do not hold the Pods of the cluster ({pods}), which are shut out of its load balancer's address too",
            name = object.name,
            pods = pods
        );
        let help =
            message!("Let Pods use the cluster IP or the name of the Service, or add the range of the Pods");
        let path = FieldPath::new("spec").child("loadBalancerSourceRanges");
        findings.push(Finding::new(object, path, message, help));
    }
}
