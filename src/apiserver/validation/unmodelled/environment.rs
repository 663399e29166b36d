//! Environment variables (`ValidateEnv`, `ValidateEnvFrom` of pkg/apis/core/validation/validation.go).

use super::{descending_path, format, required, required_of};
use crate::apiserver::validation::{Errors, Path, quoted};
use crate::apiserver::view::View;
use crate::message;

/// The longest key of a ConfigMap or Secret.
const KEY_MAX: usize = 253;

/// What a variable can be told of the Pod.
const FIELDS: [&str; 9] = [
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
];

const RESOURCES: [&str; 6] = [
    "limits.cpu",
    "limits.ephemeral-storage",
    "limits.memory",
    "requests.cpu",
    "requests.ephemeral-storage",
    "requests.memory",
];

/// The variables of a container.
pub fn environment(container: &View<'_, '_>, errors: &mut Errors) {
    for variable in container.get("env").items() {
        let name = variable.get("name");
        match name.text() {
            "" => errors.required(name.path, message!("Give the variable a name")),
            text => variable_name(text, name.path, errors),
        }
        value_from(&variable, errors);
    }
    let from = container.get("envFrom");
    for source in from.items() {
        let prefix = source.get("prefix");
        if !prefix.text().is_empty() {
            variable_name(prefix.text(), prefix.path, errors);
        }
        let references = [source.get("configMapRef"), source.get("secretRef")];
        for reference in references.iter().filter(|reference| reference.is_given()) {
            let name = reference.get("name");
            match name.text() {
                "" => errors.required(name.path, message!("Name the ConfigMap or Secret")),
                text => format::dns_subdomain(text, name.path, errors),
            }
        }
        // The path is the list's, as the API server has it.
        match references.iter().filter(|reference| reference.is_given()).count() {
            0 => errors.invalid(
                from.path,
                message!("{field} must specify one of: configMapRef or secretRef"),
                message!("Name a ConfigMap or a Secret in each item"),
            ),
            1 => {}
            _ => more_than_one(from.path, errors),
        }
    }
}

/// Since 1.34 any printable ASCII but `=` (`IsRelaxedEnvVarName`).
fn variable_name(name: &str, path: Path<'_>, errors: &mut Errors) {
    if !name.bytes().all(|byte| (byte.is_ascii_graphic() || byte == b' ') && byte != b'=') {
        errors.invalid(
            path,
            message!(
                "{field} must consist only of printable ASCII characters other than '=', so {value} is not \
                 allowed",
                value = quoted(name)
            ),
            message!("Use a name such as LOG_LEVEL"),
        );
    }
}

fn value_from(variable: &View<'_, '_>, errors: &mut Errors) {
    let from = variable.get("valueFrom");
    if !from.is_given() {
        return;
    }
    let field = from.get("fieldRef");
    if field.is_given() {
        field_reference(&field, &FIELDS, errors);
    }
    let resource = from.get("resourceFieldRef");
    if resource.is_given() {
        resource_reference(&resource, false, errors);
    }
    for reference in [from.get("configMapKeyRef"), from.get("secretKeyRef")] {
        if reference.is_given() {
            format::dns_subdomain(reference.get("name").text(), reference.get("name").path, errors);
            key(&reference.get("key"), errors);
        }
    }
    let file = from.get("fileKeyRef");
    if file.is_given() {
        required(&file.get("key"), errors);
        required(&file.get("volumeName"), errors);
        required(&file.get("path"), errors);
        descending_path(file.get("path").text(), file.get("path").path, errors);
    }
    let count = from.entries().filter(|(_, source)| source.is_given()).count();
    let has_value = !variable.get("value").text().is_empty();
    match count {
        0 => errors.invalid(
            from.path,
            message!(
                "{field} must specify one of: fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef or \
                 fileKeyRef"
            ),
            message!("Say where the value comes from, or write it as value"),
        ),
        _ if has_value => errors.invalid(
            from.path,
            message!("{field} may not be specified when value is not empty"),
            message!("Remove value or valueFrom"),
        ),
        1 => {}
        _ => more_than_one(from.path, errors),
    }
}

