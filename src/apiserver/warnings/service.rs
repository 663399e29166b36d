//! Of Services (`pkg/api/service/warnings.go`).

use super::{Warnings, canonical};
use crate::api::{Service, SmolStr};
use crate::apiserver::validation::Path;
use crate::message;

const TOPOLOGY_HINTS: &str = "service.kubernetes.io/topology-aware-hints";
const TOPOLOGY_MODE: &str = "service.kubernetes.io/topology-mode";

/// Of Services: fields that are ignored or on their way out.
pub fn service(service: &Service, warnings: &mut Warnings) {
    let spec = Path::new("spec");
    let metadata = Path::new("metadata");
    if service.metadata.annotations.contains_key(TOPOLOGY_HINTS) {
        warnings.add(
            metadata.child("annotations").key(TOPOLOGY_HINTS),
            "deprecated-annotation",
            message!("The annotation {annotation} is deprecated", annotation = TOPOLOGY_HINTS),
            message!("Use {annotation}, or spec.trafficDistribution", annotation = TOPOLOGY_MODE),
        );
    }
    ignored_fields(service, warnings);
    for (field, addresses) in
        [("clusterIPs", &service.spec.cluster_ips), ("externalIPs", &service.spec.external_ips)]
    {
        for (at, address) in addresses.iter().enumerate() {
            canonical(address, spec.child(field).index(at), warnings);
        }
    }
    if let Some(address) = service.spec.load_balancer_ip.as_deref().filter(|address| !address.is_empty()) {
        canonical(address, spec.child("loadBalancerIP"), warnings);
    }
    if service.spec.traffic_distribution.as_deref() == Some("PreferClose") {
        warnings.add(
            spec.child("trafficDistribution"),
            "deprecated-traffic-distribution",
            message!("trafficDistribution: PreferClose is deprecated"),
            message!("Write PreferSameZone, which means the same"),
        );
        warnings.better("PreferSameZone");
    }
}

fn ignored_fields(service: &Service, warnings: &mut Warnings) {
    let spec = Path::new("spec");
    let given = |text: &Option<SmolStr>| text.as_deref().is_some_and(|text| !text.is_empty());
    let kind = service.spec.r#type.as_deref().unwrap_or("");
    let is_headless = kind == "ClusterIP" && service.spec.cluster_ip.as_deref() == Some("None");
    if is_headless && given(&service.spec.load_balancer_ip) {
        ignored("loadBalancerIP", "ignored-load-balancer-ip", warnings);
    }
    if is_headless && service.spec.session_affinity.as_deref() != Some("None") {
        ignored("sessionAffinity", "ignored-session-affinity", warnings);
    }
    if !service.spec.external_ips.is_empty() {
        match kind {
            _ if is_headless => ignored("externalIPs", "ignored-external-ips", warnings),
            "ExternalName" => warnings.add(
                spec.child("externalIPs"),
                "ignored-external-ips",
                message!("externalIPs is ignored for ExternalName services"),
                message!("Remove it: an ExternalName Service is a DNS alias and nothing else"),
            ),
            _ => warnings.add(
                spec.child("externalIPs"),
                "deprecated-external-ips",
                message!("externalIPs is deprecated and may no longer be implemented in some clusters"),
                message!("Use a Service of type LoadBalancer, or a Gateway"),
            ),
        }
    }
    if kind != "ExternalName" && given(&service.spec.external_name) {
        warnings.add(
            spec.child("externalName"),
            "ignored-external-name",
            message!("externalName is ignored when type is {kind}", kind = kind),
            message!("Set type: ExternalName, or remove externalName"),
        );
    }
}

fn ignored(field: &'static str, code: &'static str, warnings: &mut Warnings) {
    warnings.add(
        Path::new("spec").child(field),
        code,
        message!("{field} is ignored for headless services", field = field),
        message!("Remove it: without a virtual address there is nothing that it could apply to"),
    );
}
