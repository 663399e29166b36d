//! The hops of a route as a table.

use std::collections::BTreeMap;
use std::rc::Rc;

use svclab::api::{Kind, ObjectRef};
use svclab::locale::Language;
use svclab::message;
use svclab::network::{Action, Hop, Place, Route};
use svclab::text;
use yew::prelude::*;

use super::super::super::state::{self, Lab};
use super::super::object_button;
use super::answer::sentence;
use super::walk::{Walker, number};

/// How many nodes that do the same are shown at first.
const ALIKE_AT_FIRST: usize = 2;

/// Every hop: where, what happens, and the addresses before and after. Nodes that do what others do fold.
pub fn table(lab: &Lab, index: usize, route: &Route) -> Html {
    let walker = Walker::new(lab, index, route);
    let visits = visits(&route.hops);
    let (first, folded): (Vec<_>, Vec<_>) = fold(visits);
    let language = lab.language;
    // The arrival stands below what is folded.
    let is_arrival = |visit: &&[Hop]| visit.iter().all(|hop| node_of(hop).is_none());
    let after =
        if folded.is_empty() { 0 } else { first.iter().rev().take_while(|visit| is_arrival(visit)).count() };
    let (way, arrival) = first.split_at(first.len() - after);
    let nodes: Vec<&str> = folded.iter().filter_map(|visit| node_of(visit.first()?)).collect();
    html! {
        <>
            { rows(lab, &walker, route, way) }
            if !folded.is_empty() {
                <details class="alike">
                    <summary>
                        { language.say(&message!("{count} more nodes do what one above does", count = nodes.len())) }
                    </summary>
                    { rows(lab, &walker, route, &folded) }
                </details>
            }
            if !arrival.is_empty() {
                { rows(lab, &walker, route, arrival) }
            }
        </>
    }
}

fn rows(lab: &Lab, walker: &Walker, route: &Route, visits: &[&[Hop]]) -> Html {
    let language = lab.language;
    html! {
        <table class="hops">
            <thead>
                <tr>
                    <th class="hop-number"><span class="unseen">{ language.text("Step") }</span></th>
                    <th>{ language.text("Where") }</th>
                    <th>{ language.text("What happens") }</th>
                    <th>{ language.text("Source") }</th>
                    <th>{ language.text("Destination") }</th>
                </tr>
            </thead>
            <tbody>{ for visits.iter().copied().flatten().map(|hop| row(lab, walker, route, hop)) }</tbody>
        </table>
    }
}

/// The hops one after the other at one place.
fn visits(hops: &[Hop]) -> Vec<&[Hop]> {
    hops.chunk_by(|one, other| node_of(one).is_some() && one.at == other.at).collect()
}

fn node_of(hop: &Hop) -> Option<&str> {
    if let Place::Node(name) = &hop.at { Some(name) } else { None }
}

/// The visits to show, and those to nodes that do what others do, as far as these are many.
fn fold(visits: Vec<&[Hop]>) -> (Vec<&[Hop]>, Vec<&[Hop]>) {
    let mut alike: BTreeMap<Vec<(Action, &str)>, usize> = BTreeMap::new();
    let (folded, shown): (Vec<_>, Vec<_>) = visits.iter().copied().partition(|visit| {
        let deeds = visit.iter().map(|hop| (hop.action, hop.note.template())).collect();
        let count = alike.entry(deeds).or_default();
        *count += 1;
        visit.first().is_some_and(|hop| node_of(hop).is_some()) && *count > ALIKE_AT_FIRST
    });
    // To fold a single one spares nobody anything.
    if folded.len() < 2 { (visits, Vec::new()) } else { (shown, folded) }
}

fn row(lab: &Lab, walker: &Walker, route: &Route, hop: &Hop) -> Html {
    let language = lab.language;
    let (class, word) = action(hop.action);
    let before = hop.by_rules.before.as_ref();
    let step = walker.step_of(route, hop);
    let is_here = step.as_ref().is_some_and(|step| step.is_here);
    html! {
        <tr
            class={classes!(class, step.is_some().then_some("walked"), is_here.then_some("here"))}
            data-action={class}
            onclick={step.as_ref().map(|step| step.onclick.clone())}
        >
            <td class="hop-number">{ step.as_ref().map(|step| number(lab, step)) }</td>
            <td class="hop-at">{ place(lab, &hop.at) }</td>
            <td class="hop-what">
                <span class="hop-action">{ language.text(word) }</span>
                // That it opens a connection, the question says.
                if hop.action != Action::Send {
                    <span class="hop-note">{ note(lab, route, hop) }</span>
                }
            </td>
            <td class="hop-source">{ addresses(&hop.source, before.map(|before| before.0.as_str())) }</td>
            <td class="hop-destination">{ addresses(&hop.destination, before.map(|before| before.1.as_str())) }</td>
        </tr>
    }
}

