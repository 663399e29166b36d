//! Which endpoints count on a node (`pkg/proxy/topology.go`).

use super::{Endpoint, NodeView, ServicePort};

/// The endpoints of a service port that a node uses, each list in the order of all endpoints.
#[derive(Debug, Clone, Default)]
pub struct Categorized<'e, 'a> {
    /// For traffic under the `Cluster` policy; empty if there is none.
    pub cluster: Vec<&'e Endpoint<'a>>,
    /// For traffic under the `Local` policy; empty if there is none.
    pub local: Vec<&'e Endpoint<'a>>,
    /// Both together, each endpoint once.
    pub reachable: Vec<&'e Endpoint<'a>>,
    /// True if any endpoint anywhere is usable, be it out of this node's reach.
    pub has_any: bool,
}

/// Sorts out the endpoints of a service port, which are sorted by their text, for a node. Ready endpoints are used; where there are none, those that
/// still serve while they end. Hints filter what goes to all nodes, never what is bound to one.
pub fn categorize_endpoints<'e, 'a>(
    endpoints: &'e [Endpoint<'a>],
    port: &ServicePort<'_>,
    node: &NodeView<'_>,
) -> Categorized<'e, 'a> {
    let usable_anywhere =
        endpoints.iter().any(|endpoint| endpoint.ready || endpoint.is_serving_terminating());
    let uses_cluster = port.uses_cluster_endpoints();
    let uses_local = port.uses_local_endpoints();
    let topology = if uses_cluster { topology_from_hints(endpoints, node) } else { Topology::Any };

    let cluster = if uses_cluster {
        or_else_terminating(endpoints, |endpoint| topology.admits(endpoint, node), |_| true)
    } else {
        Vec::new()
    };
    let local = if uses_local {
        or_else_terminating(endpoints, |endpoint| endpoint.is_local, |endpoint| endpoint.is_local)
    } else {
        Vec::new()
    };
    let reachable = union(endpoints, &cluster, &local);
    Categorized { cluster, local, reachable, has_any: usable_anywhere }
}

/// The ready endpoints that pass `ready`; if there are none, the serving and terminating ones that pass `terminating`.
fn or_else_terminating<'e, 'a>(
    endpoints: &'e [Endpoint<'a>],
    ready: impl Fn(&Endpoint<'a>) -> bool,
    terminating: impl Fn(&Endpoint<'a>) -> bool,
) -> Vec<&'e Endpoint<'a>> {
    let found: Vec<_> = endpoints.iter().filter(|endpoint| endpoint.ready && ready(endpoint)).collect();
    if !found.is_empty() {
        return found;
    }
    endpoints.iter().filter(|endpoint| endpoint.is_serving_terminating() && terminating(endpoint)).collect()
}

fn union<'e, 'a>(
    endpoints: &'e [Endpoint<'a>],
    cluster: &[&'e Endpoint<'a>],
    local: &[&'e Endpoint<'a>],
) -> Vec<&'e Endpoint<'a>> {
    match (cluster, local) {
        (only, []) | ([], only) => only.to_vec(),
        _ => {
            let is_in = |list: &[&'e Endpoint<'a>], endpoint: &Endpoint<'a>| {
                list.binary_search_by(|other| other.text.cmp(&endpoint.text)).is_ok()
            };
            endpoints.iter().filter(|one| is_in(cluster, one) || is_in(local, one)).collect()
        }
    }
}

/// How far hints narrow what a node uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Topology {
    Any,
    SameZone,
    SameNode,
}

impl Topology {
    fn admits(self, endpoint: &Endpoint<'_>, node: &NodeView<'_>) -> bool {
        match self {
            Topology::Any => true,
            Topology::SameZone => is_hinted_for_zone(endpoint, node),
            Topology::SameNode => is_hinted_for_node(endpoint, node),
        }
    }
}

/// Hints count only if every ready endpoint has one and one of them names this node or its zone
/// (`topologyModeFromHints`).
fn topology_from_hints(endpoints: &[Endpoint<'_>], node: &NodeView<'_>) -> Topology {
    let (mut all_nodes, mut this_node, mut all_zones, mut this_zone) = (true, false, true, false);
    for endpoint in endpoints.iter().filter(|endpoint| endpoint.ready) {
        all_nodes &= !endpoint.node_hints.is_empty();
        this_node |= is_hinted_for_node(endpoint, node);
        all_zones &= !endpoint.zone_hints.is_empty();
        this_zone |= is_hinted_for_zone(endpoint, node);
    }
    if all_nodes && this_node {
        Topology::SameNode
    } else if all_zones && this_zone {
        Topology::SameZone
    } else {
        Topology::Any
    }
}

fn is_hinted_for_zone(endpoint: &Endpoint<'_>, node: &NodeView<'_>) -> bool {
    endpoint.zone_hints.iter().any(|hint| hint.name == node.zone)
}

fn is_hinted_for_node(endpoint: &Endpoint<'_>, node: &NodeView<'_>) -> bool {
    endpoint.node_hints.iter().any(|hint| hint.name == node.name)
}
