//! Containers and their probes (`validateContainers` of pkg/apis/core/validation/validation.go).

use std::collections::BTreeSet;

use super::errors::{Errors, quoted};
use super::path::Path;
use super::{format, metadata, one_of, protocol};
use crate::api::{Container, ContainerPort, IntOrString, PodSpec, Probe, ProbePort};
use crate::message;

/// Since 1.35 every container may have its own (`ContainerRestartRules`).
const RESTART_POLICIES: [&str; 3] = ["Always", "Never", "OnFailure"];
const PULL_POLICIES: [&str; 3] = ["Always", "IfNotPresent", "Never"];
const MESSAGE_POLICIES: [&str; 2] = ["FallbackToLogsOnError", "File"];
const SCHEMES: [&str; 2] = ["HTTP", "HTTPS"];

/// The containers and init containers of a Pod. `volumes` are those that they may mount.
pub fn containers(spec: &PodSpec, volumes: &BTreeSet<&str>, pod: Path<'_>, errors: &mut Errors) {
    let path = pod.child("containers");
    let mut names = BTreeSet::new();
    if spec.containers.is_empty() {
        errors.required(path, message!("Give the Pod a container"));
    }
    for (at, container) in spec.containers.iter().enumerate() {
        let path = path.index(at);
        common(container, volumes, path, errors);
        own_name(container, &mut names, path, errors);
        probes(container, path, errors);
        one_of(&container.restart_policy, &RESTART_POLICIES, path.child("restartPolicy"), errors);
    }
    host_ports_once(spec.containers.iter().enumerate(), path, errors);
    init_containers(spec, volumes, names, pod.child("initContainers"), errors);
}

fn init_containers<'a>(
    spec: &'a PodSpec,
    volumes: &BTreeSet<&str>,
    mut names: BTreeSet<&'a str>,
    path: Path<'_>,
    errors: &mut Errors,
) {
    for (at, container) in spec.init_containers.iter().enumerate() {
        let item = path.index(at);
        common(container, volumes, item, errors);
        let is_sidecar = container.restart_policy.as_deref() == Some("Always");
        one_of(&container.restart_policy, &RESTART_POLICIES, item.child("restartPolicy"), errors);
        if !container.name.is_empty() {
            own_name(container, &mut names, item, errors);
        }
        // Each runs alone, and the API server calls each the first.
        host_ports_once(std::iter::once((0, container)), path, errors);
        if is_sidecar {
            probes(container, item, errors);
        } else {
            no_probes(container, item, errors);
        }
    }
}

fn own_name<'a>(
    container: &'a Container,
    names: &mut BTreeSet<&'a str>,
    path: Path<'_>,
    errors: &mut Errors,
) {
    if !names.insert(&container.name) {
        errors.duplicate(
            path.child("name"),
            quoted(&container.name),
            message!("Give every container of the Pod its own name"),
        );
    }
}

fn common(container: &Container, volumes: &BTreeSet<&str>, path: Path<'_>, errors: &mut Errors) {
    if container.name.is_empty() {
        errors.required(path.child("name"), message!("Give the container a name"));
    } else {
        format::dns_label(&container.name, path.child("name"), errors);
    }
    if container.image.as_deref().unwrap_or("").is_empty() {
        errors.required(path.child("image"), message!("Say what the container runs, such as image: nginx"));
    }
    one_of(
        &container.termination_message_policy,
        &MESSAGE_POLICIES,
        path.child("terminationMessagePolicy"),
        errors,
    );
    ports(&container.ports, path.child("ports"), errors);
    volume_mounts(container, volumes, path.child("volumeMounts"), errors);
    one_of(&container.image_pull_policy, &PULL_POLICIES, path.child("imagePullPolicy"), errors);
}

