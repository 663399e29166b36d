//! Hints from `trafficDistribution` (k8s.io/endpointslice/trafficdist): every ready endpoint for itself.

use super::topology;
use crate::api::{Endpoint, EndpointHints, EndpointSlice, ForNode, ForZone, Service};

/// Says of each ready endpoint who should prefer it, unless the topology annotation is in charge.
pub(super) fn add_hints(service: &Service, slices: &mut [EndpointSlice]) {
    if topology::is_enabled(service) {
        return;
    }
    let hints: fn(&Endpoint) -> EndpointHints = match service.spec.traffic_distribution.as_deref() {
        Some("PreferClose" | "PreferSameZone") => for_own_zone,
        Some("PreferSameNode") => for_own_node,
        _ => return,
    };
    for endpoint in slices.iter_mut().flat_map(|slice| &mut slice.endpoints) {
        let found = hints(endpoint);
        let is_ready = endpoint.conditions.ready == Some(true);
        endpoint.hints = Some(found).filter(|hints| is_ready && *hints != EndpointHints::default());
    }
}

fn for_own_zone(endpoint: &Endpoint) -> EndpointHints {
    let zones = endpoint.zone.iter().map(|zone| ForZone { name: zone.clone() });
    EndpointHints { for_zones: zones.collect(), for_nodes: Vec::new() }
}

/// The zone is named too, for those who do not know of nodes yet.
fn for_own_node(endpoint: &Endpoint) -> EndpointHints {
    let nodes = endpoint.node_name.iter().map(|node| ForNode { name: node.clone() });
    EndpointHints { for_nodes: nodes.collect(), ..for_own_zone(endpoint) }
}
