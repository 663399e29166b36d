//! What the API server takes and warns of (`pkg/api/service/warnings.go`, `pkg/api/pod/warnings.go`, the strategies of
//! `pkg/registry`).

use std::collections::BTreeMap;

use super::validation::{Path, parse_sloppy, quoted};
use crate::api::{EndpointSlice, Endpoints, Pod, Service};
use crate::manifest::FieldPath;
use crate::message;
use crate::message::Message;

/// One warning.
#[derive(Debug, Clone, PartialEq)]
pub struct Warning {
    /// The field that is meant.
    pub path: FieldPath,
    /// A stable kebab-case word.
    pub code: &'static str,
    /// One sentence with the value.
    pub message: Message,
    /// What to do about it.
    pub help: Message,
}

/// The warnings about one object.
#[derive(Debug, Default)]
pub struct Warnings(Vec<Warning>);

impl Warnings {
    /// The warnings.
    pub fn into_vec(self) -> Vec<Warning> {
        self.0
    }

    /// Adds one.
    pub fn add(&mut self, path: Path<'_>, code: &'static str, message: Message, help: Message) {
        self.0.push(Warning { path: path.into(), code, message, help });
    }
}

/// There is nothing to warn of.
pub fn none<T>(_: &T, _: &mut Warnings) {}

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
    }
}

fn ignored_fields(service: &Service, warnings: &mut Warnings) {
    let spec = Path::new("spec");
    let given = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
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

/// `GetWarningsForIP`: what the strict rules leave of it.
fn canonical(address: &str, path: Path<'_>, warnings: &mut Warnings) {
    let Some(parsed) = parse_sloppy(address).filter(|parsed| parsed.is_ipv6()) else { return };
    if parsed.to_string() != address {
        warnings.add(
            path,
            "non-canonical-address",
            message!("The IPv6 address {value} is not in canonical form", value = quoted(address)),
            message!("Write {address}, as RFC 5952 has it", address = parsed),
        );
    }
}

/// Of Endpoints: that they are deprecated since 1.33.
pub fn endpoints(endpoints: &Endpoints, warnings: &mut Warnings) {
    warnings.add(
        Path::new("kind"),
        "deprecated-endpoints",
        message!("v1 Endpoints is deprecated since Kubernetes 1.33"),
        message!("Write an EndpointSlice of discovery.k8s.io/v1 with the label kubernetes.io/service-name"),
    );
    for (subset_at, subset) in endpoints.subsets.iter().enumerate() {
        for (field, addresses) in
            [("addresses", &subset.addresses), ("notReadyAddresses", &subset.not_ready_addresses)]
        {
            for (at, address) in addresses.iter().enumerate() {
                let path = Path::new("subsets");
                canonical(&address.ip, path.index(subset_at).child(field).index(at).child("ip"), warnings);
            }
        }
    }
}

/// Of EndpointSlices: that names for addresses are deprecated.
pub fn endpoint_slice(slice: &EndpointSlice, warnings: &mut Warnings) {
    if slice.address_type == "FQDN" {
        warnings.add(
            Path::new("addressType"),
            "deprecated-fqdn-slice",
            message!("EndpointSlices of addressType FQDN are deprecated, and kube-proxy ignores them"),
            message!("Use a Service of type ExternalName, or addresses"),
        );
    }
}

/// Of Pods: ports that stand twice. A Service or probe that goes by name takes the first.
pub fn pod(pod: &Pod, warnings: &mut Warnings) {
    let spec = Path::new("spec");
    let list = spec.child("containers");
    let mut names: BTreeMap<&str, FieldPath> = BTreeMap::new();
    for (container_at, container) in pod.spec.containers.iter().enumerate() {
        let item = list.index(container_at);
        let ports = item.child("ports");
        let mut numbers: BTreeMap<_, FieldPath> = BTreeMap::new();
        for (at, port) in container.ports.iter().enumerate() {
            let path = ports.index(at);
            let key =
                (port.container_port, port.protocol.as_deref(), port.host_port, port.host_ip.as_deref());
            if let Some(first) = numbers.get(&key) {
                warnings.add(
                    path,
                    "duplicate-container-port",
                    message!(
                        "Port {port} stands twice in container {container}, first at {first}",
                        port = port.container_port,
                        container = container.name,
                        first = first
                    ),
                    message!("Remove one of the two"),
                );
            }
            numbers.entry(key).or_insert_with(|| path.into());
            let Some(name) = port.name.as_deref().filter(|name| !name.is_empty()) else { continue };
            if let Some(first) = names.get(name) {
                warnings.add(
                    path.child("name"),
                    "duplicate-container-port-name",
                    message!(
                        "The port name {name} stands twice in the Pod; Services and probes that ask for it by name \
                         use {first}",
                        name = quoted(name),
                        first = first
                    ),
                    message!("Give every port of the Pod its own name"),
                );
            }
            names.entry(name).or_insert_with(|| path.into());
        }
    }
}
