//! What is in the table, and the names of what every node has.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::{Base, Chain, Hook, IpFamily, KeyType, Map, Rule, Rules, Set};
use crate::api::ObjectRef;

/// A chain of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChainId(u32);

/// A set of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetId(u32);

/// A map of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MapId(u32);

/// The chains that every node has.
pub mod chains {
    use super::{Base, ChainId, Hook};

    /// Source ranges are checked before the destination is rewritten.
    pub const FILTER_PREROUTING_PRE_DNAT: ChainId = ChainId(0);
    /// The same for what the node itself sends.
    pub const FILTER_OUTPUT_PRE_DNAT: ChainId = ChainId(1);
    /// Where destinations are rewritten.
    pub const NAT_PREROUTING: ChainId = ChainId(2);
    /// The same for what the node itself sends.
    pub const NAT_OUTPUT: ChainId = ChainId(3);
    /// What is for the node itself.
    pub const FILTER_INPUT: ChainId = ChainId(4);
    /// What goes through the node.
    pub const FILTER_FORWARD: ChainId = ChainId(5);
    /// What the node itself sends, after its destination is rewritten.
    pub const FILTER_OUTPUT: ChainId = ChainId(6);
    /// Where sources are rewritten.
    pub const NAT_POSTROUTING: ChainId = ChainId(7);
    /// Finds the Service of a packet.
    pub const SERVICES: ChainId = ChainId(8);
    /// Checks source ranges.
    pub const FIREWALL_CHECK: ChainId = ChainId(9);
    /// Stops what is for a node port with nothing behind it.
    pub const NODE_PORT_ENDPOINTS_CHECK: ChainId = ChainId(10);
    /// Stops what is for an address with nothing behind it.
    pub const SERVICE_ENDPOINTS_CHECK: ChainId = ChainId(11);
    /// Stops what is for a cluster IP and was not rewritten.
    pub const CLUSTER_IPS_CHECK: ChainId = ChainId(12);
    /// Masquerades what is marked.
    pub const MASQUERADING: ChainId = ChainId(13);
    /// Marks for masquerading.
    pub const MARK_FOR_MASQUERADE: ChainId = ChainId(14);
    /// Refuses.
    pub const REJECT: ChainId = ChainId(15);

    const fn base(is_nat: bool, hook: Hook, priority: i32) -> Option<Base> {
        Some(Base { is_nat, hook, priority })
    }

    /// Names, and when the kernel enters the chain by itself.
    pub(super) const ALL: [(&str, Option<Base>, Option<&str>); 16] = [
        ("filter-prerouting-pre-dnat", base(false, Hook::Prerouting, -110), None),
        ("filter-output-pre-dnat", base(false, Hook::Output, -110), None),
        ("nat-prerouting", base(true, Hook::Prerouting, -100), None),
        ("nat-output", base(true, Hook::Output, -100), None),
        ("filter-input", base(false, Hook::Input, 0), None),
        ("filter-forward", base(false, Hook::Forward, 0), None),
        ("filter-output", base(false, Hook::Output, 0), None),
        ("nat-postrouting", base(true, Hook::Postrouting, 100), None),
        ("services", None, None),
        ("firewall-check", None, None),
        ("nodeport-endpoints-check", None, None),
        ("service-endpoints-check", None, None),
        ("cluster-ips-check", None, None),
        ("masquerading", None, None),
        ("mark-for-masquerade", None, None),
        ("reject-chain", None, Some("helper for @no-endpoint-services / @no-endpoint-nodeports")),
    ];
}

/// The sets that every node has.
pub mod sets {
    use super::SetId;

    /// Every cluster IP.
    pub const CLUSTER_IPS: SetId = SetId(0);
}

/// The maps that every node has.
pub mod maps {
    use super::MapId;

    /// Addresses of Services.
    pub const SERVICE_IPS: MapId = MapId(0);
    /// Node ports.
    pub const SERVICE_NODE_PORTS: MapId = MapId(1);
    /// Addresses of Services with nothing behind them.
    pub const NO_ENDPOINT_SERVICES: MapId = MapId(2);
    /// Node ports with nothing behind them.
    pub const NO_ENDPOINT_NODE_PORTS: MapId = MapId(3);
    /// Addresses of load balancers with source ranges.
    pub const FIREWALL_IPS: MapId = MapId(4);
}

