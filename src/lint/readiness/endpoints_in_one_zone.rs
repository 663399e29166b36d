//! All endpoints of a Service are in one zone, while nodes of other zones could run them.
//!
//! Zones are places that fail one by one. With all Pods in one, the Service ends with that zone, and every client of another
//! zone crosses over to it. The text puts them there; the scheduler alone would spread them.
//!
//! # Source
//!
//! - `pkg/scheduler/framework/plugins/podtopologyspread` (`systemDefaultConstraints`)
//! - kubernetes.io/docs/setup/best-practices/multiple-zones
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Node
//! metadata:
//!   name: a1
//!   labels: {topology.kubernetes.io/zone: zone-a}
//! ---
//! apiVersion: v1
//! kind: Node
//! metadata:
//!   name: a2
//!   labels: {topology.kubernetes.io/zone: zone-a}
//! ---
//! apiVersion: v1
//! kind: Node
//! metadata:
//!   name: b1
//!   labels: {topology.kubernetes.io/zone: zone-b}
//! ---
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
//!   nodeName: a1
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
//!   nodeName: a2
//!   containers:
//!   - name: web
//!     image: nginx
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Node
//! metadata:
//!   name: a1
//!   labels: {topology.kubernetes.io/zone: zone-a}
//! ---
//! apiVersion: v1
//! kind: Node
//! metadata:
//!   name: a2
//!   labels: {topology.kubernetes.io/zone: zone-a}
//! ---
//! apiVersion: v1
//! kind: Node
//! metadata:
//!   name: b1
//!   labels: {topology.kubernetes.io/zone: zone-b}
//! ---
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
//!   nodeName: a1
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
//!   nodeName: b1
//!   containers:
//!   - name: web
//!     image: nginx
//! ```

use std::collections::BTreeSet;

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::Facts;
use crate::lint::finding::Finding;
use crate::lint::readiness::{one_place, takes_pods, zone};
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "endpoints-in-one-zone",
    severity: Severity::Info,
    symptom: text!("The Service fails with one zone, and traffic of the others crosses zones"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let nodes = facts.cluster.nodes.values().filter(|node| takes_pods(node));
    if nodes.filter_map(zone).collect::<BTreeSet<_>>().len() < 2 {
        return;
    }
    for selecting in &facts.selecting {
        // That they are on one node says more.
        if one_place(facts, selecting, |node| Some(node.metadata.name.as_str())).is_some() {
            continue;
        }
        let Some((zone, count)) = one_place(facts, selecting, zone) else { continue };
        let message = message!(
            "All {count} endpoints of Service {name} are in zone {zone}",
            count = count,
            name = selecting.at.name,
            zone = zone
        );
        let help = message!(
            "Without that zone the Service has none: spread the Pods over topology.kubernetes.io/zone"
        );
        let path = FieldPath::new("spec").child("selector");
        findings.push(Finding::new(selecting.reference(), path, message, help));
    }
}