/// A field of the Pod (`validateObjectFieldSelector`). One label or annotation can be named in brackets.
pub fn field_reference(reference: &View<'_, '_>, known: &[&str], errors: &mut Errors) {
    let path = reference.get("fieldPath");
    let text = path.text();
    if text.is_empty() {
        return errors.required(path.path, message!("Name a field such as status.podIP"));
    }
    let subscript = text.strip_suffix("']").and_then(|text| text.split_once("['"));
    match subscript {
        Some(("metadata.annotations", key)) => {
            format::qualified_name(&key.to_lowercase(), reference.path, errors);
        }
        Some(("metadata.labels", key)) => format::qualified_name(key, reference.path, errors),
        Some((field, _)) => errors.invalid(
            reference.path,
            message!("{field} asks for {value}, which does not support a subscript", value = quoted(field)),
            message!("Only metadata.labels and metadata.annotations have keys in brackets"),
        ),
        None if known.contains(&text) => {}
        // What no version of the API has cannot be converted.
        None if !is_convertible(text) => errors.invalid(
            path.path,
            message!(
                "{field} is {value}, which is no field that a Pod can be asked for",
                value = quoted(text)
            ),
            message!("Use one of {known}", known = known.join(", ")),
        ),
        None => errors.not_supported(path.path, text, known),
    }
}

/// `ConvertDownwardAPIFieldLabel` of pkg/apis/core/pods.
fn is_convertible(field: &str) -> bool {
    let known = [
        "metadata.annotations",
        "metadata.labels",
        "spec.restartPolicy",
        "spec.schedulerName",
        "status.phase",
        "spec.host",
    ];
    FIELDS.contains(&field) || known.contains(&field)
}

/// A limit or request of a container (`validateContainerResourceFieldSelector`).
pub fn resource_reference(reference: &View<'_, '_>, is_volume: bool, errors: &mut Errors) {
    let resource = reference.get("resource");
    let text = resource.text();
    let is_huge_page = text.starts_with("limits.hugepages-") || text.starts_with("requests.hugepages-");
    if is_volume && reference.get("containerName").text().is_empty() {
        required(&reference.get("containerName"), errors);
    } else if text.is_empty() || !is_huge_page {
        required_of(&resource, &RESOURCES, errors);
    }
    divisor(reference, text, errors);
}

fn divisor(reference: &View<'_, '_>, resource: &str, errors: &mut Errors) {
    let divisor = reference.get("divisor");
    let written = divisor.written();
    let allowed: &[&str] = if resource.ends_with(".cpu") {
        &["1m", "1"]
    } else {
        &["1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"]
    };
    if !written.is_empty() && written != "0" && !allowed.contains(&written.as_str()) {
        errors.invalid(
            divisor.path,
            message!(
                "{field} must be one of {allowed} for {resource}, not {value}",
                allowed = allowed.join(", "),
                resource = resource,
                value = quoted(&written)
            ),
            message!("Choose one of these values"),
        );
    }
}

/// The key of a value in a ConfigMap or Secret (`IsConfigMapKey`).
fn key(key: &View<'_, '_>, errors: &mut Errors) {
    let text = key.text();
    if text.is_empty() {
        return required(key, errors);
    }
    let has_form =
        text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    if text.len() > KEY_MAX || !has_form || text == "." || text.starts_with("..") {
        errors.invalid(
            key.path,
            message!(
                "{field} must consist of letters, digits, '-', '_' and '.', so {value} is not allowed",
                value = quoted(text)
            ),
            message!("Use a key such as app.properties"),
        );
    }
}

fn more_than_one(path: Path<'_>, errors: &mut Errors) {
    errors.invalid(
        path,
        message!("{field} may not have more than one source specified at a time"),
        message!("Leave one of them"),
    );
}
