//! What a node's kernel does with a packet by the rules that kube-proxy gave it.

mod iptables;
mod nftables;

use std::rc::Rc;

use super::packet::Packet;
use crate::api::ObjectRef;
use crate::kube_proxy::{Hook, NodeView, Rules};

/// How a packet got to the node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// Through an interface: from a Pod of the node, or from outside.
    Interface,
    /// The node sends it itself.
    Own,
}

/// One of the things that may become of a packet, with its odds.
#[derive(Debug, Clone)]
pub(super) struct Branch {
    pub odds: f64,
    pub packet: Packet,
    /// It carries the mark by which kube-proxy asks for masquerading.
    pub marked: bool,
    /// Its destination was rewritten.
    pub translated: bool,
    /// The Service by whose rules.
    pub service: Option<Rc<ObjectRef>>,
    /// The chains that it went through to its destination, in order.
    pub path: Vec<Rc<str>>,
    /// The chain whose rule gave it another source.
    pub masqueraded_in: Option<Rc<str>>,
    /// Seconds for which the client stays with its endpoint.
    pub sticky_seconds: Option<u32>,
}

/// What becomes of a branch.
#[derive(Debug, Clone)]
pub(super) enum Exit {
    /// The node itself gets it.
    Local,
    /// It leaves the node.
    Out,
    /// It vanishes.
    Dropped(Cause),
    /// It is answered with a refusal.
    Rejected(Cause),
}

/// Why a rule stops a packet.
#[derive(Debug, Clone)]
pub(super) struct Cause {
    pub why: Why,
    /// The Service that the rule is for.
    pub service: Option<Rc<ObjectRef>>,
    /// The chain, or the map, that it stands in.
    pub chain: Rc<str>,
    /// The rule as its tool prints it.
    pub rule: String,
}

/// Why a rule stops a packet, in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// The service port has no usable endpoint anywhere.
    NoEndpoints,
    /// The policy is Local, and the node has no usable endpoint.
    NoLocalEndpoints,
    /// The client is in no source range of the load balancer.
    SourceRanges,
    /// It is for a cluster IP, but for a port that the Service does not have.
    NoSuchPort,
    /// It is for an address of the Service range that no Service has.
    NoSuchClusterIp,
    /// It is for 127.0.0.1 and does not come from there.
    Localnet,
    /// Anything else.
    Other,
}

/// What may become of a packet on a node, each with its odds.
pub(super) fn pass(rules: &Rules, node: &NodeView<'_>, packet: Packet, entry: Entry) -> Vec<(Branch, Exit)> {
    let kernel = Kernel { rules, node };
    let first = Branch {
        odds: 1.0,
        packet,
        marked: false,
        translated: false,
        service: None,
        path: Vec::new(),
        masqueraded_in: None,
        sticky_seconds: None,
    };
    let mut done = Vec::new();
    let hook = match entry {
        Entry::Interface => Hook::Prerouting,
        Entry::Own => Hook::Output,
    };
    for branch in kernel.at(hook, first, &mut done) {
        let is_local = node.is_local(branch.packet.destination.ip());
        match entry {
            Entry::Interface if is_local => kernel.receive(branch, &mut done),
            Entry::Interface => {
                for branch in kernel.at(Hook::Forward, branch, &mut done) {
                    kernel.send(branch, &mut done);
                }
            }
            // What a node sends to itself goes out through the loopback interface and comes in again.
            Entry::Own if is_local => {
                for branch in kernel.at(Hook::Postrouting, branch, &mut done) {
                    kernel.receive(branch, &mut done);
                }
            }
            Entry::Own => kernel.send(branch, &mut done),
        }
    }
    done
}

/// True if the rules drop what belongs to no connection that conntrack understands: TCP whose answers come by another
/// way.
pub(super) fn drops_invalid(rules: &Rules) -> bool {
    match rules {
        Rules::Iptables(rules) => iptables::drops_invalid(rules),
        Rules::Nftables(_) => false,
    }
}

/// Where branches end.
type Done = Vec<(Branch, Exit)>;

struct Kernel<'k> {
    rules: &'k Rules,
    node: &'k NodeView<'k>,
}

impl Kernel<'_> {
    fn receive(&self, branch: Branch, done: &mut Done) {
        for branch in self.at(Hook::Input, branch, done) {
            done.push((branch, Exit::Local));
        }
    }

    fn send(&self, branch: Branch, done: &mut Done) {
        for branch in self.at(Hook::Postrouting, branch, done) {
            done.push((branch, Exit::Out));
        }
    }

    /// The branches that pass a hook.
    fn at(&self, hook: Hook, branch: Branch, done: &mut Done) -> Vec<Branch> {
        match self.rules {
            Rules::Iptables(rules) => iptables::at(rules, self.node, hook, branch, done),
            Rules::Nftables(rules) => nftables::at(rules, self.node, hook, branch, done),
        }
    }
}

