//! Which namespaces a cluster is made of, how they are joined, and the addresses and routes of each.
//!
//! Everything with an address on the nodes' network hangs on one bridge: the nodes, hosts outside the cluster, clients,
//! and `edge`, which is the load balancer and everybody's default route. A Pod hangs on its node by a link of its own,
//! as simple Pod networks have it: the node has a route to each Pod, and nothing but kube-proxy's rules rewrites a packet.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;
use svclab::Simulation;
use svclab::api::SmolStr;
use svclab::kube_proxy::{IpFamily, NodeView};
use svclab::network::Client;

/// The namespace of the load balancer and default route.
pub const EDGE: &str = "edge";
/// Where a client stands when the question does not say, as `svclab trace` has it.
const LAN_CLIENT: [IpAddr; 2] = [
    IpAddr::V4(Ipv4Addr::new(192, 168, 56, 1)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0x192, 0x168, 0x56, 0, 0, 0, 1)),
];
const INTERNET_CLIENT: [IpAddr; 2] = [
    IpAddr::V4(Ipv4Addr::new(203, 0, 113, 10)),
    IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0x10)),
];
/// A Pod's gateway is no address of anything: a Pod knows the link address behind it, as with Calico.
const GATEWAY_LINK: &str = "ee:ee:ee:ee:ee:ee";

/// What differs between the families.
struct Side {
    /// The nodes' network. Nodes of the clusters here have their internal addresses in it.
    lan: &'static str,
    /// The address of `edge` there.
    edge: &'static str,
    /// What a Pod takes for its gateway.
    gateway: &'static str,
    everything: &'static str,
    /// The length of the prefix of a single address.
    single: u8,
    /// How an address is had at once: nobody else can have it.
    at_once: &'static str,
}

const IPV4: Side = Side {
    lan: "192.168.56.0/24",
    edge: "192.168.56.254",
    gateway: "169.254.1.1",
    everything: "0.0.0.0/0",
    single: 32,
    at_once: "",
};
const IPV6: Side = Side {
    lan: "fd00:192:168:56::/64",
    edge: "fd00:192:168:56::fe",
    gateway: "fe80::1",
    everything: "::/0",
    single: 128,
    at_once: " nodad",
};

fn side(ip: IpAddr) -> &'static Side {
    if ip.is_ipv4() { &IPV4 } else { &IPV6 }
}

/// Namespaces, links, and what `ip -batch` makes of each namespace.
#[derive(Default)]
pub struct Plan {
    pub links: Vec<Link>,
    pub commands: BTreeMap<String, String>,
}

/// A pair of interfaces: `eth0` of a namespace and another one's end of it.
pub struct Link {
    pub of: String,
    pub link_address: String,
    pub to: String,
    pub end: String,
}

/// What a cluster has addresses for.
pub struct Map {
    pub nodes: BTreeMap<SmolStr, Vec<IpAddr>>,
    /// By the name of the namespace: its node and its addresses.
    pub pods: BTreeMap<String, (SmolStr, Vec<IpAddr>)>,
    /// Endpoints outside the cluster.
    pub hosts: BTreeSet<IpAddr>,
    /// Load balancers' addresses, and the nodes that each may use.
    pub vips: BTreeMap<IpAddr, Vec<SmolStr>>,
    pub external_ips: BTreeSet<IpAddr>,
}

impl Map {
    pub fn new(simulation: &Simulation) -> Self {
        let cluster = &simulation.cluster;
        let nodes: BTreeMap<SmolStr, Vec<IpAddr>> =
            cluster.nodes.iter().map(|(name, node)| (name.clone(), NodeView::new(node).addresses)).collect();
        let mut pods = BTreeMap::new();
        for (name, pod) in &cluster.pods {
            let ended = matches!(pod.status.phase.as_deref(), Some("Succeeded" | "Failed"));
            let node = pod.spec.node_name.clone().filter(|node| nodes.contains_key(node));
            let addresses: Vec<IpAddr> =
                pod.status.pod_ips.iter().filter_map(|ip| ip.ip.parse().ok()).collect();
            if let Some(node) = node.filter(|_| !ended && pod.spec.host_network != Some(true)) {
                pods.insert(Client::Pod(name.clone()).to_string(), (node, addresses));
            }
        }
        let inside: BTreeSet<IpAddr> =
            nodes.values().chain(pods.values().map(|(_, addresses)| addresses)).flatten().copied().collect();
        let endpoints = cluster.endpoint_slices.values().flat_map(|slice| &slice.endpoints);
        let hosts = endpoints.flat_map(|endpoint| &endpoint.addresses).filter_map(|ip| ip.parse().ok());
        let hosts = hosts.filter(|ip| !inside.contains(ip)).collect();
        let network = simulation.network();
        let (mut vips, mut external_ips) = (BTreeMap::new(), BTreeSet::new());
        for service in cluster.services.values() {
            let nodes = network.service_view(service).load_balancer_nodes.unwrap_or_default();
            let ingress =
                service.status.load_balancer.ingress.iter().filter_map(|ingress| ingress.ip.as_ref());
            vips.extend(ingress.filter_map(|ip| Some((ip.parse().ok()?, nodes.clone()))));
            external_ips.extend(service.spec.external_ips.iter().filter_map(|ip| ip.parse::<IpAddr>().ok()));
        }
        Map { nodes, pods, hosts, vips, external_ips }
    }

