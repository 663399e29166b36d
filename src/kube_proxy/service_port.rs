//! One port of one Service in one IP family, as kube-proxy reads it (`pkg/proxy/serviceport.go`).

use std::net::IpAddr;

use ipnet::IpNet;

use super::{IpFamily, Protocol};
use crate::api::{self, Kind, Labels, ObjectRef, Service, SmolStr};
use crate::cluster::{ServiceType, cluster_ips, qualified_port_name, service_type};

/// Labels that tell kube-proxy to leave an object to somebody else (`cmd/kube-proxy/app/server.go`).
const NOT_PROXIED: [&str; 2] = ["service.kubernetes.io/service-proxy-name", "service.kubernetes.io/headless"];
/// What the API server defaults `timeoutSeconds` to.
const DEFAULT_AFFINITY_SECONDS: i32 = 10_800;

/// One port of one Service in one IP family (`BaseServicePortInfo`).
#[derive(Debug, Clone)]
pub struct ServicePort<'a> {
    /// The Service.
    pub service: &'a Service,
    /// The Service's namespace.
    pub namespace: &'a str,
    /// The port's name; empty if it has none.
    pub port_name: &'a str,
    /// The port's protocol.
    pub protocol: Protocol,
    /// The cluster IP of this family.
    pub cluster_ip: IpAddr,
    /// The port at every address of the Service.
    pub port: u16,
    /// The port at every node.
    pub node_port: Option<u16>,
    /// External IPs of this family.
    pub external_ips: Vec<IpAddr>,
    /// Addresses of load balancers of this family whose packets arrive with the address unchanged.
    pub load_balancer_vips: Vec<IpAddr>,
    /// Who may use the load balancer, in this family; empty means everybody.
    pub source_ranges: Vec<IpNet>,
    /// Seconds for which a client stays with its endpoint.
    pub affinity_seconds: Option<u32>,
    /// True if what comes from outside is bound to this node's endpoints.
    pub external_policy_local: bool,
    /// True if what goes to the cluster IP is bound to this node's endpoints.
    pub internal_policy_local: bool,
    /// Where a load balancer asks whether this node has endpoints.
    pub health_check_node_port: Option<u16>,
}

impl<'a> ServicePort<'a> {
    /// Every port of a Service that kube-proxy serves in a family, in the order of the Service.
    pub fn of(service: &'a Service, family: IpFamily) -> Vec<Self> {
        if !is_proxied(&service.metadata.labels) {
            return Vec::new();
        }
        // No cluster IP: headless, ExternalName, or a Service of the other family alone.
        let Some(cluster_ip) = cluster_ips(service).into_iter().find(|ip| IpFamily::of(*ip) == family) else {
            return Vec::new();
        };
        let ports = service.spec.ports.iter();
        ports.filter_map(|port| ServicePort::new(service, port, cluster_ip, family)).collect()
    }

    fn new(
        service: &'a Service,
        port: &'a api::ServicePort,
        cluster_ip: IpAddr,
        family: IpFamily,
    ) -> Option<Self> {
        let spec = &service.spec;
        let of_family = |ips: &[SmolStr]| -> Vec<IpAddr> {
            ips.iter().filter_map(|ip| ip.parse().ok()).filter(|ip| IpFamily::of(*ip) == family).collect()
        };
        let external_policy_local = external_policy_local(service);
        let is_load_balancer = service_type(service) == ServiceType::LoadBalancer;
        Some(ServicePort {
            service,
            namespace: service.metadata.namespace.as_deref().unwrap_or_default(),
            port_name: port.name.as_deref().unwrap_or_default(),
            protocol: Protocol::of_field(port.protocol.as_deref())?,
            cluster_ip,
            port: u16::try_from(port.port).ok()?,
            node_port: port.node_port.and_then(port_number),
            external_ips: of_family(&spec.external_ips),
            load_balancer_vips: of_family(&vips(service)),
            source_ranges: spec
                .load_balancer_source_ranges
                .iter()
                .filter_map(|range| range.trim().parse::<IpNet>().ok())
                .filter(|range| IpFamily::of_net(range) == family)
                .map(|range| range.trunc())
                .collect(),
            affinity_seconds: affinity_seconds(service),
            external_policy_local,
            internal_policy_local: spec.internal_traffic_policy.as_deref() == Some("Local"),
            health_check_node_port: spec
                .health_check_node_port
                .filter(|_| is_load_balancer && external_policy_local)
                .and_then(port_number),
        })
    }

    /// `ns/name:port`, by which kube-proxy's comments name it.
    pub fn qualified_name(&self) -> String {
        qualified_port_name(self.namespace, &self.service.metadata.name, Some(self.port_name))
    }

    /// The Service as a reference.
    pub fn reference(&self) -> ObjectRef {
        ObjectRef::new(Kind::Service, self.namespace, self.service.metadata.name.clone())
    }

    /// True if there is a way in from outside.
    pub fn is_externally_accessible(&self) -> bool {
        self.node_port.is_some() || !self.load_balancer_vips.is_empty() || !self.external_ips.is_empty()
    }

    /// True if any traffic may go to endpoints on every node. Under a Local external policy that is what Pods and the
    /// node itself get.
    pub fn uses_cluster_endpoints(&self) -> bool {
        !self.internal_policy_local || self.is_externally_accessible()
    }

    /// True if any traffic is bound to this node's endpoints.
    pub fn uses_local_endpoints(&self) -> bool {
        self.internal_policy_local || (self.external_policy_local && self.is_externally_accessible())
    }

    /// Every address at which the Service is reached on its own port.
    pub fn addresses(&self) -> impl Iterator<Item = IpAddr> {
        let external = self.external_ips.iter().chain(&self.load_balancer_vips).copied();
        std::iter::once(self.cluster_ip).chain(external)
    }
}

/// True if kube-proxy watches an object with these labels.
pub(super) fn is_proxied(labels: &Labels) -> bool {
    NOT_PROXIED.iter().all(|label| !labels.contains_key(*label))
}

/// A port number that is given; zero means none.
fn port_number(number: i32) -> Option<u16> {
    u16::try_from(number).ok().filter(|number| *number != 0)
}

/// `ExternalPolicyLocal` of `pkg/api/v1/service/util.go`: the policy counts where there is a way in from outside.
fn external_policy_local(service: &Service) -> bool {
    let accessible = match service_type(service) {
        ServiceType::LoadBalancer | ServiceType::NodePort => true,
        ServiceType::ClusterIp => !service.spec.external_ips.is_empty(),
        ServiceType::ExternalName => false,
    };
    accessible && service.spec.external_traffic_policy.as_deref() == Some("Local")
}

/// Ingress addresses that arrive at the node unchanged. With `ipMode: Proxy` the load balancer rewrites them, so
/// kube-proxy must not catch them.
fn vips(service: &Service) -> Vec<SmolStr> {
    let ingress = service.status.load_balancer.ingress.iter();
    ingress
        .filter(|ingress| ingress.ip_mode.as_deref() != Some("Proxy"))
        .filter_map(|ingress| ingress.ip.clone())
        .collect()
}

fn affinity_seconds(service: &Service) -> Option<u32> {
    if service.spec.session_affinity.as_deref() != Some("ClientIP") {
        return None;
    }
    let config = service.spec.session_affinity_config.as_ref();
    let seconds = config.and_then(|config| config.client_ip.as_ref()?.timeout_seconds);
    u32::try_from(seconds.unwrap_or(DEFAULT_AFFINITY_SECONDS)).ok()
}
