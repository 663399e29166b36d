//! A packet from node to node, until it arrives or is lost.

use std::net::{IpAddr, SocketAddr};

use super::listeners::{self, Arrival};
use super::load_balancer::{self, IpMode, Nodes};
use super::netfilter::{self, Entry, Exit};
use super::packet::{Gate, Leg, Packet};
use super::trace::{Action, ByRules, Hop, Place, Verdict};
use super::{Network, node, reasons};
use crate::api::{self, Pod, Service};
use crate::cluster::NamespacedName;
use crate::kube_proxy::Protocol;
use crate::message;
use crate::message::Message;

/// How many nodes a packet may cross before it is taken to go in circles.
const MAX_NODES: usize = 4;

/// A packet on its way, and what has come of it so far.
pub(super) struct Journey<'n, 'a> {
    pub network: &'n Network<'a>,
    /// The node that the question wants, where there is a choice.
    pub via: Option<&'n str>,
    pub hops: Vec<Hop>,
    pub ends: Vec<End>,
    /// The client's own node, through which all its answers come; None outside the cluster.
    home: Option<&'n str>,
    /// True once a load balancer had it.
    balanced: bool,
}

/// One way to end, with its odds.
pub(super) struct End {
    pub odds: f64,
    /// The source address at the end.
    pub source: IpAddr,
    pub fate: Fate,
}

pub(super) enum Fate {
    Arrived(Box<Arrival>),
    Lost(Verdict, Message),
}

impl<'n, 'a> Journey<'n, 'a> {
    pub fn new(network: &'n Network<'a>, home: Option<&'n str>, via: Option<&'n str>) -> Self {
        Journey { network, via, hops: Vec::new(), ends: Vec::new(), home, balanced: false }
    }

    /// The packet comes to a node.
    pub fn enter(&mut self, node: &str, packet: Packet, entry: Entry, odds: f64) {
        self.cross(node, entry, Leg::first(packet, odds));
    }

    /// The packet comes to a load balancer, which hands it to one of its nodes.
    pub fn balance(&mut self, packet: Packet, odds: f64) {
        self.balanced = true;
        let network = self.network;
        let ip = packet.destination.ip();
        let services = network.ingress.get(&ip).into_iter().flatten();
        let mut fitting =
            services.filter_map(|(service, mode)| Some((*service, *mode, service_port(service, &packet)?)));
        let Some((service, mode, port)) = fitting.next() else {
            let why = message!(
                "The load balancer at {ip} forwards nothing on port {port}/{protocol}",
                ip = ip,
                port = packet.destination.port(),
                protocol = packet.protocol
            );
            return self.lose(odds, &packet, Verdict::Dropped, why);
        };
        let nodes = match self.via {
            Some(node) => Nodes { names: vec![node], healthy: true },
            None => load_balancer::nodes(network, service, packet.family()),
        };
        self.hop(Place::LoadBalancer(ip), Action::Balance, &packet, reasons::balanced(service, mode, &nodes));
        if nodes.names.is_empty() {
            let why = message!(
                "The load balancer of Service {service} has no node to use",
                service = NamespacedName::of(&service.metadata)
            );
            return self.lose(odds, &packet, Verdict::Dropped, why);
        }
        let share = odds / nodes.names.len() as f64;
        for node in nodes.names {
            match mode {
                IpMode::Vip => self.enter(node, packet, Entry::Interface, share),
                IpMode::Proxy => self.enter_at_node_port(service, port, node, packet, share),
            }
        }
    }

    /// With `ipMode: Proxy` the load balancer speaks to the node port, from an address of its own.
    fn enter_at_node_port(
        &mut self,
        service: &Service,
        port: &api::ServicePort,
        node: &str,
        packet: Packet,
        odds: f64,
    ) {
        let number =
            port.node_port.and_then(|number| u16::try_from(number).ok()).filter(|number| *number != 0);
        let Some((number, view)) = number.zip(self.network.inventory.node(node)) else {
            let why = message!(
                "Service {service} has no node port that its load balancer could speak to",
                service = NamespacedName::of(&service.metadata)
            );
            return self.lose(odds, &packet, Verdict::Dropped, why);
        };
        let destination = SocketAddr::new(view.primary(packet.family()), number);
        self.home = None;
        self.enter(
            node,
            Packet { source: packet.destination.ip(), destination, ..packet },
            Entry::Interface,
            odds,
        );
    }

    /// The packet goes from a Pod to itself and sees no rule.
    pub fn within_pod(&mut self, pod: &Pod, packet: Packet) {
        self.give_to_pod(pod, Leg::first(packet, 1.0));
    }

