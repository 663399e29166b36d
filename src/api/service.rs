//! `v1.Service`.

use serde::{Deserialize, Serialize};

use crate::api::{Condition, IntOrString, Labels, ObjectMeta, SmolStr};

/// A named way to a set of Pods (`v1.Service`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Service {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: ServiceSpec,
    /// What there is.
    pub status: ServiceStatus,
}

/// What is wanted of a Service (`v1.ServiceSpec`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ServiceSpec {
    /// `ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`.
    pub r#type: Option<SmolStr>,
    /// The ports it answers on.
    pub ports: Vec<ServicePort>,
    /// Labels of the Pods behind it; empty means none are chosen.
    pub selector: Labels,
    /// The first of `clusterIPs`; `None` for a headless Service.
    #[serde(rename = "clusterIP")]
    pub cluster_ip: Option<SmolStr>,
    /// Its virtual addresses, one for each family.
    #[serde(rename = "clusterIPs")]
    pub cluster_ips: Vec<SmolStr>,
    /// Addresses of others that nodes accept for it.
    #[serde(rename = "externalIPs")]
    pub external_ips: Vec<SmolStr>,
    /// The name an ExternalName Service stands for.
    pub external_name: Option<SmolStr>,
    /// `None` or `ClientIP`.
    pub session_affinity: Option<SmolStr>,
    /// How long a client stays with a Pod.
    pub session_affinity_config: Option<SessionAffinityConfig>,
    /// The address asked of the load balancer (deprecated).
    #[serde(rename = "loadBalancerIP")]
    pub load_balancer_ip: Option<SmolStr>,
    /// Who may use the load balancer.
    pub load_balancer_source_ranges: Vec<SmolStr>,
    /// Which load balancer is meant.
    pub load_balancer_class: Option<SmolStr>,
    /// `Cluster` or `Local`, for traffic from outside.
    pub external_traffic_policy: Option<SmolStr>,
    /// `Cluster` or `Local`, for traffic to the cluster IP.
    pub internal_traffic_policy: Option<SmolStr>,
    /// Where nodes say whether they have a local endpoint.
    pub health_check_node_port: Option<i32>,
    /// True if Pods count before they are ready.
    pub publish_not_ready_addresses: Option<bool>,
    /// `IPv4`, `IPv6`.
    pub ip_families: Vec<SmolStr>,
    /// `SingleStack`, `PreferDualStack` or `RequireDualStack`.
    pub ip_family_policy: Option<SmolStr>,
    /// False if the load balancer needs no node ports.
    pub allocate_load_balancer_node_ports: Option<bool>,
    /// Which endpoints are preferred, e.g. `PreferSameZone`.
    pub traffic_distribution: Option<SmolStr>,
}

/// One port of a Service (`v1.ServicePort`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ServicePort {
    /// Its name; needed when there are several.
    pub name: Option<SmolStr>,
    /// `TCP`, `UDP` or `SCTP`.
    pub protocol: Option<SmolStr>,
    /// What is spoken on it, as a hint.
    pub app_protocol: Option<SmolStr>,
    /// The port of the Service.
    pub port: i32,
    /// The port of the Pods, by number or by name.
    pub target_port: Option<IntOrString>,
    /// The port on every node.
    pub node_port: Option<i32>,
}

/// How a client is kept with a Pod (`v1.SessionAffinityConfig`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SessionAffinityConfig {
    /// By the client's address.
    #[serde(rename = "clientIP")]
    pub client_ip: Option<ClientIpConfig>,
}

/// Affinity by the client's address (`v1.ClientIPConfig`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ClientIpConfig {
    /// How long, in seconds.
    pub timeout_seconds: Option<i32>,
}

/// What there is of a Service (`v1.ServiceStatus`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ServiceStatus {
    /// What the load balancer gave.
    pub load_balancer: LoadBalancerStatus,
    /// Its conditions.
    pub conditions: Vec<Condition>,
}

/// What a load balancer gave (`v1.LoadBalancerStatus`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LoadBalancerStatus {
    /// Where it can be reached.
    pub ingress: Vec<LoadBalancerIngress>,
}

/// One way in (`v1.LoadBalancerIngress`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LoadBalancerIngress {
    /// Its address.
    pub ip: Option<SmolStr>,
    /// Its name, where it has no address.
    pub hostname: Option<SmolStr>,
    /// `VIP` or `Proxy`.
    pub ip_mode: Option<SmolStr>,
    /// The state of its ports.
    pub ports: Vec<PortStatus>,
}

/// The state of one port of a load balancer (`v1.PortStatus`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PortStatus {
    /// The port.
    pub port: i32,
    /// Its protocol.
    pub protocol: SmolStr,
    /// What went wrong with it.
    pub error: Option<SmolStr>,
}
