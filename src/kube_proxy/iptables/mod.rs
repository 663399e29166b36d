//! The rules of the iptables backend as data (`pkg/proxy/iptables/proxier.go`).

mod chains;
mod service;
mod skeleton;
mod text;

use std::net::{IpAddr, SocketAddr};
use std::rc::Rc;

use ipnet::IpNet;

pub use chains::{ChainId, filter, nat};

use super::{
    EndpointSlices, IpFamily, Listing, Policy, Protocol, Proxier, ServicePort, categorize_endpoints,
};
use crate::api::ObjectRef;

/// What kube-proxy programs with iptables on one node for one IP family.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The IP family.
    pub family: IpFamily,
    /// The `filter` table.
    pub filter: Table,
    /// The `nat` table.
    pub nat: Table,
}

/// One table.
#[derive(Debug, Clone)]
pub struct Table {
    name: &'static str,
    chains: Vec<Chain>,
}

/// One chain.
#[derive(Debug, Clone)]
pub struct Chain {
    /// Its name.
    pub name: Rc<str>,
    /// True if the kernel has it before kube-proxy comes.
    pub is_built_in: bool,
    /// The Service that it is for.
    pub service: Option<Rc<ObjectRef>>,
    /// Its rules, in order.
    pub rules: Vec<Rule>,
}

/// One rule: if all matches hold, the target gets the packet.
#[derive(Debug, Clone)]
pub struct Rule {
    /// What must hold, in the order in which it is written.
    pub matches: Vec<Match>,
    /// What then happens; None only counts.
    pub target: Option<Target>,
    /// The Service that it is for.
    pub service: Option<Rc<ObjectRef>>,
}

/// What must hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Match {
    /// Always: a note for people.
    Comment(Comment),
    /// The protocol.
    Protocol(Protocol),
    /// The source address is this one.
    Source(IpAddr),
    /// The source address is in the range.
    SourceNet(IpNet),
    /// The source address is not in the range.
    NotSourceNet(IpNet),
    /// The destination address is this one.
    Destination(IpAddr),
    /// The destination address is in the range.
    DestinationNet(IpNet),
    /// The destination address is not in the range.
    NotDestinationNet(IpNet),
    /// The destination port.
    DestinationPort(u16),
    /// The source address is one of the node's own.
    SourceIsLocal,
    /// The destination address is one of the node's own.
    DestinationIsLocal,
    /// The packet is marked for masquerading.
    Marked,
    /// The packet is not marked for masquerading.
    NotMarked,
    /// The packet opens a connection.
    New,
    /// The packet belongs to no connection that conntrack understands.
    Invalid,
    /// The packet belongs to an open connection.
    Established,
    /// The packet neither belongs to an open connection nor had its destination rewritten.
    NotEstablishedNorDnat,
    /// One packet in this many.
    OneIn(usize),
    /// The client was sent to this endpoint's chain within these seconds.
    Recent(ChainId, u32),
    /// Always: notes that the client was sent to this endpoint's chain.
    RecentSet(ChainId),
}

/// A note for people on a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comment {
    /// Always the same.
    Static(&'static str),
    /// About a service port; several rules may share it.
    About(Rc<str>),
    /// `ns/name:port -> ip:port`.
    LeadsTo(Rc<str>, String),
}

/// What happens to a packet that matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Goes through another chain of the table, and on behind this rule if that one says nothing.
    Jump(ChainId),
    /// Goes on behind the rule that jumped here.
    Return,
    /// Passes the table.
    Accept,
    /// Vanishes.
    Drop,
    /// Is answered with a refusal.
    Reject,
    /// Is marked for masquerading.
    Mark,
    /// Loses the mark.
    Unmark,
    /// Gets the node's address for its source.
    Masquerade,
    /// Gets this destination.
    Dnat(SocketAddr),
}

/// The rules of a proxier for some service ports. A large cluster does without comments on endpoints.
pub(super) fn build<'p, 'a: 'p>(
    proxier: &Proxier<'a>,
    slices: &EndpointSlices<'a>,
    ports: impl IntoIterator<Item = &'p ServicePort<'a>>,
    large_cluster: bool,
) -> Rules {
    let mut rules = skeleton::begin(proxier);
    for port in ports {
        let endpoints = slices.endpoints(port, proxier.node.name);
        let categorized = categorize_endpoints(&endpoints, port, &proxier.node);
        let policy = Policy { port, endpoints: &categorized };
        service::write(&mut rules, proxier, &policy, large_cluster);
    }
    skeleton::end(&mut rules, proxier);
    rules
}

impl Rules {
    /// The rules as `iptables-restore` input, with the Service of each line.
    pub fn listing(&self) -> Listing {
        text::listing(self)
    }
}
