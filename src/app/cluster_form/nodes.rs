//! How many nodes there are, and in which zones.

use std::collections::BTreeSet;

use svclab::Simulation;
use svclab::api::Node;
use svclab::cluster::Cluster;
use svclab::manifest::RawObject;

use super::documents::{Field, Writer};

const ZONE: &str = "topology.kubernetes.io/zone";
const CONTROL_PLANE: &str = "node-role.kubernetes.io/control-plane";
/// What a cluster has of which nothing is said.
const USUAL: (usize, usize) = (2, 0);

/// The nodes that take Pods, in the order of their names.
pub fn workers(cluster: &Cluster) -> Vec<&Node> {
    cluster.nodes.values().filter(|node| !is_control_plane(node)).collect()
}

/// The zone of a node.
pub fn zone(node: &Node) -> Option<&str> {
    node.metadata.labels.get(ZONE).map(|zone| &**zone)
}

fn is_control_plane(node: &Node) -> bool {
    node.spec.taints.iter().any(|taint| taint.key == CONTROL_PLANE)
}

/// Writes down so many workers in so many zones.
pub fn write(writer: &mut Writer, simulation: &Simulation, count: usize, zones: usize) {
    let objects = || simulation.manifest.objects.iter().filter(|object| object.subject.kind == "Node");
    if (count, zones) == USUAL && objects().all(|object| writer.is_alone(object) && is_plain(object)) {
        return objects().for_each(|object| writer.remove(object));
    }
    let cluster = &simulation.cluster;
    let workers = workers(cluster);
    let is_worker =
        |object: &&RawObject| workers.iter().any(|node| node.metadata.name == object.subject.name);
    if objects().next().is_none() {
        writer.add(control_plane());
    }
    let written: Vec<&RawObject> = objects().filter(is_worker).collect();
    let known: BTreeSet<&str> = workers.iter().filter_map(|node| zone(node)).collect();
    let names = zone_names(&known, zones);
    for (at, object) in written.iter().enumerate() {
        if at >= count {
            writer.remove(object);
        } else if zones != known.len() {
            let value = names.get(at % zones.max(1)).cloned();
            writer.set_in(object, &["metadata", "labels"], &[Field { key: ZONE, value }]);
        }
    }
    let taken: BTreeSet<&str> = objects().map(|object| object.subject.name.as_str()).collect();
    let free = (1..).map(|number| format!("worker-{number}")).filter(|name| !taken.contains(name.as_str()));
    for (at, name) in (written.len()..count).zip(free) {
        writer.add(worker(&name, names.get(at % zones.max(1))));
    }
}

/// The names of zones: those that are there if there are as many, otherwise new ones.
fn zone_names(known: &BTreeSet<&str>, count: usize) -> Vec<String> {
    if known.len() == count {
        return known.iter().map(|zone| (*zone).to_owned()).collect();
    }
    (1..=count).map(|number| format!("zone-{number}")).collect()
}

/// True if a Node says nothing that the form would not write.
fn is_plain(object: &RawObject) -> bool {
    let json = object.node.to_json();
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().map(|map| map.keys().cloned().collect()).unwrap_or_default()
    };
    let only = |value: &serde_json::Value, known: &[&str]| {
        keys(value).iter().all(|key| known.contains(&key.as_str()))
    };
    only(&json, &["apiVersion", "kind", "metadata", "spec"])
        && only(&json["metadata"], &["name", "labels"])
        && only(&json["metadata"]["labels"], &[ZONE])
        && only(&json["spec"], &["taints"])
}

fn control_plane() -> String {
    format!(
        "apiVersion: v1\nkind: Node\nmetadata:\n  name: control-plane\nspec:\n  taints:\n  - key: {CONTROL_PLANE}\n    effect: NoSchedule\n"
    )
}

fn worker(name: &str, zone: Option<&String>) -> String {
    let labels = zone.map(|zone| format!("  labels:\n    {ZONE}: {zone}\n")).unwrap_or_default();
    format!("apiVersion: v1\nkind: Node\nmetadata:\n  name: {name}\n{labels}")
}
