//! A selector that no Pod has. The Service gets no endpoints, and connections to it are refused.

use super::Finding;
use super::facts::{Facts, has_labels, labels_text, reference};
use crate::api::{Kind, ObjectRef, Service};
use crate::cluster::NamespacedName;
use crate::diagnostic::Severity;
use crate::manifest::FieldPath;
use crate::message;
use crate::message::Message;

const CODE: &str = "selector-matches-no-pods";

pub(super) fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for (at, service) in facts.selecting_services() {
        if !facts.selected(&at.namespace, &service.spec.selector).is_empty() {
            continue;
        }
        let selector = FieldPath::new("spec").child("selector");
        let (path, help) = match nearest_miss(facts, at, service) {
            Some(Miss::Value { key, wanted, has, of }) => (
                selector.key(&key),
                if of.kind == Kind::Pod {
                    message!(
                        "{of} has {key}={has}, not {key}={wanted}",
                        of = of,
                        key = key,
                        has = has,
                        wanted = wanted
                    )
                } else {
                    message!(
                        "The Pods of {of} have {key}={has}, not {key}={wanted}",
                        of = of,
                        key = key,
                        has = has,
                        wanted = wanted
                    )
                },
            ),
            Some(Miss::Namespace { of }) => (selector, elsewhere(&of, at)),
            Some(Miss::OnlyOnWorkload { of }) => (
                selector,
                message!(
                    "{of} has these labels itself, but its template does not: put them under spec.template.metadata.labels",
                    of = of
                ),
            ),
            None => (
                selector,
                message!(
                    "Give Pods in namespace {namespace} these labels, or change the selector",
                    namespace = at.namespace
                ),
            ),
        };
        findings.push(Finding {
            code: CODE,
            severity: Severity::Warning,
            object: reference(Kind::Service, &service.metadata),
            path,
            message: message!(
                "Service {name} selects Pods with {selector}, which no Pod in namespace {namespace} has: it has no endpoints",
                name = at.name,
                selector = labels_text(&service.spec.selector),
                namespace = at.namespace
            ),
            help,
        });
    }
}

fn elsewhere(of: &ObjectRef, at: &NamespacedName) -> Message {
    message!(
        "{of} has them in namespace {other}: a Service selects Pods of its own namespace ({namespace}) alone",
        of = of,
        other = of.namespace,
        namespace = at.namespace
    )
}

/// The nearest thing that the selector could have meant.
enum Miss {
    /// Pods whose labels differ in one value.
    Value { key: String, wanted: String, has: String, of: ObjectRef },
    /// Pods of another namespace.
    Namespace { of: ObjectRef },
    /// A workload with the labels, whose Pods have not got them.
    OnlyOnWorkload { of: ObjectRef },
}

fn nearest_miss(facts: &Facts<'_>, at: &NamespacedName, service: &Service) -> Option<Miss> {
    let selector = &service.spec.selector;
    let elsewhere = || {
        facts.cluster.namespaces.keys().filter(|namespace| **namespace != at.namespace).find_map(
            |namespace| {
                let of = facts.top_owner(facts.selected(namespace, selector).first()?);
                Some(Miss::Namespace { of })
            },
        )
    };
    on_workload(facts, at, service).or_else(|| one_value_off(facts, at, service)).or_else(elsewhere)
}

fn on_workload(facts: &Facts<'_>, at: &NamespacedName, service: &Service) -> Option<Miss> {
    let workloads = [Kind::Deployment, Kind::StatefulSet, Kind::DaemonSet, Kind::ReplicaSet, Kind::Job];
    let mut objects = workloads.into_iter().flat_map(|kind| facts.cluster.list(kind));
    let of = objects.find(|object| {
        object.metadata().namespace.as_deref() == Some(&at.namespace)
            && has_labels(object.metadata(), &service.spec.selector)
    })?;
    Some(Miss::OnlyOnWorkload { of: of.reference() })
}

fn one_value_off(facts: &Facts<'_>, at: &NamespacedName, service: &Service) -> Option<Miss> {
    let selector = &service.spec.selector;
    for (key, wanted) in selector {
        let mut others = selector.clone();
        others.remove(key);
        let near = facts.cluster.pods.iter().find_map(|(pod_at, pod)| {
            let has = pod.metadata.labels.get(key)?;
            (pod_at.namespace == at.namespace && has_labels(&pod.metadata, &others)).then_some((has, pod))
        });
        if let Some((has, pod)) = near {
            let of = facts.top_owner(pod);
            return Some(Miss::Value { key: key.clone(), wanted: wanted.clone(), has: has.clone(), of });
        }
    }
    None
}