impl Rules {
    /// The table with everything that every node has, all empty.
    pub(super) fn new(family: IpFamily) -> Self {
        let map = |name, key, comment| Map { name, comment, key, elements: BTreeMap::new() };
        let address = KeyType::Address;
        Rules {
            family,
            sets: vec![Set::of_addresses("cluster-ips", "Active ClusterIPs")],
            maps: vec![
                map("service-ips", address, "ClusterIP, ExternalIP and LoadBalancer IP traffic"),
                map("service-nodeports", KeyType::Port, "NodePort traffic"),
                map(
                    "no-endpoint-services",
                    address,
                    "vmap to drop or reject packets to services with no endpoints",
                ),
                map(
                    "no-endpoint-nodeports",
                    KeyType::Port,
                    "vmap to drop or reject packets to service nodeports with no endpoints",
                ),
                map("firewall-ips", address, "destinations that are subject to LoadBalancerSourceRanges"),
            ],
            chains: chains::ALL
                .iter()
                .map(|(name, base, comment)| Chain {
                    name: (*name).into(),
                    comment: *comment,
                    base: *base,
                    service: None,
                    rules: Vec::new(),
                })
                .collect(),
        }
    }

    /// Its sets: those that every node has, those of each endpoint.
    pub fn sets(&self) -> &[Set] {
        &self.sets
    }

    /// One of its sets.
    pub fn set(&self, id: SetId) -> &Set {
        &self.sets[id.0 as usize]
    }

    /// Its maps.
    pub fn maps(&self) -> &[Map] {
        &self.maps
    }

    /// One of its maps.
    pub fn map(&self, id: MapId) -> &Map {
        &self.maps[id.0 as usize]
    }

    /// Its chains: those that every node has, those of each service port.
    pub fn chains(&self) -> &[Chain] {
        &self.chains
    }

    /// One of its chains.
    pub fn chain(&self, id: ChainId) -> &Chain {
        &self.chains[id.0 as usize]
    }

    /// The chains that the kernel enters at a hook, in its order.
    pub fn at(&self, hook: Hook) -> impl Iterator<Item = ChainId> {
        let mut entered: Vec<(i32, ChainId)> = (0..)
            .zip(&self.chains)
            .filter_map(|(at, chain)| {
                Some((chain.base.filter(|base| base.hook == hook)?.priority, ChainId(at)))
            })
            .collect();
        entered.sort();
        entered.into_iter().map(|(_, chain)| chain)
    }

    pub(super) fn set_mut(&mut self, id: SetId) -> &mut Set {
        &mut self.sets[id.0 as usize]
    }

    pub(super) fn map_mut(&mut self, id: MapId) -> &mut Map {
        &mut self.maps[id.0 as usize]
    }

    /// Adds a chain of a Service.
    pub(super) fn add_chain(&mut self, name: String, service: &Rc<ObjectRef>) -> ChainId {
        let id = ChainId(self.chains.len() as u32);
        let service = Some(Rc::clone(service));
        self.chains.push(Chain { name: name.into(), comment: None, base: None, service, rules: Vec::new() });
        id
    }

    /// Adds a set of addresses.
    pub(super) fn add_set(&mut self, set: Set) -> SetId {
        let id = SetId(self.sets.len() as u32);
        self.sets.push(set);
        id
    }

    /// Adds a set that remembers clients of a Service for some seconds.
    pub(super) fn add_affinity_set(&mut self, name: String, seconds: u32, service: &Rc<ObjectRef>) -> SetId {
        self.add_set(Set {
            name: name.into(),
            comment: None,
            timeout: Some(seconds),
            elements: BTreeSet::new(),
            service: Some(Rc::clone(service)),
        })
    }

    /// Adds a rule at the end of a chain.
    pub(super) fn append(&mut self, chain: ChainId, rule: Rule) {
        self.chains[chain.0 as usize].rules.push(rule);
    }
}

impl Set {
    /// An empty set that no rule fills.
    pub(super) fn of_addresses(name: &str, comment: &'static str) -> Self {
        Set {
            name: name.into(),
            comment: Some(comment),
            timeout: None,
            elements: BTreeSet::new(),
            service: None,
        }
    }
}
