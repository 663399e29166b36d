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

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    use super::*;
    use crate::api::{EndpointSlice, Node, Service};
    use crate::cluster::{Cluster, NamespacedName};
    use crate::kube_proxy::{EndpointSlices, IpFamily};

    fn object<T: DeserializeOwned>(json: Value) -> T {
        serde_json::from_value(json).expect("an object")
    }

    /// An endpoint from words: the last number of its address, its node, `unready`, `ending`, `gone`, and hints
    /// `zone:a`, `for:node-a`.
    fn endpoint(words: &str) -> Value {
        let mut endpoint = json!({"conditions": {"ready": true, "serving": true, "terminating": false}});
        for word in words.split(' ') {
            match word.split_once(':') {
                Some(("zone", zone)) => endpoint["hints"]["forZones"] = json!([{"name": zone}]),
                Some(("for", node)) => endpoint["hints"]["forNodes"] = json!([{"name": node}]),
                _ if word.starts_with("node-") => endpoint["nodeName"] = json!(word),
                _ if word == "unready" => endpoint["conditions"] = json!({"ready": false, "serving": false}),
                _ if word == "ending" => {
                    endpoint["conditions"] = json!({"ready": false, "serving": true, "terminating": true});
                }
                _ if word == "gone" => {
                    endpoint["conditions"] = json!({"ready": false, "serving": false, "terminating": true});
                }
                _ => endpoint["addresses"] = json!([format!("10.0.0.{word}")]),
            }
        }
        endpoint
    }

    /// Cluster, local and reachable endpoints on node-a (in zone a), by the last numbers of their addresses, and
    /// whether there is any.
    fn categorized(policies: Value, endpoints: &[&str]) -> String {
        let mut cluster = Cluster::default();
        let key = NamespacedName::new("shop", "web");
        let mut spec = json!({"clusterIPs": ["10.96.0.1"], "type": "NodePort", "ports": [{"port": 80, "nodePort": 30000}]});
        for (field, value) in policies.as_object().expect("fields") {
            spec[field] = value.clone();
        }
        let metadata = json!({"namespace": "shop", "name": "web"});
        let service: Service = object(json!({"metadata": metadata, "spec": spec}));
        let slice: EndpointSlice = object(json!({
            "metadata": {"namespace": "shop", "name": "web", "labels": {"kubernetes.io/service-name": "web"}},
            "addressType": "IPv4",
            "ports": [{"name": "", "port": 80, "protocol": "TCP"}],
            "endpoints": endpoints.iter().map(|words| endpoint(words)).collect::<Vec<_>>(),
        }));
        cluster.endpoint_slices.insert(key, slice);
        let zone = json!({"topology.kubernetes.io/zone": "a"});
        let node: Node = object(json!({"metadata": {"name": "node-a", "labels": zone}}));

        let port = &ServicePort::of(&service, IpFamily::Ipv4)[0];
        let endpoints = EndpointSlices::new(&cluster).endpoints(port, "node-a");
        let found = categorize_endpoints(&endpoints, port, &NodeView::new(&node));
        let list = |list: &[&Endpoint<'_>]| {
            let numbers = list.iter().map(|one| one.ip().to_string().replace("10.0.0.", ""));
            numbers.collect::<Vec<_>>().join(" ")
        };
        let any = if found.has_any { "any" } else { "none" };
        format!("{} | {} | {} | {any}", list(&found.cluster), list(&found.local), list(&found.reachable))
    }

    #[test]
    fn endpoints_are_sorted_out_as_kube_proxy_does() {
        let cluster = || json!({});
        let local = || json!({"externalTrafficPolicy": "Local"});
        let inner =
            || json!({"internalTrafficPolicy": "Local", "type": "ClusterIP", "ports": [{"port": 80}]});
        for (policies, endpoints, expected) in [
            (cluster(), &["1 node-a", "2 node-b"][..], "1 2 |  | 1 2 | any"),
            (cluster(), &[], " |  |  | none"),
            (cluster(), &["1 node-a unready", "2 node-b"], "2 |  | 2 | any"),
            (cluster(), &["1 node-a ending", "2 node-b"], "2 |  | 2 | any"),
            (cluster(), &["1 node-a ending", "2 node-b gone"], "1 |  | 1 | any"),
            (cluster(), &["1 node-a gone", "2 node-b unready"], " |  |  | none"),
            (local(), &["1 node-a", "2 node-b"], "1 2 | 1 | 1 2 | any"),
            (local(), &["2 node-b"], "2 |  | 2 | any"),
            // Locally nothing is ready, elsewhere something is: each list falls back by itself.
            (local(), &["1 node-a ending", "2 node-b"], "2 | 1 | 1 2 | any"),
            (local(), &["1 node-a gone", "2 node-b"], "2 |  | 2 | any"),
            (inner(), &["1 node-a", "2 node-b"], " | 1 | 1 | any"),
            (inner(), &["2 node-b"], " |  |  | any"),
            (inner(), &["2 node-b unready"], " |  |  | none"),
            // Hints.
            (cluster(), &["1 node-a zone:a", "2 node-b zone:b"], "1 |  | 1 | any"),
            (cluster(), &["1 node-c zone:c", "2 node-b zone:b"], "1 2 |  | 1 2 | any"),
            (cluster(), &["1 node-a zone:a", "2 node-b"], "1 2 |  | 1 2 | any"),
            (cluster(), &["1 node-a zone:a", "2 node-b unready"], "1 |  | 1 | any"),
            (cluster(), &["1 node-b zone:b", "2 node-a ending zone:a"], "1 |  | 1 | any"),
            (local(), &["1 node-a zone:b", "2 node-b zone:a"], "2 | 1 | 1 2 | any"),
            (cluster(), &["1 node-a zone:a for:node-a", "2 node-b zone:a for:node-b"], "1 |  | 1 | any"),
            (cluster(), &["1 node-c zone:a for:node-c", "2 node-b zone:b for:node-b"], "1 |  | 1 | any"),
            // One address in two slices' endpoints counts once; text order puts 10 before 9.
            (cluster(), &["9 node-b", "10 node-b", "9 node-b"], "10 9 |  | 10 9 | any"),
        ] {
            let what = format!("{policies} {endpoints:?}");
            assert_eq!(categorized(policies, endpoints), expected, "{what}");
        }
    }
}
