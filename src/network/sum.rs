//! The sum of everything that may come of a packet.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, SocketAddr};

use super::journey::{End, Fate, Journey};
use super::listeners::Arrival;
use super::node::alternatives;
use super::packet::Packet;
use super::trace::{Action, ByRules, Endpoint, Hop, Place, Route, SourceNat, Verdict};
use crate::message;
use crate::message::Message;

/// The route that a journey has shown, for the packet as it was sent.
pub(super) fn route(journey: Journey<'_, '_>, packet: &Packet) -> Route {
    let Journey { mut hops, ends, .. } = journey;
    let arrived: Vec<(&End, &Arrival)> = ends
        .iter()
        .filter_map(|end| match &end.fate {
            Fate::Arrived(arrival) => Some((end, arrival.as_ref())),
            Fate::Lost(..) => None,
        })
        .collect();
    hops.extend(deliver_hop(&arrived));
    let (verdict, reason) = outcome(&ends, &arrived);
    Route {
        address: packet.destination.ip(),
        port: packet.destination.port(),
        protocol: packet.protocol,
        verdict,
        reason,
        endpoints: endpoints(&arrived),
        source_nat: source_nat(&arrived, packet.source),
        hops,
    }
}

fn outcome(ends: &[End], arrived: &[(&End, &Arrival)]) -> (Verdict, Message) {
    match (arrived.first(), likeliest_loss(ends)) {
        (Some((_, first)), None) => (Verdict::Delivered, delivered(first, arrived)),
        (Some(_), Some((_, why))) => {
            let odds: f64 = arrived.iter().map(|(end, _)| end.odds).sum();
            let percent = format!("{:.0}", odds * 100.0);
            let reason = message!("Delivered to {percent} % only: {why}", percent = percent, why = why);
            (Verdict::Delivered, reason)
        }
        (None, Some((verdict, why))) => (verdict, why.clone()),
        (None, None) => (Verdict::Dropped, message!("There is no node that could take the packet")),
    }
}

/// The most likely way to be lost, and the first reason for it.
fn likeliest_loss(ends: &[End]) -> Option<(Verdict, &Message)> {
    let mut losses: Vec<(f64, Verdict, &Message)> = Vec::new();
    for end in ends {
        let Fate::Lost(verdict, why) = &end.fate else { continue };
        match losses.iter_mut().find(|(_, known, _)| known == verdict) {
            Some((odds, ..)) => *odds += end.odds,
            None => losses.push((end.odds, *verdict, why)),
        }
    }
    // Of equals the first counts, however sums of fractions are rounded.
    let (_, verdict, why) =
        losses.into_iter().reduce(|best, other| if other.0 > best.0 + 1e-9 { other } else { best })?;
    Some((verdict, why))
}

fn delivered(first: &Arrival, arrived: &[(&End, &Arrival)]) -> Message {
    let count = addresses(arrived).len();
    let place = &first.place;
    match (&first.service, count) {
        (Some(service), 1) => message!("{service} leads to {place}", service = service, place = place),
        (Some(service), count) => {
            message!("{service} leads to one of {count} endpoints", service = service, count = count)
        }
        (None, _) => message!("{place} has the address", place = place),
    }
}

fn addresses(arrived: &[(&End, &Arrival)]) -> BTreeSet<SocketAddr> {
    arrived.iter().map(|(_, arrival)| arrival.address).collect()
}

/// Every backend with its odds among those that get the packet.
fn endpoints(arrived: &[(&End, &Arrival)]) -> Vec<Endpoint> {
    let total: f64 = arrived.iter().map(|(end, _)| end.odds).sum();
    let mut odds: BTreeMap<SocketAddr, (f64, &Arrival)> = BTreeMap::new();
    for (end, arrival) in arrived {
        odds.entry(arrival.address).or_insert((0.0, arrival)).0 += end.odds;
    }
    let endpoints = odds.into_iter().map(|(address, (odds, arrival))| Endpoint {
        ip: address.ip(),
        port: address.port(),
        probability: odds / total,
        node: arrival.node.clone(),
        pod: arrival.pod.clone(),
    });
    endpoints.collect()
}

fn source_nat(arrived: &[(&End, &Arrival)], client: IpAddr) -> SourceNat {
    let changed = arrived.iter().filter(|(end, _)| end.source != client).count();
    match changed {
        0 => SourceNat::No,
        all if all == arrived.len() => SourceNat::Yes,
        _ => SourceNat::Some,
    }
}

fn deliver_hop(arrived: &[(&End, &Arrival)]) -> Option<Hop> {
    let (_, first) = arrived.first()?;
    let addresses = addresses(arrived);
    let sources: BTreeSet<IpAddr> = arrived.iter().map(|(end, _)| end.source).collect();
    let at = if addresses.len() == 1 { first.place.clone() } else { Place::Endpoints };
    let note = arrived.iter().find_map(|(_, arrival)| arrival.note.clone());
    let source = alternatives(sources.iter().map(ToString::to_string));
    Some(Hop {
        at,
        action: Action::Deliver,
        destination: alternatives(addresses.iter().map(ToString::to_string)),
        note: note.unwrap_or_else(|| message!("The backend sees it come from {source}", source = source)),
        source,
        by_rules: ByRules::default(),
    })
}
