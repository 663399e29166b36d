//! What a service port does with traffic on one node, whatever programs it: the part that
//! `pkg/proxy/iptables/proxier.go` and `pkg/proxy/nftables/proxier.go` have in common.

use super::{Categorized, ServicePort};

/// Why there is nothing behind an address of a service port on a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unserved {
    /// No usable endpoint anywhere: refuse.
    NoEndpoints,
    /// Endpoints, but none that the policy allows on this node: drop, and let a load balancer go elsewhere.
    NoLocalEndpoints,
}

/// A service port on a node.
#[derive(Debug)]
pub(super) struct Policy<'p, 'e, 'a> {
    /// The service port.
    pub port: &'p ServicePort<'a>,
    /// Its endpoints on the node.
    pub endpoints: &'p Categorized<'e, 'a>,
}

impl Policy<'_, '_, '_> {
    /// Why the cluster IP has nothing behind it; None if it has.
    pub fn internal_unserved(&self) -> Option<Unserved> {
        self.unserved(self.port.internal_policy_local)
    }

    /// Why addresses and ports for the outside have nothing behind them; None if they have.
    pub fn external_unserved(&self) -> Option<Unserved> {
        self.unserved(self.port.external_policy_local)
    }

    fn unserved(&self, local: bool) -> Option<Unserved> {
        if !self.endpoints.has_any {
            Some(Unserved::NoEndpoints)
        } else if local && self.endpoints.local.is_empty() {
            Some(Unserved::NoLocalEndpoints)
        } else {
            None
        }
    }

    /// True if traffic from outside has a chain of its own. It has one even without local endpoints: Pods and the
    /// node itself may use all endpoints.
    pub fn uses_external_chain(&self) -> bool {
        self.endpoints.has_any && self.port.is_externally_accessible()
    }

    /// True if the load balancer's source ranges are to be checked.
    pub fn has_source_ranges(&self) -> bool {
        !self.port.load_balancer_vips.is_empty() && !self.port.source_ranges.is_empty()
    }
}
