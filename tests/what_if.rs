//! What the page offers to let happen, and the list of what has happened with its ways back.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../src/app/what_if/mod.rs"]
mod what_if;

use svclab::api::{Kind, ObjectRef};
use svclab::changes::Change;
use svclab::locale::Language;
use svclab::{Options, Simulation};
use what_if::list::ChangeList;
use what_if::offers::offers;
use what_if::words::{done, meaning, offered};

const TEXT: &str = "
{apiVersion: v1, kind: Node, metadata: {name: a}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}, spec: {replicas: 1, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: i}]}}}}
---
{apiVersion: v1, kind: Pod, metadata: {name: ending, deletionTimestamp: \"2026-01-01T00:00:00Z\"}, spec: {containers: [{name: c, image: i}]}}
---
{apiVersion: v1, kind: Pod, metadata: {name: sick}, spec: {containers: [{name: c, image: i}]}, status: {conditions: [{type: Ready, status: \"False\"}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80}]}}
";

fn change(words: &str) -> Change {
    words.parse().expect(words)
}

/// What is offered for an object after some changes, in the words of the command line.
fn offered_for(kind: Kind, namespace: &str, name: &str, changes: &[&str]) -> Vec<String> {
    let changes = changes.iter().map(|words| change(words)).collect();
    let simulation = Simulation::new(TEXT, &Options { changes, ..Options::default() });
    let Some(found) = offers(&simulation.cluster, &ObjectRef::new(kind, namespace, name)) else {
        return Vec::new();
    };
    let near = found.replicas.map(|replicas| replicas.near()).unwrap_or_default();
    found.happen.iter().chain(&near).map(Change::to_string).collect()
}

#[test]
fn what_can_happen_depends_on_how_an_object_is() {
    let pod = |name, changes: &[&str]| offered_for(Kind::Pod, "default", name, changes);
    assert_eq!(pod("sick", &[]), ["delete-pod default/sick", "terminate default/sick"]);
    assert_eq!(pod("ending", &[]), ["delete-pod default/ending"]);
    assert_eq!(pod("sick", &["delete-pod default/sick"]), [""; 0]);
    let node = |changes: &[&str]| offered_for(Kind::Node, "", "a", changes);
    assert_eq!(node(&[]), ["node-down a", "node-lost a", "cordon a"]);
    assert_eq!(node(&["cordon a"]), ["node-down a", "node-lost a"]);
    assert_eq!(node(&["cordon a", "node-down a"]), [""; 0]);
    assert_eq!(offered_for(Kind::Service, "default", "web", &[]), [""; 0]);
}

#[test]
fn a_pod_offers_the_replicas_of_its_deployment() {
    let simulation = Simulation::new(TEXT, &Options::default());
    let pod = simulation.cluster.pods.keys().find(|name| name.namespace == "shop").expect("a Pod");
    let of_pod = offered_for(Kind::Pod, "shop", &pod.name, &[]);
    assert_eq!(of_pod[3..], ["scale deployment/shop/web=2", "scale deployment/shop/web=0"]);
    let many = offered_for(Kind::Deployment, "shop", "web", &["scale deployment/shop/web=5"]);
    let numbers =
        ["scale deployment/shop/web=6", "scale deployment/shop/web=4", "scale deployment/shop/web=0"];
    assert_eq!(many, numbers);
    let none = offered_for(Kind::Deployment, "shop", "web", &["scale deployment/shop/web=0"]);
    assert_eq!(none, ["scale deployment/shop/web=1"]);
}

#[test]
fn of_numbers_in_a_row_the_last_counts() {
    let mut list = ChangeList::default();
    for words in ["scale deploy/web=2", "scale deploy/web=3", "scale deploy/api=3", "scale deploy/web=4"] {
        list.add(change(words));
    }
    let kept = ["scale deploy/web=3", "scale deploy/api=3", "scale deploy/web=4"].map(change);
    assert_eq!(list.list(), kept);
}

#[test]
fn what_was_taken_off_comes_back() {
    let both = ["cordon a", "node-down a"].map(change);
    let mut list = ChangeList::new(both.to_vec());
    assert!(!list.can_bring_back());
    list.take_off(0);
    assert_eq!(list.list(), &both[1..]);
    list.bring_back();
    assert_eq!((list.list(), list.can_bring_back()), (&both[..], false));
    list.take_off_all();
    assert!(list.list().is_empty());
    list.bring_back();
    assert_eq!(list.list(), both);
    list.take_off(7);
    assert_eq!(list.list(), both);
}

#[test]
fn a_change_that_was_written_down_comes_back_with_the_old_text() {
    let both = ["cordon a", "scale deploy/web=3"].map(change);
    let mut list = ChangeList::new(both.to_vec());
    list.write_down(1, "replicas: 2", "replicas: 3".into());
    assert_eq!(list.list(), both, "the text does not say it yet");
    for (text, expected) in [
        ("replicas: 3", &both[..1]),
        ("replicas: 3 # more", &both[..1]),
        ("replicas: 2", &both[..]),
        ("replicas: 3", &both[..1]),
    ] {
        list.follow(text);
        assert_eq!(list.list(), expected, "{text}");
    }
    list.add(change("node-down a"));
    list.follow("replicas: 2");
    assert_eq!(list.list(), ["cordon a", "node-down a"].map(change), "another list is another story");
}

#[test]
fn every_change_has_words_in_both_languages() {
    for (words, english, korean) in [
        ("delete-pod shop/web", "Pod shop/web deleted", "파드 shop/web 삭제됨"),
        ("unready web", "Pod web not ready", "파드 web 준비 안 됨"),
        ("terminate web", "Pod web terminating", "파드 web 종료 중"),
        ("node-down a", "Node a down", "노드 a 꺼짐"),
        ("node-lost a", "Node a lost", "노드 a 잃음"),
        ("cordon a", "Node a cordoned", "노드 a 배치 중지"),
        ("scale sts/db=3", "StatefulSet db scaled to 3", "StatefulSet db 레플리카 3개로"),
    ] {
        let change = change(words);
        assert_eq!(Language::English.say(&done(&change)), english);
        assert_eq!(Language::Korean.say(&done(&change)), korean);
        assert_ne!(Language::Korean.say(&offered(&change)), offered(&change).to_string());
        assert_eq!(meaning(&change).is_none(), matches!(change, Change::Scale { .. }));
    }
}
