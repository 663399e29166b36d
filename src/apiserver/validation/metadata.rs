//! What every object has: name, namespace, labels, annotations, owners, finalizers
//! (`k8s.io/apimachinery/pkg/api/validation/objectmeta.go`).

use super::errors::{Errors, quoted};
use super::format;
use super::path::Path;
use crate::api::{Kind, Labels, ObjectMeta, OwnerReference, SmolStr};
use crate::message;

/// All annotations of an object together, in bytes.
const ANNOTATIONS_MAX: usize = 256 * 1024;

/// The metadata of an object that has its name and namespace (`ValidateObjectMeta`).
pub fn object_meta(metadata: &ObjectMeta, kind: Kind, errors: &mut Errors) {
    let path = Path::new("metadata");
    if let Some(prefix) = metadata.generate_name.as_deref().filter(|prefix| !prefix.is_empty()) {
        name(&mask_trailing_dash(prefix), kind, path.child("generateName"), errors);
    }
    if metadata.name.is_empty() {
        errors.required(path.child("name"), message!("Give the object a name"));
    } else {
        name(&metadata.name, kind, path.child("name"), errors);
    }
    if kind.is_namespaced() {
        format::dns_label(metadata.namespace.as_deref().unwrap_or(""), path.child("namespace"), errors);
    }
    if metadata.generation.is_some_and(|generation| generation < 0) {
        non_negative(metadata.generation.unwrap_or(0), path.child("generation"), errors);
    }
    labels(&metadata.labels, path.child("labels"), errors);
    annotations(&metadata.annotations, path.child("annotations"), errors);
    owner_references(&metadata.owner_references, path.child("ownerReferences"), errors);
    finalizers(&metadata.finalizers, path.child("finalizers"), errors);
}

/// A name as its kind wants it: `ValidateServiceName`, `ValidatePodName` and so on. The Pods of a StatefulSet and
/// the DNS name of a Service are made of the name, so it must be one label; other names may hold dots.
fn name(name: &str, kind: Kind, path: Path<'_>, errors: &mut Errors) {
    match kind {
        Kind::Service | Kind::Namespace | Kind::StatefulSet => format::dns_label(name, path, errors),
        _ => format::dns_subdomain(name, path, errors),
    }
}

/// A prefix may end in a dash, since something follows it (`maskTrailingDash`).
fn mask_trailing_dash(prefix: &str) -> String {
    match prefix.strip_suffix('-') {
        Some(rest) if !rest.is_empty() => format!("{rest}a"),
        _ => prefix.to_owned(),
    }
}

/// Labels, or a selector of the same form; the path is the whole map's (`ValidateLabels`).
pub fn labels(labels: &Labels, path: Path<'_>, errors: &mut Errors) {
    for (key, value) in labels {
        format::qualified_name(key, path, errors);
        format::label_value(value, path, errors);
    }
}

/// Annotations: as labels, but a key may have upper case in its prefix, and a value may be any text
/// (`ValidateAnnotations`).
pub fn annotations(annotations: &Labels, path: Path<'_>, errors: &mut Errors) {
    for key in annotations.keys() {
        format::qualified_name(&key.to_lowercase(), path, errors);
    }
    let size: usize = annotations.iter().map(|(key, value)| key.len() + value.len()).sum();
    if size > ANNOTATIONS_MAX {
        errors.too_long(path, ANNOTATIONS_MAX);
    }
}

/// A number that may not be below zero (`ValidateNonnegativeField`).
pub fn non_negative(value: i64, path: Path<'_>, errors: &mut Errors) {
    if value < 0 {
        errors.invalid(
            path,
            message!("{field} must be greater than or equal to 0, not {value}", value = value),
            message!("Give 0 or more"),
        );
    }
}

fn owner_references(owners: &[OwnerReference], path: Path<'_>, errors: &mut Errors) {
    for owner in owners {
        let version = owner.api_version.rsplit('/').next().unwrap_or("");
        for (field, value) in
            [("apiVersion", version), ("kind", &owner.kind), ("name", &owner.name), ("uid", &owner.uid)]
        {
            if value.is_empty() {
                errors.invalid(
                    path.child(field),
                    message!("{field} must not be empty"),
                    message!(
                        "Give apiVersion, kind, name and uid of the owner, or leave out ownerReferences"
                    ),
                );
            }
        }
        if owner.kind == "Event" && owner.api_version == "v1" {
            errors.invalid(
                path,
                message!(
                    "{field} names the Event {name}, which is disallowed from being an owner",
                    name = owner.name
                ),
                message!("Remove this owner"),
            );
        }
    }
    let mut controllers = owners.iter().filter(|owner| owner.controller == Some(true));
    if let (Some(first), Some(second)) = (controllers.next(), controllers.next()) {
        errors.invalid(
            path,
            message!(
                "{field} may have one controller only, not {first} and {second}",
                first = quoted(&first.name),
                second = quoted(&second.name)
            ),
            message!("Set controller to true for one owner"),
        );
    }
}

fn finalizers(finalizers: &[SmolStr], path: Path<'_>, errors: &mut Errors) {
    for finalizer in finalizers {
        format::qualified_name(finalizer, path, errors);
    }
    let has = |name: &str| finalizers.iter().any(|finalizer| finalizer == name);
    if has("orphan") && has("foregroundDeletion") {
        errors.invalid(
            path,
            message!("{field} may not have both orphan and foregroundDeletion"),
            message!("Remove one of the two"),
        );
    }
    for (at, finalizer) in finalizers.iter().enumerate() {
        let is_standard = matches!(finalizer.as_str(), "kubernetes" | "orphan" | "foregroundDeletion");
        if !finalizer.contains('/') && !is_standard {
            errors.invalid(
                path.index(at),
                message!(
                    "{field} is {value}, which is neither a standard finalizer name nor fully qualified",
                    value = quoted(finalizer)
                ),
                message!("Write it with a domain, such as example.com/{name}", name = finalizer),
            );
        }
    }
}
