//! What is drawn, not where: the things a packet meets, from who asks to where it ends, and the ways between them.
//!
//! Lists are in the order in which they are drawn. That order is by namespace, kind of Service and name, so that a
//! new object goes between the others and changes the order of none.

mod backends;
mod build;
mod edges;
mod entries;
mod lanes;
mod light;
mod namespaces;
mod pods;
mod reveal;
mod route;
mod selectors;
mod services;
mod since;
mod stop;
mod walk;

use std::collections::BTreeSet;

pub use edges::percent;
pub use namespaces::{CLOSED, Counts, NamespaceCard};
pub use reveal::opened_for;
pub use since::{Mark, Since};
pub use stop::{Stop, StopVerdict};
pub use walk::Stand;

use serde::Serialize;

use super::colour::Hue;
use crate::api::{Kind, ObjectRef};
use crate::cluster::Cluster;
use crate::message::Message;

/// What to draw of a cluster.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SceneOptions {
    /// True to draw what every cluster has, too: `default/kubernetes`, `kube-system/kube-dns` and what is behind them.
    pub built_in: bool,
    /// Ids of the folds to draw open.
    pub opened: BTreeSet<String>,
    /// What has become of Pods, to draw before and after in one picture.
    pub since: Since,
}

/// What is drawn.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Scene {
    /// One line on the whole picture.
    pub summary: Vec<Message>,
    /// What is written on the grounds.
    pub grounds: Grounds,
    /// Who asks.
    pub clients: Vec<Client>,
    /// One for each address, or for each Service that still waits for one.
    pub load_balancers: Vec<LoadBalancer>,
    /// The ways through the cluster's border.
    pub doors: Vec<Door>,
    /// The namespaces, if the cluster is too big to draw at once.
    pub namespaces: Vec<NamespaceCard>,
    /// The Services.
    pub services: Vec<ServiceCard>,
    /// The nodes and the Pods on them. Nodes without a zone stand in one without a name.
    pub zones: Vec<Zone>,
    /// Pods that are on no node.
    pub unscheduled: Vec<PodCell>,
    /// What Services lead to outside the cluster.
    pub hosts: Vec<Host>,
    /// The ways between them.
    pub edges: Vec<Edge>,
}

impl Scene {
    /// The scene of a cluster whose controllers have run.
    pub fn new(cluster: &Cluster, options: &SceneOptions) -> Self {
        build::build(cluster, options)
    }
}

/// Whether something that stands for several can be opened, or closed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Fold {
    /// It stands for those that are not drawn.
    Closed,
    /// It stands above those that are.
    Open,
}

/// The three grounds say who can reach what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Ground {
    /// Everyone.
    Internet,
    /// The nodes and the hosts beside them.
    NodesNetwork,
    /// Pods, and the addresses of Services.
    Cluster,
}

/// What is written on the grounds.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Grounds {
    /// The network that holds every node's address, if they share a /24 or a /64.
    pub nodes: Vec<String>,
    /// Where Pods' addresses come from.
    pub pods: Vec<String>,
    /// Where cluster IPs come from.
    pub services: Vec<String>,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Client {
    /// Names it in the picture.
    pub id: String,
    /// Where it stands.
    pub ground: Ground,
    /// What it is called.
    pub name: Message,
    /// Its address, or words in its place.
    pub address: Message,
}

/// What gives a Service an address outside the cluster.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LoadBalancer {
    /// Names it in the picture.
    pub id: String,
    /// The Service it was made for.
    pub service: ObjectRef,
    /// That Service's colour.
    pub hue: Hue,
    /// An address or a name; none while pending.
    pub address: Option<String>,
    /// `:80`, `:443`.
    pub ports: Vec<String>,
    /// Why it is pending.
    pub pending: Option<Message>,
}

/// A way through the cluster's border: a node's port, or an address that every node accepts.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Door {
    /// Names it in the picture.
    pub id: String,
    /// The Service it leads to.
    pub service: ObjectRef,
    /// That Service's colour.
    pub hue: Hue,
    /// The node, `4 nodes`, or an address.
    pub name: Message,
    /// Where it is.
    pub place: DoorPlace,
    /// `:30000`.
    pub ports: Vec<String>,
    /// For the doors of several nodes in one; no way leads through an open one.
    pub fold: Option<Fold>,
    /// What happens to packets that go no further.
    pub stop: Option<Stop>,
}

/// Where a door is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum DoorPlace {
    /// A node's port.
    Node(String),
    /// The same port of several nodes, folded.
    Nodes(Vec<String>),
    /// An address that every node accepts.
    Address(String),
}

impl DoorPlace {
    /// The nodes whose port it is; none for an address.
    pub fn nodes(&self) -> &[String] {
        match self {
            DoorPlace::Node(node) => std::slice::from_ref(node),
            DoorPlace::Nodes(nodes) => nodes,
            DoorPlace::Address(_) => &[],
        }
    }
}

/// A Service.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ServiceCard {
    /// Names it in the picture.
    pub id: String,
    /// The Service.
    pub object: ObjectRef,
    /// Its colour.
    pub hue: Hue,
    /// Its namespace, where the picture shows several.
    pub namespace: Option<String>,
    /// `ClusterIP`, `NodePort`, `LoadBalancer`, `headless` or `ExternalName`.
    pub badge: &'static str,
    /// Its virtual addresses.
    pub addresses: Vec<String>,
    /// `9000 → 8080`.
    pub ports: Vec<PortLine>,
    /// Where its DNS name leads, if that is no address of its own.
    pub alias: Option<Message>,
    /// What packets from outside meet.
    pub outside: Outside,
    /// How it differs from a plain Service of its type.
    pub notes: Vec<Message>,
    /// Its name in the cluster's DNS.
    pub dns_name: String,
    /// What happens to packets that go no further.
    pub stop: Option<Stop>,
}

