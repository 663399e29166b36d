//! The picture with the bar above it.

mod canvas;
mod drawing;
mod glide;
mod hand;
mod keys;
mod mini_map;
mod search;
mod sheet;
mod shortcuts;
mod table;
mod walk;
mod width;

use std::rc::Rc;

use svclab::diagnostic::{Diagnostic, Severity};
use svclab::locale::Language;
use svclab::message;
use yew::prelude::*;

use super::panels::asked;
use super::run::is_rejection;
use super::state::{Action, Panel, use_lab};
use super::what_if::Strip;
use drawing::Drawing;
use search::Search;
use sheet::Sheet;
pub use sheet::{object_of_reference, reference};
use shortcuts::{Shortcuts, use_shortcuts};
use table::Tables;
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
    let finding = use_state_eq(|| false);
    let as_table = use_state_eq(|| false);
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
        let zoom = zoom.clone();
        use_callback((*zoom, (*drawing).clone()), move |factor: f64, (now, drawing)| {
            let now = now.or(drawing.as_ref().map(|drawing| drawing.fit)).unwrap_or(1.0);
            zoom.set(Some((now * factor).clamp(ZOOM_RANGE.0, ZOOM_RANGE.1)));
        })
    };
    let fit = {
        let zoom = zoom.clone();
        use_callback((), move |(), ()| zoom.set(None))
    };
    let turn = {
        let as_table = as_table.clone();
        use_callback(*as_table, move |(), now| as_table.set(!now))
    };
    let find = {
        let finding = finding.clone();
        use_callback((), move |is_open: bool, ()| {
            finding.set(is_open);
            if !is_open {
                search::leave();
            }
        })
    };
    use_shortcuts(Shortcuts {
        onzoom: onzoom.clone(),
        fit: fit.clone(),
        turn: turn.clone(),
        find: find.clone(),
    });
    let by = |factor: f64| onzoom.reform(move |_: MouseEvent| factor);
    let text = |english| lab.language.text(english);
    html! {
        <section class="picture" aria-label={text("Picture")}>
            <div class="picture-bar">
                <Summary drawing={(*drawing).clone()} />
                <button type="button" id="find" class="icon" title={text("Find in the picture (/)")} aria-label={text("Find in the picture (/)")} aria-expanded={finding.to_string()} onclick={find.reform(|_| true)}>
                    <svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4.2" /><path d="M10.2 10.2L14 14" /></svg>
                </button>
                <button type="button" class="tool" title={text("Show as tables (t)")} aria-pressed={as_table.to_string()} onclick={turn.reform(|_| ())}>{ text("Table") }</button>
                <button type="button" class="icon" title={text("Smaller")} aria-label={text("Smaller")} onclick={by(1.0 / ZOOM_STEP)}>{ "−" }</button>
                <button type="button" class="icon" title={text("Larger")} aria-label={text("Larger")} onclick={by(ZOOM_STEP)}>{ "+" }</button>
                <button type="button" class="tool" onclick={fit.reform(|_| ())} aria-pressed={zoom.is_none().to_string()}>{ text("Fit") }</button>
                if *finding {
                    <Search onclose={find.reform(|()| false)} />
                }
            </div>
            <Stale />
            <Strip />
            <Sheet zoom={*zoom} hidden={*as_table} answer={answer.clone()} {onzoom} {ondraw} />
            if let Some(drawing) = (*drawing).clone().filter(|_| *as_table) {
                <Tables {drawing} />
            }
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
    let errors = || lab.run.findings().iter().filter(|found| is_rejection(found));
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
