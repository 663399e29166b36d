//! EndpointSlices of Services with a selector (k8s.io/endpointslice).

mod topology;
mod traffic_distribution;

use std::collections::BTreeMap;

use self::topology::CpuByZone;
use super::endpoint_ports::{find_port, hostname, is_of_family, left_out};
use super::selection::{Candidate, Selected};
use super::{names, owners};
use crate::api::{
    Endpoint, EndpointConditions, EndpointSlice, EndpointSlicePort, Kind, Labels, ObjectMeta, Pod, Service,
    Shared, SmolStr,
};
use crate::cluster::{Cluster, NamespacedName, SERVICE_NAME_LABEL, Store, is_headless, is_pod_ready};

/// How many endpoints one slice carries.
const MAX_ENDPOINTS: usize = 100;
pub(super) const MANAGED_BY: &str = "endpointslice.kubernetes.io/managed-by";
const CONTROLLER: &str = "endpointslice-controller.k8s.io";
const HEADLESS: &str = "service.kubernetes.io/headless";
const ZONE: &str = "topology.kubernetes.io/zone";

/// The EndpointSlices of the cluster: those of the text that are not this controller's, and those of each Service with
/// a selector.
pub(super) fn run(cluster: &Cluster, selected: &Selected<Candidate>) -> Store<EndpointSlice> {
    let cpu = CpuByZone::new(cluster.nodes.values());
    let (own, mut store) = split(cluster, selected);
    for (&name, (service, pods)) in selected {
        let existing = own.get(name).map_or(&[][..], Vec::as_slice);
        for family in families(service) {
            let mut slices = slices_of_family(service, pods, family);
            traffic_distribution::add_hints(service, &mut slices);
            topology::add_hints(service, &cpu, &mut slices);
            for (position, slice) in slices.into_iter().enumerate() {
                let slice = with_metadata(slice, service, position, existing, &store);
                store.insert(NamespacedName::of(&slice.metadata), slice);
            }
        }
    }
    store
}

/// Slices that are this controller's by their labels, by Service, and the others.
fn split<'a>(
    cluster: &'a Cluster,
    selected: &Selected<Candidate>,
) -> (BTreeMap<NamespacedName, Vec<&'a EndpointSlice>>, Store<EndpointSlice>) {
    let mut own: BTreeMap<NamespacedName, Vec<&EndpointSlice>> = BTreeMap::new();
    let mut others = Store::new();
    for (name, slice) in &cluster.endpoint_slices {
        let labels = &slice.metadata.labels;
        let service = labels
            .get(SERVICE_NAME_LABEL)
            .map(|service| NamespacedName::new(name.namespace.clone(), service.clone()));
        match service.filter(|service| selected.contains_key(service)) {
            Some(service) if is_made(slice) => own.entry(service).or_default().push(slice),
            _ => drop(others.insert(name.clone(), slice.clone())),
        }
    }
    (own, others)
}

/// True if a slice says that this controller made it.
pub(super) fn is_made(slice: &EndpointSlice) -> bool {
    slice.metadata.labels.get(MANAGED_BY).is_some_and(|manager| manager == CONTROLLER)
}

/// The families of a Service's slices.
pub(super) fn families(service: &Service) -> Vec<&str> {
    match service.spec.ip_families.as_slice() {
        [] => vec!["IPv4"],
        families => families.iter().map(SmolStr::as_str).collect(),
    }
}

/// One slice for each set of ports that Pods have, cut at 100 endpoints; an empty one if there are no endpoints
/// (`reconcileByAddressType`). They have no metadata yet.
fn slices_of_family(service: &Service, pods: &[Candidate], family: &str) -> Vec<EndpointSlice> {
    let mut groups: Vec<(Vec<EndpointSlicePort>, Vec<Endpoint>)> = Vec::new();
    let mut last: Option<(&Pod, usize)> = None;
    for candidate in pods {
        let pod = candidate.pod;
        if left_out(service, pod, candidate.node, family).is_some() {
            continue;
        }
        let group = match last {
            // Replicas share their containers, and so have the same ports.
            Some((other, group)) if have_same_containers(pod, other) => group,
            _ => {
                let ports = ports(service, pod);
                groups.iter().position(|(known, _)| *known == ports).unwrap_or_else(|| {
                    groups.push((ports, Vec::new()));
                    groups.len() - 1
                })
            }
        };
        groups[group].1.push(endpoint(service, candidate, family));
        last = Some((pod, group));
    }
    let slice = |ports, endpoints| EndpointSlice {
        metadata: ObjectMeta::default(),
        address_type: family.into(),
        endpoints,
        ports,
    };
    if groups.is_empty() {
        return vec![slice(Vec::new(), Vec::new())];
    }
    let mut slices = Vec::new();
    for (ports, mut endpoints) in groups {
        while endpoints.len() > MAX_ENDPOINTS {
            let rest = endpoints.split_off(MAX_ENDPOINTS);
            slices.push(slice(ports.clone(), std::mem::replace(&mut endpoints, rest)));
        }
        slices.push(slice(ports, endpoints));
    }
    slices
}

