//! Endpoints of Services with a selector (pkg/controller/endpoint).

use super::endpoint_ports::{find_port, hostname, is_of_family, may_be_endpoint};
use super::selection::{Candidate, Selected};
use crate::api::{
    EndpointAddress, EndpointPort, EndpointSubset, Endpoints, Labels, ObjectMeta, Pod, Service, ServicePort,
    Shared,
};
use crate::cluster::{Cluster, Store, is_headless, is_pod_ready, repack};

/// How many addresses one object carries.
const MAX_CAPACITY: usize = 1000;
const OVER_CAPACITY: &str = "endpoints.kubernetes.io/over-capacity";
const MANAGED_BY: &str = "endpoints.kubernetes.io/managed-by";
const HEADLESS: &str = "service.kubernetes.io/headless";

/// The Endpoints of the cluster: those of the text, and one for each Service with a selector, which replaces what the
/// text has under its name.
pub(super) fn run(cluster: &Cluster, selected: &Selected<Candidate>) -> Store<Endpoints> {
    let mut store = cluster.endpoints.clone();
    for (&name, (service, pods)) in selected {
        let metadata = match store.remove(name) {
            Some(endpoints) => endpoints.metadata,
            None => ObjectMeta {
                name: name.name.clone(),
                namespace: Some(name.namespace.clone()),
                ..Default::default()
            },
        };
        store.insert(name.clone(), endpoints(service, pods, metadata));
    }
    store
}

fn endpoints(service: &Service, pods: &[Candidate], mut metadata: ObjectMeta) -> Endpoints {
    let mut subsets = subsets(service, pods);
    metadata.labels = labels(service);
    metadata.annotations.remove(OVER_CAPACITY);
    if truncate(&mut subsets) {
        metadata.annotations.insert(OVER_CAPACITY.into(), "truncated".into());
    }
    Endpoints { metadata, subsets }
}

/// The Service's labels, and who manages the object.
fn labels(service: &Service) -> Shared<Labels> {
    let mut labels = service.metadata.labels.clone();
    labels.remove(HEADLESS);
    if is_headless(service) {
        labels.insert(HEADLESS.into(), String::new().into());
    }
    labels.insert(MANAGED_BY.into(), "endpoint-controller".into());
    labels
}

fn subsets(service: &Service, pods: &[Candidate]) -> Vec<EndpointSubset> {
    let not_ready_too = service.spec.publish_not_ready_addresses == Some(true);
    let mut found = Vec::with_capacity(pods.len());
    for candidate in pods.iter().filter(|candidate| may_be_endpoint(candidate.pod, not_ready_too)) {
        let Some(address) = address(service, candidate) else { continue };
        let is_ready = not_ready_too || is_pod_ready(candidate.pod);
        let mut ports = service.spec.ports.iter().filter_map(|port| endpoint_port(port, candidate.pod));
        match ports.next() {
            Some(first) => {
                found.extend(ports.map(|port| (Some(port), address.clone(), is_ready)));
                found.push((Some(first), address, is_ready));
            }
            // A headless Service need not have ports.
            None if service.spec.ports.is_empty() && is_headless(service) => {
                found.push((None, address, is_ready))
            }
            None => {}
        }
    }
    repack(found)
}

/// The Pod's first address in the Service's first family; none if it has none there.
fn address(service: &Service, Candidate { pod, reference, .. }: &Candidate) -> Option<EndpointAddress> {
    let family = service.spec.ip_families.first();
    let ip = pod.status.pod_ips.iter().find(|ip| family.is_none_or(|family| is_of_family(&ip.ip, family)))?;
    Some(EndpointAddress {
        ip: ip.ip.clone(),
        hostname: hostname(pod, service),
        node_name: pod.spec.node_name.clone(),
        target_ref: Some(reference.clone()),
    })
}

/// A Service's port in a Pod; none if the Pod has not got it.
fn endpoint_port(port: &ServicePort, pod: &Pod) -> Option<EndpointPort> {
    Some(EndpointPort {
        name: port.name.clone().filter(|name| !name.is_empty()),
        port: find_port(pod, port)?,
        protocol: Some(port.protocol.clone().unwrap_or_else(|| "TCP".into())),
        app_protocol: port.app_protocol.clone(),
    })
}

/// Cuts Endpoints down to 1000 addresses, ready ones first, each subset by its share (`truncateEndpoints`). True if
/// anything was cut.
fn truncate(subsets: &mut [EndpointSubset]) -> bool {
    let ready: usize = subsets.iter().map(|subset| subset.addresses.len()).sum();
    let not_ready: usize = subsets.iter().map(|subset| subset.not_ready_addresses.len()).sum();
    if ready + not_ready <= MAX_CAPACITY {
        return false;
    }
    let cut_ready = ready > MAX_CAPACITY;
    let (total, room) = if cut_ready { (ready, MAX_CAPACITY) } else { (not_ready, MAX_CAPACITY - ready) };
    let mut left = room;
    for subset in subsets {
        let addresses = if cut_ready {
            subset.not_ready_addresses.clear();
            &mut subset.addresses
        } else {
            &mut subset.not_ready_addresses
        };
        let share = (addresses.len() * room).div_ceil(total);
        addresses.truncate(share.min(left));
        left -= addresses.len();
    }
    true
}
