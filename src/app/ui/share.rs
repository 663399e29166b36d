//! Where the text comes from when the page opens, and the link that carries it.

use svclab::api::ObjectRef;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::browser;
use super::state::{Action, State, use_lab};
use crate::lessons::LESSONS;

/// What the page knows when it opens: the link's text, or the one of last time, or the first lesson's.
pub fn opening_state() -> State {
    if let Some(Action::Load { text, selected, lesson }) = followed_link() {
        return State::new(&text, selected, lesson);
    }
    let first = &LESSONS[0];
    match browser::recall(browser::TEXT_KEY) {
        Some(text) => {
            let lesson = browser::recall(browser::LESSON_KEY).and_then(|id| State::lesson(&id));
            State::new(&text, None, lesson)
        }
        None => State::new(first.manifest, None, Some(first)),
    }
}

/// What the link in the address asks for: `#v1.…` carries a text, `#lesson=ID` names a lesson.
pub fn followed_link() -> Option<Action> {
    let hash = browser::hash();
    if let Some(id) = hash.strip_prefix("lesson=") {
        let lesson = State::lesson(id)?;
        return Some(Action::Load { text: lesson.manifest.to_owned(), selected: None, lesson: Some(lesson) });
    }
    let (text, selected) = decode(&hash)?;
    Some(Action::Load { text, selected, lesson: None })
}

fn decode(_hash: &str) -> Option<(String, Option<ObjectRef>)> {
    None
}

fn encode(_text: &str, _selected: Option<&ObjectRef>) -> String {
    String::new()
}

/// The fragment that carries a text and what is selected in it.
pub fn link_fragment(state: &State) -> String {
    let selected = state.selected.as_ref().filter(|selected| selected.chosen);
    encode(state.run.text(), selected.map(|selected| &selected.object))
}

/// The link and the frame to copy. They are made when the popover opens, not with every letter typed.
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
    let link = format!("{}#{}", browser::beside(""), *fragment);
    let frame = format!(
        "<iframe src=\"{}#{}\" title=\"svclab\" width=\"100%\" height=\"480\" loading=\"lazy\"></iframe>",
        browser::beside("embed.html"),
        *fragment
    );
    html! {
        <div id="share" popover="auto" class="popover share" {ontoggle}>
            <Copyable name="link" label={language.text("Link to this text")} value={link} />
            <Copyable name="frame" label={language.text("Frame for a web page")} value={frame} />
            <p>{ language.text("The link itself carries the text. No server stores it.") }</p>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct CopyableProps {
    name: &'static str,
    label: &'static str,
    value: String,
}

/// A value with a button that copies it.
#[component]
fn Copyable(props: &CopyableProps) -> Html {
    let lab = use_lab();
    let copied = use_state_eq(|| None::<String>);
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
                { lab.language.text(if is_copied { "Copied" } else { "Copy" }) }
            </button>
        </label>
    }
}
