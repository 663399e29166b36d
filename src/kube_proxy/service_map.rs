//! Every service port of a cluster, and what a packet's destination may mean (`pkg/proxy/servicechangetracker.go`).

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, SocketAddr};

use super::{EndpointSlices, IpFamily, NodeView, ServicePort};
use crate::cluster::Cluster;

/// How many endpoints a cluster may have before kube-proxy leaves out the comments on each
/// (`largeClusterEndpointsThreshold` of `pkg/proxy/iptables/proxier.go`).
const LARGE_CLUSTER_ENDPOINTS: usize = 1000;

/// Every service port that kube-proxy serves, found by name order, by address and by node port.
#[derive(Debug)]
pub struct ServiceMap<'a> {
    slices: EndpointSlices<'a>,
    ipv4: Vec<ServicePort<'a>>,
    ipv6: Vec<ServicePort<'a>>,
    by_address: BTreeMap<IpAddr, Vec<usize>>,
    by_node_port: BTreeMap<(IpFamily, u16), Vec<usize>>,
    is_large_ipv4: bool,
    is_large_ipv6: bool,
}

impl<'a> ServiceMap<'a> {
    /// The service ports of a cluster whose controllers have run.
    pub fn new(cluster: &'a Cluster) -> Self {
        let of_family = |family: IpFamily| -> Vec<ServicePort<'a>> {
            cluster.services.values().flat_map(|service| ServicePort::of(service, family)).collect()
        };
        let mut map = ServiceMap {
            slices: EndpointSlices::new(cluster),
            ipv4: of_family(IpFamily::Ipv4),
            ipv6: of_family(IpFamily::Ipv6),
            by_address: BTreeMap::new(),
            by_node_port: BTreeMap::new(),
            is_large_ipv4: false,
            is_large_ipv6: false,
        };
        map.is_large_ipv4 = map.has_many_endpoints(IpFamily::Ipv4);
        map.is_large_ipv6 = map.has_many_endpoints(IpFamily::Ipv6);
        for family in IpFamily::ALL {
            map.index(family);
        }
        map
    }

    fn index(&mut self, family: IpFamily) {
        let (by_address, by_node_port) = (&mut self.by_address, &mut self.by_node_port);
        let ports = match family {
            IpFamily::Ipv4 => &self.ipv4,
            IpFamily::Ipv6 => &self.ipv6,
        };
        for (at, port) in ports.iter().enumerate() {
            for ip in port.addresses() {
                by_address.entry(ip).or_insert_with(Vec::new).push(at);
            }
            for number in [port.node_port, port.health_check_node_port].into_iter().flatten() {
                by_node_port.entry((family, number)).or_insert_with(Vec::new).push(at);
            }
        }
    }

    /// The service ports of a family, by namespace and name, in the order of each Service.
    pub fn ports(&self, family: IpFamily) -> &[ServicePort<'a>] {
        match family {
            IpFamily::Ipv4 => &self.ipv4,
            IpFamily::Ipv6 => &self.ipv6,
        }
    }

    /// The EndpointSlices behind them.
    pub fn slices(&self) -> &EndpointSlices<'a> {
        &self.slices
    }

    /// The service ports that have this address for their own.
    pub fn at_address(&self, ip: IpAddr) -> impl Iterator<Item = &ServicePort<'a>> {
        let ports = self.ports(IpFamily::of(ip));
        self.by_address.get(&ip).into_iter().flatten().map(|at| &ports[*at])
    }

    /// The service ports that have this number for their node port or health check node port.
    pub fn at_node_port(&self, family: IpFamily, number: u16) -> impl Iterator<Item = &ServicePort<'a>> {
        let ports = self.ports(family);
        self.by_node_port.get(&(family, number)).into_iter().flatten().map(|at| &ports[*at])
    }

    /// The service ports whose rules on a node can match a packet, before or after its destination is rewritten. They
    /// are all that a trace needs: the rules of the others name other addresses and ports.
    pub fn concerned(&self, node: &NodeView<'_>, destination: SocketAddr) -> Vec<&ServicePort<'a>> {
        let ports = self.ports(IpFamily::of(destination.ip()));
        let mut found: BTreeSet<usize> = self.named_by(node, destination).collect();
        for at in found.clone() {
            for address in self.slices.addresses(&ports[at]) {
                found.extend(self.named_by(node, address));
            }
        }
        found.into_iter().map(|at| &ports[at]).collect()
    }

    /// The positions of the service ports whose rules on a node name this destination.
    fn named_by(&self, node: &NodeView<'_>, destination: SocketAddr) -> impl Iterator<Item = usize> {
        let family = IpFamily::of(destination.ip());
        let by_address = self.by_address.get(&destination.ip());
        let is_local = node.is_local(destination.ip());
        let by_port = self.by_node_port.get(&(family, destination.port())).filter(|_| is_local);
        by_address.into_iter().chain(by_port).flatten().copied()
    }

    /// True if there are so many endpoints in a family that the rules do without comments on each.
    pub(super) fn is_large(&self, family: IpFamily) -> bool {
        match family {
            IpFamily::Ipv4 => self.is_large_ipv4,
            IpFamily::Ipv6 => self.is_large_ipv6,
        }
    }

    fn has_many_endpoints(&self, family: IpFamily) -> bool {
        let ports = self.ports(family).iter();
        ports.map(|port| self.slices.count(port)).sum::<usize>() > LARGE_CLUSTER_ENDPOINTS
    }
}
