//! Jobs and CronJobs (`pkg/apis/batch/validation/validation.go`).

use std::collections::BTreeSet;

use super::errors::{Errors, quoted};
use super::path::Path;
use super::pod::pod_template;
use super::workloads::template_is_chosen;
use super::{format, metadata, one_of, selector};
use crate::api::{CronJob, Job, JobSpec, Kind};
use crate::message;

const COMPLETION_MODES: [&str; 2] = ["NonIndexed", "Indexed"];
const CONCURRENCY: [&str; 3] = ["Allow", "Forbid", "Replace"];
const RESTART_POLICIES: [&str; 2] = ["OnFailure", "Never"];
const MAX_INDEXED_PARALLELISM: i32 = 100_000;
/// The names of its Jobs add 11 characters.
const CRON_JOB_NAME_MAX: usize = 52;

/// A Job as it is created. A selector of its own is made for it unless manualSelector is set.
pub fn job(job: &Job, errors: &mut Errors) {
    metadata::object_meta(&job.metadata, Kind::Job, errors);
    let spec = &job.spec;
    let path = Path::new("spec");
    job_spec(spec, path, errors);
    if spec.manual_selector == Some(true) {
        match &spec.selector {
            None => errors.required(
                path.child("selector"),
                message!("With manualSelector, give the labels of the Pods; better remove manualSelector"),
            ),
            Some(given) => {
                selector::label_selector(given, path.child("selector"), errors);
                if selector::is_usable(given) {
                    template_is_chosen(given, &spec.template, path.child("template"), errors);
                }
            }
        }
    }
    indexed_pod_name(job, errors);
}

/// A CronJob as it is created.
pub fn cron_job(cron_job: &CronJob, errors: &mut Errors) {
    metadata::object_meta(&cron_job.metadata, Kind::CronJob, errors);
    let spec = &cron_job.spec;
    let path = Path::new("spec");
    schedule(&spec.schedule, path.child("schedule"), errors);
    one_of(&spec.concurrency_policy, &CONCURRENCY, path.child("concurrencyPolicy"), errors);
    let template = path.child("jobTemplate");
    let job = template.child("spec");
    job_spec(&spec.job_template.spec, job, errors);
    if spec.job_template.spec.selector.is_some() {
        errors.invalid(
            job.child("selector"),
            message!("{field} may not be set, since it will be auto-generated"),
            message!("Remove the selector"),
        );
    }
    if spec.job_template.spec.manual_selector == Some(true) {
        errors.not_supported(job.child("manualSelector"), "true", &["nil", "false"]);
    }
    if cron_job.metadata.name.len() > CRON_JOB_NAME_MAX {
        errors.invalid(
            Path::new("metadata").child("name"),
            message!(
                "{field} must be no more than {limit} characters, and {value} has {length}",
                value = quoted(&cron_job.metadata.name),
                length = cron_job.metadata.name.len(),
                limit = CRON_JOB_NAME_MAX
            ),
            message!("Shorten the name: its Jobs add 11 characters to it"),
        );
    }
}

fn job_spec(spec: &JobSpec, path: Path<'_>, errors: &mut Errors) {
    for (field, value) in [
        ("parallelism", spec.parallelism),
        ("completions", spec.completions),
        ("backoffLimit", spec.backoff_limit),
    ] {
        metadata::non_negative(value.unwrap_or(0).into(), path.child(field), errors);
    }
    match spec.completion_mode.as_deref() {
        Some("Indexed") => {
            if spec.completions.is_none() {
                errors.required(
                    path.child("completions"),
                    message!("An Indexed Job needs the number of its Pods"),
                );
            }
            if let Some(parallelism) = spec.parallelism.filter(|&count| count > MAX_INDEXED_PARALLELISM) {
                errors.invalid(
                    path.child("parallelism"),
                    message!(
                        "{field} must be less than or equal to {limit} when completion mode is Indexed, not \
                         {value}",
                        value = parallelism,
                        limit = MAX_INDEXED_PARALLELISM
                    ),
                    message!("Give less"),
                );
            }
        }
        Some(mode) if !COMPLETION_MODES.contains(&mode) => {
            errors.not_supported(path.child("completionMode"), mode, &COMPLETION_MODES);
        }
        _ => {}
    }
    let template = path.child("template");
    pod_template(&spec.template, BTreeSet::new(), template, errors);
    let template_spec = template.child("spec");
    let restart = template_spec.child("restartPolicy");
    match spec.template.spec.restart_policy.as_deref().unwrap_or("Always") {
        // What defaulting sets is as if nothing were given.
        "Always" => errors.required(
            restart,
            message!("A Job ends: set restartPolicy to OnFailure or Never in its template"),
        ),
        known if RESTART_POLICIES.contains(&known) => {}
        unknown => errors.not_supported(restart, unknown, &RESTART_POLICIES),
    }
}

