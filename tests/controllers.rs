//! Features of the controllers as a whole, on small clusters.
#![cfg(not(target_arch = "wasm32"))]

use serde_json::Value;
use svclab::api::{Kind, ObjectRef, Pod, SmolStr};
use svclab::cluster::{Cluster, NamespacedName, Object};
use svclab::controllers::{MAX_REPLICAS, reconcile};
use svclab::{Options, Simulation};

/// Two nodes that take any Pod and one that takes none.
const NODES: &str = "
{apiVersion: v1, kind: Node, metadata: {name: a}}
---
{apiVersion: v1, kind: Node, metadata: {name: b}}
---
{apiVersion: v1, kind: Node, metadata: {name: c}, spec: {taints: [{key: busy, effect: NoSchedule}]}}
";

fn simulate(objects: &[String]) -> Simulation {
    let text = format!("{NODES}---\n{}", objects.join("\n---\n"));
    let simulation = Simulation::new(&text, &Options::default());
    assert!(!simulation.has_errors(), "{:?}", simulation.diagnostics);
    simulation
}

/// A Deployment of Pods labelled `app: NAME`. `spec` is added to its Pods' spec.
fn deployment(name: &str, replicas: i64, spec: &str) -> String {
    format!(
        "apiVersion: apps/v1
kind: Deployment
metadata: {{name: {name}, namespace: shop}}
spec:
  replicas: {replicas}
  selector: {{matchLabels: {{app: {name}}}}}
  template:
    metadata: {{labels: {{app: {name}}}}}
    spec: {{containers: [{{name: app, image: nginx, env: [{{name: MODE, value: fast}}]}}]{spec}}}
"
    )
}

/// The Pods of a Deployment.
fn pods<'a>(cluster: &'a Cluster, of: &str) -> Vec<&'a Pod> {
    let is_of = |pod: &&Pod| pod.metadata.labels.get("app").is_some_and(|app| app == of);
    cluster.pods.values().filter(is_of).collect()
}

/// How many Pods of a Deployment are on a node; `-` for none.
fn on(cluster: &Cluster, of: &str, node: &str) -> usize {
    let node_of = |pod: &Pod| pod.spec.node_name.clone().unwrap_or_else(|| "-".into());
    pods(cluster, of).into_iter().filter(|pod| node_of(pod) == node).count()
}

