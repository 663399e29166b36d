//! The bar between two panes, moved by mouse, finger or keyboard.

use svclab::text;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::browser;
use super::state::use_lab;

/// Which way the panes lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Side by side.
    Columns,
    /// One above the other.
    Rows,
}

#[derive(PartialEq, Properties)]
pub struct SplitterProps {
    /// Names the custom property of the style sheet, `--split-NAME`, and what is stored.
    pub name: &'static str,
    pub direction: Direction,
}

/// The least and the most that the first pane may take, in percent.
const RANGE: (f64, f64) = (15.0, 85.0);
/// How far a key moves the bar, in percent.
const STEP: f64 = 2.0;

/// The bar. The panes' sizes are in the style sheet alone: a custom property of the root element says where the bar is.
#[component]
pub fn Splitter(props: &SplitterProps) -> Html {
    let lab = use_lab();
    let SplitterProps { name, direction } = *props;
    let start = match direction {
        Direction::Columns => 40.0,
        Direction::Rows => 60.0,
    };
    let place = use_state_eq(|| recalled(name).unwrap_or(start));
    let move_to = {
        let place = place.clone();
        Callback::from(move |percent: f64| {
            let percent = percent.clamp(RANGE.0, RANGE.1);
            show(name, percent);
            browser::remember(&format!("{}.{name}", browser::SPLIT_KEY), &format!("{percent:.1}"));
            place.set(percent);
        })
    };
    let onpointerdown = Callback::from(move |event: PointerEvent| {
        event.prevent_default();
        if let Some(bar) = event.current_target().and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let _ = bar.set_pointer_capture(event.pointer_id());
            let _ = bar.focus();
        }
    });
    let onpointermove = {
        let move_to = move_to.clone();
        Callback::from(move |event: PointerEvent| {
            let Some(bar) = event.current_target().and_then(|it| it.dyn_into::<Element>().ok()) else {
                return;
            };
            if !bar.has_pointer_capture(event.pointer_id()) {
                return;
            }
            let Some(panes) = bar.parent_element().map(|parent| parent.get_bounding_client_rect()) else {
                return;
            };
            let part = match direction {
                Direction::Columns => (f64::from(event.client_x()) - panes.left()) / panes.width(),
                Direction::Rows => (f64::from(event.client_y()) - panes.top()) / panes.height(),
            };
            move_to.emit(part * 100.0);
        })
    };
    let onkeydown = {
        let (place, move_to) = (*place, move_to.clone());
        Callback::from(move |event: KeyboardEvent| {
            let target = match (event.key().as_str(), direction) {
                ("ArrowLeft", Direction::Columns) | ("ArrowUp", Direction::Rows) => place - STEP,
                ("ArrowRight", Direction::Columns) | ("ArrowDown", Direction::Rows) => place + STEP,
                ("Home", _) => RANGE.0,
                ("End", _) => RANGE.1,
                _ => return,
            };
            event.prevent_default();
            move_to.emit(target);
        })
    };
    let ondblclick = Callback::from(move |_| move_to.emit(start));
    let orientation = match direction {
        Direction::Columns => "vertical",
        Direction::Rows => "horizontal",
    };
    let label = match direction {
        Direction::Columns => text!("Width of the text"),
        Direction::Rows => text!("Height of the picture"),
    };
    html! {
        <div
            class={classes!("splitter", name)}
            role="separator"
            tabindex="0"
            aria-orientation={orientation}
            aria-label={lab.language.text(label)}
            aria-valuemin={RANGE.0.to_string()}
            aria-valuemax={RANGE.1.to_string()}
            aria-valuenow={format!("{:.0}", *place)}
            {onpointerdown}
            {onpointermove}
            {onkeydown}
            {ondblclick}
        />
    }
}

fn recalled(name: &str) -> Option<f64> {
    let percent: f64 = browser::recall(&format!("{}.{name}", browser::SPLIT_KEY))?.parse().ok()?;
    (RANGE.0..=RANGE.1).contains(&percent).then_some(percent)
}

fn show(name: &str, percent: f64) {
    let Some(root) = browser::root().and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
    let _ = root.style().set_property(&format!("--split-{name}"), &format!("{percent:.1}%"));
}
