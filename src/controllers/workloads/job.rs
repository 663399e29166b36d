//! Jobs: Pods that end (pkg/controller/job). They run here until the text says that they ended.

use std::collections::BTreeSet;

use super::replica_set::surplus;
use super::{MAX_REPLICAS, Owner, PodMaker};
use crate::api::{Job, Kind, Pod, ToSmolStr};
use crate::cluster::{NamespacedName, uid};
use crate::controllers::owners;

/// How many Pods may fail where the text does not say (`SetDefaults_Job`).
const BACKOFF_LIMIT: i32 = 6;
const COMPLETION_INDEX: &str = "batch.kubernetes.io/job-completion-index";
/// Keeps a Pod until the Job has counted it.
const TRACKING: &str = "batch.kubernetes.io/job-tracking";

/// The name by which `managedBy` means the Job controller itself (`JobControllerName` of k8s.io/api/batch/v1).
const JOB_CONTROLLER: &str = "kubernetes.io/job-controller";

/// Starts the Pods of a Job that may run now, and ends those of one that may not.
pub(super) fn sync(maker: &mut PodMaker, job: &Job) {
    let is_foreign = job.spec.managed_by.as_deref().is_some_and(|manager| manager != JOB_CONTROLLER);
    if is_foreign || job.metadata.deletion_timestamp.is_some() || has_ended(job) {
        return;
    }
    let owner = Owner::new(Kind::Job, &job.metadata);
    let claimed = maker.claimed(&owner);
    let in_phase = |maker: &PodMaker, phase| {
        let own = claimed.iter().filter_map(|name| maker.pods.get(name));
        count(own.filter(|pod| pod.status.phase.as_deref() == Some(phase)).count())
    };
    let failed = in_phase(maker, "Failed").max(job.status.failed.unwrap_or(0));
    let mut active = claimed.clone();
    active.retain(|name| maker.pods.get(name).is_some_and(owners::is_active));
    if job.spec.suspend == Some(true) || failed > job.spec.backoff_limit.unwrap_or(BACKOFF_LIMIT) {
        active.iter().for_each(|name| drop(maker.pods.remove(name)));
        return;
    }
    let succeeded = in_phase(maker, "Succeeded").max(job.status.succeeded.unwrap_or(0));
    let parallelism = job.spec.parallelism.unwrap_or(1);
    let wanted = match job.spec.completions {
        Some(completions) => parallelism.min(completions.saturating_sub(succeeded)),
        // A work queue: once one Pod has succeeded, no new one starts.
        None if succeeded > 0 => count(active.len()),
        None => parallelism,
    };
    let wanted = maker.allow(&owner, wanted);
    if active.len() > wanted {
        surplus(maker, &owner, active, wanted).iter().for_each(|name| drop(maker.pods.remove(name)));
        return;
    }
    let missing = wanted.saturating_sub(active.len() + awaited(maker, job, &claimed));
    let is_indexed = job.spec.completion_mode.as_deref() == Some("Indexed");
    let ordinals = if is_indexed {
        free_indexes(maker, job, &claimed)
    } else {
        (claimed.len()..claimed.len() + missing).collect()
    };
    for ordinal in ordinals.into_iter().take(missing) {
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

/// How many Pods that are ending have to be gone before others take their places (`onlyReplaceFailedPods`).
fn awaited(maker: &PodMaker, job: &Job, claimed: &[NamespacedName]) -> usize {
    let waits = job.spec.pod_replacement_policy.as_deref() == Some("Failed");
    let own = claimed.iter().filter_map(|name| maker.pods.get(name)).filter(|_| waits);
    own.filter(|pod| pod.metadata.deletion_timestamp.is_some() && !owners::is_terminal(pod)).count()
}

/// True if the text says that the Job is complete or has failed (`IsJobFinished` of pkg/controller/job).
fn has_ended(job: &Job) -> bool {
    let mut conditions = job.status.conditions.iter();
    conditions.any(|it| matches!(it.r#type.as_str(), "Complete" | "Failed") && it.status == "True")
}

/// The indexes of an Indexed Job that no Pod works on and that have not succeeded (`firstPendingIndexes`).
fn free_indexes(maker: &PodMaker, job: &Job, claimed: &[NamespacedName]) -> Vec<usize> {
    let own = claimed.iter().filter_map(|name| maker.pods.get(name));
    let counts = own.filter(|pod| owners::is_active(pod) || pod.status.phase.as_deref() == Some("Succeeded"));
    let taken: BTreeSet<usize> =
        counts.filter_map(|pod| pod.metadata.annotations.get(COMPLETION_INDEX)?.parse().ok()).collect();
    let completed: Vec<(usize, usize)> = job
        .status
        .completed_indexes
        .as_deref()
        .unwrap_or("")
        .split(',')
        .filter_map(|range| {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            Some((first.parse().ok()?, last.parse().ok()?))
        })
        .collect();
    let is_completed = |index| completed.iter().any(|&(first, last)| (first..=last).contains(&index));
    let indexes = usize::try_from(job.spec.completions.unwrap_or(0)).unwrap_or(0);
    let free = (0..indexes).filter(|index| !taken.contains(index) && !is_completed(*index));
    // More are never made at a time.
    free.take(MAX_REPLICAS).collect()
}

fn count(pods: usize) -> i32 {
    i32::try_from(pods).unwrap_or(i32::MAX)
}

/// The labels by which a Job's Pods are found, unless it has a selector of its own (`generateSelectorIfNeeded` of
/// pkg/registry/batch/job).
fn mark(pod: &mut Pod, job: &Job) {
    if job.spec.manual_selector != Some(true) {
        let uid = uid(Kind::Job, &job.metadata);
        let labels = &mut pod.metadata.labels;
        for prefix in ["", "batch.kubernetes.io/"] {
            labels.insert(format!("{prefix}job-name").into(), job.metadata.name.clone());
            labels.insert(format!("{prefix}controller-uid").into(), uid.clone());
        }
    }
    if !pod.metadata.finalizers.iter().any(|finalizer| finalizer == TRACKING) {
        pod.metadata.finalizers.push(TRACKING.into());
    }
}

/// What an Indexed Job's Pod has of its index (indexed_job_utils.go).
fn set_index(pod: &mut Pod, job: &Job, index: usize) {
    pod.metadata.annotations.insert(COMPLETION_INDEX.into(), index.to_smolstr());
    pod.metadata.labels.insert(COMPLETION_INDEX.into(), index.to_smolstr());
    pod.spec.hostname = Some(format!("{}-{index}", job.metadata.name).into());
}
