//! The list of what has happened to the cluster, and what came of it, above the picture.

use svclab::changes::{Outcome, PodsDifference};
use svclab::{message, text};
use yew::prelude::*;

use super::super::state::{Action, Lab, use_lab};
use super::services::services;
use crate::what_if::words::done;

/// The list; nothing as long as nothing has happened.
#[component]
pub fn Strip() -> Html {
    let lab = use_lab();
    let language = lab.language;
    let outcomes = lab.run.shown.changed.as_ref().map_or(&[][..], |changed| &changed.outcomes);
    if outcomes.is_empty() && !lab.changes.can_bring_back() {
        return Html::default();
    }
    let rows = outcomes.iter().enumerate().map(|(index, outcome)| row(&lab, index, outcome));
    html! {
        <section class="what-if" aria-label={language.text(text!("What if"))}>
            <details open=true>
                <summary>
                    <h2>{ language.text(text!("What if")) }</h2>
                    if let Some(difference) = lab.run.difference() {
                        <span>{ pods(&lab, &difference.pods) }</span>
                    } else {
                        <span>{ language.text(text!("Nothing has happened.")) }</span>
                    }
                </summary>
                <ol class="changes" aria-live="polite">{ for rows }</ol>
                if let Some(difference) = lab.run.difference() {
                    { services(&lab, difference) }
                }
            </details>
            <Ways />
        </section>
    }
}

/// Back and forth.
#[component]
fn Ways() -> Html {
    let lab = use_lab();
    let button = |word: &'static str, label: &'static str, action: fn() -> Action| {
        let dispatcher = lab.dispatcher();
        let onclick = move |_| dispatcher.dispatch(action());
        html! { <button type="button" class="tool" data-what-if={word} {onclick}>{ lab.language.text(label) }</button> }
    };
    html! {
        <div class="what-if-ways">
            if lab.changes.can_bring_back() {
                { button("bring-back", text!("Bring back"), || Action::BringBack) }
            }
            if lab.changes.list().is_empty() {
                { button("close", text!("Close"), || Action::Changes(Vec::new())) }
            } else {
                { button("take-all-back", text!("Take all back"), || Action::TakeOffAll) }
            }
        </div>
    }
}

fn row(lab: &Lab, index: usize, outcome: &Outcome) -> Html {
    let language = lab.language;
    let words = language.say(&done(&outcome.change));
    let off = {
        let dispatcher = lab.dispatcher();
        move |_| dispatcher.dispatch(Action::TakeOff(index))
    };
    let write = {
        let dispatcher = lab.dispatcher();
        move |_| dispatcher.dispatch(Action::WriteDown(index))
    };
    let label = language.say(&message!("Take back: {change}", change = words));
    html! {
        <li class={classes!("change", outcome.result.is_err().then_some("impossible"))}>
            <span class="chip">
                { words }
                <button type="button" class="icon" aria-label={label.clone()} title={label} onclick={off}>{ "×" }</button>
            </span>
            { match &outcome.result {
                Ok(note) => html! { <span class="note">{ language.say(note) }</span> },
                Err(error) => html! {
                    <span class="note">
                        <strong>{ language.text(text!("cannot happen")) }</strong>
                        { ": " }
                        { language.say(&error.message) }
                        if let Some(help) = &error.help {
                            { ". " }
                            { language.say(help) }
                        }
                    </span>
                },
            } }
            if lab.run.write_down(&outcome.change).is_some() {
                <button type="button" class="write" onclick={write}>{ language.text(text!("Write into the text")) }</button>
            }
        </li>
    }
}

/// `Pods: 1 gone, 1 new, 2 as before`.
fn pods(lab: &Lab, pods: &PodsDifference) -> String {
    let language = lab.language;
    let kept = pods.kept.iter().filter(|pod| !lab.run.cluster().is_built_in(pod)).count();
    let parts = [
        (pods.removed.len(), message!("{count} gone", count = pods.removed.len())),
        (pods.added.len(), message!("{count} new", count = pods.added.len())),
        (pods.changed.len(), message!("{count} changed", count = pods.changed.len())),
        (kept, message!("{count} as before", count = kept)),
    ];
    let said = parts.iter().filter(|(count, _)| *count > 0).map(|(_, part)| language.say(part));
    let said: Vec<String> = said.collect();
    language.say(&message!("Pods: {counts}", counts = said.join(", ")))
}
