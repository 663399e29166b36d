//! The box over the picture that finds an object by name, kind or address.

use svclab::diagram::SceneOptions;
use svclab::diagram::scene::opened_for;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::super::browser;
use super::super::state::{Action, use_lab};
use crate::find::{Found, find};

const LISTED: usize = 12;
const LIST: &str = "found";

#[derive(PartialEq, Properties)]
pub struct SearchProps {
    /// What to call when the box is not needed any more.
    pub onclose: Callback<()>,
}

/// The box, with the list of what is found.
#[component]
pub fn Search(props: &SearchProps) -> Html {
    let lab = use_lab();
    let words = use_state_eq(String::new);
    let at = use_state_eq(|| 0_usize);
    let input = use_node_ref();
    use_effect_with(input.clone(), |input| {
        if let Some(input) = input.cast::<HtmlElement>() {
            let _ = input.focus();
        }
    });
    let found =
        use_memo((lab.run.clone(), (*words).clone()), |(run, words)| find(run.cluster(), words, LISTED));
    let choose = {
        let (lab, onclose) = (lab.clone(), props.onclose.clone());
        move |found: &Found| {
            let options = SceneOptions { opened: (*lab.opened).clone(), ..SceneOptions::default() };
            let opened = opened_for(lab.run.cluster(), &options, &found.object);
            onclose.emit(());
            lab.dispatch(Action::Find { object: found.object.clone(), opened });
        }
    };
    let oninput = {
        let (words, at) = (words.clone(), at.clone());
        move |event: InputEvent| {
            words.set(event.target_unchecked_into::<HtmlInputElement>().value());
            at.set(0);
        }
    };
    let onkeydown = {
        let (found, at, choose, onclose) = (found.clone(), at.clone(), choose.clone(), props.onclose.clone());
        move |event: KeyboardEvent| {
            let last = found.len().saturating_sub(1);
            match event.key().as_str() {
                "ArrowDown" => at.set(if *at >= last { 0 } else { *at + 1 }),
                "ArrowUp" => at.set(at.checked_sub(1).unwrap_or(last)),
                "Enter" => found.get(*at).into_iter().for_each(&choose),
                "Escape" => onclose.emit(()),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let onfocusout = {
        let onclose = props.onclose.clone();
        move |_| onclose.emit(())
    };
    let option = |(index, it): (usize, &Found)| {
        // The mouse must not take the focus before it lets go: that would close the list.
        let onmousedown = |event: MouseEvent| event.prevent_default();
        let onclick = {
            let (choose, it) = (choose.clone(), it.clone());
            move |_| choose(&it)
        };
        html! {
            <li
                role="option"
                id={format!("{LIST}-{index}")}
                aria-selected={(index == *at).to_string()}
                {onmousedown}
                {onclick}
            >
                <span class="kind">{ it.object.kind.to_string() }</span>
                <strong>{ it.object.name.to_string() }</strong>
                <span>{ it.object.namespace.to_string() }</span>
                <code>{ it.addresses.join(", ") }</code>
            </li>
        }
    };
    let text = |english| lab.language.text(english);
    html! {
        <div class="finder">
            <input
                ref={input}
                class="field"
                type="text"
                role="combobox"
                aria-label={text("Find in the picture")}
                placeholder={text("Name, kind or address")}
                aria-expanded={(!found.is_empty()).to_string()}
                aria-controls={LIST}
                aria-autocomplete="list"
                aria-activedescendant={(!found.is_empty()).then(|| format!("{LIST}-{}", *at))}
                autocomplete="off"
                spellcheck="false"
                {oninput}
                {onkeydown}
                {onfocusout}
            />
            <ul id={LIST} role="listbox" aria-label={text("Found")} hidden={found.is_empty()}>
                { for found.iter().enumerate().map(option) }
            </ul>
            if found.is_empty() && !words.trim().is_empty() {
                <p role="status">{ text("Nothing of that name, kind or address.") }</p>
            }
        </div>
    }
}

/// Gives the focus back to the button that opens the box.
pub fn leave() {
    if let Some(button) = browser::by_id("find") {
        let _ = button.focus();
    }
}
