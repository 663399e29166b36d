//! The ways between the things that are drawn.

use std::collections::{BTreeMap, BTreeSet};

use super::backends::{Backend, Target};
use super::build::{Context, Sight, id};
use super::entries::{ANY_POD, ANYONE, LAN_HOST, address, closed};
use super::lanes::{Lane, lane_of, lanes};
use super::services::doors_by_service;
use super::{Anchor, CLOSED, Door, Edge, EdgeKind, LoadBalancer, Scene};
use crate::api::ObjectRef;
use crate::cluster::{NamespacedName, ServiceType, is_headless, service_type};
use crate::message;
use crate::message::Message;
use crate::network::is_offered;

/// Every way of the scene, Service by Service, from outside to inside.
pub fn edges(context: &Context, scene: &Scene, cells: &BTreeMap<NamespacedName, String>) -> Vec<Edge> {
    let mut edges = Vec::new();
    let hosts: BTreeSet<&str> = scene.hosts.iter().map(|host| host.id.as_str()).collect();
    let doors_of = doors_by_service(&scene.doors);
    let mut balancers_of: BTreeMap<&ObjectRef, Vec<&LoadBalancer>> = BTreeMap::new();
    for balancer in &scene.load_balancers {
        balancers_of.entry(&balancer.service).or_default().push(balancer);
    }
    for sight in &context.services {
        let object = sight.object();
        let doors: &[&Door] = doors_of.get(&object).map_or(&[], Vec::as_slice);
        let mut ways = Ways { sight, hosts: &hosts, lanes: lanes(sight, doors), edges: &mut edges };
        for balancer in balancers_of.get(&object).into_iter().flatten() {
            ways.through_load_balancer(context, balancer, doors);
        }
        for door in doors {
            ways.through_door(context, door);
        }
        ways.through_cluster();
        ways.reach_backends(cells);
    }
    edges.extend(to_closed_namespaces(context));
    edges
}

/// From who asks to what is behind the closed namespaces.
fn to_closed_namespaces(context: &Context) -> Vec<Edge> {
    let closed = closed(context);
    let ways = [
        (closed.load_balancers, ANYONE, message!("from anyone to load balancers of closed namespaces")),
        (closed.node_ports, LAN_HOST, message!("from the nodes' network to ports of closed namespaces")),
        (closed.services, ANY_POD, message!("from any Pod to Services of closed namespaces")),
    ];
    let edge = |(_, from, title): (usize, &str, Message)| Edge {
        id: format!("{from}>{CLOSED}"),
        from: from.into(),
        from_anchor: Anchor::Side,
        to: CLOSED.into(),
        to_anchor: Anchor::Side,
        kind: EdgeKind::Packets,
        service: None,
        hue: None,
        odds: None,
        title,
    };
    ways.into_iter().filter(|(count, ..)| *count > 0).map(edge).collect()
}

struct Ways<'a, 'b> {
    sight: &'a Sight<'b>,
    lanes: Vec<Lane>,
    /// Ids of the hosts that are drawn.
    hosts: &'a BTreeSet<&'a str>,
    edges: &'a mut Vec<Edge>,
}

impl Ways<'_, '_> {
    fn add(&mut self, from: (&str, Anchor), to: (&str, Anchor), kind: EdgeKind, title: Message) -> &mut Edge {
        let lane = match from.1 {
            Anchor::Lane(lane) => format!(".{lane}"),
            _ => String::new(),
        };
        self.edges.push(Edge {
            id: format!("{}{lane}>{}", from.0, to.0),
            from: from.0.into(),
            from_anchor: from.1,
            to: to.0.into(),
            to_anchor: to.1,
            kind,
            service: Some(self.sight.object()),
            hue: Some(self.sight.hue),
            odds: None,
            title,
        });
        let last = self.edges.len() - 1;
        &mut self.edges[last]
    }

    fn name(&self) -> &str {
        &self.sight.key.name
    }

    fn through_load_balancer(&mut self, context: &Context, balancer: &LoadBalancer, doors: &[&Door]) {
        let kind = if balancer.address.is_some() { EdgeKind::Packets } else { EdgeKind::Unused };
        let from = (balancer.id.as_str(), Anchor::Side);
        let title = message!("from anyone to the load balancer of {service}", service = self.name());
        self.add((ANYONE, Anchor::Side), from, kind, title);
        let on_nodes: Vec<&&Door> = doors.iter().filter(|door| !door.place.nodes().is_empty()).collect();
        if on_nodes.is_empty() {
            let (service, row) = (self.sight.id(), self.outside_row(&[]));
            let title = message!("straight to {service}: node ports are off", service = self.name());
            self.add(from, (&service, row), kind, title);
        }
        for door in on_nodes {
            let mut nodes =
                door.place.nodes().iter().filter_map(|node| context.cluster.nodes.get(node.as_str()));
            if !nodes.any(is_offered) {
                continue;
            }
            if door.stop.is_some() {
                let title = message!("not chosen: the health check of {node} fails", node = door.name);
                self.add(from, (&door.id, Anchor::Side), EdgeKind::Unused, title);
            } else {
                let title = message!("the load balancer chooses {node}", node = door.name);
                self.add(from, (&door.id, Anchor::Side), kind, title);
            }
        }
    }

