//! A cluster as namespaces, with svclab's rules in its nodes.

use std::collections::BTreeMap;
use std::fs;
use std::net::IpAddr;
use std::path::Path;
use std::process::{Command, Stdio};

use svclab::Simulation;
use svclab::api::SmolStr;
use svclab::cluster::ProxyMode;
use svclab::kube_proxy::{IpFamily, Rules};
use svclab::network::Client;

use crate::agent::Order;
use crate::namespace::Namespace;
use crate::plan::{EDGE, Map, Plan, node_name, plan, route};
use crate::{balancer, listeners};

/// A cluster as namespaces.
pub struct Lab {
    pub map: Map,
    pub namespaces: BTreeMap<String, Namespace>,
    mode: ProxyMode,
}

/// The script of the rules of a node, with what a mutant makes of it.
pub type Alter<'a> = &'a dyn Fn(String) -> String;

impl Lab {
    /// Builds a cluster, for clients that will ask.
    pub fn build(simulation: &Simulation, clients: &[Client], alter: Alter<'_>) -> Result<Lab, String> {
        let map = Map::new(simulation);
        let plan = plan(&map, clients);
        let mut namespaces = BTreeMap::new();
        for name in plan.commands.keys() {
            namespaces.insert(name.clone(), Namespace::begin(name)?);
        }
        let mode = simulation.cluster.settings.proxy.mode;
        let mut lab = Lab { map, namespaces, mode };
        lab.all_done()?;
        lab.connect(&plan)?;
        lab.program(simulation, alter)?;
        Ok(lab)
    }

    /// Links, addresses, routes.
    fn connect(&mut self, plan: &Plan) -> Result<(), String> {
        let mut links = String::new();
        for link in &plan.links {
            links += &link.command(self.namespaces[&link.of].id(), self.namespaces[&link.to].id());
            links.push('\n');
        }
        for (name, namespace) in &mut self.namespaces {
            namespace.order(&Order::Set(settings(name, self.mode)))?;
        }
        self.all_done()?;
        ip(&links)?;
        for (name, namespace) in &mut self.namespaces {
            namespace.run("ip", &["-batch", "-"], plan.commands[name].clone())?;
        }
        self.all_done()
    }

    /// Servers, the rules of the nodes, the load balancer.
    fn program(&mut self, simulation: &Simulation, alter: Alter<'_>) -> Result<(), String> {
        for (name, sockets) in listeners::listeners(simulation, &self.map) {
            let namespace = self.namespace(&name)?;
            namespace.order(&Order::Listen(sockets.into_iter().collect()))?;
            namespace.done()?;
        }
        self.balance(simulation)?;
        let nodes: Vec<SmolStr> = self.map.nodes.keys().cloned().collect();
        for family in IpFamily::ALL {
            for node in &nodes {
                let rules = simulation.rules(node, None, family).ok_or("a node has no rules")?;
                let (program, arguments) = loader(self.mode, family);
                let namespace = self.namespace(&node_name(node))?;
                namespace.run(program, arguments, alter(rules.to_text()))?;
            }
            for node in &nodes {
                self.namespace(&node_name(node))?.done()?;
            }
        }
        Ok(())
    }

    /// Hands what a client sends to an address to these nodes. Gives back those that it went to before.
    pub fn reroute(
        &mut self,
        simulation: &Simulation,
        client: &str,
        ip: IpAddr,
        nodes: Vec<SmolStr>,
    ) -> Result<Vec<SmolStr>, String> {
        let hops = self.map.next_hops(&nodes, IpFamily::of(ip));
        if let Some(balanced) = self.map.vips.get_mut(&ip) {
            let before = std::mem::replace(balanced, nodes);
            self.ip(EDGE, &route(ip, &hops, "lan"))?;
            self.balance(simulation)?;
            return Ok(before);
        }
        self.ip(client, &route(ip, &hops, "eth0"))?;
        let spread = self.map.external_ips.contains(&ip);
        Ok(self.map.nodes.keys().filter(|_| spread).cloned().collect())
    }

    fn balance(&mut self, simulation: &Simulation) -> Result<(), String> {
        let balancer = balancer::script(simulation, &self.map);
        let edge = self.namespace(EDGE)?;
        edge.run("nft", &["-f", "-"], balancer)?;
        edge.done()
    }

    /// Runs one command of `ip` in a namespace.
    fn ip(&mut self, namespace: &str, command: &str) -> Result<(), String> {
        let namespace = self.namespace(namespace)?;
        namespace.run("ip", &["-batch", "-"], format!("{command}\n"))?;
        namespace.done()
    }

