//! The cluster's records, and a look-up as a Pod's resolver makes it.

use std::collections::BTreeMap;

use svclab::api::{Kind, ObjectRef};
use svclab::coredns::{Dig, Record, RecordType, Status};
use svclab::message;
use svclab::text;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::super::state::{Action, DigQuestion, Lab, use_lab};
use super::object_button;
use crate::targets::first_client;

/// The types that the form offers.
const TYPES: [&str; 6] = ["A", "AAAA", "SRV", "CNAME", "PTR", "ANY"];
/// How many records are listed: more would only make the page slow.
const LISTED: usize = 400;

/// The form with its answer, then every record.
#[component]
pub fn Dns() -> Html {
    let lab = use_lab();
    let run = lab.run.clone();
    let records = use_memo(run, |run| run.shown.zone().records());
    html! {
        <>
            <Form records={records.clone()} />
            <Records {records} />
        </>
    }
}

#[derive(PartialEq, Properties)]
struct RecordsProps {
    records: std::rc::Rc<Vec<Record>>,
}

#[component]
fn Form(props: &RecordsProps) -> Html {
    let lab = use_lab();
    let language = lab.language;
    let question = question(&lab, &props.records);
    let ask = |change: fn(&mut DigQuestion, String)| {
        let (dispatcher, question) = (lab.dispatcher(), question.clone());
        Callback::from(move |value: String| {
            let mut next = question.clone();
            change(&mut next, value);
            dispatcher.dispatch(Action::Dig(next));
        })
    };
    let select = |callback: Callback<String>| {
        callback.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value())
    };
    let onname = ask(|question, name| question.name = name)
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let pods =
        lab.run.cluster().pods.keys().filter(|pod| !is_built_in(&lab, Kind::Pod, &pod.namespace, &pod.name));
    let option = |value: String, label: String| {
        html! { <option selected={value == question.from} value={value.clone()}>{ label }</option> }
    };
    let names: std::collections::BTreeSet<&str> = props
        .records
        .iter()
        .filter(|record| is_of_reader(&lab, record))
        .map(|record| record.name.as_str())
        .collect();
    html! {
        <form class="question" onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <label>
                <span>{ language.text("From") }</span>
                <select class="field" name="dig-from" onchange={select(ask(|question, from| question.from = from))}>
                    { for pods.map(|pod| option(format!("pod:{pod}"), pod.to_string())) }
                    { option(String::new(), language.text("outside any Pod: the full name").to_owned()) }
                </select>
            </label>
            <label class="wide">
                <span>{ language.text("Name") }</span>
                <input class="field" name="dig-name" list="dns-names" spellcheck="false" autocomplete="off"
                    autocapitalize="off" value={question.name.clone()} oninput={onname} />
                <datalist id="dns-names">{ for names.into_iter().map(|name| html! { <option value={name.to_owned()} /> }) }</datalist>
            </label>
            <label>
                <span>{ language.text("Type") }</span>
                <select class="field" name="dig-type" onchange={select(ask(|question, record_type| question.record_type = record_type))}>
                    { for TYPES.into_iter().map(|name| html! { <option value={name} selected={question.record_type == name}>{ name }</option> }) }
                </select>
            </label>
            { answer(&lab, &question) }
        </form>
    }
}

/// What the reader asked, completed from what there is: the first Pod asks for the first Service.
fn question(lab: &Lab, records: &[Record]) -> DigQuestion {
    let mut question = lab.dig.clone();
    if question == DigQuestion::default() {
        let service = records
            .iter()
            .filter(|record| is_of_reader(lab, record))
            .find_map(|record| record.owner.service.as_ref());
        question.from = first_client(lab.run.cluster()).unwrap_or_default();
        let namespace =
            question.from.strip_prefix("pod:").and_then(|pod| pod.split_once('/')).map(|(first, _)| first);
        question.name = service.map_or_else(String::new, |service| match namespace {
            Some(namespace) if namespace == service.namespace => service.name.clone(),
            Some(_) => format!("{}.{}", service.name, service.namespace),
            None => format!("{}.{}.svc.{}.", service.name, service.namespace, lab.run.shown.zone().domain()),
        });
        question.record_type = "A".to_owned();
    }
    question
}

