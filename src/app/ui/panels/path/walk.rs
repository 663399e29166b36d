//! The hops as steps of the packet that walks the picture: a number on each, which moves the packet there.

use svclab::locale::Language;
use svclab::message;
use svclab::network::{Hop, Route, Way};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::super::super::state::{self, Lab, State, Walking};
use super::hops::{action, place_text};

/// Of how many ways the reader may choose one.
pub const WAYS: usize = 100;

/// The way that the packet takes, if there is any.
pub fn walked_way(state: &State, route: &Route) -> Option<Way> {
    route.ways(WAYS).into_iter().nth(state.walk.way)
}

/// What happens at a hop, in a few words: "worker-1: new destination".
pub fn words(language: Language, hop: &Hop) -> String {
    let (_, deed) = action(hop.action);
    format!("{}: {}", place_text(language, &hop.at), language.text(deed))
}

/// Who moves the packet.
pub struct Walker {
    lab: Lab,
    route: usize,
    walk: Walking,
    way: Option<Way>,
}

/// A step of the walk.
pub struct Step {
    index: usize,
    /// True if the packet is there.
    pub is_here: bool,
    /// Moves it there.
    pub onclick: Callback<MouseEvent>,
}

impl Walker {
    /// Moves the packet of a route. While it walks another route, this one shows its first way.
    pub fn new(lab: &Lab, index: usize, route: &Route) -> Self {
        let walk =
            if lab.walk.route == index { lab.walk } else { Walking { route: index, ..Walking::default() } };
        Walker { lab: lab.clone(), route: index, walk, way: route.ways(WAYS).into_iter().nth(walk.way) }
    }

    /// The step that a hop is on the packet's way.
    pub fn step_of(&self, route: &Route, hop: &Hop) -> Option<Step> {
        let place = route.hops.iter().position(|other| std::ptr::eq(other, hop))?;
        let index = self.way.as_ref()?.steps.iter().position(|step| step.hop == place)?;
        let is_here = self.lab.walk.route == self.route && self.walk.at == Some(index);
        let (dispatcher, walk) = (self.lab.dispatcher(), self.walk);
        let onclick = Callback::from(move |event: MouseEvent| {
            // A row holds links of its own.
            let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
            let link = target.and_then(|it| it.closest("button").ok().flatten());
            if link.is_none_or(|link| link.class_list().contains("step")) {
                dispatcher.dispatch(state::Action::Walk(walk.to(index)));
            }
        });
        Some(Step { index, is_here, onclick })
    }
}

/// The number of a step. Arrow keys go from one to the next, and the packet with them.
pub fn number(lab: &Lab, step: &Step) -> Html {
    let label = lab.language.say(&message!("Step {number}: the packet goes there", number = step.index + 1));
    html! {
        <button
            type="button"
            class="step"
            aria-label={label}
            aria-current={step.is_here.then_some("step")}
            {onkeydown}
        >
            { step.index + 1 }
        </button>
    }
}

fn onkeydown(event: KeyboardEvent) {
    let by = match event.key().as_str() {
        "ArrowDown" | "ArrowRight" => 1,
        "ArrowUp" | "ArrowLeft" => -1,
        _ => return,
    };
    event.prevent_default();
    let Some(step) = event.target().and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
    let Ok(Some(route)) = step.closest(".route") else { return };
    let Ok(steps) = route.query_selector_all(".step") else { return };
    let all = (0..steps.length()).filter_map(|index| steps.item(index)?.dyn_into::<HtmlElement>().ok());
    let all: Vec<HtmlElement> = all.collect();
    let Some(at) = all.iter().position(|other| *other == step) else { return };
    if let Some(next) = at.checked_add_signed(by).and_then(|next| all.get(next)) {
        let _ = next.focus();
        next.click();
    }
}
