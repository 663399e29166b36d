//! The scene as a plain graph: nodes in nested groups, for writers whose readers place things themselves.

use super::colour::Hue;
use super::scene::{
    CLOSED, Door, Edge, EdgeKind, Fold, Ground, Outside, PodCell, Scene, ServiceCard, percent,
};
use crate::message::Message;

/// Puts a message into words.
pub type Say = fn(&Message) -> String;

/// A box with lines of text.
pub struct GraphNode {
    pub id: String,
    pub lines: Vec<String>,
    pub hue: Option<Hue>,
    /// False for what gets no traffic.
    pub solid: bool,
}

/// A group of boxes, and of groups.
pub struct Group {
    pub id: String,
    pub name: String,
    pub nodes: Vec<GraphNode>,
    pub groups: Vec<Group>,
}

/// The scene as nested groups: the internet, in it the nodes' network, in it the cluster, in it the nodes.
pub fn groups(scene: &Scene, say: Say) -> Group {
    let mut grounds = [Ground::Internet, Ground::NodesNetwork, Ground::Cluster]
        .map(|ground| ground_group(scene, ground, say));
    let [internet, nodes_network, cluster] = &mut grounds;
    internet.nodes.extend(scene.load_balancers.iter().map(|balancer| {
        let address = balancer.address.as_deref().unwrap_or("<pending>");
        let lines = vec!["Load balancer".to_owned(), address.to_owned(), balancer.ports.join(" ")];
        GraphNode {
            id: balancer.id.clone(),
            lines,
            hue: Some(balancer.hue),
            solid: balancer.address.is_some(),
        }
    }));
    let is_passed = |door: &&Door| door.fold != Some(Fold::Open);
    nodes_network.nodes.extend(scene.doors.iter().filter(is_passed).map(|door| {
        let mut lines = vec![format!("{} {}", say(&door.name), door.ports.join(" "))];
        lines.extend(door.stop.as_ref().map(|stop| say(&stop.reason)));
        GraphNode { id: door.id.clone(), lines, hue: Some(door.hue), solid: door.stop.is_none() }
    }));
    cluster.nodes.extend(scene.services.iter().map(|card| service(card, say)));
    cluster.nodes.extend(closed_namespaces(scene, say));
    for node in scene.zones.iter().flat_map(|zone| &zone.nodes).filter(|node| !node.pods.is_empty()) {
        let cells = node.pods.iter().filter(|cell| cell.fold != Some(Fold::Open));
        let nodes = cells.map(|cell| pod(cell, say)).collect();
        cluster.groups.push(Group { id: node.id.clone(), name: say(&node.name), nodes, groups: Vec::new() });
    }
    cluster.nodes.extend(scene.unscheduled.iter().map(|cell| pod(cell, say)));
    let [mut internet, mut nodes_network, cluster] = grounds;
    nodes_network.groups.push(cluster);
    internet.groups.push(nodes_network);
    internet
}

fn ground_group(scene: &Scene, ground: Ground, say: Say) -> Group {
    let (id, name) = match ground {
        Ground::Internet => ("internet", "Internet".to_owned()),
        Ground::NodesNetwork => {
            ("nodes-network", format!("Nodes' network {}", scene.grounds.nodes.join(", ")))
        }
        Ground::Cluster => ("cluster", "Cluster".to_owned()),
    };
    let clients = scene.clients.iter().filter(|client| client.ground == ground).map(|client| GraphNode {
        id: client.id.clone(),
        lines: vec![say(&client.name), say(&client.address)],
        hue: None,
        solid: true,
    });
    let hosts = scene.hosts.iter().filter(|host| host.ground == ground).map(|host| GraphNode {
        id: host.id.clone(),
        lines: vec![say(&host.name), format!("{} {}", host.address, host.ports.join(" "))],
        hue: Some(host.hue),
        solid: true,
    });
    Group {
        id: id.into(),
        name: name.trim().into(),
        nodes: clients.chain(hosts).collect(),
        groups: Vec::new(),
    }
}

/// All of them in one box, with a line for each.
fn closed_namespaces(scene: &Scene, say: Say) -> Option<GraphNode> {
    let closed = scene.namespaces.iter().filter(|card| card.fold == Fold::Closed);
    let lines: Vec<String> =
        closed.map(|card| format!("{}: {}", card.object.name, say(&card.counts.contents()))).collect();
    (!lines.is_empty()).then(|| GraphNode { id: CLOSED.into(), lines, hue: None, solid: true })
}

fn service(card: &ServiceCard, say: Say) -> GraphNode {
    let mut lines = vec![format!("{} · {}", card.object.name, card.badge)];
    lines.extend(card.addresses.iter().cloned());
    lines.extend(card.ports.iter().map(|port| format!("{} → {} {}", port.port, port.target, port.name)));
    if let Outside::Local(lanes) = &card.outside {
        lines.extend(lanes.iter().map(say));
    }
    lines.push(card.dns_name.clone());
    lines.extend(card.stop.as_ref().map(|stop| say(&stop.reason)));
    GraphNode { id: card.id.clone(), lines, hue: Some(card.hue), solid: card.stop.is_none() }
}

fn pod(cell: &PodCell, say: Say) -> GraphNode {
    let name = &cell.object.name;
    let mut lines =
        vec![if cell.fold.is_some() { format!("{name} × {}", cell.pods.len()) } else { name.to_string() }];
    lines.extend(cell.address.clone());
    lines.extend(cell.word.as_ref().map(say));
    let hue = if let [hue] = cell.hues[..] { Some(hue) } else { None };
    GraphNode { id: cell.id.clone(), lines, hue, solid: cell.word.is_none() }
}

/// The ways of a scene, each once: rows of a card are no ends in a plain graph.
pub fn edges(scene: &Scene) -> Vec<&Edge> {
    let mut seen = std::collections::BTreeSet::new();
    scene.edges.iter().filter(|edge| seen.insert((&edge.from, &edge.to))).collect()
}

/// What stands on a way.
pub fn edge_label(edge: &Edge) -> String {
    match edge.kind {
        EdgeKind::Dns => "DNS".to_owned(),
        _ => edge.odds.map(percent).unwrap_or_default(),
    }
}
