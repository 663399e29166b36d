//! How workloads replace their Pods (`ValidateDeploymentStrategy`, `ValidateDaemonSetUpdateStrategy` and others of
//! pkg/apis/apps/validation/validation.go).

use super::errors::{Errors, quoted};
use super::metadata;
use super::path::Path;
use crate::api::{IntOrString, RollingUpdate, RolloutStrategy};
use crate::message;

/// Of a Deployment, at `spec.strategy`.
pub fn deployment(strategy: &RolloutStrategy, path: Path<'_>, errors: &mut Errors) {
    match (kind(strategy), &strategy.rolling_update) {
        ("Recreate", Some(_)) => errors.forbidden(
            path.child("rollingUpdate"),
            message!("{field} may not be specified when strategy type is Recreate"),
            message!("Remove rollingUpdate, or set type: RollingUpdate"),
        ),
        ("Recreate", None) | ("RollingUpdate", None) => {}
        ("RollingUpdate", Some(rolling)) => {
            let path = path.child("rollingUpdate");
            amounts(rolling, path, errors);
            if is_zero(&rolling.max_unavailable) && is_zero(&rolling.max_surge) {
                errors.invalid(
                    path.child("maxUnavailable"),
                    message!("{field} may not be 0 when maxSurge is 0"),
                    message!("Allow one Pod less or one more, or no Pod can be replaced"),
                );
            }
        }
        (unknown, _) => errors.not_supported(path, unknown, &["Recreate", "RollingUpdate"]),
    }
}

/// Of a DaemonSet, at `spec.updateStrategy`.
pub fn daemon_set(strategy: &RolloutStrategy, path: Path<'_>, errors: &mut Errors) {
    match (kind(strategy), &strategy.rolling_update) {
        ("OnDelete", _) | ("RollingUpdate", None) => {}
        ("RollingUpdate", Some(rolling)) => {
            let path = path.child("rollingUpdate");
            amounts(rolling, path, errors);
            match (is_zero(&rolling.max_unavailable), is_zero(&rolling.max_surge)) {
                (true, true) => errors.required(
                    path.child("maxUnavailable"),
                    message!("Allow one Pod less or one more, or no Pod can be replaced"),
                ),
                (false, false) => errors.invalid(
                    path.child("maxSurge"),
                    message!("{field} may not be set when maxUnavailable is non-zero"),
                    message!("Set one of the two"),
                ),
                _ => {}
            }
        }
        (unknown, _) => errors.not_supported(path, unknown, &["OnDelete", "RollingUpdate"]),
    }
}

/// Of a StatefulSet, at `spec.updateStrategy`. The API server calls what it does not know invalid here.
pub fn stateful_set(strategy: &RolloutStrategy, path: Path<'_>, errors: &mut Errors) {
    match (kind(strategy), &strategy.rolling_update) {
        ("OnDelete", Some(_)) => errors.invalid(
            path.child("rollingUpdate"),
            message!("{field} is only allowed for updateStrategy RollingUpdate"),
            message!("Remove rollingUpdate, or set type: RollingUpdate"),
        ),
        ("OnDelete", None) | ("RollingUpdate", None) => {}
        ("RollingUpdate", Some(rolling)) => {
            let path = path.child("rollingUpdate");
            metadata::non_negative(rolling.partition.unwrap_or(0).into(), path.child("partition"), errors);
            amounts(rolling, path, errors);
        }
        (unknown, _) => errors.invalid(
            path,
            message!("{field} must be RollingUpdate or OnDelete, not {value}", value = quoted(unknown)),
            message!("Set its type to RollingUpdate or OnDelete"),
        ),
    }
}

fn kind(strategy: &RolloutStrategy) -> &str {
    strategy.r#type.as_deref().unwrap_or("")
}

/// Numbers of Pods or percentages of them; more than all of them cannot be missing.
fn amounts(rolling: &RollingUpdate, path: Path<'_>, errors: &mut Errors) {
    amount(&rolling.max_unavailable, path.child("maxUnavailable"), errors);
    amount(&rolling.max_surge, path.child("maxSurge"), errors);
    if percent(&rolling.max_unavailable).is_some_and(|share| share > 100) {
        errors.invalid(
            path.child("maxUnavailable"),
            message!("{field} must not be greater than 100%"),
            message!("Give 100% at most"),
        );
    }
}

fn amount(value: &Option<IntOrString>, path: Path<'_>, errors: &mut Errors) {
    match value {
        Some(IntOrString::Int(number)) => metadata::non_negative((*number).into(), path, errors),
        Some(IntOrString::String(text)) if percent(value).is_none() => errors.invalid(
            path,
            message!("{field} must be a number or a percentage, not {value}", value = quoted(text)),
            message!("Give a number such as 1, or a percentage such as 25%"),
        ),
        _ => {}
    }
}

fn percent(value: &Option<IntOrString>) -> Option<u32> {
    match value {
        Some(IntOrString::String(text)) => text.strip_suffix('%')?.parse().ok(),
        _ => None,
    }
}

/// True for 0 and 0%; what is absent has its default, or none.
fn is_zero(value: &Option<IntOrString>) -> bool {
    match value {
        Some(IntOrString::Int(number)) => *number == 0,
        _ => percent(value).is_none_or(|share| share == 0),
    }
}
