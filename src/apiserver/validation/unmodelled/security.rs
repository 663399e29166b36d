//! As whom containers run (`ValidateSecurityContext`, `validatePodSpecSecurityContext` of
//! pkg/apis/core/validation/validation.go).

use std::collections::BTreeSet;

use super::{descending_path, known, required, required_of};
use crate::apiserver::validation::{Errors, quoted};
use crate::apiserver::view::View;
use crate::message;

const PROFILES: [&str; 3] = ["Localhost", "RuntimeDefault", "Unconfined"];
const PROC_MOUNTS: [&str; 2] = ["Default", "Unmasked"];
const GROUP_CHANGES: [&str; 2] = ["Always", "OnRootMismatch"];
const GROUP_POLICIES: [&str; 2] = ["Merge", "Strict"];

/// Of one container.
pub fn container(context: &View<'_, '_>, pod: &View<'_, '_>, errors: &mut Errors) {
    identity(&context.get("runAsUser"), errors);
    identity(&context.get("runAsGroup"), errors);
    profile(&context.get("seccompProfile"), errors);
    profile(&context.get("appArmorProfile"), errors);
    let mount = context.get("procMount");
    known(&mount, &PROC_MOUNTS, errors);
    if mount.text() == "Unmasked" && pod.get("hostUsers").boolean() != Some(false) {
        errors.invalid(
            mount.path,
            message!("{field} is Unmasked, for which hostUsers must be false"),
            message!("Set hostUsers: false, or remove procMount"),
        );
    }
    if context.get("allowPrivilegeEscalation").boolean() != Some(false) {
        return;
    }
    if context.get("privileged").boolean() == Some(true) {
        errors.invalid(
            context.path,
            message!("{field} cannot set allowPrivilegeEscalation to false and privileged to true"),
            message!("Remove one of the two"),
        );
    }
    let capabilities = context.get("capabilities");
    if capabilities.get("add").items().any(|capability| capability.text() == "CAP_SYS_ADMIN") {
        errors.invalid(
            context.path,
            message!("{field} cannot set allowPrivilegeEscalation to false and add CAP_SYS_ADMIN"),
            message!("Remove one of the two"),
        );
    }
}

/// Of the whole Pod.
pub fn pod(spec: &View<'_, '_>, errors: &mut Errors) {
    let context = spec.get("securityContext");
    for field in ["fsGroup", "runAsUser", "runAsGroup"] {
        identity(&context.get(field), errors);
    }
    for group in context.get("supplementalGroups").items() {
        identity(&group, errors);
    }
    profile(&context.get("seccompProfile"), errors);
    profile(&context.get("appArmorProfile"), errors);
    known(&context.get("fsGroupChangePolicy"), &GROUP_CHANGES, errors);
    known(&context.get("supplementalGroupsPolicy"), &GROUP_POLICIES, errors);
    sysctls(&context.get("sysctls"), errors);
    if spec.get("shareProcessNamespace").boolean() == Some(true)
        && spec.get("hostPID").boolean() == Some(true)
    {
        errors.invalid(
            context.get("shareProcessNamespace").path,
            message!("{field} and hostPID cannot both be enabled"),
            message!("Remove one of the two"),
        );
    }
    if spec.get("hostUsers").boolean() != Some(false) {
        return;
    }
    // The API server names two of them with a capital H.
    for (field, named) in [("hostNetwork", "hostNetwork"), ("hostPID", "HostPID"), ("hostIPC", "HostIPC")] {
        if spec.get(field).boolean() == Some(true) {
            errors.forbidden(
                spec.get(named).path,
                message!("{field} may not be set when hostUsers is false"),
                message!("Remove one of the two"),
            );
        }
    }
}

/// The number of a user or group (`IsValidUserID`, `IsValidGroupID`).
fn identity(number: &View<'_, '_>, errors: &mut Errors) {
    if let Some(value) = number.number().filter(|value| !(0..=i64::from(i32::MAX)).contains(value)) {
        errors.invalid(
            number.path,
            message!("{field} must be between 0 and 2147483647, inclusive, not {value}", value = value),
            message!("Give a number of this range"),
        );
    }
}

/// A seccomp or AppArmor profile.
fn profile(profile: &View<'_, '_>, errors: &mut Errors) {
    if !profile.is_given() {
        return;
    }
    let (kind, local) = (profile.get("type"), profile.get("localhostProfile"));
    required_of(&kind, &PROFILES, errors);
    match kind.text() {
        "Localhost" if !local.is_given() => required(&local, errors),
        "Localhost" => descending_path(local.text(), local.path, errors),
        _ if local.is_given() => errors.invalid(
            local.path,
            message!("{field} can only be set when type is Localhost"),
            message!("Remove it, or set type: Localhost"),
        ),
        _ => {}
    }
}

/// Settings of the kernel (`validateSysctls`).
fn sysctls(list: &View<'_, '_>, errors: &mut Errors) {
    let mut seen = BTreeSet::new();
    for sysctl in list.items() {
        let name = sysctl.get("name");
        match name.text() {
            "" => errors.required(name.path, message!("Name the setting, such as net.core.somaxconn")),
            text if !is_sysctl(text) => errors.invalid(
                name.path,
                message!(
                    "{field} must have parts of lower-case letters, digits, '-' and '_', with '.' or '/' \
                     between them, so {value} is not allowed",
                    value = quoted(text)
                ),
                message!("Use a name such as net.core.somaxconn"),
            ),
            text if !seen.insert(text) => {
                errors.duplicate(name.path, quoted(text), message!("Set each of them once"));
            }
            _ => {}
        }
    }
}

fn is_sysctl(name: &str) -> bool {
    let is_part = |part: &str| {
        let is_edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        is_edge(part.as_bytes().first())
            && is_edge(part.as_bytes().last())
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte))
    };
    name.len() <= 253 && name.split(['.', '/']).all(is_part)
}
