//! From the keys to the state: a short text at once, a long one in slices, so that the page answers between them.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::futures::spawn_local;
use yew::prelude::*;

use super::browser;
use super::editor::YamlEditor;
use super::run::Edit;
use super::state::{Action, State};

/// Bytes of text that are simulated within a frame, the picture included.
const AT_ONCE: usize = 40_000;

/// What the person types.
pub struct Typing {
    dispatcher: UseReducerDispatcher<State>,
    /// Counts the edits: work on one that is no longer the last is given up.
    edits: Rc<Cell<u32>>,
}

/// A later edit has come.
struct Outdated;

impl Typing {
    /// Tells the edits to the state.
    pub fn new(dispatcher: UseReducerDispatcher<State>) -> Self {
        Typing { dispatcher, edits: Rc::default() }
    }

    /// The person has typed in the editor.
    pub fn typed(&self, editor: &YamlEditor) {
        let text = editor.value();
        let number = self.edits.get() + 1;
        self.edits.set(number);
        let is_long = text.len() > AT_ONCE;
        browser::set_busy(is_long);
        if !is_long {
            return self.dispatcher.dispatch(Action::Edit(Edit::new(text)));
        }
        let (dispatcher, edits, editor) = (self.dispatcher.clone(), self.edits.clone(), editor.clone());
        spawn_local(async move {
            let pause = async || {
                browser::breathe().await;
                if edits.get() == number { Ok(()) } else { Err(Outdated) }
            };
            let Ok(edit) = Edit::ahead(text, pause).await else { return };
            // A lesson or a link may have been opened since.
            if editor.value() == edit.text() {
                dispatcher.dispatch(Action::Edit(edit));
                dispatcher.dispatch(Action::Cursor(editor.head()));
            }
            browser::set_busy(false);
        });
    }
}