    fn cross(&mut self, name: &str, entry: Entry, leg: Leg<'n>) {
        let network = self.network;
        let family = leg.packet.family();
        if network.is_down(name) {
            return self.lose(leg.odds, &leg.packet, Verdict::Dropped, reasons::down(name));
        }
        let Some(proxier) = network.proxiers.get(&(name, family)) else { return };
        if entry == Entry::Interface && proxier.node.is_martian(leg.packet.source) {
            let why = reasons::martian(name, leg.packet.source);
            return self.lose(leg.odds, &leg.packet, Verdict::Dropped, why);
        }
        let ports = network.services.concerned(&proxier.node, leg.packet.destination);
        let rules = proxier.rules(&network.services, ports);
        let outcomes = netfilter::pass(&rules, &proxier.node, leg.packet, entry);
        let keeps_account = leg.packet.protocol == Protocol::Tcp && netfilter::drops_invalid(&rules);
        // Nodes that only pass it on to a Pod of theirs need no mention.
        if leg.nodes == 0
            || outcomes.iter().any(|(branch, exit)| branch.translated || !matches!(exit, Exit::Out))
        {
            self.hops.extend(node::hops(name, &leg.packet, entry, &outcomes));
        }
        for (branch, exit) in outcomes {
            let rewrote = branch.translated;
            let mut next = leg.behind(&branch);
            if branch.packet.source != leg.packet.source {
                next.gate = None;
            } else if rewrote || (keeps_account && next.gate.is_none_or(|gate| !gate.rewrote)) {
                next.gate = Some(Gate { node: proxier.node.name, rewrote });
            }
            match exit {
                Exit::Local => self.receive(name, next),
                Exit::Out => self.onward(name, next),
                Exit::Dropped(cause) => {
                    let reason = reasons::stopped(name, &cause, false);
                    self.lost(next.odds, &next.packet, Verdict::Dropped, reason);
                }
                Exit::Rejected(cause) => {
                    let reason = reasons::stopped(name, &cause, true);
                    self.lost(next.odds, &next.packet, Verdict::Refused, reason);
                }
            }
        }
    }

    /// The packet has left a node.
    fn onward(&mut self, from: &str, leg: Leg<'n>) {
        let network = self.network;
        let ip = leg.packet.destination.ip();
        let home =
            network.inventory.pod_at(ip).map(|pod| (pod.spec.node_name.as_deref().unwrap_or_default(), pod));
        if leg.nodes >= MAX_NODES {
            let why = message!(
                "The packet to {address} goes in circles between nodes",
                address = leg.packet.destination
            );
            return self.lose(leg.odds, &leg.packet, Verdict::Dropped, why);
        }
        match (home, network.inventory.node_at(ip)) {
            (Some((home, pod)), _) => {
                let rules_there = network.services.at_address(ip).next().is_some();
                if home != from && rules_there {
                    self.cross(home, Entry::Interface, leg)
                } else {
                    self.give_to_pod(pod, leg)
                }
            }
            (None, Some(node)) => {
                self.leave_pod_network(node, &leg);
                self.cross(node, Entry::Interface, leg)
            }
            (None, None) if leg.translated => self.give_to_host(leg),
            (None, None) => self.away(leg),
        }
    }

    /// A Pod's packet for another node's own address: which source it then has, the Pod network decides.
    fn leave_pod_network(&mut self, node: &str, leg: &Leg<'_>) {
        if !leg.translated && self.network.inventory.pod_at(leg.packet.source).is_some() {
            let note = message!(
                "Many Pod networks give what a Pod sends to another node the address of the Pod's own node; here it comes to {node} as it is",
                node = node
            );
            self.hop(Place::Network, Action::Forward, &leg.packet, note);
        }
    }

    /// The packet is for nobody in the cluster, and no rule rewrote it.
    fn away(&mut self, leg: Leg<'n>) {
        let network = self.network;
        let Leg { odds, packet, .. } = leg;
        let ip = packet.destination.ip();
        if network.ingress.contains_key(&ip) && !self.balanced {
            let note = message!(
                "No rule takes it up on the way out, so it leaves the cluster for the load balancer; whether that one answers clients from inside is up to the cloud"
            );
            self.hop(Place::Network, Action::Forward, &packet, note);
            return self.balance(packet, odds);
        }
        let settings = &network.cluster.settings;
        let why = if let Some(port) = network.services.at_address(ip).next() {
            reasons::untaken(port, service_port(port.service, &packet).is_some(), &packet)
        } else if settings.service_subnets.iter().any(|subnet| subnet.contains(&ip)) {
            message!("No Service that kube-proxy serves has the address {ip}", ip = ip)
        } else if settings.pod_subnets.iter().any(|subnet| subnet.contains(&ip)) {
            message!("No Pod has the address {ip}", ip = ip)
        } else if network.ingress.contains_key(&ip) {
            message!("No rule takes up what comes for the load balancer's address {ip}", ip = ip)
        } else {
            return self.give_to_host(leg);
        };
        self.lose(odds, &packet, Verdict::Dropped, why);
    }

