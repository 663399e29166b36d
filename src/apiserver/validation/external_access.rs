//! What lets traffic into a Service from outside (`validateServiceExternalTrafficPolicy`, `ValidateLoadBalancerStatus`
//! and others of pkg/apis/core/validation/validation.go).

use super::errors::{Errors, quoted};
use super::path::Path;
use super::service::{TRAFFIC_POLICIES, service_type};
use super::{format, ip};
use crate::api::Service;
use crate::message;

const IP_MODES: [&str; 2] = ["Proxy", "VIP"];
const SOURCE_RANGES: &str = "service.beta.kubernetes.io/load-balancer-source-ranges";

/// The load balancer, the policy for traffic from outside, and the port of its health check.
pub fn external_access(service: &Service, errors: &mut Errors) {
    source_ranges(service, errors);
    load_balancer_fields(service, errors);
    external_traffic(service, errors);
    load_balancer_status(service, errors);
}

/// True if the nodes say whether they have a local endpoint (`NeedsHealthCheck` of pkg/api/service).
pub fn needs_health_check(service: &Service) -> bool {
    service_type(service) == "LoadBalancer"
        && service.spec.external_traffic_policy.as_deref() == Some("Local")
}

/// True if the Service can be reached from outside (`ExternallyAccessible` of pkg/api/service).
pub fn is_externally_accessible(service: &Service) -> bool {
    match service_type(service) {
        "LoadBalancer" | "NodePort" => true,
        "ClusterIP" => !service.spec.external_ips.is_empty(),
        _ => false,
    }
}

fn source_ranges(service: &Service, errors: &mut Errors) {
    // The API server writes this path with a capital L.
    let spec = Path::new("spec");
    let field = spec.child("LoadBalancerSourceRanges");
    let metadata = Path::new("metadata");
    let annotations = metadata.child("annotations");
    let annotation = annotations.key(SOURCE_RANGES);
    let ranges = &service.spec.load_balancer_source_ranges;
    let annotated = service.metadata.annotations.get(SOURCE_RANGES);
    let path = match (ranges.is_empty(), annotated) {
        (false, _) => field,
        (true, Some(_)) => annotation,
        (true, None) => return,
    };
    if service_type(service) != "LoadBalancer" {
        errors.forbidden(
            path,
            message!("{field} may only be used when type is LoadBalancer"),
            message!("Remove them, or set type: LoadBalancer"),
        );
    }
    for (at, range) in ranges.iter().enumerate() {
        ip::cidr(range.trim(), field.index(at), errors);
    }
    if ranges.is_empty() {
        let listed = annotated.map(|text| text.trim()).filter(|text| !text.is_empty());
        for range in listed.into_iter().flat_map(|text| text.split(',')) {
            ip::cidr(range.trim(), annotation, errors);
        }
    }
}

fn load_balancer_fields(service: &Service, errors: &mut Errors) {
    let spec = Path::new("spec");
    let is_load_balancer = service_type(service) == "LoadBalancer";
    if service.spec.allocate_load_balancer_node_ports.is_some() && !is_load_balancer {
        errors.forbidden(
            spec.child("allocateLoadBalancerNodePorts"),
            message!("{field} may only be used when type is LoadBalancer"),
            message!("Remove it, or set type: LoadBalancer"),
        );
    }
    let Some(class) = &service.spec.load_balancer_class else { return };
    let path = spec.child("loadBalancerClass");
    if is_load_balancer {
        format::qualified_name(class, path, errors);
    } else {
        errors.forbidden(
            path,
            message!("{field} may only be used when type is LoadBalancer"),
            message!("Remove it, or set type: LoadBalancer"),
        );
    }
}

fn external_traffic(service: &Service, errors: &mut Errors) {
    let spec = Path::new("spec");
    let path = spec.child("externalTrafficPolicy");
    match service.spec.external_traffic_policy.as_deref().unwrap_or("") {
        "" => {}
        given if !is_externally_accessible(service) => errors.invalid(
            path,
            message!(
                "{field} is {value}, but may only be set for externally-accessible services",
                value = quoted(given)
            ),
            message!("Remove it, or make the Service of type NodePort or LoadBalancer"),
        ),
        known if TRAFFIC_POLICIES.contains(&known) => {}
        unknown => errors.not_supported(path, unknown, &TRAFFIC_POLICIES),
    }
    // Where one is needed and none is given, one is allocated.
    let Some(port) = service.spec.health_check_node_port.filter(|&port| port != 0) else { return };
    let path = spec.child("healthCheckNodePort");
    if needs_health_check(service) {
        format::port_number(port, path, errors);
    } else {
        errors.invalid(
            path,
            message!(
                "{field} is {value}, but may only be set when type is LoadBalancer and externalTrafficPolicy \
                 is Local",
                value = port
            ),
            message!(
                "Remove healthCheckNodePort, or set externalTrafficPolicy: Local on a LoadBalancer Service"
            ),
        );
    }
}

/// A status that the text gives is checked as one that a load balancer's controller writes
/// (`ValidateLoadBalancerStatus`).
fn load_balancer_status(service: &Service, errors: &mut Errors) {
    let status = Path::new("status");
    let load_balancer = status.child("loadBalancer");
    let list = load_balancer.child("ingress");
    for (at, ingress) in service.status.load_balancer.ingress.iter().enumerate() {
        let path = list.index(at);
        let address = ingress.ip.as_deref().unwrap_or("");
        if !address.is_empty() {
            ip::address(address, path.child("ip"), errors);
        }
        match ingress.ip_mode.as_deref() {
            Some(_) if address.is_empty() => errors.forbidden(
                path.child("ipMode"),
                message!("{field} may not be specified when ip is not set"),
                message!("Remove ipMode, or give ip"),
            ),
            Some(mode) if !IP_MODES.contains(&mode) => {
                errors.not_supported(path.child("ipMode"), mode, &IP_MODES)
            }
            _ => {}
        }
        let hostname = ingress.hostname.as_deref().unwrap_or("");
        if !hostname.is_empty() {
            format::dns_subdomain(hostname, path.child("hostname"), errors);
            if ip::parse_sloppy(hostname).is_some() {
                errors.invalid(
                    path.child("hostname"),
                    message!(
                        "{field} must be a DNS name, not an IP address, not {value}",
                        value = quoted(hostname)
                    ),
                    message!("Write it as ip: {value}", value = hostname),
                );
            }
        }
    }
}
