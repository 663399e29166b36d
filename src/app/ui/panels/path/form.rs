//! The question: who asks, for what, by which way.

use std::iter;

use svclab::cluster::NamespacedName;
use svclab::locale::Language;
use svclab::network::{Action as HopAction, Part, Trace, TraceError};
use svclab::text;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::super::super::state::{Action, Lab};
use super::answer::sentence;
use crate::path_question::{Asked, PathQuestion, To};
use crate::targets::{Choice, Destination, Group, clients, services, short};

/// The values of options that stand for no choice of the cluster.
const WRITTEN: &str = "written";
const PODS: &str = "pods";
const HOSTS: &str = "hosts";
/// How many nodes are offered as the one that takes a packet.
const MOST_NODES: usize = 200;

/// The answer to a question, if there is one.
pub type Traced<'t> = Option<&'t Result<Trace, TraceError>>;

/// The form. What is wrong with a part of the question stands at its field.
pub fn form(lab: &Lab, asked: &Asked, traced: Traced<'_>) -> Html {
    let form = Form { lab, language: lab.language, asked, traced };
    html! {
        <form class="question path-question" onsubmit={|event: SubmitEvent| event.prevent_default()}>
            { form.from() }
            { form.destination() }
            { form.way() }
            { form.via() }
        </form>
    }
}

struct Form<'f> {
    lab: &'f Lab,
    language: Language,
    asked: &'f Asked,
    traced: Traced<'f>,
}

