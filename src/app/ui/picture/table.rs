//! The picture as tables.

use std::rc::Rc;

use svclab::diagram::scene::percent;
use svclab::diagram::table::{Backend, Table, WayIn, Who};
use svclab::locale::Language;
use yew::prelude::*;

use super::super::panels::object_button;
use super::super::state::{Lab, use_lab};
use super::drawing::Drawing;

/// How many rows are shown: more would only make the page slow.
const SHOWN: usize = 500;

#[derive(PartialEq, Properties)]
pub struct TablesProps {
    /// The picture.
    pub drawing: Rc<Drawing>,
}

/// What the picture shows, as two tables.
#[component]
pub fn Tables(props: &TablesProps) -> Html {
    let lab = use_lab();
    let table = use_memo(props.drawing.clone(), |drawing| Table::new(&drawing.scene));
    let language = lab.language;
    let text = |english| language.text(english);
    let heads = |heads: &[&'static str]| html! { <tr>{ for heads.iter().map(|head| html! { <th scope="col">{ *head }</th> }) }</tr> };
    html! {
        <div class="tables" tabindex="0" role="region" aria-label={text("The picture as tables")}>
            <table>
                <caption>{ text("Ways to Services") }</caption>
                <thead>{ heads(&[text("From"), text("By"), text("To"), text("Ports"), text("State")]) }</thead>
                <tbody>{ for table.ways.iter().take(SHOWN).map(|way| way_row(&lab, way)) }</tbody>
            </table>
            <table>
                <caption>{ text("Behind the Services") }</caption>
                <thead>
                    { heads(&["Service", text("Leads to"), text("Address"), text("Ports"), text("Node"), text("Odds"), text("State")]) }
                </thead>
                <tbody>{ for table.backends.iter().take(SHOWN).map(|backend| backend_row(&lab, backend)) }</tbody>
            </table>
        </div>
    }
}

fn way_row(lab: &Lab, way: &WayIn) -> Html {
    let language = lab.language;
    let by: Vec<String> = way.by.iter().map(|by| language.say(by)).collect();
    html! {
        <tr class={classes!(way.closed.is_some().then_some("closed"))}>
            <td>{ language.say(&way.from) }</td>
            <td>{ by.join(" → ") }</td>
            <td>{ object_button(lab, &way.to) }</td>
            <td><code>{ way.ports.join(", ") }</code></td>
            <td>{ state(language, way.closed.as_ref(), language.text("open")) }</td>
        </tr>
    }
}

fn backend_row(lab: &Lab, backend: &Backend) -> Html {
    let language = lab.language;
    let (name, fine) = match &backend.who {
        Who::Pods { object, count } => {
            let several = (*count > 1).then(|| format!(" × {count}"));
            (html! { <>{ object_button(lab, object) }{ several }</> }, language.text("ready"))
        }
        Who::Host(name) => (Html::from(language.say(name)), ""),
    };
    html! {
        <tr>
            <td>{ object_button(lab, &backend.of) }</td>
            <td>{ name }</td>
            <td><code>{ backend.address.clone() }</code></td>
            <td><code>{ backend.ports.join(", ") }</code></td>
            <td>{ backend.node.as_ref().map(|node| language.say(node)) }</td>
            <td>{ backend.odds.map(percent) }</td>
            <td>{ state(language, backend.word.as_ref(), fine) }</td>
        </tr>
    }
}

fn state(language: Language, trouble: Option<&svclab::message::Message>, fine: &str) -> String {
    trouble.map_or_else(|| fine.to_owned(), |trouble| language.say(trouble))
}