    /// Lets the nodes forget which client had which endpoint.
    pub fn forget(&mut self, simulation: &Simulation) -> Result<(), String> {
        const CLEAR: &str = "for list in /proc/net/xt_recent/*; do echo / > $list; done";
        for node in self.map.nodes.keys().cloned().collect::<Vec<_>>() {
            let namespace = self.namespace(&node_name(&node))?;
            let rules = IpFamily::ALL.into_iter().filter_map(|family| simulation.rules(&node, None, family));
            let flush: String = rules.map(|rules| flush_affinity(&rules)).collect();
            if flush.is_empty() {
                namespace.run("sh", &["-c", CLEAR], String::new())?;
            } else {
                namespace.run("nft", &["-f", "-"], flush)?;
            }
            namespace.done()?;
        }
        Ok(())
    }

    pub fn namespace(&mut self, name: &str) -> Result<&mut Namespace, String> {
        self.namespaces.get_mut(name).ok_or_else(|| format!("there is no namespace {name}"))
    }

    fn all_done(&mut self) -> Result<(), String> {
        self.namespaces.values_mut().try_for_each(Namespace::done)
    }
}

/// The program that loads rules, and its arguments.
pub fn loader(mode: ProxyMode, family: IpFamily) -> (&'static str, &'static [&'static str]) {
    match (mode, family) {
        (ProxyMode::Iptables, IpFamily::Ipv4) => ("iptables-restore", &["-w", "10"]),
        (ProxyMode::Iptables, IpFamily::Ipv6) => ("ip6tables-restore", &["-w", "10"]),
        (ProxyMode::Nftables, _) => ("nft", &["-f", "-"]),
    }
}

/// An `nft -f` script that empties the sets of clients that nodes keep; none for iptables.
fn flush_affinity(rules: &Rules) -> String {
    let Rules::Nftables(rules) = rules else { return String::new() };
    let family = if rules.family == IpFamily::Ipv4 { "ip" } else { "ip6" };
    let affinity = rules.sets().iter().filter(|set| set.timeout.is_some());
    affinity.map(|set| format!("flush set {family} kube-proxy {}\n", set.name)).collect()
}

/// Makes links. They come into being in the namespaces that they join, and never anywhere else.
fn ip(batch: &str) -> Result<(), String> {
    use std::io::Write;
    let failed = |error: std::io::Error| format!("ip: {error}");
    let mut child =
        Command::new("ip").args(["-batch", "-"]).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let child = child.as_mut().map_err(|error| format!("ip: {error}"))?;
    if let Some(mut to) = child.stdin.take() {
        to.write_all(batch.as_bytes()).map_err(failed)?;
    }
    let status = child.wait().map_err(failed)?;
    if status.success() { Ok(()) } else { Err(format!("the links cannot be made:\n{batch}")) }
}

/// Kernel settings of a namespace.
fn settings(name: &str, mode: ProxyMode) -> Vec<(String, String)> {
    // The kernel lets only some refusals a second out, and links wait before they are used. Nobody has the time here.
    let mut settings = vec![
        ("ipv4/icmp_ratelimit", "0"),
        ("ipv6/icmp/ratelimit", "0"),
        ("ipv4/icmp_msgs_per_sec", "100000"),
        ("ipv4/icmp_msgs_burst", "100000"),
        ("ipv4/conf/all/rp_filter", "0"),
        ("ipv4/conf/default/rp_filter", "0"),
        ("ipv4/conf/all/send_redirects", "0"),
        ("ipv4/conf/default/send_redirects", "0"),
        ("ipv6/conf/default/accept_dad", "0"),
        // Over several next hops a connection is sent by its ports too, not by its addresses alone.
        ("ipv4/fib_multipath_hash_policy", "1"),
        ("ipv6/fib_multipath_hash_policy", "1"),
    ];
    let is_node = name.starts_with("node:");
    if is_node || name == EDGE {
        settings.extend([("ipv4/ip_forward", "1"), ("ipv6/conf/all/forwarding", "1")]);
    }
    // kube-proxy sets it so that node ports answer on 127.0.0.1.
    if is_node && mode == ProxyMode::Iptables {
        settings.push(("ipv4/conf/all/route_localnet", "1"));
    }
    // What a bridge passes on within one network is no packet that the load balancer routes.
    for rule in ["bridge/bridge-nf-call-iptables", "bridge/bridge-nf-call-ip6tables"] {
        if fs::exists(Path::new("/proc/sys/net").join(rule)).unwrap_or(false) {
            settings.push((rule, "0"));
        }
    }
    settings.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
