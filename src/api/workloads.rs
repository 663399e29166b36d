//! What makes Pods: `apps/v1`, `batch/v1` and `v1.ReplicationController`.

use serde::{Deserialize, Serialize};

use crate::api::{Condition, IntOrString, LabelSelector, Labels, ObjectMeta, PodTemplateSpec, SmolStr};

/// Replicas that can be rolled over (`apps/v1` `Deployment`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Deployment {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: DeploymentSpec,
    /// What there is.
    pub status: WorkloadStatus,
}

/// A number of like Pods (`apps/v1` `ReplicaSet`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ReplicaSet {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: ReplicaSetSpec,
    /// What there is.
    pub status: WorkloadStatus,
}

/// What is wanted of a Deployment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DeploymentSpec {
    /// How many Pods.
    pub replicas: Option<i32>,
    /// Which Pods are its own.
    pub selector: Option<LabelSelector>,
    /// The Pods it makes.
    pub template: PodTemplateSpec,
    /// How long a Pod must be ready to count.
    pub min_ready_seconds: Option<i32>,
    /// How Pods of an older template are replaced.
    pub strategy: Option<RolloutStrategy>,
    /// How many older ReplicaSets are kept.
    pub revision_history_limit: Option<i32>,
    /// Seconds without progress after which it has failed.
    pub progress_deadline_seconds: Option<i32>,
    /// True if a changed template makes no new Pods for now.
    pub paused: Option<bool>,
}

/// What is wanted of a ReplicaSet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ReplicaSetSpec {
    /// How many Pods.
    pub replicas: Option<i32>,
    /// Which Pods are its own.
    pub selector: Option<LabelSelector>,
    /// The Pods it makes.
    pub template: PodTemplateSpec,
    /// How long a Pod must be ready to count.
    pub min_ready_seconds: Option<i32>,
}

/// How Pods of an older template are replaced (`DeploymentStrategy`, `StatefulSetUpdateStrategy`,
/// `DaemonSetUpdateStrategy`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RolloutStrategy {
    /// `RollingUpdate`; `Recreate` for Deployments, `OnDelete` for the others.
    pub r#type: Option<SmolStr>,
    /// Of `RollingUpdate`.
    pub rolling_update: Option<RollingUpdate>,
}

/// Of `RollingUpdate`: each kind has some of the fields.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RollingUpdate {
    /// How many Pods may be missing, or which share of them.
    pub max_unavailable: Option<IntOrString>,
    /// How many Pods there may be beyond the wanted, or which share of them.
    pub max_surge: Option<IntOrString>,
    /// The first ordinal of a StatefulSet that is replaced.
    pub partition: Option<i32>,
}

/// A number of like Pods, old form (`v1.ReplicationController`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ReplicationController {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: ReplicationControllerSpec,
    /// What there is.
    pub status: WorkloadStatus,
}

/// What is wanted of a ReplicationController.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ReplicationControllerSpec {
    /// How many Pods.
    pub replicas: Option<i32>,
    /// Which Pods are its own.
    pub selector: Labels,
    /// The Pods it makes.
    pub template: Option<PodTemplateSpec>,
}

/// Pods with names that stay (`apps/v1` `StatefulSet`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct StatefulSet {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: StatefulSetSpec,
    /// What there is.
    pub status: WorkloadStatus,
}

/// What is wanted of a StatefulSet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct StatefulSetSpec {
    /// How many Pods.
    pub replicas: Option<i32>,
    /// Which Pods are its own.
    pub selector: Option<LabelSelector>,
    /// The Pods it makes.
    pub template: PodTemplateSpec,
    /// The headless Service below which they have names.
    pub service_name: Option<SmolStr>,
    /// `OrderedReady` or `Parallel`.
    pub pod_management_policy: Option<SmolStr>,
    /// Where counting starts.
    pub ordinals: Option<StatefulSetOrdinals>,
    /// How long a Pod must be ready to count.
    pub min_ready_seconds: Option<i32>,
    /// The volumes that each Pod gets of its own.
    pub volume_claim_templates: Vec<PersistentVolumeClaim>,
    /// How Pods of an older template are replaced.
    pub update_strategy: Option<RolloutStrategy>,
    /// How many older templates are kept.
    pub revision_history_limit: Option<i32>,
}

