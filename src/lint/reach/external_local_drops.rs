//! A node port with `externalTrafficPolicy: Local` is closed on nodes without a ready Pod.
//!
//! With this policy a node hands connections from outside only to Pods on itself, so that they see the client's address. A
//! node without a ready Pod drops them: the client waits until it gives up. A load balancer asks the nodes' health check and
//! leaves such nodes out; whoever connects to a node by its address does not.
//!
//! # Source
//!
//! - `pkg/proxy/topology.go` (`CategorizeEndpoints`)
//! - kubernetes.io/docs/reference/networking/virtual-ips/#external-traffic-policy
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Node
//! metadata:
//!   name: n1
//! ---
//! apiVersion: v1
//! kind: Node
//! metadata:
//!   name: n2
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: web
//! spec:
//!   type: NodePort
//!   externalTrafficPolicy: Local
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web-1
//!   labels: {app: web}
//! spec:
//!   nodeName: n1
//!   containers:
//!   - name: main
//!     image: nginx
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Node
//! metadata:
//!   name: n1
//! ---
//! apiVersion: v1
//! kind: Node
//! metadata:
//!   name: n2
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: web
//! spec:
//!   type: NodePort
//!   externalTrafficPolicy: Local
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web-1
//!   labels: {app: web}
//! spec:
//!   nodeName: n1
//!   containers:
//!   - name: main
//!     image: nginx
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web-2
//!   labels: {app: web}
//! spec:
//!   nodeName: n2
//!   containers:
//!   - name: main
//!     image: nginx
//! ```

use crate::api::SmolStr;
use crate::cluster::{ServiceType, service_type};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, some_of};
use crate::lint::finding::Finding;
use crate::lint::reach::{nodes_with_ready, port_list};
use crate::lint::readiness::takes_pods;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "external-local-drops",
    severity: Severity::Info,
    symptom: text!("The node port works at some nodes and times out at the others"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for selecting in &facts.selecting {
        let service = selecting.service;
        let is_local = service.spec.external_traffic_policy.as_deref() == Some("Local");
        if !is_local || service_type(service) != ServiceType::NodePort {
            continue;
        }
        let with = nodes_with_ready(selecting);
        let without: Vec<_> =
            facts.cluster.nodes.values().filter(|node| !with.contains(node.metadata.name.as_str())).collect();
        // Nodes that are kept free of Pods, such as the control plane, are known to drop.
        if with.is_empty() || !without.iter().any(|node| takes_pods(node)) {
            continue;
        }
        let names: Vec<SmolStr> = without.iter().map(|node| node.metadata.name.clone()).collect();
        let message = message!(
            "Service {name} has externalTrafficPolicy: Local: nodes without a ready Pod of it drop connections to node port {ports} ({nodes})",
            name = selecting.at.name,
            ports = port_list(service),
            nodes = some_of(&names)
        );
        let help = message!(
            "Connect to nodes that have a Pod, run one on every node (DaemonSet), or use the policy Cluster"
        );
        let path = FieldPath::new("spec").child("externalTrafficPolicy");
        findings.push(Finding::new(selecting.reference(), path, message, help));
    }
}
