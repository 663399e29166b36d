//! What makes Pods (`pkg/apis/apps/validation/validation.go`, and ReplicationControllers of core).

use std::collections::BTreeSet;

use super::errors::{Errors, quoted};
use super::path::Path;
use super::pod::pod_template;
use super::{format, metadata, rollout, selector};
use crate::api::{
    DaemonSet, Deployment, Kind, LabelSelector, PodTemplateSpec, ReplicaSet, ReplicationController,
    StatefulSet,
};
use crate::message;

const POD_MANAGEMENT: [&str; 2] = ["OrderedReady", "Parallel"];

/// A Deployment as it is created.
pub fn deployment(deployment: &Deployment, errors: &mut Errors) {
    metadata::object_meta(&deployment.metadata, Kind::Deployment, errors);
    let spec = &deployment.spec;
    let path = Path::new("spec");
    count(spec.replicas, path.child("replicas"), errors);
    own_pods(spec.selector.as_ref(), &spec.template, BTreeSet::new(), path, errors);
    if let Some(strategy) = &spec.strategy {
        rollout::deployment(strategy, path.child("strategy"), errors);
    }
    count(spec.min_ready_seconds, path.child("minReadySeconds"), errors);
    count(spec.revision_history_limit, path.child("revisionHistoryLimit"), errors);
    let deadline = path.child("progressDeadlineSeconds");
    count(spec.progress_deadline_seconds, deadline, errors);
    if let Some(seconds) = spec.progress_deadline_seconds
        && seconds <= spec.min_ready_seconds.unwrap_or(0)
    {
        errors.invalid(
            deadline,
            message!("{field} must be greater than minReadySeconds, not {value}", value = seconds),
            message!("Give a longer time, or remove it"),
        );
    }
}

/// A ReplicaSet as it is created.
pub fn replica_set(replica_set: &ReplicaSet, errors: &mut Errors) {
    metadata::object_meta(&replica_set.metadata, Kind::ReplicaSet, errors);
    let spec = &replica_set.spec;
    let path = Path::new("spec");
    count(spec.replicas, path.child("replicas"), errors);
    count(spec.min_ready_seconds, path.child("minReadySeconds"), errors);
    own_pods(spec.selector.as_ref(), &spec.template, BTreeSet::new(), path, errors);
}

/// A DaemonSet as it is created. A missing selector is reported at the template alone.
pub fn daemon_set(daemon_set: &DaemonSet, errors: &mut Errors) {
    metadata::object_meta(&daemon_set.metadata, Kind::DaemonSet, errors);
    let spec = &daemon_set.spec;
    let path = Path::new("spec");
    let template = path.child("template");
    match &spec.selector {
        None => not_chosen(&spec.template, template, errors),
        Some(selector) => {
            selector::label_selector(selector, path.child("selector"), errors);
            not_empty(selector, path.child("selector"), errors);
            if selector::is_usable(selector) {
                template_is_chosen(selector, &spec.template, template, errors);
            }
        }
    }
    pod_template(&spec.template, BTreeSet::new(), template, errors);
    always_restarts(&spec.template, template, errors);
    count(spec.min_ready_seconds, path.child("minReadySeconds"), errors);
    if let Some(strategy) = &spec.update_strategy {
        rollout::daemon_set(strategy, path.child("updateStrategy"), errors);
    }
    count(spec.revision_history_limit, path.child("revisionHistoryLimit"), errors);
}

/// A StatefulSet as it is created.
pub fn stateful_set(stateful_set: &StatefulSet, errors: &mut Errors) {
    metadata::object_meta(&stateful_set.metadata, Kind::StatefulSet, errors);
    let spec = &stateful_set.spec;
    let path = Path::new("spec");
    if let Some(policy) =
        spec.pod_management_policy.as_deref().filter(|policy| !POD_MANAGEMENT.contains(policy))
    {
        // Unlike elsewhere, the API server calls it invalid, not unsupported.
        errors.invalid(
            path.child("podManagementPolicy"),
            message!("{field} must be 'OrderedReady' or 'Parallel', not {value}", value = quoted(policy)),
            message!("Use OrderedReady or Parallel"),
        );
    }
    if let Some(strategy) = &spec.update_strategy {
        rollout::stateful_set(strategy, path.child("updateStrategy"), errors);
    }
    count(spec.replicas, path.child("replicas"), errors);
    count(spec.min_ready_seconds, path.child("minReadySeconds"), errors);
    if let Some(ordinals) = &spec.ordinals {
        metadata::non_negative(ordinals.start.into(), path.child("ordinals.start"), errors);
    }
    // Since 1.33: the name becomes the subdomain of the Pods.
    if let Some(service) = spec.service_name.as_deref().filter(|name| !name.is_empty()) {
        format::dns_label(service, path.child("serviceName"), errors);
    }
    let claims = spec.volume_claim_templates.iter().map(|claim| claim.metadata.name.as_str()).collect();
    own_pods(spec.selector.as_ref(), &spec.template, claims, path, errors);
}

