//! The cluster's records, and a look-up as a Pod's resolver makes it.

mod answer;
mod form;
mod records;

use svclab::api::ObjectRef;
use svclab::coredns::Record;
use yew::prelude::*;

use super::super::browser;
use super::super::state::{Action, Lab, use_lab};
use answer::answer;
use form::form;
use records::{listed, section};

/// The question with its answer, then every record. What is selected is marked in both.
#[component]
pub fn Dns() -> Html {
    let lab = use_lab();
    let list = use_memo(lab.run.clone(), |run| listed(run));
    let selected = lab.selected.as_ref().map(|selected| lab.run.drawn_for(&selected.object));
    let asked = lab.dig.complete(&lab.run.shown, selected.as_ref());
    let host = use_node_ref();
    {
        let host = host.clone();
        use_effect_with(selected, move |_| {
            if let Some(host) = host.cast::<web_sys::Element>() {
                browser::bring_into_sight(&host, ".records .lit");
            }
        });
    }
    html! {
        <div ref={host} class="dns">
            { form(&lab, &asked, &list) }
            { answer(&lab, &asked) }
            if list.groups.is_empty() {
                <p class="empty">{ lab.language.text("No Service has a name yet.") }</p>
            }
            { for list.groups.iter().map(|group| section(&lab, group)) }
            if list.is_cut {
                <p class="empty">{ lab.language.text("There are more records; svclab get dns lists them all.") }</p>
            }
        </div>
    }
}

/// Records as a table. The name of each selects the object that it comes from.
fn table<'a>(lab: &Lab, records: impl Iterator<Item = &'a Record>) -> Html {
    let language = lab.language;
    let zone = format!(".{}", lab.run.shown.zone().domain());
    let row = |record: &Record| {
        let is_lit = lab.selected.as_ref().is_some_and(|selected| is_about(record, &selected.object));
        let (head, tail) = match record.name.strip_suffix(&zone) {
            Some(head) => (head, zone.as_str()),
            None => (record.name.as_str(), ""),
        };
        let name = html! { <>{ head }<span class="zone">{ tail }</span></> };
        html! {
            <tr class={is_lit.then_some("lit")}>
                <td>
                    if let Some(object) = object_of(record) {
                        <button type="button" class="record" aria-pressed={is_lit.to_string()} title={object.to_string()}
                            onclick={select(lab, object)}>{ name }</button>
                    } else {
                        <code>{ name }</code>
                    }
                </td>
                <td class="narrow">{ record.data.record_type().to_string() }</td>
                <td><code>{ record.data.to_string() }</code></td>
            </tr>
        }
    };
    html! {
        <table>
            <colgroup><col class="name" /><col class="type" /><col /></colgroup>
            <thead class="unseen">
                <tr>
                    <th>{ language.text("Name") }</th>
                    <th>{ language.text("Type") }</th>
                    <th>{ language.text("Data") }</th>
                </tr>
            </thead>
            <tbody>{ for records.map(row) }</tbody>
        </table>
    }
}

/// What a record comes from in the first place: an endpoint, or else the Service.
fn object_of(record: &Record) -> Option<&ObjectRef> {
    record.owner.endpoint.as_deref().or(record.owner.service.as_deref())
}

fn is_about(record: &Record, object: &ObjectRef) -> bool {
    record.owner.service.as_deref() == Some(object) || record.owner.endpoint.as_deref() == Some(object)
}

fn select(lab: &Lab, object: &ObjectRef) -> Callback<MouseEvent> {
    let (dispatcher, object) = (lab.dispatcher(), object.clone());
    Callback::from(move |_| dispatcher.dispatch(Action::Select(Some(object.clone()))))
}
