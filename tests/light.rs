//! What lights in the picture with a selection and with a traced connection.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::path::Path;

use svclab::api::{Kind, ObjectRef};
use svclab::diagram::scene::StopVerdict;
use svclab::diagram::{Scene, SceneOptions};
use svclab::network::{self, Client, Host, Target, TraceQuery};
use svclab::{Options, Simulation};

fn simulation(manifest: &str) -> Simulation {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(format!("{manifest}.yaml"));
    Simulation::new(&std::fs::read_to_string(path).expect("a manifest of the corpus"), &Options::default())
}

fn scene(simulation: &Simulation) -> Scene {
    Scene::new(&simulation.cluster, &SceneOptions::default())
}

/// The lit ids of one kind of element, e.g. `door/`, without the ways.
fn of_kind<'a>(lit: &'a BTreeSet<String>, kind: &str) -> Vec<&'a str> {
    lit.iter().filter_map(|id| id.strip_prefix(kind)).filter(|id| !id.contains('>')).collect()
}

/// The nodes on which lit Pods are.
fn nodes(scene: &Scene, lit: &BTreeSet<String>) -> BTreeSet<String> {
    let nodes = scene.zones.iter().flat_map(|zone| &zone.nodes);
    nodes
        .filter(|node| node.pods.iter().any(|cell| lit.contains(&cell.id)))
        .map(|node| node.name.to_string())
        .collect()
}

#[test]
fn a_door_under_the_policy_local_lights_the_pods_of_its_own_node() {
    let simulation = simulation("load-balancer-local");
    let scene = scene(&simulation);
    let lit = scene.light(&["door/default/web/worker-1".to_owned()]);
    assert_eq!(nodes(&scene, &lit), BTreeSet::from(["worker-1".to_owned()]));
    assert_eq!(of_kind(&lit, "service/"), ["default/web"]);
    assert!(lit.contains("client/internet") && lit.contains("client/lan") && !lit.contains("client/pod"));
}

#[test]
fn a_service_lights_everything_on_its_ways_and_nothing_else() {
    let simulation = simulation("shop");
    let scene = scene(&simulation);
    let service = ObjectRef::new(Kind::Service, "shop", "cart");
    let lit = scene.light(&scene.elements_of(&service));
    assert_eq!(of_kind(&lit, "service/"), ["shop/cart"]);
    assert_eq!(of_kind(&lit, "client/"), ["pod"]);
    assert!(of_kind(&lit, "door/").is_empty());
    let pods = of_kind(&lit, "pod/");
    assert!(pods.len() == 2 && pods.iter().all(|pod| pod.starts_with("shop/cart-")), "{pods:?}");
}

#[test]
fn a_deployment_shows_as_its_pods_folded_or_not() {
    for (manifest, count) in [("cluster-ip", 2), ("many-replicas", 2)] {
        let simulation = simulation(manifest);
        let scene = scene(&simulation);
        let elements = scene.elements_of(&ObjectRef::new(Kind::Deployment, "default", "web"));
        assert_eq!(elements.len(), count, "{manifest}: {elements:?}");
        assert!(scene.light(&elements).contains("service/default/web"), "{manifest}");
    }
}

fn trace(simulation: &Simulation, from: Client, to: &str, port: u16) -> (Scene, BTreeSet<String>) {
    let to =
        Target { host: Host::Address(to.parse().expect("an address")), port: Some(port), protocol: None };
    let query = TraceQuery { from, via: None, to };
    let trace = network::trace(&simulation.cluster, &query).expect("a trace");
    let scene = scene(simulation);
    let lit = scene.light_route(&trace.routes[0]);
    (scene, lit)
}

#[test]
fn a_connection_from_the_internet_goes_by_the_load_balancer_and_the_nodes_it_may_use() {
    let simulation = simulation("load-balancer-local");
    let address = scene(&simulation).load_balancers[0].address.clone().expect("an address");
    let (scene, lit) = trace(&simulation, Client::Internet(None), &address, 80);
    assert_eq!(of_kind(&lit, "client/"), ["internet"]);
    assert_eq!(of_kind(&lit, "loadbalancer/").len(), 1);
    assert_eq!(of_kind(&lit, "door/"), ["default/web/worker-1", "default/web/worker-2"]);
    assert_eq!(of_kind(&lit, "service/"), ["default/web"]);
    assert_eq!(nodes(&scene, &lit).len(), 2);
}

#[test]
fn a_dropped_connection_ends_at_the_door() {
    let simulation = simulation("node-port-local");
    let (_, lit) = trace(&simulation, Client::Lan(None), "192.168.56.30", 30000);
    assert_eq!(of_kind(&lit, "door/"), ["default/web/control-plane"]);
    assert!(of_kind(&lit, "service/").is_empty() && of_kind(&lit, "pod/").is_empty());
}

#[test]
fn a_connection_from_inside_goes_by_the_virtual_address() {
    let simulation = simulation("load-balancer-local");
    let address = scene(&simulation).services[0].addresses[0].clone();
    let pod =
        simulation.cluster.pods.keys().find(|key| key.name.starts_with("api-")).cloned().expect("a Pod");
    let (_, lit) = trace(&simulation, Client::Pod(pod), &address, 80);
    assert_eq!(of_kind(&lit, "client/"), ["pod"]);
    assert!(of_kind(&lit, "door/").is_empty());
    assert_eq!(of_kind(&lit, "pod/").len(), 3);
}

#[test]
fn a_connection_that_reaches_nobody_ends_at_a_mark() {
    for (manifest, from, to, port, ends) in [
        // The door of a node without an endpoint, the Service without any, and the client that knows no way.
        (
            "node-port-local",
            Client::Lan(None),
            "192.168.56.30",
            30000,
            vec!["door/default/web/control-plane"],
        ),
        ("node-port-local", Client::Lan(None), "192.168.56.31", 30000, vec![]),
        ("cluster-ip", Client::Internet(None), "10.96.0.1", 443, vec!["client/internet"]),
    ] {
        let simulation = simulation(manifest);
        let to =
            Target { host: Host::Address(to.parse().expect("an address")), port: Some(port), protocol: None };
        let trace = simulation.trace(&TraceQuery { from, via: None, to }).expect("a trace");
        let found = scene(&simulation).ends_of(&trace.routes[0]);
        assert_eq!(found.keys().map(String::as_str).collect::<Vec<_>>(), ends, "{manifest} {port}");
    }
}

#[test]
fn a_service_without_endpoints_refuses_where_it_is_drawn() {
    let simulation = simulation("no-pods");
    let scene = scene(&simulation);
    let service = &scene.services[0];
    let to = Target {
        host: Host::Address(service.addresses[0].parse().expect("an address")),
        port: Some(80),
        protocol: None,
    };
    let from = Client::Node("worker-1".into());
    let trace = simulation.trace(&TraceQuery { from, via: None, to }).expect("a trace");
    let ends = scene.ends_of(&trace.routes[0]);
    assert_eq!(ends.into_iter().collect::<Vec<_>>(), [(service.id.clone(), StopVerdict::Refused)]);
}
