//! Where in the picture a packet stands at each step of its way, and along which ways it comes there.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::light::{Ways, leads_on};
use super::route::{client_at, node_at};
use super::{Anchor, Door, Edge, Scene, StopVerdict};
use crate::network::{Action, Hop, Route, Way};

/// Where a packet stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// Id of the element.
    pub at: String,
    /// Ids of the ways along which it comes there; none if it was there before, or if none is drawn.
    pub along: Vec<String>,
    /// What becomes of it there, if it is lost.
    pub lost: Option<StopVerdict>,
}

impl Scene {
    /// Where a packet stands at each step of a way, as far as anything in the picture shows it.
    pub fn stands(&self, route: &Route, way: &Way) -> Vec<Stand> {
        let nodes: BTreeSet<&String> =
            way.steps.iter().filter_map(|step| node_at(&route.hops[step.hop].at)).collect();
        let is_met = |door: &Door| {
            door.place.nodes().is_empty() || door.place.nodes().iter().any(|node| nodes.contains(node))
        };
        let closed: BTreeSet<&String> =
            self.doors.iter().filter(|door| !is_met(door)).map(|door| &door.id).collect();
        let entries = self.entries(route);
        let mut lit = self.light_route(route);
        lit.retain(|id| !closed.contains(id));
        let end = way.endpoint.and_then(|end| self.cells_at(&route.endpoints[end]).into_iter().next());

        let ways = Ways::new(self);
        let mut stands: Vec<Stand> = Vec::new();
        let mut arrived: Option<Anchor> = None;
        for step in &way.steps {
            let hop = &route.hops[step.hop];
            let last = stands.last().map(|stand| stand.at.clone());
            let Some(at) = self.stand(hop, &entries, &lit, end.as_ref()).or(last.clone()) else { continue };
            let admits = |id: &str| id == at || (entries.contains(id) && lit.contains(id));
            let along = match &last {
                Some(last) if *last != at => shortest(&ways, last, arrived, &at, admits),
                _ => Vec::new(),
            };
            if let Some(edge) = along.last() {
                arrived = Some(edge.to_anchor);
            }
            let along = along.into_iter().map(|edge| edge.id.clone()).collect();
            stands.push(Stand { at, along, lost: lost(hop.action) });
        }
        stands
    }

    /// The element at which a hop happens: kube-proxy's rewriting stands on the Service's card, which is on no machine.
    fn stand(
        &self,
        hop: &Hop,
        entries: &BTreeSet<String>,
        lit: &BTreeSet<String>,
        end: Option<&String>,
    ) -> Option<String> {
        let in_sight = |name: &String| {
            let mut nodes = self.zones.iter().flat_map(|zone| &zone.nodes);
            nodes
                .find(|node| node.object.as_ref().is_some_and(|node| node.name == *name))
                .map(|node| &node.id)
        };
        let card = || self.services.iter().map(|card| &card.id).find(|id| entries.contains(*id));
        let node = || node_at(&hop.at).and_then(in_sight);
        match hop.action {
            Action::Send => client_at(&hop.at).map(str::to_owned).or_else(|| node().cloned()),
            Action::Balance => {
                self.load_balancers.iter().map(|one| &one.id).find(|id| entries.contains(*id)).cloned()
            }
            Action::Dnat | Action::Snat => card().or_else(node).cloned(),
            Action::Route | Action::Forward => node().cloned(),
            Action::Reject | Action::Drop => self.end_at(hop, lit),
            Action::Deliver => end.cloned(),
        }
    }
}

fn lost(action: Action) -> Option<StopVerdict> {
    match action {
        Action::Reject => Some(StopVerdict::Refused),
        Action::Drop => Some(StopVerdict::Dropped),
        _ => None,
    }
}

/// The shortest line of edges from one element to another over those that are admitted.
fn shortest<'a>(
    ways: &Ways<'a>,
    from: &str,
    arrived: Option<Anchor>,
    to: &str,
    admits: impl Fn(&str) -> bool,
) -> Vec<&'a Edge> {
    let mut came_by: BTreeMap<&str, &Edge> = BTreeMap::new();
    let mut ahead = VecDeque::from([(from, arrived)]);
    while let Some((element, into)) = ahead.pop_front() {
        for edge in ways.onwards(element) {
            let is_new = edge.to != from && !came_by.contains_key(edge.to.as_str());
            if !is_new || !leads_on(into, Some(edge.from_anchor)) || !admits(&edge.to) {
                continue;
            }
            came_by.insert(&edge.to, edge);
            if edge.to == to {
                return line_back(&came_by, to);
            }
            ahead.push_back((&edge.to, Some(edge.to_anchor)));
        }
    }
    Vec::new()
}

fn line_back<'a>(came_by: &BTreeMap<&str, &'a Edge>, to: &str) -> Vec<&'a Edge> {
    let mut line = Vec::new();
    let mut at = to;
    while let Some(edge) = came_by.get(at) {
        line.insert(0, *edge);
        at = &edge.from;
    }
    line
}