/// `podToEndpoint` of utils.go.
fn endpoint(service: &Service, candidate: &Candidate, family: &str) -> Endpoint {
    let Candidate { pod, node, reference } = candidate;
    let ips = pod.status.pod_ips.iter().map(|ip| &ip.ip);
    let serving = is_pod_ready(pod);
    let terminating = pod.metadata.deletion_timestamp.is_some();
    let published = service.spec.publish_not_ready_addresses == Some(true);
    Endpoint {
        addresses: ips.filter(|ip| is_of_family(ip, family)).cloned().collect(),
        conditions: EndpointConditions {
            ready: Some(published || (serving && !terminating)),
            serving: Some(serving),
            terminating: Some(terminating),
        },
        hostname: hostname(pod, service),
        target_ref: Some(reference.clone()),
        deprecated_topology: Labels::new(),
        node_name: pod.spec.node_name.clone().filter(|name| !name.is_empty()),
        zone: node.and_then(|node| node.metadata.labels.get(ZONE)).filter(|zone| !zone.is_empty()).cloned(),
        hints: None,
    }
}

fn have_same_containers(one: &Pod, other: &Pod) -> bool {
    one.spec.containers.is_same(&other.spec.containers)
        && one.spec.init_containers.is_same(&other.spec.init_containers)
}

/// The Service's ports as a Pod has them, in an order by which equal sets are equal. A port that it has not is left out.
fn ports(service: &Service, pod: &Pod) -> Vec<EndpointSlicePort> {
    let found = service.spec.ports.iter().filter_map(|port| {
        Some(EndpointSlicePort {
            name: Some(port.name.clone().unwrap_or_default()),
            port: Some(find_port(pod, port)?),
            protocol: Some(port.protocol.clone().unwrap_or_else(|| "TCP".into())),
            app_protocol: port.app_protocol.clone(),
        })
    });
    found.collect()
}

/// Gives a slice its name, owner and labels. A slice of the text keeps its name as long as one of its endpoints stays.
fn with_metadata(
    mut slice: EndpointSlice,
    service: &Service,
    position: usize,
    existing: &[&EndpointSlice],
    store: &Store<EndpointSlice>,
) -> EndpointSlice {
    let namespace = service.metadata.namespace.as_deref().unwrap_or("");
    let is_taken = |name: &str| store.contains_key(&NamespacedName::new(namespace, name));
    let is_own =
        |old: &EndpointSlice| owners::is_controlled_by(&old.metadata, Kind::Service, &service.metadata.name);
    let kept =
        existing.iter().find(|old| is_own(old) && is_continued(old, &slice) && !is_taken(&old.metadata.name));
    slice.metadata = match kept {
        Some(old) => old.metadata.clone(),
        None => {
            let prefix = format!("{}-", service.metadata.name);
            let seed = [namespace, &service.metadata.name, &slice.address_type, &position.to_string()];
            ObjectMeta {
                name: names::generate(&prefix, &seed, is_taken),
                generate_name: Some(prefix.into()),
                namespace: Some(namespace.into()),
                owner_references: vec![owners::controller_reference(Kind::Service, &service.metadata)].into(),
                ..Default::default()
            }
        }
    };
    slice.metadata.labels = labels(service);
    slice
}

/// True if `old` would be updated to `new`, not deleted (`reconcileByPortMapping`).
fn is_continued(old: &EndpointSlice, new: &EndpointSlice) -> bool {
    let has = |endpoint: &Endpoint| new.endpoints.iter().any(|other| other.addresses == endpoint.addresses);
    let same_ports =
        old.ports.len() == new.ports.len() && old.ports.iter().all(|port| new.ports.contains(port));
    let both_empty = old.endpoints.is_empty() && new.endpoints.is_empty();
    old.address_type == new.address_type && same_ports && (both_empty || old.endpoints.iter().any(has))
}

/// The Service's labels without those that the controller keeps for itself (`setEndpointSliceLabels`).
fn labels(service: &Service) -> Shared<Labels> {
    let mut labels = service.metadata.labels.clone();
    labels.remove(HEADLESS);
    if is_headless(service) {
        labels.insert(HEADLESS.into(), String::new().into());
    }
    labels.insert(SERVICE_NAME_LABEL.into(), service.metadata.name.clone());
    labels.insert(MANAGED_BY.into(), CONTROLLER.into());
    labels
}
