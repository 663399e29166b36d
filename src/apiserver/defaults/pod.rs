//! Pods and their templates: `SetDefaults_Pod`, `SetDefaults_PodSpec` of pkg/apis/core/v1/defaults.go.

use super::{default_text, default_to};
use crate::api::{Container, Pod, PodIp, PodSpec, Probe};
use crate::cluster::complete_pod;

/// What a Pod has that does not say otherwise.
pub fn pod(pod: &mut Pod) {
    pod_spec(&mut pod.spec);
    complete_pod(pod);
    // `podIP` and the first of `podIPs` are the same (`Convert_v1_PodStatus_To_core_PodStatus`).
    match (&pod.status.pod_ip, pod.status.pod_ips.first()) {
        (Some(ip), None) if !ip.is_empty() => pod.status.pod_ips = vec![PodIp { ip: ip.clone() }].into(),
        (None, Some(first)) => pod.status.pod_ip = Some(first.ip.clone()),
        _ => {}
    }
}

/// What a Pod or a template has that does not say otherwise.
pub fn pod_spec(spec: &mut PodSpec) {
    default_text(&mut spec.dns_policy, "ClusterFirst");
    default_text(&mut spec.restart_policy, "Always");
    default_to(&mut spec.termination_grace_period_seconds, 30);
    default_text(&mut spec.scheduler_name, "default-scheduler");
    default_to(&mut spec.enable_service_links, true);
    spec.containers.iter_mut().chain(&mut spec.init_containers).for_each(container);
}

fn container(container: &mut Container) {
    let pull = match container.image.as_deref().map(has_moving_tag) {
        Some(false) => "IfNotPresent",
        _ => "Always",
    };
    default_text(&mut container.image_pull_policy, pull);
    default_text(&mut container.termination_message_path, "/dev/termination-log");
    default_text(&mut container.termination_message_policy, "File");
    for port in &mut container.ports {
        default_text(&mut port.protocol, "TCP");
    }
    let probes =
        [&mut container.readiness_probe, &mut container.liveness_probe, &mut container.startup_probe];
    probes.into_iter().flatten().for_each(probe);
}

/// True if the image has no tag and no digest, or the tag `latest`.
fn has_moving_tag(image: &str) -> bool {
    let name = image.rsplit('/').next().unwrap_or(image);
    !name.contains('@') && name.split_once(':').is_none_or(|(_, tag)| tag == "latest")
}

fn probe(probe: &mut Probe) {
    for (field, value) in [
        (&mut probe.timeout_seconds, 1),
        (&mut probe.period_seconds, 10),
        (&mut probe.success_threshold, 1),
        (&mut probe.failure_threshold, 3),
    ] {
        if field.unwrap_or(0) == 0 {
            *field = Some(value);
        }
    }
    if let Some(http) = &mut probe.http_get {
        default_text(&mut http.path, "/");
        default_text(&mut http.scheme, "HTTP");
    }
}
