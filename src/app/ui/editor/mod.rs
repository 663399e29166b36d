//! The editor: the custom element of www/yaml-editor.js, fed with what the page knows.

mod answers;
mod tools;

use std::collections::BTreeMap;

use serde::Serialize;
use svclab::diagnostic::{Diagnostic, Severity};
use svclab::locale::Language;
use svclab::source::Span;
use svclab::text;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use yew::prelude::*;

use answers::{BROKEN, UNSURE, answer};
use tools::Tools;

use super::browser::Listener;
use super::run::Run;
use super::state::{Action, Mending, use_lab};
use super::typing::Typing;

#[wasm_bindgen]
#[allow(missing_docs)] // www/yaml-editor.js documents them
extern "C" {
    #[derive(Clone)]
    #[wasm_bindgen(extends = web_sys::HtmlElement, typescript_type = "YamlEditor")]
    pub type YamlEditor;
    #[wasm_bindgen(method, getter)]
    pub fn value(this: &YamlEditor) -> String;
    #[wasm_bindgen(method, setter)]
    fn set_value(this: &YamlEditor, text: &str);
    #[wasm_bindgen(method, setter)]
    fn set_diagnostics(this: &YamlEditor, list: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_held(this: &YamlEditor, offsets: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_phrases(this: &YamlEditor, table: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_ask(this: &YamlEditor, ask: &JsValue);
    #[wasm_bindgen(method, setter, js_name = "fieldTexts")]
    fn set_field_texts(this: &YamlEditor, address: &str);
    #[wasm_bindgen(method)]
    fn run(this: &YamlEditor, command: &str);
    #[wasm_bindgen(method, getter)]
    pub fn head(this: &YamlEditor) -> usize;
    #[wasm_bindgen(method)]
    fn reveal(this: &YamlEditor, from: usize, to: usize, focus: bool);
    #[wasm_bindgen(method)]
    fn apply(this: &YamlEditor, edits: &JsValue);
}

/// A finding as the element wants it.
#[derive(Serialize)]
struct Squiggle {
    from: usize,
    to: usize,
    severity: Severity,
    message: String,
    help: Option<String>,
    fix: Option<Repair>,
}

/// A quick fix as the element wants it.
#[derive(Serialize)]
struct Repair {
    title: String,
    edits: Vec<Edit>,
}

/// A change as the element wants it.
#[derive(Serialize)]
struct Edit {
    from: usize,
    to: usize,
    insert: String,
}

/// The texts of CodeMirror and of the element.
const PHRASES: [&str; 39] = [
    text!("Find"),
    text!("Replace"),
    text!("next"),
    text!("previous"),
    text!("all"),
    text!("match case"),
    text!("regexp"),
    text!("by word"),
    text!("replace"),
    text!("replace all"),
    text!("close"),
    text!("No diagnostics"),
    text!("This holds"),
    text!("Completions"),
    text!("required"),
    text!("default"),
    text!("one of"),
    text!("Go to $"),
    text!("Go to one of these"),
    text!("line $"),
    text!("Kubernetes documentation"),
    text!("Nothing to go to from here"),
    text!("No quick fix on this line"),
    text!("The text is in good order"),
    BROKEN,
    UNSURE,
    text!("Keys of the editor"),
    text!("Complete a field or a value"),
    text!("Apply the quick fix at the cursor"),
    text!("Go to what a name or a selector means"),
    text!("Go back"),
    text!("Format"),
    text!("Show the keys"),
    text!("Go to the next finding"),
    text!("Undo"),
    text!("Fold"),
    text!("Unfold"),
    text!("Make a line a comment"),
    text!("Leave the editor"),
];

/// The editor.
#[component]
pub fn Editor() -> Html {
    let lab = use_lab();
    let host = use_node_ref();

    {
        let (host, dispatcher) = (host.clone(), lab.dispatcher());
        use_effect_with((), move |()| {
            let listeners = editor_of(&host).map(|editor| {
                let (typing, moved) = (Typing::new(dispatcher.clone()), dispatcher);
                let source = editor.clone();
                let change = Listener::new(&editor, "change", move |_| typing.typed(&source));
                let source = editor.clone();
                let cursor =
                    Listener::new(&editor, "cursor", move |_| moved.dispatch(Action::Cursor(source.head())));
                (change, cursor)
            });
            move || drop(listeners)
        });
    }
    {
        let (host, run) = (host.clone(), lab.run.clone());
        use_effect_with(lab.loaded, move |_| {
            if let Some(editor) = editor_of(&host) {
                editor.set_value(run.text());
            }
        });
    }
    {
        let host = host.clone();
        use_effect_with((lab.run.clone(), lab.language), move |(run, language)| {
            if let Some(editor) = editor_of(&host) {
                let held: Vec<usize> = run.held().into_iter().map(|span| run.utf16(span).0).collect();
                editor.set_held(&to_js(&held));
                editor.set_diagnostics(&to_js(&squiggles(run, *language)));
            }
        });
    }
    {
        let host = host.clone();
        use_effect_with(lab.run.clone(), move |run| {
            let run = run.clone();
            let ask = Closure::<dyn Fn(String, String, usize) -> String>::new(
                move |question: String, text: String, units| answer(&question, &text, units, run.cluster()),
            );
            if let Some(editor) = editor_of(&host) {
                editor.set_ask(ask.as_ref());
            }
            move || drop(ask)
        });
    }
    {
        let host = host.clone();
        use_effect_with(lab.reveal, move |reveal| {
            if let Some(editor) = editor_of(&host).filter(|_| reveal.number > 0) {
                editor.reveal(reveal.place.0, reveal.place.1, reveal.focus);
            }
        });
    }
    {
        let (host, fix, run) = (host.clone(), lab.fix.clone(), lab.run.clone());
        use_effect_with(lab.fix.number, move |number| {
            // Spans mean nothing in a text that has changed since.
            let editor = editor_of(&host).filter(|editor| *number > 0 && editor.value() == run.text());
            if let Some(editor) = editor {
                editor.apply(&to_js(&edits(&run, &fix)));
            }
        });
    }
    {
        let host = host.clone();
        use_effect_with(lab.language, move |language| {
            let table: BTreeMap<_, _> =
                PHRASES.iter().map(|english| (english, language.text(english))).collect();
            if let Some(editor) = editor_of(&host) {
                editor.set_phrases(&to_js(&table));
                editor.set_field_texts(&format!("fields/{}.txt", language.tag()));
            }
        });
    }
    let run = {
        let host = host.clone();
        Callback::from(move |command| {
            if let Some(editor) = editor_of(&host) {
                editor.run(command);
            }
        })
    };
    html! {
        <>
            <yaml-editor ref={host} id="editor" label={lab.language.text("Manifests")} />
            <Tools {run} />
        </>
    }
}

fn editor_of(host: &NodeRef) -> Option<YamlEditor> {
    host.get().map(|node| node.unchecked_into())
}

fn squiggles(run: &Run, language: Language) -> Vec<Squiggle> {
    let edit = |(span, insert): &(Span, String)| edit_of(run, *span, insert);
    let squiggle = |found: &Diagnostic| {
        let (from, to) = run.utf16(found.span);
        Squiggle {
            from,
            to,
            severity: found.severity,
            message: language.say(&found.message),
            help: found.help.as_ref().map(|help| language.say(help)),
            fix: found.fix.as_ref().map(|fix| Repair {
                title: language.say(&fix.title),
                edits: fix.edits.iter().map(edit).collect(),
            }),
        }
    };
    run.findings().iter().map(squiggle).collect()
}

fn edits(run: &Run, fix: &Mending) -> Vec<Edit> {
    fix.edits.iter().map(|(span, insert)| edit_of(run, *span, insert)).collect()
}

fn edit_of(run: &Run, span: Span, insert: &str) -> Edit {
    let (from, to) = run.utf16(span);
    Edit { from, to, insert: insert.to_owned() }
}

/// Plain data as a JavaScript value. Going through JSON is smaller than serde-wasm-bindgen, and as quick for a list.
fn to_js(value: &impl Serialize) -> JsValue {
    serde_json::to_string(value)
        .ok()
        .and_then(|json| js_sys::JSON::parse(&json).ok())
        .unwrap_or(JsValue::NULL)
}
