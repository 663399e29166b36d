//! Where volumes come from (`validateVolumeSource` of pkg/apis/core/validation/validation.go), for the sources that
//! every cluster has.

use std::collections::BTreeSet;

use super::environment::{field_reference, resource_reference};
use super::quantity::Quantity;
use super::{descending_path, known, no_backsteps, required};
use crate::apiserver::validation::{Errors, Path, quoted};
use crate::apiserver::view::View;
use crate::message;

/// What a file can be told of the Pod.
const FIELDS: [&str; 5] =
    ["metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"];
const HOST_PATH_TYPES: [&str; 8] =
    ["", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"];
const PULL_POLICIES: [&str; 3] = ["Always", "IfNotPresent", "Never"];
/// Ten minutes, the shortest life of a token.
const SHORTEST_TOKEN: i64 = 600;

/// The volumes of a Pod. One without a source is an empty directory.
pub fn volumes(volumes: &View<'_, '_>, errors: &mut Errors) {
    for volume in volumes.items() {
        let mut sources = volume.entries().filter(|(field, source)| *field != "name" && source.is_given());
        if let Some((field, _)) = sources.next() {
            source(field, &volume.get(field), errors);
        }
        for (field, _) in sources {
            errors.forbidden(
                volume.get(field).path,
                message!("{field} may not be set: a volume has one source only"),
                message!("Leave one source, or make two volumes"),
            );
        }
    }
}

fn source(kind: &str, source: &View<'_, '_>, errors: &mut Errors) {
    match kind {
        "emptyDir" => {
            let limit = source.get("sizeLimit");
            if Quantity::parse(&limit.written()).is_some_and(|limit| limit < Quantity::ZERO) {
                errors.forbidden(
                    limit.path,
                    message!("{field} must be a valid amount, not {value}", value = quoted(&limit.written())),
                    message!("Give 0 or more"),
                );
            }
        }
        "hostPath" => {
            let path = source.get("path");
            required(&path, errors);
            no_backsteps(path.text(), path.path, errors);
            known(&source.get("type"), &HOST_PATH_TYPES, errors);
        }
        "secret" => {
            required(&source.get("secretName"), errors);
            files(source, errors);
        }
        "configMap" => {
            required(&source.get("name"), errors);
            files(source, errors);
        }
        "persistentVolumeClaim" => required(&source.get("claimName"), errors),
        "nfs" => {
            let path = source.get("path");
            required(&source.get("server"), errors);
            required(&path, errors);
            if !path.text().starts_with('/') {
                errors.invalid(
                    path.path,
                    message!("{field} must be an absolute path, not {value}", value = quoted(path.text())),
                    message!("Begin it with /"),
                );
            }
        }
        "downwardAPI" => {
            mode(&source.get("defaultMode"), errors);
            for file in source.get("items").items() {
                // The API server leaves out which item it is.
                told_file(&file, source.path, errors);
            }
        }
        "projected" => projected(source, errors),
        "csi" => required(&source.get("driver"), errors),
        "ephemeral" if !source.get("volumeClaimTemplate").is_given() => errors.required(
            source.get("volumeClaimTemplate").path,
            message!("Give the template of the claim that is made for the Pod"),
        ),
        "image" => {
            required(&source.get("reference"), errors);
            known(&source.get("pullPolicy"), &PULL_POLICIES, errors);
        }
        _ => {}
    }
}

/// Mode and items of a ConfigMap or Secret.
fn files(source: &View<'_, '_>, errors: &mut Errors) {
    mode(&source.get("defaultMode"), errors);
    for item in source.get("items").items() {
        key_to_path(&item, errors);
    }
}

fn key_to_path(item: &View<'_, '_>, errors: &mut Errors) {
    let path = item.get("path");
    required(&item.get("key"), errors);
    required(&path, errors);
    local_path(path.text(), path.path, errors);
    mode(&item.get("mode"), errors);
}

/// A path below the volume that its own files do not use (`ValidateLocalNonReservedPath`).
fn local_path(value: &str, path: Path<'_>, errors: &mut Errors) {
    descending_path(value, path, errors);
    if value.starts_with("..") && !value.starts_with("../") {
        errors.invalid(
            path,
            message!("{field} must not start with '..', as {value} does", value = quoted(value)),
            message!("Choose another name for the file"),
        );
    }
}

/// The rights of a file. In YAML 0644 is octal, in JSON there is no such thing.
fn mode(mode: &View<'_, '_>, errors: &mut Errors) {
    if let Some(value) = mode.number().filter(|value| !(0..=0o777).contains(value)) {
        errors.invalid(
            mode.path,
            message!(
                "{field} must be a number between 0 and 0777 (octal), both inclusive, not {value}",
                value = value
            ),
            message!("Write it in octal with a leading zero, such as 0644, or in decimal, such as 420"),
        );
    }
}

/// A file that tells of the Pod (`validateDownwardAPIVolumeFile`); its errors stand at `list`.
fn told_file(file: &View<'_, '_>, list: Path<'_>, errors: &mut Errors) {
    let place = file.at(list);
    let (path, field, resource) = (place.get("path"), place.get("fieldRef"), place.get("resourceFieldRef"));
    required(&path, errors);
    local_path(path.text(), path.path, errors);
    if field.is_given() {
        field_reference(&field, &FIELDS, errors);
        if resource.is_given() {
            errors.invalid(
                list,
                message!("{field} may not have fieldRef and resourceFieldRef at the same time"),
                message!("Remove one of the two"),
            );
        }
    } else if resource.is_given() {
        resource_reference(&resource, true, errors);
    } else {
        errors.required(list, message!("Say what the file tells: fieldRef or resourceFieldRef"));
    }
    mode(&place.get("mode"), errors);
}

/// Several sources in one directory (`validateProjectionSources`).
fn projected(source: &View<'_, '_>, errors: &mut Errors) {
    mode(&source.get("defaultMode"), errors);
    let mut paths = BTreeSet::new();
    for projection in source.get("sources").items() {
        let mut parts = projection.entries().filter(|(_, part)| part.is_given());
        if let Some((kind, _)) = parts.next() {
            let part = projection.get(kind);
            for file in projected_part(kind, &part, errors) {
                if !file.is_empty() && !paths.insert(file.clone()) {
                    errors.invalid(
                        source.path,
                        message!(
                            "{field} has conflicting duplicate paths: {value} stands twice",
                            value = quoted(&file)
                        ),
                        message!("Give each file its own path"),
                    );
                }
            }
        }
        if parts.next().is_some() {
            errors.forbidden(
                projection.path,
                message!("{field} may not specify more than 1 volume type per source"),
                message!("Put each into an item of its own"),
            );
        }
    }
}

/// Checks one source of several; returns the paths of its files.
fn projected_part(kind: &str, part: &View<'_, '_>, errors: &mut Errors) -> Vec<String> {
    match kind {
        "secret" | "configMap" => {
            required(&part.get("name"), errors);
            for item in part.get("items").items() {
                key_to_path(&item, errors);
            }
        }
        "downwardAPI" => {
            for file in part.get("items").items() {
                told_file(&file, part.path, errors);
            }
        }
        "serviceAccountToken" => {
            let seconds = part.get("expirationSeconds");
            if let Some(value) = seconds.number().filter(|value| *value < SHORTEST_TOKEN) {
                errors.invalid(
                    seconds.path,
                    message!(
                        "{field} may not be less than 10 minutes, and is {value} seconds",
                        value = value
                    ),
                    message!("Give 600 or more"),
                );
            }
            required(&part.get("path"), errors);
            return vec![part.get("path").text().to_owned()];
        }
        _ => {}
    }
    part.get("items").items().map(|item| item.get("path").text().to_owned()).collect()
}
