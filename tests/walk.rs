//! A packet walks the picture: the ways through a route, the addresses at each step, and where it stands.
#![cfg(not(target_arch = "wasm32"))]

use svclab::cluster::NamespacedName;
use svclab::diagram::scene::{Stand, StopVerdict};
use svclab::diagram::svg::Walk;
use svclab::diagram::{LayoutOptions, Scene, SceneOptions, layout};
use svclab::network::{self, Client, Route, Target, TraceQuery, Way};
use svclab::{Options, Simulation};

/// A node port and a load balancer before two Pods on two nodes.
fn cluster(policy: &str) -> Simulation {
    let pod = |name: &str, node: &str, ip: &str| {
        format!(
            "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: {name}, labels: {{app: web}}}}\n\
             spec: {{nodeName: {node}, containers: [{{name: web, image: nginx}}]}}\nstatus: {{podIP: {ip}}}\n"
        )
    };
    let service = format!(
        "apiVersion: v1\nkind: Service\nmetadata: {{name: web}}\nspec: {{type: LoadBalancer, clusterIP: 10.96.7.7, \
         externalTrafficPolicy: {policy}, selector: {{app: web}}, \
         ports: [{{port: 80, targetPort: 8080, nodePort: 30080}}]}}\n\
         status: {{loadBalancer: {{ingress: [{{ip: 203.0.113.200}}]}}}}\n"
    );
    let pods = [pod("a", "worker-1", "20.96.1.5"), pod("b", "worker-2", "20.96.2.5")];
    let pods = if policy == "Local" { pods[0].clone() } else { pods.concat() };
    Simulation::new(&(service + &pods), &Options::default())
}

fn route(simulation: &Simulation, from: Client, to: &str) -> Route {
    let query = TraceQuery { from, via: None, to: to.parse::<Target>().expect("a target") };
    let trace = network::trace(&simulation.cluster, &query).expect("an answer");
    trace.routes.into_iter().next().expect("a route")
}

/// Each step as `source > destination`, with what it was before in brackets.
fn addresses(way: &Way) -> Vec<String> {
    let one = |address: &network::Address| match &address.before {
        Some(before) => format!("[{before}] {}", address.now),
        None => address.now.clone(),
    };
    way.steps.iter().map(|step| format!("{} > {}", one(&step.source), one(&step.destination))).collect()
}

fn stands(simulation: &Simulation, route: &Route, way: &Way) -> Vec<Stand> {
    Scene::new(&simulation.cluster, &SceneOptions::default()).stands(route, way)
}

fn along(stands: &[Stand]) -> Vec<(&str, Vec<&str>)> {
    stands.iter().map(|one| (one.at.as_str(), one.along.iter().map(String::as_str).collect())).collect()
}

#[test]
fn every_node_and_every_pod_is_a_way_of_its_own() {
    let simulation = cluster("Cluster");
    let route = route(&simulation, Client::Internet(None), "203.0.113.200:80");
    let ways = route.ways(100);
    let ends: Vec<_> = ways.iter().map(|way| (way.node.as_deref(), way.endpoint)).collect();
    assert_eq!(
        ends,
        [
            (Some("worker-1"), Some(0)),
            (Some("worker-1"), Some(1)),
            (Some("worker-2"), Some(0)),
            (Some("worker-2"), Some(1))
        ]
    );
    assert_eq!(route.ways(3).len(), 3);
}

#[test]
fn at_each_step_the_packet_has_one_source_and_one_destination() {
    let simulation = cluster("Cluster");
    let route = route(&simulation, Client::Internet(None), "203.0.113.200:80");
    let way = &route.ways(100)[1];
    assert_eq!(
        addresses(way),
        [
            "203.0.113.10 > 203.0.113.200:80",
            "203.0.113.10 > 203.0.113.200:80",
            "203.0.113.10 > [203.0.113.200:80] 20.96.2.5:8080",
            "[203.0.113.10] 192.168.56.31 > 20.96.2.5:8080",
            "192.168.56.31 > 20.96.2.5:8080",
        ]
    );
    let node_is_crossed =
        way.steps.iter().all(|step| !route.hops[step.hop].at.to_string().contains("worker-2"));
    assert!(node_is_crossed, "a way by worker-1 meets no rule of worker-2");
}

#[test]
fn a_source_that_is_rewritten_for_one_backend_alone_is_so_on_the_way_there_alone() {
    let simulation = cluster("Cluster");
    let a = Client::Pod(NamespacedName::new("default", "a"));
    let route = route(&simulation, a, "10.96.7.7:80");
    let sources = |way: &Way| way.steps.iter().filter(|step| step.source.before.is_some()).count();
    // A Pod that reaches itself by its Service sees its node's address.
    assert_eq!(route.ways(100).iter().map(sources).collect::<Vec<_>>(), [1, 0]);
}

#[test]
fn a_packet_goes_from_box_to_box_along_the_ways_of_the_picture() {
    let simulation = cluster("Cluster");
    let route = route(&simulation, Client::Internet(None), "203.0.113.200:80");
    let (balancer, door) = ("loadbalancer/default/web/203.0.113.200", "door/default/web/worker-2");
    let stands = stands(&simulation, &route, &route.ways(100)[2]);
    assert_eq!(
        along(&stands),
        [
            ("client/internet", vec![]),
            (balancer, vec![format!("client/internet>{balancer}").as_str()]),
            (
                "service/default/web",
                vec![format!("{balancer}>{door}").as_str(), format!("{door}>service/default/web").as_str()]
            ),
            ("service/default/web", vec![]),
            ("pod/default/a", vec!["service/default/web>pod/default/a"]),
        ]
    );
}

#[test]
fn a_packet_that_is_dropped_stands_at_the_door_with_its_mark() {
    let simulation = cluster("Local");
    let route = route(&simulation, Client::Lan(None), "192.168.56.32:30080");
    let ways = route.ways(100);
    assert_eq!(ways.len(), 1);
    let stands = stands(&simulation, &route, &ways[0]);
    let last = stands.last().expect("a stand");
    assert_eq!((last.at.as_str(), last.lost), ("door/default/web/worker-2", Some(StopVerdict::Dropped)));
    assert_eq!(last.along, ["client/lan>door/default/web/worker-2"]);
}

#[test]
fn the_drawing_moves_a_packet_numbers_its_steps_and_strikes_out_what_it_was() {
    let simulation = cluster("Cluster");
    let route = route(&simulation, Client::Lan(None), "192.168.56.31:30080");
    let scene = Scene::new(&simulation.cluster, &SceneOptions::default());
    let way = &route.ways(100)[0];
    let stands = scene.stands(&route, way);
    let picture = layout(&scene, &LayoutOptions::default());
    let drawn =
        |at, comes| Walk { layout: &picture, stands: &stands, steps: &way.steps, at, comes }.to_string();
    let moving = drawn(Some(1), true);
    assert!(moving.contains("offset-path:path('M") && moving.contains(">2</text>"), "{moving}");
    assert!(
        moving.contains("packet-line old") && moving.contains("→ 192.168.56.31:30080</text>"),
        "{moving}"
    );
    assert!(!drawn(Some(1), false).contains("offset-path"));
    let still = drawn(None, false);
    assert!(still.contains(">2–3</text>") && !still.contains("packet"), "{still}");
}
