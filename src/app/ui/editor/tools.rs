//! What the editor can do, for those who do not know its keys.

use svclab::text;
use yew::prelude::*;

use crate::ui::state::use_lab;

/// See [`Tools`].
#[derive(Properties, PartialEq)]
pub struct ToolsProps {
    /// Does what a key of the editor does.
    pub run: Callback<&'static str>,
}

/// A row of buttons below the editor.
#[component]
pub fn Tools(props: &ToolsProps) -> Html {
    let lab = use_lab();
    let button = |command: &'static str, label: &'static str| {
        let onclick = props.run.reform(move |_: MouseEvent| command);
        html! { <button type="button" data-command={command} {onclick}>{ lab.language.text(label) }</button> }
    };
    html! {
        <div class="editor-tools" role="toolbar" aria-label={lab.language.text("Editor")}>
            { button("format", text!("Format")) }
            { button("find", text!("Find")) }
            { button("keys", text!("Keys")) }
        </div>
    }
}
