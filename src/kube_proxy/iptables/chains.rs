//! Tables and the chains that every node has.

use std::rc::Rc;

use super::{Chain, Rule, Table};
use crate::api::ObjectRef;

/// A chain of one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChainId(u32);

/// The chains of the `filter` table that every node has.
pub mod filter {
    use super::ChainId;

    /// What goes to the node itself.
    pub const INPUT: ChainId = ChainId(0);
    /// What goes through the node.
    pub const FORWARD: ChainId = ChainId(1);
    /// What comes from the node itself.
    pub const OUTPUT: ChainId = ChainId(2);
    /// Cluster IPs that have nothing behind them.
    pub const SERVICES: ChainId = ChainId(3);
    /// Addresses and ports for the outside that have nothing behind them.
    pub const EXTERNAL_SERVICES: ChainId = ChainId(4);
    /// What may be forwarded whatever the policy of `FORWARD`.
    pub const KUBE_FORWARD: ChainId = ChainId(5);
    /// Health check node ports.
    pub const NODE_PORTS: ChainId = ChainId(6);
    /// Packets to load balancers from clients in no source range.
    pub const PROXY_FIREWALL: ChainId = ChainId(7);
    /// Packets to 127.0.0.1 from neighbours.
    pub const FIREWALL: ChainId = ChainId(8);

    pub(super) const NAMES: [&str; 9] = [
        "INPUT",
        "FORWARD",
        "OUTPUT",
        "KUBE-SERVICES",
        "KUBE-EXTERNAL-SERVICES",
        "KUBE-FORWARD",
        "KUBE-NODEPORTS",
        "KUBE-PROXY-FIREWALL",
        "KUBE-FIREWALL",
    ];
}

/// The chains of the `nat` table that every node has.
pub mod nat {
    use super::ChainId;

    /// What comes in, before the route is chosen.
    pub const PREROUTING: ChainId = ChainId(0);
    /// What comes from the node itself.
    pub const OUTPUT: ChainId = ChainId(1);
    /// What goes out, after the route is chosen.
    pub const POSTROUTING: ChainId = ChainId(2);
    /// Every address of every Service.
    pub const SERVICES: ChainId = ChainId(3);
    /// Every node port.
    pub const NODE_PORTS: ChainId = ChainId(4);
    /// Masquerades what is marked.
    pub const KUBE_POSTROUTING: ChainId = ChainId(5);
    /// Marks for masquerading.
    pub const MARK_MASQ: ChainId = ChainId(6);

    pub(super) const NAMES: [&str; 7] = [
        "PREROUTING",
        "OUTPUT",
        "POSTROUTING",
        "KUBE-SERVICES",
        "KUBE-NODEPORTS",
        "KUBE-POSTROUTING",
        "KUBE-MARK-MASQ",
    ];
}

/// How many chains of each table are the kernel's own.
const BUILT_IN: usize = 3;

impl Table {
    /// The `filter` table with the chains that every node has, all empty.
    pub(super) fn filter() -> Self {
        Table::new("filter", &filter::NAMES)
    }

    /// The `nat` table with the chains that every node has, all empty.
    pub(super) fn nat() -> Self {
        Table::new("nat", &nat::NAMES)
    }

    fn new(name: &'static str, chains: &[&str]) -> Self {
        let chains = chains.iter().enumerate().map(|(at, name)| Chain {
            name: (*name).into(),
            is_built_in: at < BUILT_IN,
            service: None,
            rules: Vec::new(),
        });
        Table { name, chains: chains.collect() }
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Its chains: the kernel's own, those that every node has, those of each service port.
    pub fn chains(&self) -> &[Chain] {
        &self.chains
    }

    /// One of its chains.
    pub fn chain(&self, id: ChainId) -> &Chain {
        &self.chains[id.0 as usize]
    }

    /// Adds a chain of a Service.
    pub(super) fn add_chain(&mut self, name: String, service: &Rc<ObjectRef>) -> ChainId {
        let id = ChainId(self.chains.len() as u32);
        let service = Some(Rc::clone(service));
        self.chains.push(Chain { name: name.into(), is_built_in: false, service, rules: Vec::new() });
        id
    }

    /// Adds a rule at the end of a chain.
    pub(super) fn append(&mut self, chain: ChainId, rule: Rule) {
        self.chains[chain.0 as usize].rules.push(rule);
    }

    /// Adds a rule at the beginning of a chain.
    pub(super) fn prepend(&mut self, chain: ChainId, rule: Rule) {
        self.chains[chain.0 as usize].rules.insert(0, rule);
    }
}
