//! The kube-proxy of one node, for one IP family.

use ipnet::IpNet;

use super::{IpFamily, NodePortAddresses, NodeView, Rules, ServiceMap, ServicePort, iptables, nftables};
use crate::cluster::{Cluster, ProxyMode};

/// The kube-proxy of one node, for one IP family: what it knows before it looks at any Service.
#[derive(Debug, Clone)]
pub struct Proxier<'a> {
    /// The node.
    pub node: NodeView<'a>,
    /// The family.
    pub family: IpFamily,
    /// What programs the rules.
    pub mode: ProxyMode,
    /// What counts as traffic from Pods; None if kube-proxy cannot tell.
    pub pod_cidr: Option<IpNet>,
    /// Where node ports answer.
    pub node_port_addresses: NodePortAddresses,
    /// True if node ports answer on 127.0.0.1.
    pub localhost_node_ports: bool,
    /// True if all traffic to cluster IPs is masqueraded.
    pub masquerade_all: bool,
    /// Where cluster IPs come from, in this family.
    pub service_cidrs: Vec<IpNet>,
}

impl<'a> Proxier<'a> {
    /// The proxier of a node. None if there is no such node.
    pub fn new(cluster: &'a Cluster, node: &str, mode: ProxyMode, family: IpFamily) -> Option<Self> {
        let node = NodeView::new(cluster.nodes.get(node)?);
        let settings = &cluster.settings.proxy;
        let node_port_addresses = NodePortAddresses::new(settings, mode, &node, family);
        let of_family = |cidr: &IpNet| IpFamily::of_net(cidr) == family;
        Some(Proxier {
            // `NewProxier` of pkg/proxy/iptables: not for IPv6, and not where the addresses leave 127.0.0.1 out.
            localhost_node_ports: mode == ProxyMode::Iptables
                && family == IpFamily::Ipv4
                && settings.localhost_node_ports
                && node_port_addresses.contains_ipv4_loopback(),
            node,
            family,
            mode,
            pod_cidr: settings.cluster_cidrs.iter().copied().find(of_family),
            node_port_addresses,
            masquerade_all: settings.masquerade_all,
            service_cidrs: cluster.settings.service_subnets.iter().copied().filter(of_family).collect(),
        })
    }

    /// The rules for some of the service ports of its family, in their order.
    pub fn rules<'p>(
        &self,
        services: &ServiceMap<'a>,
        ports: impl IntoIterator<Item = &'p ServicePort<'a>>,
    ) -> Rules
    where
        'a: 'p,
    {
        match self.mode {
            ProxyMode::Iptables => {
                let large = services.is_large(self.family);
                Rules::Iptables(iptables::build(self, services.slices(), ports, large))
            }
            ProxyMode::Nftables => Rules::Nftables(nftables::build(self, services.slices(), ports)),
        }
    }
}
