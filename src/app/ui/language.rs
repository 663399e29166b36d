//! The language of the page. English is in the program; the texts of another are fetched before it is shown.

use js_sys::futures::{JsFuture, spawn_local};
use svclab::locale::Language;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Response;

use super::browser;
use super::state::{Action, Lab};

/// Said in both languages, as it is said to those who want the one that is missing.
pub const NOT_FETCHED: &str = "The Korean texts could not be fetched, so the page is in English. 한국어를 불러오지 못해 영어로 표시합니다.";

/// Calls `then` when the texts of a language are at hand, or cannot be had: it asks
/// [`is_at_hand`](Language::is_at_hand).
pub fn when_fetched(language: Language, then: impl FnOnce() + 'static) {
    if language.is_at_hand() {
        return then();
    }
    spawn_local(async move {
        if let Ok(file) = fetch(language).await {
            language.install(&file);
        }
        then();
    });
}

/// The reader chose a language: the page speaks it as soon as its texts are there. Where they cannot be had, the page says
/// so and calls `otherwise`.
pub fn choose(language: Language, lab: &Lab, otherwise: impl FnOnce() + 'static) {
    let dispatcher = lab.dispatcher();
    let has_failed = lab.notice == Some(NOT_FETCHED);
    when_fetched(language, move || {
        if language.is_at_hand() {
            browser::remember(browser::LANGUAGE_KEY, language.tag());
            dispatcher.dispatch(Action::Language(language));
            if has_failed {
                dispatcher.dispatch(Action::Notice(None));
            }
        } else {
            dispatcher.dispatch(Action::Notice(Some(NOT_FETCHED)));
            otherwise();
        }
    });
}

/// The file of a language, which the page's root names: `data-texts-ko`.
async fn fetch(language: Language) -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let named =
        browser::root().and_then(|root| root.get_attribute(&format!("data-texts-{}", language.tag())));
    let response = JsFuture::from(window.fetch_with_str(&named.ok_or(JsValue::NULL)?)).await?;
    let response: Response = response.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or(text)
}
