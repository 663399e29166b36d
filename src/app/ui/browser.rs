//! What the page asks of the browser. Nothing here may fail loudly: a page in a frame or in a private window may be
//! refused any of it.

use js_sys::futures::JsFuture;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event, EventTarget, HtmlElement, Storage};

use svclab::locale::Language;

/// Where the text survives a reload.
pub const TEXT_KEY: &str = "svclab.text";
/// Where what happens to the cluster survives a reload.
pub const CHANGES_KEY: &str = "svclab.changes";
/// There if the load balancer is switched off.
pub const NO_LOAD_BALANCER_KEY: &str = "svclab.no-load-balancer";
/// Where the open lesson survives a reload.
pub const LESSON_KEY: &str = "svclab.lesson";
/// Where the lessons that were opened survive a reload, their ids with a space between.
pub const PROGRESS_KEY: &str = "svclab.progress";
/// Where the open panel survives a reload.
pub const PANEL_KEY: &str = "svclab.panel";
/// Where the language survives a reload.
pub const LANGUAGE_KEY: &str = "svclab.language";
/// Where the theme survives a reload.
pub const THEME_KEY: &str = "svclab.theme";
/// Where the place of the splitters survives a reload.
pub const SPLIT_KEY: &str = "svclab.split";

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What was stored under a key.
pub fn recall(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Stores a value, if the browser lets us.
pub fn remember(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden store only costs the reader the memory.
        let _ = storage.set_item(key, value);
    }
}

/// Removes a value.
pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// The fragment of the address, without `#`.
pub fn hash() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// Replaces the fragment without a step in the history; an empty one is removed.
pub fn replace_hash(hash: &str) {
    let Some(window) = web_sys::window() else { return };
    let location = window.location();
    let path = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    let url = if hash.is_empty() { path } else { format!("{path}#{hash}") };
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&url));
    }
}

/// The address of a page beside this one, without query and fragment.
pub fn beside(page: &str) -> String {
    let Some(window) = web_sys::window() else { return page.to_owned() };
    let location = window.location();
    let (origin, path) = (location.origin().unwrap_or_default(), location.pathname().unwrap_or_default());
    let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
    format!("{origin}{folder}{page}")
}

/// The language that the reader wants: as chosen before, or as the browser says.
pub fn language() -> Language {
    let browsers = || web_sys::window().and_then(|window| window.navigator().language());
    Language::from_tag(&recall(LANGUAGE_KEY).or_else(browsers).unwrap_or_default())
}

/// The root element.
pub fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}

/// The element with this id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// A new element of HTML, outside the page.
pub fn element(name: &str) -> Option<Element> {
    web_sys::window()?.document()?.create_element(name).ok()
}

/// True if the reader wants nothing to move.
pub fn prefers_less_motion() -> bool {
    let list =
        web_sys::window().and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok()?);
    list.is_some_and(|list| list.matches())
}

/// Puts a text on the clipboard, if the browser lets us.
pub fn copy(text: &str) {
    if let Some(window) = web_sys::window() {
        // The promise fails where the clipboard is forbidden; there is nothing to do about it.
        let _ = window.navigator().clipboard().write_text(text);
    }
}

/// Closes an open popover.
pub fn hide_popover(id: &str) {
    if let Some(element) = by_id(id) {
        let _ = element.hide_popover();
    }
}

/// Does something once the page has shown what has changed.
pub fn after_painting(then: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(Closure::once_into_js(then).unchecked_ref());
    }
}

/// Lets the browser do what waits for it: paint, keys.
pub async fn breathe() {
    let soon = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback(&resolve);
        }
    });
    // A promise that nothing rejects.
    let _ = JsFuture::from(soon).await;
}

/// Tells whoever looks at the document whether the page still works on the text.
pub fn set_busy(is_busy: bool) {
    if let Some(root) = root() {
        let _ = root.toggle_attribute_with_force("data-busy", is_busy);
    }
}

/// Does a stage of the work, and tells the browser's own tools how long it took.
pub fn measured<T>(stage: &str, work: impl FnOnce() -> T) -> T {
    let Some(performance) = web_sys::window().and_then(|window| window.performance()) else { return work() };
    let _ = performance.mark(stage);
    let done = work();
    let _ = performance.measure_with_start_mark(stage, stage);
    // Whoever observes them has them now; kept, they would only grow.
    performance.clear_marks_with_mark_name(stage);
    performance.clear_measures_with_measure_name(stage);
    done
}

/// Something that is done after a while, unless it is dropped before.
pub struct Timer {
    id: Option<i32>,
    _then: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls `then` once after so many milliseconds.
    pub fn new(milliseconds: i32, then: impl FnOnce() + 'static) -> Self {
        let then = Closure::once(then);
        let callback = then.as_ref().unchecked_ref();
        let id = web_sys::window().and_then(|window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, milliseconds).ok()
        });
        Timer { id, _then: then }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let (Some(window), Some(id)) = (web_sys::window(), self.id) {
            window.clear_timeout_with_handle(id);
        }
    }
}

/// A listener that is removed when it is dropped.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    handler: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Calls `handler` for every event of this kind at the target.
    pub fn new(target: &EventTarget, kind: &'static str, handler: impl Fn(Event) + 'static) -> Self {
        let listener = Listener { target: target.clone(), kind, handler: Closure::new(handler) };
        let _ = target.add_event_listener_with_callback(kind, listener.handler.as_ref().unchecked_ref());
        listener
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let handler = self.handler.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback(self.kind, handler);
    }
}

/// Scrolls what an element is scrolled in, and nothing else of the page, until the first of its parts that fits a
/// selector is in sight.
pub fn bring_into_sight(element: &Element, selector: &str) {
    let Ok(Some(part)) = element.query_selector(selector) else { return };
    let Ok(Some(panel)) = element.closest(".panel") else { return };
    let (part, frame) = (part.get_bounding_client_rect(), panel.get_bounding_client_rect());
    if part.top() < frame.top() || part.bottom() > frame.bottom() {
        // A third from the top: its group's heading is in sight, too.
        let wanted = part.top() - frame.top() - frame.height() / 3.0;
        panel.set_scroll_top(panel.scroll_top() + wanted as i32);
    }
}
