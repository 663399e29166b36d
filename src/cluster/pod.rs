//! What several readers of a Pod ask of it.

use crate::api::{Container, Pod};

/// The containers that may serve traffic: the Pod's own, then init containers that go on as sidecars (`FindPort` of
/// pkg/api/v1/pod). Other init containers have ended by then.
pub fn serving_containers(pod: &Pod) -> impl Iterator<Item = &Container> {
    let is_sidecar = |container: &&Container| container.restart_policy.as_deref() == Some("Always");
    pod.spec.containers.iter().chain(pod.spec.init_containers.iter().filter(is_sidecar))
}

/// True if a Pod's `Ready` condition says so (`IsPodReady` of pkg/api/v1/pod).
pub fn is_pod_ready(pod: &Pod) -> bool {
    pod.status.conditions.iter().any(|condition| condition.r#type == "Ready" && condition.status == "True")
}