fn ports(ports: &[ContainerPort], path: Path<'_>, errors: &mut Errors) {
    let mut names = BTreeSet::new();
    for (at, port) in ports.iter().enumerate() {
        let path = path.index(at);
        let name = port.name.as_deref().unwrap_or("");
        if !name.is_empty() {
            let before = errors.len();
            format::port_name(name, path.child("name"), errors);
            if errors.len() == before && !names.insert(name) {
                errors.duplicate(
                    path.child("name"),
                    quoted(name),
                    message!("Give every port of the container its own name"),
                );
            }
        }
        if port.container_port == 0 {
            errors.required(
                path.child("containerPort"),
                message!("Give the number on which the container listens"),
            );
        } else {
            format::port_number(port.container_port, path.child("containerPort"), errors);
        }
        if let Some(number) = port.host_port.filter(|&number| number != 0) {
            format::port_number(number, path.child("hostPort"), errors);
        }
        protocol(&port.protocol, path.child("protocol"), errors);
    }
}

/// Protocol, host address and host port may stand once (`AccumulateUniqueHostPorts`).
fn host_ports_once<'a>(
    containers: impl Iterator<Item = (usize, &'a Container)>,
    path: Path<'_>,
    errors: &mut Errors,
) {
    let mut seen = BTreeSet::new();
    for (container_at, container) in containers {
        for (at, port) in container.ports.iter().enumerate() {
            let number = port.host_port.unwrap_or(0);
            let protocol = port.protocol.as_deref().unwrap_or("");
            let address = port.host_ip.as_deref().unwrap_or("");
            if number != 0 && !seen.insert((protocol, address, number)) {
                errors.duplicate(
                    path.index(container_at).child("ports").index(at).child("hostPort"),
                    quoted(&format!("{protocol}/{address}/{number}")),
                    message!("A node has each port once: choose another hostPort"),
                );
            }
        }
    }
}

fn volume_mounts(container: &Container, volumes: &BTreeSet<&str>, path: Path<'_>, errors: &mut Errors) {
    let mut mounted = BTreeSet::new();
    for (at, mount) in container.volume_mounts.iter().enumerate() {
        let path = path.index(at);
        if mount.name.is_empty() {
            errors.required(path.child("name"), message!("Name the volume to mount"));
        }
        if !volumes.contains(mount.name.as_str()) {
            errors.not_found(
                path.child("name"),
                message!("{field} is {value}, and no volume has that name", value = quoted(&mount.name)),
                message!("Add a volume of this name to spec.volumes, or remove the mount"),
            );
        }
        if mount.mount_path.is_empty() {
            errors.required(path.child("mountPath"), message!("Say where the volume is mounted"));
        }
        if !mounted.insert(&mount.mount_path) {
            errors.invalid(
                path.child("mountPath"),
                message!(
                    "{field} must be unique, and {value} is mounted before",
                    value = quoted(&mount.mount_path)
                ),
                message!("Mount each volume at a directory of its own"),
            );
        }
    }
}

fn probes(container: &Container, path: Path<'_>, errors: &mut Errors) {
    for (field, given) in [
        ("livenessProbe", &container.liveness_probe),
        ("readinessProbe", &container.readiness_probe),
        ("startupProbe", &container.startup_probe),
    ] {
        let Some(given) = given else { continue };
        let path = path.child(field);
        probe(given, path, errors);
        if field == "readinessProbe" {
            if given.termination_grace_period_seconds.is_some() {
                errors.invalid(
                    path.child("terminationGracePeriodSeconds"),
                    message!("{field} must not be set for readiness probes"),
                    message!("Remove it: a failed readiness probe ends nothing"),
                );
            }
        } else if given.success_threshold.is_some_and(|count| count != 1) {
            errors.invalid(
                path.child("successThreshold"),
                message!(
                    "{field} must be 1 for liveness and startup probes, not {value}",
                    value = given.success_threshold.unwrap_or(1)
                ),
                message!("Remove successThreshold"),
            );
        }
    }
}

