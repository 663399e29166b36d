//! The packet that walks the picture, and the bar that moves it.

use std::rc::Rc;

use svclab::diagram::svg;
use svclab::locale::Language;
use svclab::message;
use svclab::network::{Route, Trace, Way};
use wasm_bindgen::JsCast;
use web_sys::{AnimationEvent, Element, Event, HtmlSelectElement};
use yew::prelude::*;

use super::super::browser::Listener;
use super::super::panels::{WAYS, walked_way, words};
use super::super::state::{Action, Lab, Motion, Walking, use_lab};
use super::drawing::Drawing;
use super::keys;
use super::sheet::parts;

/// The answer to the question in the Path panel.
pub struct Answer(pub Option<Trace>);

/// An answer is the same if it is the same one: comparing must cost nothing.
impl PartialEq for Answer {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Answer {
    fn route(&self, walk: Walking) -> Option<&Route> {
        self.0.as_ref()?.routes.get(walk.route)
    }
}

/// The name of the animation that lasts as long as a packet stands at a step.
const STAY: &str = "walk-stay";

/// Puts the packet into the picture and moves it. How it moves, the style sheet says, so that nothing runs while it
/// stands.
#[hook]
pub fn use_packet(host: &NodeRef, drawing: &Rc<Option<Rc<Drawing>>>, answer: &Rc<Answer>, lab: &Lab) {
    let walk = lab.walk;
    let place = Walking { motion: Motion::Still, ..walk };
    {
        let (host, lab) = (host.clone(), lab.clone());
        use_effect_with((drawing.clone(), answer.clone(), place), move |(drawing, answer, _)| {
            let last = show(&host, (**drawing).as_deref(), answer, &lab);
            let listener = last.zip(host.cast::<Element>()).map(|(last, host)| {
                let dispatcher = lab.dispatcher();
                Listener::new(&host, "animationend", move |event: Event| {
                    let event: AnimationEvent = event.unchecked_into();
                    if event.animation_name() == STAY {
                        dispatcher.dispatch(Action::WalkOn(last));
                    }
                })
            });
            move || drop(listener)
        });
    }
    let host = host.clone();
    use_effect_with(walk.motion, move |motion| {
        if let Some(host) = host.cast::<Element>() {
            let _ = host.set_attribute("data-walk", motion.word());
        }
    });
}

/// Draws the packet; gives its last step.
fn show(host: &NodeRef, drawing: Option<&Drawing>, answer: &Answer, lab: &Lab) -> Option<usize> {
    let picture = host.cast::<Element>()?.first_element_child()?;
    if let Ok(Some(old)) = picture.query_selector(".walk") {
        old.remove();
    }
    let (drawing, route) = (drawing?, answer.route(lab.walk)?);
    let way = walked_way(lab, route)?;
    let stands = drawing.scene.stands(route, &way);
    let Walking { at, comes, .. } = lab.walk;
    let walk = svg::Walk { layout: &drawing.layout, stands: &stands, steps: &way.steps, at, comes };
    // The writer escapes what comes from the text.
    let _ = picture.insert_adjacent_html("beforeend", &walk.to_string());
    if let Some(stand) = at.and_then(|at| stands.get(at)) {
        let is_there = |part: &Element| part.get_attribute("data-id").as_ref() == Some(&stand.at);
        parts(&picture, ".box").find(is_there).iter().for_each(keys::show);
    }
    way.steps.len().checked_sub(1)
}

#[derive(PartialEq, Properties)]
pub struct WalkBarProps {
    /// What there is to walk.
    pub answer: Rc<Answer>,
}

/// Play, stop, step, and which way.
#[component]
pub fn WalkBar(props: &WalkBarProps) -> Html {
    let lab = use_lab();
    let language = lab.language;
    let Some((route, way)) =
        props.answer.route(lab.walk).and_then(|route| Some((route, walked_way(&lab, route)?)))
    else {
        return Html::default();
    };
    let walk = lab.walk;
    let last = way.steps.len().saturating_sub(1);
    let go = |next: Walking| {
        let dispatcher = lab.dispatcher();
        move |_: MouseEvent| dispatcher.dispatch(Action::Walk(next))
    };
    let is_playing = walk.motion == Motion::Playing;
    let (play, sign, name) = if is_playing {
        (walk.pause(), "M5 3.5v9M11 3.5v9", language.text("Pause"))
    } else {
        (walk.play(last), "M4.5 3l8 5-8 5z", language.text("Let the packet walk"))
    };
    let onkeydown = {
        let dispatcher = lab.dispatcher();
        move |event: KeyboardEvent| {
            let is_list = event.target().is_some_and(|it| it.has_type::<HtmlSelectElement>());
            let next = match event.key().as_str() {
                "ArrowRight" => walk.on(last),
                "ArrowLeft" => walk.back(),
                "Home" => walk.to(0),
                "End" => walk.to(last),
                _ => return,
            };
            if !is_list {
                event.prevent_default();
                dispatcher.dispatch(Action::Walk(next));
            }
        }
    };
    let said = walk.at.and_then(|at| way.steps.get(at).map(|step| (at, &route.hops[step.hop])));
    let said = match said {
        Some((at, hop)) => language.say(&message!(
            "Step {number} of {count}: {what}",
            number = at + 1,
            count = last + 1,
            what = words(language, hop)
        )),
        None => language.text("Follow one packet, step by step.").to_owned(),
    };
    let step = |name: &'static str, sign: &'static str, next: Walking, off: bool| {
        let onclick = go(next);
        html! {
            <button type="button" class="icon" title={name} aria-label={name} disabled={off} {onclick}>{ icon(sign) }</button>
        }
    };
    html! {
        <div class="walk-bar" role="group" aria-label={language.text("A packet on its way")} {onkeydown}>
            { step(language.text("Back to the start"), "M4 3.5v9M12 3.5L6.5 8l5.5 4.5z", walk.to(0), walk.at.unwrap_or_default() == 0) }
            { step(language.text("One step back"), "M10.5 3.5L5 8l5.5 4.5", walk.back(), walk.at.unwrap_or_default() == 0) }
            <button type="button" class="tool play" title={name} aria-label={name} onclick={go(play)}>{ icon(sign) }</button>
            { step(language.text("One step on"), "M5.5 3.5L11 8l-5.5 4.5", walk.on(last), walk.at == Some(last)) }
            <p role="status">{ said }</p>
            { choice(&lab, &props.answer) }
        </div>
    }
}

fn icon(sign: &'static str) -> Html {
    html! { <svg viewBox="0 0 16 16" aria-hidden="true"><path d={sign} /></svg> }
}

/// Which of the ways, if there are several.
fn choice(lab: &Lab, answer: &Answer) -> Html {
    let routes = || answer.0.iter().flat_map(|trace| trace.routes.iter().enumerate());
    let several = routes().count() > 1;
    let ways = routes().flat_map(|(index, route)| {
        route
            .ways(WAYS)
            .into_iter()
            .enumerate()
            .map(move |(way, it)| (index, way, name(lab.language, route, &it, several)))
    });
    let ways: Vec<(usize, usize, String)> = ways.collect();
    if ways.len() < 2 {
        return Html::default();
    }
    let places: Vec<(usize, usize)> = ways.iter().map(|(route, way, _)| (*route, *way)).collect();
    let onchange = {
        let dispatcher = lab.dispatcher();
        move |event: yew::Event| {
            let list: HtmlSelectElement = event.target_unchecked_into();
            let chosen = usize::try_from(list.selected_index()).ok().and_then(|index| places.get(index));
            if let Some((route, way)) = chosen.copied() {
                dispatcher.dispatch(Action::Walk(Walking { route, way, ..Walking::default() }.to(0)));
            }
        }
    };
    html! {
        <select class="field" aria-label={lab.language.text("Which way")} {onchange}>
            { for ways.into_iter().map(|(route, way, name)| html! {
                <option selected={(route, way) == (lab.walk.route, lab.walk.way)}>{ name }</option>
            }) }
        </select>
    }
}

/// A way by where it leads: "worker-1 → shop/web-0".
fn name(language: Language, route: &Route, way: &Way, several: bool) -> String {
    let family = several.then(|| if route.address.is_ipv6() { "IPv6" } else { "IPv4" }.to_owned());
    let end = way.endpoint.and_then(|end| route.endpoints.get(end)).map(|end| match &end.pod {
        Some(pod) => pod.name.to_string(),
        None => std::net::SocketAddr::new(end.ip, end.port).to_string(),
    });
    let lost = || way.steps.last().map(|step| words(language, &route.hops[step.hop]));
    let ways: Vec<String> = match end {
        Some(end) => family.into_iter().chain(way.node.clone()).chain([end]).collect(),
        None => family.into_iter().chain(lost()).collect(),
    };
    ways.join(" → ")
}
