//! From outside and from other nodes to a Service.

mod affinity_behind_proxy;
mod cluster_ip_in_dynamic_band;
mod external_ip_in_cluster_range;
mod external_local_drops;
mod internal_local_drops;
mod load_balancer_pending;
mod node_port_in_dynamic_band;
mod node_port_on_no_address;
mod source_ranges_admit_nobody;
mod source_ranges_shut_out_pods;

use std::collections::BTreeSet;

use ipnet::IpNet;

use super::facts::Selecting;
use crate::api::{Service, SmolStr};
use crate::cluster::{ServiceType, is_pod_ready, service_type};

rules![
    node_port_on_no_address,
    external_local_drops,
    internal_local_drops,
    load_balancer_pending,
    source_ranges_admit_nobody,
    source_ranges_shut_out_pods,
    affinity_behind_proxy,
    external_ip_in_cluster_range,
    cluster_ip_in_dynamic_band,
    node_port_in_dynamic_band,
];

/// The node ports of a Service, comma separated.
fn port_list(service: &Service) -> String {
    let ports = service.spec.ports.iter().filter_map(|port| port.node_port).filter(|&port| port != 0);
    ports.map(|port| port.to_string()).collect::<Vec<_>>().join(", ")
}

/// The nodes with a ready Pod of a Service.
fn nodes_with_ready<'a>(selecting: &Selecting<'a>) -> BTreeSet<&'a str> {
    let ready = selecting.pods.iter().filter(|pod| is_pod_ready(pod));
    ready.filter_map(|pod| pod.spec.node_name.as_deref()).collect()
}

/// Who may use a load balancer: the field, or the annotation from before there was one.
fn source_ranges(service: &Service) -> Vec<IpNet> {
    const ANNOTATION: &str = "service.beta.kubernetes.io/load-balancer-source-ranges";
    let field = &service.spec.load_balancer_source_ranges;
    let annotation = service.metadata.annotations.get(ANNOTATION).map_or("", SmolStr::as_str);
    let annotated = annotation.split(',').map(str::trim).filter(|_| field.is_empty());
    field.iter().map(SmolStr::as_str).chain(annotated).filter_map(|range| range.trim().parse().ok()).collect()
}

/// True for loopback and for the address that stands for none.
fn is_nobody(range: &IpNet) -> bool {
    let is_host = range.prefix_len() == range.max_prefix_len();
    (range.addr().is_loopback() && range.prefix_len() >= 8) || (is_host && range.addr().is_unspecified())
}

/// True if the load balancer opens connections of its own, from its own address.
fn is_proxied(service: &Service) -> bool {
    let mut ingress = service.status.load_balancer.ingress.iter();
    service_type(service) == ServiceType::LoadBalancer
        && ingress.any(|ingress| ingress.ip_mode.as_deref() == Some("Proxy"))
}

/// True for a Service that was printed by a cluster: nobody chose its addresses and ports by hand.
fn was_given_by_server(service: &Service) -> bool {
    let metadata = &service.metadata;
    metadata.resource_version.is_some() || metadata.creation_timestamp.is_some()
}
