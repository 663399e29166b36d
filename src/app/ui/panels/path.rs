//! Where a connection goes: the question, the verdict, then every hop.

mod answer;
mod form;
mod hops;
mod walk;

use svclab::network::Trace;
use yew::prelude::*;

use super::super::browser;
use super::super::state::{Panel, State, use_lab};
use crate::path_question::Asked;
use answer::answer;
use form::form;
pub use walk::{WAYS, walked_way, words};

/// The question and its answer.
#[component]
pub fn Path() -> Html {
    let lab = use_lab();
    let asked = complete(&lab);
    use_effect_with(lab.walk, |walk| {
        if let Some(panel) = browser::by_id("panel").filter(|_| walk.at.is_some()) {
            browser::bring_into_sight(&panel, ".hops .here");
        }
    });
    let traced = (!asked.to.is_empty()).then(|| asked.trace(&lab.run.shown));
    html! {
        <>
            { form(&lab, &asked, traced.as_ref()) }
            { answer(&lab, &asked, traced.as_ref()) }
        </>
    }
}

/// The answer to the question in the panel, if it is open.
pub fn asked(state: &State) -> Option<Trace> {
    let asked = (state.panel == Panel::Path).then(|| complete(state))?;
    asked.trace(&state.run.shown).ok()
}

fn complete(state: &State) -> Asked {
    let selected = state.selected.as_ref().map(|selected| state.run.drawn_for(&selected.object));
    state.path.complete(state.run.cluster(), selected.as_ref())
}
