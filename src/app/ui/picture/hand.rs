//! Moving the sheet with the mouse, and zooming: by the wheel with the control key, which is also how a pad's pinch
//! arrives, and by two fingers. The point under the pointer stays where it is.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent, WheelEvent};
use yew::prelude::*;

use super::super::browser::Listener;

/// How much closer a wheel's turn by one pixel brings the picture.
const ZOOM_PER_PIXEL: f64 = 0.002;

/// The point of the window that stays where it is while the picture grows; none for the middle of the sheet.
pub type Anchor = Rc<Cell<Option<(f64, f64)>>>;

/// Lets the reader drag the sheet by its ground, and zoom by wheel and fingers.
#[hook]
pub fn use_hand(sheet: &NodeRef, anchor: &Anchor, onzoom: Callback<f64>) {
    let (sheet, anchor) = (sheet.clone(), anchor.clone());
    use_effect_with(onzoom, move |onzoom| {
        let onzoom = onzoom.clone();
        let listeners = sheet.cast::<Element>().map(|sheet| {
            let fingers = pinch(&sheet, &anchor, onzoom.clone());
            let wheel = Listener::new(&sheet, "wheel", move |event: Event| {
                let event: WheelEvent = event.unchecked_into();
                if event.ctrl_key() {
                    event.prevent_default();
                    anchor.set(Some((f64::from(event.client_x()), f64::from(event.client_y()))));
                    onzoom.emit((-event.delta_y() * ZOOM_PER_PIXEL).exp());
                }
            });
            (wheel, drag(&sheet), fingers)
        });
        move || drop(listeners)
    });
}

/// One finger scrolls by itself; the mouse takes hold of the ground.
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

/// Where a finger is.
type Finger = (i32, (f64, f64));

/// Two fingers zoom around the middle between them.
fn pinch(sheet: &Element, anchor: &Anchor, onzoom: Callback<f64>) -> [Listener; 4] {
    let fingers: Rc<RefCell<Vec<Finger>>> = Rc::default();
    let place = |event: &PointerEvent| (f64::from(event.client_x()), f64::from(event.client_y()));
    let down = {
        let fingers = fingers.clone();
        Listener::new(sheet, "pointerdown", move |event: Event| {
            let event: PointerEvent = event.unchecked_into();
            if event.pointer_type() == "touch" {
                fingers.borrow_mut().push((event.pointer_id(), place(&event)));
            }
        })
    };
    let gone = |kind| {
        let fingers = fingers.clone();
        Listener::new(sheet, kind, move |event: Event| {
            let event: PointerEvent = event.unchecked_into();
            fingers.borrow_mut().retain(|(id, _)| *id != event.pointer_id());
        })
    };
    let (up, cancelled) = (gone("pointerup"), gone("pointercancel"));
    let anchor = anchor.clone();
    let moved = Listener::new(sheet, "pointermove", move |event: Event| {
        let event: PointerEvent = event.unchecked_into();
        let mut fingers = fingers.borrow_mut();
        let before = apart(&fingers);
        if let Some(finger) = fingers.iter_mut().find(|(id, _)| *id == event.pointer_id()) {
            finger.1 = place(&event);
        }
        if let (Some((before, _)), Some((now, middle))) = (before, apart(&fingers)) {
            anchor.set(Some(middle));
            // The picture is scaled while this runs; the fingers must be free by then.
            drop(fingers);
            onzoom.emit(now / before);
        }
    });
    [down, up, cancelled, moved]
}

/// How far two fingers are apart, and the middle between them.
fn apart(fingers: &[Finger]) -> Option<(f64, (f64, f64))> {
    let [(_, one), (_, other)] = fingers else { return None };
    let distance = (one.0 - other.0).hypot(one.1 - other.1).max(1.0);
    Some((distance, ((one.0 + other.0) / 2.0, (one.1 + other.1) / 2.0)))
}
