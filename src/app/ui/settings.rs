//! Language, theme, and the cluster, whose settings are written into the text.

use svclab::cluster::ProxyMode;
use svclab::locale::Language;
use svclab::text;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::browser;
use super::language;
use super::state::{Action, Theme, use_lab};
use crate::cluster_form::{ClusterForm, Place, Wrong};

/// The settings.
#[component]
pub fn SettingsPopover() -> Html {
    let lab = use_lab();
    html! {
        <div id="settings" popover="auto" class="popover form">
            <LanguageChoice />
            <ThemeChoice />
            <h2>{ lab.language.text("Cluster") }</h2>
            <ClusterSettings />
        </div>
    }
}

#[component]
fn LanguageChoice() -> Html {
    let lab = use_lab();
    let is_missing = use_state_eq(|| false);
    let onchange = {
        let (lab, is_missing) = (lab.clone(), is_missing.clone());
        move |event: Event| {
            let Some(select) = event.target().and_then(|it| it.dyn_into::<HtmlSelectElement>().ok()) else {
                return;
            };
            let (spoken, is_missing) = (lab.language, is_missing.clone());
            is_missing.set(false);
            language::choose(Language::from_tag(&select.value()), &lab, move || {
                // The page goes on in the language that it has, and the same choice can be made again.
                select.set_value(spoken.tag());
                is_missing.set(true);
            });
        }
    };
    let option = |language: Language| {
        html! {
            <option value={language.tag()} lang={language.tag()} selected={lab.language == language}>{ language.name() }</option>
        }
    };
    html! {
        <label class="setting">
            <span>{ lab.language.text("Language") }</span>
            <select class="field" {onchange} aria-describedby={is_missing.then_some("language-missing")}>
                { for [Language::English, Language::Korean].into_iter().map(option) }
            </select>
            if *is_missing {
                <span id="language-missing" class="hint">{ language::NOT_FETCHED }</span>
            }
        </label>
    }
}

#[component]
fn ThemeChoice() -> Html {
    let lab = use_lab();
    let onchange = {
        let dispatcher = lab.dispatcher();
        move |event: Event| {
            let Some(value) = chosen(&event) else { return };
            let theme = Theme::from_word(&value);
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
        <label class="setting">
            <span>{ lab.language.text("Theme") }</span>
            <select class="field theme" {onchange}>{ for Theme::ALL.into_iter().map(option) }</select>
        </label>
    }
}

/// What the text says of the cluster, until the reader types something else.
#[component]
fn ClusterSettings() -> Html {
    let lab = use_lab();
    let language = lab.language;
    let draft = use_state_eq(|| None::<ClusterForm>);
    let wrong = use_state_eq(Vec::<Wrong>::new);
    let form = draft.as_ref().cloned().unwrap_or_else(|| ClusterForm::of(lab.run.cluster()));
    let onsubmit = {
        let (lab, form, draft, wrong) = (lab.clone(), form.clone(), draft.clone(), wrong.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            match form.edits(&lab.run.standing) {
                Err(found) => wrong.set(found),
                Ok(edits) => {
                    if !edits.is_empty() {
                        lab.dispatch(Action::Fix(edits));
                    }
                    wrong.set(Vec::new());
                    draft.set(None);
                }
            }
        }
    };
    let field = |place: Place, label: &'static str, value: &str, set: fn(&mut ClusterForm, String)| {
        let (draft, form) = (draft.clone(), form.clone());
        let oninput = move |event: InputEvent| {
            let Some(input) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else {
                return;
            };
            let mut changed = form.clone();
            set(&mut changed, input.value());
            draft.set(Some(changed));
        };
        let message = wrong.iter().find(|(at, _)| *at == place).map(|(_, message)| language.say(message));
        let id = format!("wrong-{}", word(place));
        html! {
            <label class="setting">
                <span>{ language.text(label) }</span>
                <input
                    class="field"
                    name={word(place)}
                    value={value.to_owned()}
                    inputmode={if matches!(place, Place::Workers | Place::Zones) { "numeric" } else { "text" }}
                    autocomplete="off"
                    spellcheck="false"
                    aria-invalid={message.is_some().then_some("true")}
                    aria-describedby={message.is_some().then(|| id.clone())}
                    {oninput}
                />
                if let Some(message) = message {
                    <span {id} class="wrong" role="alert">{ message }</span>
                }
            </label>
        }
    };
    let onmode = {
        let (draft, form) = (draft.clone(), form.clone());
        move |event: Event| {
            let Some(value) = chosen(&event) else { return };
            let mode = if value == "nftables" { ProxyMode::Nftables } else { ProxyMode::Iptables };
            draft.set(Some(ClusterForm { mode, ..form.clone() }));
        }
    };
    let onbalancer = {
        let dispatcher = lab.dispatcher();
        move |event: Event| {
            if let Some(input) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
                dispatcher.dispatch(Action::LoadBalancer(input.checked()));
            }
        }
    };
    html! {
        <>
            <form {onsubmit} novalidate=true>
                { field(Place::Workers, text!("Worker nodes"), &form.workers, |form, value| form.workers = value) }
                { field(Place::Zones, text!("Zones"), &form.zones, |form, value| form.zones = value) }
                { field(Place::PodSubnet, text!("Addresses of Pods"), &form.pod_subnet, |form, value| form.pod_subnet = value) }
                { field(Place::ServiceSubnet, text!("Addresses of Services"), &form.service_subnet, |form, value| form.service_subnet = value) }
                <label class="setting">
                    <span>{ language.text("kube-proxy mode") }</span>
                    <select class="field" name="mode" onchange={onmode}>
                        <option value="iptables" selected={form.mode == ProxyMode::Iptables}>{ "iptables" }</option>
                        <option value="nftables" selected={form.mode == ProxyMode::Nftables}>{ "nftables" }</option>
                    </select>
                </label>
                <p>{ language.text("For dual stack, give an IPv4 and an IPv6 range with a comma between, such as 10.96.0.0/12,fd00:10::/112.") }</p>
                <button type="submit" class="primary" disabled={draft.is_none()}>{ language.text("Write into the text") }</button>
            </form>
            <label class="switch">
                <input type="checkbox" name="load-balancer" checked={lab.load_balancer} onchange={onbalancer} />
                <span>{ language.text("A load balancer gives Services of type LoadBalancer an address") }</span>
            </label>
        </>
    }
}

fn word(place: Place) -> &'static str {
    match place {
        Place::Workers => "workers",
        Place::Zones => "zones",
        Place::PodSubnet => "pod-subnet",
        Place::ServiceSubnet => "service-subnet",
    }
}

/// The value of the list that an event comes from.
fn chosen(event: &Event) -> Option<String> {
    Some(event.target()?.dyn_into::<HtmlSelectElement>().ok()?.value())
}
