//! The bar at the top: the course, the link, language and theme.

use svclab::KUBERNETES_VERSION;
use svclab::locale::Language;
use svclab::text;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::browser;
use super::language;
use super::lessons_menu::LessonsMenu;
use super::share::SharePopover;
use super::state::{Action, Theme, use_lab};

/// The bar.
#[component]
pub fn Bar() -> Html {
    let lab = use_lab();
    let language = lab.language;
    html! {
        <header class="bar">
            <h1 class="brand" title={format!("Kubernetes {KUBERNETES_VERSION}")}>{ "svclab" }</h1>
            <button type="button" class="menu" popovertarget="lessons" id="open-lessons">{ language.text("Lessons") }</button>
            <button type="button" class="menu" popovertarget="share" id="open-share">{ language.text("Share") }</button>
            <p class="promise">
                { language.text("Nothing is sent anywhere: everything runs in this page.") }
                { " " }
                <span>{ format!("Kubernetes {KUBERNETES_VERSION}") }</span>
            </p>
            <LanguageChoice />
            <ThemeChoice />
            <LessonsMenu />
            <SharePopover />
        </header>
    }
}

#[component]
fn LanguageChoice() -> Html {
    let lab = use_lab();
    let other = match lab.language {
        Language::English => Language::Korean,
        Language::Korean => Language::English,
    };
    let onclick = {
        let lab = lab.clone();
        move |_| language::choose(other, &lab)
    };
    html! { <button type="button" class="menu language" lang={other.tag()} {onclick}>{ other.name() }</button> }
}

#[component]
fn ThemeChoice() -> Html {
    let lab = use_lab();
    let onchange = {
        let dispatcher = lab.dispatcher();
        move |event: Event| {
            let Some(select) = event.target().and_then(|it| it.dyn_into::<HtmlSelectElement>().ok()) else {
                return;
            };
            let theme = Theme::from_word(&select.value());
            match theme {
                Theme::System => browser::forget(browser::THEME_KEY),
                chosen => browser::remember(browser::THEME_KEY, chosen.word()),
            }
            dispatcher.dispatch(Action::Theme(theme));
        }
    };
    let option = |theme: Theme| {
        let label = match theme {
            Theme::System => text!("Auto"),
            Theme::Light => text!("Light"),
            Theme::Dark => text!("Dark"),
        };
        html! { <option value={theme.word()} selected={lab.theme == theme}>{ lab.language.text(label) }</option> }
    };
    html! {
        <select class="menu theme" aria-label={lab.language.text("Theme")} {onchange}>
            { for Theme::ALL.into_iter().map(option) }
        </select>
    }
}
