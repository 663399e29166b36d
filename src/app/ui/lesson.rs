//! What the open lesson says, above the text that it is about.

use svclab::text;
use yew::prelude::*;

use super::state::{Action, use_lab};
use crate::lessons::{LESSONS, Lesson};

/// The open lesson, if there is one.
#[component]
pub fn LessonCard() -> Html {
    let lab = use_lab();
    let Some(lesson) = lab.lesson else { return Html::default() };
    let language = lab.language;
    let text = lesson.text(language);
    let number = LESSONS.iter().position(|it| it == lesson).unwrap_or_default();
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
    let list = |heading: &'static str, lines: &[&'static str]| {
        html! {
            <>
                <h3>{ language.text(heading) }</h3>
                <ul>{ for lines.iter().map(|line| html! { <li>{ prose(line) }</li> }) }</ul>
            </>
        }
    };
    html! {
        <details class="lesson" open=true data-lesson={lesson.id} key={lesson.id}>
            <summary>
                <span class="lesson-number">{ format!("{}/{}", number + 1, LESSONS.len()) }</span>
                <h2>{ text.title }</h2>
            </summary>
            <div class="lesson-steps">
                { step(number.checked_sub(1).map(|at| &LESSONS[at]), text!("Previous lesson"), "←") }
                { step(LESSONS.get(number + 1), text!("Next lesson"), "→") }
                <button type="button" class="icon" title={language.text("Put the lesson away")}
                    aria-label={language.text("Put the lesson away")} onclick={close}>{ "×" }</button>
            </div>
            <div class="lesson-text">
                <p>{ prose(text.idea) }</p>
                { list(text!("Look"), &text.look) }
                { list(text!("Try"), &text.try_out) }
            </div>
        </details>
    }
}

/// The action that opens a lesson.
pub fn open(lesson: &'static Lesson) -> Action {
    Action::Load { text: lesson.manifest.to_owned(), selected: None, lesson: Some(lesson) }
}

/// A text with names of code in backquotes.
fn prose(text: &str) -> Html {
    let parts = text.split('`').enumerate().map(|(at, part)| match at % 2 {
        0 => html! { { part.to_owned() } },
        _ => html! { <code>{ part.to_owned() }</code> },
    });
    parts.collect()
}
