//! Of Pods and the templates of workloads (`pkg/api/pod/warnings.go`).

use std::collections::BTreeMap;

use super::Warnings;
use crate::api::{
    CronJob, DaemonSet, Deployment, Job, Pod, PodSpec, PodTemplateSpec, ReplicaSet, ReplicationController,
    StatefulSet,
};
use crate::apiserver::validation::{Path, quoted};
use crate::manifest::FieldPath;
use crate::message;

/// Of a Pod.
pub fn pod(pod: &Pod, warnings: &mut Warnings) {
    pod_spec(&pod.spec, Path::new("spec"), warnings);
}

/// Of a Deployment's template.
pub fn deployment(deployment: &Deployment, warnings: &mut Warnings) {
    template(&deployment.spec.template, Path::new("spec"), warnings);
}

/// Of a ReplicaSet's template.
pub fn replica_set(replica_set: &ReplicaSet, warnings: &mut Warnings) {
    template(&replica_set.spec.template, Path::new("spec"), warnings);
}

/// Of a ReplicationController's template.
pub fn replication_controller(controller: &ReplicationController, warnings: &mut Warnings) {
    if let Some(own) = &controller.spec.template {
        template(own, Path::new("spec"), warnings);
    }
}

/// Of a StatefulSet's template.
pub fn stateful_set(stateful_set: &StatefulSet, warnings: &mut Warnings) {
    template(&stateful_set.spec.template, Path::new("spec"), warnings);
}

/// Of a DaemonSet's template.
pub fn daemon_set(daemon_set: &DaemonSet, warnings: &mut Warnings) {
    template(&daemon_set.spec.template, Path::new("spec"), warnings);
}

/// Of a Job's template.
pub fn job(job: &Job, warnings: &mut Warnings) {
    template(&job.spec.template, Path::new("spec"), warnings);
}

/// Of the template of a CronJob's Jobs.
pub fn cron_job(cron_job: &CronJob, warnings: &mut Warnings) {
    let path = Path::new("spec");
    template(&cron_job.spec.job_template.spec.template, path.child("jobTemplate").child("spec"), warnings);
}

fn template(template: &PodTemplateSpec, path: Path<'_>, warnings: &mut Warnings) {
    pod_spec(&template.spec, path.child("template").child("spec"), warnings);
}

fn pod_spec(spec: &PodSpec, path: Path<'_>, warnings: &mut Warnings) {
    node_labels(spec, path.child("nodeSelector"), warnings);
    if let Some(seconds) = spec.termination_grace_period_seconds.filter(|&seconds| seconds < 0) {
        warnings.add(
            path.child("terminationGracePeriodSeconds"),
            "negative-grace-period",
            message!("terminationGracePeriodSeconds is {value}, which is treated as 1", value = seconds),
            message!("Give 0 or more"),
        );
    }
    ports(spec, path, warnings);
}

/// Labels of nodes that have newer names.
const DEPRECATED_LABELS: [(&str, &str); 5] = [
    ("beta.kubernetes.io/arch", "kubernetes.io/arch"),
    ("beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type"),
    ("beta.kubernetes.io/os", "kubernetes.io/os"),
    ("failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region"),
    ("failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone"),
];

fn node_labels(spec: &PodSpec, path: Path<'_>, warnings: &mut Warnings) {
    for label in spec.node_selector.keys() {
        deprecated_label(label, path.key(label), warnings);
    }
}

/// A label of Nodes that has a newer name.
pub fn deprecated_label(label: &str, path: Path<'_>, warnings: &mut Warnings) {
    if let Some((old, new)) = DEPRECATED_LABELS.into_iter().find(|(old, _)| *old == label) {
        warnings.add(
            path,
            "deprecated-node-label",
            message!("The node label {label} is deprecated", label = old),
            message!("Use {label}", label = new),
        );
    }
}

/// Ports that stand twice. A Service or probe that goes by name takes the first.
fn ports(spec: &PodSpec, path: Path<'_>, warnings: &mut Warnings) {
    let list = path.child("containers");
    let mut names: BTreeMap<&str, FieldPath> = BTreeMap::new();
    for (container_at, container) in spec.containers.iter().enumerate() {
        let item = list.index(container_at);
        let ports = item.child("ports");
        let mut numbers: BTreeMap<_, FieldPath> = BTreeMap::new();
        for (at, port) in container.ports.iter().enumerate() {
            let path = ports.index(at);
            let key =
                (port.container_port, port.protocol.as_deref(), port.host_port, port.host_ip.as_deref());
            if let Some(first) = numbers.get(&key) {
                warnings.add(
                    path,
                    "duplicate-container-port",
                    message!(
                        "Port {port} stands twice in container {container}, first at {first}",
                        port = port.container_port,
                        container = container.name,
                        first = first
                    ),
                    message!("Remove one of the two"),
                );
            }
            numbers.entry(key).or_insert_with(|| path.into());
            let Some(name) = port.name.as_deref().filter(|name| !name.is_empty()) else { continue };
            if let Some(first) = names.get(name) {
                warnings.add(
                    path.child("name"),
                    "duplicate-container-port-name",
                    message!(
                        "The port name {name} stands twice in the Pod; Services and probes that ask for it by name use {first}",
                        name = quoted(name),
                        first = first
                    ),
                    message!("Give every port of the Pod its own name"),
                );
            }
            names.entry(name).or_insert_with(|| path.into());
        }
    }
}
