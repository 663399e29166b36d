//! How the cluster is set up, read from the settings documents.

use crate::api::SmolStr;
use ipnet::IpNet;

/// Addresses, names and ports of the cluster, and its kube-proxy.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Pod addresses, one CIDR for each family, the primary family first.
    pub pod_subnets: Vec<IpNet>,
    /// Cluster IPs, one CIDR for each family, the primary family first.
    pub service_subnets: Vec<IpNet>,
    /// The zone of the cluster's DNS, without dots at its ends.
    pub dns_domain: String,
    /// First and last node port.
    pub node_ports: (u16, u16),
    /// kube-proxy's settings.
    pub proxy: ProxySettings,
    /// True if something gives LoadBalancer Services an address.
    pub load_balancer: bool,
}

/// How kube-proxy is set up.
#[derive(Debug, Clone, PartialEq)]
pub struct ProxySettings {
    /// What programs the rules.
    pub mode: ProxyMode,
    /// As written: CIDRs, or `primary`; empty means the mode's default.
    pub node_port_addresses: Vec<SmolStr>,
    /// `clusterCIDR`: what counts as traffic from Pods, one CIDR for each family; the Pod subnets if not given.
    pub cluster_cidrs: Vec<IpNet>,
    /// True if all traffic to cluster IPs is masqueraded.
    pub masquerade_all: bool,
    /// True if node ports answer on 127.0.0.1 (iptables mode, IPv4).
    pub localhost_node_ports: bool,
}

/// A range from which the API server gives numbers to Services that ask for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Band {
    /// Cluster IPs (`calculateRangeOffset` of pkg/registry/core/service/ipallocator).
    Addresses,
    /// Node ports (the same of pkg/registry/core/service/portallocator).
    Ports,
}

impl Band {
    /// How many numbers at the start of a range of this size are left to people, and given away last.
    pub fn reserved(self, size: u128) -> u128 {
        let (share, most) = match self {
            Band::Addresses => (16, 256),
            Band::Ports => (32, 128),
        };
        if size <= 16 { 0 } else { (size / share).clamp(16, most) }
    }
}

/// What programs kube-proxy's rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ProxyMode {
    /// iptables-restore.
    #[default]
    Iptables,
    /// nft.
    Nftables,
}

impl Default for Settings {
    /// What kubeadm and kube-proxy set up when nothing is said on a cluster of svclab.
    fn default() -> Self {
        let pod_subnets = vec![IpNet::V4(ipnet::Ipv4Net::new_assert([20, 96, 0, 0].into(), 12))];
        Settings {
            service_subnets: vec![IpNet::V4(ipnet::Ipv4Net::new_assert([10, 96, 0, 0].into(), 12))],
            dns_domain: "cluster.local".into(),
            node_ports: (30000, 32767),
            proxy: ProxySettings {
                mode: ProxyMode::Iptables,
                node_port_addresses: Vec::new(),
                cluster_cidrs: pod_subnets.clone(),
                masquerade_all: false,
                localhost_node_ports: true,
            },
            pod_subnets,
            load_balancer: true,
        }
    }
}
