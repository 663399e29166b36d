//! `svclab trace`: verdict first, then where it may end, then the way there.

use svclab::network::{Endpoint, Hop, Place, Route, SourceNat, Trace};

/// The routes for people.
pub fn text(trace: &Trace) -> String {
    let mut out = format!("{} to {}\n", trace.from, trace.to);
    if let Some(dig) = &trace.resolution {
        let answers: Vec<String> = dig.answer.iter().map(|record| record.data.to_string()).collect();
        let answers = if answers.is_empty() { dig.status.name().to_owned() } else { answers.join(", ") };
        out.push_str(&format!("  {} is {answers}\n", dig.question.name));
    }
    for route in &trace.routes {
        out.push('\n');
        out.push_str(&route_text(route));
    }
    out
}

fn route_text(route: &Route) -> String {
    let verdict = format!("{:?}", route.verdict).to_uppercase();
    let host =
        if route.address.is_ipv6() { format!("[{}]", route.address) } else { route.address.to_string() };
    let mut out = format!("{verdict}  {host}:{}/{}\n  {}\n", route.port, route.protocol, route.reason);
    for endpoint in &route.endpoints {
        out.push_str(&format!("  {}\n", endpoint_text(endpoint)));
    }
    match route.source_nat {
        _ if route.endpoints.is_empty() => {}
        SourceNat::No => out.push_str("  The backend sees the client's address.\n"),
        SourceNat::Yes => out.push_str("  The backend sees another source address than the client's.\n"),
        SourceNat::Some => {
            out.push_str("  Whether the backend sees the client's address depends on the backend.\n")
        }
    }
    if !route.hops.is_empty() {
        out.push('\n');
    }
    let mut at = 1;
    let mut places = route.hops.chunk_by(|one, next| one.at == next.at).peekable();
    while let Some(hops) = places.next() {
        for hop in hops {
            out.push_str(&hop_text(at, hop));
            at += 1;
        }
        let mut others = Vec::new();
        while let Some(alike) = places.next_if(|other| other.len() == hops.len() && are_alike(hops, other)) {
            others.push(alike);
        }
        if others.len() < FOLDED {
            others.iter().flat_map(|hops| hops.iter()).for_each(|hop| {
                out.push_str(&hop_text(at, hop));
                at += 1;
            });
        } else {
            let names: Vec<String> = others.iter().map(|hops| hops[0].at.to_string()).collect();
            out.push_str(&format!("      The same at {}\n", names.join(", ")));
        }
    }
    out
}

/// From how many other nodes on that do the same they are only named.
const FOLDED: usize = 3;

/// True if two nodes do the same with a packet, each from its own address.
fn are_alike(hops: &[Hop], others: &[Hop]) -> bool {
    let is_node = |hop: &Hop| matches!(hop.at, Place::Node(_));
    hops.iter().zip(others).all(|(one, other)| {
        is_node(one)
            && is_node(other)
            && one.action == other.action
            && one.destination == other.destination
            && one.note.template() == other.note.template()
    })
}

fn hop_text(at: usize, hop: &Hop) -> String {
    let action = format!("{:?}", hop.action).to_lowercase();
    let mut text =
        format!("  {at:>2}. {:<22} {action:<8} {} -> {}\n", hop.at.to_string(), hop.source, hop.destination);
    let note = hop.note.to_string();
    if !note.is_empty() {
        text.push_str(&format!("      {note}\n"));
    }
    text
}

fn endpoint_text(endpoint: &Endpoint) -> String {
    let host = if endpoint.ip.is_ipv6() { format!("[{}]", endpoint.ip) } else { endpoint.ip.to_string() };
    let mut text = format!("{:>5.1} %  {host}:{}", endpoint.probability * 100.0, endpoint.port);
    if let Some(pod) = &endpoint.pod {
        text.push_str(&format!("  Pod {}/{}", pod.namespace, pod.name));
    }
    if let Some(node) = &endpoint.node {
        text.push_str(&format!(" on {node}"));
    }
    text
}
