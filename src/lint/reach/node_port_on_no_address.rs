//! A Service has node ports, and no node answers on them at any address of its own.
//!
//! kube-proxy opens node ports at the addresses of each node that its setting `nodePortAddresses` covers. If that covers no
//! address of any node, or if the nodes have no address of the Service's IP family, the port is closed everywhere.
//!
//! # Source
//!
//! - `pkg/proxy/util/nodeport_addresses.go`
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
//!   type: NodePort
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
//! ---
//! apiVersion: kubeproxy.config.k8s.io/v1alpha1
//! kind: KubeProxyConfiguration
//! nodePortAddresses: [10.20.0.0/16]
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
//!   type: NodePort
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
//! ---
//! apiVersion: kubeproxy.config.k8s.io/v1alpha1
//! kind: KubeProxyConfiguration
//! nodePortAddresses: [192.168.56.0/24]
//! ```

use crate::api::{Kind, Service};
use crate::diagnostic::Severity;
use crate::kube_proxy::{IpFamily, NodePortAddresses, NodeView};
use crate::lint::Rule;
use crate::lint::facts::{Facts, reference};
use crate::lint::finding::Finding;
use crate::lint::reach::port_list;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "node-port-on-no-address",
    severity: Severity::Warning,
    symptom: text!("Connections to the node port time out or are refused at every node"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let answers = [IpFamily::Ipv4, IpFamily::Ipv6].map(|family| (family, answers(facts, family)));
    let is_open = |service: &Service| {
        let has = |family: IpFamily| service.spec.ip_families.iter().any(|name| name == family.name());
        answers.iter().any(|(family, answers)| *answers && has(*family))
    };
    for service in facts.cluster.services.values() {
        let ports = port_list(service);
        if ports.is_empty() || is_open(service) {
            continue;
        }
        let object = reference(Kind::Service, &service.metadata);
        let message = message!(
            "Service {name} has node port {ports}, and no node answers on it at an address of its own",
            name = object.name,
            ports = ports
        );
        let help = message!(
            "Set nodePortAddresses of kube-proxy to ranges that hold addresses of the nodes, or leave it out"
        );
        findings.push(Finding::new(object, FieldPath::new("spec").child("type"), message, help));
    }
}

/// True if a node answers on node ports of a family at an address that others can reach.
fn answers(facts: &Facts<'_>, family: IpFamily) -> bool {
    let proxy = &facts.cluster.settings.proxy;
    facts.cluster.nodes.values().map(NodeView::new).any(|node| {
        match NodePortAddresses::new(proxy, proxy.mode, &node, family) {
            NodePortAddresses::All => node.of_family(family).next().is_some(),
            within => within.of_node(&node, family).iter().any(|ip| !ip.is_loopback()),
        }
    })
}
