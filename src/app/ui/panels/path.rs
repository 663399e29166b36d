//! Where a connection goes: the verdict first, then every hop.

mod answer;

use svclab::network::Trace;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::super::state::{Action, Panel, PathQuestion, State, use_lab};
use crate::targets::{Choice, TargetGroup, clients, first_client, targets};
use answer::answer;

/// The question and its answer.
#[component]
pub fn Path() -> Html {
    let lab = use_lab();
    let language = lab.language;
    let cluster = lab.run.cluster();
    let clients = clients(cluster);
    let from = chosen_client(&lab, &clients);
    let groups = targets(cluster, &from);
    let to = chosen_target(&lab, &groups);
    let types = use_state_eq(|| false);
    let is_offered = groups.iter().flat_map(|group| &group.targets).any(|target| target.value == to);
    let shows_field = *types || (!to.is_empty() && !is_offered);

    let onfrom = {
        let (dispatcher, to) = (lab.dispatcher(), lab.path.to.clone());
        move |event: Event| {
            let from = event.target_unchecked_into::<HtmlSelectElement>().value();
            dispatcher.dispatch(Action::Trace(PathQuestion { from, to: to.clone() }));
        }
    };
    let ask = {
        let dispatcher = lab.dispatcher();
        Callback::from(move |to: String| {
            dispatcher.dispatch(Action::Trace(PathQuestion { from: from.clone(), to }))
        })
    };
    let onto = {
        let (ask, types) = (ask.clone(), types.clone());
        move |event: Event| {
            let to = event.target_unchecked_into::<HtmlSelectElement>().value();
            types.set(to.is_empty());
            if !to.is_empty() {
                ask.emit(to);
            }
        }
    };
    let ontype = ask.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let option = |choice: &Choice, chosen: &str| {
        html! {
            <option value={choice.value.clone()} selected={choice.value == chosen}>{ language.say(&choice.label) }</option>
        }
    };
    let group = |group: &TargetGroup| {
        let label = match &group.service {
            Some(service) if service.namespace == "default" => service.name.clone(),
            Some(service) => format!("{}/{}", service.namespace, service.name),
            None => language.text("Straight to a Pod").to_owned(),
        };
        let chosen = if shows_field { "" } else { &to };
        html! { <optgroup {label}>{ for group.targets.iter().map(|target| option(target, chosen)) }</optgroup> }
    };
    let from = chosen_client(&lab, &clients);
    html! {
        <>
            <form class="question path-question" onsubmit={|event: SubmitEvent| event.prevent_default()}>
                <label>
                    <span>{ language.text("From") }</span>
                    <select class="field" name="path-from" onchange={onfrom}>
                        { for clients.iter().map(|client| option(client, &from)) }
                    </select>
                </label>
                <label>
                    <span>{ language.text("To") }</span>
                    <select class="field" name="path-to" onchange={onto}>
                        { for groups.iter().map(group) }
                        <option value="" selected={shows_field}>{ language.text("Another name or address…") }</option>
                    </select>
                </label>
                if shows_field {
                    <label class="wide">
                        <span>{ language.text("Name or address") }</span>
                        <input class="field" name="path-typed" placeholder="web.default:80" spellcheck="false"
                            autocomplete="off" autocapitalize="off" value={to.clone()} oninput={ontype} />
                    </label>
                }
            </form>
            { answer(&lab, &from, &to) }
        </>
    }
}

/// The answer to the question that the reader asked, if the panel is open; nothing if the page made the question up.
pub fn asked(state: &State) -> Option<Trace> {
    if state.panel != Panel::Path || state.path == PathQuestion::default() {
        return None;
    }
    let from = chosen_client(state, &clients(state.run.cluster()));
    let to = chosen_target(state, &targets(state.run.cluster(), &from));
    answer::trace(&state.run, &from, &to).ok()
}

/// The client of the question; without one, a Pod, or whoever is there.
fn chosen_client(lab: &State, clients: &[Choice]) -> String {
    if clients.iter().any(|client| client.value == lab.path.from) {
        return lab.path.from.clone();
    }
    let anyone = || clients.first().map(|client| client.value.clone());
    first_client(lab.run.cluster()).or_else(anyone).unwrap_or_default()
}

/// The target of the question; without one, the first way to the selected Service, or to any.
fn chosen_target(lab: &State, groups: &[TargetGroup]) -> String {
    if !lab.path.to.is_empty() {
        return lab.path.to.clone();
    }
    let selected = lab.selected.as_ref().map(|selected| &selected.object);
    let of_selected = |group: &&TargetGroup| selected.is_some() && group.service.as_ref() == selected;
    let group = groups.iter().find(of_selected).or(groups.first());
    group.and_then(|group| group.targets.first()).map(|target| target.value.clone()).unwrap_or_default()
}
