//! Services (`ValidateService` of pkg/apis/core/validation/validation.go).

use std::collections::BTreeSet;

use super::errors::{Errors, quoted};
use super::external_access::external_access;
use super::path::Path;
use super::service_addresses::{is_headless, service_addresses};
use super::{format, ip, metadata, one_of, protocol};
use crate::api::{IntOrString, Kind, Service, ServicePort};
use crate::message;

const TYPES: [&str; 4] = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];
const AFFINITIES: [&str; 2] = ["ClientIP", "None"];
/// Where traffic may go, for both policies.
pub const TRAFFIC_POLICIES: [&str; 2] = ["Cluster", "Local"];
const DISTRIBUTIONS: [&str; 3] = ["PreferClose", "PreferSameNode", "PreferSameZone"];
const MAX_AFFINITY_SECONDS: i32 = 86400;
const TOPOLOGY_HINTS: &str = "service.kubernetes.io/topology-aware-hints";
const TOPOLOGY_MODE: &str = "service.kubernetes.io/topology-mode";

/// A Service as it is created, after addresses and node ports were allocated.
pub fn service(service: &Service, errors: &mut Errors) {
    metadata::object_meta(&service.metadata, Kind::Service, errors);
    topology_annotations(service, errors);
    needs_ports(service, errors);
    fields_of_type(service, errors);
    let spec = Path::new("spec");
    let mut names = BTreeSet::new();
    for (at, value) in service.spec.ports.iter().enumerate() {
        port(value, service.spec.ports.len() > 1, &mut names, spec.child("ports").index(at), errors);
    }
    metadata::labels(&service.spec.selector, spec.child("selector"), errors);
    session_affinity(service, errors);
    service_addresses(service, errors);
    external_ips(service, errors);
    one_of(&service.spec.r#type, &TYPES, spec.child("type"), errors);
    node_ports(service, errors);
    ports_once(service, errors);
    external_access(service, errors);
    one_of(
        &service.spec.internal_traffic_policy,
        &TRAFFIC_POLICIES,
        spec.child("internalTrafficPolicy"),
        errors,
    );
    one_of(&service.spec.traffic_distribution, &DISTRIBUTIONS, spec.child("trafficDistribution"), errors);
}

/// The type as given or defaulted; it may be none that there is.
pub fn service_type(service: &Service) -> &str {
    service.spec.r#type.as_deref().unwrap_or("")
}

fn topology_annotations(service: &Service, errors: &mut Errors) {
    let annotations = &service.metadata.annotations;
    let (Some(mode), Some(hints)) = (annotations.get(TOPOLOGY_MODE), annotations.get(TOPOLOGY_HINTS)) else {
        return;
    };
    if mode != hints {
        errors.invalid(
            Path::new("metadata").child("annotations").key(TOPOLOGY_MODE),
            message!(
                "{field} must match annotations[{other}] when both are specified, not {value}",
                value = quoted(mode),
                other = TOPOLOGY_HINTS
            ),
            message!("Remove the older one, {other}", other = TOPOLOGY_HINTS),
        );
    }
}

fn needs_ports(service: &Service, errors: &mut Errors) {
    if service.spec.ports.is_empty() && !is_headless(service) && service_type(service) != "ExternalName" {
        errors.required(
            Path::new("spec").child("ports"),
            message!(
                "List the ports of the Service, such as port: 80; only a headless Service can do without"
            ),
        );
    }
}

fn fields_of_type(service: &Service, errors: &mut Errors) {
    match service_type(service) {
        kind @ ("LoadBalancer" | "NodePort") if is_headless(service) => errors.invalid(
            Path::new("spec").child("clusterIPs").index(0),
            message!(
                "{field} may not be set to {value} for {kind} services",
                value = quoted("None"),
                kind = kind
            ),
            message!("Remove clusterIP, or use type ClusterIP for a headless Service"),
        ),
        "ExternalName" => external_name_fields(service, errors),
        _ => {}
    }
}

fn external_name_fields(service: &Service, errors: &mut Errors) {
    let path = Path::new("spec");
    let given = [
        ("clusterIPs", !service.spec.cluster_ips.is_empty()),
        ("ipFamilies", !service.spec.ip_families.is_empty()),
        ("ipFamilyPolicy", service.spec.ip_family_policy.is_some()),
    ];
    for (field, _) in given.into_iter().filter(|(_, is_given)| *is_given) {
        errors.forbidden(
            path.child(field),
            message!("{field} may not be set for ExternalName services"),
            message!("An ExternalName Service is a DNS alias and has no address: remove the field"),
        );
    }
    let name = service.spec.external_name.as_deref().unwrap_or("");
    match name.strip_suffix('.').unwrap_or(name) {
        "" => errors
            .required(path.child("externalName"), message!("Give the DNS name that the Service stands for")),
        name => format::dns_subdomain(name, path.child("externalName"), errors),
    }
}

fn port<'a>(
    port: &'a ServicePort,
    needs_name: bool,
    names: &mut BTreeSet<&'a str>,
    path: Path<'_>,
    errors: &mut Errors,
) {
    match port.name.as_deref().unwrap_or("") {
        "" if needs_name => {
            errors.required(path.child("name"), message!("Name every port when there are several"));
        }
        "" => {}
        name => {
            format::dns_label(name, path.child("name"), errors);
            if !names.insert(name) {
                errors.duplicate(
                    path.child("name"),
                    quoted(name),
                    message!("Give every port of the Service its own name"),
                );
            }
        }
    }
    format::port_number(port.port, path.child("port"), errors);
    protocol(&port.protocol, path.child("protocol"), errors);
    match &port.target_port {
        Some(IntOrString::Int(number)) => format::port_number(*number, path.child("targetPort"), errors),
        Some(IntOrString::String(name)) => {
            format::port_number_or_name(name, path.child("targetPort"), errors)
        }
        None => {}
    }
    if let Some(spoken) = &port.app_protocol {
        format::qualified_name(spoken, path.child("appProtocol"), errors);
    }
}

