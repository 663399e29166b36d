//! Which endpoint stands in which slice (`reconcileByPortMapping` and `finalize` of k8s.io/endpointslice): those that are
//! there stay where they are, new ones fill the gaps, and only what is left over gets new slices.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::api::{Endpoint, EndpointSlice, EndpointSlicePort, Labels, ObjectMeta, SmolStr};

/// How many endpoints one slice carries.
const MAX_ENDPOINTS: usize = 100;

/// Endpoints with the same ports.
pub(super) type Group = (Vec<EndpointSlicePort>, Vec<Endpoint>);

/// The slices of one family of a Service.
#[derive(Debug, Default)]
pub(super) struct Distribution {
    /// Those that go on, with the metadata that they had.
    pub(super) kept: Vec<EndpointSlice>,
    /// Those that are new and have no metadata yet.
    pub(super) created: Vec<EndpointSlice>,
}

/// Spreads the endpoints of a family over slices. `existing` are the Service's own of that family, by name; `labels`
/// are those that its slices have.
pub(super) fn distribute(
    family: &str,
    groups: Vec<Group>,
    existing: &[&EndpointSlice],
    labels: &Labels,
) -> Distribution {
    let mut slices = Distribution::default();
    let mut deleted: Vec<&EndpointSlice> = Vec::new();
    let mut others = existing.to_vec();
    for (ports, endpoints) in groups {
        let (same, rest) = others.into_iter().partition(|old| have_same_ports(&old.ports, &ports));
        others = rest;
        let empty = slice(family, ports);
        slices.reconcile(empty, endpoints, same, &mut deleted, labels);
    }
    deleted.extend(others);
    if slices.kept.is_empty() && slices.created.is_empty() {
        match deleted.as_slice() {
            [old] if old.ports.is_empty() && old.endpoints.is_empty() => {
                slices.kept.push((*old).clone());
                deleted.clear();
            }
            _ => slices.created.push(slice(family, Vec::new())),
        }
    }
    // What would be deleted and created is updated instead.
    for old in deleted {
        let Some(mut slice) = slices.created.pop() else { break };
        slice.metadata = ObjectMeta { annotations: Default::default(), ..old.metadata.clone() };
        slices.kept.push(slice);
    }
    slices
}

impl Distribution {
    /// The slices of one set of ports.
    fn reconcile<'e>(
        &mut self,
        empty: EndpointSlice,
        endpoints: Vec<Endpoint>,
        existing: Vec<&'e EndpointSlice>,
        deleted: &mut Vec<&'e EndpointSlice>,
        labels: &Labels,
    ) {
        let (mut updated, mut unchanged) = (Vec::new(), Vec::new());
        let mut left = endpoints;
        if !existing.is_empty() {
            let mut wanted: BTreeMap<Key, Endpoint> = BTreeMap::new();
            wanted.extend(left.into_iter().map(|endpoint| (Key::of(&endpoint), endpoint)));
            for old in existing {
                let kept: Vec<Endpoint> =
                    old.endpoints.iter().filter_map(|endpoint| wanted.remove(&Key::of(endpoint))).collect();
                if kept.is_empty() && !old.endpoints.is_empty() {
                    deleted.push(old);
                    continue;
                }
                let is_unchanged = is_same(&old.endpoints, &kept) && old.metadata.labels == *labels;
                let slice =
                    EndpointSlice { metadata: old.metadata.clone(), endpoints: kept, ..empty.clone() };
                if is_unchanged { unchanged.push(slice) } else { updated.push(slice) }
            }
            left = wanted.into_values().collect();
        }
        // The fullest first.
        updated.sort_by_key(|slice: &EndpointSlice| Reverse(slice.endpoints.len()));
        updated.iter_mut().for_each(|slice| fill(slice, &mut left));
        if let Some(slice) = slice_to_fill(&mut unchanged, left.len()) {
            fill(slice, &mut left);
        }
        while !left.is_empty() {
            let mut slice = empty.clone();
            fill(&mut slice, &mut left);
            self.created.push(slice);
        }
        self.kept.extend(updated.into_iter().chain(unchanged));
    }
}

/// By what an endpoint is known as the one that it was before (`hashEndpoint` of endpointset.go).
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    name: Option<SmolStr>,
    addresses: Vec<SmolStr>,
}

impl Key {
    fn of(endpoint: &Endpoint) -> Self {
        let mut addresses = endpoint.addresses.clone();
        addresses.sort();
        Key { name: endpoint.target_ref.as_ref().and_then(|target| target.name.clone()), addresses }
    }
}

/// True if nothing has changed that counts (`EndpointsEqualBeyondHash`). A text need not give uids.
fn is_same(old: &[Endpoint], new: &[Endpoint]) -> bool {
    let is_same_pod = |old: &Endpoint, new: &Endpoint| {
        let uid = |endpoint: &Endpoint| endpoint.target_ref.as_ref().and_then(|target| target.uid.clone());
        uid(old).is_none_or(|old| uid(new) == Some(old))
    };
    let pairs = old.iter().zip(new);
    let mut pairs = pairs.map(|(old, new)| {
        old.conditions == new.conditions
            && old.node_name == new.node_name
            && old.zone == new.zone
            && is_same_pod(old, new)
    });
    old.len() == new.len() && pairs.all(|same| same)
}

/// The slice that is closest to full once it has all that are left (`getSliceToFill`).
fn slice_to_fill(slices: &mut [EndpointSlice], left: usize) -> Option<&mut EndpointSlice> {
    let has_room = |slice: &EndpointSlice| left > 0 && slice.endpoints.len() + left <= MAX_ENDPOINTS;
    let mut fitting: Vec<&mut EndpointSlice> = slices.iter_mut().filter(|slice| has_room(slice)).collect();
    fitting.sort_by_key(|slice| Reverse(slice.endpoints.len()));
    fitting.into_iter().next()
}

fn fill(slice: &mut EndpointSlice, left: &mut Vec<Endpoint>) {
    let room = MAX_ENDPOINTS.saturating_sub(slice.endpoints.len()).min(left.len());
    slice.endpoints.extend(left.drain(..room));
}

fn slice(family: &str, ports: Vec<EndpointSlicePort>) -> EndpointSlice {
    EndpointSlice {
        metadata: ObjectMeta::default(),
        address_type: family.into(),
        endpoints: Vec::new(),
        ports,
    }
}

fn have_same_ports(one: &[EndpointSlicePort], other: &[EndpointSlicePort]) -> bool {
    one.len() == other.len() && one.iter().all(|port| other.contains(port))
}
