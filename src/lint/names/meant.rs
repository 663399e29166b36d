//! Which name was meant by one that leads nowhere.

use crate::api::{Kind, ObjectRef, Pod, StatefulSet};
use crate::cluster::{NamespacedName, is_headless};
use crate::lint::facts::Facts;
use crate::lint::mentions::{Form, Mention, Sought};

/// What was meant.
pub(super) enum Meant<'a> {
    /// The Service of that name in another namespace.
    Elsewhere(&'a NamespacedName),
    /// This name, as a Pod there can write it.
    Name(String),
    /// A workload or a Pod that no Service selects.
    Workload(ObjectRef),
}

/// The nearest thing that a name could have meant; None if there is nothing near.
pub(super) fn meant<'a>(facts: &Facts<'a>, mention: &Mention<'_>, sought: &Sought) -> Option<Meant<'a>> {
    // A namespace of which the text says nothing is another text's.
    if !facts.cluster.namespaces.contains_key(sought.namespace.as_str()) {
        return None;
    }
    let similar = || (mention.form != Form::Host).then(|| similar(facts, sought)).flatten();
    own_name(facts, sought)
        .or_else(|| facts.service_elsewhere(&sought.service).map(Meant::Elsewhere))
        .or_else(|| workload(facts, sought))
        .or_else(similar)
}

/// A Pod that the name is the name or hostname of, and the name that it has below its Service.
fn own_name<'a>(facts: &Facts<'a>, sought: &Sought) -> Option<Meant<'a>> {
    let label = sought.label.as_ref().unwrap_or(&sought.service);
    let at = NamespacedName::new(&sought.namespace, label);
    let subdomain = facts.cluster.pods.get(&at)?.spec.subdomain.as_deref().filter(|name| !name.is_empty())?;
    let service = NamespacedName::new(&sought.namespace, subdomain);
    let name = format!("{label}.{subdomain}{}", sought.suffix);
    facts.cluster.services.contains_key(&service).then_some(Meant::Name(name))
}

/// The kinds whose name is taken for that of a Service.
const NAMED_ALIKE: [Kind; 6] = [
    Kind::Deployment,
    Kind::StatefulSet,
    Kind::DaemonSet,
    Kind::ReplicaSet,
    Kind::ReplicationController,
    Kind::Pod,
];

/// A workload or Pod of that name, and a Service that selects its Pods.
fn workload<'a>(facts: &Facts<'a>, sought: &Sought) -> Option<Meant<'a>> {
    if sought.label.is_some() {
        return None;
    }
    let references = NAMED_ALIKE.map(|kind| ObjectRef::new(kind, &*sought.namespace, &*sought.service));
    let workload = references.into_iter().find(|object| facts.cluster.get(object).is_some())?;
    let template = facts.templates.iter().find(|template| template.object == workload)?;
    Some(match facts.selecting_these(template).next() {
        Some(selecting) => Meant::Name(format!("{}{}", selecting.at.name, sought.suffix)),
        None => Meant::Workload(workload),
    })
}

/// A Service of the namespace with nearly the same name.
fn similar<'a>(facts: &Facts<'a>, sought: &Sought) -> Option<Meant<'a>> {
    let near = facts.similar_service(&NamespacedName::new(&*sought.namespace, &*sought.service))?;
    let label = sought.label.as_ref().map(|label| format!("{label}.")).unwrap_or_default();
    Some(Meant::Name(format!("{label}{}{}", near.name, sought.suffix)))
}

/// The names below a headless Service, if `label` is surely none of them.
pub(super) fn names_below(facts: &Facts<'_>, at: &NamespacedName, label: &str) -> Option<Vec<String>> {
    let service = &facts.cluster.services[at];
    let is_address = label.starts_with('_') || label.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'-'));
    if !is_headless(service) || service.spec.selector.is_empty() || is_address || !facts.cut_off.is_empty() {
        return None;
    }
    // The Pods of a StatefulSet have their names whether they have come yet or not.
    let set = label.rsplit_once('-').and_then(|(set, _)| {
        facts.cluster.stateful_sets.get(&NamespacedName::new(at.namespace.clone(), set))
    });
    if set.is_some_and(|set| hostnames(set, at).any(|name| name == label)) {
        return None;
    }
    let pods = facts.selected(&at.namespace, &service.spec.selector);
    let mut names: Vec<String> = pods.into_iter().filter_map(|pod| name_below(pod, &at.name)).collect();
    names.extend(set.into_iter().flat_map(|set| hostnames(set, at)));
    names.sort();
    names.dedup();
    (!names.iter().any(|name| name == label)).then_some(names)
}

fn name_below(pod: &Pod, service: &str) -> Option<String> {
    let hostname = pod.spec.hostname.clone().filter(|name| !name.is_empty())?;
    (pod.spec.subdomain.as_deref() == Some(service)).then_some(hostname.to_string())
}

/// The hostnames of the Pods that a StatefulSet asks for, if they have names below this Service.
fn hostnames(set: &StatefulSet, at: &NamespacedName) -> impl Iterator<Item = String> {
    let is_of_service = set.spec.service_name.as_deref() == Some(at.name.as_str());
    let start = set.spec.ordinals.as_ref().map_or(0, |ordinals| ordinals.start);
    let count = if is_of_service { set.spec.replicas.unwrap_or(1) } else { 0 };
    (start..start.saturating_add(count)).map(|ordinal| format!("{}-{ordinal}", set.metadata.name))
}