fn no_probes(container: &Container, path: Path<'_>, errors: &mut Errors) {
    for (field, given) in [
        ("livenessProbe", &container.liveness_probe),
        ("readinessProbe", &container.readiness_probe),
        ("startupProbe", &container.startup_probe),
    ] {
        if given.is_some() {
            errors.forbidden(
                path.child(field),
                message!("{field} may not be set for init containers without restartPolicy: Always"),
                message!("Remove the probe, or make the container a sidecar with restartPolicy: Always"),
            );
        }
    }
}

fn probe(probe: &Probe, path: Path<'_>, errors: &mut Errors) {
    handler(probe, path, errors);
    for (field, value) in [
        ("initialDelaySeconds", probe.initial_delay_seconds),
        ("timeoutSeconds", probe.timeout_seconds),
        ("periodSeconds", probe.period_seconds),
        ("successThreshold", probe.success_threshold),
        ("failureThreshold", probe.failure_threshold),
    ] {
        metadata::non_negative(value.unwrap_or(0).into(), path.child(field), errors);
    }
    if let Some(seconds) = probe.termination_grace_period_seconds.filter(|&seconds| seconds <= 0) {
        errors.invalid(
            path.child("terminationGracePeriodSeconds"),
            message!("{field} must be greater than 0, not {value}", value = seconds),
            message!("Give at least 1, or remove it"),
        );
    }
}

/// Exactly one way to ask (`validateHandler`). The first that is given is checked.
fn handler(probe: &Probe, path: Path<'_>, errors: &mut Errors) {
    let given = [
        ("exec", probe.exec.is_some()),
        ("httpGet", probe.http_get.is_some()),
        ("tcpSocket", probe.tcp_socket.is_some()),
        ("grpc", probe.grpc.is_some()),
    ];
    let mut handlers = given.into_iter().filter_map(|(field, is_given)| is_given.then_some(field));
    match handlers.next() {
        None => errors.required(path, message!("Say how to ask: httpGet, tcpSocket, exec or grpc")),
        Some("exec") => {
            if probe.exec.as_ref().is_some_and(|exec| exec.command.is_empty()) {
                errors.required(path.child("exec").child("command"), message!("Give the command"));
            }
        }
        Some("httpGet") => http_get(probe.http_get.as_ref(), path.child("httpGet"), errors),
        Some("tcpSocket") => port_of(probe.tcp_socket.as_ref(), path.child("tcpSocket"), errors),
        Some(_) => port_of(probe.grpc.as_ref(), path.child("grpc"), errors),
    }
    for field in handlers {
        errors.forbidden(
            path.child(field),
            message!("{field} may not be set beside another handler"),
            message!("Leave one of httpGet, tcpSocket, exec and grpc"),
        );
    }
}

fn http_get(action: Option<&ProbePort>, path: Path<'_>, errors: &mut Errors) {
    port_of(action, path, errors);
    scheme(action.and_then(|action| action.scheme.as_deref()).unwrap_or(""), path.child("scheme"), errors);
}

fn port_of(action: Option<&ProbePort>, path: Path<'_>, errors: &mut Errors) {
    port(action.and_then(|action| action.port.as_ref()), path.child("port"), errors);
}

/// The scheme of a request; without one it is HTTP.
pub fn scheme(scheme: &str, path: Path<'_>, errors: &mut Errors) {
    if !scheme.is_empty() && !SCHEMES.contains(&scheme) {
        errors.not_supported(path, scheme, &SCHEMES);
    }
}

/// The port that is asked (`ValidatePortNumOrName`).
pub fn port(port: Option<&IntOrString>, path: Path<'_>, errors: &mut Errors) {
    match port {
        Some(IntOrString::String(name)) => format::port_number_or_name(name, path, errors),
        Some(IntOrString::Int(number)) => format::port_number(*number, path, errors),
        None => format::port_number(0, path, errors),
    }
}
