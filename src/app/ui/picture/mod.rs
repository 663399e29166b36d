//! The picture with the bar above it.

mod drawing;
mod embed;
mod hand;
mod sheet;
mod walk;
mod width;

use std::rc::Rc;

use svclab::diagnostic::{Diagnostic, Severity};
use svclab::locale::Language;
use svclab::message;
use yew::prelude::*;

use super::panels::asked;
use super::state::{Action, Panel, use_lab};
use super::what_if::Strip;
use drawing::Drawing;
pub use embed::Embed;
use sheet::Sheet;
pub use sheet::{object_of_reference, reference};
use walk::{Answer, WalkBar};

/// How much closer or further one press of a button brings the picture.
const ZOOM_STEP: f64 = 1.25;
const ZOOM_RANGE: (f64, f64) = (0.25, 4.0);

/// The picture of the playground.
#[component]
pub fn Picture() -> Html {
    let lab = use_lab();
    let zoom = use_state_eq(|| None::<f64>);
    let drawing = use_state_eq(|| None::<Rc<Drawing>>);
    let selected = lab.selected.as_ref().map(|selected| selected.object.clone());
    let answer = {
        let lab = lab.clone();
        let question = (lab.run.clone(), lab.panel, lab.path.clone(), selected);
        use_memo(question, move |_| Answer(asked(&lab)))
    };
    let ondraw = {
        let drawing = drawing.clone();
        use_callback((), move |drawn: Rc<Drawing>, ()| drawing.set(Some(drawn)))
    };
    let onzoom = {
        let (zoom, drawing) = (zoom.clone(), drawing.clone());
        Callback::from(move |factor: f64| {
            let now = zoom.or(drawing.as_ref().map(|drawing| drawing.fit)).unwrap_or(1.0);
            zoom.set(Some((now * factor).clamp(ZOOM_RANGE.0, ZOOM_RANGE.1)));
        })
    };
    let by = |factor: f64| onzoom.reform(move |_: MouseEvent| factor);
    let fit = {
        let zoom = zoom.clone();
        move |_| zoom.set(None)
    };
    let text = |english| lab.language.text(english);
    html! {
        <section class="picture" aria-label={text("Picture")}>
            <div class="picture-bar">
                <Summary drawing={(*drawing).clone()} />
                <button type="button" class="icon" title={text("Smaller")} aria-label={text("Smaller")} onclick={by(1.0 / ZOOM_STEP)}>{ "−" }</button>
                <button type="button" class="icon" title={text("Larger")} aria-label={text("Larger")} onclick={by(ZOOM_STEP)}>{ "+" }</button>
                <button type="button" class="tool" onclick={fit} aria-pressed={zoom.is_none().to_string()}>{ text("Fit") }</button>
            </div>
            <Stale />
            <Strip />
            <Sheet zoom={*zoom} answer={answer.clone()} {onzoom} {ondraw} />
            <WalkBar {answer} />
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct SummaryProps {
    drawing: Option<Rc<Drawing>>,
}

/// "2 Services, 3 of 4 endpoints ready, 1 problem", told to screen readers whenever it changes.
#[component]
fn Summary(props: &SummaryProps) -> Html {
    let lab = use_lab();
    let language = lab.language;
    let problems = lab.run.findings().iter().filter(|found| found.severity != Severity::Info).count();
    let onclick = {
        let dispatcher = lab.dispatcher();
        move |_| dispatcher.dispatch(Action::Open(Panel::Problems))
    };
    html! {
        <p class="summary" role="status">
            { props.drawing.as_ref().map(|drawing| drawing.layout.summary.clone()) }
            if problems > 0 {
                { " · " }
                <button type="button" {onclick}>{ counted_problems(language, problems) }</button>
            }
        </p>
    }
}

fn counted_problems(language: Language, count: usize) -> String {
    match count {
        1 => language.text("1 problem").to_owned(),
        count => language.say(&message!("{count} problems", count = count)),
    }
}

/// Why the picture is older than the text.
#[component]
fn Stale() -> Html {
    let lab = use_lab();
    let errors = || lab.run.findings().iter().filter(|found| found.severity == Severity::Error);
    let Some(first) = errors().next().filter(|_| lab.run.is_stale()) else { return Html::default() };
    let show = {
        let (dispatcher, span) = (lab.dispatcher(), first.span);
        move |_| dispatcher.dispatch(Action::Reveal(span))
    };
    html! {
        <div class="stale" role="alert">
            <p>
                <strong>{ lab.language.text("What is grey is as it was before this error.") }</strong>
                { " " }
                { place(lab.language, &lab.run.standing.source, first) }
                { ": " }
                { lab.language.say(&first.message) }
            </p>
            <button type="button" onclick={show}>{ lab.language.text("Show") }</button>
        </div>
    }
}

fn place(language: Language, source: &svclab::source::Source, found: &Diagnostic) -> String {
    language.say(&message!("line {line}", line = source.position(found.span.start).line))
}
