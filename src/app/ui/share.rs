//! Where the text comes from when the page opens, and the link that carries it.

use svclab::api::{Kind, ObjectRef};
use svclab::diagram::{self, DiagramOptions, LayoutOptions, Scene, SceneOptions};
use svclab::locale::Language;
use svclab::share::{self, Selected, ShareError, Shared};
use svclab::text;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::browser;
use super::language;
use super::lesson;
use super::local_files;
use super::run::Run;
use super::state::{Action, Panel, State, use_lab};
use crate::lessons::LESSONS;
use crate::share_forms;

/// What the page knows when it opens: the link's text, or the one of last time, or the first lesson's.
pub fn opening_state() -> State {
    let lesson = browser::recall(browser::LESSON_KEY).and_then(|id| State::lesson(&id));
    let mut state = match browser::recall(browser::TEXT_KEY) {
        Some(text) => State::new(&text, lesson),
        None => State::new(LESSONS[0].manifest, Some(&LESSONS[0])),
    };
    if browser::recall(browser::NO_LOAD_BALANCER_KEY).is_some() {
        state.apply(Action::LoadBalancer(false));
    }
    let changes = browser::recall(browser::CHANGES_KEY).and_then(|list| serde_json::from_str(&list).ok());
    changes.into_iter().for_each(|list| state.apply(Action::Changes(list)));
    state.panel =
        browser::recall(browser::PANEL_KEY).and_then(|word| Panel::from_word(&word)).unwrap_or(state.panel);
    followed_link().into_iter().for_each(|action| state.apply(action));
    if browser::language().is_at_hand() {
        state.language = browser::language();
    } else {
        state.notice = state.notice.or(Some(language::NOT_FETCHED));
    }
    state
}

/// What the link in the address asks for: `#v1.…` carries a text, `#lesson=ID` names a lesson, `#panel=WORD` a panel,
/// and `#lesson=ID&panel=WORD` both. Nothing without one.
pub fn followed_link() -> Vec<Action> {
    let hash = browser::hash();
    match share::decode(&hash) {
        Ok(shared) => {
            let selected = shared.selected.as_ref().and_then(object_of);
            let load_balancer = !shared.no_load_balancer;
            let load = Action::Load { text: shared.text, selected, lesson: None, load_balancer };
            let panel = shared.panel.as_deref().and_then(Panel::from_word).map(Action::Open);
            let changes = Some(shared.changes).filter(|list| !list.is_empty()).map(Action::Changes);
            [load].into_iter().chain(changes).chain(panel).collect()
        }
        // An address without a link, or with the name of a place in some page.
        Err(ShareError::NotALink) => hash.split('&').filter_map(named).collect(),
        Err(error) => vec![Action::Notice(Some(explain(error)))],
    }
}

/// What a word such as `lesson=ID` names.
fn named(word: &str) -> Option<Action> {
    match word.split_once('=')? {
        ("lesson", id) => State::lesson(id).map(lesson::open),
        ("panel", panel) => Panel::from_word(panel).map(Action::Open),
        _ => None,
    }
}

fn explain(error: ShareError) -> &'static str {
    match error {
        ShareError::UnknownVersion => text!("The link was made by a newer svclab: this page cannot read it."),
        ShareError::TooLarge => text!("The link unpacks to more than 2 MB: this page does not read it."),
        ShareError::NotALink | ShareError::Damaged => {
            text!("The link is cut off or damaged: this page cannot read it.")
        }
    }
}

fn object_of(selected: &Selected) -> Option<ObjectRef> {
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == selected.kind)?;
    Some(ObjectRef::new(kind, selected.namespace.clone(), selected.name.clone()))
}

/// The fragment that carries a text and what is selected in it.
pub fn link_fragment(state: &State) -> String {
    let chosen = state.selected.as_ref().filter(|selected| selected.chosen).map(|selected| &selected.object);
    share::encode(&Shared {
        text: state.run.text().to_owned(),
        selected: chosen.map(|object| Selected {
            kind: object.kind.to_string(),
            namespace: object.namespace.to_string(),
            name: object.name.to_string(),
        }),
        panel: Some(state.panel.word().to_owned()),
        changes: state.changes.list().to_vec(),
        no_load_balancer: !state.load_balancer,
    })
}

