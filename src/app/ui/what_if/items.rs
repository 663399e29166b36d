//! What stands in the menu of an object.

use svclab::api::ObjectRef;
use svclab::changes::Change;
use svclab::{message, text};
use yew::prelude::*;

use super::super::state::{Action, Lab};
use crate::what_if::offers::Offers;
use crate::what_if::words::{done, meaning, offered, short};

/// The items in groups: what can happen to the object, how many replicas its workload may have, what can be taken back.
pub fn groups(lab: &Lab, object: &ObjectRef, offers: &Offers, choose: &Callback<Choice>) -> Html {
    let language = lab.language;
    let happen = |change: &Change| {
        let (title, note) = (language.say(&offered(change)), meaning(change).map(|text| language.text(text)));
        item(
            title,
            note,
            choose.reform({
                let change = change.clone();
                move |_| Choice::Act(Box::new(Action::Happen(change.clone())))
            }),
        )
    };
    let back: Vec<Html> = taken_back(lab, object, offers)
        .map(|(index, change)| {
            let words = language.say(&done(change));
            item(
                language.say(&message!("Take back: {change}", change = words)),
                None,
                choose.reform(move |_| Choice::Act(Box::new(Action::TakeOff(index)))),
            )
        })
        .collect();
    html! {
        <>
            if !offers.happen.is_empty() {
                { group(name(object), offers.happen.iter().map(happen).collect()) }
            }
            if let Some(replicas) = &offers.replicas {
                { group(
                    language.say(&message!(
                        "{workload}: {count} replicas",
                        workload = name(&replicas.workload.object()),
                        count = replicas.now
                    )),
                    replicas.near().iter().map(happen).chain([item(
                        language.text(text!("Another number…")).to_owned(),
                        None,
                        choose.reform(|_| Choice::Ask),
                    )]).collect(),
                ) }
            }
            if !back.is_empty() {
                { group(language.text(text!("Happened")).to_owned(), back) }
            }
        </>
    }
}

/// What choosing an item does.
pub enum Choice {
    /// This.
    Act(Box<Action>),
    /// It asks for a number.
    Ask,
}

/// The changes that are about the object or its workload, with their places in the list.
fn taken_back<'a>(
    lab: &'a Lab,
    object: &'a ObjectRef,
    offers: &'a Offers,
) -> impl Iterator<Item = (usize, &'a Change)> {
    let workload = offers.replicas.as_ref().map(|replicas| replicas.workload.object());
    let list = lab.changes.list().iter().enumerate();
    list.filter(move |(_, change)| change.object() == *object || Some(change.object()) == workload)
}

/// `Pod web-1`.
pub fn name(object: &ObjectRef) -> String {
    format!("{} {}", object.kind, short(object))
}

fn group(title: String, items: Vec<Html>) -> Html {
    html! {
        <div role="group" aria-label={title.clone()}>
            <p aria-hidden="true">{ title }</p>
            { items }
        </div>
    }
}

fn item(title: String, note: Option<&'static str>, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" role="menuitem" tabindex="-1" {onclick}>
            { title }
            if let Some(note) = note {
                { " " }
                <span>{ note }</span>
            }
        </button>
    }
}
