//! A Service with `internalTrafficPolicy: Local` has no ready Pod on a node where other Pods run.
//!
//! With this policy a node hands connections to the cluster IP only to Pods on itself, and never to others. On a node without
//! a ready Pod of the Service they are dropped: Pods there cannot use it, whatever runs elsewhere.
//!
//! # Source
//!
//! - `pkg/proxy/topology.go` (`CategorizeEndpoints`)
//! - kubernetes.io/docs/concepts/services-networking/service-traffic-policy
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: cache
//! spec:
//!   internalTrafficPolicy: Local
//!   selector: {app: cache}
//!   ports:
//!   - port: 6379
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: cache-1
//!   labels: {app: cache}
//! spec:
//!   nodeName: worker-1
//!   containers:
//!   - name: main
//!     image: redis
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web-1
//!   labels: {app: web}
//! spec:
//!   nodeName: worker-2
//!   containers:
//!   - name: main
//!     image: nginx
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: cache
//! spec:
//!   internalTrafficPolicy: Local
//!   selector: {app: cache}
//!   ports:
//!   - port: 6379
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: cache-1
//!   labels: {app: cache}
//! spec:
//!   nodeName: worker-1
//!   containers:
//!   - name: main
//!     image: redis
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web-1
//!   labels: {app: web}
//! spec:
//!   nodeName: worker-1
//!   containers:
//!   - name: main
//!     image: nginx
//! ```

use crate::api::{Kind, Pod, SmolStr};
use crate::cluster::{is_headless, is_pod_ready};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, some_of};
use crate::lint::facts::{has_labels, reference};
use crate::lint::finding::Finding;
use crate::lint::reach::nodes_with_ready;
use crate::manifest::FieldPath;
use crate::{message, text};
use std::collections::BTreeMap;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "internal-local-drops",
    severity: Severity::Warning,
    symptom: text!("Pods on some nodes get a time-out, not a refusal, from the cluster IP"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let is_local = |policy: &Option<SmolStr>| policy.as_deref() == Some("Local");
    let mut by_node: Option<BTreeMap<&str, Vec<&Pod>>> = None;
    for selecting in facts.selecting.iter().filter(|it| is_local(&it.service.spec.internal_traffic_policy)) {
        let with = nodes_with_ready(selecting);
        if with.is_empty() || is_headless(selecting.service) {
            continue;
        }
        let by_node = by_node.get_or_insert_with(|| running(facts));
        let is_other = |pod: &&Pod| !has_labels(&pod.metadata, &selecting.service.spec.selector);
        let without = by_node.iter().filter(|(node, _)| !with.contains(**node));
        let clients = without.filter_map(|(node, pods)| Some((*node, pods.iter().copied().find(is_other)?)));
        let cut_off: Vec<(&str, &Pod)> = clients.collect();
        let Some((_, pod)) = cut_off.first() else { continue };
        let nodes: Vec<String> = cut_off.iter().map(|(node, _)| (*node).to_owned()).collect();
        let message = message!(
            "Service {name} has internalTrafficPolicy: Local and no ready Pod on {nodes}: connections from Pods there, such as {pod}, are dropped",
            name = selecting.at.name,
            nodes = some_of(&nodes),
            pod = pod.metadata.name
        );
        let help = message!(
            "Run a Pod of the Service on every node that has clients (DaemonSet), or use the policy Cluster"
        );
        let path = FieldPath::new("spec").child("internalTrafficPolicy");
        findings.push(Finding::new(selecting.reference(), path, message, help));
    }
}

/// The ready Pods of the text by node.
fn running<'a>(facts: &Facts<'a>) -> BTreeMap<&'a str, Vec<&'a Pod>> {
    let mut by_node: BTreeMap<&str, Vec<&Pod>> = BTreeMap::new();
    for pod in facts.cluster.pods.values().filter(|pod| is_pod_ready(pod)) {
        let is_built_in = facts.cluster.is_built_in(&reference(Kind::Pod, &pod.metadata));
        if let Some(node) = pod.spec.node_name.as_deref().filter(|_| !is_built_in) {
            by_node.entry(node).or_default().push(pod);
        }
    }
    by_node
}
