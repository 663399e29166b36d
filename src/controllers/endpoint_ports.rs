//! What Endpoints and EndpointSlices have in common: which Pods count, on which ports, under which host name
//! (k8s.io/endpointslice/util).

use super::backends::Reason;
use super::{kubelet, owners};
use crate::api::{IntOrString, Kind, Node, ObjectReference, Pod, Service, ServicePort, SmolStr};
use crate::cluster::{serving_containers, target_port, uid};

/// True if a Pod may be an endpoint at all: it has an address and has not ended (`ShouldPodBeInEndpoints`).
pub(super) fn may_be_endpoint(pod: &Pod, terminating_too: bool) -> bool {
    !owners::is_terminal(pod)
        && !pod.status.pod_ips.is_empty()
        && (terminating_too || pod.metadata.deletion_timestamp.is_none())
}

/// Why a selected Pod has no place in a Service's slices of a family, if it has none (`reconcileByAddressType` of
/// k8s.io/endpointslice).
pub(super) fn left_out(service: &Service, pod: &Pod, node: Option<&Node>, family: &str) -> Option<Reason> {
    let status = &pod.status;
    match status.phase.as_deref() {
        Some("Succeeded") => return Some(Reason::Succeeded),
        Some("Failed") => {
            return Some(Reason::Failed { said: status.message.clone().or_else(|| status.reason.clone()) });
        }
        _ => {}
    }
    let no_node = || match pod.spec.node_name.as_deref().filter(|name| !name.is_empty()) {
        None => {
            let scheduled = kubelet::condition(pod, "PodScheduled");
            Some(Reason::NoNode { said: scheduled.and_then(|condition| condition.message.clone()) })
        }
        Some(name) if node.is_none() => Some(Reason::NodeMissing { node: name.into() }),
        Some(_) => None,
    };
    if status.pod_ips.is_empty() {
        return Some(no_node().unwrap_or(Reason::NoAddress));
    }
    // A Pod on a node that does not exist is left out until somebody deletes it.
    if service.spec.publish_not_ready_addresses != Some(true)
        && let Some(reason) = no_node()
    {
        return Some(reason);
    }
    let has_family = status.pod_ips.iter().any(|ip| is_of_family(&ip.ip, family));
    (!has_family).then(|| Reason::NoAddressOfFamily { family: family.into() })
}

/// The number that a Service port leads to in a Pod (`FindPort`). A named port is looked for by name and protocol in
/// containers, then in sidecars; none if no container has it.
pub(super) fn find_port(pod: &Pod, port: &ServicePort) -> Option<i32> {
    let name = match target_port(port) {
        IntOrString::Int(number) => return Some(number),
        IntOrString::String(name) => name,
    };
    let protocol = port.protocol.as_deref().unwrap_or("TCP");
    serving_containers(pod)
        .flat_map(|container| &container.ports)
        .find(|declared| {
            declared.name.as_deref() == Some(name.as_str())
                && declared.protocol.as_deref().unwrap_or("TCP") == protocol
        })
        .map(|declared| declared.container_port)
}

/// A Pod's name below a Service: its `hostname`, if its `subdomain` is the Service (`ShouldSetHostname`).
pub(super) fn hostname(pod: &Pod, service: &Service) -> Option<SmolStr> {
    let hostname = pod.spec.hostname.as_ref().filter(|name| !name.is_empty())?;
    let is_below = pod.spec.subdomain.as_ref() == Some(&service.metadata.name)
        && pod.metadata.namespace == service.metadata.namespace;
    is_below.then(|| hostname.clone())
}

/// The reference to the Pod that an endpoint is.
pub(super) fn target_reference(pod: &Pod) -> ObjectReference {
    ObjectReference {
        kind: Some("Pod".into()),
        namespace: pod.metadata.namespace.clone(),
        name: Some(pod.metadata.name.clone()),
        uid: Some(uid(Kind::Pod, &pod.metadata)),
        ..Default::default()
    }
}

/// True if an address is of a family, `IPv4` or `IPv6`.
pub(super) fn is_of_family(ip: &str, family: &str) -> bool {
    ip.contains(':') == (family == "IPv6")
}
