//! Which addresses and ports of Endpoints stand in one subset (`RepackSubsets` of pkg/api/v1/endpoints).

use std::collections::BTreeMap;

use crate::api::{EndpointAddress, EndpointPort, EndpointSubset};

/// An address and the Pod that has it: two Pods on the network of one node stay apart.
type AddressKey = (String, Option<String>);

/// Addresses with their readiness.
type Addresses = BTreeMap<AddressKey, (EndpointAddress, bool)>;

/// Puts ports that the same addresses have into one subset. An address that is both ready and not ready on a port is
/// not ready. `None` as a port stands for a subset without ports.
pub fn repack(
    found: impl IntoIterator<Item = (Option<EndpointPort>, EndpointAddress, bool)>,
) -> Vec<EndpointSubset> {
    let mut by_port: Vec<(Option<EndpointPort>, Addresses)> = Vec::new();
    for (port, address, is_ready) in found {
        let position = by_port.iter().position(|(known, _)| *known == port).unwrap_or_else(|| {
            by_port.push((port, Addresses::new()));
            by_port.len() - 1
        });
        let uid = address.target_ref.as_ref().and_then(|target| target.uid.clone());
        let known = by_port[position].1.entry((address.ip.clone(), uid)).or_insert((address, is_ready));
        known.1 &= is_ready;
    }
    let mut groups: Vec<(Vec<EndpointPort>, Addresses)> = Vec::new();
    for (port, addresses) in by_port {
        match groups.iter_mut().find(|(_, others)| same(others, &addresses)) {
            Some((ports, _)) => ports.extend(port),
            None => groups.push((port.into_iter().collect(), addresses)),
        }
    }
    groups.into_iter().map(|(ports, addresses)| subset(ports, addresses)).collect()
}

/// Every address of a subset with every port, and with none if there are none, as [`repack`] takes them.
pub fn subset_entries(
    subset: &EndpointSubset,
) -> impl Iterator<Item = (Option<EndpointPort>, EndpointAddress, bool)> {
    let ports: Vec<Option<&EndpointPort>> = match subset.ports.as_slice() {
        [] => vec![None],
        ports => ports.iter().map(Some).collect(),
    };
    ports.into_iter().flat_map(|port| {
        let ready = subset.addresses.iter().map(|address| (address, true));
        let not_ready = subset.not_ready_addresses.iter().map(|address| (address, false));
        ready.chain(not_ready).map(move |(address, is_ready)| (port.cloned(), address.clone(), is_ready))
    })
}

fn same(one: &Addresses, other: &Addresses) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|((a, (_, a_ready)), (b, (_, b_ready)))| a == b && a_ready == b_ready)
}

fn subset(ports: Vec<EndpointPort>, addresses: Addresses) -> EndpointSubset {
    let mut subset = EndpointSubset { ports, ..Default::default() };
    for (address, is_ready) in addresses.into_values() {
        let list = if is_ready { &mut subset.addresses } else { &mut subset.not_ready_addresses };
        list.push(address);
    }
    subset
}