fn session_affinity(service: &Service, errors: &mut Errors) {
    let path = Path::new("spec");
    match service.spec.session_affinity.as_deref().unwrap_or("") {
        "ClientIP" => {
            let config =
                service.spec.session_affinity_config.as_ref().and_then(|config| config.client_ip.as_ref());
            // Defaulting has set it.
            let seconds =
                config.and_then(|client_ip| client_ip.timeout_seconds).unwrap_or(MAX_AFFINITY_SECONDS);
            if !(1..=MAX_AFFINITY_SECONDS).contains(&seconds) {
                errors.invalid(
                    path.child("sessionAffinityConfig").child("clientIP").child("timeoutSeconds"),
                    message!(
                        "{field} must be greater than 0 and at most {limit}, not {value}",
                        value = seconds,
                        limit = MAX_AFFINITY_SECONDS
                    ),
                    message!("Give a time in seconds, a day at most"),
                );
            }
        }
        known if AFFINITIES.contains(&known) => {}
        unknown => errors.not_supported(path.child("sessionAffinity"), unknown, &AFFINITIES),
    }
}

fn external_ips(service: &Service, errors: &mut Errors) {
    let spec = Path::new("spec");
    let path = spec.child("externalIPs");
    for (at, value) in service.spec.external_ips.iter().enumerate() {
        if ip::address(value, path.index(at), errors).is_some() {
            ip::non_special(value, path.index(at), errors);
        }
    }
}

/// What a port has on every node: a number, or one that is still to be chosen for this port number.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum NodePort {
    Given(i32),
    ChosenFor(i32),
}

fn node_ports(service: &Service, errors: &mut Errors) {
    let spec = Path::new("spec");
    let ports = spec.child("ports");
    let mut seen = BTreeSet::new();
    for (at, port) in service.spec.ports.iter().enumerate() {
        let path = ports.index(at);
        let given = port.node_port.filter(|&number| number != 0);
        if given.is_some() && service_type(service) == "ClusterIP" {
            errors.forbidden(
                path.child("nodePort"),
                message!("{field} may not be used when type is ClusterIP"),
                message!("Set type: NodePort, or remove nodePort"),
            );
        }
        let node_port = match given {
            Some(number) => NodePort::Given(number),
            None if has_node_ports(service) => NodePort::ChosenFor(port.port),
            None => continue,
        };
        if !seen.insert((port.protocol.as_deref(), node_port)) {
            errors.duplicate(
                path.child("nodePort"),
                given.map_or_else(|| "chosen for both".to_owned(), |number| number.to_string()),
                message!("Give each port of one protocol a nodePort of its own"),
            );
        }
    }
}

/// True if ports without a node port get one (`shouldAllocateNodePorts` of pkg/registry/core/service/storage).
pub fn has_node_ports(service: &Service) -> bool {
    match service_type(service) {
        "NodePort" => true,
        "LoadBalancer" => service.spec.allocate_load_balancer_node_ports != Some(false),
        _ => false,
    }
}

fn ports_once(service: &Service, errors: &mut Errors) {
    let mut seen = BTreeSet::new();
    for (at, port) in service.spec.ports.iter().enumerate() {
        let protocol = port.protocol.as_deref().unwrap_or("");
        if !seen.insert((port.port, protocol)) {
            errors.duplicate(
                Path::new("spec").child("ports").index(at),
                format_args!("{}/{protocol}", port.port),
                message!("Every pair of port and protocol may stand once in a Service"),
            );
        }
    }
}
