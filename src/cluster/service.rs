//! What every reader of a Service asks of it.

use std::net::IpAddr;

use crate::api::{IntOrString, Service, ServicePort};

/// The label by which an EndpointSlice names its Service (`discovery.LabelServiceName`).
pub const SERVICE_NAME_LABEL: &str = "kubernetes.io/service-name";

/// The type of a Service. An unset one is `ClusterIP`, as the API server defaults it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServiceType {
    /// A virtual address in the cluster, or none if it is headless.
    ClusterIp,
    /// Also a port on every node.
    NodePort,
    /// Also an address outside the cluster.
    LoadBalancer,
    /// A DNS alias, nothing else.
    ExternalName,
}

impl ServiceType {
    /// The type as a manifest spells it.
    pub fn name(self) -> &'static str {
        match self {
            ServiceType::ClusterIp => "ClusterIP",
            ServiceType::NodePort => "NodePort",
            ServiceType::LoadBalancer => "LoadBalancer",
            ServiceType::ExternalName => "ExternalName",
        }
    }
}

/// The type of an admitted Service.
pub fn service_type(service: &Service) -> ServiceType {
    match service.spec.r#type.as_deref() {
        Some("NodePort") => ServiceType::NodePort,
        Some("LoadBalancer") => ServiceType::LoadBalancer,
        Some("ExternalName") => ServiceType::ExternalName,
        _ => ServiceType::ClusterIp,
    }
}

/// True for `clusterIP: None`. An ExternalName Service is not headless.
pub fn is_headless(service: &Service) -> bool {
    service_type(service) != ServiceType::ExternalName && service.spec.cluster_ip.as_deref() == Some("None")
}

/// The virtual addresses; none for a headless or ExternalName Service.
pub fn cluster_ips(service: &Service) -> Vec<IpAddr> {
    if service_type(service) == ServiceType::ExternalName {
        return Vec::new();
    }
    service.spec.cluster_ips.iter().filter_map(|ip| ip.parse().ok()).collect()
}

/// The port of the Pods that a Service port leads to: the Service port's own number where none is given.
pub fn target_port(port: &ServicePort) -> IntOrString {
    match &port.target_port {
        None | Some(IntOrString::Int(0)) => IntOrString::Int(port.port),
        Some(IntOrString::String(name)) if name.is_empty() => IntOrString::Int(port.port),
        Some(target) => target.clone(),
    }
}

/// The name by which kube-proxy knows a Service port: `shop/web:http`, `shop/web` where the port has no name
/// (`ServicePortName` of pkg/proxy/types.go).
pub fn qualified_port_name(namespace: &str, name: &str, port: Option<&str>) -> String {
    match port {
        Some(port) if !port.is_empty() => format!("{namespace}/{name}:{port}"),
        _ => format!("{namespace}/{name}"),
    }
}
