//! Who has which address.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

use super::packet::Packet;
use super::trace::{Place, PodName};
use crate::api::{ContainerPort, ObjectReference, Pod};
use crate::cluster::{Cluster, NamespacedName, serving_containers};
use crate::kube_proxy::{NodeView, Protocol};

/// Who has which address.
#[derive(Debug)]
pub(super) struct Inventory<'a> {
    nodes: BTreeMap<&'a str, NodeView<'a>>,
    node_by_address: BTreeMap<IpAddr, &'a str>,
    pod_by_address: BTreeMap<IpAddr, &'a Pod>,
    /// Pods that have their node's addresses, by node.
    host_network: BTreeMap<&'a str, Vec<&'a Pod>>,
    /// Ports of nodes that Pods with a network of their own declare for themselves.
    host_ports: BTreeMap<(&'a str, i32), Vec<(&'a Pod, &'a ContainerPort)>>,
}

impl<'a> Inventory<'a> {
    pub fn new(cluster: &'a Cluster) -> Self {
        let nodes: BTreeMap<_, _> =
            cluster.nodes.iter().map(|(name, node)| (name.as_str(), NodeView::new(node))).collect();
        let mut node_by_address = BTreeMap::new();
        for (name, node) in &nodes {
            for ip in &node.addresses {
                node_by_address.entry(*ip).or_insert(*name);
            }
        }
        let mut pod_by_address = BTreeMap::new();
        let mut host_network: BTreeMap<&str, Vec<&Pod>> = BTreeMap::new();
        let mut host_ports: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for pod in cluster.pods.values().filter(|pod| is_running(pod)) {
            let node = pod.spec.node_name.as_deref().unwrap_or_default();
            if is_host_network(pod) {
                host_network.entry(node).or_default().push(pod);
                continue;
            }
            pod_by_address.extend(addresses(pod).map(|ip| (ip, pod)));
            for port in serving_containers(pod).flat_map(|container| &container.ports) {
                if let Some(number) = port.host_port.filter(|number| *number != 0) {
                    host_ports.entry((node, number)).or_default().push((pod, port));
                }
            }
        }
        Inventory { nodes, node_by_address, pod_by_address, host_network, host_ports }
    }

    pub fn node(&self, name: &str) -> Option<&NodeView<'a>> {
        self.nodes.get(name)
    }

    pub fn nodes(&self) -> impl Iterator<Item = &NodeView<'a>> {
        self.nodes.values()
    }

    /// The node that has an address for its own.
    pub fn node_at(&self, ip: IpAddr) -> Option<&'a str> {
        self.node_by_address.get(&ip).copied()
    }

    /// The Pod that has an address for itself alone.
    pub fn pod_at(&self, ip: IpAddr) -> Option<&'a Pod> {
        self.pod_by_address.get(&ip).copied()
    }

    /// The Pod, and its address, to which a node's port belongs by `hostPort`.
    pub fn host_port(&self, node: &str, packet: &Packet) -> Option<(&'a Pod, SocketAddr)> {
        let (ip, number) = (packet.destination.ip(), i32::from(packet.destination.port()));
        let is_meant = |port: &ContainerPort| {
            let bound = port.host_ip.as_deref().and_then(|ip| ip.parse::<IpAddr>().ok());
            Protocol::of_field(port.protocol.as_deref()) == Some(packet.protocol)
                && bound.is_none_or(|bound| bound.is_unspecified() || bound == ip)
        };
        let (pod, port) = self.host_ports.get(&(node, number))?.iter().find(|(_, port)| is_meant(port))?;
        let address = addresses(pod).find(|own| own.is_ipv4() == ip.is_ipv4())?;
        Some((pod, SocketAddr::new(address, u16::try_from(port.container_port).ok()?)))
    }

    /// The first Pod on a node's own network that declares a port.
    pub fn host_pod(&self, node: &str, port: u16, protocol: Protocol) -> Option<&'a Pod> {
        let pods = self.host_network.get(node)?;
        pods.iter().copied().find(|pod| declares(pod, port, protocol))
    }
}

/// True if the kubelet keeps the Pod's address.
fn is_running(pod: &Pod) -> bool {
    !matches!(pod.status.phase.as_deref(), Some("Succeeded" | "Failed"))
}

/// True if the Pod has its node's addresses.
pub(super) fn is_host_network(pod: &Pod) -> bool {
    pod.spec.host_network == Some(true)
}

/// The addresses of a Pod.
pub(super) fn addresses(pod: &Pod) -> impl Iterator<Item = IpAddr> {
    let single = pod.status.pod_ip.as_deref().filter(|_| pod.status.pod_ips.is_empty());
    let all = pod.status.pod_ips.iter().map(|ip| ip.ip.as_str());
    all.chain(single).filter_map(|ip| ip.parse().ok())
}

/// True if a container of the Pod declares the port.
pub(super) fn declares(pod: &Pod, port: u16, protocol: Protocol) -> bool {
    serving_containers(pod).flat_map(|container| &container.ports).any(|declared| {
        declared.container_port == i32::from(port)
            && Protocol::of_field(declared.protocol.as_deref()) == Some(protocol)
    })
}

/// True if no container of the Pod declares any port.
pub(super) fn declares_nothing(pod: &Pod) -> bool {
    serving_containers(pod).all(|container| container.ports.is_empty())
}

pub(super) fn pod_name(pod: &Pod) -> PodName {
    let namespace = pod.metadata.namespace.clone().unwrap_or_default();
    PodName { namespace, name: pod.metadata.name.clone() }
}

pub(super) fn pod_place(pod: &Pod) -> Place {
    Place::Pod(NamespacedName::of(&pod.metadata))
}

/// The Pod that an endpoint refers to.
pub(super) fn target_pod(target: &ObjectReference) -> Option<PodName> {
    let is_pod = target.kind.as_deref() == Some("Pod");
    let namespace = target.namespace.clone().unwrap_or_default();
    target.name.clone().filter(|_| is_pod).map(|name| PodName { namespace, name })
}
