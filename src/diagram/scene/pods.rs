//! The nodes and the Pods on them, many alike folded into one cell.

use std::collections::BTreeMap;

use super::build::{Context, id};
use super::entries::address;
use super::{Fold, Mark, NodeBox, PodCell, PodState, Zone};
use crate::api::{Condition, Kind, Node, ObjectRef, Pod, SmolStr};
use crate::cluster::{Cluster, NamespacedName};
use crate::diagram::colour::Hue;
use crate::message;
use crate::message::Message;

/// More Pods alike on one node than this stand as one.
pub const PODS_SHOWN: usize = 4;

/// More nodes of a zone without a Pod in sight than this stand as one.
const EMPTY_NODES_SHOWN: usize = 3;

const ZONE: &str = "topology.kubernetes.io/zone";

/// Where the Pods stand.
pub struct Places {
    pub zones: Vec<Zone>,
    pub unscheduled: Vec<PodCell>,
    /// The id of the cell that each Pod stands in.
    pub cells: BTreeMap<NamespacedName, String>,
}

/// Places the Pods in sight.
pub fn place(context: &Context) -> Places {
    let mut cells = BTreeMap::new();
    let mut by_node = pods_by_node(context);
    let unscheduled = fold(context, None, by_node.remove(&None).unwrap_or_default(), &mut cells);
    let mut zones: BTreeMap<Option<String>, Vec<NodeBox>> = BTreeMap::new();
    for (name, node) in &context.cluster.nodes {
        let pods = by_node.remove(&Some(name)).unwrap_or_default();
        let pods = fold(context, Some(name), pods, &mut cells);
        let node_box = node_box(context, name, node, pods);
        zones.entry(node.metadata.labels.get(ZONE).map(ToString::to_string)).or_default().push(node_box);
    }
    for (name, pods) in by_node {
        let name = name.map(SmolStr::as_str).unwrap_or_default();
        let pods = fold(context, Some(name), pods, &mut cells);
        zones.entry(None).or_default().push(unknown_node(name, pods));
    }
    let zones = zones.into_iter().map(|(name, nodes)| Zone {
        id: format!("zone/{}", name.as_deref().unwrap_or_default()),
        nodes: fold_empty(context, name.as_deref(), nodes),
        name,
    });
    Places { zones: zones.collect(), unscheduled, cells }
}

/// A Pod of the cluster that is in sight.
pub type InSight<'a> = (&'a NamespacedName, &'a Pod);

/// A Pod that is drawn.
#[derive(Clone, Copy)]
struct SeenPod<'a> {
    key: &'a NamespacedName,
    pod: &'a Pod,
    /// True if it was there before and is there no more.
    is_gone: bool,
}

impl SeenPod<'_> {
    /// Another may have the name of one that is gone.
    fn id(&self) -> String {
        id(if self.is_gone { "gone" } else { "pod" }, &self.key.namespace, &self.key.name)
    }

    fn state(&self) -> PodState {
        if self.is_gone { PodState::Gone } else { state(self.pod) }
    }
}

fn pods_by_node<'a>(context: &Context<'a>) -> BTreeMap<Option<&'a SmolStr>, Vec<SeenPod<'a>>> {
    let mut by_node: BTreeMap<Option<&SmolStr>, Vec<SeenPod>> = BTreeMap::new();
    let here = context.pods.iter().map(|&(key, pod)| SeenPod { key, pod, is_gone: false });
    let gone = context.namespaces.drawn(&context.options.since.gone, |_| true).into_iter();
    let gone = gone.map(|(key, pod)| SeenPod { key, pod, is_gone: true });
    for seen in here.chain(gone) {
        let node = seen.pod.spec.node_name.as_ref().filter(|node| !node.is_empty());
        by_node.entry(node).or_default().push(seen);
    }
    by_node
}

fn node_box(context: &Context, name: &str, node: &Node, pods: Vec<PodCell>) -> NodeBox {
    let is_ready = |condition: &Condition| condition.r#type == "Ready" && condition.status != "True";
    let trouble = if context.cluster.down.contains(name) {
        Some(message!("down"))
    } else if node.status.conditions.iter().any(is_ready) {
        Some(message!("not ready"))
    } else if node.spec.unschedulable == Some(true) {
        Some(message!("cordoned"))
    } else {
        None
    };
    NodeBox {
        id: format!("node/{name}"),
        object: Some(ObjectRef::new(Kind::Node, "", name)),
        name: message!("{name}", name = name),
        address: address(node, "InternalIP").map(str::to_owned),
        trouble,
        fold: None,
        hidden: context.namespaces.hidden.get(name).copied().unwrap_or(0),
        pods,
    }
}

