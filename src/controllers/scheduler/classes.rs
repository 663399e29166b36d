//! Pods that ask the same of nodes are of one class, so that a replica costs no more than a look at the one before it.

use std::collections::{BTreeMap, BTreeSet};

use super::node_fit::{matches_node, named_nodes, term_matches, untolerated_taint};
use super::pod_terms::{Counts, PodTermIds, Spread, Terms, has_terms};
use super::reasons::{Reason, Rejections};
use crate::api::{Node, Pod, PodSpec, Taint};
use crate::cluster::{serving_containers, tolerates};

/// A port of the node that a Pod takes: address, protocol, number.
pub(in crate::controllers) type HostPort = (String, String, i32);

/// What a class of Pods asks of nodes, and which nodes meet what does not change while Pods are placed.
#[derive(Debug)]
pub(super) struct Class {
    /// The nodes that may take them, by position: those they like best first, each group in the order of the round.
    pub(super) tiers: Vec<Vec<usize>>,
    /// Why the others do not.
    pub(super) rejections: Rejections,
    /// Their rules about Pods.
    pub(super) terms: PodTermIds,
    /// For each spread constraint: the places that are compared.
    pub(super) domains: Vec<BTreeSet<String>>,
    /// The ports they take.
    pub(super) ports: Vec<HostPort>,
}

/// The classes there are.
#[derive(Debug, Default)]
pub(super) struct Classes {
    classes: Vec<Class>,
    by_key: BTreeMap<String, usize>,
    /// A Pod of the class that was asked for last.
    last: Option<(Box<Pod>, usize)>,
}

impl Classes {
    /// The class of a Pod.
    pub(super) fn of(&mut self, pod: &Pod, nodes: &[&Node], terms: &Terms, counts: &Counts) -> usize {
        if let Some((last, class)) = &self.last
            && asks_the_same(last, pod)
        {
            return *class;
        }
        let key = key(pod);
        let class = match self.by_key.get(&key) {
            Some(&class) => class,
            None => {
                self.classes.push(Class::new(pod, nodes, terms, counts));
                self.by_key.insert(key, self.classes.len() - 1);
                self.classes.len() - 1
            }
        };
        self.last = Some((Box::new(pod.clone()), class));
        class
    }

    /// A class that [`Classes::of`] has named.
    pub(super) fn get(&self, class: usize) -> &Class {
        &self.classes[class]
    }
}

fn asks_the_same(one: &Pod, other: &Pod) -> bool {
    let namespace = |pod: &Pod| has_terms(pod).then(|| pod.metadata.namespace.clone());
    let (a, b) = (&one.spec, &other.spec);
    a.node_selector == b.node_selector
        && a.tolerations == b.tolerations
        && a.affinity == b.affinity
        && a.topology_spread_constraints == b.topology_spread_constraints
        && namespace(one) == namespace(other)
        && host_ports(one).eq(host_ports(other))
}

/// A text that is the same for Pods that ask the same.
fn key(pod: &Pod) -> String {
    let namespace = has_terms(pod).then_some(&pod.metadata.namespace);
    let spec = &pod.spec;
    let ports: Vec<_> = host_ports(pod).collect();
    let parts = (
        namespace,
        &spec.node_selector,
        &spec.tolerations,
        &spec.affinity,
        &spec.topology_spread_constraints,
        ports,
    );
    // Plain data with string keys always has a JSON form.
    serde_json::to_string(&parts).unwrap_or_default()
}

impl Class {
    fn new(pod: &Pod, nodes: &[&Node], terms: &Terms, counts: &Counts) -> Self {
        let mut rejections = Rejections::default();
        let mut tiers: BTreeMap<(usize, i64), Vec<usize>> = BTreeMap::new();
        let named = named_nodes(&pod.spec);
        for (position, node) in nodes.iter().enumerate() {
            if named.as_ref().is_some_and(|names| !names.contains(node.metadata.name.as_str())) {
                rejections.add(Reason::NotNamed);
                continue;
            }
            match fit(&pod.spec, node) {
                Ok(()) => tiers.entry(dislike(&pod.spec, node)).or_default().push(position),
                Err(reason) => rejections.add(reason),
            }
        }
        let terms = terms.of(pod);
        let compared = |spread: &Spread| {
            let domains = nodes.iter().filter_map(|node| counts.counted_domain(spread.term, node));
            domains.map(String::from).collect()
        };
        let domains = terms.spread.iter().map(compared).collect();
        let tiers = tiers.into_values().collect();
        Class { tiers, rejections, terms, domains, ports: taken_ports(pod) }
    }
}

/// The filters that look at the node alone, in the scheduler's order.
fn fit(pod: &PodSpec, node: &Node) -> Result<(), Reason> {
    let cordon =
        Taint { key: "node.kubernetes.io/unschedulable".into(), value: None, effect: "NoSchedule".into() };
    if node.spec.unschedulable == Some(true) && !tolerates(&pod.tolerations, &cordon) {
        return Err(Reason::Unschedulable);
    }
    if untolerated_taint(node, &pod.tolerations).is_some() {
        return Err(Reason::Taint);
    }
    if !matches_node(pod, node) {
        return Err(Reason::NodeAffinity);
    }
    Ok(())
}

/// How little a Pod likes a node: `PreferNoSchedule` taints, then preferred node affinity.
fn dislike(pod: &PodSpec, node: &Node) -> (usize, i64) {
    let soft = node.spec.taints.iter().filter(|taint| taint.effect == "PreferNoSchedule");
    let taints = soft.filter(|taint| !tolerates(&pod.tolerations, taint)).count();
    let affinity = pod.affinity.as_ref().and_then(|affinity| affinity.node_affinity.as_ref());
    let wishes = affinity
        .into_iter()
        .flat_map(|affinity| &affinity.preferred_during_scheduling_ignored_during_execution);
    let liked: i64 =
        wishes.filter(|wish| term_matches(&wish.preference, node)).map(|wish| i64::from(wish.weight)).sum();
    (taints, -liked)
}

/// The ports that containers and sidecars take of the node (`GetHostPorts` of pkg/scheduler/util).
fn host_ports(pod: &Pod) -> impl Iterator<Item = (&str, &str, i32)> {
    serving_containers(pod).flat_map(|container| &container.ports).filter_map(|port| {
        let number = port.host_port.filter(|&number| number > 0)?;
        let address = port.host_ip.as_deref().filter(|address| !address.is_empty()).unwrap_or("0.0.0.0");
        Some((address, port.protocol.as_deref().unwrap_or("TCP"), number))
    })
}

/// The ports of the node that a Pod takes.
pub(in crate::controllers) fn taken_ports(pod: &Pod) -> Vec<HostPort> {
    host_ports(pod).map(|(ip, protocol, port)| (ip.to_string(), protocol.to_string(), port)).collect()
}

/// True if two Pods cannot have these ports on one node (`HostPortInfo.CheckConflict`).
pub(in crate::controllers) fn ports_conflict(one: &HostPort, other: &HostPort) -> bool {
    let same_address = one.0 == other.0 || one.0 == "0.0.0.0" || other.0 == "0.0.0.0";
    same_address && one.1 == other.1 && one.2 == other.2
}
