//! Jobs: Pods that end (pkg/controller/job). They run here until the text says that they ended.

use std::collections::BTreeSet;

use super::{Owner, PodMaker};
use crate::api::{Job, Kind, Pod};
use crate::cluster::uid;
use crate::controllers::owners;

const COMPLETION_INDEX: &str = "batch.kubernetes.io/job-completion-index";
/// Keeps a Pod until the Job has counted it.
const TRACKING: &str = "batch.kubernetes.io/job-tracking";

/// Starts the Pods of a Job that may run now.
pub(super) fn sync(maker: &mut PodMaker, job: &Job) {
    if job.spec.suspend == Some(true) || job.metadata.deletion_timestamp.is_some() {
        return;
    }
    let owner = Owner::new(Kind::Job, &job.metadata);
    let claimed = maker.claimed(&owner);
    let own: Vec<&Pod> = claimed.iter().filter_map(|name| maker.pods.get(name)).collect();
    let succeeded = own.iter().filter(|pod| pod.status.phase.as_deref() == Some("Succeeded")).count();
    let succeeded = count(succeeded).max(job.status.succeeded.unwrap_or(0));
    let active = own.iter().filter(|pod| owners::is_active(pod)).count();
    let taken: BTreeSet<String> = own
        .iter()
        .filter(|pod| owners::is_active(pod) || pod.status.phase.as_deref() == Some("Succeeded"))
        .filter_map(|pod| pod.metadata.annotations.get(COMPLETION_INDEX).cloned())
        .collect();
    let started = own.len();
    let parallelism = job.spec.parallelism.unwrap_or(1);
    let wanted = match job.spec.completions {
        Some(completions) => parallelism.min(completions.saturating_sub(succeeded)),
        // A work queue: once one Pod has succeeded, no new one starts.
        None if succeeded > 0 => count(active),
        None => parallelism,
    };
    let missing = maker.allow(&owner, wanted).saturating_sub(active);
    let is_indexed = job.spec.completion_mode.as_deref() == Some("Indexed");
    let free = (0..).filter(|ordinal: &usize| !is_indexed || !taken.contains(&ordinal.to_string()));
    let first = if is_indexed { 0 } else { started };
    for ordinal in free.skip(first).take(missing) {
        let mut pod = owner.pod(&job.spec.template);
        mark(&mut pod, job);
        let mut prefix = format!("{}-", job.metadata.name);
        if is_indexed {
            set_index(&mut pod, job, ordinal);
            prefix = format!("{prefix}{ordinal}-");
        }
        maker.create_generated(&owner, &prefix, pod, &ordinal.to_string(), ordinal);
    }
}

fn count(pods: usize) -> i32 {
    i32::try_from(pods).unwrap_or(i32::MAX)
}

/// The labels by which a Job's Pods are found (`generateSelector` of pkg/registry/batch/job).
fn mark(pod: &mut Pod, job: &Job) {
    let uid = uid(Kind::Job, &job.metadata);
    let labels = &mut pod.metadata.labels;
    for prefix in ["", "batch.kubernetes.io/"] {
        labels.insert(format!("{prefix}job-name"), job.metadata.name.clone());
        labels.insert(format!("{prefix}controller-uid"), uid.clone());
    }
    if !pod.metadata.finalizers.iter().any(|finalizer| finalizer == TRACKING) {
        pod.metadata.finalizers.push(TRACKING.into());
    }
}

/// What an Indexed Job's Pod has of its index (indexed_job_utils.go).
fn set_index(pod: &mut Pod, job: &Job, index: usize) {
    pod.metadata.annotations.insert(COMPLETION_INDEX.into(), index.to_string());
    pod.metadata.labels.insert(COMPLETION_INDEX.into(), index.to_string());
    pod.spec.hostname = Some(format!("{}-{index}", job.metadata.name));
}
