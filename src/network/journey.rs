//! A packet from node to node, until it arrives or is lost.

use std::net::{IpAddr, SocketAddr};
use std::rc::Rc;

use super::Network;
use super::inventory::{declares, declares_nothing, pod_name, pod_place, target_pod};
use super::load_balancer::{self, IpMode};
use super::netfilter::{self, Branch, Entry, Exit};
use super::node;
use super::packet::Packet;
use super::trace::{Action, Hop, Place, PodName, Verdict};
use crate::api::{self, ObjectRef, Pod, Service};
use crate::cluster::NamespacedName;
use crate::kube_proxy::{NodePortAddresses, Protocol};
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

/// Who got it.
pub(super) struct Arrival {
    pub place: Place,
    pub address: SocketAddr,
    pub node: Option<String>,
    pub pod: Option<PodName>,
    /// The Service that brought it here.
    pub service: Option<Rc<ObjectRef>>,
    /// What else is to be known.
    pub note: Option<Message>,
}

/// A packet somewhere, with its odds.
#[derive(Clone)]
struct Leg {
    odds: f64,
    packet: Packet,
    /// How many nodes it has crossed.
    nodes: usize,
    translated: bool,
    service: Option<Rc<ObjectRef>>,
}

impl<'n, 'a> Journey<'n, 'a> {
    pub fn new(network: &'n Network<'a>, via: Option<&'n str>) -> Self {
        Journey { network, via, hops: Vec::new(), ends: Vec::new(), balanced: false }
    }

    /// The packet comes to a node.
    pub fn enter(&mut self, node: &str, packet: Packet, entry: Entry, odds: f64) {
        self.cross(node, entry, Leg { odds, packet, nodes: 0, translated: false, service: None });
    }

    /// The packet comes to the load balancer of a Service, which hands it to one of its nodes.
    pub fn balance(&mut self, service: &Service, mode: IpMode, packet: Packet, odds: f64) {
        self.balanced = true;
        let ip = packet.destination.ip();
        let nodes = match self.via {
            Some(node) => vec![node],
            None => load_balancer::nodes(self.network, service, packet.family()),
        };
        let list = nodes.join(", ");
        let name = NamespacedName::of(&service.metadata);
        let note = match mode {
            IpMode::Vip => message!(
                "The load balancer of Service {service} may use {nodes}",
                service = name,
                nodes = list
            ),
            IpMode::Proxy => message!(
                "The load balancer of Service {service} sends to the node port, from an address of its own, and may use {nodes}",
                service = name,
                nodes = list
            ),
        };
        self.hop(Place::LoadBalancer(ip), Action::Balance, &packet, note);
        if nodes.is_empty() {
            let why = message!("the load balancer of Service {service} has no node to use", service = name);
            return self.lose(odds, &packet, Verdict::Dropped, why);
        }
        let share = odds / nodes.len() as f64;
        for node in nodes {
            match mode {
                IpMode::Vip => self.enter(node, packet, Entry::Interface, share),
                IpMode::Proxy => self.send_to_node_port(service, node, packet, share),
            }
        }
    }

    fn send_to_node_port(&mut self, service: &Service, node: &str, packet: Packet, odds: f64) {
        let number = service_port(service, &packet).and_then(|port| u16::try_from(port.node_port?).ok());
        let Some((number, view)) = number.zip(self.network.inventory.node(node)) else {
            let why = message!(
                "the load balancer of Service {service} forwards nothing on port {port}",
                service = NamespacedName::of(&service.metadata),
                port = packet.destination.port()
            );
            return self.lose(odds, &packet, Verdict::Dropped, why);
        };
        let destination = SocketAddr::new(view.primary(packet.family()), number);
        self.enter(
            node,
            Packet { source: packet.destination.ip(), destination, ..packet },
            Entry::Interface,
            odds,
        );
    }

    /// The packet goes from a Pod to itself and sees no rule.
    pub fn within_pod(&mut self, pod: &Pod, packet: Packet) {
        self.give_to_pod(pod, Leg { odds: 1.0, packet, nodes: 0, translated: false, service: None });
    }

