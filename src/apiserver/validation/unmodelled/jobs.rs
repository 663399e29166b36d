//! How Jobs end (`pkg/apis/batch/validation/validation.go`).

use std::collections::BTreeSet;

use super::{format, known, non_negative, required_of};
use crate::apiserver::validation::{Errors, quoted};
use crate::apiserver::view::View;
use crate::message;

const REPLACEMENT: [&str; 2] = ["Failed", "TerminatingOrFailed"];
const ACTIONS: [&str; 4] = ["Count", "FailIndex", "FailJob", "Ignore"];
const EXIT_CODES: [&str; 2] = ["In", "NotIn"];
const STATUSES: [&str; 3] = ["False", "True", "Unknown"];
const MAX_RULES: usize = 20;
const MAX_EXIT_CODES: usize = 255;

/// Of a Job, or of those that a CronJob makes.
pub fn job_spec(spec: &View<'_, '_>, errors: &mut Errors) {
    for field in
        ["activeDeadlineSeconds", "backoffLimitPerIndex", "maxFailedIndexes", "ttlSecondsAfterFinished"]
    {
        non_negative(&spec.get(field), errors);
    }
    known(&spec.get("podReplacementPolicy"), &REPLACEMENT, errors);
    let is_indexed = spec.get("completionMode").text() == "Indexed";
    let by_index = spec.get("backoffLimitPerIndex");
    let most = spec.get("maxFailedIndexes");
    if most.is_given() && !by_index.is_given() {
        errors.required(
            by_index.path,
            message!("maxFailedIndexes needs it: say how often each index may fail"),
        );
    }
    for field in ["backoffLimitPerIndex", "maxFailedIndexes", "successPolicy"] {
        let given = spec.get(field);
        if given.is_given() && !is_indexed {
            errors.invalid(
                given.path,
                message!("{field} requires indexed completion mode"),
                message!("Set completionMode: Indexed, or remove it"),
            );
        }
    }
    if let (Some(count), Some(completions)) = (most.number(), spec.get("completions").number())
        && is_indexed
        && count > completions
    {
        errors.invalid(
            most.path,
            message!("{field} must be less than or equal to completions, not {value}", value = count),
            message!("Give {completions} at most", completions = completions),
        );
    }
    let policy = spec.get("podFailurePolicy");
    if policy.is_given() {
        failure_policy(&policy, spec, errors);
    }
    let success = spec.get("successPolicy");
    if success.is_given() {
        success_policy(&success, errors);
    }
}

/// Of a CronJob beside its schedule.
pub fn cron_job_spec(spec: &View<'_, '_>, errors: &mut Errors) {
    for field in ["startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"] {
        non_negative(&spec.get(field), errors);
    }
    let zone = spec.get("timeZone");
    if !zone.is_given() {
        return;
    }
    match zone.text() {
        "" => errors.invalid(
            zone.path,
            message!("{field} must be left out or a non-empty string"),
            message!("Give a time zone such as Asia/Seoul, or remove it"),
        ),
        text if text.eq_ignore_ascii_case("local")
            || text.starts_with(['/', '\\'])
            || text.contains("..") =>
        {
            errors.invalid(
                zone.path,
                message!("{field} must be an explicit time zone, not {value}", value = quoted(text)),
                message!("Give a time zone such as Asia/Seoul, or remove it"),
            )
        }
        _ => {}
    }
}

fn failure_policy(policy: &View<'_, '_>, spec: &View<'_, '_>, errors: &mut Errors) {
    let template = spec.get("template");
    let pod = template.get("spec");
    let restart = pod.get("restartPolicy");
    if restart.text() == "OnFailure" {
        errors.invalid(
            restart.path,
            message!("{field} must be Never when podFailurePolicy is specified, not OnFailure"),
            message!("Write restartPolicy: Never, or remove podFailurePolicy"),
        );
    }
    let rules = policy.get("rules");
    let count = rules.items().count();
    if count > MAX_RULES {
        errors.too_many(rules.path, count, MAX_RULES);
    }
    for rule in rules.items() {
        let action = rule.get("action");
        required_of(&action, &ACTIONS, errors);
        if action.text() == "FailIndex" && !spec.get("backoffLimitPerIndex").is_given() {
            errors.invalid(
                action.path,
                message!("{field} is FailIndex, which requires backoffLimitPerIndex to be set"),
                message!("Set backoffLimitPerIndex, or choose FailJob"),
            );
        }
        let (codes, conditions) = (rule.get("onExitCodes"), rule.get("onPodConditions"));
        let has_conditions = conditions.items().next().is_some();
        if codes.is_given() == has_conditions {
            errors.invalid(
                rule.path,
                message!("{field} must have one of onExitCodes and onPodConditions, and not both"),
                message!("Say by one of them when the rule applies"),
            );
        }
        if codes.is_given() {
            exit_codes(&codes, &pod, errors);
        }
        for condition in conditions.items() {
            format::qualified_name(condition.get("type").text(), condition.get("type").path, errors);
            if condition.get("status").is_given() {
                required_of(&condition.get("status"), &STATUSES, errors);
            }
        }
    }
}

fn exit_codes(codes: &View<'_, '_>, pod: &View<'_, '_>, errors: &mut Errors) {
    let operator = codes.get("operator");
    required_of(&operator, &EXIT_CODES, errors);
    let container = codes.get("containerName");
    let is_named = |field: &str| {
        let list = pod.get(field);
        list.items().any(|one| one.get("name").text() == container.text())
    };
    if container.is_given() && !is_named("containers") && !is_named("initContainers") {
        errors.invalid(
            container.path,
            message!(
                "{field} is {value}, and the Pod has no such container",
                value = quoted(container.text())
            ),
            message!("Name a container of the template, or remove containerName"),
        );
    }
    let values = codes.get("values");
    let count = values.items().count();
    if count == 0 {
        errors.invalid(
            values.path,
            message!("{field} needs at least one value"),
            message!("Give the exit codes"),
        );
    } else if count > MAX_EXIT_CODES {
        errors.too_many(values.path, count, MAX_EXIT_CODES);
    }
    let mut seen = BTreeSet::new();
    let mut before = i64::MIN;
    let mut is_ordered = true;
    for value in values.items() {
        let code = value.number().unwrap_or(0);
        if !seen.insert(code) {
            errors.duplicate(value.path, code, message!("Name each exit code once"));
        }
        if code == 0 && operator.text() == "In" {
            errors.invalid(
                value.path,
                message!("{field} must not be 0 for the In operator"),
                message!("A container that ends with 0 has not failed: remove it"),
            );
        }
        is_ordered &= before <= code;
        before = code;
    }
    if !is_ordered {
        errors.invalid(values.path, message!("{field} must be ordered"), message!("Put the smallest first"));
    }
}

/// When enough of an Indexed Job has succeeded (`validateSuccessPolicy`).
fn success_policy(policy: &View<'_, '_>, errors: &mut Errors) {
    let rules = policy.get("rules");
    let count = rules.items().count();
    if count == 0 {
        errors.required(rules.path, message!("Give at least one rule, or remove successPolicy"));
    } else if count > MAX_RULES {
        errors.too_many(rules.path, count, MAX_RULES);
    }
    for rule in rules.items() {
        non_negative(&rule.get("succeededCount"), errors);
        if !rule.get("succeededCount").is_given() && !rule.get("succeededIndexes").is_given() {
            errors.required(rule.path, message!("Give succeededCount or succeededIndexes"));
        }
    }
}