/// A ReplicationController as it is created (`ValidateReplicationController` of core).
pub fn replication_controller(controller: &ReplicationController, errors: &mut Errors) {
    metadata::object_meta(&controller.metadata, Kind::ReplicationController, errors);
    let spec = &controller.spec;
    let path = Path::new("spec");
    if spec.selector.is_empty() {
        errors.required(path.child("selector"), message!("Give the labels of the Pods that are its own"));
    }
    count(spec.replicas, path.child("replicas"), errors);
    let Some(template) = &spec.template else {
        return errors.required(path.child("template"), message!("Give the template of its Pods"));
    };
    let own = LabelSelector { match_labels: spec.selector.clone(), match_expressions: Vec::new() };
    template_is_chosen(&own, template, path.child("template"), errors);
    pod_template(template, BTreeSet::new(), path.child("template"), errors);
    always_restarts(template, path.child("template"), errors);
}

fn count(value: Option<i32>, path: Path<'_>, errors: &mut Errors) {
    metadata::non_negative(value.unwrap_or(0).into(), path, errors);
}

/// The selector, and that it chooses the Pods of the template. A missing selector chooses nothing, so the template
/// is reported as well.
fn own_pods(
    selector: Option<&LabelSelector>,
    template: &PodTemplateSpec,
    claims: BTreeSet<&str>,
    spec: Path<'_>,
    errors: &mut Errors,
) {
    let path = spec.child("selector");
    let template_path = spec.child("template");
    match selector {
        None => {
            errors.required(path, message!("Give the selector the labels of the template, as matchLabels"));
            not_chosen(template, template_path, errors);
        }
        Some(selector) => {
            selector::label_selector(selector, path, errors);
            not_empty(selector, path, errors);
            if !selector::is_usable(selector) {
                return errors.invalid(
                    path,
                    message!("{field} is no label selector that can be used"),
                    message!("Mend its keys, operators and values"),
                );
            }
            template_is_chosen(selector, template, template_path, errors);
        }
    }
    pod_template(template, claims, template_path, errors);
    always_restarts(template, template_path, errors);
}

fn not_empty(selector: &LabelSelector, path: Path<'_>, errors: &mut Errors) {
    if selector::is_empty(selector) {
        errors.invalid(
            path,
            message!("{field} may not be an empty selector", value = "{}"),
            message!("Give the selector the labels of the template, as matchLabels"),
        );
    }
}

/// The selector must choose the Pods that the template makes.
pub fn template_is_chosen(
    selector: &LabelSelector,
    template: &PodTemplateSpec,
    path: Path<'_>,
    errors: &mut Errors,
) {
    let Some(wanted) = selector::unmet(selector, &template.metadata.labels) else { return };
    errors.invalid(
        path.child("metadata").child("labels"),
        message!(
            "{field} must match the selector, which asks for {wanted}, and {labels} does not",
            wanted = quoted(&wanted),
            labels = shown(template)
        ),
        message!("Let selector and template name the same labels"),
    );
}

fn not_chosen(template: &PodTemplateSpec, path: Path<'_>, errors: &mut Errors) {
    errors.invalid(
        path.child("metadata").child("labels"),
        message!("{field} must match the selector, and there is none for {labels}", labels = shown(template)),
        message!("Give the workload a selector with these labels"),
    );
}

fn shown(template: &PodTemplateSpec) -> String {
    let labels = template.metadata.labels.iter().map(|(key, value)| format!("{key}={value}"));
    quoted(&labels.collect::<Vec<_>>().join(","))
}

/// The controllers of apps start a Pod that ends again, so its containers always do.
fn always_restarts(template: &PodTemplateSpec, path: Path<'_>, errors: &mut Errors) {
    let spec = path.child("spec");
    let policy = template.spec.restart_policy.as_deref().unwrap_or("Always");
    if policy != "Always" {
        errors.not_supported(spec.child("restartPolicy"), policy, &["Always"]);
    }
    if template.spec.active_deadline_seconds.is_some() {
        errors.forbidden(
            spec.child("activeDeadlineSeconds"),
            message!("{field} is not supported here"),
            message!("Remove it: only Pods and Jobs can end by the clock"),
        );
    }
}