    /// The namespace that a client speaks from: a Pod on its node's network speaks from there.
    pub fn home(&self, client: &Client, simulation: &Simulation) -> Option<String> {
        match client {
            Client::Pod(pod) if !self.pods.contains_key(&client.to_string()) => {
                let pod = simulation.cluster.pods.get(pod)?;
                Some(node_name(pod.spec.node_name.as_deref()?))
            }
            client => Some(client.to_string()),
        }
    }

    /// Where nodes are on their network.
    pub fn next_hops<'n>(
        &self,
        nodes: impl IntoIterator<Item = &'n SmolStr>,
        family: IpFamily,
    ) -> Vec<IpAddr> {
        let of_family = |node: &SmolStr| {
            self.nodes.get(node.as_str())?.iter().copied().find(|ip| IpFamily::of(*ip) == family)
        };
        nodes.into_iter().filter_map(of_family).collect()
    }

    /// The addresses that hosts outside the cluster know a way to, beyond their own network.
    fn public(&self) -> Vec<(IpAddr, Vec<IpAddr>)> {
        let edge = |ip: IpAddr| side(ip).edge.parse().into_iter().collect();
        let vips = self.vips.keys().map(|ip| (*ip, edge(*ip)));
        let external = self.external_ips.iter();
        let external = external.map(|ip| (*ip, self.next_hops(self.nodes.keys(), IpFamily::of(*ip))));
        let nodes = self.nodes.iter().flat_map(|(node, addresses)| {
            let elsewhere = addresses.iter().filter(|ip| !is_on_lan(**ip));
            elsewhere.map(move |ip| (*ip, self.next_hops([node], IpFamily::of(*ip))))
        });
        vips.chain(external).chain(nodes).collect()
    }
}

/// Namespaces for a cluster and for those who ask.
pub fn plan(map: &Map, clients: &[Client]) -> Plan {
    let mut plan = Plan::default();
    plan.edge(map);
    for (name, addresses) in &map.nodes {
        plan.node(&node_name(name), addresses);
    }
    for (name, (node, addresses)) in &map.pods {
        plan.pod(name, &node_name(node), addresses, &map.nodes[node]);
        for ip in addresses {
            let hops = map.next_hops([node], IpFamily::of(*ip));
            for other in map.nodes.keys().filter(|other| *other != node) {
                plan.tell(&node_name(other), &route(*ip, &hops, "eth0"));
            }
            plan.tell(EDGE, &route(*ip, &hops, "lan"));
        }
    }
    for ip in &map.hosts {
        let Side { edge, everything, .. } = side(*ip);
        let name = host_name(*ip);
        plan.on_lan(&name, &[*ip]);
        plan.tell(&name, &format!("route add {everything} via {edge} dev eth0 onlink"));
    }
    for client in clients {
        plan.client(client, map);
    }
    plan
}

/// The name of a node's namespace.
pub fn node_name(node: &str) -> String {
    Client::Node(node.to_owned()).to_string()
}

/// The name of the namespace of an endpoint outside the cluster.
pub fn host_name(ip: IpAddr) -> String {
    format!("host:{ip}")
}

impl Plan {
    /// A command for `ip` in a namespace.
    fn tell(&mut self, namespace: &str, command: &str) {
        let commands = self.commands.entry(namespace.to_owned()).or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(commands, "{command}");
    }

    fn edge(&mut self, map: &Map) {
        self.tell(EDGE, "link set lo up");
        self.tell(EDGE, "link add lan type bridge mcast_snooping 0");
        self.tell(EDGE, "link set lan up");
        for Side { lan, edge, everything, single, at_once, .. } in [IPV4, IPV6] {
            self.tell(EDGE, &format!("address add {edge}/{single} dev lan{at_once}"));
            self.tell(EDGE, &format!("route add {lan} dev lan"));
            // What nobody has vanishes without a word.
            self.tell(EDGE, &format!("route add blackhole {everything}"));
        }
        for (ip, nodes) in &map.vips {
            self.tell(EDGE, &route(*ip, &map.next_hops(nodes, IpFamily::of(*ip)), "lan"));
        }
    }

