//! The panels below the picture: the same truth as lists and sentences.

mod dns;
mod endpoints;
mod objects;
mod path;
mod problems;
mod rules;

use svclab::api::ObjectRef;
use svclab::message;
use svclab::text;
use yew::prelude::*;

use super::browser;
use super::state::{Action, Lab, Panel, use_lab};
use dns::Dns;
use endpoints::Endpoints;
use objects::Objects;
use path::Path;
pub use path::{WAYS, asked, walked_way, words};
use problems::Problems;
use rules::Rules;

/// The tabs and the open panel.
#[component]
pub fn Panels() -> Html {
    let lab = use_lab();
    let body = match lab.panel {
        Panel::Problems => html! { <Problems /> },
        Panel::Dns => html! { <Dns /> },
        Panel::Endpoints => html! { <Endpoints /> },
        Panel::Path => html! { <Path /> },
        Panel::Objects => html! { <Objects /> },
        Panel::Rules => html! { <Rules /> },
    };
    html! {
        <section class="panels" aria-label={lab.language.text("Panels")}>
            <Tabs />
            <div
                class="panel"
                role="tabpanel"
                id="panel"
                tabindex="0"
                aria-labelledby={tab_id(lab.panel)}
                data-panel={lab.panel.word()}
            >
                <h2 class="unseen">{ lab.language.text(title(lab.panel)) }</h2>
                { body }
            </div>
        </section>
    }
}

#[component]
fn Tabs() -> Html {
    let lab = use_lab();
    let problems = lab.run.findings().len();
    let tab = |panel: Panel| {
        let onclick = {
            let dispatcher = lab.dispatcher();
            move |_| dispatcher.dispatch(Action::Open(panel))
        };
        let is_open = lab.panel == panel;
        let count = (panel == Panel::Problems && problems > 0).then(|| {
            let worst = lab.run.findings().iter().map(|found| found.severity).min();
            html! {
                <span class={classes!("count", worst.map(problems::severity_word))}>
                    { problems }
                    <span class="unseen">{ lab.language.say(&message!("{count} found", count = problems)) }</span>
                </span>
            }
        });
        html! {
            <button
                type="button"
                role="tab"
                id={tab_id(panel)}
                data-tab={panel.word()}
                aria-selected={is_open.to_string()}
                aria-controls="panel"
                tabindex={if is_open { "0" } else { "-1" }}
                {onclick}
            >
                { lab.language.text(title(panel)) }
                { count }
            </button>
        }
    };
    let onkeydown = {
        let (dispatcher, open) = (lab.dispatcher(), lab.panel);
        move |event: KeyboardEvent| {
            let at = Panel::ALL.iter().position(|panel| *panel == open).unwrap_or_default();
            let last = Panel::ALL.len() - 1;
            let next = match event.key().as_str() {
                "ArrowRight" => (at + 1) % Panel::ALL.len(),
                "ArrowLeft" => at.checked_sub(1).unwrap_or(last),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            dispatcher.dispatch(Action::Open(Panel::ALL[next]));
            if let Some(tab) = browser::by_id(&tab_id(Panel::ALL[next])) {
                let _ = tab.focus();
            }
        }
    };
    html! {
        <div class="tabs" role="tablist" aria-label={lab.language.text("Panels")} {onkeydown}>
            { for Panel::ALL.into_iter().map(tab) }
        </div>
    }
}

fn title(panel: Panel) -> &'static str {
    match panel {
        Panel::Problems => text!("Problems"),
        Panel::Path => text!("Path"),
        Panel::Dns => text!("DNS"),
        Panel::Endpoints => text!("Endpoints"),
        Panel::Objects => text!("Objects"),
        Panel::Rules => text!("Rules"),
    }
}

fn tab_id(panel: Panel) -> String {
    format!("tab-{}", panel.word())
}

/// An object's name that selects it.
pub fn object_button(lab: &Lab, object: &ObjectRef) -> Html {
    let onclick = {
        let (dispatcher, object) = (lab.dispatcher(), object.clone());
        move |_| dispatcher.dispatch(Action::Select(Some(object.clone())))
    };
    let is_selected = lab.selected.as_ref().is_some_and(|selected| selected.object == *object);
    html! {
        <button type="button" class="object" aria-pressed={is_selected.to_string()} {onclick}>
            <span class="kind">{ object.kind.name() }</span>
            { " " }
            if !object.namespace.is_empty() && object.namespace != "default" {
                <span class="kind">{ format!("{}/", object.namespace) }</span>
            }
            { object.name.clone() }
        </button>
    }
}

/// A command or a text with a button that copies it.
fn copyable(lab: &Lab, text: String) -> Html {
    html! {
        <div class="copy-line">
            <code>{ text.clone() }</code>
            <Copy value={text} label={lab.language.text("Copy")} done={lab.language.text("Copied")} />
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct CopyProps {
    value: AttrValue,
    label: &'static str,
    done: &'static str,
}

/// A button that copies a text and says so.
#[component]
fn Copy(props: &CopyProps) -> Html {
    let copied = use_state_eq(|| None::<AttrValue>);
    let is_copied = copied.as_ref() == Some(&props.value);
    let onclick = {
        let value = props.value.clone();
        move |_| {
            browser::copy(&value);
            copied.set(Some(value.clone()));
        }
    };
    html! {
        <button type="button" class="tool" data-copy="text" aria-live="polite" {onclick}>
            { if is_copied { props.done } else { props.label } }
        </button>
    }
}