    fn through_door(&mut self, context: &Context, door: &Door) {
        let title = message!("from the nodes' network to {door}", door = door.name);
        self.add((LAN_HOST, Anchor::Side), (&door.id, Anchor::Side), EdgeKind::Packets, title);
        let mut nodes = door.place.nodes().iter().filter_map(|node| context.cluster.nodes.get(node.as_str()));
        if nodes.any(|node| address(node, "ExternalIP").is_some()) {
            let title = message!("from anyone to {door}", door = door.name);
            self.add((ANYONE, Anchor::Side), (&door.id, Anchor::Side), EdgeKind::Packets, title);
        }
        if door.stop.is_some() {
            return;
        }
        let (service, row) = (self.sight.id(), self.outside_row(door.place.nodes()));
        let title = match row {
            Anchor::Lane(_) => message!("{door} leads to the Pods of its own node", door = door.name),
            _ => message!("{door} leads to every Pod", door = door.name),
        };
        self.add((&door.id, Anchor::Side), (&service, row), EdgeKind::Packets, title);
    }

    /// The row of the card that what comes in at doors of these nodes meets.
    fn outside_row(&self, nodes: &[String]) -> Anchor {
        lane_of(&self.lanes, nodes).map_or(Anchor::Outside, Anchor::Lane)
    }

    fn through_cluster(&mut self) {
        let service = self.sight.id();
        let has_address =
            !is_headless(self.sight.service) && service_type(self.sight.service) != ServiceType::ExternalName;
        let (kind, title) = if has_address {
            (EdgeKind::Packets, message!("from any Pod to the address of {service}", service = self.name()))
        } else {
            (EdgeKind::Dns, message!("any Pod asks the DNS for {service}", service = self.name()))
        };
        self.add((ANY_POD, Anchor::Side), (&service, Anchor::Address), kind, title);
    }

    fn reach_backends(&mut self, cells: &BTreeMap<NamespacedName, String>) {
        let sight = self.sight;
        if service_type(sight.service) == ServiceType::ExternalName {
            let name = sight.service.spec.external_name.clone().unwrap_or_default();
            // An alias of another Service says so on its card.
            let host = format!("{}/{name}", id("host", &sight.key.namespace, &sight.key.name));
            let title =
                message!("the DNS answers that {service} is {name}", service = sight.key.name, name = name);
            if self.hosts.contains(host.as_str()) {
                self.add((&sight.id(), Anchor::Address), (&host, Anchor::Side), EdgeKind::Dns, title);
            }
            return;
        }
        let anywhere = sight.backends.anywhere();
        self.fan_out(cells, Anchor::Address, &anywhere, sight.depends_on_client());
        let lanes: Vec<Vec<String>> = self.lanes.iter().map(|lane| lane.nodes.clone()).collect();
        for (row, nodes) in lanes.iter().enumerate() {
            let bound: Vec<&Backend> = nodes.iter().flat_map(|node| sight.backends.on(node)).collect();
            let backends = if nodes.is_empty() { &anywhere } else { &bound };
            self.fan_out(cells, Anchor::Lane(row), backends, nodes.len() != 1);
        }
    }

    /// From a row of a Service to those who may get a connection: with equal odds, unless that depends on the client.
    fn fan_out(
        &mut self,
        cells: &BTreeMap<NamespacedName, String>,
        from: Anchor,
        backends: &[&Backend],
        depends: bool,
    ) {
        let sight = self.sight;
        let mut ends: BTreeMap<String, usize> = BTreeMap::new();
        let mut all = 0;
        for backend in backends {
            let end = match &backend.target {
                Target::Pod(pod) => cells.get(pod).cloned(),
                Target::Address(address) => {
                    Some(format!("{}/{address}", id("host", &sight.key.namespace, &sight.key.name)))
                }
            };
            if let Some(end) = end {
                *ends.entry(end).or_default() += 1;
                all += 1;
            }
        }
        let several = ends.len() > 1;
        let headless = is_headless(sight.service);
        let kind = if headless { EdgeKind::Dns } else { EdgeKind::Packets };
        for (end, count) in ends {
            let odds = count as f64 / all as f64;
            let title = if headless {
                message!("the DNS answers with this address for {service}", service = self.name())
            } else if depends {
                message!("connections to {service}, depending on where they come in", service = self.name())
            } else {
                message!("{odds} of connections to {service}", odds = percent(odds), service = self.name())
            };
            let edge = self.add((&sight.id(), from), (&end, Anchor::Side), kind, title);
            edge.odds = (several && !headless && !depends).then_some(odds);
        }
    }
}

/// Odds as people write them: `33 %`, `2.7 %`.
pub fn percent(odds: f64) -> String {
    let percent = odds * 100.0;
    let digits = usize::from(percent < 10.0 && percent.fract() > 0.05);
    format!("{percent:.digits$} %")
}
