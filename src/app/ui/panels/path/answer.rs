//! The answer: what the name stands for, the verdict, the hops, and what the backend sees.

use std::net::SocketAddr;

use svclab::api::{Kind, ObjectRef};
use svclab::coredns::Status;
use svclab::locale::Language;
use svclab::message;
use svclab::network::{self, Endpoint, Route, SourceNat, Trace, Verdict};
use svclab::text;
use yew::prelude::*;

use super::super::super::state::Lab;
use super::super::{copyable, object_button};
use super::form::Traced;
use super::hops;
use crate::attempt::attempt;
use crate::path_question::Asked;

/// How many of a route's backends are listed, and how many of them at first.
const LISTED: usize = 200;
const LISTED_AT_FIRST: usize = 6;

/// Where a connection goes, in words. What is wrong with the question stands in the form.
pub fn answer(lab: &Lab, asked: &Asked, traced: Traced<'_>) -> Html {
    let language = lab.language;
    match traced {
        None => html! { <p class="empty">{ language.text("There is nothing to connect to yet.") }</p> },
        Some(Err(_)) => Html::default(),
        Some(Ok(trace)) => html! {
            <div class="trace" aria-live="polite">
                { resolution(language, trace) }
                { for trace.routes.iter().enumerate().map(|(index, route)| route_html(lab, asked, index, route)) }
            </div>
        },
    }
}

/// What the client's resolver said, if it was asked.
fn resolution(language: Language, trace: &Trace) -> Html {
    let Some(dig) = &trace.resolution else { return Html::default() };
    let addresses: Vec<String> =
        dig.answer.iter().filter_map(|record| record.data.ip()).map(|ip| ip.to_string()).collect();
    let name = dig.searched.last().unwrap_or(&dig.question.name);
    if !trace.routes.is_empty() {
        return html! {
            <p class="resolved">
                <span class="kind">{ "DNS" }</span>
                { " " }
                <code>{ name.clone() }</code>
                { " → " }
                <code>{ addresses.join(", ") }</code>
            </p>
        };
    }
    let is_outside = dig.external && dig.status == Status::NoError;
    let (class, word, said) = if is_outside {
        let said =
            message!("The cluster's DNS does not answer for {name}: it is looked up outside.", name = name);
        ("info", text!("Outside"), said)
    } else {
        let said = message!(
            "The client cannot resolve {name}: {status}.",
            name = dig.question.name,
            status = dig.status
        );
        ("unroutable", text!("No such name"), said)
    };
    html! {
        <p class={classes!("verdict", class)} data-verdict="unresolved">
            { mark(class) }
            <strong>{ language.text(word) }</strong>
            <span>{ language.say(&said) }</span>
        </p>
    }
}

fn route_html(lab: &Lab, asked: &Asked, index: usize, route: &Route) -> Html {
    let language = lab.language;
    let (class, word) = verdict(route);
    html! {
        <section class="route" data-verdict={class} data-source-nat={(route.source_nat != SourceNat::No).to_string()}>
            <p class={classes!("verdict", class)}>
                { mark(class) }
                <strong>{ language.text(word) }</strong>
                <span>{ sentence(&language.say(&route.reason)) }</span>
            </p>
            { facts(language, route) }
            { hops::table(lab, index, route) }
            { backends(lab, route) }
            { try_it(lab, asked, route) }
        </section>
    }
}

fn verdict(route: &Route) -> (&'static str, &'static str) {
    use network::Action::{Drop, Reject};
    match route.verdict {
        Verdict::Delivered if route.hops.iter().any(|hop| matches!(hop.action, Drop | Reject)) => {
            ("partly", text!("Delivered only in part"))
        }
        Verdict::Delivered => ("delivered", text!("Delivered")),
        Verdict::Refused => ("refused", text!("Refused")),
        Verdict::Dropped => ("dropped", text!("Dropped")),
        Verdict::Unroutable => ("unroutable", text!("No route")),
    }
}

/// The mark of a verdict; refused and dropped have those that they have in the picture.
fn mark(verdict: &str) -> Html {
    let sign = match verdict {
        "delivered" => "M4.5 8.5l2.5 2.5 4.5-5",
        "refused" => "M4.5 8h7",
        "dropped" => "M5 5l6 6m0-6l-6 6",
        "partly" => "M8 4v8M4.5 8h7",
        _ => "M5.6 6.2a2.5 2.5 0 1 1 3.6 2.2q-1.2.6-1.2 1.6m0 1.6v.2",
    };
    html! {
        <svg class="sign" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="7" /><path d={sign} /></svg>
    }
}

