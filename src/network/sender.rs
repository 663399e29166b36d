//! The client of a question, found in the cluster.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::Network;
use super::error::TraceError;
use super::inventory;
use super::query::Client;
use super::trace::Place;
use crate::api::Pod;
use crate::cluster::NamespacedName;
use crate::coredns::Resolver;
use crate::kube_proxy::IpFamily;
use crate::message;

/// Hosts that are taken when the question names none.
const LAN: (Ipv4Addr, Ipv6Addr) =
    (Ipv4Addr::new(192, 168, 56, 1), Ipv6Addr::new(0xfd00, 0x192, 0x168, 0x56, 0, 0, 0, 1));
const INTERNET: (Ipv4Addr, Ipv6Addr) =
    (Ipv4Addr::new(203, 0, 113, 10), Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0x10));

/// Who sends, and from where.
#[derive(Debug, Clone)]
pub(super) struct Sender<'a> {
    pub standpoint: Standpoint<'a>,
    /// Its own addresses, at most one of each family counts.
    pub addresses: Vec<IpAddr>,
}

/// Where a client stands.
#[derive(Debug, Clone)]
pub(super) enum Standpoint<'a> {
    /// In a Pod with a network of its own.
    Pod(&'a Pod, &'a str),
    /// On a node: the node itself, or a Pod that has the node's network.
    Node(Place, &'a str, Option<&'a Pod>),
    /// On the nodes' network, outside the cluster.
    Lan(IpAddr),
    /// On the internet.
    Internet(IpAddr),
}

impl<'a> Sender<'a> {
    pub fn find(network: &Network<'a>, client: &Client) -> Result<Self, TraceError> {
        match client {
            Client::Pod(name) => Sender::pod(network, name),
            Client::Node(name) => Sender::node(network, name),
            Client::Lan(ip) => Ok(Sender::outside(*ip, LAN, Standpoint::Lan)),
            Client::Internet(ip) => Ok(Sender::outside(*ip, INTERNET, Standpoint::Internet)),
        }
    }

    fn pod(network: &Network<'a>, name: &NamespacedName) -> Result<Self, TraceError> {
        let Some(pod) = network.cluster.pods.get(name) else {
            return Err(TraceError::bare(message!("There is no Pod {pod}", pod = name)));
        };
        let Some(node) = pod.spec.node_name.as_deref().and_then(|node| network.inventory.node(node)) else {
            return Err(TraceError::bare(message!(
                "Pod {pod} is on no node, so it sends nothing",
                pod = name
            )));
        };
        if network.is_down(node.name) {
            return Err(TraceError::bare(message!(
                "Pod {pod} is on {node}, which is down, so it sends nothing",
                pod = name,
                node = node.name
            )));
        }
        if inventory::is_host_network(pod) {
            let standpoint = Standpoint::Node(inventory::pod_place(pod), node.name, Some(pod));
            return Ok(Sender { standpoint, addresses: node.addresses.clone() });
        }
        let addresses: Vec<IpAddr> = inventory::addresses(pod).collect();
        if addresses.is_empty() {
            return Err(TraceError::bare(message!("Pod {pod} has no address yet", pod = name)));
        }
        Ok(Sender { standpoint: Standpoint::Pod(pod, node.name), addresses })
    }

    fn node(network: &Network<'a>, name: &str) -> Result<Self, TraceError> {
        let node = network.existing_node(name)?;
        if network.is_down(name) {
            return Err(TraceError::bare(message!("{node} is down, so it sends nothing", node = name)));
        }
        let standpoint = Standpoint::Node(Place::Node(name.into()), node.name, None);
        Ok(Sender { standpoint, addresses: node.addresses.clone() })
    }

    fn outside(
        ip: Option<IpAddr>,
        default: (Ipv4Addr, Ipv6Addr),
        standpoint: fn(IpAddr) -> Standpoint<'a>,
    ) -> Self {
        let addresses = ip.map_or_else(|| vec![default.0.into(), default.1.into()], |ip| vec![ip]);
        Sender { standpoint: standpoint(addresses[0]), addresses }
    }

    /// Its address of a family.
    pub fn address(&self, family: IpFamily) -> Option<IpAddr> {
        self.addresses.iter().copied().find(|ip| IpFamily::of(*ip) == family)
    }

    /// Where it stands.
    pub fn place(&self, family: IpFamily) -> Place {
        let own = |ip: IpAddr| self.address(family).unwrap_or(ip);
        match &self.standpoint {
            Standpoint::Pod(pod, _) => inventory::pod_place(pod),
            Standpoint::Node(place, ..) => place.clone(),
            Standpoint::Lan(ip) => Place::Lan(own(*ip)),
            Standpoint::Internet(ip) => Place::Internet(own(*ip)),
        }
    }

    /// The node that it is on; None outside the cluster.
    pub fn home(&self) -> Option<&'a str> {
        match self.standpoint {
            Standpoint::Pod(_, node) | Standpoint::Node(_, node, _) => Some(node),
            Standpoint::Lan(_) | Standpoint::Internet(_) => None,
        }
    }

    /// The resolver that it asks.
    pub fn resolver(&self, network: &Network<'a>) -> Resolver {
        match &self.standpoint {
            Standpoint::Pod(pod, _) | Standpoint::Node(_, _, Some(pod)) => {
                Resolver::for_pod(network.cluster, pod)
            }
            _ => Resolver::of_host(),
        }
    }
}
