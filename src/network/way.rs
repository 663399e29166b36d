//! The single ways through a route: what one packet meets, where the route tells of all packets at once.

use std::net::SocketAddr;

use super::trace::{Action, Endpoint, Hop, Place, Route};

/// One way through a route.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// The node that a load balancer gave the packet to.
    pub node: Option<String>,
    /// The one of the route's endpoints that it reaches; none if it is lost.
    pub endpoint: Option<usize>,
    /// What happens on it, in order.
    pub steps: Vec<Step>,
}

/// What happens to one packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The hop, by its place in [`Route::hops`].
    pub hop: usize,
    /// The packet's source address.
    pub source: Address,
    /// The packet's destination.
    pub destination: Address,
}

/// An address of a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// What it was before, if it is rewritten here.
    pub before: Option<String>,
    /// What it is.
    pub now: String,
}

impl Route {
    /// The ways that a packet may go, at most so many.
    pub fn ways(&self, most: usize) -> Vec<Way> {
        let visits = visits(&self.hops);
        let parents: Vec<Option<usize>> = (0..visits.len()).map(|at| parent(&visits, at)).collect();
        let deliver = self.hops.iter().position(|hop| hop.action == Action::Deliver);
        let mut ways = Vec::new();
        for leaf in (0..visits.len()).filter(|at| !parents.contains(&Some(*at))) {
            let mut line = Vec::new();
            let mut at = Some(leaf);
            while let Some(visit) = at {
                line.insert(0, visit);
                at = parents[visit];
            }
            let hops = line.iter().flat_map(|visit| visits[*visit].hops());
            let passed: Vec<usize> = hops.filter(|hop| !is_stop(&self.hops[*hop])).collect();
            let stops = visits[leaf].hops().filter(|hop| is_stop(&self.hops[*hop]));
            for stop in stops.take(most - ways.len()) {
                ways.push(self.way(passed.iter().copied().chain([stop]), None));
            }
            // What happens to some of the packets at a node is told of those alone.
            let here =
                || visits[leaf].hops().filter(|hop| !is_stop(&self.hops[*hop])).map(|hop| &self.hops[hop]);
            let reached = self.endpoints.iter().enumerate().filter(|(_, end)| {
                let address = address_of(end);
                here().any(|hop| leads_to(hop, &address))
            });
            let reached: Vec<usize> = reached.map(|(end, _)| end).take(most - ways.len()).collect();
            for end in reached {
                let goal = address_of(&self.endpoints[end]);
                let concerns =
                    |hop: &usize| self.hops[*hop].action != Action::Snat || leads_to(&self.hops[*hop], &goal);
                ways.push(self.way(passed.iter().copied().filter(concerns).chain(deliver), Some(end)));
            }
        }
        ways
    }

    /// The way over these hops, with the addresses that the packet has at each.
    fn way(&self, hops: impl Iterator<Item = usize>, endpoint: Option<usize>) -> Way {
        let goal = endpoint.and_then(|end| self.endpoints.get(end)).map(address_of);
        let mut steps: Vec<Step> = Vec::new();
        let mut node = None;
        let mut is_balanced = false;
        for index in hops {
            let hop = &self.hops[index];
            let last = steps.last();
            let source = rewritten(last.map(|step| &step.source), &hop.source, None);
            let destination =
                rewritten(last.map(|step| &step.destination), &hop.destination, goal.as_deref());
            steps.push(Step { hop: index, source, destination });
            if let Place::Node(name) = &hop.at
                && is_balanced
            {
                node.get_or_insert_with(|| name.clone());
            }
            is_balanced |= hop.action == Action::Balance;
        }
        Way { node, endpoint, steps }
    }
}

/// The hops one after the other at one place.
struct Visit<'a> {
    first: usize,
    hops: &'a [Hop],
}

impl Visit<'_> {
    fn hops(&self) -> std::ops::Range<usize> {
        self.first..self.first + self.hops.len()
    }

    fn node(&self) -> Option<&str> {
        if let Place::Node(name) = &self.hops.first()?.at { Some(name) } else { None }
    }

    /// The destination of the packets that come there.
    fn coming(&self) -> &str {
        let first = &self.hops[0];
        first.by_rules.before.as_ref().map_or(&first.destination, |before| &before.1)
    }
}

/// All but the arrival, which belongs to every way that gets so far.
fn visits(hops: &[Hop]) -> Vec<Visit<'_>> {
    let mut first = 0;
    let mut visits = Vec::new();
    for hops in hops.chunk_by(|one, other| matches!(one.at, Place::Node(_)) && one.at == other.at) {
        if hops[0].action != Action::Deliver {
            visits.push(Visit { first, hops });
        }
        first += hops.len();
    }
    visits
}

/// The visit from which packets come to another: the last that sends them there. A route lists the nodes among which a
/// load balancer chooses one after the other, and to each comes what went to the ones before.
fn parent(visits: &[Visit<'_>], at: usize) -> Option<usize> {
    let here = &visits[at];
    let balance = visits[..at].iter().rposition(|visit| visit.hops[0].action == Action::Balance);
    let is_sibling =
        |visit: &Visit<'_>| balance.is_some() && visit.node().is_some() && visit.coming() == here.coming();
    let sends = |visit: &Visit<'_>| {
        let passed = visit.hops.iter().rfind(|hop| !is_stop(hop));
        passed.is_some_and(|hop| leads_to(hop, here.coming())) && !is_sibling(visit)
    };
    visits[..at].iter().rposition(sends).or(balance).or(at.checked_sub(1))
}

fn is_stop(hop: &Hop) -> bool {
    matches!(hop.action, Action::Reject | Action::Drop)
}

/// True if packets leave a hop for a destination. A list that is cut short may hold anything.
fn leads_to(hop: &Hop, destination: &str) -> bool {
    items(&hop.destination).any(|item| item == destination || item.starts_with('+'))
}

fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split(", ")
}

fn address_of(endpoint: &Endpoint) -> String {
    SocketAddr::new(endpoint.ip, endpoint.port).to_string()
}

/// What an address becomes, if a hop tells which addresses packets have behind it: the one that leads to the goal, or
/// the one that it was.
fn rewritten(last: Option<&Address>, listed: &str, goal: Option<&str>) -> Address {
    let was = last.map(|address| address.now.as_str());
    let is_listed = |wanted: &&str| items(listed).any(|item| item == *wanted);
    let is_cut = || items(listed).any(|item| item.starts_with('+'));
    let now =
        goal.filter(is_listed).or(goal.filter(|_| is_cut())).or(was.filter(is_listed)).unwrap_or(listed);
    Address { before: was.filter(|was| *was != now).map(str::to_owned), now: now.to_owned() }
}
