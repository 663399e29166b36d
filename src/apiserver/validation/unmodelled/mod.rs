//! Rules about fields that no type models, because nothing in a cluster's network depends on them. They are asked of
//! the text itself.

mod environment;
mod handlers;
mod jobs;
mod mounts;
mod quantity;
mod resources;
mod security;
mod volumes;

use super::errors::{Errors, quoted};
use super::path::Path;
use super::{format, metadata};
use crate::api::Kind;
use crate::apiserver::view::View;
use crate::manifest::Node;
use crate::message;

pub use quantity::Quantity;

const PREEMPTION: [&str; 2] = ["Never", "PreemptLowerPriority"];
const SYSTEMS: [&str; 2] = ["linux", "windows"];
const RETENTION: [&str; 2] = ["Delete", "Retain"];
const DELETION_COST: &str = "controller.kubernetes.io/pod-deletion-cost";

/// The rules about what the text says of an object beyond its type.
pub fn unmodelled(kind: Kind, object: &Node, errors: &mut Errors) {
    let spec = View::new(object.get("spec"), Path::new("spec"));
    match kind {
        Kind::Pod => {
            let metadata = View::new(object.get("metadata"), Path::new("metadata"));
            annotations(&metadata.get("annotations"), errors);
            pod_spec(&spec, errors);
        }
        Kind::Deployment | Kind::ReplicaSet | Kind::ReplicationController | Kind::DaemonSet => {
            template(&spec.get("template"), errors);
        }
        Kind::StatefulSet => {
            let retention = spec.get("persistentVolumeClaimRetentionPolicy");
            known(&retention.get("whenDeleted"), &RETENTION, errors);
            known(&retention.get("whenScaled"), &RETENTION, errors);
            template(&spec.get("template"), errors);
        }
        Kind::Job => {
            jobs::job_spec(&spec, errors);
            template(&spec.get("template"), errors);
        }
        Kind::CronJob => {
            jobs::cron_job_spec(&spec, errors);
            let job_template = spec.get("jobTemplate");
            let job = job_template.get("spec");
            jobs::job_spec(&job, errors);
            template(&job.get("template"), errors);
        }
        Kind::Node => {
            let status = View::new(object.get("status"), Path::new("status"));
            for (name, amount) in status.get("capacity").entries() {
                resources::amount(name, &amount, errors);
            }
        }
        _ => {}
    }
}

fn template(template: &View<'_, '_>, errors: &mut Errors) {
    annotations(&template.get("annotations"), errors);
    let spec = template.get("spec");
    if spec.get("ephemeralContainers").items().next().is_some() {
        errors.forbidden(
            spec.get("ephemeralContainers").path,
            message!("{field} are not allowed in a Pod template"),
            message!("Remove them: kubectl debug adds one to a Pod that runs"),
        );
    }
    pod_spec(&spec, errors);
}

/// What `ValidatePodSpecificAnnotations` asks of those that a controller reads.
fn annotations(annotations: &View<'_, '_>, errors: &mut Errors) {
    let cost = annotations.entries().find(|(key, _)| *key == DELETION_COST);
    if let Some((_, cost)) = cost
        && cost.text().parse::<i32>().is_err()
    {
        errors.invalid(
            cost.path,
            message!("{field} must be a 32bit integer, not {value}", value = quoted(cost.text())),
            message!("Write a whole number in quotes, such as \"100\""),
        );
    }
}

fn pod_spec(spec: &View<'_, '_>, errors: &mut Errors) {
    let kept = spec.get("volumes");
    let grace = spec.get("terminationGracePeriodSeconds").number().unwrap_or(30);
    for (field, is_init) in [("containers", false), ("initContainers", true)] {
        for container in spec.get(field).items() {
            environment::environment(&container, errors);
            mounts::mounts(&container, &kept, errors);
            resources::resources(&container.get("resources"), errors);
            resources::resize_policy(&container, spec, errors);
            security::container(&container.get("securityContext"), spec, errors);
            handlers::handlers(&container, is_init, grace, errors);
        }
    }
    volumes::volumes(&kept, errors);
    security::pod(spec, errors);
    resources::resources(&spec.get("resources"), errors);
    for constraint in spec.get("topologySpreadConstraints").items() {
        match_label_keys(&constraint, errors);
    }
    let class = spec.get("runtimeClassName");
    if class.is_given() {
        format::dns_subdomain(class.text(), class.path, errors);
    }
    known(&spec.get("preemptionPolicy"), &PREEMPTION, errors);
    let system = spec.get("os");
    if system.is_given() {
        required_of(&system.get("name"), &SYSTEMS, errors);
    }
}

/// Keys whose values a Pod shares with those it is spread among (`validateMatchLabelKeysInTopologySpread`).
fn match_label_keys(constraint: &View<'_, '_>, errors: &mut Errors) {
    let keys = constraint.get("matchLabelKeys");
    let selector = constraint.get("labelSelector");
    if keys.items().next().is_some() && !selector.is_given() {
        errors.forbidden(
            keys.path,
            message!("{field} must not be specified when labelSelector is not set"),
            message!("Give a labelSelector, or remove matchLabelKeys"),
        );
    }
    for key in keys.items() {
        format::qualified_name(key.text(), key.path, errors);
        let labels = selector.get("matchLabels");
        let rules = selector.get("matchExpressions");
        let is_selected = labels.get(key.text()).is_given()
            || rules.items().any(|rule| rule.get("key").text() == key.text());
        if is_selected {
            errors.invalid(
                key.path,
                message!(
                    "{field} is {value}, which exists in both matchLabelKeys and labelSelector",
                    value = quoted(key.text())
                ),
                message!("Name the label in one of the two"),
            );
        }
    }
}

/// A text of which there are few; it may be absent.
fn known(value: &View<'_, '_>, known: &[&str], errors: &mut Errors) {
    if value.is_given() && !known.contains(&value.text()) {
        errors.not_supported(value.path, value.text(), known);
    }
}

/// A text of which there are few; it must be given.
fn required_of(value: &View<'_, '_>, known: &[&str], errors: &mut Errors) {
    match value.text() {
        "" => errors.required(value.path, message!("Give one of {known}", known = known.join(", "))),
        text if known.contains(&text) => {}
        text => errors.not_supported(value.path, text, known),
    }
}

/// A text that must be given.
fn required(value: &View<'_, '_>, errors: &mut Errors) {
    if value.text().is_empty() {
        errors.required(value.path, message!("Give it, or remove what it belongs to"));
    }
}

/// A number that may not be below zero.
fn non_negative(value: &View<'_, '_>, errors: &mut Errors) {
    metadata::non_negative(value.number().unwrap_or(0), value.path, errors);
}

/// A path below some directory (`validateLocalDescendingPath`).
fn descending_path(value: &str, path: Path<'_>, errors: &mut Errors) {
    if value.starts_with('/') {
        errors.invalid(
            path,
            message!("{field} must be a relative path, not {value}", value = quoted(value)),
            message!("Remove the / that it begins with"),
        );
    }
    no_backsteps(value, path, errors);
}

/// No part of a path may be `..` (`validatePathNoBacksteps`).
fn no_backsteps(value: &str, path: Path<'_>, errors: &mut Errors) {
    if value.split('/').any(|part| part == "..") {
        errors.invalid(
            path,
            message!("{field} must not contain '..', as {value} does", value = quoted(value)),
            message!("Write the path without steps back"),
        );
    }
}
