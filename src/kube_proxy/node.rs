//! A node as its own kube-proxy sees it.

use std::net::IpAddr;

use super::IpFamily;
use crate::api::{Node, SmolStr};

/// The zone label of a node.
const ZONE: &str = "topology.kubernetes.io/zone";

/// A node as its own kube-proxy sees it.
#[derive(Debug, Clone)]
pub struct NodeView<'a> {
    /// The node's name.
    pub name: &'a str,
    /// The node's zone; empty if it has none.
    pub zone: &'a str,
    /// Its addresses, the internal ones before the external ones, as they are listed.
    pub addresses: Vec<IpAddr>,
}

impl<'a> NodeView<'a> {
    /// What a Node object says of it. svclab takes every address in the status to be on one of its interfaces.
    pub fn new(node: &'a Node) -> Self {
        let of_type = |kind: &'static str| {
            let addresses = node.status.addresses.iter().filter(move |address| address.r#type == kind);
            addresses.filter_map(|address| address.address.parse().ok())
        };
        NodeView {
            name: &node.metadata.name,
            zone: node.metadata.labels.get(ZONE).map_or("", SmolStr::as_str),
            addresses: of_type("InternalIP").chain(of_type("ExternalIP")).collect(),
        }
    }

    /// The node's own address in a family (`GetNodeHostIPs` of component-helpers, with kube-proxy's fallback).
    pub fn primary(&self, family: IpFamily) -> IpAddr {
        self.of_family(family).next().unwrap_or(family.loopback())
    }

    /// Its addresses of a family, loopback not included.
    pub fn of_family(&self, family: IpFamily) -> impl Iterator<Item = IpAddr> {
        self.addresses.iter().copied().filter(move |ip| IpFamily::of(*ip) == family)
    }

    /// True if the kernel drops what comes in through an interface with this source: no neighbour can have the node's own
    /// address. For IPv6 the kernel does not look.
    pub fn is_martian(&self, source: IpAddr) -> bool {
        source.is_ipv4() && self.is_local(source)
    }

    /// True if the kernel takes the address for its own (`addrtype LOCAL`, `fib type local`).
    pub fn is_local(&self, ip: IpAddr) -> bool {
        ip.is_loopback() || self.addresses.contains(&ip)
    }
}
