//! Which Pods count, and for each that does not, why; and after something has happened, who left and who joined.

mod since;

use svclab::api::{Kind, ObjectRef, Service};
use svclab::cluster::{ServiceType, is_headless, service_type, target_port};
use svclab::controllers::{Backend, Backends, Standing};
use svclab::message;
use svclab::text;
use yew::prelude::*;

use super::super::state::{Lab, use_lab};
use super::object_button;
use since::Since;

/// How many Services are listed, and how many Pods of each: more would only make the page slow.
const LISTED: usize = 100;

/// Every Service of the text with who is behind it.
#[component]
pub fn Endpoints() -> Html {
    let lab = use_lab();
    let cluster = lab.run.cluster();
    let services = cluster.services.iter().filter_map(|(name, service)| {
        let reference = ObjectRef::new(Kind::Service, name.namespace.clone(), name.name.clone());
        (!cluster.is_built_in(&reference)).then_some((reference, service))
    });
    let backends = lab.run.shown.backends();
    let sections: Vec<Html> = services
        .take(LISTED)
        .map(|(reference, service)| section(&lab, &backends, &reference, service))
        .collect();
    if sections.is_empty() {
        return html! { <p class="empty">{ lab.language.text("There is no Service yet.") }</p> };
    }
    html! { <>{ sections }</> }
}

fn section(lab: &Lab, backends: &Backends<'_>, reference: &ObjectRef, service: &Service) -> Html {
    let language = lab.language;
    let since = Since::of(lab.run.difference(), reference);
    let mut list = backends.of(service);
    let chosen = list.len();
    let ready = list.iter().filter(|backend| backend.standing == Standing::Ready).count();
    let mut more = chosen.saturating_sub(LISTED);
    if list.is_empty() {
        // Then the Pods that the selector passes over say what is wrong with it.
        let passed_over = backends.passed_over(service, LISTED);
        (list, more) = (passed_over.nearest, passed_over.others);
    }
    let headline = match service_type(service) {
        ServiceType::ExternalName => {
            let name = service.spec.external_name.clone().unwrap_or_default();
            language.say(&message!("an alias of {name}: it has no endpoints", name = name))
        }
        _ => language.say(&message!("{ready} of {all} ready", ready = ready, all = chosen)),
    };
    let selector: Vec<String> =
        service.spec.selector.iter().map(|(key, value)| format!("{key}={value}")).collect();
    html! {
        <section class="backends" data-service={format!("{}/{}", reference.namespace, reference.name)}>
            <h3>
                { object_button(lab, reference) }
                <span class={classes!("ratio", (ready == 0 && chosen > 0).then_some("none"))}>{ headline }</span>
                { for since.map(|since| since.counts(lab)) }
            </h3>
            <p class="facts">
                <span>{ type_name(service) }</span>
                { for service.spec.ports.iter().map(|port| html! { <code>{ format!("{} → {}", port.port, target_port(port)) }</code> }) }
                if !selector.is_empty() {
                    <span>{ language.text("selector") }{ " " }<code>{ selector.join(",") }</code></span>
                }
            </p>
            if list.is_empty() && since.is_none() {
                <p class="empty">{ language.text(why_nobody(service)) }</p>
            } else {
                <table>
                    <thead class="unseen">
                        <tr>
                            <th>{ language.text("State") }</th>
                            <th>{ language.text("Pod") }</th>
                            <th>{ language.text("Address") }</th>
                            <th>{ language.text("Node") }</th>
                        </tr>
                    </thead>
                    <tbody>
                        { for list.iter().take(LISTED).map(|backend| row(lab, backend, since)) }
                        { for since.map(|since| since.gone(lab, &list)) }
                    </tbody>
                </table>
            }
            if more > 0 {
                <p class="empty">{ language.say(&message!("and {count} more", count = more)) }</p>
            }
        </section>
    }
}

fn type_name(service: &Service) -> &'static str {
    if is_headless(service) { "headless" } else { service_type(service).name() }
}

fn why_nobody(service: &Service) -> &'static str {
    match service_type(service) {
        ServiceType::ExternalName => {
            text!("Clients get another name from the DNS and go there by themselves.")
        }
        _ if service.spec.selector.is_empty() => {
            text!(
                "The Service has no selector, and no EndpointSlice names it with the label kubernetes.io/service-name."
            )
        }
        _ => text!("There is no Pod in the namespace of the Service."),
    }
}

fn row(lab: &Lab, backend: &Backend, since: Option<Since<'_>>) -> Html {
    let language = lab.language;
    let (class, word) = match backend.standing {
        Standing::Ready => ("ready", text!("ready")),
        Standing::Terminating => ("terminating", text!("terminating")),
        Standing::NotReady => ("not-ready", text!("not ready")),
        Standing::LeftOut => ("left-out", text!("left out")),
        Standing::NotSelected => ("not-selected", text!("not selected")),
    };
    let ports: Vec<String> = backend.ports.iter().map(|port| format!(":{port}")).collect();
    html! {
        <tr class={class} data-standing={class}>
            <td class="narrow"><span class={classes!("state", class)}>{ language.text(word) }</span>{ for since.map(|since| since.mark(lab, backend)) }</td>
            <td>
                { match &backend.pod {
                    Some(pod) => object_button(lab, pod),
                    None => html! { { language.text("an address written by hand") } },
                } }
                { for backend.reasons.iter().map(|reason| html! { <span class="why">{ language.say(&reason.message()) }</span> }) }
            </td>
            <td><code>{ backend.addresses.join(", ") }{ ports.join(" ") }</code></td>
            <td class="narrow">{ backend.node.as_deref().unwrap_or_default() }</td>
        </tr>
    }
}