    fn cross(&mut self, name: &str, entry: Entry, leg: Leg) {
        let network = self.network;
        let family = leg.packet.family();
        let Some(proxier) = network.proxiers.get(&(name, family)) else { return };
        let ports = network.services.concerned(&proxier.node, leg.packet.destination);
        let rules = proxier.rules(&network.services, ports);
        let outcomes = netfilter::pass(&rules, &proxier.node, leg.packet, entry);
        // Nodes that only pass it on to a Pod of theirs need no mention.
        if leg.nodes == 0
            || outcomes.iter().any(|(branch, exit)| branch.translated || !matches!(exit, Exit::Out))
        {
            self.hops.extend(node::hops(name, &leg.packet, entry, &outcomes));
        }
        for (branch, exit) in outcomes {
            let next = Leg::behind(&leg, &branch);
            match exit {
                Exit::Local => self.receive(name, next),
                Exit::Out => self.onward(name, next),
                Exit::Dropped(cause) => {
                    let reason = node::reason(name, &cause, false);
                    self.lost(next.odds, &next.packet, Verdict::Dropped, reason);
                }
                Exit::Rejected(cause) => {
                    let reason = node::reason(name, &cause, true);
                    self.lost(next.odds, &next.packet, Verdict::Refused, reason);
                }
            }
        }
    }

