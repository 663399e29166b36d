//! Services: `SetDefaults_Service` of pkg/apis/core/v1/defaults.go.

use super::{default_text, default_to};
use crate::api::{ClientIpConfig, IntOrString, Service, ServicePort, SessionAffinityConfig};

/// Three hours (`DefaultClientIPServiceAffinitySeconds`).
const AFFINITY_SECONDS: i32 = 10800;

/// What a Service has that does not say otherwise.
pub fn service(service: &mut Service) {
    let spec = &mut service.spec;
    default_text(&mut spec.session_affinity, "None");
    match spec.session_affinity.as_deref() {
        Some("None") => spec.session_affinity_config = None,
        Some("ClientIP") => {
            let config = spec.session_affinity_config.get_or_insert_with(SessionAffinityConfig::default);
            let client_ip = config.client_ip.get_or_insert_with(ClientIpConfig::default);
            default_to(&mut client_ip.timeout_seconds, AFFINITY_SECONDS);
        }
        _ => {}
    }
    default_text(&mut spec.r#type, "ClusterIP");
    spec.ports.iter_mut().for_each(port);
    let kind = spec.r#type.as_deref().unwrap_or("");
    if matches!(kind, "NodePort" | "LoadBalancer") || (kind == "ClusterIP" && !spec.external_ips.is_empty()) {
        default_text(&mut spec.external_traffic_policy, "Cluster");
    }
    if matches!(kind, "ClusterIP" | "NodePort" | "LoadBalancer") {
        default_to(&mut spec.internal_traffic_policy, "Cluster".into());
    }
    if kind == "LoadBalancer" {
        default_to(&mut spec.allocate_load_balancer_node_ports, true);
        for ingress in &mut service.status.load_balancer.ingress {
            if ingress.ip.as_deref().is_some_and(|ip| !ip.is_empty()) {
                default_to(&mut ingress.ip_mode, "VIP".into());
            }
        }
    } else {
        // The API server drops a status on create; here one given to a load balancer is kept, and no other.
        service.status.load_balancer.ingress.clear();
    }
    // `normalizeClusterIPs` of pkg/registry/core/service/storage: the plural follows the singular, never back.
    if let Some(ip) = service.spec.cluster_ip.as_ref().filter(|ip| !ip.is_empty())
        && service.spec.cluster_ips.is_empty()
    {
        service.spec.cluster_ips = vec![ip.clone()];
    }
}

fn port(port: &mut ServicePort) {
    default_text(&mut port.protocol, "TCP");
    let is_given = match &port.target_port {
        Some(IntOrString::Int(number)) => *number != 0,
        Some(IntOrString::String(name)) => !name.is_empty(),
        None => false,
    };
    if !is_given {
        port.target_port = Some(IntOrString::Int(port.port));
    }
}
