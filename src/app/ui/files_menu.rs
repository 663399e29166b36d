//! The menu of files: open, save, begin anew.

use svclab::cluster::NamespacedName;
use svclab::source::Span;
use svclab::text;
use yew::prelude::*;

use super::browser;
use super::lesson;
use super::local_files;
use super::share::Copyable;
use super::state::{Action, Lab, View, use_lab};
use crate::lessons::LESSONS;
use crate::templates::{Template, free_name};

const ID: &str = "files";
/// What a cluster says about its Services. The clipboard's own program differs from system to system.
const FROM_CLUSTER: &str = "kubectl get svc,po,ep,endpointslices,deploy -o yaml | pbcopy";

/// The menu.
#[component]
pub fn FilesMenu() -> Html {
    let lab = use_lab();
    let language = lab.language;
    let button = |name: &'static str, label: &'static str, does: fn(&Lab)| {
        let lab = lab.clone();
        let onclick = move |_| {
            browser::hide_popover(ID);
            does(&lab);
        };
        html! { <button type="button" class="tool" data-file={name} {onclick}>{ language.text(label) }</button> }
    };
    html! {
        <div id={ID} popover="auto" class="popover form">
            <div class="buttons">
                { button("open", text!("Open…"), |_| local_files::choose()) }
                { button("download", text!("Download"), download) }
                { button("reset", text!("Start over"), reset) }
            </div>
            <p>{ language.text("Or drop files anywhere on the page. Several become one text.") }</p>
            <h2>{ language.text("From a cluster") }</h2>
            <Copyable name="from-cluster" label={language.text("Copy what the cluster has, then paste it into the text:")} value={FROM_CLUSTER} />
            <p>{ language.text("On Linux end it with xclip -selection clipboard, on Windows with clip.") }</p>
            <h2>{ language.text("A new Service") }</h2>
            <ul class="templates">{ for Template::ALL.into_iter().map(|template| entry(&lab, template)) }</ul>
        </div>
    }
}

/// A type of Service, to add to the text or to take its place.
fn entry(lab: &Lab, template: Template) -> Html {
    let (title, language) = (lab.language.text(template.title()), lab.language);
    let button = |name: &'static str, label: &'static str, act: fn(&Lab, Template) -> Vec<Action>| {
        let lab = lab.clone();
        let onclick = move |_| {
            browser::hide_popover(ID);
            act(&lab, template).into_iter().for_each(|action| lab.dispatch(action));
        };
        let described = format!("{title}: {}", language.text(label));
        html! {
            <button type="button" class="tool" data-template={name} aria-label={described} {onclick}>
                { language.text(label) }
            </button>
        }
    };
    html! {
        <li>
            <span>{ title }</span>
            { button("add", text!("Add"), added) }
            { button("replace", text!("Replace the text"), |_, template| {
                vec![Action::Take(template.documents("web"))]
            }) }
        </li>
    }
}

/// Adds a template at the end of the text, as one step that can be undone.
fn added(lab: &Lab, template: Template) -> Vec<Action> {
    let services = &lab.run.cluster().services;
    let name = free_name(|name| services.contains_key(&NamespacedName::new("default", name)));
    let text = lab.run.text();
    let joint = match text {
        "" => "",
        text if text.ends_with('\n') => "---\n",
        _ => "\n---\n",
    };
    let end = Span::new(text.len(), text.len());
    let edits = vec![(end, format!("{joint}{}", template.documents(&name)))];
    vec![Action::Fix(edits), Action::View(View::Picture)]
}

fn download(lab: &Lab) {
    local_files::save("manifests.yaml", "application/yaml", lab.run.text());
}

/// The open lesson's own text again, or the first lesson.
fn reset(lab: &Lab) {
    lab.dispatch(lesson::open(lab.lesson.unwrap_or(&LESSONS[0])));
}
