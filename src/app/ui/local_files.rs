//! Files of the reader's own machine: the custom element of www/local-files.js.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::prelude::*;

use super::browser::{self, Listener};
use super::state::{Action, View, use_lab};
use crate::files::{self, File};

#[wasm_bindgen]
#[allow(missing_docs)] // www/local-files.js documents them
extern "C" {
    #[derive(Clone)]
    #[wasm_bindgen(extends = web_sys::HtmlElement, typescript_type = "LocalFiles")]
    type LocalFilesElement;
    #[wasm_bindgen(method, getter)]
    fn files(this: &LocalFilesElement) -> wasm_bindgen::JsValue;
    #[wasm_bindgen(method)]
    fn choose(this: &LocalFilesElement);
    #[wasm_bindgen(method)]
    fn save(this: &LocalFilesElement, name: &str, kind: &str, text: &str);
    #[wasm_bindgen(method, js_name = savePng)]
    fn save_png(this: &LocalFilesElement, name: &str, svg: &str, scale: u32);
}

const ID: &str = "local-files";

/// Lets the reader choose files.
pub fn choose() {
    if let Some(element) = element() {
        element.choose();
    }
}

/// Hands a text over as a file.
pub fn save(name: &str, kind: &str, text: &str) {
    if let Some(element) = element() {
        element.save(name, kind, text);
    }
}

/// Hands a picture over as pixels.
pub fn save_png(name: &str, svg: &str, scale: u32) {
    if let Some(element) = element() {
        element.save_png(name, svg, scale);
    }
}

fn element() -> Option<LocalFilesElement> {
    browser::by_id(ID).map(JsCast::unchecked_into)
}

/// Takes the files that the reader chooses, or drops anywhere on the page.
#[component]
pub fn LocalFiles() -> Html {
    let lab = use_lab();
    let dispatcher = lab.dispatcher();
    use_effect_with((), move |()| {
        let listener = element().map(|element| {
            let source = element.clone();
            Listener::new(&element, "files", move |_| {
                take(&source).into_iter().for_each(|action| dispatcher.dispatch(action));
            })
        });
        move || drop(listener)
    });
    html! {
        <>
            <local-files id={ID} limit={files::LIMIT.to_string()} />
            <p class="dropping" aria-hidden="true">{ lab.language.text("Drop manifests to open them") }</p>
        </>
    }
}

fn take(source: &LocalFilesElement) -> Vec<Action> {
    let json = js_sys::JSON::stringify(&source.files()).map(String::from).unwrap_or_default();
    let files: Vec<File> = serde_json::from_str(&json).unwrap_or_default();
    match files::join(&files) {
        Ok(text) => vec![Action::Take(text), Action::View(View::Picture)],
        Err(why) => vec![Action::Notice(Some(why))],
    }
}
