//! A change to the running cluster written into the text: the text says the same, in its own style, or it is not offered.
#![cfg(not(target_arch = "wasm32"))]

use svclab::changes::Change;
use svclab::cluster::Cluster;
use svclab::{Options, Simulation};

const TEXT: &str = "# A shop.
apiVersion: v1
kind: Pod
metadata:
  name: lone
  labels: {app: web}
spec:
  containers:
  - {name: c, image: i}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2 # for now
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: i}]}
---
apiVersion: v1
kind: Node
metadata: {name: a}
---
apiVersion: v1
kind: Node
metadata: {name: b}
spec: {taints: [{key: empty, effect: NoSchedule}]}
---
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 80}]}}
---
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Pod
  metadata: {name: listed, labels: {app: web}}
  spec: {containers: [{name: c, image: i}]}
  status:
    conditions:
    - type: Ready
      status: \"True\"
";

fn simulate(text: &str, changes: &[Change]) -> Simulation {
    let simulation = Simulation::new(text, &Options { changes: changes.to_vec(), ..Options::default() });
    assert!(!simulation.has_errors(), "{:?}", simulation.diagnostics);
    simulation
}

fn change(words: &str) -> Change {
    words.parse().expect("a change")
}

/// The text with a change written into it, if that can be.
fn written(words: &str) -> Option<String> {
    let change = change(words);
    let edits = simulate(TEXT, std::slice::from_ref(&change)).write_down(&change)?;
    let mut text = TEXT.to_owned();
    for (span, insert) in edits.into_iter().rev() {
        text.replace_range(span.start..span.end, &insert);
    }
    Some(text)
}

/// Every address of every Service, and whether it is ready.
fn endpoints(cluster: &Cluster) -> Vec<(String, Option<bool>)> {
    let all = cluster.endpoint_slices.values().flat_map(|slice| &slice.endpoints);
    let mut all: Vec<_> = all.map(|one| (one.addresses.join(","), one.conditions.ready)).collect();
    all.sort();
    all
}

#[test]
fn the_text_is_changed_in_its_own_style() {
    let pod = TEXT.split("---\n").next().expect("a Pod").to_owned() + "---\n";
    for (words, old, new) in [
        ("scale deployment/default/web=5", "replicas: 2 #", "replicas: 5 #"),
        ("cordon b", "effect: NoSchedule}]", "effect: NoSchedule}], unschedulable: true"),
        (
            "unready default/lone",
            "  - {name: c, image: i}\n---",
            "  - {name: c, image: i}\nstatus:\n  conditions: [{status: \"False\", type: Ready}]\n---",
        ),
        ("unready default/listed", "status: \"True\"", "status: \"False\""),
        ("delete-pod default/lone", &pod, ""),
    ] {
        assert_eq!(written(words), Some(TEXT.replace(old, new)), "{words}");
        assert!(TEXT.contains(old), "{words}");
    }
}

#[test]
fn the_text_then_says_the_same() {
    for words in [
        "scale deployment/default/web=5",
        "cordon b",
        "unready default/lone",
        "unready default/listed",
        "delete-pod default/lone",
    ] {
        let changed = simulate(TEXT, &[change(words)]);
        let text = written(words).expect(words);
        assert_eq!(endpoints(&simulate(&text, &[]).cluster), endpoints(&changed.cluster), "{words}");
    }
}

#[test]
fn what_no_manifest_says_is_not_offered() {
    let made = simulate(TEXT, &[]).cluster.pods.into_keys().find(|name| name.name.starts_with("web-"));
    let made = made.expect("a Pod of the Deployment");
    for words in [
        format!("delete-pod {made}"),
        format!("unready {made}"),
        "terminate default/lone".to_owned(),
        // Its Pods would never have come there.
        "cordon a".to_owned(),
        "node-down a".to_owned(),
        "delete-pod default/listed".to_owned(),
        "delete-pod default/nobody".to_owned(),
    ] {
        assert_eq!(written(&words), None, "{words}");
    }
    // A node that every cluster has is in no text.
    let cordon = change("cordon worker-1");
    assert_eq!(simulate("", std::slice::from_ref(&cordon)).write_down(&cordon), None);
}
