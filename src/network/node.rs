//! What a node's rules do with a packet, told in hops.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::rc::Rc;

use super::netfilter::{Branch, Entry, Exit};
use super::packet::Packet;
use super::trace::{Action, ByRules, Hop, Place};
use crate::message;
use crate::message::Message;

/// How many alternatives a hop names before it only counts them.
const SHOWN: usize = 3;

/// The hops of one packet on one node.
pub(super) fn hops(node: &str, packet: &Packet, entry: Entry, outcomes: &[(Branch, Exit)]) -> Vec<Hop> {
    let hop = |action, source: String, destination: String, note, by_rules| Hop {
        at: Place::Node(node.into()),
        action,
        source,
        destination,
        note,
        by_rules,
    };
    let mut hops = Vec::new();
    let source = packet.source.to_string();
    let translated: Vec<&Branch> =
        outcomes.iter().map(|(branch, _)| branch).filter(|branch| branch.translated).collect();
    if !translated.is_empty() {
        let by_rules = ByRules {
            chains: common_path(&translated).to_vec(),
            before: Some((source.clone(), packet.destination.to_string())),
            sticky_seconds: translated.iter().find_map(|branch| branch.sticky_seconds),
        };
        let note = dnat_note(&translated, &by_rules);
        hops.push(hop(Action::Dnat, source.clone(), destinations(&translated), note, by_rules));
    }
    let masqueraded: Vec<&Branch> = outcomes
        .iter()
        .map(|(branch, _)| branch)
        .filter(|branch| branch.packet.source != packet.source)
        .collect();
    if !masqueraded.is_empty() {
        let note = snat_note(node, masqueraded.len() < outcomes.len());
        let by_rules = ByRules {
            chains: masqueraded.iter().find_map(|branch| branch.masqueraded_in.clone()).into_iter().collect(),
            before: Some((source.clone(), destinations(&masqueraded))),
            sticky_seconds: None,
        };
        hops.push(hop(Action::Snat, sources(&masqueraded), destinations(&masqueraded), note, by_rules));
    }
    let untouched = |(branch, exit): &&(Branch, Exit)| !branch.translated && matches!(exit, Exit::Out);
    if entry == Entry::Interface && outcomes.iter().any(|outcome| untouched(&outcome)) {
        let note = message!("No rule of kube-proxy names this destination; {node} passes it on", node = node);
        let by_rules = ByRules::default();
        hops.push(hop(Action::Forward, source.clone(), packet.destination.to_string(), note, by_rules));
    }
    for (branch, exit) in outcomes {
        let (action, cause) = match exit {
            Exit::Dropped(cause) => (Action::Drop, cause),
            Exit::Rejected(cause) => (Action::Reject, cause),
            Exit::Local | Exit::Out => continue,
        };
        let (source, destination) = (branch.packet.source.to_string(), branch.packet.destination.to_string());
        let by_rules = ByRules { chains: vec![Rc::clone(&cause.chain)], ..ByRules::default() };
        let note = message!("Rule: {rule}", rule = cause.rule);
        hops.push(hop(action, source, destination, note, by_rules));
    }
    hops
}

/// The chains that all branches have gone through.
fn common_path<'b>(branches: &[&'b Branch]) -> &'b [Rc<str>] {
    let first = branches.first().map_or(&[][..], |branch| &branch.path);
    let common = (0..first.len())
        .take_while(|at| branches.iter().all(|branch| branch.path.get(*at) == first.get(*at)))
        .last()
        .map_or(0, |last| last + 1);
    &first[..common]
}

fn dnat_note(branches: &[&Branch], by_rules: &ByRules) -> Message {
    let service = branches.iter().find_map(|branch| branch.service.as_ref());
    let service = service.map_or_else(String::new, |service| service.to_string());
    let path = by_rules.chains.join(" > ");
    match (branches.len(), by_rules.sticky_seconds) {
        (1, _) => message!("{service}, by the rules {path}", service = service, path = path),
        (count, None) => message!(
            "{service}: one of {count} endpoints at random, by the rules {path}",
            service = service,
            count = count,
            path = path
        ),
        (count, Some(seconds)) => message!(
            "{service}: one of {count} endpoints at random, and the same one for a client that comes back within {seconds} s, by the rules {path}",
            service = service,
            count = count,
            seconds = seconds,
            path = path
        ),
    }
}

fn snat_note(node: &str, only_some: bool) -> Message {
    if only_some {
        message!(
            "Only if the endpoint is the client itself: the answer must come back through {node}",
            node = node
        )
    } else {
        message!(
            "Masqueraded, so that the answer comes back through {node}; a Pod on {node} may see the address of another interface of the node",
            node = node
        )
    }
}

fn sources(branches: &[&Branch]) -> String {
    let sources: BTreeSet<_> = branches.iter().map(|branch| branch.packet.source).collect();
    alternatives(sources.iter().map(ToString::to_string))
}

fn destinations(branches: &[&Branch]) -> String {
    let destinations: BTreeSet<SocketAddr> =
        branches.iter().map(|branch| branch.packet.destination).collect();
    alternatives(destinations.iter().map(ToString::to_string))
}

/// `a`, `a, b, c` or `a, b, c, +4`.
pub(super) fn alternatives(items: impl ExactSizeIterator<Item = String>) -> String {
    some_of(items, SHOWN)
}

/// The first of the items, as many as are to be shown, and how many more there are.
pub(super) fn some_of(items: impl ExactSizeIterator<Item = String>, shown: usize) -> String {
    let rest = items.len().saturating_sub(shown);
    let mut named: Vec<String> = items.take(shown).collect();
    if rest > 0 {
        named.push(format!("+{rest}"));
    }
    named.join(", ")
}
