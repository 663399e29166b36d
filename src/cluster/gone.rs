//! What Pods that are gone leave behind.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use super::NamespacedName;
use crate::api::Pod;

/// Names and addresses of Pods that are gone. A Pod that is made later gets none of them: a generated name is a random
/// one in a real cluster, and a Pod network hands its addresses out in a round.
#[derive(Debug, Clone, Default)]
pub struct Gone {
    names: BTreeMap<NamespacedName, usize>,
    addresses: BTreeSet<IpAddr>,
}

impl Gone {
    /// Remembers a Pod that is gone.
    pub fn add(&mut self, name: NamespacedName, pod: &Pod) {
        *self.names.entry(name).or_default() += 1;
        self.addresses.extend(pod.status.pod_ips.iter().filter_map(|ip| ip.ip.parse::<IpAddr>().ok()));
    }

    /// How many Pods of this name are gone. The Pods of a StatefulSet share a name one after another.
    pub fn count(&self, name: &NamespacedName) -> usize {
        self.names.get(name).copied().unwrap_or(0)
    }

    /// The addresses they had.
    pub fn addresses(&self) -> impl Iterator<Item = IpAddr> {
        self.addresses.iter().copied()
    }
}