/// The forms in which the text is passed on. They are made when the popover opens, not with every letter typed.
#[component]
pub fn SharePopover() -> Html {
    let lab = use_lab();
    let language = lab.language;
    let fragment = use_state_eq(String::new);
    let ontoggle = {
        let (fragment, lab) = (fragment.clone(), lab.clone());
        move |_: Event| {
            let made = link_fragment(&lab);
            browser::replace_hash(&made);
            fragment.set(made);
        }
    };
    let text = lab.run.text();
    let link = format!("{}#{}", browser::beside(""), *fragment);
    let frame = share_forms::frame(&format!("{}#{}", browser::beside("embed/"), *fragment));
    let form = |name: &'static str, label: &'static str, value: String| {
        html! { <Copyable {name} label={language.text(label)} {value} /> }
    };
    html! {
        <div id="share" popover="auto" class="popover form" {ontoggle}>
            if text.len() > share::MAX_TEXT {
                <p role="alert">{ language.text("The text is too long for a link: a link holds up to 2 MB. Download it instead.") }</p>
            } else {
                { form("link", text!("Link to this text"), link.clone()) }
                { form("markdown-link", text!("Link in Markdown"), share_forms::markdown_link(&link)) }
                { form("markdown", text!("Text and link in Markdown"), share_forms::markdown(text, &link)) }
                { form("frame", text!("Frame for a web page"), frame) }
            }
            { form("element", text!("Element for a web page"), share_forms::element(text, &browser::beside("svc-lab.js"))) }
            <p>{ language.text("The link itself carries the text. No server stores it.") }</p>
            <p><a href="docs/embed.html" target="_blank" rel="noopener">{ language.text("How to embed svclab, with live examples") }</a></p>
            <h2>{ language.text("Save the picture") }</h2>
            <Export />
        </div>
    }
}

/// The picture as a file.
#[component]
fn Export() -> Html {
    let lab = use_lab();
    let button = |name: &'static str, label: &'static str, save: fn(&Run, Language)| {
        let (run, language) = (lab.run.clone(), lab.language);
        let onclick = move |_| save(&run, language);
        html! { <button type="button" class="tool" data-export={name} {onclick}>{ label }</button> }
    };
    html! {
        <div class="buttons">
            { button("svg", "SVG", |run, language| local_files::save("svclab.svg", "image/svg+xml", &picture(run, language))) }
            { button("png", "PNG", |run, language| local_files::save_png("svclab.png", &picture(run, language), 1)) }
            { button("png-2x", "PNG 2×", |run, language| local_files::save_png("svclab@2x.png", &picture(run, language), 2)) }
            { button("mermaid", "Mermaid", |run, language| local_files::save("svclab.mmd", "text/plain", &mermaid(run, language))) }
        </div>
    }
}

/// As `svclab render` writes it.
fn picture(run: &Run, language: Language) -> String {
    let layout = LayoutOptions { say: language.sayer(), ..LayoutOptions::default() };
    let options = DiagramOptions { scene: scene_options(run), layout, ..DiagramOptions::default() };
    diagram::svg(run.cluster(), &options)
}

/// As `svclab render -o mermaid` writes it.
fn mermaid(run: &Run, language: Language) -> String {
    diagram::mermaid::write(&Scene::new(run.cluster(), &scene_options(run)), language.sayer())
}

fn scene_options(run: &Run) -> SceneOptions {
    SceneOptions { since: run.shown.since(), ..SceneOptions::default() }
}

#[derive(PartialEq, Properties)]
pub struct CopyableProps {
    /// A stable word.
    pub name: &'static str,
    /// What it is.
    pub label: &'static str,
    /// What is copied.
    pub value: AttrValue,
}

/// A value with a button that copies it.
#[component]
pub fn Copyable(props: &CopyableProps) -> Html {
    let lab = use_lab();
    let copied = use_state_eq(|| None::<AttrValue>);
    let is_copied = copied.as_ref() == Some(&props.value);
    let field = use_node_ref();
    let onclick = {
        let (field, value) = (field.clone(), props.value.clone());
        move |_| {
            // Selected as well: where the clipboard is forbidden, as in some frames, the reader copies by hand.
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.select();
            }
            browser::copy(&value);
            copied.set(Some(value.clone()));
        }
    };
    let onfocus = |event: FocusEvent| {
        if let Some(field) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
            field.select();
        }
    };
    html! {
        <label class="copyable">
            <span>{ props.label }</span>
            <input ref={field} readonly=true value={props.value.clone()} data-share={props.name} {onfocus} />
            <button type="button" data-copy={props.name} {onclick}>
                { lab.language.text(if is_copied { text!("Copied") } else { text!("Copy") }) }
            </button>
        </label>
    }
}
