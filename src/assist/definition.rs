//! Where that stands which a name or a selector means.

use super::objects::{PodText, Text, Written, below, items};
use super::outline::{document_at, read};
use super::spot::{Spot, spot_at};
use crate::cluster::SERVICE_NAME_LABEL;
use crate::manifest::{Node, Segment};
use crate::source::{Source, Span};

/// A place that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The object that stands there, e.g. `Deployment web`.
    pub name: String,
    /// Where to go.
    pub span: Span,
}

/// What the text at an offset means, in the order of the text. Nothing if it means nothing else, or nothing of this text.
pub fn definition(source: &Source, offset: usize) -> Vec<Target> {
    let find = || {
        let root = read(source.text(), document_at(source.text(), offset)?)?;
        let spot = spot_at(&root, offset)?;
        Some(targets(&spot, &Text::new(source.text())))
    };
    find().unwrap_or_default()
}

fn targets(spot: &Spot<'_>, text: &Text) -> Vec<Target> {
    let fields = spot.fields();
    let namespace = spot.object.namespace();
    let said = spot.nodes.last().and_then(|node| node.as_str()).unwrap_or_default();
    match (spot.object.kind().unwrap_or_default(), &fields[..]) {
        ("Service", ["spec", "selector", rest @ ..]) => selected(spot, text, rest.first().copied()),
        ("Service", ["spec", "ports", "targetPort"]) => target_ports(spot, text, said),
        ("EndpointSlice", ["metadata", "labels", SERVICE_NAME_LABEL])
        | ("Endpoints", ["metadata", "name"])
        | ("StatefulSet", ["spec", "serviceName"])
        | (_, [.., "spec", "subdomain"] | [.., "service", "name"]) => {
            objects(text, "Service", namespace, said)
        }
        (_, ["metadata", "namespace"]) => objects(text, "Namespace", "", said),
        (_, [.., "nodeName"]) => objects(text, "Node", "", said),
        (_, [.., "selector", "matchLabels"]) => own_template(spot, None),
        (_, [.., "selector", "matchLabels", key]) => own_template(spot, Some(key)),
        (_, [.., "ownerReferences" | "scaleTargetRef" | "targetRef", _]) => referred(spot, text),
        (_, [.., "httpGet" | "tcpSocket", "port"]) => container_ports(spot, said),
        (_, [.., "service", "port", "number" | "name"]) => backend_ports(spot, text, said),
        _ => Vec::new(),
    }
}

fn target(object: Written<'_>, span: Span) -> Target {
    let (kind, name) = (object.kind().unwrap_or_default(), object.name().unwrap_or_default());
    Target { name: format!("{kind} {name}"), span }
}

fn objects(text: &Text, kind: &str, namespace: &str, name: &str) -> Vec<Target> {
    let found = text.of_kind(kind, namespace).filter(|object| object.name() == Some(name));
    found.filter_map(|object| Some(target(object, object.name_node()?.span))).collect()
}

/// The Pods that a Service selects; of each, the label at the cursor or the first that is asked for.
fn selected(spot: &Spot<'_>, text: &Text, key: Option<&str>) -> Vec<Target> {
    let Some(selector) = spot.object.below(&["spec", "selector"]) else { return Vec::new() };
    let pods = text.pods(spot.object.namespace()).filter(|pod| pod.is_selected(selector));
    pods.filter_map(|pod| Some(target(pod.object, label(pod, selector, key)?))).collect()
}

fn label(pod: PodText<'_>, selector: &Node, key: Option<&str>) -> Option<Span> {
    let first = || super::objects::entries(Some(selector)).next().map(|(key, _)| key);
    Some(pod.label(key.or_else(first)?)?.span)
}

/// The labels of a workload's own Pods.
fn own_template(spot: &Spot<'_>, key: Option<&str>) -> Vec<Target> {
    let labels = || {
        let pod = spot.object.pod()?;
        let (_, first) = pod.labels().next()?;
        let meant = key.and_then(|key| pod.label(key)).unwrap_or(first);
        Some(target(spot.object, meant.span))
    };
    labels().into_iter().collect()
}

/// The container ports behind a target port, by name or by number.
fn target_ports(spot: &Spot<'_>, text: &Text, said: &str) -> Vec<Target> {
    let Some(selector) = spot.object.below(&["spec", "selector"]) else { return Vec::new() };
    let pods = text.pods(spot.object.namespace()).filter(|pod| pod.is_selected(selector));
    pods.filter_map(|pod| Some(target(pod.object, port_place(pod.ports(), said)?))).collect()
}

fn container_ports(spot: &Spot<'_>, said: &str) -> Vec<Target> {
    let container = spot.nodes.iter().rev().find_map(|node| node.get("ports"));
    let place = container.and_then(|ports| port_place(items(ports).iter(), said));
    place.map(|span| target(spot.object, span)).into_iter().collect()
}

fn port_place<'a>(mut ports: impl Iterator<Item = &'a Node>, said: &str) -> Option<Span> {
    ports.find_map(|port| {
        let places = ["name", "containerPort"].into_iter().filter_map(|field| port.get(field));
        places.filter(|place| place.as_str() == Some(said)).map(|place| place.span).next()
    })
}

/// The object of the kind and name that stand beside the cursor.
fn referred(spot: &Spot<'_>, text: &Text) -> Vec<Target> {
    let reference = spot.nodes.iter().rev().find(|node| node.get("kind").is_some());
    let word = |field| reference.and_then(|reference| reference.get(field)).and_then(Node::as_str);
    let (Some(kind), Some(name)) = (word("kind"), word("name")) else { return Vec::new() };
    objects(text, kind, word("namespace").unwrap_or(spot.object.namespace()), name)
}

/// The port of the Service that a backend names.
fn backend_ports(spot: &Spot<'_>, text: &Text, said: &str) -> Vec<Target> {
    let Some(service) = spot.nodes.iter().rev().find_map(|node| below(node, &["name"])?.as_str()) else {
        return Vec::new();
    };
    let field = match spot.path.segments().last() {
        Some(Segment::Field(last)) if last == "name" => "name",
        _ => "port",
    };
    let services = text.of_kind("Service", spot.object.namespace());
    let named = services.filter(|object| object.name() == Some(service));
    let place = |object: Written<'_>| {
        let ports = items(object.below(&["spec", "ports"])?);
        let port =
            ports.iter().filter_map(|port| port.get(field)).find(|port| port.as_str() == Some(said))?;
        Some(target(object, port.span))
    };
    named.filter_map(place).collect()
}
