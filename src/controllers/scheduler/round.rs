//! The round of nodes in which Pods are placed.

use std::collections::BTreeMap;

use super::classes::{Class, Classes, HostPort, ports_conflict};
use super::pod_terms::{Counts, Terms};
use super::reasons::Reason;
use crate::api::{IntOrString, Node, Pod, SmolStr};

const ZONE: &str = "topology.kubernetes.io/zone";
/// How many Pods a node takes when it does not say (the kubelet's `maxPods`).
const MAX_PODS_PER_NODE: usize = 110;

/// The nodes, and the Pods on them so far.
#[derive(Debug)]
pub(super) struct Round<'a> {
    nodes: Vec<&'a Node>,
    positions: BTreeMap<&'a str, usize>,
    room: Vec<usize>,
    ports: Vec<Vec<HostPort>>,
    classes: Classes,
    terms: &'a Terms,
    counts: Counts<'a>,
}

impl<'a> Round<'a> {
    /// Nodes without Pods.
    pub(super) fn new(nodes: &'a BTreeMap<SmolStr, Node>, terms: &'a Terms) -> Self {
        let nodes = zone_by_zone(nodes);
        let positions = nodes
            .iter()
            .enumerate()
            .map(|(position, node)| (node.metadata.name.as_str(), position))
            .collect();
        Round {
            positions,
            room: nodes.iter().map(|node| capacity(node)).collect(),
            ports: vec![Vec::new(); nodes.len()],
            classes: Classes::default(),
            terms,
            counts: Counts::new(terms),
            nodes,
        }
    }

    /// Counts a Pod that has a node.
    pub(super) fn count(&mut self, pod: &Pod) {
        let node = pod.spec.node_name.as_deref().and_then(|name| self.positions.get(name).copied());
        if let Some(node) = node {
            let class = self.classes.of(pod, &self.nodes, self.terms, &self.counts);
            let picking = self.counts.picking(pod);
            self.take(node, class, &picking);
        }
    }

    /// The node that takes a Pod, or why none does.
    pub(super) fn place(&mut self, pod: &Pod, turn: u64) -> Result<String, String> {
        let id = self.classes.of(pod, &self.nodes, self.terms, &self.counts);
        let picking = self.counts.picking(pod);
        let class = self.classes.get(id);
        let fewest = self.fewest(class);
        let mut rejections = None;
        let mut chosen = None;
        for tier in &class.tiers {
            let start = (turn % tier.len() as u64) as usize;
            for &node in tier[start..].iter().chain(&tier[..start]) {
                match self.fit(class, &picking, &fewest, node) {
                    Ok(()) => {
                        chosen = Some(node);
                        break;
                    }
                    Err(reason) => rejections.get_or_insert_with(|| class.rejections.clone()).add(reason),
                }
            }
            if chosen.is_some() {
                break;
            }
        }
        match chosen {
            Some(node) => {
                self.take(node, id, &picking);
                Ok(self.nodes[node].metadata.name.to_string())
            }
            None => Err(rejections.as_ref().unwrap_or(&class.rejections).message()),
        }
    }

    /// The filters that depend on the Pods that are there, in the scheduler's order.
    fn fit(&self, class: &Class, picking: &[usize], fewest: &[usize], position: usize) -> Result<(), Reason> {
        let node = self.nodes[position];
        let taken = &self.ports[position];
        if class.ports.iter().any(|port| taken.iter().any(|other| ports_conflict(port, other))) {
            return Err(Reason::Ports);
        }
        if self.room[position] == 0 {
            return Err(Reason::TooManyPods);
        }
        for (spread, fewest) in class.terms.spread.iter().zip(fewest) {
            let Some(here) = self.counts.picked_at(spread.term, node) else {
                return Err(Reason::SpreadLabel);
            };
            let itself = usize::from(picking.contains(&spread.term));
            if here + itself > fewest + spread.max_skew {
                return Err(Reason::Spread);
            }
        }
        if !self.affinity_holds(class, picking, node) {
            return Err(Reason::PodAffinity);
        }
        let repelled = |&term: &usize| self.counts.picked_at(term, node).is_some_and(|pods| pods > 0);
        if class.terms.anti_affinity.iter().any(repelled) {
            return Err(Reason::PodAntiAffinity);
        }
        if picking.iter().any(|&term| self.counts.is_guarded(term, node)) {
            return Err(Reason::ExistingAntiAffinity);
        }
        Ok(())
    }

    /// The first of a group of Pods that want to be together may go anywhere (`satisfyPodAffinity`).
    fn affinity_holds(&self, class: &Class, picking: &[usize], node: &'a Node) -> bool {
        let terms = &class.terms.affinity;
        let is_first = !terms.iter().any(|&term| self.counts.picks_any(term))
            && terms.iter().all(|term| picking.contains(term));
        terms.iter().all(|&term| match self.counts.picked_at(term, node) {
            Some(pods) => pods > 0 || is_first,
            None => false,
        })
    }

    /// For each spread constraint, the fewest Pods in one place; none if there are too few places.
    fn fewest(&self, class: &Class) -> Vec<usize> {
        let constraints = class.terms.spread.iter().zip(&class.domains);
        constraints
            .map(|(spread, domains)| {
                let enough = domains.len() >= spread.min_domains;
                if enough { self.counts.fewest(spread.term, domains) } else { 0 }
            })
            .collect()
    }

    fn take(&mut self, node: usize, class: usize, picking: &[usize]) {
        let class = self.classes.get(class);
        self.room[node] = self.room[node].saturating_sub(1);
        self.ports[node].extend(class.ports.iter().cloned());
        self.counts.add(picking, &class.terms, self.nodes[node]);
    }
}

/// The first node of every zone, then the second of every zone, and so on (pkg/scheduler/backend/cache/node_tree.go).
fn zone_by_zone(nodes: &BTreeMap<SmolStr, Node>) -> Vec<&Node> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut order: Vec<(usize, &str, &Node)> = Vec::with_capacity(nodes.len());
    for node in nodes.values() {
        let zone = node.metadata.labels.get(ZONE).map_or("", SmolStr::as_str);
        let rank = seen.entry(zone).or_default();
        order.push((*rank, zone, node));
        *rank += 1;
    }
    order.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    order.into_iter().map(|(_, _, node)| node).collect()
}

fn capacity(node: &Node) -> usize {
    let said = node.status.allocatable.get("pods").or_else(|| node.status.capacity.get("pods"));
    match said {
        Some(IntOrString::Int(pods)) => usize::try_from(*pods).unwrap_or(0),
        Some(IntOrString::String(pods)) => pods.parse().unwrap_or(MAX_PODS_PER_NODE),
        None => MAX_PODS_PER_NODE,
    }
}
