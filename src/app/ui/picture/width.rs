//! How much space an element has.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

/// A picture is not drawn anew for every pixel that the window grows.
const STEP: u32 = 16;

/// The width of an element's content in pixels, rounded down; none before it is on the page or while it is hidden.
#[hook]
pub fn use_width(host: &NodeRef) -> Option<u32> {
    let width = use_state_eq(|| None);
    let result = *width;
    let host = host.clone();
    use_effect_with((), move |()| {
        let element = host.cast::<Element>();
        let measure = {
            let element = element.clone();
            move || {
                let inner = element.as_ref().map_or(0, |element| element.client_width().unsigned_abs());
                if inner > 0 {
                    width.set(Some((inner / STEP * STEP).max(STEP)));
                }
            }
        };
        measure();
        let callback = Closure::<dyn Fn()>::new(measure);
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
        if let (Some(observer), Some(element)) = (&observer, &element) {
            observer.observe(element);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(callback);
        }
    });
    result
}
