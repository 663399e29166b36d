//! What Nodes have once their kubelets run and the node controllers have looked at them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use super::addresses::{Blocks, Pool};
use crate::api::{Condition, IntOrString, Kind, Node, NodeAddress, ObjectRef, SmolStr, Taint, ToSmolStr};
use crate::cluster::{Cluster, Origin, stable_hash};

/// The nodes' own network. Its first addresses are those of the router and of the default nodes.
const NODE_NETWORK: [IpNet; 2] = [
    IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(192, 168, 56, 0), 24)),
    IpNet::V6(Ipv6Net::new_assert(Ipv6Addr::new(0xfd00, 0x192, 0x168, 0x56, 0, 0, 0, 0), 64)),
];
const FIRST_NODE_ADDRESS: u64 = 33;

/// Fills in what a Node of the text does not say: labels, addresses, size, conditions, Pod addresses and taints.
pub(super) fn register(cluster: &mut Cluster) {
    for (name, node) in &mut cluster.nodes {
        for (label, value) in [
            ("kubernetes.io/hostname", name.as_str()),
            ("kubernetes.io/os", "linux"),
            ("kubernetes.io/arch", "amd64"),
        ] {
            node.metadata.labels.entry(label.into()).or_insert_with(|| value.into());
        }
        fill_resources(node);
        if condition(node, "Ready").is_none() {
            node.status.conditions.push(Condition {
                r#type: "Ready".into(),
                status: "True".into(),
                reason: Some("KubeletReady".into()),
                message: Some("kubelet is posting ready status".into()),
                last_transition_time: None,
            });
        }
        taint(node);
    }
    give_addresses(cluster);
    give_pod_cidrs(cluster);
}

/// True if the node says that it is ready.
pub(super) fn is_ready(node: &Node) -> bool {
    condition(node, "Ready").is_none_or(|condition| condition.status == "True")
}

/// The addresses by which a node's Pods know it, one for each family: internal ones before external ones
/// (`GetNodeHostIPs` of k8s.io/component-helpers).
pub(super) fn host_ips(node: &Node) -> Vec<IpAddr> {
    let of = |kind: &'static str| {
        let addresses = node.status.addresses.iter().filter(move |address| address.r#type == kind);
        addresses.filter_map(|address| address.address.parse::<IpAddr>().ok())
    };
    let mut ips: Vec<IpAddr> = Vec::new();
    for ip in of("InternalIP").chain(of("ExternalIP")) {
        if ips.iter().all(|other| other.is_ipv4() != ip.is_ipv4()) {
            ips.push(ip);
        }
    }
    ips
}

/// The ranges that a node's Pods get their addresses from, one for each family.
pub(super) fn pod_cidrs(node: &Node) -> Vec<IpNet> {
    node.spec.pod_cidrs.iter().filter_map(|cidr| cidr.parse().ok()).collect()
}

fn condition<'a>(node: &'a Node, kind: &str) -> Option<&'a Condition> {
    node.status.conditions.iter().find(|condition| condition.r#type == kind)
}

fn fill_resources(node: &mut Node) {
    let given =
        if node.status.capacity.is_empty() { &node.status.allocatable } else { &node.status.capacity };
    let mut resources = given.clone();
    for (resource, amount) in [("cpu", "4"), ("memory", "16Gi"), ("pods", "110")] {
        resources.entry(resource.into()).or_insert_with(|| IntOrString::String(amount.into()));
    }
    for (resource, amount) in resources {
        node.status.capacity.entry(resource.clone()).or_insert_with(|| amount.clone());
        node.status.allocatable.entry(resource).or_insert(amount);
    }
}

/// The taints that controllers set from what the node and its kubelet say
/// (pkg/controller/nodelifecycle/node_lifecycle_controller.go).
fn taint(node: &mut Node) {
    let is = |kind: &str, status: &str| condition(node, kind).is_some_and(|found| found.status == status);
    let wanted = [
        (node.spec.unschedulable == Some(true), "node.kubernetes.io/unschedulable", "NoSchedule"),
        (is("Ready", "False"), "node.kubernetes.io/not-ready", "NoSchedule"),
        (is("Ready", "False"), "node.kubernetes.io/not-ready", "NoExecute"),
        (is("Ready", "Unknown"), "node.kubernetes.io/unreachable", "NoSchedule"),
        (is("Ready", "Unknown"), "node.kubernetes.io/unreachable", "NoExecute"),
        (is("MemoryPressure", "True"), "node.kubernetes.io/memory-pressure", "NoSchedule"),
        (is("DiskPressure", "True"), "node.kubernetes.io/disk-pressure", "NoSchedule"),
        (is("PIDPressure", "True"), "node.kubernetes.io/pid-pressure", "NoSchedule"),
        (is("NetworkUnavailable", "True"), "node.kubernetes.io/network-unavailable", "NoSchedule"),
    ];
    // Those that no longer hold go, as when a person pastes a Node and uncordons it by hand.
    let holds = |taint: &Taint| {
        let known = wanted.iter().any(|(_, key, effect)| taint.key == *key && taint.effect == *effect);
        !known
            || wanted
                .iter()
                .any(|(holds, key, effect)| *holds && taint.key == *key && taint.effect == *effect)
    };
    let mut taints: Vec<Taint> = node.spec.taints.iter().filter(|taint| holds(taint)).cloned().collect();
    for (_, key, effect) in wanted.iter().filter(|(holds, ..)| *holds) {
        if !taints.iter().any(|taint| taint.key == *key && taint.effect == *effect) {
            taints.push(Taint { key: (*key).into(), value: None, effect: (*effect).into() });
        }
    }
    node.spec.taints = taints;
}

