//! What survives a reload.

use std::rc::Rc;

use svclab::text;
use web_sys::Event;
use yew::prelude::*;

use super::browser::{self, Listener, Timer};
use super::run::Run;
use super::state::{Action, Lab};
use crate::lessons::Lesson;
use crate::what_if::list::ChangeList;

/// Bytes of text that a browser remembers for a page without asking its reader.
const MOST_REMEMBERED: usize = 2_000_000;
/// Milliseconds without a key after which the text is written down.
const PAUSE: i32 = 300;

/// The reader's own work.
struct Work {
    run: Rc<Run>,
    changes: ChangeList,
    lesson: Option<&'static Lesson>,
    load_balancer: bool,
}

/// Writes down what survives a reload.
#[hook]
pub fn use_memory(lab: &Lab) {
    use_work_memory(lab);
    use_effect_with(lab.panel, |panel| browser::remember(browser::PANEL_KEY, panel.word()));
    use_effect_with(lab.seen.clone(), |seen| {
        let seen: Vec<&str> = seen.iter().copied().collect();
        browser::remember(browser::PROGRESS_KEY, &seen.join(" "));
    });
}

/// Writes down the work when the person pauses or leaves: with every key, it would cost each of them.
#[hook]
fn use_work_memory(lab: &Lab) {
    let is_own = lab.own;
    let waiting = use_mut_ref(|| None::<Work>);
    {
        let (waiting, changes) = (waiting.clone(), lab.changes.clone());
        let wanted = (lab.run.clone(), lab.lesson, lab.load_balancer);
        use_effect_with(wanted, move |(run, lesson, load_balancer)| {
            let work = Work { run: run.clone(), changes, lesson: *lesson, load_balancer: *load_balancer };
            let before = waiting.replace(Some(work).filter(|_| is_own));
            if !is_own {
                before.iter().for_each(Work::write_down);
            } else if !browser::hash().is_empty() {
                // The text is no longer the one of a link in the address.
                browser::replace_hash("");
            }
            let timer = Timer::new(PAUSE, move || waiting.take().iter().for_each(Work::write_down));
            move || drop(timer)
        });
    }
    use_effect_with((), move |()| {
        let leave = move |_: Event| waiting.take().iter().for_each(Work::write_down);
        let listener = web_sys::window().map(|window| Listener::new(&window, "pagehide", leave));
        move || drop(listener)
    });
    let is_forgotten = is_own && lab.run.text().len() > MOST_REMEMBERED;
    let dispatcher = lab.dispatcher();
    use_effect_with(is_forgotten, move |is_forgotten| {
        if *is_forgotten {
            let notice = text!("The text is too large to survive a reload: download it to keep it.");
            dispatcher.dispatch(Action::Notice(Some(notice)));
        }
    });
}

impl Work {
    fn write_down(&self) {
        match self.run.text() {
            text if text.len() > MOST_REMEMBERED => browser::forget(browser::TEXT_KEY),
            text => browser::remember(browser::TEXT_KEY, text),
        }
        match serde_json::to_string(self.changes.list()) {
            Ok(list) if !self.changes.list().is_empty() => browser::remember(browser::CHANGES_KEY, &list),
            _ => browser::forget(browser::CHANGES_KEY),
        }
        match self.lesson {
            Some(lesson) => browser::remember(browser::LESSON_KEY, lesson.id),
            None => browser::forget(browser::LESSON_KEY),
        }
        match self.load_balancer {
            true => browser::forget(browser::NO_LOAD_BALANCER_KEY),
            false => browser::remember(browser::NO_LOAD_BALANCER_KEY, "1"),
        }
    }
}