/// What the client's address becomes, and whether the choice lasts.
fn facts(language: Language, route: &Route) -> Html {
    let Some(last) = route.hops.last().filter(|_| route.verdict == Verdict::Delivered) else {
        return Html::default();
    };
    let source = &last.source;
    let seen = match route.source_nat {
        SourceNat::No => message!("The backend sees the client's own address, {source}.", source = source),
        SourceNat::Yes => {
            message!("The backend does not see the client's address, but {source}.", source = source)
        }
        SourceNat::Some => {
            message!("What the backend sees depends on where it runs: {source}.", source = source)
        }
    };
    let sticky = route.hops.iter().find_map(|hop| hop.by_rules.sticky_seconds);
    let lasts = match sticky {
        Some(seconds) => message!(
            "Sticky: a client that comes back within {seconds} s gets the same backend.",
            seconds = seconds
        ),
        None => message!("Not sticky: every connection may get another backend."),
    };
    html! {
        <ul class="seen">
            <li>{ language.say(&seen) }</li>
            if route.endpoints.len() > 1 || sticky.is_some() {
                <li>{ language.say(&lasts) }</li>
            }
        </ul>
    }
}

/// Who may get the connection, if there is a choice: the likely ones first.
fn backends(lab: &Lab, route: &Route) -> Html {
    if route.endpoints.len() < 2 {
        return Html::default();
    }
    let mut endpoints: Vec<&Endpoint> = route.endpoints.iter().take(LISTED).collect();
    endpoints.sort_by(|one, other| other.probability.total_cmp(&one.probability));
    let (first, rest) = endpoints.split_at(endpoints.len().min(LISTED_AT_FIRST));
    let more = route.endpoints.len() - first.len();
    html! {
        <>
            <h3>{ lab.language.text("Who may get it") }</h3>
            { odds_table(lab, first) }
            if more > 0 {
                <details>
                    <summary>{ lab.language.say(&message!("and {count} more", count = more)) }</summary>
                    { odds_table(lab, rest) }
                </details>
            }
        </>
    }
}

fn odds_table(lab: &Lab, endpoints: &[&Endpoint]) -> Html {
    let language = lab.language;
    let row = |endpoint: &&Endpoint| {
        let pod = endpoint.pod.as_ref();
        let pod = pod.map(|pod| ObjectRef::new(Kind::Pod, pod.namespace.clone(), pod.name.clone()));
        let odds = format!("{:.0} %", endpoint.probability * 100.0);
        let bar = format!("width: {:.1}%", endpoint.probability * 100.0);
        html! {
            <tr>
                <td class="narrow odds">{ odds }<span class="odds-bar"><i style={bar} /></span></td>
                <td>{ pod.map(|pod| object_button(lab, &pod)) }</td>
                <td><code>{ SocketAddr::new(endpoint.ip, endpoint.port).to_string() }</code></td>
                <td class="narrow">{ endpoint.node.as_deref().unwrap_or_default() }</td>
            </tr>
        }
    };
    html! {
        <table class="backends">
            <thead class="unseen">
                <tr>
                    <th>{ language.text("Odds") }</th>
                    <th>{ language.text("Pod") }</th>
                    <th>{ language.text("Address") }</th>
                    <th>{ language.text("Node") }</th>
                </tr>
            </thead>
            <tbody>{ for endpoints.iter().map(row) }</tbody>
        </table>
    }
}

/// The command that tries the same thing on a real cluster.
fn try_it(lab: &Lab, asked: &Asked, route: &Route) -> Html {
    let (Ok(from), Ok(to)) = (asked.from.trim().parse(), asked.to.parse()) else { return Html::default() };
    let attempt = attempt(&from, &to, route);
    let language = lab.language;
    html! {
        <div class="command">
            <p>
                { language.text("Try it on a real cluster:") }
                { " " }
                { language.say(&attempt.place) }
            </p>
            { copyable(lab, attempt.command) }
            <p>
                { language.say(&attempt.shows) }
                if !asked.via.is_empty() {
                    { " " }
                    { language.text("Which node takes it, no client can ask for.") }
                }
            </p>
        </div>
    }
}

/// A message as a sentence: the core writes what can also stand inside one. `pod:default/web` stays as it is.
pub fn sentence(said: &str) -> String {
    let first_word = said.split(' ').next().unwrap_or_default();
    let mut letters = said.chars();
    match letters.next() {
        Some(first) if !first_word.contains([':', '/', '.']) => first.to_uppercase().chain(letters).collect(),
        _ => said.to_owned(),
    }
}
