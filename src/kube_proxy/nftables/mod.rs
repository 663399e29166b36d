//! The rules of the nftables backend as data (`pkg/proxy/nftables/proxier.go`).

mod service;
mod skeleton;
mod table;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, SocketAddr};
use std::rc::Rc;

use ipnet::IpNet;

pub use table::{ChainId, MapId, SetId, chains, maps, sets};

use super::{
    EndpointSlices, Hook, IpFamily, Listing, Policy, Protocol, Proxier, ServicePort, categorize_endpoints,
};
use crate::api::ObjectRef;

/// What kube-proxy programs with nftables on one node for one IP family: the table `kube-proxy`.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The IP family.
    pub family: IpFamily,
    sets: Vec<Set>,
    maps: Vec<Map>,
    chains: Vec<Chain>,
}

/// A set of addresses.
#[derive(Debug, Clone)]
pub struct Set {
    /// Its name.
    pub name: Rc<str>,
    /// What it is for.
    pub comment: Option<&'static str>,
    /// Seconds that a client is remembered, for a set that rules fill.
    pub timeout: Option<u32>,
    /// The addresses that it has from the beginning.
    pub elements: BTreeSet<IpAddr>,
    /// The Service that it is for.
    pub service: Option<Rc<ObjectRef>>,
}

/// What becomes of a packet by where it is to go.
#[derive(Debug, Clone)]
pub struct Map {
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub comment: &'static str,
    /// What of a packet is looked up.
    pub key: KeyType,
    /// What is in it.
    pub elements: BTreeMap<Key, Element>,
}

/// What of a packet is looked up in a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyType {
    /// Destination address, protocol, destination port.
    Address,
    /// Protocol, destination port.
    Port,
}

/// The key of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The destination address; None in a map of ports.
    pub address: Option<IpAddr>,
    /// The destination port.
    pub port: u16,
    /// The protocol.
    pub protocol: Protocol,
}

/// An element of a map.
#[derive(Debug, Clone)]
pub struct Element {
    /// What becomes of the packet.
    pub verdict: Verdict,
    /// The name of the service port, where kube-proxy writes it down.
    pub comment: Option<Rc<str>>,
    /// The Service that it is for.
    pub service: Rc<ObjectRef>,
}

/// What an element of a map says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The packet goes on in a chain, and does not come back.
    Goto(ChainId),
    /// It vanishes.
    Drop,
}

/// One chain.
#[derive(Debug, Clone)]
pub struct Chain {
    /// Its name.
    pub name: Rc<str>,
    /// What it is for.
    pub comment: Option<&'static str>,
    /// When the kernel enters it by itself.
    pub base: Option<Base>,
    /// The Service that it is for.
    pub service: Option<Rc<ObjectRef>>,
    /// Its rules, in order.
    pub rules: Vec<Rule>,
}

/// When the kernel enters a chain by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base {
    /// True for a chain of type `nat`, false for `filter`.
    pub is_nat: bool,
    /// Where.
    pub hook: Hook,
    /// Lower ones come first.
    pub priority: i32,
}

/// One rule: if all matches hold, the statement is carried out.
#[derive(Debug, Clone)]
pub struct Rule {
    /// What must hold, in the order in which it is written.
    pub matches: Vec<Match>,
    /// What then happens.
    pub statement: Statement,
    /// A note for people.
    pub comment: Option<&'static str>,
    /// The Service that it is for.
    pub service: Option<Rc<ObjectRef>>,
}

/// What must hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Match {
    /// The packet opens a connection.
    New,
    /// The source address is this one.
    Source(IpAddr),
    /// The source address is in the range.
    SourceNet(IpNet),
    /// The source address is not in the range.
    NotSourceNet(IpNet),
    /// The source address is in none of the ranges.
    NotSourceNets(Vec<IpNet>),
    /// The source address is in the set.
    SourceSet(SetId),
    /// The source address is one of the node's own.
    SourceIsLocal,
    /// The destination address is this one.
    Destination(IpAddr),
    /// The destination address is in one of the ranges.
    DestinationNets(Vec<IpNet>),
    /// The destination address is not a loopback address.
    DestinationNotLoopback,
    /// The destination address is in the set.
    DestinationSet(SetId),
    /// The destination address is one of the node's own.
    DestinationIsLocal,
    /// The protocol.
    Protocol(Protocol),
    /// The protocol and the destination port.
    DestinationPort(Protocol, u16),
    /// The packet is not marked for masquerading.
    NotMarked,
}

/// What happens to a packet that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Statement {
    /// Goes through another chain, and on behind this rule if that one says nothing.
    Jump(ChainId),
    /// Goes on in another chain, and does not come back.
    Goto(ChainId),
    /// Goes on behind the rule that jumped here.
    Return,
    /// Vanishes.
    Drop,
    /// Is answered with a refusal.
    Reject,
    /// Does what the map says; goes on if it says nothing.
    Lookup(MapId),
    /// Goes on in one of these chains, each as likely as the others.
    Random(Vec<ChainId>),
    /// Has its source address put into the set.
    Remember(SetId),
    /// Is marked for masquerading.
    Mark,
    /// Loses the mark.
    Unmark,
    /// Gets the node's address for its source.
    Masquerade,
    /// Gets this destination.
    Dnat(SocketAddr),
}

/// The rules of a proxier for some service ports.
pub(super) fn build<'p, 'a: 'p>(
    proxier: &Proxier<'a>,
    slices: &EndpointSlices<'a>,
    ports: impl IntoIterator<Item = &'p ServicePort<'a>>,
) -> Rules {
    let mut rules = skeleton::rules(proxier);
    for port in ports {
        let endpoints = slices.endpoints(port, proxier.node.name);
        let categorized = categorize_endpoints(&endpoints, port, &proxier.node);
        let policy = Policy { port, endpoints: &categorized };
        service::write(&mut rules, proxier, &policy);
    }
    rules
}

impl Rules {
    /// The rules as an `nft -f` script, with the Service of each line.
    pub fn listing(&self) -> Listing {
        text::listing(self)
    }
}