    /// The packet has left a node.
    fn onward(&mut self, from: &str, leg: Leg) {
        let network = self.network;
        let ip = leg.packet.destination.ip();
        let home =
            network.inventory.pod_at(ip).map(|pod| (pod.spec.node_name.as_deref().unwrap_or_default(), pod));
        if leg.nodes >= MAX_NODES {
            let why = message!(
                "the packet to {address} goes in circles between nodes",
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
            (None, Some(node)) => self.cross(node, Entry::Interface, leg),
            (None, None) if leg.translated => self.give_to_host(leg),
            (None, None) => self.away(leg),
        }
    }

    /// The packet is for nobody in the cluster, and no rule rewrote it.
    fn away(&mut self, leg: Leg) {
        let network = self.network;
        let Leg { odds, packet, .. } = leg;
        let ip = packet.destination.ip();
        if let Some((service, mode)) = load_balancer::at_address(network, ip).filter(|_| !self.balanced)
            && service_port(service, &packet).is_some()
        {
            return self.balance(service, mode, packet, odds);
        }
        let settings = &network.cluster.settings;
        let why = if let Some(port) = network.services.at_address(ip).next() {
            message!(
                "{service} has no port {port}/{protocol}, so no rule takes it up, and nothing has the address {ip}",
                service = port.reference(),
                port = packet.destination.port(),
                protocol = packet.protocol,
                ip = ip
            )
        } else if settings.service_subnets.iter().any(|subnet| subnet.contains(&ip)) {
            message!("no Service that kube-proxy serves has the address {ip}", ip = ip)
        } else if settings.pod_subnets.iter().any(|subnet| subnet.contains(&ip)) {
            message!("no Pod has the address {ip}", ip = ip)
        } else if network.ingress.contains_key(&ip) {
            message!("no node takes up what comes for the load balancer's address {ip}", ip = ip)
        } else {
            return self.give_to_host(leg);
        };
        self.lose(odds, &packet, Verdict::Dropped, why);
    }

    /// The packet is for the node that it is on.
    fn receive(&mut self, name: &str, leg: Leg) {
        let (packet, inventory) = (leg.packet, &self.network.inventory);
        let address = packet.destination;
        let pod = inventory.host_pod(name, address.port(), packet.protocol);
        let service = leg.service.clone();
        let known = self.endpoint_pod(&leg);
        if !(leg.translated || pod.is_some() || known.is_some() || self.is_health_check(name, &packet)) {
            let why = message!(
                "nothing listens on port {port}/{protocol} of {node}",
                port = address.port(),
                protocol = packet.protocol,
                node = name
            );
            return self.lose(leg.odds, &packet, Verdict::Refused, why);
        }
        let pod = known.flatten().or_else(|| pod.map(pod_name));
        let place = match &pod {
            Some(pod) => Place::Pod(NamespacedName::new(pod.namespace.clone(), pod.name.clone())),
            None => Place::Node(name.into()),
        };
        let note = None;
        self.arrive(&leg, Arrival { place, address, node: Some(name.into()), pod, service, note });
    }

    /// kube-proxy itself listens on health check node ports (`pkg/proxy/healthcheck/service_health.go`).
    fn is_health_check(&self, node: &str, packet: &Packet) -> bool {
        let (family, address) = (packet.family(), packet.destination);
        let Some(proxier) = self.network.proxiers.get(&(node, family)) else { return false };
        let listens_here = match &proxier.node_port_addresses {
            NodePortAddresses::All => true,
            NodePortAddresses::Within(cidrs) => cidrs.iter().any(|cidr| cidr.contains(&address.ip())),
        };
        let mut ports = self.network.services.at_node_port(family, address.port());
        packet.protocol == Protocol::Tcp
            && listens_here
            && ports.any(|port| port.health_check_node_port == Some(address.port()))
    }

    /// What EndpointSlices say of an address that no Pod has for itself: the Pod behind it, or that there is none.
    fn endpoint_pod(&self, leg: &Leg) -> Option<Option<PodName>> {
        let (service, ip) = (leg.service.as_ref(), leg.packet.destination.ip());
        let number = i32::from(leg.packet.destination.port());
        let slices = self.network.cluster.endpoint_slices.values().filter(|slice| match service {
            Some(service) => slice.metadata.labels.get("kubernetes.io/service-name") == Some(&service.name),
            None => true,
        });
        let mut endpoints = slices
            .filter(|slice| slice.ports.iter().any(|port| port.port == Some(number)))
            .flat_map(|slice| &slice.endpoints)
            .filter(|endpoint| endpoint.addresses.iter().any(|address| address.parse() == Ok(ip)));
        endpoints.next().map(|endpoint| endpoint.target_ref.as_ref().and_then(target_pod))
    }

    fn give_to_pod(&mut self, pod: &Pod, leg: Leg) {
        let packet = leg.packet;
        let (port, protocol) = (packet.destination.port(), packet.protocol);
        let declared = declares(pod, port, protocol);
        let silent = declares_nothing(pod);
        let name = NamespacedName::of(&pod.metadata);
        if !(leg.translated || declared || silent || self.endpoint_pod(&leg).is_some()) {
            let why = message!(
                "no container of Pod {pod} declares port {port}/{protocol}; svclab takes it that none listens there",
                pod = name,
                port = port,
                protocol = protocol
            );
            return self.lose(leg.odds, &packet, Verdict::Refused, why);
        }
        let note = (!declared).then(|| {
            message!("No container of Pod {pod} declares port {port}/{protocol}; whether one listens there is not to be seen", pod = name, port = port, protocol = protocol)
        });
        let arrival = Arrival {
            place: pod_place(pod),
            address: packet.destination,
            node: pod.spec.node_name.clone(),
            pod: Some(pod_name(pod)),
            service: leg.service.clone(),
            note,
        };
        self.arrive(&leg, arrival);
    }

    fn give_to_host(&mut self, leg: Leg) {
        let address = leg.packet.destination;
        let note = message!(
            "{address} is not in the cluster: what listens there is not known, and many Pod networks give a Pod's packet its node's address on the way out",
            address = address.ip()
        );
        let (node, pod) = (None, None);
        let (place, service) = (Place::Host(address.ip()), leg.service.clone());
        self.arrive(&leg, Arrival { place, address, node, pod, service, note: Some(note) });
    }

    fn arrive(&mut self, leg: &Leg, arrival: Arrival) {
        let (odds, source) = (leg.odds, leg.packet.source);
        self.ends.push(End { odds, source, fate: Fate::Arrived(Box::new(arrival)) });
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
        self.hops.push(Hop { at, action, source, destination, note });
    }
}

impl Leg {
    /// What is left of a leg behind a node.
    fn behind(before: &Leg, branch: &Branch) -> Leg {
        Leg {
            odds: before.odds * branch.odds,
            packet: branch.packet,
            nodes: before.nodes + 1,
            translated: before.translated || branch.translated,
            service: branch.service.clone().or_else(|| before.service.clone()),
        }
    }
}

/// The port of a Service that a packet is for.
fn service_port<'s>(service: &'s Service, packet: &Packet) -> Option<&'s api::ServicePort> {
    service.spec.ports.iter().find(|port| {
        port.port == i32::from(packet.destination.port())
            && Protocol::of_field(port.protocol.as_deref()) == Some(packet.protocol)
    })
}
