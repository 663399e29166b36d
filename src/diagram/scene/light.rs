//! What belongs together: the ways that lead through something, and what stands along them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Anchor, CLOSED, Edge, Fold, NamespaceCard, Scene};
use crate::api::{Kind, ObjectRef};

impl Scene {
    /// The ids of the elements that show an object: a Service's card, a Pod's cell or the fold it is in, the cells of
    /// a workload's Pods, a node's box, the card of a closed namespace for everything in it. Endpoints by hand show at
    /// their Service. None if the object is not in sight.
    pub fn elements_of(&self, object: &ObjectRef) -> Vec<String> {
        let named = |card: &&NamespaceCard| {
            let shows = object.kind == Kind::Namespace && card.object == *object;
            shows || (card.fold == Fold::Closed && card.object.name == object.namespace)
        };
        let cards: Vec<&NamespaceCard> = self.namespaces.iter().filter(named).collect();
        if !cards.is_empty() {
            return cards.into_iter().map(|card| card.id.clone()).collect();
        }
        let shows = |shown: &ObjectRef| shown == object;
        let service = ObjectRef::new(Kind::Service, object.namespace.clone(), object.name.clone());
        let nodes = || self.zones.iter().flat_map(|zone| &zone.nodes);
        match object.kind {
            Kind::Service | Kind::Endpoints => self
                .services
                .iter()
                .filter(|card| card.object == service)
                .map(|card| card.id.clone())
                .collect(),
            Kind::Node => nodes()
                .filter(|node| node.object.as_ref().is_some_and(shows))
                .map(|node| node.id.clone())
                .collect(),
            _ => {
                let cells = nodes().flat_map(|node| &node.pods).chain(&self.unscheduled);
                cells.filter(|cell| cell.shows(object)).map(|cell| cell.id.clone()).collect()
            }
        }
    }

    /// The ids of everything along the ways that lead through the given elements, theirs included.
    pub fn light(&self, elements: &[String]) -> BTreeSet<String> {
        let mut lit: BTreeSet<String> = elements.iter().cloned().collect();
        let mut starts: Vec<&str> = elements.iter().map(String::as_str).collect();
        for node in self.zones.iter().flat_map(|zone| &zone.nodes).filter(|node| elements.contains(&node.id))
        {
            let name = node.object.as_ref().map(|node| node.name.as_str());
            let doors = self
                .doors
                .iter()
                .filter(|door| door.place.nodes().iter().any(|node| Some(node.as_str()) == name));
            starts.extend(doors.map(|door| door.id.as_str()));
            lit.extend(starts.iter().map(|id| (*id).to_owned()));
            lit.extend(node.pods.iter().map(|cell| cell.id.clone()));
        }
        // A door at which packets end leads to no card; it is its Service's all the same.
        for card in self.services.iter().filter(|card| elements.contains(&card.id)) {
            let doors = self.doors.iter().filter(|door| door.service == card.object);
            starts.extend(doors.map(|door| door.id.as_str()));
            lit.extend(starts.iter().map(|id| (*id).to_owned()));
        }
        let is_closed = |card: &NamespaceCard| card.fold == Fold::Closed && elements.contains(&card.id);
        if self.namespaces.iter().any(is_closed) {
            starts.push(CLOSED);
            lit.insert(CLOSED.to_owned());
        }
        let ways = Ways::new(self);
        ways.follow(&starts, Direction::Onwards, &mut lit, |_| true);
        ways.follow(&starts, Direction::Back, &mut lit, |_| true);
        self.light_around(&mut lit);
        lit
    }

    /// Lights the nodes and zones around what is lit.
    pub(super) fn light_around(&self, lit: &mut BTreeSet<String>) {
        for zone in &self.zones {
            let around = |node: &&super::NodeBox| node.pods.iter().any(|cell| lit.contains(&cell.id));
            let nodes: Vec<String> = zone.nodes.iter().filter(around).map(|node| node.id.clone()).collect();
            if !nodes.is_empty() {
                lit.insert(zone.id.clone());
            }
            lit.extend(nodes);
        }
    }
}

/// Which way to follow ways.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Onwards,
    Back,
}

/// The edges by the elements where they begin and where they end.
pub(super) struct Ways<'a> {
    from: BTreeMap<&'a str, Vec<&'a Edge>>,
    to: BTreeMap<&'a str, Vec<&'a Edge>>,
}

impl<'a> Ways<'a> {
    pub fn new(scene: &'a Scene) -> Self {
        let mut ways = Ways { from: BTreeMap::new(), to: BTreeMap::new() };
        for edge in &scene.edges {
            ways.from.entry(&edge.from).or_default().push(edge);
            ways.to.entry(&edge.to).or_default().push(edge);
        }
        ways
    }

    /// The edges that begin at an element.
    pub fn onwards(&self, element: &str) -> &[&'a Edge] {
        self.from.get(element).map_or(&[], Vec::as_slice)
    }

    /// Lights every edge that goes on from the starts, or that leads to them, and what stands at its other end, as
    /// long as that is admitted.
    pub fn follow(
        &self,
        starts: &[&str],
        direction: Direction,
        lit: &mut BTreeSet<String>,
        admits: impl Fn(&str) -> bool,
    ) {
        let onwards = direction == Direction::Onwards;
        let edges = if onwards { &self.from } else { &self.to };
        let mut ahead: Vec<(&str, Option<Anchor>)> = starts.iter().map(|start| (*start, None)).collect();
        let mut seen = BTreeSet::new();
        while let Some((element, anchor)) = ahead.pop() {
            for edge in edges.get(element).into_iter().flatten() {
                let (near, far, end) = if onwards {
                    (edge.from_anchor, edge.to_anchor, edge.to.as_str())
                } else {
                    (edge.to_anchor, edge.from_anchor, edge.from.as_str())
                };
                let (into, out) = if onwards { (anchor, Some(near)) } else { (Some(near), anchor) };
                if leads_on(into, out) && admits(end) && seen.insert(edge.id.as_str()) {
                    lit.insert(edge.id.clone());
                    lit.insert(end.to_owned());
                    ahead.push((end, Some(far)));
                }
            }
        }
    }
}

/// True if what comes in at one row of a card goes out at the other; no row means any. What comes in from outside
/// under the policy Cluster goes where the virtual address leads.
pub(super) fn leads_on(into: Option<Anchor>, out: Option<Anchor>) -> bool {
    match (into, out) {
        (Some(Anchor::Outside), Some(Anchor::Address)) => true,
        (Some(into), Some(out)) => into == out,
        _ => true,
    }
}