/// The condition of a Pod as `status reason message`.
fn condition(pod: &Pod, kind: &str) -> String {
    let found = pod.status.conditions.iter().find(|condition| condition.r#type == kind).unwrap();
    let words = [Some(&found.status), found.reason.as_ref(), found.message.as_ref()];
    words.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ")
}

#[test]
fn doing_it_again_changes_nothing() {
    let objects = [
        deployment("web", 3, ""),
        deployment("api", 2, ", nodeSelector: {disk: nvme}"),
        "{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {type: LoadBalancer, \
         selector: {app: web}, ports: [{port: 80}]}}"
            .into(),
        "{apiVersion: v1, kind: Service, metadata: {name: hand, namespace: shop}, spec: {ports: [{port: 80}]}}".into(),
        "{apiVersion: v1, kind: Endpoints, metadata: {name: hand, namespace: shop}, subsets: [{addresses: \
         [{ip: 192.0.2.10}], ports: [{port: 9000}]}]}"
            .into(),
        "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db, namespace: shop}, spec: {replicas: 3, \
         serviceName: db, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: \
         {readinessGates: [{conditionType: x.io/y}], containers: [{name: app, image: nginx}]}}}}"
            .into(),
        "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: log, namespace: shop}, spec: {selector: \
         {matchLabels: {app: log}}, template: {metadata: {labels: {app: log}}, spec: {containers: [{name: app, \
         image: nginx}]}}}}"
            .into(),
        "{apiVersion: batch/v1, kind: Job, metadata: {name: sum, namespace: shop}, spec: {completions: 3, \
         parallelism: 2, completionMode: Indexed, template: {spec: {restartPolicy: Never, containers: [{name: app, \
         image: nginx}]}}}}"
            .into(),
    ];
    let once = simulate(&objects).cluster;
    let twice = reconcile(&once).cluster;
    let json = |cluster: &Cluster, kind: Kind| -> Vec<Value> {
        cluster.list(kind).into_iter().map(|object| object.to_json(cluster)).collect()
    };
    for kind in Kind::ALL {
        assert_eq!(json(&once, kind), json(&twice, kind), "{kind}");
    }
}

#[test]
fn an_edit_to_one_object_moves_no_pod_of_another() {
    let places = |cluster: &Cluster| -> Vec<(SmolStr, Option<SmolStr>, Option<SmolStr>)> {
        let place =
            |pod: &Pod| (pod.metadata.name.clone(), pod.spec.node_name.clone(), pod.status.pod_ip.clone());
        pods(cluster, "web").into_iter().map(place).collect()
    };
    let before = places(&simulate(&[deployment("web", 3, ""), deployment("api", 2, "")]).cluster);
    let after = simulate(&[deployment("web", 5, ""), deployment("api", 7, ", hostNetwork: true")]);
    let after = places(&after.cluster);
    assert!(before.iter().all(|place| after.contains(place)), "{before:?}\n{after:?}");
    assert_eq!(after.len(), 5);
}

#[test]
fn replicas_are_spread_over_the_nodes_that_take_them() {
    let cluster = simulate(&[deployment("web", 4, "")]).cluster;
    assert_eq!(["a", "b", "c"].map(|node| on(&cluster, "web", node)), [2, 2, 0]);
}

#[test]
fn a_pod_that_fits_nowhere_says_why() {
    let cases = [
        (
            "nodeSelector: {disk: nvme}",
            "False Unschedulable 0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match \
             Pod's node affinity/selector. no new claims to deallocate, preemption: 0/3 nodes are available: 3 \
             Preemption is not helpful for scheduling.",
        ),
        (
            "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: {matchLabels: \
             {app: nobody}}, topologyKey: kubernetes.io/hostname}]}}",
            "False Unschedulable 0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match \
             pod affinity rules. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is \
             not helpful for scheduling.",
        ),
        (
            "schedulingGates: [{name: example.com/quota}]",
            "False SchedulingGated Scheduling is blocked due to non-empty scheduling gates",
        ),
    ];
    for (spec, reason) in cases {
        let cluster = simulate(&[deployment("web", 1, &format!(", {spec}"))]).cluster;
        let pod = pods(&cluster, "web")[0];
        assert_eq!(condition(pod, "PodScheduled"), reason);
        assert_eq!((pod.status.phase.as_deref(), &pod.status.pod_ip), (Some("Pending"), &None));
    }
}

#[test]
fn rules_about_other_pods_decide_where_replicas_go() {
    let selector = "labelSelector: {matchLabels: {app: web}}, topologyKey: kubernetes.io/hostname";
    let required = format!("requiredDuringSchedulingIgnoredDuringExecution: [{{{selector}}}]");
    let spread = format!("[{{maxSkew: 1, whenUnsatisfiable: DoNotSchedule, {selector}}}]");
    let port = "containers: [{name: app, image: nginx, ports: [{containerPort: 80, hostPort: 80}]}]";
    let cases = [
        ("anti-affinity", 3, format!("affinity: {{podAntiAffinity: {{{required}}}}}"), [1, 1, 1]),
        ("affinity to themselves", 3, format!("affinity: {{podAffinity: {{{required}}}}}"), [0, 3, 0]),
        ("spread", 4, format!("topologySpreadConstraints: {spread}"), [1, 1, 2]),
        ("host port", 3, port.into(), [1, 1, 1]),
    ];
    for (what, replicas, spec, places) in cases {
        let deployment = deployment("web", replicas, &format!(", {spec}"));
        // The default containers give way to those of the case.
        let deployment = match spec.starts_with("containers") {
            true => deployment.replacen(
                "containers: [{name: app, image: nginx, env: [{name: MODE, value: fast}]}], ",
                "",
                1,
            ),
            false => deployment,
        };
        let cluster = simulate(&[deployment]).cluster;
        let mut found = ["a", "b", "-"].map(|node| on(&cluster, "web", node));
        found[..2].sort_unstable();
        assert_eq!(found, places, "{what}");
    }
}

#[test]
fn a_replica_set_adopts_a_pod_and_a_deployment_does_not() {
    let pod = "{apiVersion: v1, kind: Pod, metadata: {name: lone, namespace: shop, labels: {app: web}}, \
               spec: {containers: [{name: app, image: nginx}]}}";
    for (kind, owner, count) in [("Deployment", None, 3), ("ReplicaSet", Some("ReplicaSet"), 2)] {
        let cluster = simulate(&[pod.into(), deployment("web", 2, "").replace("Deployment", kind)]).cluster;
        let lone = &cluster.pods[&NamespacedName::new("shop", "lone")];
        assert_eq!(lone.metadata.owner_references.first().map(|owner| owner.kind.as_str()), owner);
        assert_eq!(pods(&cluster, "web").len(), count, "{kind}");
    }
}

#[test]
fn pasted_pods_are_replicas_of_a_pasted_deployment() {
    let pod = "{apiVersion: v1, kind: Pod, metadata: {name: web-5d9c7b8f6-x7k2p, namespace: shop, labels: {app: web, \
               pod-template-hash: 5d9c7b8f6}, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: \
               web-5d9c7b8f6, uid: u, controller: true}]}, spec: {containers: [{name: app, image: nginx}]}}";
    let cluster = simulate(&[pod.into(), deployment("web", 3, "")]).cluster;
    let names: Vec<&str> = pods(&cluster, "web").iter().map(|pod| pod.metadata.name.as_str()).collect();
    assert_eq!(names.len(), 3);
    assert!(
        names.contains(&"web-5d9c7b8f6-x7k2p") && names.iter().all(|name| name.starts_with("web-5d9c7b8f6-"))
    );
}

#[test]
fn a_paused_deployment_starts_nothing() {
    let paused = deployment("web", 2, "").replace("replicas: 2", "replicas: 2\n  paused: true");
    assert!(pods(&simulate(&[paused]).cluster, "web").is_empty());
}

#[test]
fn too_many_replicas_are_cut_off_and_told() {
    let simulation = simulate(&[deployment("web", 2_000_000_000, "")]);
    assert_eq!(pods(&simulation.cluster, "web").len(), MAX_REPLICAS);
    let cut_off = &simulation.cut_off[0];
    assert_eq!((cut_off.wanted, cut_off.made), (2_000_000_000, MAX_REPLICAS));
}

#[test]
fn the_pods_of_a_node_that_is_down_are_not_ready() {
    let node = "{apiVersion: v1, kind: Node, metadata: {name: down}, status: {conditions: [{type: Ready, status: \
                Unknown}]}}";
    let pod = "{apiVersion: v1, kind: Pod, metadata: {name: p, labels: {app: web}}, spec: {nodeName: down, \
               containers: [{name: app, image: nginx}]}}";
    let cluster = simulate(&[node.into(), pod.into(), deployment("web", 2, "")]).cluster;
    assert_eq!(on(&cluster, "web", "down"), 1, "new Pods go elsewhere");
    let pod = &cluster.pods[&NamespacedName::new("default", "p")];
    assert!(condition(pod, "Ready").starts_with("False"));
}

#[test]
fn what_svclab_does_not_model_reaches_the_pods_of_a_template() {
    let cluster = simulate(&[deployment("web", 1, ", volumes: [{name: tmp, emptyDir: {}}]")]).cluster;
    let pod = Object::Pod(pods(&cluster, "web")[0]).to_json(&cluster);
    assert_eq!(pod["spec"]["containers"][0]["env"][0]["value"], "fast");
    assert_eq!(pod["spec"]["volumes"][0]["name"], "tmp");
    let set = cluster.replica_sets.keys().next().unwrap();
    let set = ObjectRef::new(Kind::ReplicaSet, set.namespace.clone(), set.name.clone());
    let set = cluster.get(&set).unwrap().to_json(&cluster);
    assert_eq!(set["spec"]["template"]["spec"]["volumes"][0]["name"], "tmp");
}
