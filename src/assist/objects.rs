//! The objects of the text, also those that no API server would take yet.

use super::outline::documents;
use crate::manifest::{Node, Value};

/// Everything that the text says, object by object.
#[derive(Debug)]
pub struct Text {
    documents: Vec<Node>,
}

/// An object of the text.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// What it says.
    pub node: &'a Node,
}

/// A Pod, or what a workload makes Pods from.
#[derive(Debug, Clone, Copy)]
pub struct PodText<'a> {
    /// The Pod or the workload.
    pub object: Written<'a>,
    labels: Option<&'a Node>,
    spec: Option<&'a Node>,
}

impl Text {
    /// Reads the text.
    pub fn new(text: &str) -> Self {
        Text { documents: documents(text) }
    }

    /// Its objects, in its order.
    pub fn objects(&self) -> impl Iterator<Item = Written<'_>> {
        self.documents.iter().flat_map(objects_of)
    }

    /// The objects of a kind in a namespace; of one that is in none, those of the kind.
    pub fn of_kind<'a>(&'a self, kind: &'a str, namespace: &'a str) -> impl Iterator<Item = Written<'a>> {
        self.objects().filter(move |object| {
            object.kind() == Some(kind) && (!object.is_namespaced() || object.namespace() == namespace)
        })
    }

    /// The Pods of a namespace, and what makes Pods there.
    pub fn pods<'a>(&'a self, namespace: &'a str) -> impl Iterator<Item = PodText<'a>> {
        self.objects().filter(move |object| object.namespace() == namespace).filter_map(Written::pod)
    }
}

fn objects_of(root: &Node) -> Vec<Written<'_>> {
    match (root.get("kind").and_then(Node::as_str), root.get("items").map(|items| &items.value)) {
        (Some(kind), Some(Value::Sequence(items))) if kind.ends_with("List") => {
            items.iter().map(|node| Written { node }).collect()
        }
        _ => vec![Written { node: root }],
    }
}

impl<'a> Written<'a> {
    /// What stands below these fields.
    pub fn below(self, fields: &[&str]) -> Option<&'a Node> {
        below(self.node, fields)
    }

    /// Its kind.
    pub fn kind(self) -> Option<&'a str> {
        self.node.get("kind")?.as_str()
    }

    /// Its name, or what its name begins with.
    pub fn name(self) -> Option<&'a str> {
        self.name_node()?.as_str()
    }

    /// Where its name stands.
    pub fn name_node(self) -> Option<&'a Node> {
        self.below(&["metadata", "name"]).or_else(|| self.below(&["metadata", "generateName"]))
    }

    /// Its namespace.
    pub fn namespace(self) -> &'a str {
        self.below(&["metadata", "namespace"]).and_then(Node::as_str).unwrap_or("default")
    }

    fn is_namespaced(self) -> bool {
        !matches!(self.kind(), Some("Node" | "Namespace"))
    }

    /// True for a Service without an address of its own.
    pub fn is_headless(self) -> bool {
        self.below(&["spec", "clusterIP"]).and_then(Node::as_str) == Some("None")
    }

    /// The Pod that it is, or that it makes.
    pub fn pod(self) -> Option<PodText<'a>> {
        let template: &[&str] = match self.kind()? {
            "Pod" => &[],
            "CronJob" => &["spec", "jobTemplate", "spec", "template"],
            "Deployment" | "ReplicaSet" | "ReplicationController" | "StatefulSet" | "DaemonSet" | "Job" => {
                &["spec", "template"]
            }
            _ => return None,
        };
        let template = self.below(template)?;
        let labels = below(template, &["metadata", "labels"]);
        Some(PodText { object: self, labels, spec: template.get("spec") })
    }
}

impl<'a> PodText<'a> {
    /// Its labels: key and value.
    pub fn labels(self) -> impl Iterator<Item = (&'a str, &'a Node)> {
        entries(self.labels)
    }

    /// The value of a label.
    pub fn label(self, key: &str) -> Option<&'a Node> {
        self.labels?.get(key)
    }

    /// True if it has every label of a selector, and the selector names any.
    pub fn is_selected(self, selector: &Node) -> bool {
        let mut wanted = entries(Some(selector)).peekable();
        wanted.peek().is_some()
            && wanted.all(|(key, value)| self.label(key).is_some_and(|label| label.value == value.value))
    }

    /// The ports of its containers.
    pub fn ports(self) -> impl Iterator<Item = &'a Node> {
        let containers = ["containers", "initContainers"].into_iter();
        containers
            .filter_map(move |field| self.spec?.get(field))
            .flat_map(items)
            .filter_map(|container| container.get("ports"))
            .flat_map(items)
    }
}

/// What stands below these fields.
pub fn below<'a>(node: &'a Node, fields: &[&str]) -> Option<&'a Node> {
    fields.iter().try_fold(node, |node, field| node.get(field))
}

/// The items of a list.
pub fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::Sequence(items) => items,
        _ => &[],
    }
}

/// The keys and values of a map.
pub fn entries(node: Option<&Node>) -> impl Iterator<Item = (&str, &Node)> {
    let entries = match node.map(|node| &node.value) {
        Some(Value::Mapping(entries)) => entries.as_slice(),
        _ => &[],
    };
    entries.iter().map(|entry| (entry.key.as_str(), &entry.value))
}
