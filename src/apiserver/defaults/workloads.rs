//! What makes Pods: `SetDefaults_*` of pkg/apis/apps/v1, pkg/apis/batch/v1 and pkg/apis/core/v1.

use super::pod::pod_spec;
use super::{default_text, default_to};
use crate::api::{
    CronJob, DaemonSet, Deployment, IntOrString, Job, JobSpec, ReplicaSet, ReplicationController,
    RollingUpdate, RolloutStrategy, StatefulSet,
};

/// One replica, replaced by a quarter at a time.
pub fn deployment(deployment: &mut Deployment) {
    let spec = &mut deployment.spec;
    default_to(&mut spec.replicas, 1);
    default_to(&mut spec.revision_history_limit, 10);
    default_to(&mut spec.progress_deadline_seconds, 600);
    if let Some(rolling) = rolling_update(&mut spec.strategy) {
        default_to(&mut rolling.max_unavailable, IntOrString::String("25%".into()));
        default_to(&mut rolling.max_surge, IntOrString::String("25%".into()));
    }
    pod_spec(&mut spec.template.spec);
}

/// The strategy is `RollingUpdate` unless another is given; then there is nothing to fill in.
fn rolling_update(strategy: &mut Option<RolloutStrategy>) -> Option<&mut RollingUpdate> {
    let strategy = strategy.get_or_insert_default();
    default_text(&mut strategy.r#type, "RollingUpdate");
    let is_rolling = strategy.r#type.as_deref() == Some("RollingUpdate");
    is_rolling.then(|| strategy.rolling_update.get_or_insert_default())
}

/// One replica.
pub fn replica_set(replica_set: &mut ReplicaSet) {
    default_to(&mut replica_set.spec.replicas, 1);
    pod_spec(&mut replica_set.spec.template.spec);
}

/// One replica; selector and labels are those of the template.
pub fn replication_controller(controller: &mut ReplicationController) {
    default_to(&mut controller.spec.replicas, 1);
    let Some(template) = &mut controller.spec.template else { return };
    pod_spec(&mut template.spec);
    if controller.spec.selector.is_empty() {
        controller.spec.selector.clone_from(&template.metadata.labels);
    }
    if controller.metadata.labels.is_empty() {
        controller.metadata.labels = template.metadata.labels.clone();
    }
}

/// One replica, one after the other.
pub fn stateful_set(stateful_set: &mut StatefulSet) {
    default_to(&mut stateful_set.spec.replicas, 1);
    default_text(&mut stateful_set.spec.pod_management_policy, "OrderedReady");
    default_to(&mut stateful_set.spec.revision_history_limit, 10);
    if let Some(rolling) = rolling_update(&mut stateful_set.spec.update_strategy) {
        default_to(&mut rolling.partition, 0);
    }
    pod_spec(&mut stateful_set.spec.template.spec);
}

/// Replaced node by node.
pub fn daemon_set(daemon_set: &mut DaemonSet) {
    default_to(&mut daemon_set.spec.revision_history_limit, 10);
    if let Some(rolling) = rolling_update(&mut daemon_set.spec.update_strategy) {
        default_to(&mut rolling.max_unavailable, IntOrString::Int(1));
        default_to(&mut rolling.max_surge, IntOrString::Int(0));
    }
    pod_spec(&mut daemon_set.spec.template.spec);
}

/// One Pod, and the labels by which a Job knows its Pods (`generateSelector` of pkg/registry/batch/job).
pub fn job(job: &mut Job) {
    job_spec(&mut job.spec);
    if job.spec.manual_selector != Some(true) {
        let labels = &mut job.spec.template.metadata.labels;
        for key in ["job-name", "batch.kubernetes.io/job-name"] {
            labels.entry(key.into()).or_insert_with(|| job.metadata.name.clone());
        }
    }
}

/// Runs may overlap.
pub fn cron_job(cron_job: &mut CronJob) {
    default_text(&mut cron_job.spec.concurrency_policy, "Allow");
    default_to(&mut cron_job.spec.suspend, false);
    job_spec(&mut cron_job.spec.job_template.spec);
}

/// `SetDefaults_Job`: without completions and parallelism, one Pod.
fn job_spec(spec: &mut JobSpec) {
    if spec.completions.is_none() && spec.parallelism.is_none() {
        spec.completions = Some(1);
    }
    default_to(&mut spec.parallelism, 1);
    default_to(&mut spec.backoff_limit, 6);
    default_text(&mut spec.completion_mode, "NonIndexed");
    default_to(&mut spec.suspend, false);
    pod_spec(&mut spec.template.spec);
}
