//! Features of the controllers as a whole, on small clusters.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::*;
use crate::api::{Kind, Pod};
use crate::cluster::{NamespacedName, Store};

/// A cluster of three nodes and the objects of a YAML text, which has every default written out that matters.
fn reconciled(text: &str) -> Reconciled {
    let mut cluster = Cluster::default();
    let nodes = "{kind: Node, metadata: {name: a}}\n---\n{kind: Node, metadata: {name: b}}\n---\n\
                 {kind: Node, metadata: {name: c}, spec: {taints: [{key: busy, effect: NoSchedule}]}}\n---\n";
    for document in serde_yaml::Deserializer::from_str(&format!("{nodes}{text}")) {
        let json: Value = serde_json::to_value(serde_yaml::Value::deserialize(document).unwrap()).unwrap();
        match json["kind"].as_str().unwrap() {
            "Node" => {
                let node: crate::api::Node = serde_json::from_value(json).unwrap();
                cluster.nodes.insert(node.metadata.name.clone(), node);
            }
            "Pod" => insert(&mut cluster.pods, json),
            "Service" => insert(&mut cluster.services, json),
            "Deployment" => insert(&mut cluster.deployments, json),
            "ReplicaSet" => insert(&mut cluster.replica_sets, json),
            kind => panic!("{kind} is not read here"),
        }
    }
    reconcile(&cluster)
}

fn insert<T: DeserializeOwned>(store: &mut Store<T>, json: Value) {
    let metadata = serde_json::from_value(json["metadata"].clone()).unwrap();
    store.insert(NamespacedName::of(&metadata), serde_json::from_value(json).unwrap());
}

fn deployment(name: &str, replicas: i64, spec: &str) -> String {
    format!(
        "{{kind: Deployment, metadata: {{name: {name}, namespace: shop}}, spec: {{replicas: {replicas}, \
         selector: {{matchLabels: {{app: {name}}}}}, template: {{metadata: {{labels: {{app: {name}}}}}, \
         spec: {{containers: [{{name: app}}]{spec}}}}}}}}}"
    )
}

/// `name node address` of every Pod.
fn places(reconciled: &Reconciled) -> Vec<String> {
    let place = |pod: &Pod| {
        let node = pod.spec.node_name.as_deref().unwrap_or("-");
        format!("{} {node} {}", pod.metadata.name, pod.status.pod_ip.as_deref().unwrap_or("-"))
    };
    reconciled.cluster.pods.values().map(place).collect()
}

#[test]
fn doing_it_again_changes_nothing() {
    let text = [deployment("web", 3, ""), deployment("api", 2, ", nodeSelector: {disk: nvme}")]
        .join("\n---\n")
        + "\n---\n{kind: Service, metadata: {name: web, namespace: shop}, spec: {type: LoadBalancer, \
           selector: {app: web}, ports: [{port: 80}]}}";
    let once = reconciled(&text).cluster;
    let twice = reconcile(&once).cluster;
    for kind in Kind::ALL {
        let json = |cluster: &Cluster| -> Vec<Value> {
            cluster.list(kind).into_iter().map(|object| object.to_json(cluster)).collect()
        };
        assert_eq!(json(&once), json(&twice), "{kind}");
    }
}

#[test]
fn an_edit_to_one_object_moves_no_pod_of_another() {
    let before = reconciled(&[deployment("web", 3, ""), deployment("api", 2, "")].join("\n---\n"));
    let after =
        reconciled(&[deployment("web", 5, ""), deployment("api", 2, ", hostNetwork: true")].join("\n---\n"));
    let of_web = |places: Vec<String>| -> Vec<String> {
        places.into_iter().filter(|place| place.starts_with("web-")).collect()
    };
    let kept = of_web(places(&after));
    assert!(of_web(places(&before)).iter().all(|place| kept.contains(place)), "{before:?}\n{after:?}");
    assert_eq!(kept.len(), 5);
}

#[test]
fn replicas_are_spread_over_the_nodes_that_take_them() {
    let found = reconciled(&deployment("web", 4, ""));
    let on = |node: &str| places(&found).iter().filter(|place| place.contains(&format!(" {node} "))).count();
    assert_eq!((on("a"), on("b"), on("c")), (2, 2, 0));
}

#[test]
fn a_pod_that_fits_nowhere_says_why() {
    let found = reconciled(&deployment("web", 1, ", nodeSelector: {disk: nvme}"));
    let pod = found.cluster.pods.values().next().unwrap();
    let scheduled =
        pod.status.conditions.iter().find(|condition| condition.r#type == "PodScheduled").unwrap();
    assert_eq!(
        scheduled.message.as_deref().unwrap(),
        "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match Pod's node \
         affinity/selector. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not \
         helpful for scheduling."
    );
}

#[test]
fn anti_affinity_leaves_replicas_over_that_have_no_node_of_their_own() {
    let term = "{labelSelector: {matchLabels: {app: web}}, topologyKey: kubernetes.io/hostname}";
    let rule = format!("requiredDuringSchedulingIgnoredDuringExecution: [{term}]");
    let found = reconciled(&deployment("web", 3, &format!(", affinity: {{podAntiAffinity: {{{rule}}}}}")));
    let on = |node: &str| places(&found).iter().filter(|place| place.contains(&format!(" {node} "))).count();
    assert_eq!((on("a"), on("b"), on("-")), (1, 1, 1));
}

#[test]
fn a_replica_set_adopts_a_pod_and_a_deployment_does_not() {
    let pod = "{kind: Pod, metadata: {name: lone, namespace: shop, labels: {app: web}}, spec: {containers: [{name: x}]}}";
    let owner = |found: &Reconciled| {
        let pod = &found.cluster.pods[&NamespacedName::new("shop", "lone")];
        pod.metadata.owner_references.first().map(|owner| owner.kind.clone())
    };
    let found = reconciled(&format!("{pod}\n---\n{}", deployment("web", 2, "")));
    assert_eq!((owner(&found), found.cluster.pods.len()), (None, 3));
    let set = deployment("web", 2, "").replace("Deployment", "ReplicaSet");
    let found = reconciled(&format!("{pod}\n---\n{set}"));
    assert_eq!((owner(&found).as_deref(), found.cluster.pods.len()), (Some("ReplicaSet"), 2));
}

#[test]
fn too_many_replicas_are_cut_off_and_told() {
    let found = reconciled(&deployment("web", 2_000_000_000, ""));
    assert_eq!(found.cluster.pods.len(), MAX_REPLICAS);
    assert_eq!((found.cut_off[0].wanted, found.cut_off[0].made), (2_000_000_000, MAX_REPLICAS));
}
