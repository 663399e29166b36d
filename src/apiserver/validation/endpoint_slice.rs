//! EndpointSlices (`pkg/apis/discovery/validation/validation.go`).

use std::collections::BTreeSet;

use super::errors::{Errors, quoted};
use super::path::Path;
use super::{format, ip, metadata, node_name, protocol};
use crate::api::{Endpoint, EndpointHints, EndpointSlice, EndpointSlicePort, Kind};
use crate::message;

const ADDRESS_TYPES: [&str; 3] = ["FQDN", "IPv4", "IPv6"];
const MAX_ENDPOINTS: usize = 1000;
const MAX_ADDRESSES: usize = 100;
const MAX_PORTS: usize = 20000;
const MAX_HINTS: usize = 8;

/// An EndpointSlice as it is created.
pub fn endpoint_slice(slice: &EndpointSlice, errors: &mut Errors) {
    metadata::object_meta(&slice.metadata, Kind::EndpointSlice, errors);
    let path = Path::new("addressType");
    match slice.address_type.as_str() {
        "" => errors.required(path, message!("Say what the addresses are: IPv4, IPv6 or FQDN")),
        known if ADDRESS_TYPES.contains(&known) => {}
        unknown => errors.not_supported(path, unknown, &ADDRESS_TYPES),
    }
    ports(&slice.ports, Path::new("ports"), errors);
    let path = Path::new("endpoints");
    if slice.endpoints.len() > MAX_ENDPOINTS {
        return errors.too_many(path, slice.endpoints.len(), MAX_ENDPOINTS);
    }
    for (at, value) in slice.endpoints.iter().enumerate() {
        endpoint(value, &slice.address_type, path.index(at), errors);
    }
}

fn ports(ports: &[EndpointSlicePort], path: Path<'_>, errors: &mut Errors) {
    if ports.len() > MAX_PORTS {
        return errors.too_many(path, ports.len(), MAX_PORTS);
    }
    let mut names = BTreeSet::new();
    for (at, port) in ports.iter().enumerate() {
        let path = path.index(at);
        let name = port.name.as_deref().unwrap_or("");
        if !name.is_empty() {
            format::dns_label(name, path.child("name"), errors);
        }
        if !names.insert(name) {
            errors.duplicate(
                path.child("name"),
                quoted(name),
                message!("Give every port of a slice its own name; one may have none"),
            );
        }
        protocol(&port.protocol, path.child("protocol"), errors);
        if let Some(spoken) = &port.app_protocol {
            format::qualified_name(spoken, path.child("appProtocol"), errors);
        }
    }
}

fn endpoint(endpoint: &Endpoint, address_type: &str, path: Path<'_>, errors: &mut Errors) {
    let addresses = path.child("addresses");
    if endpoint.addresses.is_empty() {
        errors.required(addresses, message!("Give the endpoint an address"));
    } else if endpoint.addresses.len() > MAX_ADDRESSES {
        errors.too_many(addresses, endpoint.addresses.len(), MAX_ADDRESSES);
    }
    for (at, value) in endpoint.addresses.iter().enumerate() {
        address(value, address_type, addresses, at, errors);
    }
    if let Some(node) = &endpoint.node_name {
        node_name(node, path.child("nodeName"), errors);
    }
    if let Some(hostname) = &endpoint.hostname {
        format::dns_label(hostname, path.child("hostname"), errors);
    }
    if let Some(given) = &endpoint.hints {
        hints(given, path.child("hints"), errors);
    }
}

/// An address of the slice's type. One of the other family is reported at the list, not at the item. IPv6 slices
/// came after IPv4 ones and take canonical addresses alone.
fn address(value: &str, address_type: &str, list: Path<'_>, at: usize, errors: &mut Errors) {
    let path = list.index(at);
    let address = match address_type {
        "IPv4" => ip::address(value, path, errors),
        "IPv6" => ip::canonical_address(value, path, errors),
        "FQDN" => return format::fully_qualified_domain_name(value, path, errors),
        // The type is reported already.
        _ => return,
    };
    let Some(address) = address else { return };
    if ip::is_ipv6(address) != (address_type == "IPv6") {
        errors.invalid(
            list,
            message!(
                "{field} must be an {family} address, as addressType says, not {value}",
                value = quoted(value),
                family = address_type
            ),
            message!("Put the addresses of the other family into a slice of their own"),
        );
    }
    ip::non_special(value, path, errors);
}

fn hints(hints: &EndpointHints, path: Path<'_>, errors: &mut Errors) {
    let zones = hints.for_zones.iter().map(|zone| zone.name.as_str());
    each_once(zones, path.child("forZones"), errors, format::label_value);
    let nodes = hints.for_nodes.iter().map(|node| node.name.as_str());
    each_once(nodes, path.child("forNodes"), errors, node_name);
}

fn each_once<'a>(
    names: impl ExactSizeIterator<Item = &'a str>,
    path: Path<'_>,
    errors: &mut Errors,
    rule: fn(&str, Path<'_>, &mut Errors),
) {
    if names.len() > MAX_HINTS {
        return errors.too_many(path, names.len(), MAX_HINTS);
    }
    let mut seen = BTreeSet::new();
    for (at, name) in names.enumerate() {
        let item = path.index(at);
        if !seen.insert(name) {
            errors.duplicate(item.child("name"), quoted(name), message!("Name it once"));
        }
        rule(name, item.child("name"), errors);
    }
}
