//! Moving the sheet with the mouse, and the wheel with the control key, which is also how a pinch arrives.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent, WheelEvent};
use yew::prelude::*;

use super::super::browser::Listener;

/// How much closer a wheel's turn by one pixel brings the picture.
const ZOOM_PER_PIXEL: f64 = 0.002;

/// Lets the reader drag the sheet by its ground, and zoom by the wheel.
#[hook]
pub fn use_hand(sheet: &NodeRef, onzoom: Callback<f64>) {
    let sheet = sheet.clone();
    use_effect_with(onzoom, move |onzoom| {
        let onzoom = onzoom.clone();
        let listeners = sheet.cast::<Element>().map(|sheet| {
            let wheel = Listener::new(&sheet, "wheel", move |event: Event| {
                let event: WheelEvent = event.unchecked_into();
                if event.ctrl_key() {
                    event.prevent_default();
                    onzoom.emit((-event.delta_y() * ZOOM_PER_PIXEL).exp());
                }
            });
            (wheel, drag(&sheet))
        });
        move || drop(listeners)
    });
}

/// Fingers scroll by themselves; the mouse takes hold of the ground.
fn drag(sheet: &Element) -> [Listener; 2] {
    let last: Rc<Cell<Option<(i32, i32)>>> = Rc::default();
    let down = {
        let last = last.clone();
        Listener::new(sheet, "pointerdown", move |event: Event| {
            let event: PointerEvent = event.unchecked_into();
            let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
            let is_ground = target.is_some_and(|it| it.closest(".part").ok().flatten().is_none());
            let takes_hold = event.pointer_type() == "mouse" && event.button() == 0 && is_ground;
            last.set(takes_hold.then(|| (event.client_x(), event.client_y())));
        })
    };
    let element = sheet.clone();
    let moved = Listener::new(sheet, "pointermove", move |event: Event| {
        let event: PointerEvent = event.unchecked_into();
        let Some((x, y)) = last.get().filter(|_| event.buttons() == 1) else { return };
        element.set_scroll_left(element.scroll_left() + x - event.client_x());
        element.set_scroll_top(element.scroll_top() + y - event.client_y());
        last.set(Some((event.client_x(), event.client_y())));
    });
    [down, moved]
}
