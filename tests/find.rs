//! Finding objects in the page, and what has to be open to see them in the picture.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../src/app/find.rs"]
mod find;

use find::find;
use svclab::diagram::scene::opened_for;
use svclab::diagram::table::Table;
use svclab::diagram::{Scene, SceneOptions};
use svclab::{Options, Simulation};

fn simulation(text: &str) -> Simulation {
    Simulation::new(text, &Options::default())
}

fn corpus(name: &str) -> Simulation {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name);
    simulation(&std::fs::read_to_string(path).expect("a manifest of the corpus"))
}

/// Names of what is found, with their kinds.
fn found(simulation: &Simulation, words: &str) -> Vec<String> {
    let found = find(&simulation.cluster, words, 5);
    found.iter().map(|found| format!("{} {}", found.object.kind, found.object.name)).collect()
}

#[test]
fn every_word_must_occur_in_name_kind_namespace_or_address() {
    let simulation = simulation(
        "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\n\
         spec: {clusterIP: 10.96.5.5, ports: [{port: 80}]}\n---\n\
         apiVersion: v1\nkind: Pod\nmetadata: {name: my-web, namespace: shop}\n\
         spec: {containers: [{name: web, image: nginx}]}\nstatus: {podIP: 20.96.1.9}\n",
    );
    assert_eq!(found(&simulation, "web"), ["Service web", "Pod my-web"]);
    assert_eq!(found(&simulation, "POD shop"), ["Pod my-web"]);
    assert_eq!(found(&simulation, "20.96.1.9"), ["Pod my-web"]);
    assert_eq!(found(&simulation, "10.96.5"), ["Service web"]);
    assert_eq!(found(&simulation, "192.168.56.31"), ["Node worker-1"]);
    assert!(found(&simulation, "kubernetes").is_empty() && found(&simulation, " ").is_empty());
}

#[test]
fn what_is_opened_shows_the_pod_and_nothing_that_is_no_fold() {
    let simulation = corpus("many-replicas.yaml");
    let closed = SceneOptions::default();
    let pod = find(&simulation.cluster, "pod", 1).remove(0).object;
    let opened = opened_for(&simulation.cluster, &closed, &pod);
    assert!(!opened.is_empty());
    let scene = Scene::new(&simulation.cluster, &SceneOptions { opened, ..closed.clone() });
    assert_eq!(scene.elements_of(&pod), [format!("pod/{}/{}", pod.namespace, pod.name)]);
    let service = find(&simulation.cluster, "service", 1).remove(0).object;
    assert!(opened_for(&simulation.cluster, &closed, &service).is_empty());
}

#[test]
fn the_tables_tell_open_and_closed_ways_and_who_is_behind() {
    let simulation = corpus("load-balancer-local.yaml");
    let table = Table::new(&Scene::new(&simulation.cluster, &SceneOptions::default()));
    let closed: Vec<String> = table
        .ways
        .iter()
        .filter(|way| way.closed.is_some() && way.from.to_string() == "LAN host")
        .flat_map(|way| way.by.iter().map(ToString::to_string))
        .collect();
    assert!(!closed.is_empty() && !closed.contains(&"worker-1".to_owned()), "{closed:?}");
    assert!(table.ways.iter().any(|way| way.by.len() == 2 && way.closed.is_none()));
    assert!(table.backends.iter().all(|backend| backend.node.is_some() && backend.address.is_some()));
    assert!(!table.backends.is_empty());
}
