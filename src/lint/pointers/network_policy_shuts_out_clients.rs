//! NetworkPolicies admit nobody to a Service, or not those who are told to speak to it.
//!
//! Once a NetworkPolicy selects a Pod for ingress, only what some policy allows comes in. The rules apply to the Pods
//! behind a Service and to their own ports, the `targetPort`, whichever address the client has dialled. svclab does not
//! simulate NetworkPolicies: it reads them, and says when no rule admits anybody, or when none admits a Pod that names
//! the Service.
//!
//! Whether policies are enforced depends on the network plugin.
//!
//! # Source
//!
//! - kubernetes.io/docs/concepts/services-networking/network-policies
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata:
//!   name: db
//! spec:
//!   podSelector:
//!     matchLabels: {app: db}
//!   ingress:
//!   - from:
//!     - podSelector:
//!         matchLabels: {app: front}
//!     ports:
//!     - port: 5432
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   selector: {app: db}
//!   ports:
//!   - port: 5432
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: db
//!   labels: {app: db}
//! spec:
//!   containers:
//!   - name: db
//!     image: postgres
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web
//!   labels: {app: web}
//! spec:
//!   containers:
//!   - name: web
//!     image: nginx
//!     env:
//!     - name: DATABASE_URL
//!       value: postgres://db:5432/shop
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata:
//!   name: db
//! spec:
//!   podSelector:
//!     matchLabels: {app: db}
//!   ingress:
//!   - from:
//!     - podSelector:
//!         matchLabels: {app: web}
//!     ports:
//!     - port: 5432
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   selector: {app: db}
//!   ports:
//!   - port: 5432
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: db
//!   labels: {app: db}
//! spec:
//!   containers:
//!   - name: db
//!     image: postgres
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web
//!   labels: {app: web}
//! spec:
//!   containers:
//!   - name: web
//!     image: nginx
//!     env:
//!     - name: DATABASE_URL
//!       value: postgres://db:5432/shop
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::Facts;
use crate::lint::finding::{About, Finding};
use crate::lint::pointers::policies::{Policy, policies};
use crate::manifest::FieldPath;
use crate::{message, text};
use std::collections::BTreeMap;

use crate::api::Pod;
use crate::api::{IntOrString, ServicePort};
use crate::cluster::{NamespacedName, serving_containers, target_port};
use crate::lint::facts::Selecting;
use crate::lint::mentions::Meaning;
use crate::lint::templates::Template;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "network-policy-shuts-out-clients",
    severity: Severity::Info,
    symptom: text!("Connections time out, though the Service has endpoints"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let policies = policies(facts.manifest);
    if policies.is_empty() {
        return;
    }
    let mut clients: BTreeMap<&NamespacedName, Vec<&Template<'_>>> = BTreeMap::new();
    for mention in &facts.mentions {
        if let (Meaning::Service { at, .. }, Some(reader)) = (&mention.meaning, mention.reader) {
            clients.entry(at).or_default().push(&facts.templates[reader]);
        }
    }
    for selecting in &facts.selecting {
        let Some(pod) = selecting.pods.first() else { continue };
        let of_pod: Vec<&Policy> = policies
            .get(selecting.at.namespace.as_str())
            .into_iter()
            .flatten()
            .filter(|policy| policy.selects(&pod.metadata.labels))
            .collect();
        if let Some(first) = of_pod.first() {
            let clients = clients.get(selecting.at).map_or(&[][..], Vec::as_slice);
            findings.extend(finding(facts, selecting, pod, &of_pod, clients).map(|(message, help)| {
                Finding::new(About::Written(first.index), FieldPath::new("spec"), message, help)
            }));
        }
    }
}

fn finding(
    facts: &Facts<'_>,
    selecting: &Selecting<'_>,
    pod: &Pod,
    policies: &[&Policy],
    clients: &[&Template<'_>],
) -> Option<(crate::message::Message, crate::message::Message)> {
    let service = &selecting.at.name;
    let ports: Vec<Target<'_>> =
        selecting.service.spec.ports.iter().filter_map(|port| target(port, pod)).collect();
    let first = ports.first()?;
    let rules: Vec<_> = policies
        .iter()
        .flat_map(|policy| &policy.rules)
        .filter(|rule| ports.iter().any(|port| rule.admits_port(port.number, port.name, port.protocol)))
        .collect();
    if rules.is_empty() {
        let message = message!(
            "NetworkPolicy {policy} shuts the Pods of Service {service} off, and no policy admits anyone to port {port}",
            policy = policies.first()?.name,
            service = service,
            port = first.number
        );
        let help = message!(
            "Allow the clients in a NetworkPolicy for these Pods: policies see the Pods' own port, {port}",
            port = first.number
        );
        return Some((message, help));
    }
    let shut_out = clients.iter().find(|client| {
        let namespace = &client.object.namespace;
        let labels = facts.cluster.namespaces.get(namespace).map(|it| &*it.metadata.labels);
        client.spec.host_network != Some(true)
            && !rules
                .iter()
                .any(|rule| rule.admits(&client.metadata.labels, namespace, labels, &selecting.at.namespace))
    })?;
    let message = message!(
        "{client} names Service {service}, and no NetworkPolicy for the Pods of this Service admits it",
        client = shut_out.object,
        service = service
    );
    let help = message!("Add the labels of these Pods to the from of a rule");
    Some((message, help))
}

/// A port of the Pods behind a Service.
struct Target<'a> {
    number: i32,
    name: Option<&'a str>,
    protocol: &'a str,
}

fn target<'a>(port: &'a ServicePort, pod: &'a Pod) -> Option<Target<'a>> {
    let protocol = port.protocol.as_deref().unwrap_or("TCP");
    let mut declared = serving_containers(pod)
        .flat_map(|container| &container.ports)
        .filter(|known| known.protocol.as_deref().unwrap_or("TCP") == protocol);
    let wanted = target_port(port);
    let found = declared.find(|known| match &wanted {
        IntOrString::Int(number) => known.container_port == *number,
        IntOrString::String(name) => known.name.as_deref() == Some(name),
    });
    let name = found.and_then(|known| known.name.as_deref());
    match wanted {
        IntOrString::Int(number) => Some(Target { number, name, protocol }),
        IntOrString::String(_) => Some(Target { number: found?.container_port, name, protocol }),
    }
}