/// What is to be known of a hop. The chains whose rules did it are links to them.
fn note(lab: &Lab, route: &Route, hop: &Hop) -> Html {
    let said = sentence(&lab.language.say(&hop.note));
    let chains = &hop.by_rules.chains;
    let mut words: Vec<Html> = Vec::new();
    let mut plain = String::new();
    for word in said.split_inclusive(' ') {
        match chains.iter().find(|chain| ***chain == *word.trim_end().trim_end_matches(':')) {
            Some(chain) => {
                words.push(Html::from(std::mem::take(&mut plain)));
                words.push(chain_link(lab, route, hop, chain));
                plain.push_str(&word[word.find(&**chain).map_or(0, |at| at + chain.len())..]);
            }
            None => plain.push_str(word),
        }
    }
    words.push(Html::from(plain));
    let is_named = chains.iter().any(|chain| said.contains(&**chain));
    let unnamed = chains.iter().filter(|_| !is_named).map(|chain| chain_link(lab, route, hop, chain));
    html! { <>{ for words }{ for unnamed.map(|link| html! { <>{ " " }{ link }</> }) }</> }
}

/// The name of a chain that shows it in the rules of its node.
fn chain_link(lab: &Lab, route: &Route, hop: &Hop, chain: &Rc<str>) -> Html {
    let table = if matches!(hop.action, Action::Dnat | Action::Snat) { "nat" } else { "filter" };
    let onclick = {
        let (dispatcher, node, ipv6) =
            (lab.dispatcher(), node_of(hop).unwrap_or_default().to_owned(), route.address.is_ipv6());
        let name = chain.clone();
        move |_| {
            dispatcher.dispatch(state::Action::ShowChain {
                node: node.clone(),
                ipv6,
                table,
                name: name.clone(),
            })
        }
    };
    html! { <button type="button" class="chain" {onclick}>{ chain.to_string() }</button> }
}

/// An address, or several one below the other; below what it was before, if that was another.
fn addresses(now: &str, before: Option<&str>) -> Html {
    let line = |address: &str| html! { <code>{ address.to_owned() }</code> };
    match before.filter(|before| *before != now) {
        None => now.split(", ").map(line).collect(),
        Some(before) => html! {
            <>
                <del>{ for before.split(", ").map(line) }</del>
                <ins>{ for now.split(", ").map(line) }</ins>
            </>
        },
    }
}

pub fn action(action: Action) -> (&'static str, &'static str) {
    match action {
        Action::Send => ("send", text!("sends")),
        Action::Route => ("route", text!("hands over")),
        Action::Balance => ("balance", text!("chooses a node")),
        Action::Dnat => ("dnat", text!("new destination")),
        Action::Snat => ("snat", text!("new source")),
        Action::Forward => ("forward", text!("passes on")),
        Action::Reject => ("reject", text!("refuses")),
        Action::Drop => ("drop", text!("drops")),
        Action::Deliver => ("deliver", text!("receives")),
    }
}

fn place(lab: &Lab, at: &Place) -> Html {
    match at {
        Place::Pod(name) => {
            object_button(lab, &ObjectRef::new(Kind::Pod, name.namespace.clone(), name.name.clone()))
        }
        Place::Node(name) => object_button(lab, &ObjectRef::new(Kind::Node, "", name.clone())),
        _ => html! { { place_text(lab.language, at) } },
    }
}

/// A place in words.
pub fn place_text(language: Language, at: &Place) -> String {
    match at {
        Place::Pod(name) => name.to_string(),
        Place::Node(name) => name.clone(),
        Place::Lan(ip) => language.say(&message!("LAN host {ip}", ip = ip)),
        Place::Internet(ip) => language.say(&message!("internet host {ip}", ip = ip)),
        Place::LoadBalancer(ip) => language.say(&message!("load balancer {ip}", ip = ip)),
        Place::Host(ip) => language.say(&message!("host {ip}", ip = ip)),
        Place::Network => language.say(&message!("the network")),
        Place::Endpoints => language.say(&message!("one of the endpoints")),
    }
}
