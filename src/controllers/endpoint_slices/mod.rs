//! EndpointSlices of Services with a selector (k8s.io/endpointslice).

mod distribution;
mod topology;
mod traffic_distribution;

use std::collections::BTreeMap;
use std::net::Ipv6Addr;

use self::distribution::{Distribution, Group, distribute};
use self::topology::CpuByZone;
use super::endpoint_ports::{find_port, hostname, is_of_family, left_out};
use super::selection::{Candidate, Selected};
use super::{names, owners};
use crate::api::{
    Endpoint, EndpointConditions, EndpointSlice, EndpointSlicePort, Kind, Labels, ObjectMeta, Pod, Service,
    Shared, SmolStr,
};
use crate::cluster::{Cluster, NamespacedName, SERVICE_NAME_LABEL, Store, is_headless, is_pod_ready};

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
        let labels = labels(service);
        let mut created = 0;
        for family in families(service) {
            let of_family: Vec<&EndpointSlice> =
                existing.iter().copied().filter(|old| old.address_type == family).collect();
            let groups = groups(service, pods, family);
            let Distribution { kept: mut slices, created: new } =
                distribute(family, groups, &of_family, &labels);
            for mut slice in new {
                slice.metadata = metadata(service, family, created, |name| {
                    cluster.endpoint_slices.contains_key(name) || store.contains_key(name)
                });
                store.insert(NamespacedName::of(&slice.metadata), EndpointSlice::default());
                slices.push(slice);
                created += 1;
            }
            // Hints go round in this order: the same one when the controllers run again.
            slices.sort_by(|one, other| one.metadata.name.cmp(&other.metadata.name));
            traffic_distribution::add_hints(service, &mut slices);
            topology::add_hints(service, &cpu, &mut slices);
            for mut slice in slices {
                slice.metadata.labels = labels.clone();
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
            Some(service) if is_made(slice) => {
                // One that another Service owned goes.
                if owners::is_controlled_by(&slice.metadata, Kind::Service, &service.name) {
                    own.entry(service).or_default().push(slice);
                }
            }
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

/// The endpoints of a family by the ports that their Pods have (`reconcileByAddressType`).
fn groups(service: &Service, pods: &[Candidate], family: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
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
    groups
}

/// `podToEndpoint` of utils.go.
fn endpoint(service: &Service, candidate: &Candidate, family: &str) -> Endpoint {
    let Candidate { pod, node, reference } = candidate;
    let ips = pod.status.pod_ips.iter().map(|ip| &ip.ip);
    let serving = is_pod_ready(pod);
    let terminating = pod.metadata.deletion_timestamp.is_some();
    let published = service.spec.publish_not_ready_addresses == Some(true);
    Endpoint {
        addresses: ips.filter(|ip| is_of_family(ip, family)).map(usual_form).collect(),
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

/// An address as it is usually written: a text may have capitals and zeros that say nothing.
pub(super) fn usual_form(ip: &SmolStr) -> SmolStr {
    match ip.parse::<Ipv6Addr>() {
        Ok(parsed) => parsed.to_string().into(),
        Err(_) => ip.clone(),
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

/// The name and owner of a new slice (`newEndpointSlice`).
fn metadata(
    service: &Service,
    family: &str,
    position: usize,
    is_taken: impl Fn(&NamespacedName) -> bool,
) -> ObjectMeta {
    let namespace = service.metadata.namespace.as_deref().unwrap_or("");
    let prefix = format!("{}-", service.metadata.name);
    let seed = [namespace, &service.metadata.name, family, &position.to_string()];
    ObjectMeta {
        name: names::generate(&prefix, &seed, |name| is_taken(&NamespacedName::new(namespace, name))),
        generate_name: Some(prefix.into()),
        namespace: Some(namespace.into()),
        owner_references: vec![owners::controller_reference(Kind::Service, &service.metadata)].into(),
        ..Default::default()
    }
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
