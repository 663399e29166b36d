//! An object as YAML, with what others added to what the person wrote.

use std::collections::BTreeSet;

use svclab::api::{Kind, ObjectRef};
use svclab::cluster::{Cluster, Origin};
use svclab::locale::Language;
use svclab::{Author, YamlLine, message, text};
use yew::prelude::*;

use super::super::super::state::{Action, use_lab};
use super::super::{Copy, object_button};
use super::author;

/// How many of the objects made for one are named.
const NAMED: usize = 6;

#[derive(PartialEq, Properties)]
pub struct YamlProps {
    /// The object.
    pub object: ObjectRef,
}

/// The object with its owner, the objects made for it, and the way to its text.
#[component]
pub fn Yaml(props: &YamlProps) -> Html {
    let lab = use_lab();
    let language = lab.language;
    let wanted = (lab.run.clone(), props.object.clone());
    let lines = use_memo(wanted.clone(), |(run, object)| run.shown.yaml_lines(object).unwrap_or_default());
    let made = use_memo(wanted, |(run, object)| made_for(run.cluster(), object));
    let cluster = lab.run.cluster();
    let text: String = lines.iter().flat_map(|line| [line.text.as_str(), "\n"]).collect();
    let is_written = lines.iter().any(|line| line.author == Author::Person);
    let close = {
        let dispatcher = lab.dispatcher();
        move |_| dispatcher.dispatch(Action::Select(None))
    };
    let to_text = {
        let (dispatcher, object) = (lab.dispatcher(), props.object.clone());
        move |_| dispatcher.dispatch(Action::ShowText(object.clone()))
    };
    let owner = cluster.get(&props.object).and_then(|object| object.owner());
    let more = made.len().saturating_sub(NAMED);
    let link = |object: &ObjectRef| html! { <>{ " " }{ object_button(&lab, object) }</> };
    html! {
        <article class="yaml" aria-label={props.object.name.to_string()}>
            <header>
                <button type="button" class="tool back" onclick={close}>{ language.text("All of the kind") }</button>
                <h3>
                    <span class="kind">{ props.object.kind.name() }</span>
                    { props.object.name.clone() }
                </h3>
                if lab.run.written_for(&props.object).is_some() {
                    <button type="button" class="tool" onclick={to_text}>{ language.text("Go to text") }</button>
                }
                <Copy value={text} label={language.text("Copy")} done={language.text("Copied")} />
            </header>
            if let Some(owner) = &owner {
                <p class="relatives">{ language.text("Made for") }{ link(owner) }</p>
            }
            if !made.is_empty() {
                <p class="relatives">
                    { language.text("Made for it:") }
                    { for made.iter().take(NAMED).map(link) }
                    if more > 0 {
                        { " " }
                        { language.say(&message!("and {count} more", count = more)) }
                    }
                </p>
            }
            if is_written {
                <p class="legend">
                    { for [Author::Person, Author::ApiServer, Author::Controller].into_iter().map(|who| {
                        let (sign, said) = author(who);
                        let count = lines.iter().filter(|line| line.author == who).count();
                        html! {
                            if count > 0 {
                                <span class={class(who)}><b aria-hidden="true">{ sign }</b>{ language.text(said) }{ format!(" ({count})") }</span>
                            }
                        }
                    }) }
                </p>
            } else {
                <p class="legend">{ language.text(nobody_wrote(cluster, &props.object)) }</p>
            }
            <pre tabindex="0" aria-label="YAML">{ for lines.iter().map(|line| line_html(language, line, is_written)) }</pre>
        </article>
    }
}

fn line_html(language: Language, line: &YamlLine, is_marked: bool) -> Html {
    let (sign, said) = author(line.author);
    if !is_marked {
        return html! { <div class="person"><b aria-hidden="true">{ " " }</b>{ line.text.clone() }</div> };
    }
    html! {
        <div class={class(line.author)} title={(line.author != Author::Person).then(|| language.text(said))}>
            <b aria-hidden="true">{ sign }</b>
            { line.text.clone() }
            if line.author != Author::Person {
                <span class="unseen">{ format!(" ({})", language.text(said)) }</span>
            }
        </div>
    }
}

fn class(author: Author) -> &'static str {
    match author {
        Author::Person => "person",
        Author::ApiServer => "api-server",
        Author::Controller => "controller",
    }
}

fn nobody_wrote(cluster: &Cluster, object: &ObjectRef) -> &'static str {
    match cluster.origin(object) {
        Origin::BuiltIn => text!("Every cluster has it; nobody wrote it."),
        _ => text!("A controller made it; nobody wrote it."),
    }
}

/// The objects that controllers made for one.
fn made_for(cluster: &Cluster, owner: &ObjectRef) -> Vec<ObjectRef> {
    let kinds = [Kind::Pod, Kind::EndpointSlice, Kind::ReplicaSet, Kind::Job];
    let objects = kinds.into_iter().flat_map(|kind| cluster.list(kind));
    let made =
        objects.filter(|object| object.owner().as_ref() == Some(owner)).map(|object| object.reference());
    made.collect::<BTreeSet<_>>().into_iter().collect()
}
