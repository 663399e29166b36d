//! The picture as tables, for those who would rather read: the ways in, and who is behind each Service.

use super::scene::{Door, EdgeKind, LoadBalancer, Scene, ServiceCard};
use crate::api::ObjectRef;
use crate::message;
use crate::message::Message;

/// What the picture shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The ways to Services.
    pub ways: Vec<WayIn>,
    /// Who is behind them.
    pub backends: Vec<Backend>,
}

/// A way to a Service.
#[derive(Debug, Clone, PartialEq)]
pub struct WayIn {
    /// Who asks.
    pub from: Message,
    /// What lies between, from outside to inside.
    pub by: Vec<Message>,
    /// Where it leads.
    pub to: ObjectRef,
    /// The ports at which it begins.
    pub ports: Vec<String>,
    /// Why nothing goes this way; none if it is open.
    pub closed: Option<Message>,
}

/// Something behind a Service: a Pod, several alike, or a host.
#[derive(Debug, Clone, PartialEq)]
pub struct Backend {
    /// The Service.
    pub of: ObjectRef,
    /// Who it is.
    pub who: Who,
    /// Its address, if it has one of its own.
    pub address: Option<String>,
    /// Its ports.
    pub ports: Vec<String>,
    /// The node that it is on.
    pub node: Option<Message>,
    /// Its share of connections, if others have another.
    pub odds: Option<f64>,
    /// How it is, if it gets no traffic or is about to lose it.
    pub word: Option<Message>,
}

/// Who is behind a Service.
#[derive(Debug, Clone, PartialEq)]
pub enum Who {
    /// A Pod, or a workload for several of its Pods.
    Pods {
        /// The Pod or the workload.
        object: ObjectRef,
        /// How many Pods.
        count: usize,
    },
    /// A host outside the cluster, by what kind it is.
    Host(Message),
}

impl Table {
    /// The tables of a scene, in the order of its Services.
    pub fn new(scene: &Scene) -> Self {
        let ways = scene.services.iter().flat_map(|card| ways_to(scene, card)).collect();
        let backends = scene.services.iter().flat_map(|card| backends_of(scene, card)).collect();
        Table { ways, backends }
    }
}

/// The ways to a Service: from any Pod, through load balancers, through doors.
fn ways_to(scene: &Scene, card: &ServiceCard) -> Vec<WayIn> {
    let into = |id: &str| scene.edges.iter().filter(move |edge| edge.to == id).collect::<Vec<_>>();
    let client = |id: &str| scene.clients.iter().find(|client| client.id == id).map(|client| &client.name);
    let way = |from: &Message, by: Vec<Message>, ports: Vec<String>, closed| WayIn {
        from: from.clone(),
        by,
        to: card.object.clone(),
        ports,
        closed,
    };
    let mut ways = Vec::new();
    for from in into(&card.id).iter().filter_map(|edge| client(&edge.from)) {
        ways.push(way(from, vec![], card.ports.iter().map(|line| line.port.to_string()).collect(), None));
    }
    let balancers: Vec<&LoadBalancer> =
        scene.load_balancers.iter().filter(|one| one.service == card.object).collect();
    for balancer in &balancers {
        for from in into(&balancer.id).iter().filter_map(|edge| client(&edge.from)) {
            let doors = scene.doors.iter().filter(|door| door.service == card.object);
            let edge_to =
                |door: &Door| scene.edges.iter().find(|edge| edge.from == balancer.id && edge.to == door.id);
            let mut by_door = false;
            for (door, edge) in doors.filter_map(|door| Some((door, edge_to(door)?))) {
                by_door = true;
                let unused = (edge.kind == EdgeKind::Unused).then(|| edge.title.clone());
                let closed = balancer.pending.clone().or(unused).or(reason(door));
                ways.push(way(from, vec![name(balancer), door.name.clone()], balancer.ports.clone(), closed));
            }
            if !by_door {
                let closed = balancer.pending.clone();
                ways.push(way(from, vec![name(balancer)], balancer.ports.clone(), closed));
            }
        }
    }
    for door in scene.doors.iter().filter(|door| door.service == card.object) {
        for from in into(&door.id).iter().filter_map(|edge| client(&edge.from)) {
            ways.push(way(from, vec![door.name.clone()], door.ports.clone(), reason(door)));
        }
    }
    ways
}

fn name(balancer: &LoadBalancer) -> Message {
    match &balancer.address {
        Some(address) => message!("load balancer {ip}", ip = address),
        None => message!("load balancer without an address"),
    }
}

fn reason(door: &Door) -> Option<Message> {
    door.stop.as_ref().map(|stop| stop.reason.clone())
}

fn backends_of(scene: &Scene, card: &ServiceCard) -> Vec<Backend> {
    let nodes = || scene.zones.iter().flat_map(|zone| &zone.nodes);
    let on_nodes = nodes().flat_map(|node| node.pods.iter().map(move |cell| (cell, Some(&node.name))));
    let cells: Vec<_> = on_nodes.chain(scene.unscheduled.iter().map(|cell| (cell, None))).collect();
    let mut backends: Vec<Backend> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for edge in scene.edges.iter().filter(|edge| edge.from == card.id) {
        // Each row of a card has ways of its own to the same Pods.
        if seen.contains(&edge.to.as_str()) {
            continue;
        }
        seen.push(&edge.to);
        if let Some((cell, node)) = cells.iter().find(|(cell, _)| cell.id == edge.to) {
            backends.push(Backend {
                of: card.object.clone(),
                who: Who::Pods { object: cell.object.clone(), count: cell.pods.len() },
                address: cell.address.clone(),
                ports: cell.ports.clone(),
                node: node.cloned(),
                odds: edge.odds,
                word: cell.word.clone(),
            });
        } else if let Some(host) = scene.hosts.iter().find(|host| host.id == edge.to) {
            backends.push(Backend {
                of: card.object.clone(),
                who: Who::Host(host.name.clone()),
                address: Some(host.address.clone()),
                ports: host.ports.clone(),
                node: None,
                odds: edge.odds,
                word: None,
            });
        }
    }
    backends
}
