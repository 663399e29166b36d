//! A packet followed through DNS and the rules: clients, routes, hops, verdicts.
//!
//! [`trace`] answers one question; [`Network`] answers many about the same cluster. What happens on a node is read from
//! the rules that kube-proxy programs there, see `netfilter`.

mod error;
mod inventory;
mod journey;
mod listeners;
mod load_balancer;
mod netfilter;
mod node;
mod packet;
mod query;
mod reasons;
mod resolve;
mod route;
mod sender;
mod sum;
mod trace;
mod view;
mod way;

use std::collections::BTreeMap;
use std::net::IpAddr;

pub use error::{Part, TraceError};
pub use load_balancer::is_offered;
pub use query::{Client, Host, Target, TraceQuery, Via};
pub use trace::{Action, ByRules, Endpoint, Hop, Place, PodName, Route, SourceNat, Trace, Verdict};
pub use view::{Entry, EntryKind, ServiceView};
pub use way::{Address, Step, Way};

use crate::api::Service;
use crate::cluster::Cluster;
use crate::coredns::Zone;
use crate::kube_proxy::{IpFamily, NodeView, Proxier, ServiceMap};
use crate::message;
use inventory::Inventory;
use load_balancer::IpMode;
use sender::Sender;

/// Where a connection goes. Fails if the question names what does not exist, or leaves open which port is meant.
pub fn trace(cluster: &Cluster, query: &TraceQuery) -> Result<Trace, TraceError> {
    Network::new(cluster).trace(query)
}

/// The network of a cluster, ready to answer questions.
#[derive(Debug)]
pub struct Network<'a> {
    cluster: &'a Cluster,
    zone: Zone<'a>,
    services: ServiceMap<'a>,
    inventory: Inventory<'a>,
    /// Who has a load balancer at an address; several Services may share one.
    ingress: BTreeMap<IpAddr, Vec<(&'a Service, IpMode)>>,
    /// One for each node and family.
    proxiers: BTreeMap<(&'a str, IpFamily), Proxier<'a>>,
}

impl<'a> Network<'a> {
    /// The network of a cluster whose controllers have run.
    pub fn new(cluster: &'a Cluster) -> Self {
        let mode = cluster.settings.proxy.mode;
        let mut proxiers = BTreeMap::new();
        let mut ingress: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for node in cluster.nodes.keys() {
            for family in IpFamily::ALL {
                proxiers.extend(
                    Proxier::new(cluster, node, mode, family).map(|one| ((node.as_str(), family), one)),
                );
            }
        }
        for service in cluster.services.values() {
            for (ip, mode) in load_balancer::ingress(service) {
                ingress.entry(ip).or_default().push((service, mode));
            }
        }
        let (services, inventory) = (ServiceMap::new(cluster), Inventory::new(cluster));
        Network { cluster, zone: Zone::new(cluster), services, inventory, ingress, proxiers }
    }

    /// The cluster that it is the network of.
    pub fn cluster(&self) -> &'a Cluster {
        self.cluster
    }

    /// True if a node's machine is off.
    fn is_down(&self, node: &str) -> bool {
        self.cluster.down.contains(node)
    }

    /// Where a connection goes. Fails as [`trace`] does.
    pub fn trace(&self, query: &TraceQuery) -> Result<Trace, TraceError> {
        let sender = Sender::find(self, &query.from).map_err(|error| error.of(Part::From))?;
        let via = query.via.as_ref().map(|via| self.existing_node(&via.node)).transpose();
        let via = via.map_err(|error| error.of(Part::Via))?;
        let resolved = resolve::resolve(self, &sender, &query.to)?;
        let routes = resolved.destinations.iter();
        let routes =
            routes.map(|(address, protocol)| route::route(self, &sender, via, *address, *protocol)).collect();
        let (from, to) = (query.from.to_string(), query.to.to_string());
        Ok(Trace { from, to, resolution: resolved.dig, routes })
    }

    fn existing_node(&self, name: &str) -> Result<&NodeView<'a>, TraceError> {
        self.inventory.node(name).ok_or_else(|| {
            let nodes: Vec<&str> = self.inventory.nodes().map(|node| node.name).collect();
            let known = nodes.join(", ");
            TraceError::new(
                message!("There is no node {node}", node = name),
                message!("The nodes are {nodes}.", nodes = known),
            )
        })
    }
}
