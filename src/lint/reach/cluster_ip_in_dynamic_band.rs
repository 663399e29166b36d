//! A cluster IP was chosen by hand from the band that the API server gives to others.
//!
//! The API server takes addresses for Services that name none from the upper part of the range, and from the lower part only
//! when that is full. An address chosen by hand in the upper part may be taken already in a cluster, and then the Service is
//! rejected.
//!
//! # Source
//!
//! - `pkg/registry/core/service/ipallocator/ipallocator.go` (`calculateRangeOffset`)
//! - kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: web
//! spec:
//!   clusterIP: 10.100.7.7
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
//!   clusterIP: 10.96.0.77
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

use std::net::IpAddr;

use ipnet::IpNet;

use crate::api::Kind;
use crate::cluster::{Band, cluster_ips};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, reference};
use crate::lint::finding::Finding;
use crate::lint::reach::was_given_by_server;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "cluster-ip-in-dynamic-band",
    severity: Severity::Info,
    symptom: text!("Now and then: provided IP is already allocated"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let path = FieldPath::new("spec").child("clusterIP");
    for service in facts.cluster.services.values().filter(|service| !was_given_by_server(service)) {
        let object = reference(Kind::Service, &service.metadata);
        if !facts.is_written(&object, &path) {
            continue;
        }
        for ip in cluster_ips(service) {
            let subnets = &facts.cluster.settings.service_subnets;
            let Some(first) =
                subnets.iter().find(|net| net.contains(&ip)).and_then(|net| first_dynamic(net, ip))
            else {
                continue;
            };
            let message = message!(
                "Service {name} asks for {ip}, in the band from which other Services get their addresses (from {first} on)",
                name = object.name,
                ip = ip,
                first = first
            );
            let help = message!("Choose an address below {first}, or leave clusterIP out", first = first);
            findings.push(Finding::new(object.clone(), path.clone(), message, help));
        }
    }
}

/// The first address that the server gives by itself, if this one is not below it.
fn first_dynamic(net: &IpNet, ip: IpAddr) -> Option<IpAddr> {
    let (IpNet::V4(net), IpAddr::V4(ip)) = (net, ip) else { return None };
    let first = u32::from(net.network()) + 1;
    let size = u32::from(net.broadcast()).checked_sub(first)?;
    let dynamic = first + u32::try_from(Band::Addresses.reserved(size.into())).ok()?;
    (u32::from(ip) >= dynamic).then(|| IpAddr::V4(dynamic.into()))
}
