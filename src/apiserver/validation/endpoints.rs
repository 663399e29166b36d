//! Endpoints (`ValidateEndpoints` of pkg/apis/core/validation/validation.go).

use super::errors::Errors;
use super::path::Path;
use super::{format, ip, metadata, node_name, protocol};
use crate::api::{EndpointAddress, EndpointPort, EndpointSubset, Endpoints, Kind};
use crate::message;

/// Endpoints as they are created.
pub fn endpoints(endpoints: &Endpoints, errors: &mut Errors) {
    metadata::object_meta(&endpoints.metadata, Kind::Endpoints, errors);
    for (at, part) in endpoints.subsets.iter().enumerate() {
        subset(part, Path::new("subsets").index(at), errors);
    }
}

fn subset(subset: &EndpointSubset, path: Path<'_>, errors: &mut Errors) {
    if subset.addresses.is_empty() && subset.not_ready_addresses.is_empty() {
        errors.required(path, message!("Give addresses or notReadyAddresses, at least one of them"));
    }
    for (at, value) in subset.addresses.iter().enumerate() {
        address(value, path.child("addresses").index(at), errors);
    }
    for (at, value) in subset.not_ready_addresses.iter().enumerate() {
        address(value, path.child("notReadyAddresses").index(at), errors);
    }
    for (at, value) in subset.ports.iter().enumerate() {
        port(value, subset.ports.len() > 1, path.child("ports").index(at), errors);
    }
}

fn address(address: &EndpointAddress, path: Path<'_>, errors: &mut Errors) {
    ip::address(&address.ip, path.child("ip"), errors);
    if let Some(hostname) = address.hostname.as_deref().filter(|hostname| !hostname.is_empty()) {
        format::dns_label(hostname, path.child("hostname"), errors);
    }
    if let Some(node) = &address.node_name {
        node_name(node, path.child("nodeName"), errors);
    }
    // A malformed address is reported by both rules, as the API server does.
    ip::non_special(&address.ip, path.child("ip"), errors);
}

fn port(port: &EndpointPort, needs_name: bool, path: Path<'_>, errors: &mut Errors) {
    match port.name.as_deref().unwrap_or("") {
        "" if needs_name => {
            errors.required(path.child("name"), message!("Name every port when there are several"));
        }
        "" => {}
        name => format::dns_label(name, path.child("name"), errors),
    }
    format::port_number(port.port, path.child("port"), errors);
    protocol(&port.protocol, path.child("protocol"), errors);
    if let Some(spoken) = &port.app_protocol {
        format::qualified_name(spoken, path.child("appProtocol"), errors);
    }
}