fn unknown_node(name: &str, pods: Vec<PodCell>) -> NodeBox {
    NodeBox {
        id: format!("node/{name}"),
        object: None,
        name: message!("{name}", name = name),
        address: None,
        trouble: Some(message!("no such node")),
        fold: None,
        hidden: 0,
        pods,
    }
}

/// Draws many nodes of a zone on which nothing is to be seen as one.
fn fold_empty(context: &Context, zone: Option<&str>, nodes: Vec<NodeBox>) -> Vec<NodeBox> {
    let id = format!("nodes/{}", zone.unwrap_or_default());
    let (empty, mut drawn): (Vec<NodeBox>, Vec<NodeBox>) =
        nodes.into_iter().partition(|node| node.pods.is_empty());
    if empty.len() <= EMPTY_NODES_SHOWN {
        drawn.extend(empty);
        drawn.sort_by(|one, other| one.id.cmp(&other.id));
        return drawn;
    }
    let hidden = empty.iter().map(|node| node.hidden).sum();
    let name = match hidden {
        0 => message!("{count} nodes without Pods", count = empty.len()),
        _ => message!("{count} nodes", count = empty.len()),
    };
    let is_open = context.options.opened.contains(&id);
    drawn.push(NodeBox {
        id,
        object: None,
        name,
        address: None,
        trouble: None,
        fold: Some(if is_open { Fold::Open } else { Fold::Closed }),
        hidden: if is_open { 0 } else { hidden },
        pods: Vec::new(),
    });
    if is_open {
        drawn.extend(empty);
    }
    drawn
}

/// What Pods must share to stand in one cell. Its order is that of the cells: a Pod that gets no traffic any more keeps
/// its place.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    /// Those who are gone stand last.
    is_gone: bool,
    /// Positions of the Services that select them.
    selecting: Vec<usize>,
    workload: (String, Kind, String),
    state: PodState,
    mark: Option<Mark>,
    /// Positions of the Services that send traffic to them.
    sending: Vec<usize>,
}

fn fold(
    context: &Context,
    node: Option<&str>,
    pods: Vec<SeenPod>,
    cells: &mut BTreeMap<NamespacedName, String>,
) -> Vec<PodCell> {
    let mut alike: BTreeMap<Likeness, Vec<SeenPod>> = BTreeMap::new();
    for seen in pods {
        let SeenPod { key, pod, is_gone } = seen;
        let services = context.services_of.get(key).filter(|_| !is_gone);
        let likeness = Likeness {
            is_gone,
            selecting: context.selectors.selecting(&context.services, &key.namespace, &pod.metadata.labels),
            workload: workload(context.cluster, key, pod),
            state: seen.state(),
            mark: mark(context, seen),
            sending: services.cloned().unwrap_or_default(),
        };
        alike.entry(likeness).or_default().push(seen);
    }
    let mut drawn = Vec::new();
    for (likeness, pods) in alike {
        let (namespace, kind, name) = &likeness.workload;
        let place = node.unwrap_or("-");
        let mark = likeness.mark.map(|mark| format!("/{mark:?}")).unwrap_or_default();
        let fold_id = format!("fold/{namespace}/{name}/{place}/{:?}{mark}", likeness.state);
        if pods.len() <= PODS_SHOWN || *kind == Kind::Pod {
            drawn.extend(pods.into_iter().map(|seen| alone(context, seen, cells)));
            continue;
        }
        let first = cell(context, pods[0]);
        let is_open = context.options.opened.contains(&fold_id);
        drawn.push(PodCell {
            id: fold_id.clone(),
            object: ObjectRef::new(*kind, namespace.clone(), name.clone()),
            pods: pods.iter().map(|seen| seen.key.name.to_string()).collect(),
            address: None,
            fold: Some(if is_open { Fold::Open } else { Fold::Closed }),
            ..first
        });
        if is_open {
            drawn.extend(pods.into_iter().map(|seen| alone(context, seen, cells)));
        } else {
            let here = pods.into_iter().filter(|seen| !seen.is_gone);
            cells.extend(here.map(|seen| (seen.key.clone(), fold_id.clone())));
        }
    }
    drawn
}