/// One port of a Service.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PortLine {
    /// The port of the Service.
    pub port: i32,
    /// The port of the Pods, by number or by name; none for a headless Service without one.
    pub target: String,
    /// Its name, and its protocol if that is not TCP.
    pub name: String,
    /// True if it leads to nobody, and another port does.
    pub idle: bool,
}

/// What packets from outside meet at a Service.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Outside {
    /// There is no way in from outside.
    Closed,
    /// Every door leads to every Pod, under the node's address.
    Cluster,
    /// A door leads to the Pods of its own node, under the client's address: one lane for each door that differs.
    Local(Vec<Message>),
}

/// Nodes that fail together.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Zone {
    /// Names it in the picture.
    pub id: String,
    /// Its name; none for nodes that say none.
    pub name: Option<String>,
    /// Its nodes.
    pub nodes: Vec<NodeBox>,
}

/// A node and the Pods on it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NodeBox {
    /// Names it in the picture.
    pub id: String,
    /// The node; none for a name that Pods give but no node has, and for several nodes in one.
    pub object: Option<ObjectRef>,
    /// Its name, or how many there are.
    pub name: Message,
    /// Its first address.
    pub address: Option<String>,
    /// What keeps it from its work: `not ready`, `cordoned`.
    pub trouble: Option<Message>,
    /// For several nodes in one.
    pub fold: Option<Fold>,
    /// How many Pods of closed namespaces are on it.
    pub hidden: usize,
    /// Its Pods.
    pub pods: Vec<PodCell>,
}

/// A Pod, or several alike in one cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PodCell {
    /// Names it in the picture; for a fold, what to name in [`SceneOptions::opened`].
    pub id: String,
    /// The Pod, or the workload whose Pods are folded.
    pub object: ObjectRef,
    /// Whose Pod it is: a Deployment, a StatefulSet and so on.
    pub workload: Option<ObjectRef>,
    /// Its namespace, where the picture shows several.
    pub namespace: Option<String>,
    /// The names of the Pods that stand here, or below it if it is open.
    pub pods: Vec<String>,
    /// For several Pods alike.
    pub fold: Option<Fold>,
    /// Its first address; none for a fold.
    pub address: Option<String>,
    /// The ports it declares, `:8080`.
    pub ports: Vec<String>,
    /// How it is.
    pub state: PodState,
    /// What to say about that; nothing for a ready Pod.
    pub word: Option<Message>,
    /// What has become of it, where the picture shows before and after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    /// The colours of the Services that select it.
    pub hues: Vec<Hue>,
}

impl PodCell {
    /// True if the Pod, or the workload, is what stands here. Who is gone stands nowhere: another may have its name.
    pub fn shows(&self, object: &ObjectRef) -> bool {
        if self.state == PodState::Gone {
            return false;
        }
        let stands_here = object.kind == Kind::Pod && self.fold != Some(Fold::Open);
        let is_member = stands_here && self.pods.iter().any(|pod| *pod == object.name);
        self.workload.as_ref() == Some(object) || (is_member && self.object.namespace == object.namespace)
    }
}

/// How a Pod is, as far as traffic goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum PodState {
    /// It gets traffic.
    Ready,
    /// It runs, and gets none.
    NotReady,
    /// It is ending.
    Terminating,
    /// It has not started.
    Pending,
    /// It has ended.
    Ended,
    /// It was there before.
    Gone,
}

/// A host outside the cluster that a Service leads to.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Host {
    /// Names it in the picture.
    pub id: String,
    /// The Service that leads to it.
    pub service: ObjectRef,
    /// That Service's colour.
    pub hue: Hue,
    /// Where it stands: beside the nodes if its address is one of theirs.
    pub ground: Ground,
    /// What kind of host it is.
    pub name: Message,
    /// Its address or its name.
    pub address: String,
    /// `:5432`.
    pub ports: Vec<String>,
}

/// Where on an element a way begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Anchor {
    /// Anywhere on its side.
    Side,
    /// The row of a Service that says what packets from outside meet.
    Outside,
    /// The row of a Service's virtual address, or of its DNS name.
    Address,
    /// The n-th row of [`Outside::Local`].
    Lane(usize),
}

/// A way from one element to another.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Edge {
    /// Names it in the picture.
    pub id: String,
    /// Id of the element where it begins.
    pub from: String,
    /// Where on that element.
    pub from_anchor: Anchor,
    /// Id of the element where it ends.
    pub to: String,
    /// Where on that element.
    pub to_anchor: Anchor,
    /// What goes along it.
    pub kind: EdgeKind,
    /// The Service whose way it is; none if it is that of many.
    pub service: Option<ObjectRef>,
    /// That Service's colour.
    pub hue: Option<Hue>,
    /// The share of connections that go this way, if others go another: 0 to 1.
    pub odds: Option<f64>,
    /// What to say about it.
    pub title: Message,
}

/// What goes along a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum EdgeKind {
    /// Packets.
    Packets,
    /// The answer of the DNS leads there.
    Dns,
    /// Nothing now; it could.
    Unused,
}
