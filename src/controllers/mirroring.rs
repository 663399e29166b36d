//! EndpointSlices for Endpoints that people wrote by hand (pkg/controller/endpointslicemirroring).

use std::collections::BTreeMap;

use super::endpoint_ports::is_of_family;
use super::endpoint_slices::{MANAGED_BY, usual_form};
use super::{names, owners};
use crate::api::{
    Endpoint, EndpointAddress, EndpointConditions, EndpointPort, EndpointSlice, EndpointSlicePort, Endpoints,
    Kind, Labels, ObjectMeta,
};
use crate::cluster::{Cluster, NamespacedName, SERVICE_NAME_LABEL, Store};

const CONTROLLER: &str = "endpointslicemirroring-controller.k8s.io";
const SKIP: &str = "endpointslice.kubernetes.io/skip-mirror";
/// Endpoints with this annotation are a lock, not addresses.
const LEADER: &str = "control-plane.alpha.kubernetes.io/leader";
/// Annotations that stay with the Endpoints.
const NOT_COPIED: [&str; 2] =
    ["endpoints.kubernetes.io/last-change-trigger-time", "kubectl.kubernetes.io/last-applied-configuration"];
/// How many addresses of one subset are mirrored.
const MAX_ADDRESSES: usize = 1000;

/// Mirrors the Endpoints of Services without a selector, and takes away what the controller's name stands on without
/// such Endpoints.
pub(super) fn run(cluster: &mut Cluster) {
    let Cluster { services, endpoints, endpoint_slices, .. } = cluster;
    let mirrored: BTreeMap<&NamespacedName, &Endpoints> = endpoints
        .iter()
        .filter(|(name, endpoints)| {
            let service = services.get(name);
            service.is_some_and(|service| service.spec.selector.is_empty()) && is_mirrored(endpoints)
        })
        .collect();
    let mut own: BTreeMap<NamespacedName, Vec<EndpointSlice>> = BTreeMap::new();
    endpoint_slices.retain(|name, slice| {
        let labels = &slice.metadata.labels;
        let is_own = labels.get(MANAGED_BY).is_some_and(|manager| manager == CONTROLLER);
        if let Some(service) = labels.get(SERVICE_NAME_LABEL).filter(|_| is_own) {
            own.entry(NamespacedName::new(name.namespace.clone(), service.clone()))
                .or_default()
                .push(slice.clone());
            return false;
        }
        true
    });
    for (name, endpoints) in mirrored {
        let slices = slices(endpoints);
        let (mut same, mut others) = own
            .remove(name)
            .unwrap_or_default()
            .into_iter()
            .partition(|old| slices.iter().any(|slice| mirrors_same_ports(old, slice)));
        for (position, slice) in slices.into_iter().enumerate() {
            let old = take(&mut same, |old| mirrors_same_ports(old, &slice))
                // What would be deleted and created is updated instead (`recycleSlices`).
                .or_else(|| take(&mut others, |old| old.address_type == slice.address_type));
            let slice = with_metadata(slice, endpoints, position, old, endpoint_slices);
            endpoint_slices.insert(NamespacedName::of(&slice.metadata), slice);
        }
    }
}

fn is_mirrored(endpoints: &Endpoints) -> bool {
    endpoints.metadata.labels.get(SKIP).is_none_or(|skip| skip != "true")
        && !endpoints.metadata.annotations.contains_key(LEADER)
}

/// One slice for each subset and address family.
fn slices(endpoints: &Endpoints) -> Vec<EndpointSlice> {
    let mut slices = Vec::new();
    for subset in &endpoints.subsets {
        let ready = subset.addresses.iter().map(|address| (address, true));
        let not_ready = subset.not_ready_addresses.iter().map(|address| (address, false));
        let mirrored: Vec<_> = ready.chain(not_ready).take(MAX_ADDRESSES).collect();
        for family in ["IPv4", "IPv6"] {
            let of_family = mirrored.iter().filter(|(address, _)| is_of_family(&address.ip, family));
            let endpoints: Vec<Endpoint> =
                of_family.map(|(address, is_ready)| endpoint(address, *is_ready)).collect();
            if !endpoints.is_empty() {
                slices.push(EndpointSlice {
                    metadata: ObjectMeta::default(),
                    address_type: family.into(),
                    endpoints,
                    ports: subset.ports.iter().map(port).collect(),
                });
            }
        }
    }
    slices
}

/// `addressToEndpoint`: of the conditions only `ready` is known.
fn endpoint(address: &EndpointAddress, is_ready: bool) -> Endpoint {
    Endpoint {
        addresses: vec![usual_form(&address.ip)],
        conditions: EndpointConditions { ready: Some(is_ready), serving: None, terminating: None },
        hostname: address.hostname.clone().filter(|name| !name.is_empty()),
        target_ref: address.target_ref.clone(),
        deprecated_topology: Labels::new(),
        node_name: address.node_name.clone(),
        zone: None,
        hints: None,
    }
}

fn port(port: &EndpointPort) -> EndpointSlicePort {
    EndpointSlicePort {
        name: Some(port.name.clone().unwrap_or_default()),
        port: Some(port.port),
        protocol: Some(port.protocol.clone().unwrap_or_else(|| "TCP".into())),
        app_protocol: port.app_protocol.clone(),
    }
}

fn mirrors_same_ports(old: &EndpointSlice, new: &EndpointSlice) -> bool {
    old.address_type == new.address_type && old.ports == new.ports
}

fn take(
    slices: &mut Vec<EndpointSlice>,
    is_wanted: impl Fn(&EndpointSlice) -> bool,
) -> Option<EndpointSlice> {
    let position = slices.iter().position(is_wanted)?;
    Some(slices.remove(position))
}

/// Gives a slice its name, owner, labels and annotations; one that takes the place of another keeps its name.
fn with_metadata(
    mut slice: EndpointSlice,
    endpoints: &Endpoints,
    position: usize,
    old: Option<EndpointSlice>,
    store: &Store<EndpointSlice>,
) -> EndpointSlice {
    let owner = &endpoints.metadata;
    let namespace = owner.namespace.as_deref().unwrap_or("");
    slice.metadata = match old {
        Some(old) => old.metadata,
        None => {
            let prefix = format!("{}-", owner.name);
            let seed = [namespace, &owner.name, &slice.address_type, "mirrored", &position.to_string()];
            let is_taken = |name: &str| store.contains_key(&NamespacedName::new(namespace, name));
            ObjectMeta {
                name: names::generate(&prefix, &seed, is_taken),
                generate_name: Some(prefix.into()),
                namespace: Some(namespace.into()),
                owner_references: vec![owners::controller_reference(Kind::Endpoints, owner)].into(),
                ..Default::default()
            }
        }
    };
    slice.metadata.labels = owner.labels.clone();
    slice.metadata.labels.insert(SERVICE_NAME_LABEL.into(), owner.name.clone());
    slice.metadata.labels.insert(MANAGED_BY.into(), CONTROLLER.into());
    slice.metadata.annotations = owner.annotations.clone();
    slice.metadata.annotations.retain(|key, _| !NOT_COPIED.contains(&key.as_str()));
    slice
}
