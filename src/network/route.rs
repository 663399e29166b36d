//! One address of a question: how the packet gets to a first node.

use std::net::{IpAddr, SocketAddr};

use super::Network;
use super::journey::Journey;
use super::netfilter::Entry;
use super::packet::Packet;
use super::reasons;
use super::sender::{Sender, Standpoint};
use super::sum;
use super::trace::{Action, Place, Route, Verdict};
use crate::kube_proxy::{IpFamily, NodeView, Protocol};
use crate::message;

/// Where packets of a client to one address go.
pub(super) fn route(
    network: &Network<'_>,
    sender: &Sender<'_>,
    via: Option<&NodeView<'_>>,
    destination: SocketAddr,
    protocol: Protocol,
) -> Route {
    let family = IpFamily::of(destination.ip());
    let mut journey = Journey::new(network, sender.home(), via.map(|node| node.name));
    let Some(address) = sender.address(family) else {
        let packet = Packet { source: family.loopback(), destination, protocol };
        let why = message!("The client has no {family} address", family = family);
        journey.lose(1.0, &packet, Verdict::Unroutable, why);
        return sum::route(journey, &packet);
    };
    let packet = Packet { source: source(network, sender, address, destination.ip()), destination, protocol };
    let note = message!("{client} opens a connection", client = sender.place(family));
    journey.hop(sender.place(family), Action::Send, &packet, note);
    match &sender.standpoint {
        Standpoint::Pod(pod, _)
            if sender.addresses.contains(&destination.ip()) || destination.ip().is_loopback() =>
        {
            journey.within_pod(pod, packet);
        }
        Standpoint::Pod(_, node) => journey.enter(node, packet, Entry::Interface, 1.0),
        Standpoint::Node(_, node, _) => journey.enter(node, packet, Entry::Own, 1.0),
        Standpoint::Lan(_) => from_outside(&mut journey, packet),
        Standpoint::Internet(_) if is_public(network, destination.ip()) => from_outside(&mut journey, packet),
        Standpoint::Internet(_) => {
            let why = message!(
                "{ip} is a private address, which the internet does not reach",
                ip = destination.ip()
            );
            journey.lose(1.0, &packet, Verdict::Unroutable, why);
        }
    }
    sum::route(journey, &packet)
}

/// The source address that a client's kernel chooses: to itself, a client speaks from the address it speaks to.
fn source(network: &Network<'_>, sender: &Sender<'_>, address: IpAddr, destination: IpAddr) -> IpAddr {
    let is_own = match &sender.standpoint {
        Standpoint::Node(_, node, _) => {
            network.inventory.node(node).is_some_and(|node| node.is_local(destination))
        }
        Standpoint::Pod(..) => destination.is_loopback(),
        Standpoint::Lan(_) | Standpoint::Internet(_) => false,
    };
    if is_own { destination } else { address }
}

/// An internet client reaches load balancers, external IPs and the external addresses of nodes.
fn is_public(network: &Network<'_>, ip: IpAddr) -> bool {
    network.ingress.contains_key(&ip) || is_external_ip(network, ip) || {
        let nodes = network.cluster.nodes.values();
        let mut addresses = nodes.flat_map(|node| &node.status.addresses);
        addresses.any(|address| address.r#type == "ExternalIP" && address.address.parse() == Ok(ip))
    }
}

fn is_external_ip(network: &Network<'_>, ip: IpAddr) -> bool {
    network.services.at_address(ip).any(|port| port.external_ips.contains(&ip))
}

/// The packet comes from outside the cluster.
fn from_outside(journey: &mut Journey<'_, '_>, packet: Packet) {
    let network = journey.network;
    let ip = packet.destination.ip();
    if let Some(node) = network.inventory.node_at(ip) {
        return journey.enter(node, packet, Entry::Interface, 1.0);
    }
    if network.ingress.contains_key(&ip) {
        return journey.balance(packet, 1.0);
    }
    if let Some(node) = journey.via {
        let note = message!("The network hands what is for {ip} to {node}", ip = ip, node = node);
        journey.hop(Place::Network, Action::Route, &packet, note);
        return journey.enter(node, packet, Entry::Interface, 1.0);
    }
    if !is_external_ip(network, ip) {
        let why = message!("Outside the cluster nobody knows a way to {ip}", ip = ip);
        return journey.lose(1.0, &packet, Verdict::Unroutable, why);
    }
    // Kubernetes does not say how an external IP gets to a node.
    let up = network.inventory.nodes().filter(|node| !network.is_down(node.name));
    let nodes: Vec<&str> = up.map(|node| node.name).collect();
    let note = message!(
        "Kubernetes does not see to it that packets for the external IP {ip} come to a node; if the network does, this is what any of {nodes} makes of it",
        ip = ip,
        nodes = reasons::named_nodes(&nodes)
    );
    journey.hop(Place::Network, Action::Route, &packet, note);
    for node in &nodes {
        journey.enter(node, packet, Entry::Interface, 1.0 / nodes.len() as f64);
    }
}
