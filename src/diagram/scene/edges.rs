//! The ways between the things that are drawn.

use std::collections::BTreeMap;

use super::backends::{Backend, Target};
use super::build::{Context, Sight, id};
use super::entries::{ANY_POD, ANYONE, LAN_HOST, address};
use super::services::is_open;
use super::{Anchor, Door, Edge, EdgeKind, LoadBalancer, Scene};
use crate::cluster::{NamespacedName, ServiceType, is_headless, service_type};
use crate::message;
use crate::message::Message;
use crate::network::is_offered;

/// Every way of the scene, Service by Service, from outside to inside.
pub fn edges(context: &Context, scene: &Scene, cells: &BTreeMap<NamespacedName, String>) -> Vec<Edge> {
    let mut edges = Vec::new();
    for sight in &context.services {
        let object = sight.object();
        let mut ways = Ways { sight, edges: &mut edges };
        let doors: Vec<&Door> = scene.doors.iter().filter(|door| door.service == object).collect();
        for balancer in scene.load_balancers.iter().filter(|balancer| balancer.service == object) {
            ways.through_load_balancer(context, balancer, &doors);
        }
        for door in doors {
            ways.through_door(context, door);
        }
        ways.through_cluster();
        ways.reach_backends(cells);
    }
    edges
}

struct Ways<'a, 'b> {
    sight: &'a Sight<'b>,
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
            service: self.sight.object(),
            hue: self.sight.hue,
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
        let on_nodes: Vec<&&Door> =
            doors.iter().filter(|door| !door.ports.is_empty() && !is_address(door)).collect();
        if on_nodes.is_empty() {
            let service = self.sight.id();
            let title = message!("straight to {service}: node ports are off", service = self.name());
            self.add(from, (&service, Anchor::Outside), kind, title);
        }
        for door in on_nodes {
            let node = door.node.as_ref().and_then(|node| context.cluster.nodes.get(node));
            if node.is_some_and(|node| !is_offered(node)) {
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
        let node = door.node.as_ref().and_then(|node| context.cluster.nodes.get(node));
        if node.is_some_and(|node| address(node, "ExternalIP").is_some()) {
            let title = message!("from anyone to {door}", door = door.name);
            self.add((ANYONE, Anchor::Side), (&door.id, Anchor::Side), EdgeKind::Packets, title);
        }
        if door.stop.is_some() {
            return;
        }
        let lane = door.node.as_ref().filter(|_| self.sight.is_local_outside());
        let lane = lane.and_then(|node| self.sight.backends.nodes().iter().position(|local| local == node));
        let service = self.sight.id();
        let (anchor, title) = match lane {
            Some(lane) => {
                (Anchor::Lane(lane), message!("{door} leads to the Pods of its own node", door = door.name))
            }
            None => (Anchor::Outside, message!("{door} leads to every Pod", door = door.name)),
        };
        self.add((&door.id, Anchor::Side), (&service, anchor), EdgeKind::Packets, title);
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
            let host = format!("{}/{name}", id("host", &sight.key.namespace, &sight.key.name));
            let title =
                message!("the DNS answers that {service} is {name}", service = sight.key.name, name = name);
            self.add((&sight.id(), Anchor::Address), (&host, Anchor::Side), EdgeKind::Dns, title);
            return;
        }
        self.fan_out(cells, Anchor::Address, &sight.backends.anywhere());
        if is_open(sight.service) && sight.is_local_outside() {
            for (lane, node) in sight.backends.nodes().iter().enumerate() {
                self.fan_out(cells, Anchor::Lane(lane), &sight.backends.on(node));
            }
        }
    }

    /// From a Service to those who may get a connection, with equal odds.
    fn fan_out(&mut self, cells: &BTreeMap<NamespacedName, String>, from: Anchor, backends: &[&Backend]) {
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
            } else {
                message!("{odds} of connections to {service}", odds = percent(odds), service = self.name())
            };
            let edge = self.add((&sight.id(), from), (&end, Anchor::Side), kind, title);
            edge.odds = (several && !headless).then_some(odds);
        }
    }
}

fn is_address(door: &Door) -> bool {
    door.node.is_none() && !door.id.contains("/*")
}

/// Odds as people write them: `33 %`, `2.7 %`.
pub fn percent(odds: f64) -> String {
    let percent = odds * 100.0;
    let digits = usize::from(percent < 10.0 && percent.fract() > 0.05);
    format!("{percent:.digits$} %")
}
