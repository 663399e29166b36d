//! The answer: what the name stands for, the verdict, the hops, and what the backend sees.

use std::net::SocketAddr;

use svclab::api::{Kind, ObjectRef};
use svclab::coredns::Status;
use svclab::locale::Language;
use svclab::message;
use svclab::message::Message;
use svclab::network::{
    self, Action, Endpoint, Hop, Place, Route, SourceNat, Trace, TraceError, TraceQuery, Verdict,
};
use svclab::text;
use yew::prelude::*;

use super::super::super::run::Run;
use super::super::super::state::Lab;
use super::super::object_button;

/// How many of a route's backends are listed.
const LISTED: usize = 50;

/// Where a connection goes, in words.
pub fn answer(lab: &Lab, from: &str, to: &str) -> Html {
    let language = lab.language;
    if to.trim().is_empty() {
        return html! { <p class="empty">{ language.text("There is nothing to connect to yet.") }</p> };
    }
    match trace(&lab.run, from, to) {
        Ok(trace) => html! {
            <div class="trace" aria-live="polite">
                { resolution(language, &trace) }
                { for trace.routes.iter().map(|route| route_html(lab, route)) }
                { command(language, from, to) }
            </div>
        },
        Err(error) => html! {
            <p class="empty">
                { sentence(&language.say(&error.message)) }
                { ". " }
                { error.help.as_ref().map(|help| language.say(help)) }
            </p>
        },
    }
}

/// Where a connection goes, as data.
pub fn trace(run: &Run, from: &str, to: &str) -> Result<Trace, TraceError> {
    let query = TraceQuery { from: from.parse()?, via: None, to: to.trim().parse()? };
    network::trace(&run.shown.cluster, &run.shown.zone, &query)
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
            <strong>{ language.text(word) }</strong>
            <span>{ language.say(&said) }</span>
        </p>
    }
}

fn route_html(lab: &Lab, route: &Route) -> Html {
    let language = lab.language;
    let (class, word) = verdict(route.verdict);
    html! {
        <section class="route" data-verdict={class} data-source-nat={(route.source_nat != SourceNat::No).to_string()}>
            <p class={classes!("verdict", class)}>
                <strong>{ language.text(word) }</strong>
                <span>{ sentence(&language.say(&route.reason)) }</span>
            </p>
            <ol class="hops">{ for route.hops.iter().map(|hop| hop_html(lab, hop)) }</ol>
            { seen(language, route) }
            { backends(lab, route) }
        </section>
    }
}

fn verdict(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Delivered => ("delivered", text!("Delivered")),
        Verdict::Refused => ("refused", text!("Refused")),
        Verdict::Dropped => ("dropped", text!("Dropped")),
        Verdict::Unroutable => ("unroutable", text!("No route")),
    }
}

fn hop_html(lab: &Lab, hop: &Hop) -> Html {
    let language = lab.language;
    let (class, word) = action(hop.action);
    html! {
        <li class={class} data-action={class}>
            <span class="hop-at">{ place(lab, &hop.at) }</span>
            <span class="hop-action">{ language.text(word) }</span>
            <span class="hop-packet">
                <code>{ hop.source.clone() }</code>
                { " → " }
                <code>{ hop.destination.clone() }</code>
            </span>
            <span class="hop-note">{ sentence(&language.say(&hop.note)) }</span>
        </li>
    }
}

fn action(action: Action) -> (&'static str, &'static str) {
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
    let say = |message: Message| html! { { lab.language.say(&message) } };
    match at {
        Place::Pod(name) => {
            object_button(lab, &ObjectRef::new(Kind::Pod, name.namespace.clone(), name.name.clone()))
        }
        Place::Node(name) => object_button(lab, &ObjectRef::new(Kind::Node, "", name.clone())),
        Place::Lan(ip) => say(message!("LAN host {ip}", ip = ip)),
        Place::Internet(ip) => say(message!("internet host {ip}", ip = ip)),
        Place::LoadBalancer(ip) => say(message!("load balancer {ip}", ip = ip)),
        Place::Host(ip) => say(message!("host {ip}", ip = ip)),
        Place::Network => say(message!("the network")),
        Place::Endpoints => say(message!("one of the endpoints")),
    }
}

/// The source address that the backend sees.
fn seen(language: Language, route: &Route) -> Html {
    let Some(last) = route.hops.last().filter(|_| route.verdict == Verdict::Delivered) else {
        return Html::default();
    };
    let source = &last.source;
    let said = match route.source_nat {
        SourceNat::No => message!("The backend sees the client's own address, {source}.", source = source),
        SourceNat::Yes => {
            message!("The backend does not see the client's address, but {source}.", source = source)
        }
        SourceNat::Some => {
            message!("What the backend sees depends on where it runs: {source}.", source = source)
        }
    };
    html! { <p class="seen">{ language.say(&said) }</p> }
}

/// Who may get the connection, if there is a choice.
fn backends(lab: &Lab, route: &Route) -> Html {
    if route.endpoints.len() < 2 {
        return Html::default();
    }
    let row = |endpoint: &Endpoint| {
        let pod = endpoint.pod.as_ref();
        let pod = pod.map(|pod| ObjectRef::new(Kind::Pod, pod.namespace.clone(), pod.name.clone()));
        html! {
            <tr>
                <td class="narrow odds">{ format!("{:.0} %", endpoint.probability * 100.0) }</td>
                <td>{ pod.map(|pod| object_button(lab, &pod)) }</td>
                <td><code>{ SocketAddr::new(endpoint.ip, endpoint.port).to_string() }</code></td>
                <td class="narrow">{ endpoint.node.clone() }</td>
            </tr>
        }
    };
    html! { <table><tbody>{ for route.endpoints.iter().take(LISTED).map(row) }</tbody></table> }
}

/// The command that tries the same thing on a real cluster.
fn command(language: Language, from: &str, to: &str) -> Html {
    let (address, protocol) = to.trim().split_once('/').unwrap_or((to.trim(), "TCP"));
    let attempt = match address.rsplit_once(':') {
        Some((host, port)) if !protocol.eq_ignore_ascii_case("TCP") => format!("nc -u -w 5 {host} {port}"),
        _ => format!("curl -m 5 http://{address}/"),
    };
    let pod = from.strip_prefix("pod:").and_then(|pod| pod.split_once('/'));
    let command = match pod {
        Some((namespace, name)) => format!("kubectl exec -n {namespace} {name} -- {attempt}"),
        None => attempt,
    };
    html! {
        <p class="command">
            <span>{ language.text("Try it on a real cluster:") }</span>
            { " " }
            <code>{ command }</code>
        </p>
    }
}

/// A message as a sentence: the core writes what can also stand inside one. `pod:default/web` stays as it is.
fn sentence(said: &str) -> String {
    let first_word = said.split(' ').next().unwrap_or_default();
    let mut letters = said.chars();
    match letters.next() {
        Some(first) if !first_word.contains([':', '/', '.']) => first.to_uppercase().chain(letters).collect(),
        _ => said.to_owned(),
    }
}
