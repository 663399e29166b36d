//! Whom NetworkPolicies admit, as far as that is certain from the text.

use std::collections::BTreeMap;

use crate::api::{LabelSelector, Labels};
use crate::cluster::label_selector_matches;
use crate::lint::tree::{items, selector, text};
use crate::manifest::{Manifest, Node, RawObject, Value};

/// The label with a namespace's name, which the API server sets.
const NAME_LABEL: &str = "kubernetes.io/metadata.name";

/// A NetworkPolicy for what comes in.
pub(super) struct Policy {
    /// Its position in the text.
    pub index: usize,
    pub name: String,
    pods: LabelSelector,
    pub rules: Vec<IngressRule>,
}

/// What one rule admits.
pub(super) struct IngressRule {
    /// None if everybody is admitted.
    from: Option<Vec<Peer>>,
    /// Empty for all ports.
    ports: Vec<PolicyPort>,
}

enum Peer {
    /// An address: it may be anybody's.
    Block,
    /// Pods, of namespaces with these labels; of the policy's own if there are none.
    Pods { namespaces: Option<LabelSelector>, pods: Option<LabelSelector> },
}

struct PolicyPort {
    protocol: String,
    port: Wanted,
}

enum Wanted {
    Any,
    Numbers(i64, i64),
    Name(String),
}

/// The policies for what comes in, by namespace.
pub(super) fn policies(manifest: &Manifest) -> BTreeMap<&str, Vec<Policy>> {
    let mut found: BTreeMap<&str, Vec<Policy>> = BTreeMap::new();
    for (index, raw) in manifest.objects.iter().enumerate() {
        if raw.subject.kind == "NetworkPolicy" && raw.api_version == "networking.k8s.io/v1" {
            let namespace = Some(raw.subject.namespace.as_str()).filter(|name| !name.is_empty());
            found.entry(namespace.unwrap_or("default")).or_default().extend(policy(index, raw));
        }
    }
    found
}

fn policy(index: usize, raw: &RawObject) -> Option<Policy> {
    let spec = raw.node.get("spec")?;
    let types = items(spec, "policyTypes");
    let is_for_ingress = types.is_empty() || types.iter().any(|item| item.as_str() == Some("Ingress"));
    is_for_ingress.then(|| Policy {
        index,
        name: raw.subject.name.clone(),
        pods: spec.get("podSelector").map(selector).unwrap_or_default(),
        rules: items(spec, "ingress").iter().map(rule).collect(),
    })
}

fn rule(node: &Node) -> IngressRule {
    let from = items(node, "from");
    IngressRule {
        from: (!from.is_empty()).then(|| from.iter().map(peer).collect()),
        ports: items(node, "ports").iter().map(port).collect(),
    }
}

fn peer(node: &Node) -> Peer {
    if node.get("ipBlock").is_some() {
        return Peer::Block;
    }
    let part = |field| node.get(field).map(selector);
    Peer::Pods { namespaces: part("namespaceSelector"), pods: part("podSelector") }
}

fn port(node: &Node) -> PolicyPort {
    let number = |field| match node.get(field).map(|node| &node.value) {
        Some(Value::Int(number)) => Some(*number),
        _ => None,
    };
    let port = match (number("port"), text(node, "port")) {
        (Some(first), _) => Wanted::Numbers(first, number("endPort").unwrap_or(first)),
        (None, Some(name)) => Wanted::Name(name.to_owned()),
        (None, None) => Wanted::Any,
    };
    PolicyPort { protocol: text(node, "protocol").unwrap_or("TCP").to_owned(), port }
}

impl Policy {
    /// True if it counts for a Pod with these labels.
    pub fn selects(&self, labels: &Labels) -> bool {
        label_selector_matches(&self.pods, labels)
    }
}

impl IngressRule {
    /// True if it admits anybody to this port of a Pod.
    pub fn admits_port(&self, number: i32, name: Option<&str>, protocol: &str) -> bool {
        let is_this = |wanted: &PolicyPort| {
            wanted.protocol == protocol
                && match &wanted.port {
                    Wanted::Any => true,
                    Wanted::Numbers(first, last) => (*first..=*last).contains(&i64::from(number)),
                    Wanted::Name(wanted) => name == Some(wanted),
                }
        };
        self.ports.is_empty() || self.ports.iter().any(is_this)
    }

    /// True if it admits, or may admit, a Pod with these labels of a namespace.
    pub fn admits(&self, labels: &Labels, namespace: &str, of_namespace: Option<&Labels>, own: &str) -> bool {
        let is_peer = |peer: &Peer| match peer {
            Peer::Block => true,
            Peer::Pods { namespaces, pods } => {
                let is_there = match namespaces {
                    None => namespace == own,
                    Some(selector) => {
                        let mut labels = of_namespace.cloned().unwrap_or_default();
                        labels.insert(NAME_LABEL.into(), namespace.into());
                        label_selector_matches(selector, &labels)
                    }
                };
                is_there && pods.as_ref().is_none_or(|selector| label_selector_matches(selector, labels))
            }
        };
        self.from.as_ref().is_none_or(|peers| peers.iter().any(is_peer))
    }
}
