//! From the ports of a Service to those of its Pods.

mod address_claimed_twice;
mod headless_port_not_mapped;
mod probe_asks_service_port;
mod probe_port_name_missing;
mod target_port_name_missing;
mod target_port_not_declared;
mod target_port_protocol;

use super::templates::Template;
use crate::api::{Container, ContainerPort, IntOrString, Pod, Probe, ServicePort};
use crate::cluster::serving_containers;
use crate::manifest::FieldPath;

rules![
    target_port_not_declared,
    target_port_protocol,
    headless_port_not_mapped,
    address_claimed_twice,
    target_port_name_missing,
    probe_port_name_missing,
    probe_asks_service_port
];

/// A port of a Service, by its position.
pub(super) fn port_path(index: usize) -> FieldPath {
    FieldPath::new("spec").child("ports").index(index)
}

/// The protocol of a Service port; TCP if it says nothing.
pub(super) fn protocol(port: &ServicePort) -> &str {
    port.protocol.as_deref().unwrap_or("TCP")
}

/// The ports of a protocol that a Pod's containers declare.
pub(super) fn declared_ports<'a>(pod: &'a Pod, protocol: &str) -> impl Iterator<Item = &'a ContainerPort> {
    serving_containers(pod)
        .flat_map(|container| &container.ports)
        .filter(move |port| port.protocol.as_deref().unwrap_or("TCP") == protocol)
}

/// The probes of a container, each with its field.
fn probes(container: &Container) -> impl Iterator<Item = (&'static str, &Probe)> {
    let probes = [
        ("readinessProbe", &container.readiness_probe),
        ("livenessProbe", &container.liveness_probe),
        ("startupProbe", &container.startup_probe),
    ];
    probes.into_iter().filter_map(|(field, probe)| Some((field, probe.as_ref()?)))
}

/// The port that a probe of a template's container asks, and where it stands.
fn asked_port<'p>(
    template: &Template<'_>,
    container: usize,
    field: &str,
    probe: &'p Probe,
) -> Option<(FieldPath, &'p IntOrString)> {
    let asks = [("httpGet", &probe.http_get), ("tcpSocket", &probe.tcp_socket), ("grpc", &probe.grpc)];
    let (how, port) = asks.into_iter().find_map(|(how, asks)| Some((how, asks.as_ref()?.port.as_ref()?)))?;
    let probe = template.spec_path().child("containers").index(container).child(field);
    Some((probe.child(how).child("port"), port))
}