impl Branch {
    fn with_odds(&self, share: f64) -> Branch {
        Branch { odds: self.odds * share, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    use super::*;
    use crate::cluster::{Cluster, NamespacedName, ProxyMode};
    use crate::kube_proxy::{IpFamily, Protocol, Proxier, ServiceMap};

    fn object<T: DeserializeOwned>(json: Value) -> T {
        serde_json::from_value(json).expect("an object")
    }

    /// Services that get into each other's way: one leads to another's cluster IP, one to a node's port that is also
    /// a node port.
    fn cluster() -> Cluster {
        let mut cluster = Cluster::default();
        for (name, ip) in [("node-a", "192.168.0.1"), ("node-b", "192.168.0.2")] {
            let status = json!({"addresses": [{"type": "InternalIP", "address": ip}]});
            cluster.nodes.insert(name.into(), object(json!({"metadata": {"name": name}, "status": status})));
        }
        let services = [
            (
                "plain",
                json!({"clusterIPs": ["10.96.0.1"], "ports": [{"port": 80}]}),
                vec![("20.96.0.1", "node-a"), ("20.96.1.1", "node-b")],
            ),
            (
                "empty",
                json!({"clusterIPs": ["10.96.0.2"], "type": "NodePort", "ports": [{"port": 80, "nodePort": 30002}]}),
                vec![],
            ),
            (
                "chained",
                json!({"clusterIPs": ["10.96.0.3"], "ports": [{"port": 80}]}),
                vec![("10.96.0.2", "node-a")],
            ),
            (
                "local",
                json!({"clusterIPs": ["10.96.0.4"], "type": "NodePort", "externalTrafficPolicy": "Local", "ports": [{"port": 80, "nodePort": 30004}]}),
                vec![("20.96.1.2", "node-b")],
            ),
            (
                "ranges",
                json!({"clusterIPs": ["10.96.0.5"], "type": "LoadBalancer", "loadBalancerSourceRanges": ["10.0.0.0/8"], "ports": [{"port": 80}]}),
                vec![("20.96.1.3", "node-b")],
            ),
            (
                "sticky",
                json!({"clusterIPs": ["10.96.0.6"], "sessionAffinity": "ClientIP", "externalIPs": ["192.168.0.9"], "ports": [{"port": 80}]}),
                vec![("20.96.0.4", "node-a"), ("192.168.0.1", "node-a")],
            ),
        ];
        for (name, spec, endpoints) in services {
            let key = NamespacedName::new("shop", name);
            let mut metadata = json!({"namespace": "shop", "name": name});
            let status = json!({"loadBalancer": {"ingress": if name == "ranges" { json!([{"ip": "203.0.113.1"}]) } else { json!([]) }}});
            cluster
                .services
                .insert(key.clone(), object(json!({"metadata": metadata, "spec": spec, "status": status})));
            metadata["labels"] = json!({"kubernetes.io/service-name": name});
            let endpoints: Vec<Value> =
                endpoints.iter().map(|(ip, node)| json!({"addresses": [ip], "nodeName": node})).collect();
            // The endpoint of "sticky" on the node is at the node port of "local".
            let port = if name == "sticky" { 30004 } else { 80 };
            cluster.endpoint_slices.insert(
                key,
                object(json!({"metadata": metadata, "addressType": "IPv4", "ports": [{"port": port}], "endpoints": endpoints})),
            );
        }
        cluster
    }

    #[test]
    fn the_rules_of_other_services_change_nothing() {
        let cluster = cluster();
        let services = ServiceMap::new(&cluster);
        let destinations = [
            "10.96.0.1:80",
            "10.96.0.1:81",
            "10.96.0.2:80",
            "10.96.0.3:80",
            "10.96.0.4:80",
            "10.96.0.5:80",
            "10.96.0.6:80",
            "10.96.9.9:80",
            "192.168.0.9:80",
            "203.0.113.1:80",
            "192.168.0.1:30002",
            "192.168.0.1:30004",
            "192.168.0.2:30004",
            "127.0.0.1:30002",
            "20.96.0.1:80",
            "8.8.8.8:53",
        ];
        for mode in [ProxyMode::Iptables, ProxyMode::Nftables] {
            for node in ["node-a", "node-b"] {
                let proxier = Proxier::new(&cluster, node, mode, IpFamily::Ipv4).expect("a node");
                let all = proxier.rules(&services, services.ports(IpFamily::Ipv4));
                for destination in destinations {
                    let destination: SocketAddr = destination.parse().expect("an address");
                    let few = proxier.rules(&services, services.concerned(&proxier.node, destination));
                    for (source, entry) in [
                        ("20.96.0.9", Entry::Interface),
                        ("10.0.0.7", Entry::Interface),
                        ("192.168.0.1", Entry::Own),
                    ] {
                        let source = source.parse().expect("an address");
                        let packet = Packet { source, destination, protocol: Protocol::Tcp };
                        let by_all = pass(&all, &proxier.node, packet, entry);
                        let by_few = pass(&few, &proxier.node, packet, entry);
                        assert_eq!(
                            format!("{by_all:#?}"),
                            format!("{by_few:#?}"),
                            "{node} {source} {destination}"
                        );
                        let odds: f64 = by_all.iter().map(|(branch, _)| branch.odds).sum();
                        assert!((odds - 1.0).abs() < 1e-9, "{node} {source} {destination}: {odds}");
                    }
                }
            }
        }
    }
}