/// A claim for storage, by name (`v1.PersistentVolumeClaim`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PersistentVolumeClaim {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
}

/// Where counting starts (`StatefulSetOrdinals`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct StatefulSetOrdinals {
    /// The first ordinal.
    pub start: i32,
}

/// A Pod on every node (`apps/v1` `DaemonSet`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DaemonSet {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: DaemonSetSpec,
    /// What there is.
    pub status: DaemonSetStatus,
}

/// What is wanted of a DaemonSet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DaemonSetSpec {
    /// Which Pods are its own.
    pub selector: Option<LabelSelector>,
    /// The Pods it makes.
    pub template: PodTemplateSpec,
    /// How long a Pod must be ready to count.
    pub min_ready_seconds: Option<i32>,
    /// How Pods of an older template are replaced.
    pub update_strategy: Option<RolloutStrategy>,
    /// How many older templates are kept.
    pub revision_history_limit: Option<i32>,
}

/// What there is of a DaemonSet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DaemonSetStatus {
    /// Nodes that should have a Pod.
    pub desired_number_scheduled: Option<i32>,
    /// Nodes that have one.
    pub current_number_scheduled: Option<i32>,
    /// Nodes whose Pod is ready.
    pub number_ready: Option<i32>,
    /// Nodes whose Pod is up to date.
    pub updated_number_scheduled: Option<i32>,
    /// Nodes whose Pod counts.
    pub number_available: Option<i32>,
}

/// Pods that end (`batch/v1` `Job`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Job {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: JobSpec,
    /// What there is.
    pub status: JobStatus,
}

/// What is wanted of a Job.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct JobSpec {
    /// How many Pods at a time.
    pub parallelism: Option<i32>,
    /// How many must succeed.
    pub completions: Option<i32>,
    /// `NonIndexed` or `Indexed`.
    pub completion_mode: Option<SmolStr>,
    /// How many may fail.
    pub backoff_limit: Option<i32>,
    /// True if it waits.
    pub suspend: Option<bool>,
    /// Which Pods are its own.
    pub selector: Option<LabelSelector>,
    /// True if the selector was given by hand.
    pub manual_selector: Option<bool>,
    /// When a Pod is replaced: `TerminatingOrFailed`, or `Failed` once it has ended.
    pub pod_replacement_policy: Option<String>,
    /// Who runs it, if not the Job controller.
    pub managed_by: Option<String>,
    /// The Pods it makes.
    pub template: PodTemplateSpec,
}

/// What there is of a Job.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct JobStatus {
    /// Pods that run.
    pub active: Option<i32>,
    /// Pods that are ready.
    pub ready: Option<i32>,
    /// Pods that succeeded.
    pub succeeded: Option<i32>,
    /// Pods that failed.
    pub failed: Option<i32>,
    /// `Complete` or `Failed`, once it has ended.
    pub conditions: Vec<Condition>,
    /// Of an Indexed Job: the indexes that succeeded, e.g. `0,2-4`.
    pub completed_indexes: Option<SmolStr>,
}

/// Jobs by the clock (`batch/v1` `CronJob`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CronJob {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: CronJobSpec,
}

/// What is wanted of a CronJob.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CronJobSpec {
    /// When, as cron writes it.
    pub schedule: SmolStr,
    /// Whose clock.
    pub time_zone: Option<SmolStr>,
    /// True if it waits.
    pub suspend: Option<bool>,
    /// `Allow`, `Forbid` or `Replace`.
    pub concurrency_policy: Option<SmolStr>,
    /// The Jobs it makes.
    pub job_template: JobTemplateSpec,
}

/// The Jobs that a CronJob makes (`JobTemplateSpec`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct JobTemplateSpec {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
    /// Their spec.
    pub spec: JobSpec,
}

/// What there is of a Deployment, ReplicaSet, ReplicationController or StatefulSet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct WorkloadStatus {
    /// Pods there are.
    pub replicas: Option<i32>,
    /// Pods that are ready.
    pub ready_replicas: Option<i32>,
    /// Pods of the newest template.
    pub updated_replicas: Option<i32>,
    /// Pods that count as available.
    pub available_replicas: Option<i32>,
}
