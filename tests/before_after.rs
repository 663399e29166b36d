//! Before and after in one picture: who came and who changed is marked, who is gone stands as a ghost on the old node.
#![cfg(not(target_arch = "wasm32"))]

use svclab::diagram::scene::{Mark, PodCell, PodState};
use svclab::diagram::{Layout, LayoutOptions, Scene, SceneOptions, layout};
use svclab::{Options, Simulation};

/// A Service in front of a Deployment and a StatefulSet, on two nodes.
const SHOP: &str = "
{apiVersion: v1, kind: Node, metadata: {name: a}}
---
{apiVersion: v1, kind: Node, metadata: {name: b}}
---
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {tier: front}, ports: [{port: 80}]}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web, tier: front}}, spec: {containers: [{name: c, image: i}]}}}}
---
{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db}, spec: {replicas: 2, serviceName: web, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db, tier: front}}, spec: {containers: [{name: c, image: i}]}}}}
";

fn simulate(changes: &[&str]) -> Simulation {
    let changes = changes.iter().map(|words| words.parse().expect("a change")).collect();
    Simulation::new(SHOP, &Options { changes, ..Options::default() })
}

fn scene(simulation: &Simulation) -> Scene {
    let options = SceneOptions { since: simulation.since(), ..SceneOptions::default() };
    Scene::new(&simulation.cluster, &options)
}

fn cells(scene: &Scene) -> Vec<&PodCell> {
    scene.zones.iter().flat_map(|zone| &zone.nodes).flat_map(|node| &node.pods).collect()
}

fn draw(scene: &Scene) -> Layout {
    layout(scene, &LayoutOptions::default())
}

#[test]
fn nothing_is_marked_before_anything_happens() {
    let scene = scene(&simulate(&[]));
    assert!(cells(&scene).iter().all(|cell| cell.mark.is_none() && cell.state != PodState::Gone));
}

#[test]
fn a_ghost_stands_where_the_pod_stood_and_cannot_be_chosen() {
    let simulation = simulate(&["delete-pod default/db-1"]);
    let was = &simulation.changed.as_ref().expect("a change").before.pods;
    let was = was.iter().find(|(name, _)| name.name == "db-1").expect("db-1 was there").1;
    let scene = scene(&simulation);
    let node = scene.zones.iter().flat_map(|zone| &zone.nodes);
    let node = node.into_iter().find(|node| node.pods.iter().any(|cell| cell.state == PodState::Gone));
    let node = node.expect("a node with a ghost");
    assert_eq!(node.object.as_ref().map(|node| &node.name), was.spec.node_name.as_ref());
    let ghost = node.pods.last().expect("ghosts stand last");
    assert_eq!((ghost.id.as_str(), ghost.state), ("gone/default/db-1", PodState::Gone));
    assert_eq!(ghost.address.as_deref(), was.status.pod_ip.as_deref());
    assert!(scene.edges.iter().all(|edge| edge.to != ghost.id), "nothing goes to who is gone");

    let new = cells(&scene).into_iter().find(|cell| cell.id == "pod/default/db-1").expect("made again");
    assert_eq!(new.mark, Some(Mark::New));
    assert_eq!(scene.elements_of(&new.object), ["pod/default/db-1"], "the name is the new one's");

    let drawn = draw(&scene);
    let ghost = drawn.boxes.iter().find(|one| one.id == "gone/default/db-1").expect("a box");
    assert_eq!(ghost.object, None);
    assert!(ghost.label.ends_with(", gone"), "{}", ghost.label);
}

#[test]
fn who_changed_is_marked_beside_what_it_is_now() {
    let scene = scene(&simulate(&["unready default/db-0"]));
    let marked: Vec<_> = cells(&scene).into_iter().filter(|cell| cell.mark.is_some()).collect();
    assert_eq!(marked.len(), 1);
    assert_eq!((marked[0].mark, marked[0].state), (Some(Mark::Changed), PodState::NotReady));
    let drawn = draw(&scene);
    let label = &drawn.boxes.iter().find(|one| one.id == marked[0].id).expect("a box").label;
    assert!(label.ends_with(", not ready, changed"), "{label}");
}

#[test]
fn many_alike_fold_by_what_became_of_them() {
    let scene = scene(&simulate(&["scale deployment/default/web=22"]));
    let folds: Vec<_> = cells(&scene).into_iter().filter(|cell| cell.fold.is_some()).collect();
    assert_eq!(folds.len(), 2, "one a node");
    assert!(folds.iter().all(|cell| cell.mark == Some(Mark::New) && cell.id.ends_with("/Ready/New")));
    assert_eq!(folds.iter().map(|cell| cell.pods.len()).sum::<usize>(), 20);
}

#[test]
fn what_is_taken_away_leaves_ghosts_that_fold() {
    let changes = ["scale deployment/default/web=22", "scale deployment/default/web=0"];
    let gone = |changes: &[&str]| -> usize {
        let scene = scene(&simulate(changes));
        cells(&scene).iter().filter(|cell| cell.state == PodState::Gone).map(|cell| cell.pods.len()).sum()
    };
    assert_eq!(gone(&changes), 2, "who came and went in between was never there before");
    assert_eq!(gone(&["scale statefulset/default/db=0"]), 2);
}
