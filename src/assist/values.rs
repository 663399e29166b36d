//! Values that the API knows, and those that the text itself offers.

use std::collections::BTreeMap;

use super::Completion;
use super::objects::{PodText, Text, Written, below, items};
use super::spot::Spot;
use super::tables;
use crate::cluster::{Cluster, SERVICE_NAME_LABEL};
use crate::manifest::schema::{self, Item, Type};
use crate::manifest::{Node, Segment};

/// What is asked, and where an answer may be.
pub struct Asked<'a> {
    pub text: &'a Text,
    pub cluster: &'a Cluster,
    pub spot: &'a Spot<'a>,
}

/// The values that may stand here.
pub fn at(asked: &Asked<'_>) -> Vec<Completion> {
    let spot = asked.spot;
    let fields = spot.fields();
    if let Some(found) = of_any_object(asked, &fields) {
        return found;
    }
    let Some(meaning) = spot.meaning() else { return Vec::new() };
    let owner = tables::family(meaning.owner.name);
    let namespace = spot.object.namespace();
    let key = spot.path.segments().last().and_then(Segment::name).filter(|key| *key != meaning.field.name);
    match (owner, meaning.field.name, key) {
        ("ServiceSpec", "selector", Some(key)) => label_values(asked.text.pods(namespace), key),
        ("LabelSelector", "matchLabels", Some(key)) => label_values(own_or_all(asked), key),
        ("ObjectMeta", "labels", Some(SERVICE_NAME_LABEL)) => services(asked, |_| true),
        ("PodSpec", "nodeSelector", Some(key)) => node_label_values(asked.cluster, key),
        ("ServicePort", "targetPort", _) => target_ports(asked),
        ("HTTPGetAction" | "TCPSocketAction" | "GRPCAction", "port", _) => probe_ports(asked),
        ("StatefulSetSpec", "serviceName", _) | ("PodSpec", "subdomain", _) => {
            services(asked, |service| service.is_headless())
        }
        ("ObjectMeta", "namespace", _) => namespaces(asked),
        ("PodSpec" | "Endpoint" | "EndpointAddress", "nodeName", _) => nodes(asked),
        _ => of_type(owner, meaning.field.name, meaning.r#type),
    }
}

/// The keys that may stand in this map.
pub fn keys(asked: &Asked<'_>) -> Vec<Completion> {
    let Some(meaning) = asked.spot.meaning() else { return Vec::new() };
    let labels = |pods: &mut dyn Iterator<Item = PodText<'_>>| {
        let mut found = BTreeMap::new();
        for pod in pods {
            for (key, value) in pod.labels() {
                found.entry(key.to_owned()).or_insert_with(|| value.as_str().unwrap_or_default().to_owned());
            }
        }
        completions(found)
    };
    match (meaning.owner.name, meaning.field.name) {
        ("ServiceSpec", "selector") => labels(&mut asked.text.pods(asked.spot.object.namespace())),
        ("LabelSelector", "matchLabels") => labels(&mut own_or_all(asked)),
        ("PodSpec", "nodeSelector") => {
            let labels = asked.cluster.nodes.values().flat_map(|node| &node.metadata.labels);
            completions(labels.map(|(key, value)| (key.to_string(), value.to_string())).collect())
        }
        ("ObjectMeta", "labels") if asked.spot.object.kind() == Some("EndpointSlice") => {
            completions(BTreeMap::from([(SERVICE_NAME_LABEL.to_owned(), String::new())]))
        }
        _ => Vec::new(),
    }
}

/// Kinds and versions, and what other kinds than the simulated ones say of Services.
fn of_any_object(asked: &Asked<'_>, fields: &[&str]) -> Option<Vec<Completion>> {
    let object = asked.spot.object;
    match fields {
        ["kind"] => {
            let given = object.node.get("apiVersion").and_then(Node::as_str);
            let has_version =
                |kind: &&str| given.is_none_or(|given| schema::api_versions(kind).contains(&given));
            let fitting: Vec<&str> = schema::kind_names().filter(has_version).collect();
            let all = || schema::kind_names().collect();
            let kinds = if fitting.is_empty() { all() } else { fitting };
            let version = |kind: &str| schema::api_versions(kind).last().copied().unwrap_or_default();
            Some(kinds.into_iter().map(|kind| Completion::value(kind, version(kind))).collect())
        }
        ["apiVersion"] => {
            let of = object.kind().map(schema::api_versions).filter(|versions| !versions.is_empty());
            let mut versions =
                of.unwrap_or_else(|| schema::kind_names().flat_map(schema::api_versions).collect());
            versions.sort_unstable();
            versions.dedup();
            // The newest of kubeadm's versions comes last in the alphabet.
            versions.sort_by_key(|version| (version.contains('/'), version.contains("beta3")));
            Some(versions.into_iter().map(|version| Completion::value(version, "")).collect())
        }
        [.., "service", "name"] if !is_simulated(object) => Some(services(asked, |_| true)),
        [.., "service", "port", part @ ("number" | "name")] if !is_simulated(object) => {
            Some(backend_ports(asked, part))
        }
        _ => None,
    }
}

fn is_simulated(object: Written<'_>) -> bool {
    super::spot::root_type(object).is_some()
}

/// The values of a type: truth values, or those that a table has.
fn of_type(owner: &str, field: &str, r#type: Type) -> Vec<Completion> {
    let about = |value: &str| format!("{owner}.{field}={value}");
    match r#type.item() {
        Item::Bool => ["true", "false"].map(|word| Completion::value(word, "")).into(),
        _ => {
            let Some(values) = tables::values(owner, field) else { return Vec::new() };
            let values = values.choices.iter();
            values.map(|word| Completion { about: about(word), ..Completion::value(*word, "") }).collect()
        }
    }
}

