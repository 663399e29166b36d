//! The ways in: clients, load balancers, doors.

use super::build::{Context, Sight, id};
use super::services::is_open;
use super::{Client, Counts, Door, DoorPlace, Fold, Ground, LoadBalancer, Stop, StopVerdict};
use crate::api::{Node, Service, SmolStr};
use crate::cluster::{ServiceType, service_type};
use crate::message;
use crate::message::Message;

/// Ids of the clients.
pub const ANYONE: &str = "client/internet";
pub const LAN_HOST: &str = "client/lan";
pub const ANY_POD: &str = "client/pod";

/// More doors of one kind than this stand as one.
const DOORS_SHOWN: usize = 4;

/// Those clients that have a way to go.
pub fn clients(context: &Context, load_balancers: &[LoadBalancer], doors: &[Door]) -> Vec<Client> {
    let mut clients = Vec::new();
    let public_node = context.cluster.nodes.values().any(|node| address(node, "ExternalIP").is_some());
    let closed = closed(context);
    if !load_balancers.is_empty()
        || closed.load_balancers > 0
        || (public_node && doors.iter().any(|door| !door.place.nodes().is_empty()))
    {
        clients.push(Client {
            id: ANYONE.into(),
            ground: Ground::Internet,
            name: message!("Anyone"),
            address: message!("{address}", address = "203.0.113.10"),
        });
    }
    if !doors.is_empty() || closed.node_ports > 0 {
        clients.push(Client {
            id: LAN_HOST.into(),
            ground: Ground::NodesNetwork,
            name: message!("LAN host"),
            address: message!("{address}", address = "192.168.56.1"),
        });
    }
    if !context.services.is_empty() || closed.services > 0 {
        clients.push(Client {
            id: ANY_POD.into(),
            ground: Ground::Cluster,
            name: message!("A Pod"),
            address: message!("in the cluster"),
        });
    }
    clients
}

/// What the closed namespaces have in all.
pub fn closed(context: &Context) -> Counts {
    let closed = context.namespaces.cards.iter().filter(|card| card.fold == Fold::Closed);
    closed.fold(Counts::default(), |all, card| all.and(&card.counts))
}

/// An address of a node, by its type.
pub fn address<'a>(node: &'a Node, kind: &str) -> Option<&'a str> {
    node.status
        .addresses
        .iter()
        .find(|address| address.r#type == kind)
        .map(|address| address.address.as_str())
}

/// The load balancer of every Service that asks for one: one card for each address it has.
pub fn load_balancers(context: &Context) -> Vec<LoadBalancer> {
    let wanting = |sight: &&Sight| service_type(sight.service) == ServiceType::LoadBalancer;
    context.services.iter().filter(wanting).flat_map(|sight| load_balancers_of(context, sight)).collect()
}

fn load_balancers_of(context: &Context, sight: &Sight) -> Vec<LoadBalancer> {
    let base = id("loadbalancer", &sight.key.namespace, &sight.key.name);
    let card = |id: String, address: Option<String>, pending: Option<Message>| LoadBalancer {
        id,
        service: sight.object(),
        hue: sight.hue,
        address,
        ports: sight.service.spec.ports.iter().map(|port| format!(":{}", port.port)).collect(),
        pending,
    };
    let ingress = &sight.service.status.load_balancer.ingress;
    let addresses = ingress.iter().filter_map(|way| way.ip.clone().or_else(|| way.hostname.clone()));
    let mut cards: Vec<LoadBalancer> =
        addresses.map(|address| card(format!("{base}/{address}"), Some(address.to_string()), None)).collect();
    if cards.is_empty() {
        cards.push(card(base, None, Some(why_pending(context, sight.service))));
    }
    cards
}

fn why_pending(context: &Context, service: &Service) -> Message {
    match &service.spec.load_balancer_class {
        _ if !context.cluster.settings.load_balancer => message!("nothing here gives addresses"),
        Some(class) => message!("waits for class {class}", class = class),
        None => message!("waits for an address"),
    }
}