/// The Pods of an Indexed Job are named after it, and their names are host names.
fn indexed_pod_name(job: &Job, errors: &mut Errors) {
    let completions = job.spec.completions.unwrap_or(0);
    if job.spec.completion_mode.as_deref() != Some("Indexed") || completions < 1 {
        return;
    }
    let last = format!("{}-{}", job.metadata.name, completions - 1);
    if !format::is_dns_label(&last) {
        errors.invalid(
            Path::new("metadata").child("name"),
            message!(
                "{field} is {value}, and {last}, the last of its Pods, would have an invalid DNS label",
                value = quoted(&job.metadata.name),
                last = quoted(&last)
            ),
            message!("Use a short name of lower-case letters, digits and '-'"),
        );
    }
}

/// Five fields, or a word such as `@daily` (`cron.ParseStandard` of github.com/robfig/cron/v3).
fn schedule(schedule: &str, path: Path<'_>, errors: &mut Errors) {
    if schedule.is_empty() {
        return errors.required(path, message!("Give a schedule such as */5 * * * *"));
    }
    if schedule.contains("TZ") {
        return errors.invalid(
            path,
            message!("{field} cannot use TZ or CRON_TZ, as {value} does", value = quoted(schedule)),
            message!("Use the timeZone field"),
        );
    }
    if !is_schedule(schedule) {
        errors.invalid(
            path,
            message!("{field} must be a cron schedule, not {value}", value = quoted(schedule)),
            message!(
                "Give minute, hour, day of month, month and day of week, such as 30 4 * * 1-5, or @daily"
            ),
        );
    }
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

fn is_schedule(schedule: &str) -> bool {
    if let Some(word) = schedule.strip_prefix('@') {
        let known = ["yearly", "annually", "monthly", "weekly", "daily", "midnight", "hourly"];
        return known.contains(&word)
            || word.strip_prefix("every ").is_some_and(|rest| !rest.trim().is_empty());
    }
    let fields: Vec<&str> = schedule.split_whitespace().collect();
    let [minute, hour, day, month, weekday] = fields.as_slice() else { return false };
    is_field(minute, 0, 59, &[])
        && is_field(hour, 0, 23, &[])
        && is_field(day, 1, 31, &[])
        && is_field(month, 1, 12, &MONTHS)
        && is_field(weekday, 0, 6, &DAYS)
}

/// A list of ranges with optional steps; `names` stand for numbers from `first` on.
fn is_field(field: &str, first: u32, last: u32, names: &[&str]) -> bool {
    let number = |text: &str| {
        let named = names.iter().position(|name| name.eq_ignore_ascii_case(text));
        named.map(|at| at as u32 + first).or_else(|| text.parse().ok())
    };
    field.split(',').all(|part| {
        let (range, step) = part.split_once('/').map_or((part, None), |(range, step)| (range, Some(step)));
        let step_holds = step.is_none_or(|step| step.parse::<u32>().is_ok_and(|step| step > 0));
        let range_holds = match range.split_once('-') {
            _ if range == "*" || range == "?" => true,
            Some((from, to)) => {
                matches!((number(from), number(to)), (Some(from), Some(to)) if first <= from && from <= to && to <= last)
            }
            None => number(range).is_some_and(|value| (first..=last).contains(&value)),
        };
        step_holds && range_holds
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedules_are_read_as_cron_reads_them() {
        for good in ["* * * * *", "*/5 0 1 jan MON-fri", "0,30 9-17/2 * * 0", "@daily", "@every 1h"] {
            assert!(is_schedule(good), "{good}");
        }
        for bad in ["", "* * * *", "60 * * * *", "* * 0 * *", "*/0 * * * *", "5-1 * * * *", "@often"] {
            assert!(!is_schedule(bad), "{bad}");
        }
    }
}
