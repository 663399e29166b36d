//! `svclab get dns` and `svclab dig --all`: every record of the zone, group by group, each with the object it comes from.

use std::rc::Rc;

use serde_json::{Value, json};
use svclab::Simulation;
use svclab::api::ObjectRef;
use svclab::coredns::{Heading, Record, RecordGroup, RecordType, Resolver, Zone, dig, explain};

/// Which records are asked for; all of them without a word.
#[derive(Debug, Default)]
pub struct Filter {
    /// Those of objects in one namespace.
    pub namespace: Option<String>,
    /// Those of the Service of this name.
    pub service: Option<String>,
}

/// A group, and why it has no records.
pub struct Listed {
    group: RecordGroup,
    explanation: Option<String>,
}

impl Filter {
    /// The groups that are asked for. Of the cluster's own groups, those with such records.
    pub fn groups(&self, simulation: &Simulation) -> Vec<Listed> {
        let zone = simulation.zone();
        let groups = zone.record_groups().filter_map(|mut group| {
            group.records.retain(|record| self.wants_record(record));
            match &group.heading {
                Heading::Service(service) => self.wants(service, Some(service)),
                _ => !group.records.is_empty(),
            }
            .then(|| Listed { explanation: why_empty(&zone, &group), group })
        });
        groups.collect()
    }

    fn wants_record(&self, record: &Record) -> bool {
        let owner = &record.owner;
        match owner.service.as_ref().or(owner.endpoint.as_ref()) {
            Some(object) => self.wants(object, owner.service.as_ref()),
            None => self.namespace.is_none(),
        }
    }

    fn wants(&self, object: &ObjectRef, service: Option<&Rc<ObjectRef>>) -> bool {
        self.namespace.as_ref().is_none_or(|namespace| *namespace == object.namespace)
            && self.service.as_ref().is_none_or(|name| service.is_some_and(|service| service.name == *name))
    }
}

fn why_empty(zone: &Zone<'_>, group: &RecordGroup) -> Option<String> {
    let Heading::Service(service) = &group.heading else { return None };
    if !group.records.is_empty() {
        return None;
    }
    let name = format!("{}.{}.svc.{}", service.name, service.namespace, zone.domain());
    explain(zone, &dig(zone, &Resolver::absolute(), &name, RecordType::A)).map(|why| why.to_string())
}

/// The groups as a zone file: what a record comes from is a comment.
pub fn text(groups: &[Listed]) -> String {
    groups.iter().map(group_text).collect::<Vec<_>>().join("\n")
}

fn group_text(listed: &Listed) -> String {
    let title = match &listed.group.heading {
        Heading::Service(service) => service.to_string(),
        Heading::Pods => "Pods by their addresses".to_owned(),
        Heading::Reverse => "Reverse names".to_owned(),
        Heading::Zone => "The zone itself".to_owned(),
    };
    let mut out = format!("; {title}\n");
    if let Some(why) = &listed.explanation {
        out.push_str(&format!(";   {why}\n"));
    }
    let records = &listed.group.records;
    let width =
        |cell: fn(&Record) -> String| records.iter().map(|record| cell(record).len()).max().unwrap_or(0);
    let (name, ttl, data) = (
        width(|record| record.name.clone()),
        width(|record| record.ttl.to_string()),
        width(|record| record.data.to_string()),
    );
    for record in records {
        let line = format!(
            "{:name$}  {:ttl$}  IN  {:5}  {:data$}",
            record.name,
            record.ttl,
            record.data.record_type().to_string(),
            record.data.to_string()
        );
        let object = record.owner.endpoint.as_ref().or(record.owner.service.as_ref());
        match object {
            Some(object) => out.push_str(&format!("{line}  ; {object}\n")),
            None => out.push_str(&format!("{}\n", line.trim_end())),
        }
    }
    out
}

/// The groups for programs.
pub fn json(groups: &[Listed]) -> Value {
    json!({"groups": groups.iter().map(group_json).collect::<Vec<_>>()})
}

fn group_json(listed: &Listed) -> Value {
    let (word, service) = match &listed.group.heading {
        Heading::Service(service) => ("service", Some(service)),
        Heading::Pods => ("pods", None),
        Heading::Reverse => ("reverse", None),
        Heading::Zone => ("zone", None),
    };
    let records: Vec<Value> = listed.group.records.iter().map(Record::to_json_with_owner).collect();
    let mut json = json!({"group": word, "records": records});
    if let Some(service) = service {
        json["service"] = json!(service.as_ref());
    }
    if let Some(why) = &listed.explanation {
        json["explanation"] = json!(why);
    }
    json
}