/// A Pod in a cell of its own. No way leads to one that is gone.
fn alone(context: &Context, seen: SeenPod, cells: &mut BTreeMap<NamespacedName, String>) -> PodCell {
    let cell = cell(context, seen);
    if !seen.is_gone {
        cells.insert(seen.key.clone(), cell.id.clone());
    }
    cell
}

fn cell(context: &Context, seen: SeenPod) -> PodCell {
    let SeenPod { key, pod, .. } = seen;
    let mut ports: Vec<String> = Vec::new();
    for port in pod.spec.containers.iter().flat_map(|container| &container.ports) {
        ports.push(format!(":{}", port.container_port));
    }
    let state = seen.state();
    let (_, kind, owner) = workload(context.cluster, key, pod);
    PodCell {
        id: seen.id(),
        object: ObjectRef::new(Kind::Pod, key.namespace.clone(), key.name.clone()),
        workload: (kind != Kind::Pod).then(|| ObjectRef::new(kind, key.namespace.clone(), owner)),
        namespace: context.shown_namespace(key),
        pods: vec![key.name.to_string()],
        fold: None,
        address: pod.status.pod_ip.as_ref().map(ToString::to_string).filter(|ip| !ip.is_empty()),
        ports,
        state,
        word: word(pod, state),
        mark: mark(context, seen),
        hues: hues(context, key, pod),
    }
}

fn mark(context: &Context, seen: SeenPod) -> Option<Mark> {
    context.options.since.mark(seen.key).filter(|_| !seen.is_gone)
}

/// The workload that a Pod belongs to: for a Deployment's Pod the Deployment, else whoever controls it, else itself.
pub fn workload(cluster: &Cluster, key: &NamespacedName, pod: &Pod) -> (String, Kind, String) {
    let owner = pod.metadata.owner_references.iter().find(|owner| owner.controller == Some(true));
    let Some(owner) = owner else { return (key.namespace.to_string(), Kind::Pod, key.name.to_string()) };
    let replica_set = NamespacedName::new(key.namespace.clone(), owner.name.clone());
    let above = cluster.replica_sets.get(&replica_set).filter(|_| owner.kind == Kind::ReplicaSet.name());
    let owner = above.and_then(|set| set.metadata.owner_references.first()).unwrap_or(owner);
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == owner.kind);
    match kind {
        Some(kind) => (key.namespace.to_string(), kind, owner.name.to_string()),
        None => (key.namespace.to_string(), Kind::Pod, key.name.to_string()),
    }
}

/// How a Pod is, as far as traffic goes.
pub fn state(pod: &Pod) -> PodState {
    let is_ready = |condition: &Condition| condition.r#type == "Ready" && condition.status == "True";
    match pod.status.phase.as_deref() {
        Some("Succeeded" | "Failed") => PodState::Ended,
        _ if pod.metadata.deletion_timestamp.is_some() => PodState::Terminating,
        Some("Running") if pod.status.conditions.iter().any(is_ready) => PodState::Ready,
        Some("Running") => PodState::NotReady,
        _ => PodState::Pending,
    }
}

fn word(pod: &Pod, state: PodState) -> Option<Message> {
    match state {
        PodState::Ready => None,
        PodState::NotReady => Some(message!("not ready")),
        PodState::Terminating => Some(message!("terminating")),
        PodState::Pending if pod.spec.node_name.is_none() => Some(message!("unschedulable")),
        PodState::Pending => Some(message!("pending")),
        PodState::Ended if pod.status.phase.as_deref() == Some("Failed") => Some(message!("failed")),
        PodState::Ended => Some(message!("succeeded")),
        PodState::Gone => Some(message!("gone")),
    }
}

/// The colours of the Services that select a Pod, whether or not they send it traffic.
fn hues(context: &Context, key: &NamespacedName, pod: &Pod) -> Vec<Hue> {
    let selecting = context.selectors.selecting(&context.services, &key.namespace, &pod.metadata.labels);
    selecting.into_iter().map(|position| context.services[position].hue).collect()
}
