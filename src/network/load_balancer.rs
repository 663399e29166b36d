//! Which nodes a load balancer may hand a packet to.

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::Network;
use crate::api::{Node, Service};
use crate::cluster::{ServiceType, service_type};
use crate::kube_proxy::{IpFamily, ServicePort};

/// Keeps a node out of every load balancer.
const EXCLUDED: &str = "node.kubernetes.io/exclude-from-external-load-balancers";
/// The cluster autoscaler is about to remove the node.
const TO_BE_DELETED: &str = "ToBeDeletedByClusterAutoscaler";

/// What a load balancer does at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IpMode {
    /// It leaves the destination as it is.
    Vip,
    /// It sends to a node's port from an address of its own.
    Proxy,
}

/// Every ingress address of a Service of type LoadBalancer.
pub(super) fn ingress(service: &Service) -> impl Iterator<Item = (IpAddr, IpMode)> {
    let ingress = service.status.load_balancer.ingress.iter();
    ingress.filter(|_| service_type(service) == ServiceType::LoadBalancer).filter_map(|ingress| {
        let mode = if ingress.ip_mode.as_deref() == Some("Proxy") { IpMode::Proxy } else { IpMode::Vip };
        Some((ingress.ip.as_deref()?.parse().ok()?, mode))
    })
}

/// The nodes that a load balancer may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Nodes<'a> {
    /// By name.
    pub names: Vec<&'a str>,
    /// False if all of them fail the health check, so that it has no better choice than any.
    pub healthy: bool,
}

/// The nodes that a load balancer may use for a Service: those that the service controller offers
/// (`stableNodeSetPredicates` of staging/src/k8s.io/cloud-provider). Under the Local policy a node without ready
/// endpoints fails the health check, and so does one whose machine is off; whether a Node is ready counts nowhere.
pub(super) fn nodes<'a>(network: &Network<'a>, service: &Service, family: IpFamily) -> Nodes<'a> {
    let offered: Vec<&'a Node> = network.cluster.nodes.values().filter(|node| is_offered(node)).collect();
    let ports = ServicePort::of(service, family);
    let local = ports.iter().find(|port| port.external_policy_local);
    let with_endpoints: Option<BTreeSet<&str>> = local.map(|port| {
        let endpoints = network.services.slices().endpoints(port, "");
        endpoints.iter().filter(|endpoint| endpoint.ready).filter_map(|endpoint| endpoint.node).collect()
    });
    let is_healthy = |node: &Node| {
        let name = node.metadata.name.as_str();
        !network.is_down(name) && with_endpoints.as_ref().is_none_or(|nodes| nodes.contains(name))
    };
    let name = |node: &&'a Node| node.metadata.name.as_str();
    let healthy: Vec<&'a str> = offered.iter().filter(|node| is_healthy(node)).map(name).collect();
    if healthy.is_empty() {
        return Nodes { names: offered.iter().map(name).collect(), healthy: false };
    }
    Nodes { names: healthy, healthy: true }
}

/// True if the service controller offers the node to load balancers.
pub fn is_offered(node: &Node) -> bool {
    let excluded = node.metadata.labels.get(EXCLUDED).is_some_and(|value| value != "false");
    !excluded
        && node.metadata.deletion_timestamp.is_none()
        && !node.spec.taints.iter().any(|taint| taint.key == TO_BE_DELETED)
}
