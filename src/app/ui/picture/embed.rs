//! The picture alone, for a frame in another page. It never changes its address.

use svclab::KUBERNETES_VERSION;
use yew::prelude::*;

use super::super::browser;
use super::super::state::use_lab;
use super::sheet::Sheet;
use super::walk::Answer;

/// The picture with a line below it that leads to the playground.
#[component]
pub fn Embed() -> Html {
    let lab = use_lab();
    let answer = use_memo((), |()| Answer(None));
    let playground = format!("{}#{}", browser::beside(""), browser::hash());
    html! {
        <main class="embed">
            <h1 class="unseen">{ lab.language.text("Picture") }</h1>
            if let Some(notice) = lab.notice {
                <p class="sheet empty" role="alert">{ lab.language.text(notice) }</p>
            } else {
                <Sheet zoom={None::<f64>} {answer} onzoom={Callback::noop()} ondraw={Callback::noop()} />
            }
            <p class="embed-bar">
                <span>{ format!("svclab · Kubernetes {KUBERNETES_VERSION}") }</span>
                <a href={playground} target="_blank" rel="noopener">{ lab.language.text("Open in svclab") }</a>
            </p>
        </main>
    }
}
