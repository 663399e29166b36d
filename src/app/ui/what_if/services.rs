//! What became of each Service: which addresses left, which joined, which stayed, and what its clients never notice.

use svclab::api::ObjectRef;
use svclab::changes::{Difference, Endpoint, Kept, NodesDifference, ServiceDifference};
use svclab::{message, text};
use yew::prelude::*;

use super::super::panels::object_button;
use super::super::state::Lab;
use crate::what_if::words::short;

/// How many Services are listed, and how many addresses of each: more would only make the page slow.
const LISTED: usize = 50;

/// Every Service that lost or gained anyone.
pub fn services(lab: &Lab, difference: &Difference) -> Html {
    let language = lab.language;
    let is_own = |one: &&ServiceDifference| !lab.run.cluster().is_built_in(&one.service);
    let list: Vec<&ServiceDifference> = difference.services.iter().filter(is_own).collect();
    if list.is_empty() {
        return html! { <p class="same">{ language.text(text!("Every Service has the same endpoints as before.")) }</p> };
    }
    let more = list.len().saturating_sub(LISTED);
    html! {
        <>
            { for list.iter().take(LISTED).map(|one| service(lab, one)) }
            if more > 0 {
                <p class="same">{ language.say(&message!("and {count} more", count = more)) }</p>
            }
        </>
    }
}

fn service(lab: &Lab, one: &ServiceDifference) -> Html {
    let language = lab.language;
    let count = |class: &'static str, sign: &str, count: usize, label: &'static str| {
        html! { <span class={class}>{ format!("{sign}{count} ") }{ language.text(label) }</span> }
    };
    let nodes = one.load_balancer_nodes.as_ref();
    html! {
        <details class="service-difference" data-service={format!("{}/{}", one.service.namespace, one.service.name)}>
            <summary>
                <strong>{ name(&one.service) }</strong>
                { count("left", "−", one.left.len(), text!("left")) }
                { count("joined", "+", one.joined.len(), text!("joined")) }
                { count("stayed", "=", one.stayed.len(), text!("stayed")) }
                <span class="kept">{ language.text(text!("keeps")) }{ " " }<code>{ kept(&one.kept).join("  ") }</code></span>
            </summary>
            <ul>
                { for one.left.iter().take(LISTED).map(|endpoint| row(lab, "left", "−", text!("left"), endpoint)) }
                { for one.joined.iter().take(LISTED).map(|endpoint| row(lab, "joined", "+", text!("joined"), endpoint)) }
                { for one.stayed.iter().take(LISTED).map(|endpoint| row(lab, "stayed", "=", text!("stayed"), endpoint)) }
                { for nodes.map(|nodes| node_rows(lab, nodes)) }
            </ul>
        </details>
    }
}

fn name(service: &ObjectRef) -> String {
    format!("Service {}", short(service))
}

fn kept(kept: &Kept) -> Vec<String> {
    let addresses = kept.cluster_ips.iter().chain(&kept.load_balancer).map(ToString::to_string);
    let ports = kept.node_ports.iter().map(|port| format!(":{port}"));
    std::iter::once(kept.dns_name.to_string()).chain(addresses).chain(ports).collect()
}

fn row(lab: &Lab, class: &'static str, sign: &str, word: &'static str, endpoint: &Endpoint) -> Html {
    let is_there = |pod: &&ObjectRef| lab.run.cluster().get(pod).is_some();
    html! {
        <li {class}>
            <span class="how">{ format!("{sign} ") }{ lab.language.text(word) }</span>
            <code>{ endpoint.address.to_string() }</code>
            { match endpoint.pod.as_ref() {
                Some(pod) if is_there(&pod) && class != "left" => object_button(lab, pod),
                Some(pod) => html! { <span>{ short(pod) }</span> },
                None => Html::default(),
            } }
            { for endpoint.why.as_ref().map(|why| html! { <span class="why">{ lab.language.say(why) }</span> }) }
        </li>
    }
}

/// The nodes that the load balancer has left and taken up.
fn node_rows(lab: &Lab, nodes: &NodesDifference) -> Html {
    let language = lab.language;
    let left = nodes.left.iter().map(|node| message!("the load balancer no longer uses {node}", node = node));
    let joined = nodes.joined.iter().map(|node| message!("the load balancer uses {node} now", node = node));
    html! { <>{ for left.chain(joined).map(|said| html! { <li class="nodes">{ language.say(&said) }</li> }) }</> }
}
