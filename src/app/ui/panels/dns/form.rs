//! The question: who asks, for which name, for which type.

use std::collections::BTreeSet;

use svclab::coredns::RecordType;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::super::super::state::{Action, Lab};
use super::records::Listed;
use crate::dig_question::{Asked, DigQuestion};
use crate::targets::{Choice, Group, clients};

/// The types that are offered.
const TYPES: [RecordType; 9] = [
    RecordType::A,
    RecordType::Aaaa,
    RecordType::Srv,
    RecordType::Cname,
    RecordType::Ptr,
    RecordType::Txt,
    RecordType::Ns,
    RecordType::Soa,
    RecordType::Any,
];

/// The form. Who has no resolver of the cluster's, a host outside, is not offered.
pub fn form(lab: &Lab, asked: &Asked, list: &Listed) -> Html {
    let language = lab.language;
    let ask = |change: fn(&mut DigQuestion, String)| {
        let (dispatcher, question) = (lab.dispatcher(), lab.dig.clone());
        Callback::from(move |value: String| {
            let mut next = question.clone();
            change(&mut next, value);
            dispatcher.dispatch(Action::Dig(next));
        })
    };
    let select = |change: fn(&mut DigQuestion, String)| {
        ask(change).reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value())
    };
    let onname = ask(|question, name| question.name = Some(name))
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let onfrom = select(|question, from| question.from = Some(from));
    let ontype = select(|question, word| question.record_type = word.parse().ok());
    let resolves = |choice: &&Choice| choice.value.contains(':');
    let groups = clients(lab.run.cluster());
    let group = |group: &Group| {
        let choices = group.choices.iter().filter(resolves).map(|choice| {
            html! {
                <option value={choice.value.clone()} selected={choice.value == asked.from}>{ choice.label.say(language) }</option>
            }
        });
        html! { <optgroup label={language.text(group.title)}>{ for choices }</optgroup> }
    };
    let names: BTreeSet<&str> =
        list.groups.iter().flat_map(|group| &group.records).map(|record| record.name.as_str()).collect();
    html! {
        <form class="question dig-question" onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <label>
                <span>{ language.text("From") }</span>
                <select class="field" name="dig-from" onchange={onfrom}>
                    { for groups.iter().filter(|group| group.choices.iter().any(|choice| resolves(&choice))).map(group) }
                    <option value="" selected={asked.from.is_empty()}>{ language.text("outside any Pod: the full name") }</option>
                </select>
            </label>
            <label class="wide">
                <span>{ language.text("Name") }</span>
                <input class="field" name="dig-name" list="dns-names" spellcheck="false" autocomplete="off"
                    autocapitalize="off" value={asked.name.clone()} oninput={onname} />
                <datalist id="dns-names">{ for names.into_iter().map(|name| html! { <option value={name.to_owned()} /> }) }</datalist>
            </label>
            <label>
                <span>{ language.text("Type") }</span>
                <select class="field" name="dig-type" onchange={ontype}>
                    { for TYPES.map(|name| html! { <option value={name.to_string()} selected={asked.record_type == name}>{ name.to_string() }</option> }) }
                </select>
            </label>
        </form>
    }
}
