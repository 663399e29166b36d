//! Which addresses and ports of Endpoints stand in one subset (`RepackSubsets` of pkg/api/v1/endpoints).

use crate::api::{EndpointAddress, EndpointPort, EndpointSubset};

/// Addresses with their readiness, in the order of address and Pod, each once.
type Addresses = Vec<(EndpointAddress, bool)>;

/// Puts ports that the same addresses have into one subset. An address that is both ready and not ready on a port is
/// not ready. `None` as a port stands for a subset without ports.
pub fn repack(
    found: impl IntoIterator<Item = (Option<EndpointPort>, EndpointAddress, bool)>,
) -> Vec<EndpointSubset> {
    let mut by_port: Vec<(Option<EndpointPort>, Addresses)> = Vec::new();
    for (port, address, is_ready) in found {
        match by_port.iter_mut().find(|(known, _)| *known == port) {
            Some((_, addresses)) => addresses.push((address, is_ready)),
            None => by_port.push((port, vec![(address, is_ready)])),
        }
    }
    let mut groups: Vec<(Vec<EndpointPort>, Addresses)> = Vec::new();
    for (port, mut addresses) in by_port {
        sort(&mut addresses);
        match groups.iter_mut().find(|(_, others)| same(others, &addresses)) {
            Some((ports, _)) => ports.extend(port),
            None => groups.push((port.into_iter().collect(), addresses)),
        }
    }
    groups.into_iter().map(|(ports, addresses)| subset(ports, addresses)).collect()
}

/// An address and the Pod that has it: two Pods on the network of one node stay apart.
fn key(address: &EndpointAddress) -> (&str, Option<&str>) {
    (&address.ip, address.target_ref.as_ref().and_then(|target| target.uid.as_deref()))
}

fn sort(addresses: &mut Addresses) {
    // Stable, so that of equals the first stays.
    addresses.sort_by(|(one, _), (other, _)| key(one).cmp(&key(other)));
    addresses.dedup_by(|(repeated, is_ready), (first, was_ready)| {
        let again = key(repeated) == key(first);
        *was_ready &= *is_ready || !again;
        again
    });
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
    let pairs = one.iter().zip(other);
    let mut pairs = pairs.map(|((a, a_ready), (b, b_ready))| a_ready == b_ready && key(a) == key(b));
    one.len() == other.len() && pairs.all(|same| same)
}

fn subset(ports: Vec<EndpointPort>, addresses: Addresses) -> EndpointSubset {
    let (ready, not_ready): (Addresses, Addresses) =
        addresses.into_iter().partition(|(_, is_ready)| *is_ready);
    let addresses = |list: Addresses| list.into_iter().map(|(address, _)| address).collect();
    EndpointSubset { addresses: addresses(ready), not_ready_addresses: addresses(not_ready), ports }
}
