//! At which of its addresses a node answers on node ports (`pkg/proxy/util/nodeport_addresses.go`).

use std::net::{IpAddr, Ipv4Addr};

use ipnet::IpNet;

use super::{IpFamily, NodeView};
use crate::cluster::{ProxyMode, ProxySettings};

/// The word that stands for the node's own address.
const PRIMARY: &str = "primary";

/// At which addresses of one family a node answers on node ports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodePortAddresses {
    /// At all of them.
    All,
    /// At those inside these CIDRs.
    Within(Vec<IpNet>),
}

impl NodePortAddresses {
    /// What the settings mean on a node. CIDRs of the other family alone mean all; a zero CIDR beats the others.
    pub fn new(settings: &ProxySettings, mode: ProxyMode, node: &NodeView<'_>, family: IpFamily) -> Self {
        let is_primary = match settings.node_port_addresses.as_slice() {
            [] => mode == ProxyMode::Nftables,
            [word] => word == PRIMARY,
            _ => false,
        };
        let cidrs: Vec<IpNet> = if is_primary {
            Some(node.primary(family)).filter(|ip| !ip.is_loopback()).map(IpNet::from).into_iter().collect()
        } else {
            settings.node_port_addresses.iter().filter_map(|cidr| cidr.parse().ok()).collect()
        };
        let cidrs: Vec<IpNet> = cidrs.into_iter().filter(|cidr| IpFamily::of_net(cidr) == family).collect();
        if cidrs.is_empty() || cidrs.iter().any(|cidr| cidr.prefix_len() == 0) {
            NodePortAddresses::All
        } else {
            NodePortAddresses::Within(cidrs)
        }
    }

    /// True if 127.0.0.0/8 is meant too.
    pub fn contains_ipv4_loopback(&self) -> bool {
        match self {
            NodePortAddresses::All => true,
            NodePortAddresses::Within(cidrs) => cidrs.iter().any(|cidr| {
                cidr.addr().is_loopback() || cidr.contains(&IpAddr::from(Ipv4Addr::new(127, 0, 0, 0)))
            }),
        }
    }

    /// The addresses of the node that are meant, loopback among them, each once; none for [`NodePortAddresses::All`],
    /// which needs no list.
    pub fn of_node(&self, node: &NodeView<'_>, family: IpFamily) -> Vec<IpAddr> {
        let NodePortAddresses::Within(cidrs) = self else { return Vec::new() };
        let mut found: Vec<IpAddr> = Vec::new();
        for ip in node.of_family(family).chain([family.loopback()]) {
            if !found.contains(&ip) && cidrs.iter().any(|cidr| cidr.contains(&ip)) {
                found.push(ip);
            }
        }
        found
    }
}