    /// The packet is for the node that it is on.
    fn receive(&mut self, node: &str, leg: Leg<'n>) {
        let network = self.network;
        if !leg.translated
            && let Some((pod, address)) = network.inventory.host_port(node, &leg.packet)
        {
            let packet = Packet { destination: address, ..leg.packet };
            let note = message!(
                "The Pod declares hostPort {port}; it is the Pod network's plugin that sees to it, not kube-proxy",
                port = leg.packet.destination.port()
            );
            self.hop(Place::Node(node.into()), Action::Dnat, &packet, note);
            return self.give_to_pod(pod, Leg { packet, translated: true, ..leg });
        }
        let found = listeners::on_node(network, node, &leg);
        self.end(leg, found);
    }

    fn give_to_pod(&mut self, pod: &Pod, leg: Leg<'n>) {
        let node = pod.spec.node_name.as_deref().unwrap_or_default();
        if self.network.is_down(node) {
            return self.lose(leg.odds, &leg.packet, Verdict::Dropped, reasons::down(node));
        }
        let found = listeners::in_pod(self.network, pod, &leg);
        self.end(leg, found);
    }

    fn give_to_host(&mut self, leg: Leg<'n>) {
        let found = listeners::outside(&leg);
        self.end(leg, Ok(found));
    }

    fn end(&mut self, leg: Leg, found: Result<Arrival, Message>) {
        match found {
            Ok(arrival) if let Some(gate) = leg.gate.filter(|gate| !self.answer_passes(gate, &arrival)) => {
                self.lose_answer(&leg, &arrival, gate);
            }
            Ok(arrival) => {
                let (odds, source) = (leg.odds, leg.packet.source);
                self.ends.push(End { odds, source, fate: Fate::Arrived(Box::new(arrival)) });
            }
            Err(why) => self.lose(leg.odds, &leg.packet, Verdict::Refused, why),
        }
    }

    /// An answer comes from the backend's node and goes to the client's; it passes no other.
    fn answer_passes(&self, gate: &Gate<'_>, arrival: &Arrival) -> bool {
        self.home == Some(gate.node) || arrival.node.as_deref() == Some(gate.node)
    }

    fn lose_answer(&mut self, leg: &Leg<'_>, arrival: &Arrival, gate: Gate<'_>) {
        let why = reasons::answer_lost(&arrival.place, gate);
        let (source, destination) = (arrival.address.to_string(), leg.packet.source.to_string());
        let (at, action, by_rules) = (Place::Network, Action::Drop, ByRules::default());
        self.hops.push(Hop { at, action, source, destination, note: why.clone(), by_rules });
        self.lost(leg.odds, &leg.packet, Verdict::Dropped, why);
    }

    /// The packet is lost, and no hop says so yet.
    pub fn lose(&mut self, odds: f64, packet: &Packet, verdict: Verdict, why: Message) {
        let action = if verdict == Verdict::Refused { Action::Reject } else { Action::Drop };
        self.hop(Place::Network, action, packet, why.clone());
        self.lost(odds, packet, verdict, why);
    }

    fn lost(&mut self, odds: f64, packet: &Packet, verdict: Verdict, why: Message) {
        self.ends.push(End { odds, source: packet.source, fate: Fate::Lost(verdict, why) });
    }

    pub fn hop(&mut self, at: Place, action: Action, packet: &Packet, note: Message) {
        let (source, destination) = (packet.source.to_string(), packet.destination.to_string());
        self.hops.push(Hop { at, action, source, destination, note, by_rules: ByRules::default() });
    }
}

/// The port of a Service that a packet is for.
fn service_port<'s>(service: &'s Service, packet: &Packet) -> Option<&'s api::ServicePort> {
    service.spec.ports.iter().find(|port| {
        port.port == i32::from(packet.destination.port())
            && Protocol::of_field(port.protocol.as_deref()) == Some(packet.protocol)
    })
}
