//! Who is behind a Service, by its slices.

use std::collections::BTreeMap;

use crate::api::{Endpoint, EndpointSlice, Kind, Service};
use crate::cluster::{Cluster, NamespacedName};

/// The slices of every Service.
pub type SlicesByService<'a> = BTreeMap<NamespacedName, Vec<&'a EndpointSlice>>;

/// The label by which a slice belongs to a Service.
const SERVICE_NAME: &str = "kubernetes.io/service-name";

/// Where a connection to a Service may end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A Pod of the cluster.
    Pod(NamespacedName),
    /// An address that no Pod is named for.
    Address(String),
}

/// One of those who may get a connection, all with equal odds.
#[derive(Debug, Clone)]
pub struct Backend {
    /// Who.
    pub target: Target,
    /// The node it is on.
    pub node: Option<String>,
    /// The ports it answers on.
    pub ports: Vec<i32>,
}

/// Sorts the slices by the Service they belong to.
pub fn slices_by_service(cluster: &Cluster) -> SlicesByService<'_> {
    let mut by_service = SlicesByService::new();
    for (key, slice) in &cluster.endpoint_slices {
        if let Some(service) = slice.metadata.labels.get(SERVICE_NAME) {
            let service = NamespacedName::new(key.namespace.clone(), service.clone());
            by_service.entry(service).or_default().push(slice);
        }
    }
    by_service
}

/// Who gets the connections to a Service: those who are ready, or if none is, those who still serve while they end
/// (`pkg/proxy/topology.go`). Of a Service with two families, the backends of its first one.
pub fn backends(cluster: &Cluster, service: &Service, slices: &[&EndpointSlice]) -> Vec<Backend> {
    let of_first_family: Vec<&EndpointSlice> = match service.spec.ip_families.first() {
        Some(family) => slices.iter().filter(|slice| slice.address_type == *family).copied().collect(),
        None => slices.to_vec(),
    };
    let ready = collect(cluster, &of_first_family, |endpoint| endpoint.conditions.ready != Some(false));
    if !ready.is_empty() {
        return ready;
    }
    collect(cluster, &of_first_family, |endpoint| {
        endpoint.conditions.serving == Some(true) && endpoint.conditions.terminating == Some(true)
    })
}

fn collect(cluster: &Cluster, slices: &[&EndpointSlice], counts: impl Fn(&Endpoint) -> bool) -> Vec<Backend> {
    let mut found: BTreeMap<Target, Backend> = BTreeMap::new();
    for slice in slices.iter().filter(|slice| !slice.ports.is_empty()) {
        for endpoint in slice.endpoints.iter().filter(|endpoint| counts(endpoint)) {
            let Some(target) = target(cluster, slice, endpoint) else { continue };
            let backend = found.entry(target.clone()).or_insert_with(|| Backend {
                target,
                node: endpoint.node_name.clone(),
                ports: Vec::new(),
            });
            for port in slice.ports.iter().filter_map(|port| port.port) {
                if !backend.ports.contains(&port) {
                    backend.ports.push(port);
                }
            }
        }
    }
    found.into_values().collect()
}

fn target(cluster: &Cluster, slice: &EndpointSlice, endpoint: &Endpoint) -> Option<Target> {
    let pod = endpoint.target_ref.as_ref().filter(|target| target.kind.as_deref() == Some(Kind::Pod.name()));
    let namespace = slice.metadata.namespace.clone().unwrap_or_default();
    let pod = pod.map(|pod| NamespacedName::new(namespace, pod.name.clone().unwrap_or_default()));
    match pod {
        Some(pod) if cluster.pods.contains_key(&pod) => Some(Target::Pod(pod)),
        _ => endpoint.addresses.first().cloned().map(Target::Address),
    }
}
