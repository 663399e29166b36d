//! Every record, Service by Service.

use svclab::api::ObjectRef;
use svclab::coredns::{Heading, Record, RecordGroup, RecordType, Resolver, Zone, dig, explain};
use svclab::message::Message;
use yew::prelude::*;

use super::super::super::run::Run;
use super::super::super::state::Lab;
use super::super::object_button;
use super::{object_of, table};

/// How many records are listed: more would only make the page slow.
const LISTED: usize = 400;

/// The records that the page lists.
#[derive(Debug, PartialEq)]
pub struct Listed {
    /// In the zone's order.
    pub groups: Vec<ListedGroup>,
    /// True if there are more.
    pub is_cut: bool,
}

/// The records of one heading.
#[derive(Debug, PartialEq)]
pub struct ListedGroup {
    heading: Heading,
    /// The records.
    pub records: Vec<Record>,
    /// Why there are none.
    why_none: Option<Message>,
}

/// The records about objects that are not in every cluster.
pub fn listed(run: &Run) -> Listed {
    let is_of_reader = |object: &ObjectRef| !run.cluster().is_built_in(object);
    let zone = run.shown.zone();
    let mut groups = Vec::new();
    let mut left = LISTED;
    for RecordGroup { heading, mut records } in zone.record_groups() {
        let about =
            |record: &Record| record.owner.service.as_deref().or(object_of(record)).is_some_and(is_of_reader);
        records.retain(about);
        let is_shown = match &heading {
            Heading::Service(service) => is_of_reader(service),
            Heading::Pods | Heading::Reverse => !records.is_empty(),
            Heading::Zone => false,
        };
        if !is_shown {
            continue;
        }
        if records.len() > left {
            records.truncate(left);
            groups.push(ListedGroup { heading, records, why_none: None });
            return Listed { groups, is_cut: true };
        }
        left -= records.len();
        let why_none = why_none(&zone, &heading, &records);
        groups.push(ListedGroup { heading, records, why_none });
    }
    Listed { groups, is_cut: false }
}

fn why_none(zone: &Zone<'_>, heading: &Heading, records: &[Record]) -> Option<Message> {
    let Heading::Service(service) = heading else { return None };
    if !records.is_empty() {
        return None;
    }
    let name = format!("{}.{}.svc.{}", service.name, service.namespace, zone.domain());
    explain(zone, &dig(zone, &Resolver::absolute(), &name, RecordType::A))
}

/// A group with its heading, which selects the Service.
pub fn section(lab: &Lab, group: &ListedGroup) -> Html {
    let language = lab.language;
    let (service, heading) = match &group.heading {
        Heading::Service(service) => {
            let name = format!("{}/{}", service.namespace, service.name);
            (Some(name), object_button(lab, service))
        }
        Heading::Pods => (None, html! { { language.text("Pods by address") } }),
        Heading::Reverse => (None, html! { { language.text("Names of addresses") } }),
        Heading::Zone => (None, html! { { language.text("The zone itself") } }),
    };
    html! {
        <section class="records" data-service={service}>
            <h3>{ heading }</h3>
            if let Some(why) = &group.why_none {
                <p class="remark">{ language.say(why) }</p>
            }
            if !group.records.is_empty() {
                { table(lab, group.records.iter()) }
            }
        </section>
    }
}
