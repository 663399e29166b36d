//! The answer: how it ended and why, the records, and each name that was tried on the way.

use svclab::coredns::{Dig, Query, Status};
use svclab::message;
use svclab::text;
use yew::prelude::*;

use super::super::super::state::Lab;
use super::table;
use crate::dig_question::Asked;

/// The answer to the question; nothing if it asks for nothing.
pub fn answer(lab: &Lab, asked: &Asked) -> Html {
    let language = lab.language;
    let Some(dig) = asked.dig(&lab.run.shown) else { return Html::default() };
    let (class, said) = verdict(&dig);
    let remarks = [lab.run.shown.explain(&dig), lab.run.shown.musl_differs(&dig)];
    let remark = |(kind, message)| {
        html! { <p class="remark" data-remark={kind}>{ language.say(message) }</p> }
    };
    let remarks = ["explanation", "musl"].into_iter().zip(&remarks);
    html! {
        <output class="answer" data-status={dig.status.name()}>
            <p class={classes!("verdict", class)}>
                <strong>{ dig.status.name() }</strong>
                <span>{ language.text(said) }</span>
            </p>
            { for remarks.filter_map(|(kind, message)| Some(remark((kind, message.as_ref()?)))) }
            if !dig.answer.is_empty() {
                { table(lab, dig.answer.iter().chain(&dig.additional)) }
            }
            if dig.queries.len() > 1 {
                <details class="tried" open=true>
                    <summary>{ language.say(&message!("{count} names were tried", count = dig.queries.len())) }</summary>
                    <ol>{ for dig.queries.iter().map(|query| tried(lab, query)) }</ol>
                </details>
            }
        </output>
    }
}

fn tried(lab: &Lab, query: &Query) -> Html {
    let outcome =
        if query.external { lab.language.text("forwarded out of the cluster") } else { query.status.name() };
    html! { <li><code>{ query.name.clone() }</code> <span>{ outcome }</span></li> }
}

fn verdict(dig: &Dig) -> (&'static str, &'static str) {
    match dig.status {
        Status::NoError if dig.external => {
            ("info", text!("The rest of the answer is outside the cluster, and is not looked up here."))
        }
        Status::NoError if dig.answer.is_empty() => {
            ("refused", text!("The name exists, but has no record of this type."))
        }
        Status::NoError => ("delivered", text!("The name resolves.")),
        Status::NxDomain => ("refused", text!("No such name.")),
        Status::ServFail | Status::Refused => ("refused", text!("The server does not answer this question.")),
    }
}
