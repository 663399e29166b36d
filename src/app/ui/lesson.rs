//! What the open lesson says, above the text that it is about.

use svclab::source::Span;
use svclab::text;
use yew::prelude::*;

use super::state::{Action, Lab, Panel, use_lab};
use crate::dig_question::DigQuestion;
use crate::lessons::{LESSONS, Lesson, Line, Question, Standing, Step};
use crate::path_question::{PathQuestion, To};

/// The open lesson, if there is one.
#[component]
pub fn LessonCard() -> Html {
    let lab = use_lab();
    let Some(lesson) = lab.lesson else { return Html::default() };
    let language = lab.language;
    let text = lesson.text(language);
    let position = LESSONS.iter().position(|it| it == lesson).unwrap_or_default();
    let next = LESSONS.get(position + 1);
    let number = lesson.group.lessons().position(|it| it == lesson).unwrap_or_default();
    let close = {
        let dispatcher = lab.dispatcher();
        move |_| dispatcher.dispatch(Action::CloseLesson)
    };
    let step = |neighbour: Option<&'static Lesson>, label: &'static str, arrow: &'static str| {
        let dispatcher = lab.dispatcher();
        let onclick = move |_| {
            if let Some(lesson) = neighbour {
                dispatcher.dispatch(open(lesson));
            }
        };
        let label = language.text(label);
        html! {
            <button type="button" class="icon" disabled={neighbour.is_none()} title={label} aria-label={label} {onclick}>
                { arrow }
            </button>
        }
    };
    let list = |heading: &'static str, lines: &[Line]| {
        let line = |line: &Line| {
            html! {
                <li>
                    { prose(line.text) }
                    { " " }
                    { line.step.map(|step| step_button(&lab, step)) }
                </li>
            }
        };
        html! {
            <>
                <h3>{ language.text(heading) }</h3>
                <ul>{ for lines.iter().map(line) }</ul>
            </>
        }
    };
    html! {
        <details class="lesson" open=true data-lesson={lesson.id} key={lesson.id}>
            <summary>
                <span class="lesson-number">{ format!("{}/{}", number + 1, lesson.group.lessons().count()) }</span>
                <h2>{ text.title }</h2>
            </summary>
            <div class="lesson-steps">
                { step(position.checked_sub(1).map(|at| &LESSONS[at]), text!("Previous lesson"), "←") }
                { step(next, text!("Next lesson"), "→") }
                <button type="button" class="icon" title={language.text("Put the lesson away")}
                    aria-label={language.text("Put the lesson away")} onclick={close}>{ "×" }</button>
            </div>
            <div class="lesson-text">
                <p>{ prose(text.idea) }</p>
                { list(text!("Look"), &text.look) }
                { list(text!("Try"), &text.try_out) }
                { next.map(|next| next_button(&lab, next)) }
            </div>
        </details>
    }
}

/// The action that opens a lesson.
pub fn open(lesson: &'static Lesson) -> Action {
    let text = lesson.manifest.to_owned();
    Action::Load { text, selected: None, lesson: Some(lesson), load_balancer: true }
}

/// The button that leads on.
fn next_button(lab: &Lab, next: &'static Lesson) -> Html {
    let onclick = {
        let dispatcher = lab.dispatcher();
        move |_| dispatcher.dispatch(open(next))
    };
    html! {
        <button type="button" class="next-lesson" {onclick}>
            { lab.language.text("Next") }
            { ": " }
            { next.text(lab.language).title }
            { " →" }
        </button>
    }
}

/// The button that does what a line says, or takes it back.
fn step_button(lab: &Lab, step: Step) -> Html {
    let standing = step.edit().map(|edit| edit.standing(lab.run.text()));
    let label = match &standing {
        None => text!("Show me"),
        Some(Standing::Open(..) | Standing::Unfit) => text!("Do it"),
        Some(Standing::Made(..)) => text!("Take it back"),
    };
    let is_unfit = standing == Some(Standing::Unfit);
    let why =
        is_unfit.then(|| lab.language.text("The text is another one here: take back what you have changed."));
    let onclick = {
        let dispatcher = lab.dispatcher();
        move |_| actions(step, standing.as_ref()).into_iter().for_each(|action| dispatcher.dispatch(action))
    };
    html! {
        <button type="button" class="lesson-step" disabled={is_unfit} title={why} {onclick}>{ lab.language.text(label) }</button>
    }
}

/// What a step does: its edit, there or back, and its question.
fn actions(step: Step, standing: Option<&Standing>) -> Vec<Action> {
    let edit = standing.and_then(|standing| match standing {
        Standing::Open(place, insert) | Standing::Made(place, insert) => {
            Some(Action::Fix(vec![(Span::new(place.start, place.end), insert.clone())]))
        }
        Standing::Unfit => None,
    });
    edit.into_iter().chain(step.question().into_iter().flat_map(ask)).collect()
}

/// Opens the panel that answers a question.
fn ask(question: Question) -> [Action; 2] {
    match question {
        Question::Path { from, to } => {
            let (from, to) = (from.to_owned(), To::Written(to.to_owned()));
            let question = PathQuestion { from, to, ..PathQuestion::default() };
            [Action::Trace(question), Action::Open(Panel::Path)]
        }
        Question::Dig { from, name, record_type } => {
            let (from, name) = (Some(from.to_owned()), Some(name.to_owned()));
            let question = DigQuestion { from, name, record_type: record_type.parse().ok() };
            [Action::Dig(question), Action::Open(Panel::Dns)]
        }
    }
}

/// A text with names of code in backquotes.
fn prose(text: &str) -> Html {
    let parts = text.split('`').enumerate().map(|(at, part)| match at % 2 {
        0 => html! { { part.to_owned() } },
        _ => html! { <code>{ part.to_owned() }</code> },
    });
    parts.collect()
}
