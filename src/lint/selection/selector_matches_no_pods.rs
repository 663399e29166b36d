//! The selector of a Service matches no Pod of its namespace.
//!
//! A Service finds its Pods by their labels, and by nothing else: every label of the selector must stand, letter by
//! letter, in `metadata.labels` of the Pod. The labels of a Deployment do not count, those of its template do. A Service
//! never selects Pods of another namespace. One that selects nothing has an address that refuses every connection.
//!
//! # Source
//!
//! - `pkg/controller/endpointslice/endpointslice_controller.go` (`syncService`)
//! - kubernetes.io/docs/tasks/debug/debug-application/debug-service
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: web
//! spec:
//!   selector:
//!     app: wbe
//!   ports:
//!   - port: 80
//! ---
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata:
//!   name: web
//! spec:
//!   selector:
//!     matchLabels: {app: web}
//!   template:
//!     metadata:
//!       labels: {app: web}
//!     spec:
//!       containers:
//!       - name: web
//!         image: nginx
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: web
//! spec:
//!   selector:
//!     app: web
//!   ports:
//!   - port: 80
//! ---
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata:
//!   name: web
//! spec:
//!   selector:
//!     matchLabels: {app: web}
//!   template:
//!     metadata:
//!       labels: {app: web}
//!     spec:
//!       containers:
//!       - name: web
//!         image: nginx
//! ```

use crate::api::{Kind, Labels, ObjectRef, Pod};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, Selecting, has_labels, labels_text};
use crate::lint::finding::{Finding, Repair};
use crate::manifest::FieldPath;
use crate::manifest::schema::distance;
use crate::message::Message;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "selector-matches-no-pods",
    severity: Severity::Warning,
    symptom: text!("kubectl get endpoints shows <none>; connections are refused"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for selecting in facts.selecting.iter().filter(|selecting| selecting.pods.is_empty()) {
        let message = message!(
            "Service {name} selects Pods with {selector}, which no Pod in namespace {namespace} has: it has no endpoints",
            name = selecting.at.name,
            selector = labels_text(&selecting.service.spec.selector),
            namespace = selecting.at.namespace
        );
        let (path, help, repair) = advice(facts, selecting);
        // Where an operator may bring Pods that the text does not show, only a slip of the pen is certain.
        if repair.is_none() && facts.may_have_other_pods(&selecting.at.namespace) {
            continue;
        }
        findings.push(Finding::new(selecting.reference(), path, message, help).with(repair));
    }
}

type Advice = (FieldPath, Message, Option<Repair>);

/// The nearest thing that the selector could have meant.
fn advice<'a>(facts: &Facts<'a>, selecting: &Selecting<'a>) -> Advice {
    on_workload(facts, selecting)
        .or_else(|| one_value_off(facts, selecting))
        .or_else(|| in_another_namespace(facts, selecting))
        .unwrap_or_else(|| {
            let namespace = &selecting.at.namespace;
            let help = message!(
                "Give Pods in namespace {namespace} these labels, or change the selector",
                namespace = namespace
            );
            (selector_path(), help, None)
        })
}

fn selector_path() -> FieldPath {
    FieldPath::new("spec").child("selector")
}

/// A workload with the labels, whose Pods have not got them.
fn on_workload(facts: &Facts<'_>, selecting: &Selecting<'_>) -> Option<Advice> {
    let selector = &selecting.service.spec.selector;
    let of = facts.templates.iter().find(|template| {
        template.object.kind != Kind::Pod
            && template.object.namespace == selecting.at.namespace
            && facts.cluster.get(&template.object).is_some_and(|it| has_labels(it.metadata(), selector))
    })?;
    let help = message!(
        "{of} has these labels itself, but its template does not: put them under spec.template.metadata.labels",
        of = of.object
    );
    let labels = of.place.child("metadata").child("labels");
    let missing = selector.iter().filter(|(key, value)| of.metadata.labels.get(*key) != Some(value));
    let title = message!("Add them to the template of {of}", of = of.object);
    let repair = missing.fold(Repair { title, changes: Vec::new() }, |repair, (key, value)| {
        repair.and_set(of.object.clone(), labels.key(key), value.as_str())
    });
    Some((selector_path(), help, Some(repair)))
}

/// Pods whose labels differ in one value.
fn one_value_off<'a>(facts: &Facts<'a>, selecting: &Selecting<'a>) -> Option<Advice> {
    let selector = &selecting.service.spec.selector;
    let (key, wanted, has, pod) = selector.iter().find_map(|(key, wanted)| {
        let (has, pod) = near(facts, &selecting.at.namespace, selector, key)?;
        Some((key, wanted, has, pod))
    })?;
    let help = message!(
        "{key}: {wanted} differs from {key}: {has} of {of}",
        key = key,
        wanted = wanted,
        has = has,
        of = facts.top_owner(pod)
    );
    let path = selector_path().key(key);
    let title = message!("Change to {value}", value = has);
    let repair = Repair::set(title, selecting.reference(), path.clone(), has);
    Some((path, help, look_alike(wanted, has).then_some(repair)))
}

/// A Pod that has all labels but one, and its value of that one: the value that looks most like the one asked for.
fn near<'a>(
    facts: &Facts<'a>,
    namespace: &'a str,
    selector: &'a Labels,
    key: &'a str,
) -> Option<(&'a str, &'a Pod)> {
    let mut others = selector.clone();
    let wanted = others.remove(key)?;
    let with_others = match others.is_empty() {
        true => facts.values_of(namespace, key).collect(),
        false => facts.selected(namespace, &others),
    };
    let values =
        with_others.into_iter().filter_map(|pod| Some((pod.metadata.labels.get(key)?.as_str(), pod)));
    values.min_by_key(|(has, _)| distance(has, &wanted))
}

/// True for values that differ in a slip of the pen.
fn look_alike(one: &str, other: &str) -> bool {
    distance(one, other) <= if one.len() < 5 { 1 } else { 2 }
}

/// Pods of another namespace that have all the labels.
fn in_another_namespace(facts: &Facts<'_>, selecting: &Selecting<'_>) -> Option<Advice> {
    let own = &selecting.at.namespace;
    let others = facts.cluster.namespaces.keys().filter(|namespace| *namespace != own);
    let of: ObjectRef = others.into_iter().find_map(|namespace| {
        Some(facts.top_owner(facts.selected(namespace, &selecting.service.spec.selector).first()?))
    })?;
    let help = message!(
        "{of} has them in namespace {other}: a Service selects Pods of its own namespace ({namespace}) alone",
        of = of,
        other = of.namespace,
        namespace = own
    );
    Some((selector_path(), help, None))
}
