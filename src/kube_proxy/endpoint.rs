//! The endpoints of a service port, joined from its EndpointSlices (`pkg/proxy/endpointslicecache.go`).

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

use super::service_port::is_proxied;
use super::{IpFamily, Protocol, ServicePort};
use crate::api::{self, EndpointSlice, ForNode, ForZone, ObjectReference};
use crate::cluster::{Cluster, SERVICE_NAME_LABEL};

/// One endpoint of a service port, seen from one node (`BaseEndpointInfo`).
#[derive(Debug, Clone)]
pub struct Endpoint<'a> {
    /// Where packets are sent.
    pub address: SocketAddr,
    /// The address as kube-proxy writes it: `10.0.0.1:80`, `[fd00::1]:80`.
    pub text: String,
    /// True if it is on the node from which it is seen.
    pub is_local: bool,
    /// It gets traffic.
    pub ready: bool,
    /// It would get traffic if it were not ending.
    pub serving: bool,
    /// It is ending.
    pub terminating: bool,
    /// Zones whose clients should use it; empty means no hint.
    pub zone_hints: &'a [ForZone],
    /// Nodes whose clients should use it; empty means no hint.
    pub node_hints: &'a [ForNode],
    /// The node it is on.
    pub node: Option<&'a str>,
    /// The Pod that it is.
    pub target: Option<&'a ObjectReference>,
}

impl Endpoint<'_> {
    /// Its address.
    pub fn ip(&self) -> IpAddr {
        self.address.ip()
    }

    /// True if it stands in where nothing is ready.
    pub fn is_serving_terminating(&self) -> bool {
        self.serving && self.terminating
    }
}

/// The EndpointSlices that kube-proxy watches, by the Service that they belong to.
#[derive(Debug)]
pub struct EndpointSlices<'a> {
    /// By namespace and name of the Service.
    by_service: BTreeMap<&'a str, BTreeMap<&'a str, Vec<&'a EndpointSlice>>>,
}

impl<'a> EndpointSlices<'a> {
    /// The slices of a cluster; one without the Service's name on it is nobody's.
    pub fn new(cluster: &'a Cluster) -> Self {
        let mut by_service: BTreeMap<_, BTreeMap<_, Vec<_>>> = BTreeMap::new();
        for slice in cluster.endpoint_slices.values().filter(|slice| is_proxied(&slice.metadata.labels)) {
            let Some(service) = slice.metadata.labels.get(SERVICE_NAME_LABEL) else { continue };
            let namespace = slice.metadata.namespace.as_deref().unwrap_or_default();
            by_service.entry(namespace).or_default().entry(service.as_str()).or_default().push(slice);
        }
        EndpointSlices { by_service }
    }

    /// The endpoints of a service port as seen from a node, sorted by their text, each address once.
    pub fn endpoints(&self, port: &ServicePort<'_>, node: &str) -> Vec<Endpoint<'a>> {
        let mut endpoints: Vec<Endpoint<'a>> =
            self.joined(port).filter_map(|(endpoint, number)| seen(endpoint, number, node)).collect();
        endpoints.sort_by(|a, b| a.text.cmp(&b.text));
        // Of two with one address, a local one wins (`endpointsMapFromEndpointInfo`).
        endpoints.dedup_by(|later, kept| {
            let same = later.text == kept.text;
            if same && later.is_local && !kept.is_local {
                std::mem::swap(later, kept);
            }
            same
        });
        endpoints
    }

    /// The addresses of a service port's endpoints, usable or not, in no order.
    pub(super) fn addresses(&self, port: &ServicePort<'_>) -> impl Iterator<Item = SocketAddr> {
        self.joined(port).filter_map(|(endpoint, number)| address(endpoint, number))
    }

    /// How many endpoints a service port has on all nodes, usable or not.
    pub(super) fn count(&self, port: &ServicePort<'_>) -> usize {
        self.joined(port).count()
    }

    /// The endpoints in the slices of a service port, each with its port's number.
    fn joined(&self, port: &ServicePort<'_>) -> impl Iterator<Item = (&'a api::Endpoint, u16)> {
        let family = IpFamily::of(port.cluster_ip);
        let slices = self.of(port.namespace, &port.service.metadata.name).iter();
        slices.filter(move |slice| slice.address_type == family.name()).flat_map(move |slice| {
            let numbers = slice.ports.iter().filter_map(move |slice_port| number_for(slice_port, port));
            numbers.flat_map(|number| slice.endpoints.iter().map(move |endpoint| (endpoint, number)))
        })
    }

    /// The slices of a Service, by name.
    pub fn of(&self, namespace: &str, service: &str) -> &[&'a EndpointSlice] {
        let slices = self.by_service.get(namespace).and_then(|services| services.get(service));
        slices.map_or(&[], Vec::as_slice)
    }
}

/// The number of a slice's port if it belongs to the service port: they join by name and protocol.
fn number_for(slice_port: &api::EndpointSlicePort, port: &ServicePort<'_>) -> Option<u16> {
    let same_name = slice_port.name.as_deref().unwrap_or_default() == port.port_name;
    let same_protocol = Protocol::of_field(slice_port.protocol.as_deref()) == Some(port.protocol);
    let number = slice_port.port.filter(|number| *number != 0)?;
    if same_name && same_protocol { u16::try_from(number).ok() } else { None }
}

/// kube-proxy reads the first address of an endpoint.
fn address(endpoint: &api::Endpoint, port: u16) -> Option<SocketAddr> {
    Some(SocketAddr::new(endpoint.addresses.first()?.parse().ok()?, port))
}

fn seen<'a>(endpoint: &'a api::Endpoint, port: u16, node: &str) -> Option<Endpoint<'a>> {
    let address = address(endpoint, port)?;
    let conditions = &endpoint.conditions;
    let hints = endpoint.hints.as_ref();
    let node_name = endpoint.node_name.as_deref();
    Some(Endpoint {
        address,
        text: address.to_string(),
        is_local: node_name == Some(node),
        ready: conditions.ready.unwrap_or(true),
        serving: conditions.serving.unwrap_or(true),
        terminating: conditions.terminating.unwrap_or(false),
        zone_hints: hints.map_or(&[], |hints| &hints.for_zones),
        node_hints: hints.map_or(&[], |hints| &hints.for_nodes),
        node: node_name,
        target: endpoint.target_ref.as_deref(),
    })
}