fn answer(lab: &Lab, question: &DigQuestion) -> Html {
    let language = lab.language;
    if question.name.trim().is_empty() {
        return Html::default();
    }
    let record_type: RecordType = question.record_type.parse().unwrap_or(RecordType::A);
    let from = Some(question.from.as_str()).filter(|from| !from.is_empty());
    let Ok(dig) = lab.run.shown.dig(from, question.name.trim(), record_type) else {
        let said = text!("The Pod that asked is gone. Choose another one.");
        return html! { <p class="verdict unroutable">{ language.text(said) }</p> };
    };
    let (class, said) = verdict(&dig);
    let tried = dig.queries.iter().map(|query| {
        let outcome =
            if query.external { language.text("forwarded out of the cluster") } else { query.status.name() };
        html! { <li><code>{ query.name.clone() }</code> <span>{ outcome }</span></li> }
    });
    html! {
        <output class="answer" data-status={dig.status.name()}>
            <p class={classes!("verdict", class)}>
                <strong>{ dig.status.name() }</strong>
                <span>{ language.text(said) }</span>
            </p>
            if !dig.answer.is_empty() {
                { table(lab, dig.answer.iter().chain(&dig.additional)) }
            }
            if dig.queries.len() > 1 {
                <details class="tried" open=true>
                    <summary>{ language.say(&message!("{count} names were tried", count = dig.queries.len())) }</summary>
                    <ol>{ for tried }</ol>
                </details>
            }
        </output>
    }
}

fn verdict(dig: &Dig) -> (&'static str, &'static str) {
    match dig.status {
        _ if dig.external => {
            ("info", text!("The rest of the answer is outside the cluster, and is not looked up here."))
        }
        Status::NoError if dig.answer.is_empty() => {
            ("refused", text!("The name exists, but has no record of this type."))
        }
        Status::NoError => ("delivered", text!("The name resolves.")),
        Status::NxDomain => ("refused", text!("No such name.")),
        Status::ServFail | Status::Refused => ("refused", text!("The server does not answer this question.")),
    }
}

/// Every record, Service by Service.
#[component]
fn Records(props: &RecordsProps) -> Html {
    let lab = use_lab();
    let language = lab.language;
    let mut groups: BTreeMap<Option<&ObjectRef>, Vec<&Record>> = BTreeMap::new();
    for record in props.records.iter().filter(|record| is_of_reader(&lab, record)).take(LISTED) {
        groups.entry(record.owner.service.as_deref()).or_default().push(record);
    }
    if groups.is_empty() {
        return html! { <p class="empty">{ language.text("No Service has a name yet.") }</p> };
    }
    let group = |(service, records): (Option<&ObjectRef>, Vec<&Record>)| {
        let heading = match service {
            Some(service) => object_button(&lab, service),
            None => html! { { language.text("Pods by address") } },
        };
        html! {
            <section class="records" data-service={service.map(|service| format!("{}/{}", service.namespace, service.name))}>
                <h3>{ heading }</h3>
                { table(&lab, records.into_iter()) }
            </section>
        }
    };
    // The Services first: a Pod's name by its address is of little use.
    let (pods, services): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(service, _)| service.is_none());
    html! { <>{ for services.into_iter().chain(pods).map(group) }</> }
}

fn table<'a>(lab: &Lab, records: impl Iterator<Item = &'a Record>) -> Html {
    let language = lab.language;
    let row = |record: &Record| {
        html! {
            <tr>
                <td><code>{ record.name.clone() }</code></td>
                <td class="narrow">{ record.data.record_type().to_string() }</td>
                <td><code>{ record.data.to_string() }</code></td>
            </tr>
        }
    };
    html! {
        <table>
            <thead class="unseen">
                <tr>
                    <th>{ language.text("Name") }</th>
                    <th>{ language.text("Type") }</th>
                    <th>{ language.text("Data") }</th>
                </tr>
            </thead>
            <tbody>{ for records.map(row) }</tbody>
        </table>
    }
}

/// True if the record is about something that is not in every cluster.
fn is_of_reader(lab: &Lab, record: &Record) -> bool {
    let about = record.owner.service.as_deref().or(record.owner.endpoint.as_deref());
    about.is_some_and(|object| !lab.run.cluster().is_built_in(object))
}

fn is_built_in(lab: &Lab, kind: Kind, namespace: &str, name: &str) -> bool {
    lab.run.cluster().is_built_in(&ObjectRef::new(kind, namespace, name))
}
