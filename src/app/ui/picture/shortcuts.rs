//! The keys that work anywhere on the page but where something is written: find, table, larger, smaller, fit.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};
use yew::prelude::*;

use super::super::browser::Listener;
use super::ZOOM_STEP;

/// Where keys write.
const WRITTEN_IN: &str = "input, textarea, select, yaml-editor, [contenteditable]";

/// What the keys do.
#[derive(PartialEq)]
pub struct Shortcuts {
    /// Brings the picture closer by a factor.
    pub onzoom: Callback<f64>,
    /// Fits it into the page.
    pub fit: Callback<()>,
    /// Shows tables in its place, or the picture again.
    pub turn: Callback<()>,
    /// Opens or closes the box that finds.
    pub find: Callback<bool>,
}

/// Listens to the keys.
#[hook]
pub fn use_shortcuts(shortcuts: Shortcuts) {
    use_effect_with(shortcuts, |shortcuts| {
        let Shortcuts { onzoom, fit, turn, find } = shortcuts;
        let (onzoom, fit, turn, find) = (onzoom.clone(), fit.clone(), turn.clone(), find.clone());
        let listener = web_sys::window().map(|window| {
            Listener::new(&window, "keydown", move |event: Event| {
                let event: KeyboardEvent = event.unchecked_into();
                let control = event.ctrl_key() || event.meta_key();
                if control && event.key() == "k" {
                    find.emit(true);
                } else if control || event.alt_key() || writes(&event) {
                    return;
                } else {
                    match event.key().as_str() {
                        "/" => find.emit(true),
                        "t" => turn.emit(()),
                        "+" | "=" => onzoom.emit(ZOOM_STEP),
                        "-" => onzoom.emit(1.0 / ZOOM_STEP),
                        "0" => fit.emit(()),
                        _ => return,
                    }
                }
                event.prevent_default();
            })
        });
        move || drop(listener)
    });
}

fn writes(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    target.is_some_and(|it| it.closest(WRITTEN_IN).ok().flatten().is_some())
}
