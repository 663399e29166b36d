//! A program is told to speak to a Service, and its Pods do not ask the cluster's DNS.
//!
//! The names of Services are known to the cluster's DNS alone. A Pod on the host network with `dnsPolicy: ClusterFirst`,
//! which is the default, and a Pod with `dnsPolicy: Default` ask the name server of their node instead.
//!
//! # Source
//!
//! - `pkg/kubelet/network/dns/dns.go` (`getPodDNSType`)
//! - kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: agent
//! spec:
//!   hostNetwork: true
//!   containers:
//!   - name: agent
//!     image: nginx
//!     env:
//!     - name: COLLECTOR_URL
//!       value: http://collector:4318
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: collector
//! spec:
//!   selector: {app: collector}
//!   ports:
//!   - port: 4318
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: collector
//!   labels: {app: collector}
//! spec:
//!   containers:
//!   - name: collector
//!     image: otel/opentelemetry-collector
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: agent
//! spec:
//!   hostNetwork: true
//!   dnsPolicy: ClusterFirstWithHostNet
//!   containers:
//!   - name: agent
//!     image: nginx
//!     env:
//!     - name: COLLECTOR_URL
//!       value: http://collector:4318
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: collector
//! spec:
//!   selector: {app: collector}
//!   ports:
//!   - port: 4318
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: collector
//!   labels: {app: collector}
//! spec:
//!   containers:
//!   - name: collector
//!     image: otel/opentelemetry-collector
//! ```

use crate::coredns::Server;
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::Facts;
use crate::lint::finding::{Finding, Repair};
use crate::lint::mentions::{Meaning, Mention};
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "cluster-name-on-node-dns",
    severity: Severity::Warning,
    symptom: text!("Name or service not known in this Pod, while others resolve it"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let mut said = None;
    for mention in &facts.mentions {
        let is_name_of_cluster = matches!(mention.meaning, Meaning::Service { .. });
        // Once for each workload: one field mends all its names.
        if is_name_of_cluster && said != mention.reader {
            let found = finding(facts, mention);
            said = found.as_ref().and(mention.reader).or(said);
            findings.extend(found);
        }
    }
}

fn finding(facts: &Facts<'_>, mention: &Mention<'_>) -> Option<Finding> {
    let reader = &facts.templates[mention.reader?];
    let (policy, message) = match mention.resolver.server {
        Server::NodeByHostNetwork => (
            "ClusterFirstWithHostNet",
            message!(
                "{place} names {name}, which the Pods of {reader} cannot resolve: on the host network they ask their node's DNS server",
                place = mention.place,
                name = mention.address.host,
                reader = reader.object
            ),
        ),
        Server::NodeByPolicy => (
            "ClusterFirst",
            message!(
                "{place} names {name}, which the Pods of {reader} cannot resolve: with dnsPolicy Default they ask their node's DNS server",
                place = mention.place,
                name = mention.address.host,
                reader = reader.object
            ),
        ),
        Server::Cluster | Server::Foreign(_) | Server::Host => return None,
    };
    let repair = Repair::set(
        message!("Set dnsPolicy to {policy}", policy = policy),
        reader.object.clone(),
        reader.spec_path().child("dnsPolicy"),
        policy,
    );
    let help = message!("Give the Pods dnsPolicy: {policy}", policy = policy);
    Some(Finding::new(mention.about.clone(), mention.path.clone(), message, help).with(repair))
}
