//! The menu of the lessons, group by group.

use svclab::text;
use yew::prelude::*;

use super::browser;
use super::lesson;
use super::state::use_lab;
use crate::lessons::{Group, Lesson};

const ID: &str = "lessons";

/// The menu, with a mark at what the reader has opened before.
#[component]
pub fn LessonsMenu() -> Html {
    let lab = use_lab();
    let language = lab.language;
    let entry = |lesson: &'static Lesson| {
        let dispatcher = lab.dispatcher();
        let onclick = move |_| {
            browser::replace_hash("");
            dispatcher.dispatch(lesson::open(lesson));
            browser::hide_popover(ID);
        };
        let text = lesson.text(language);
        let current = (lab.lesson == Some(lesson)).then_some("true");
        let seen = lab.seen.contains(lesson.id);
        html! {
            <li>
                <button type="button" data-open-lesson={lesson.id} aria-current={current} class={classes!(seen.then_some("seen"))} {onclick}>
                    <strong>{ text.title }</strong>
                    if seen {
                        <span class="unseen">{ language.text("Opened before") }</span>
                    }
                    <span>{ text.idea.replace('`', "") }</span>
                </button>
            </li>
        }
    };
    let group = |group: Group| {
        html! {
            <section data-group={word(group)}>
                <h2>{ language.text(title(group)) }</h2>
                <ol>{ for group.lessons().map(entry) }</ol>
            </section>
        }
    };
    html! {
        <div id={ID} popover="auto" class="popover lessons">{ for Group::ALL.into_iter().map(group) }</div>
    }
}

fn title(group: Group) -> &'static str {
    match group {
        Group::Course => text!("Course"),
        Group::Applications => text!("Applications"),
        Group::Wrong => text!("What is wrong here?"),
    }
}

fn word(group: Group) -> &'static str {
    match group {
        Group::Course => "course",
        Group::Applications => "applications",
        Group::Wrong => "wrong",
    }
}