/// The doors of every Service.
pub fn doors(context: &Context) -> Vec<Door> {
    context
        .services
        .iter()
        .filter(|sight| is_open(sight.service))
        .flat_map(|sight| doors_of(context, sight))
        .collect()
}

fn doors_of(context: &Context, sight: &Sight) -> Vec<Door> {
    let mut doors = node_port_doors(context, sight);
    let ports: Vec<String> = sight.service.spec.ports.iter().map(|port| format!(":{}", port.port)).collect();
    doors.extend(
        sight
            .service
            .spec
            .external_ips
            .iter()
            .map(|address| door(sight, address, DoorPlace::Address(address.to_string()), &ports, None)),
    );
    doors
}

fn node_port_doors(context: &Context, sight: &Sight) -> Vec<Door> {
    let numbers = sight.service.spec.ports.iter().filter_map(|port| port.node_port);
    let ports: Vec<String> = numbers.map(|number| format!(":{number}")).collect();
    if ports.is_empty() {
        return Vec::new();
    }
    let (down, up): (Vec<&SmolStr>, Vec<&SmolStr>) =
        context.cluster.nodes.keys().partition(|node| context.cluster.down.contains(*node));
    let (dropping, open): (Vec<&SmolStr>, Vec<&SmolStr>) =
        up.into_iter().partition(|node| drops_at(sight, node));
    let base = id("door", &sight.key.namespace, &sight.key.name);
    let (mut single, mut folds) = (Vec::new(), Vec::new());
    let groups = [
        (open, None, "*"),
        (dropping, Some(dropped(message!("dropped: no Pod here"))), "*dropped"),
        (down, Some(dropped(message!("dropped: the node is down"))), "*down"),
    ];
    for (nodes, stop, fold) in groups {
        if nodes.len() > DOORS_SHOWN {
            let is_open = context.options.opened.contains(&format!("{base}/{fold}"));
            let place = DoorPlace::Nodes(nodes.iter().map(ToString::to_string).collect());
            let stop = stop.clone().filter(|_| !is_open);
            let folded = Some(if is_open { Fold::Open } else { Fold::Closed });
            folds.push(Door { fold: folded, ..door(sight, fold, place, &ports, stop) });
            if !is_open {
                continue;
            }
        }
        let one = |node: &SmolStr| door(sight, node, DoorPlace::Node(node.to_string()), &ports, stop.clone());
        single.extend(nodes.into_iter().map(one));
    }
    single.sort_by(|one, other| one.id.cmp(&other.id));
    // Those of an open fold stand below it.
    let (open, closed): (Vec<Door>, Vec<Door>) =
        folds.into_iter().partition(|door| door.fold == Some(Fold::Open));
    open.into_iter().chain(single).chain(closed).collect()
}

/// With the policy Local, a node drops what comes to it for Pods that are elsewhere only.
fn drops_at(sight: &Sight, node: &str) -> bool {
    let elsewhere = !sight.backends.is_empty() && sight.backends.on(node).is_empty();
    sight.is_local_outside() && elsewhere
}

fn dropped(reason: Message) -> Stop {
    Stop { verdict: StopVerdict::Dropped, reason }
}

fn door(sight: &Sight, last: &str, place: DoorPlace, ports: &[String], stop: Option<Stop>) -> Door {
    let name = match &place {
        DoorPlace::Node(name) | DoorPlace::Address(name) => message!("{name}", name = name),
        DoorPlace::Nodes(nodes) => message!("{count} nodes", count = nodes.len()),
    };
    Door {
        id: format!("{}/{last}", id("door", &sight.key.namespace, &sight.key.name)),
        service: sight.object(),
        hue: sight.hue,
        name,
        place,
        ports: ports.to_vec(),
        fold: None,
        stop,
    }
}
