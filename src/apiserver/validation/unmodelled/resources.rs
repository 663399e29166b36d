//! What a container asks for and may use (`ValidateContainerResourceRequirements` of
//! pkg/apis/core/validation/validation.go).

use std::collections::BTreeSet;

use super::quantity::Quantity;
use super::{format, required_of};
use crate::apiserver::validation::{Errors, Path, quoted};
use crate::apiserver::view::View;
use crate::message;

const OF_CONTAINERS: [&str; 3] = ["cpu", "ephemeral-storage", "memory"];
const RESIZABLE: [&str; 2] = ["cpu", "memory"];
const RESIZE_POLICIES: [&str; 2] = ["NotRequired", "RestartContainer"];

/// Requests and limits.
pub fn resources(resources: &View<'_, '_>, errors: &mut Errors) {
    let (limits, requests) = (resources.get("limits"), resources.get("requests"));
    let names = || limits.entries().chain(requests.entries()).map(|(name, _)| name);
    for (name, limit) in limits.entries() {
        resource_name(name, limit.path, errors);
        amount(name, &limit, errors);
    }
    for (name, request) in requests.entries() {
        resource_name(name, request.path, errors);
        amount(name, &request, errors);
        within_limit(name, &request, &limits, &requests, errors);
    }
    if names().any(is_huge_page) && !names().any(|name| RESIZABLE.contains(&name)) {
        errors.forbidden(
            resources.path,
            message!("{field}: huge pages require cpu or memory"),
            message!("Give a limit or a request for cpu or memory too"),
        );
    }
}

/// A request may not be above its limit. What cannot be shared is asked for as a whole.
fn within_limit(
    name: &str,
    request: &View<'_, '_>,
    limits: &View<'_, '_>,
    requests: &View<'_, '_>,
    errors: &mut Errors,
) {
    let limit = limits.get(name);
    let can_be_shared = is_native(name) && !is_huge_page(name);
    let (asked, most) = (request.written(), limit.written());
    match (Quantity::parse(&asked), Quantity::parse(&most).filter(|_| limit.is_given())) {
        (_, None) if !can_be_shared && !limit.is_given() => errors.required(
            limits.path,
            message!("Give {resource} a limit too: it cannot be overcommitted", resource = name),
        ),
        (Some(asked_amount), Some(most_amount)) if asked_amount != most_amount && !can_be_shared => errors.invalid(
            requests.path,
            message!(
                "{field} asks for {value} of {resource}, which must be equal to its limit of {limit}",
                value = quoted(&asked),
                resource = name,
                limit = most
            ),
            message!("Give request and limit the same value"),
        ),
        (Some(asked_amount), Some(most_amount)) if asked_amount > most_amount => errors.invalid(
            requests.path,
            message!(
                "{field} asks for {value}, which must be less than or equal to the {resource} limit of {limit}",
                value = quoted(&asked),
                resource = name,
                limit = most
            ),
            message!("Ask for less, or raise the limit"),
        ),
        _ => {}
    }
}

/// The name of a resource that a container can have (`validateContainerResourceName`).
fn resource_name(name: &str, path: Path<'_>, errors: &mut Errors) {
    let before = errors.len();
    format::qualified_name(name, path, errors);
    if errors.len() > before {
        return;
    }
    if !name.contains('/') && !OF_CONTAINERS.contains(&name) && !is_huge_page(name) {
        errors.invalid(
            path,
            message!(
                "{field} names {value}, which is no standard resource for containers",
                value = quoted(name)
            ),
            message!("Use cpu, memory or ephemeral-storage, or a full name such as example.com/gpu"),
        );
    } else if !is_native(name) && name.starts_with("requests.") {
        errors.invalid(
            path,
            message!(
                "{field} names {value}, which doesn't follow the extended resource name standard",
                value = quoted(name)
            ),
            message!("Write the name without requests."),
        );
    }
}

/// An amount is not negative, and whole if the resource comes in pieces (`ValidateResourceQuantityValue`).
pub fn amount(name: &str, amount: &View<'_, '_>, errors: &mut Errors) {
    let written = amount.written();
    let Some(quantity) = Quantity::parse(&written) else { return };
    if quantity < Quantity::ZERO {
        errors.invalid(
            amount.path,
            message!("{field} must be greater than or equal to 0, not {value}", value = quoted(&written)),
            message!("Give 0 or more"),
        );
    }
    if (!is_native(name) || name == "pods") && !quantity.is_whole() {
        errors.invalid(
            amount.path,
            message!("{field} must be an integer, not {value}", value = quoted(&written)),
            message!("Give a whole number"),
        );
    }
}

/// What happens to a container whose resources change (`validateResizePolicy`). Its errors stand at the list.
pub fn resize_policy(container: &View<'_, '_>, pod: &View<'_, '_>, errors: &mut Errors) {
    let list = container.get("resizePolicy");
    let mut seen = BTreeSet::new();
    for item in list.items() {
        let (resource, policy) = (item.get("resourceName"), item.get("restartPolicy"));
        if !seen.insert(resource.text()) {
            errors.duplicate(item.path, quoted(resource.text()), message!("Name each resource once"));
        }
        required_of(&resource.at(list.path), &RESIZABLE, errors);
        required_of(&policy.at(list.path), &RESIZE_POLICIES, errors);
        if pod.get("restartPolicy").text() == "Never" && policy.text() != "NotRequired" {
            errors.invalid(
                list.path,
                message!(
                    "{field} must be NotRequired when restartPolicy is Never, not {value}",
                    value = quoted(policy.text())
                ),
                message!("Write restartPolicy: NotRequired"),
            );
        }
    }
}

fn is_huge_page(name: &str) -> bool {
    name.starts_with("hugepages-")
}

/// True for Kubernetes' own resources (`IsNativeResource`).
fn is_native(name: &str) -> bool {
    !name.contains('/') || name.contains("kubernetes.io/")
}
