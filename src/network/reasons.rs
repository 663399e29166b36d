//! Sentences: why a packet goes where it goes.

use std::net::IpAddr;

use super::load_balancer::{IpMode, Nodes};
use super::netfilter::{Cause, Why};
use super::node::some_of;
use super::packet::{Gate, Packet};
use super::trace::Place;
use crate::api::Service;
use crate::cluster::NamespacedName;
use crate::kube_proxy::ServicePort;
use crate::message;
use crate::message::Message;

/// Why a packet was stopped by a rule, in a sentence.
pub(super) fn stopped(node: &str, cause: &Cause, rejected: bool) -> Message {
    let service = cause.service.as_ref().map_or_else(String::new, |service| service.to_string());
    match cause.why {
        Why::NoEndpoints => message!(
            "{service} has no endpoint that is ready, so {node} refuses",
            service = service,
            node = node
        ),
        Why::NoLocalEndpoints => message!(
            "{service} has endpoints, but none on {node}, and its traffic policy is Local, so {node} drops the packet",
            service = service,
            node = node
        ),
        Why::SourceRanges => message!(
            "The client's address is in none of the loadBalancerSourceRanges of {service}, so {node} drops the packet",
            service = service,
            node = node
        ),
        Why::NoSuchPort => message!(
            "The cluster IP belongs to a Service that does not have this port, so {node} refuses",
            node = node
        ),
        Why::NoSuchClusterIp => {
            message!(
                "No Service has this address of the Service range, so {node} drops the packet",
                node = node
            )
        }
        Why::Localnet => message!("{node} lets nobody else in to 127.0.0.1", node = node),
        Why::Other if rejected => {
            message!("A rule on {node} refuses it: {rule}", node = node, rule = cause.rule)
        }
        Why::Other => message!("A rule on {node} drops it: {rule}", node = node, rule = cause.rule),
    }
}

/// Why a node drops what comes in with an address of its own for its source.
pub(super) fn martian(node: &str, source: IpAddr) -> Message {
    message!(
        "{source} is the address of {node} itself, and its kernel drops what comes back in with that source; a load balancer that rewrites the source would get it through",
        source = source,
        node = node
    )
}

/// Why an answer does not get back to its client.
pub(super) fn answer_lost(backend: &Place, gate: Gate<'_>) -> Message {
    let (backend, node) = (backend.to_string(), gate.node);
    if gate.rewrote {
        return message!(
            "{backend} gets the packet, but its answer does not come back through {node}, which rewrote the destination, so the client does not know it for the answer",
            backend = backend,
            node = node
        );
    }
    message!(
        "{backend} gets the packet, but its answer does not come back through {node}, whose rules then drop what the client sends next: to conntrack it belongs to no connection",
        backend = backend,
        node = node
    )
}

/// Why nobody answers for a node.
pub(super) fn down(node: &str) -> Message {
    message!("{node} is down, so nobody there answers", node = node)
}

/// How many nodes a sentence names before it only counts them.
const NODES: usize = 8;

/// What a load balancer does.
pub(super) fn balanced(service: &Service, mode: IpMode, nodes: &Nodes<'_>) -> Message {
    let service = NamespacedName::of(&service.metadata);
    let list = named_nodes(&nodes.names);
    match (mode, nodes.healthy) {
        (_, false) => message!(
            "Every node fails the health check of Service {service}; what its load balancer then does is its own affair, here it uses {nodes}",
            service = service,
            nodes = list
        ),
        (IpMode::Vip, true) => {
            message!(
                "The load balancer of Service {service} may use {nodes}",
                service = service,
                nodes = list
            )
        }
        (IpMode::Proxy, true) => message!(
            "The load balancer of Service {service} speaks to the node port, from an address of its own, and may use {nodes}",
            service = service,
            nodes = list
        ),
    }
}

/// The names of nodes, of many only the first.
pub(super) fn named_nodes(names: &[&str]) -> String {
    some_of(names.iter().map(ToString::to_string), NODES)
}

/// Why no rule took up what is for an address of a Service, be it for a port that the Service has or for another.
pub(super) fn untaken(port: &ServicePort<'_>, has_port: bool, packet: &Packet) -> Message {
    let (service, address) = (port.reference(), packet.destination.ip());
    if has_port {
        return message!(
            "Nothing is behind {address} of {service}, but what a node itself sends there is not refused: the packet leaves, and nobody has the address",
            address = address,
            service = service
        );
    }
    message!(
        "{service} has no port {port}/{protocol}, so no rule takes it up, and nobody has the address {address}",
        service = service,
        port = packet.destination.port(),
        protocol = packet.protocol,
        address = address
    )
}
