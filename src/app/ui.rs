//! The page's components.

use svclab::{Options, Simulation};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The custom element that www/yaml-editor.js defines.
    #[wasm_bindgen(extends = web_sys::HtmlElement, typescript_type = "YamlEditor")]
    type YamlEditor;
    #[wasm_bindgen(method, getter)]
    fn value(this: &YamlEditor) -> String;
}

const START: &str = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n  - port: 80\n";

#[component]
fn App() -> Html {
    let text = use_state(|| AttrValue::from(START));
    let onchange = {
        let text = text.clone();
        Callback::from(move |event: Event| {
            // `change` of the inputs inside the editor (its search panel) bubbles too: only the element's own counts.
            let Some(target) = event.target().and_then(|it| it.dyn_into::<web_sys::Element>().ok()) else {
                return;
            };
            if target.local_name() == "yaml-editor" {
                text.set(target.unchecked_into::<YamlEditor>().value().into());
            }
        })
    };
    let simulation = Simulation::new(&text, &Options::default());
    html! {
        <main>
            <yaml-editor label="Manifests" ~value={text.as_str()} {onchange} />
            <p role="status">{ format!("{} problems", simulation.diagnostics.len()) }</p>
        </main>
    }
}

/// Puts the page into the document's body.
pub fn run() {
    yew::Renderer::<App>::new().render();
}