impl Form<'_> {
    fn from(&self) -> Html {
        let (text, is_written) = (|english| self.language.text(english), self.lab.path.writes_from);
        let groups = clients(self.lab.run.cluster());
        let onchange = self.on_select(|question, value| {
            question.writes_from = value == WRITTEN;
            if !question.writes_from {
                question.from = value;
            }
        });
        let chosen = if is_written { WRITTEN } else { &self.asked.from };
        html! {
            <div class="ask">
                <label>
                    <span>{ text("From") }</span>
                    <select class="field" name="path-from" {onchange}>
                        { for groups.iter().map(|group| self.options(group, chosen)) }
                        <option value={WRITTEN} selected={is_written}>{ text("Another client…") }</option>
                    </select>
                </label>
                if is_written {
                    { self.input("path-from-written", text!("Client"), "lan:192.168.56.9", &self.lab.path.from, Part::From,
                        self.on_input(|question, value| question.from = value)) }
                } else {
                    { self.wrong("path-from", Part::From) }
                }
            </div>
        }
    }

    /// What the target belongs to.
    fn destination(&self) -> Html {
        let cluster = self.lab.run.cluster();
        let text = |english| self.language.text(english);
        let onchange = self.on_select(|question, value| {
            question.to = match (value.as_str(), value.split_once('/')) {
                (PODS, _) => To::Way(Destination::Pods, String::new()),
                (HOSTS, _) => To::Way(Destination::Hosts, String::new()),
                (_, Some((namespace, name))) => {
                    let service = NamespacedName::new(namespace, name);
                    To::Way(Destination::Service(service), String::new())
                }
                _ => To::Written(String::new()),
            }
        });
        let chosen = self.asked.destination.as_ref();
        let option = |value: String, label: String, is_chosen: bool| {
            html! { <option {value} selected={is_chosen}>{ label }</option> }
        };
        let service = |name: &NamespacedName| {
            let is_chosen = matches!(chosen, Some(Destination::Service(service)) if service == name);
            option(name.to_string(), short(name), is_chosen)
        };
        html! {
            <div class="ask">
                <label>
                    <span>{ text("To") }</span>
                    <select class="field" name="path-to" {onchange}>
                        <optgroup label={text("Services")}>{ for services(cluster).map(service) }</optgroup>
                        { option(PODS.into(), text("Straight to a Pod").into(), chosen == Some(&Destination::Pods)) }
                        { option(HOSTS.into(), text("A host outside the cluster").into(), chosen == Some(&Destination::Hosts)) }
                        { option(WRITTEN.into(), text("Another name or address…").into(), chosen.is_none()) }
                    </select>
                </label>
            </div>
        }
    }

    /// Which way to the destination, or the target as the reader writes it.
    fn way(&self) -> Html {
        let Some(destination) = self.asked.destination.clone() else {
            let written = match &self.lab.path.to {
                To::Written(written) => written.as_str(),
                _ => "",
            };
            let oninput = self.on_input(|question, value| question.to = To::Written(value));
            return html! {
                <div class="ask">
                    { self.input("path-written", text!("Name or address"), "web.default:80/TCP", written, Part::To, oninput) }
                </div>
            };
        };
        let onchange = self.on_select(move |question, key| question.to = To::Way(destination.clone(), key));
        html! {
            <div class="ask">
                <label>
                    <span>{ self.language.text("By") }</span>
                    <select class="field" name="path-way" {onchange}>
                        { for self.asked.ways.iter().map(|group| self.options(group, &self.asked.key)) }
                    </select>
                </label>
                { self.wrong("path-way", Part::To) }
            </div>
        }
    }

    /// The node that takes the packet, where the network has a choice.
    fn via(&self) -> Html {
        let nodes = &self.lab.run.cluster().nodes;
        let is_choice = |trace: &Trace| {
            let mut hops = trace.routes.iter().flat_map(|route| &route.hops);
            hops.any(|hop| matches!(hop.action, HopAction::Balance | HopAction::Route))
        };
        let has_choice = matches!(self.traced, Some(Ok(trace)) if is_choice(trace));
        if nodes.len() < 2 || !has_choice {
            return Html::default();
        }
        let onchange = self.on_select(|question, via| question.via = via);
        let option = |value: &str, label: &str| {
            html! { <option value={value.to_owned()} selected={self.asked.via == value}>{ label.to_owned() }</option> }
        };
        html! {
            <div class="ask">
                <label>
                    <span>{ self.language.text("Through node") }</span>
                    <select class="field" name="path-via" {onchange}>
                        { option("", self.language.text("Any: the sum of them")) }
                        { for nodes.keys().take(MOST_NODES).map(|node| option(node, node)) }
                    </select>
                </label>
            </div>
        }
    }

    fn options(&self, group: &Group, chosen: &str) -> Html {
        let option = |choice: &Choice| {
            let label = choice.label.say(self.language);
            html! { <option value={choice.key.clone()} selected={choice.key == chosen}>{ label }</option> }
        };
        html! {
            <optgroup label={self.language.text(group.title)}>{ for group.choices.iter().map(option) }</optgroup>
        }
    }

    fn input(
        &self,
        name: &'static str,
        label: &'static str,
        example: &'static str,
        value: &str,
        part: Part,
        oninput: Callback<InputEvent>,
    ) -> Html {
        let is_wrong = self.fault(part).is_some();
        html! {
            <>
                <label>
                    <span class="unseen">{ self.language.text(label) }</span>
                    <input class="field" {name} placeholder={example} spellcheck="false" autocomplete="off"
                        autocapitalize="off" value={value.to_owned()} aria-invalid={is_wrong.to_string()}
                        aria-describedby={is_wrong.then(|| format!("{name}-wrong"))} {oninput} />
                </label>
                { self.wrong(name, part) }
            </>
        }
    }

    /// What is wrong with a part of the question.
    fn fault(&self, part: Part) -> Option<&TraceError> {
        self.traced?.as_ref().err().filter(|error| error.part == part)
    }

    fn wrong(&self, name: &str, part: Part) -> Html {
        let Some(error) = self.fault(part) else { return Html::default() };
        let parts = iter::once(&error.message).chain(&error.help);
        let said: Vec<String> = parts.map(|part| sentence(&self.language.say(part))).collect();
        html! { <p class="wrong" role="alert" id={format!("{name}-wrong")}>{ said.join(". ") }</p> }
    }

    fn on_select(&self, change: impl Fn(&mut PathQuestion, String) + 'static) -> Callback<Event> {
        self.on_value(change)
            .reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value())
    }

    fn on_input(&self, change: impl Fn(&mut PathQuestion, String) + 'static) -> Callback<InputEvent> {
        self.on_value(change)
            .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value())
    }

    /// Asks the question with one change; what the page has chosen stays chosen.
    fn on_value(&self, change: impl Fn(&mut PathQuestion, String) + 'static) -> Callback<String> {
        let dispatcher = self.lab.dispatcher();
        let mut question = PathQuestion { via: self.asked.via.clone(), ..self.lab.path.clone() };
        if !question.writes_from {
            question.from = self.asked.from.clone();
        }
        if let Some(destination) = &self.asked.destination {
            question.to = To::Way(destination.clone(), self.asked.key.clone());
        }
        Callback::from(move |value: String| {
            let mut question = question.clone();
            change(&mut question, value);
            dispatcher.dispatch(Action::Trace(question));
        })
    }
}