fn completions(found: BTreeMap<String, String>) -> Vec<Completion> {
    found.into_iter().map(|(label, detail)| Completion::value(label, detail)).collect()
}

fn title(object: Written<'_>) -> String {
    let words = [object.kind(), object.name()];
    words.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The values of a label, each with the first that has it.
fn label_values<'a>(pods: impl Iterator<Item = PodText<'a>>, key: &str) -> Vec<Completion> {
    let mut found = BTreeMap::new();
    for pod in pods {
        if let Some(value) = pod.label(key).and_then(Node::as_str) {
            found.entry(value.to_owned()).or_insert_with(|| title(pod.object));
        }
    }
    completions(found)
}

/// The template of the workload itself; of an object without one, every Pod of the namespace.
fn own_or_all<'a>(asked: &'a Asked<'_>) -> impl Iterator<Item = PodText<'a>> {
    let own = asked.spot.object.pod();
    let all = asked.text.pods(asked.spot.object.namespace()).filter(move |_| own.is_none());
    own.into_iter().chain(all)
}

fn node_label_values(cluster: &Cluster, key: &str) -> Vec<Completion> {
    let labels = cluster.nodes.iter().filter_map(|(name, node)| Some((node.metadata.labels.get(key)?, name)));
    completions(labels.map(|(value, name)| (value.to_string(), format!("Node {name}"))).collect())
}

/// The ports of the Pods that the Service selects; if it selects none, those of its namespace.
fn target_ports(asked: &Asked<'_>) -> Vec<Completion> {
    let service = asked.spot.object;
    let pods = || asked.text.pods(service.namespace());
    let selector = service.below(&["spec", "selector"]);
    let selected: Vec<PodText<'_>> =
        pods().filter(|pod| selector.is_some_and(|selector| pod.is_selected(selector))).collect();
    ports(if selected.is_empty() { pods().collect() } else { selected })
}

fn ports(pods: Vec<PodText<'_>>) -> Vec<Completion> {
    let (mut names, mut numbers) = (BTreeMap::new(), BTreeMap::new());
    for pod in pods {
        for port in pod.ports() {
            let number = port.get("containerPort").and_then(Node::as_str).unwrap_or_default();
            let from = title(pod.object);
            if let Some(name) = port.get("name").and_then(Node::as_str) {
                names.entry(name.to_owned()).or_insert_with(|| format!("{number}, {from}"));
            }
            if !number.is_empty() {
                numbers.entry(number.to_owned()).or_insert(from);
            }
        }
    }
    completions(names).into_iter().chain(completions(numbers)).collect()
}

fn probe_ports(asked: &Asked<'_>) -> Vec<Completion> {
    let container = asked.spot.nodes.iter().rev().find(|node| node.get("ports").is_some());
    let Some(container) = container else { return Vec::new() };
    let ports = container.get("ports").map(items).unwrap_or_default();
    let word = |port: &Node, field| port.get(field).and_then(Node::as_str).map(str::to_owned);
    let names = ports.iter().filter_map(|port| Some((word(port, "name")?, word(port, "containerPort")?)));
    let numbers = ports.iter().filter_map(|port| Some((word(port, "containerPort")?, String::new())));
    completions(names.collect()).into_iter().chain(completions(numbers.collect())).collect()
}

/// The Services of the namespace, those that are fitting first.
fn services(asked: &Asked<'_>, is_fitting: impl Fn(Written<'_>) -> bool) -> Vec<Completion> {
    let namespace = asked.spot.object.namespace();
    let mut found: Vec<Written<'_>> = asked.text.of_kind("Service", namespace).collect();
    found.sort_by_key(|service| !is_fitting(*service));
    let completion = |service: &Written<'_>| {
        let r#type = service.below(&["spec", "type"]).and_then(Node::as_str).unwrap_or("ClusterIP");
        Some(Completion::value(service.name()?, if service.is_headless() { "headless" } else { r#type }))
    };
    found.iter().filter_map(completion).collect()
}

/// The ports of the Service that a backend names.
fn backend_ports(asked: &Asked<'_>, part: &str) -> Vec<Completion> {
    let service = asked.spot.nodes.iter().rev().find_map(|node| below(node, &["name"])?.as_str());
    let Some(service) = service else { return Vec::new() };
    let services = asked.text.of_kind("Service", asked.spot.object.namespace());
    let ports = services
        .filter(|object| object.name() == Some(service))
        .filter_map(|object| object.below(&["spec", "ports"]))
        .flat_map(items);
    let field = if part == "number" { "port" } else { "name" };
    let word = |port: &Node| Some((port.get(field)?.as_str()?.to_owned(), format!("Service {service}")));
    completions(ports.filter_map(word).collect())
}

fn namespaces(asked: &Asked<'_>) -> Vec<Completion> {
    asked.cluster.namespaces.keys().map(|name| Completion::value(name.to_string(), "Namespace")).collect()
}

fn nodes(asked: &Asked<'_>) -> Vec<Completion> {
    let zone = |node: &crate::api::Node| {
        node.metadata.labels.get("topology.kubernetes.io/zone").map(ToString::to_string).unwrap_or_default()
    };
    let nodes = asked.cluster.nodes.iter();
    nodes.map(|(name, node)| Completion::value(name.to_string(), zone(node))).collect()
}