    /// Joins a namespace to another one and gives it addresses.
    fn join(&mut self, of: &str, to: &str, addresses: &[IpAddr]) -> &Link {
        let number = self.links.len() + 1;
        let link = Link {
            of: of.to_owned(),
            link_address: format!("02:00:00:00:{:02x}:{:02x}", number / 256, number % 256),
            to: to.to_owned(),
            end: format!("to{number}"),
        };
        self.tell(of, "link set lo up");
        for ip in addresses {
            self.tell(of, &format!("address add {} dev eth0{}", alone(*ip), side(*ip).at_once));
        }
        self.tell(of, "link set eth0 up");
        self.tell(to, &format!("link set {} up", link.end));
        self.links.push(link);
        &self.links[number - 1]
    }

    /// Joins a namespace to the nodes' network.
    fn on_lan(&mut self, name: &str, addresses: &[IpAddr]) {
        let master = format!("link set {} master lan", self.join(name, EDGE, addresses).end);
        self.tell(EDGE, &master);
        for ip in addresses.iter().filter(|ip| !is_on_lan(**ip)) {
            self.tell(EDGE, &format!("route replace {} dev lan", alone(*ip)));
        }
    }

    fn node(&mut self, name: &str, addresses: &[IpAddr]) {
        self.on_lan(name, addresses);
        for of_family in [IpAddr::is_ipv4, IpAddr::is_ipv6] {
            let Some(source) = addresses.iter().find(|ip| of_family(ip)) else { continue };
            let Side { lan, edge, everything, .. } = side(*source);
            self.tell(name, &format!("route add {lan} dev eth0 src {source}"));
            self.tell(name, &format!("route add {everything} via {edge} dev eth0 src {source}"));
        }
    }

    fn pod(&mut self, name: &str, node: &str, addresses: &[IpAddr], of_node: &[IpAddr]) {
        let Link { end, link_address, .. } = self.join(name, node, addresses);
        let (end, link_address) = (end.clone(), link_address.clone());
        for ip in addresses {
            let Side { gateway, everything, .. } = side(*ip);
            self.tell(name, &format!("neighbour add {gateway} lladdr {GATEWAY_LINK} dev eth0 nud permanent"));
            self.tell(name, &format!("route add {everything} via {gateway} dev eth0 onlink src {ip}"));
            let source = of_node.iter().find(|source| source.is_ipv4() == ip.is_ipv4());
            let source = source.map_or_else(String::new, |source| format!(" src {source}"));
            self.tell(node, &format!("route add {} dev {end}{source}", alone(*ip)));
            self.tell(node, &format!("neighbour add {ip} lladdr {link_address} dev {end} nud permanent"));
        }
    }

    /// A client outside the cluster. Only one on the nodes' network reaches the nodes' own addresses there.
    fn client(&mut self, client: &Client, map: &Map) {
        let addresses = match client {
            Client::Lan(None) => LAN_CLIENT.to_vec(),
            Client::Internet(None) => INTERNET_CLIENT.to_vec(),
            Client::Lan(Some(ip)) | Client::Internet(Some(ip)) => vec![*ip],
            Client::Pod(_) | Client::Node(_) => return,
        };
        let name = client.to_string();
        self.on_lan(&name, &addresses);
        for ip in addresses.iter().filter(|_| matches!(client, Client::Lan(_))) {
            self.tell(&name, &format!("route add {} dev eth0", side(*ip).lan));
        }
        for (ip, hops) in map.public() {
            if addresses.iter().any(|own| own.is_ipv4() == ip.is_ipv4()) {
                self.tell(&name, &route(ip, &hops, "eth0"));
            }
        }
    }
}

impl Link {
    /// The command that makes it, between two processes' namespaces.
    pub fn command(&self, of: u32, to: u32) -> String {
        let Link { link_address, end, .. } = self;
        format!(
            "link add name eth0 netns {of} address {link_address} \
             type veth peer name {end} netns {to} address {GATEWAY_LINK}"
        )
    }
}

/// A route to one address; over several next hops, each connection takes one of them.
pub fn route(ip: IpAddr, hops: &[IpAddr], device: &str) -> String {
    if hops.is_empty() {
        return format!("route replace blackhole {}", alone(ip));
    }
    let mut command = format!("route replace {}", alone(ip));
    for hop in hops {
        // Writing to a String cannot fail.
        let _ = write!(command, " nexthop via {hop} dev {device} onlink");
    }
    command
}

/// An address as a network of its own.
fn alone(ip: IpAddr) -> String {
    format!("{ip}/{}", side(ip).single)
}

fn is_on_lan(ip: IpAddr) -> bool {
    side(ip).lan.parse().is_ok_and(|range: IpNet| range.contains(&ip))
}
