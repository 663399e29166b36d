//! All endpoints of a Service are on one node, while others could run them.
//!
//! Several Pods are there so that the Service goes on when one of them is gone. With all of them on one node it ends with that
//! node. The text puts them there, by `nodeName`, a node selector or an affinity; the scheduler alone would spread them.
//!
//! # Source
//!
//! - `pkg/scheduler/framework/plugins/podtopologyspread`
//! - kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints
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
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web-1
//!   labels: {app: web}
//! spec:
//!   nodeName: worker-1
//!   containers:
//!   - name: web
//!     image: nginx
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web-2
//!   labels: {app: web}
//! spec:
//!   nodeName: worker-1
//!   containers:
//!   - name: web
//!     image: nginx
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
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web-1
//!   labels: {app: web}
//! spec:
//!   nodeName: worker-1
//!   containers:
//!   - name: web
//!     image: nginx
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web-2
//!   labels: {app: web}
//! spec:
//!   nodeName: worker-2
//!   containers:
//!   - name: web
//!     image: nginx
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::Facts;
use crate::lint::finding::Finding;
use crate::lint::readiness::{one_place, takes_pods};
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "endpoints-on-one-node",
    severity: Severity::Info,
    symptom: text!("The Service fails when one node is drained or restarts"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    if facts.cluster.nodes.values().filter(|node| takes_pods(node)).count() < 2 {
        return;
    }
    for selecting in &facts.selecting {
        let Some((node, count)) = one_place(facts, selecting, |node| Some(node.metadata.name.as_str()))
        else {
            continue;
        };
        let message = message!(
            "All {count} endpoints of Service {name} are on node {node}",
            count = count,
            name = selecting.at.name,
            node = node
        );
        let help = message!(
            "Without that node the Service has none: let the scheduler spread the Pods over the nodes"
        );
        let path = FieldPath::new("spec").child("selector");
        findings.push(Finding::new(selecting.reference(), path, message, help));
    }
}
