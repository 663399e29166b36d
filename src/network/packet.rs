//! The first packet of a connection.

use std::net::{IpAddr, SocketAddr};
use std::rc::Rc;

use super::netfilter::Branch;
use crate::api::ObjectRef;
use crate::kube_proxy::{IpFamily, Protocol};

/// The first packet of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Packet {
    pub source: IpAddr,
    pub destination: SocketAddr,
    pub protocol: Protocol,
}

impl Packet {
    pub fn family(&self) -> IpFamily {
        IpFamily::of(self.destination.ip())
    }
}

/// A packet somewhere on its way, with its odds.
#[derive(Debug, Clone)]
pub(super) struct Leg<'a> {
    pub odds: f64,
    pub packet: Packet,
    /// How many nodes it has crossed.
    pub nodes: usize,
    /// Its destination was rewritten.
    pub translated: bool,
    /// The Service by whose rules.
    pub service: Option<Rc<ObjectRef>>,
    /// What the answer must come back through.
    pub gate: Option<Gate<'a>>,
}

/// A node that let a packet through under the packet's own source address, and needs to see the answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gate<'a> {
    pub node: &'a str,
    /// True if it rewrote the destination; false if it only keeps account of connections.
    pub rewrote: bool,
}

impl Leg<'_> {
    /// A packet that no node has seen.
    pub fn first(packet: Packet, odds: f64) -> Self {
        Leg { odds, packet, nodes: 0, translated: false, service: None, gate: None }
    }

    /// What is left of it behind a node.
    pub fn behind(&self, branch: &Branch) -> Self {
        Leg {
            odds: self.odds * branch.odds,
            packet: branch.packet,
            nodes: self.nodes + 1,
            translated: self.translated || branch.translated,
            service: branch.service.clone().or_else(|| self.service.clone()),
            gate: self.gate,
        }
    }
}