/// Gives addresses on the nodes' network to nodes that name none, one for each family that Pods have.
fn give_addresses(cluster: &mut Cluster) {
    let Cluster { nodes, origins, settings, .. } = cluster;
    let is_built_in =
        |name: &str| origins.get(&ObjectRef::new(Kind::Node, "", name)) == Some(&Origin::BuiltIn);
    let wanting: Vec<SmolStr> = nodes
        .iter()
        .filter(|(name, node)| node.status.addresses.is_empty() || is_built_in(name))
        .map(|(name, _)| name.clone())
        .collect();
    for net in NODE_NETWORK {
        let same_family = |other: IpAddr| other.is_ipv4() == net.addr().is_ipv4();
        if !settings.pod_subnets.iter().any(|subnet| same_family(subnet.addr())) {
            continue;
        }
        let mut pool = Pool::new(wide_enough(net, wanting.len()), FIRST_NODE_ADDRESS);
        nodes.values().flat_map(host_ips).for_each(|ip| pool.reserve(ip));
        for name in &wanting {
            let Some(node) = nodes.get_mut(name) else { continue };
            if let Some(ip) = pool.allocate(stable_hash(&["Node", name])) {
                node.status
                    .addresses
                    .push(NodeAddress { r#type: "InternalIP".into(), address: ip.to_smolstr() });
            }
        }
    }
    for name in &wanting {
        let Some(node) = nodes.get_mut(name) else { continue };
        node.status.addresses.push(NodeAddress { r#type: "Hostname".into(), address: name.clone() });
    }
}

/// The net itself, or the /16 around it when it would be crowded.
fn wide_enough(net: IpNet, nodes: usize) -> IpNet {
    match net {
        IpNet::V4(v4) if nodes > 128 => {
            Ipv4Net::new(v4.addr(), 16).map_or(net, |wide| IpNet::V4(wide.trunc()))
        }
        _ => net,
    }
}

/// Gives every node its part of the Pod subnets (pkg/controller/nodeipam). The default nodes have the first ones in
/// order, as kubeadm would give them; another node's depends on its name alone.
fn give_pod_cidrs(cluster: &mut Cluster) {
    let Cluster { nodes, origins, settings, .. } = cluster;
    for node in nodes.values_mut().filter(|node| node.spec.pod_cidrs.is_empty()) {
        node.spec.pod_cidrs.extend(node.spec.pod_cidr.clone());
    }
    let wanting: Vec<SmolStr> = nodes
        .iter()
        .filter(|(_, node)| node.spec.pod_cidrs.is_empty())
        .map(|(name, _)| name.clone())
        .collect();
    let given: Vec<IpNet> = nodes.values().flat_map(pod_cidrs).collect();
    for subnet in &settings.pod_subnets {
        let mut blocks = Blocks::new(*subnet, node_prefix(*subnet, nodes.len()));
        given.iter().for_each(|net| blocks.reserve(*net));
        for (position, name) in wanting.iter().enumerate() {
            let Some(node) = nodes.get_mut(name) else { continue };
            let built_in =
                origins.get(&ObjectRef::new(Kind::Node, "", name.clone())) == Some(&Origin::BuiltIn);
            let start = if built_in { position as u64 } else { stable_hash(&["podCIDR", name]) };
            node.spec.pod_cidrs.extend(blocks.allocate(start).map(|net| net.to_smolstr()));
        }
    }
    for node in nodes.values_mut().filter(|node| node.spec.pod_cidr.is_none()) {
        node.spec.pod_cidr = node.spec.pod_cidrs.first().cloned();
    }
}

/// kube-controller-manager's `--node-cidr-mask-size`, 24 or 64, unless the subnet has too few such parts.
fn node_prefix(subnet: IpNet, nodes: usize) -> u8 {
    let usual: u8 = if subnet.addr().is_ipv4() { 24 } else { 64 };
    let parts = |prefix: u8| 1u64 << prefix.saturating_sub(subnet.prefix_len()).min(32);
    let longest = subnet.max_prefix_len() - 2;
    (usual..longest).find(|&prefix| parts(prefix) >= nodes as u64).unwrap_or(longest)
}
