//! What happens to a running cluster: what leaves, what joins, and that nothing else moves.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;
use svclab::api::{Kind, Pod, SmolStr};
use svclab::changes::{Change, Difference, ServiceDifference};
use svclab::cluster::{Cluster, NamespacedName};
use svclab::controllers::reconcile;
use svclab::network::{TraceQuery, Verdict};
use svclab::{Options, Simulation};

/// Two workers; a Deployment, a StatefulSet, a DaemonSet and a Pod of nobody, each behind a Service.
const SHOP: &str = "
{apiVersion: v1, kind: Node, metadata: {name: a}}
---
{apiVersion: v1, kind: Node, metadata: {name: b}}
---
{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: db, namespace: shop}, spec: {clusterIP: None, selector: {app: db}, ports: [{port: 5432}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: log, namespace: shop}, spec: {selector: {app: log}, ports: [{port: 514}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: lone, namespace: shop}, spec: {selector: {app: lone}, ports: [{port: 80}]}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}, spec: {replicas: 4, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: i}]}}}}
---
{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db, namespace: shop}, spec: {replicas: 3, serviceName: db, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c, image: i}]}}}}
---
{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: log, namespace: shop}, spec: {selector: {matchLabels: {app: log}}, template: {metadata: {labels: {app: log}}, spec: {containers: [{name: c, image: i}]}}}}
---
{apiVersion: v1, kind: Pod, metadata: {name: lone, namespace: shop, labels: {app: lone}}, spec: {nodeName: a, containers: [{name: c, image: i}]}}
";

fn simulate(text: &str, changes: &[String]) -> Simulation {
    let changes = changes.iter().map(|words| words.parse().expect("a change")).collect();
    let simulation = Simulation::new(text, &Options { changes, ..Options::default() });
    assert!(!simulation.has_errors(), "{:?}", simulation.diagnostics);
    simulation
}

/// The shop after changes that are possible.
fn shop(changes: &[String]) -> Simulation {
    let simulation = simulate(SHOP, changes);
    for outcome in simulation.changed.iter().flat_map(|changed| &changed.outcomes) {
        assert!(outcome.result.is_ok(), "{outcome:?}");
    }
    simulation
}

fn one(change: &str) -> [String; 1] {
    [change.to_owned()]
}

/// The names of the Pods with a label `app`, in order.
fn pods(cluster: &Cluster, app: &str) -> Vec<String> {
    let of = |pod: &&Pod| pod.metadata.labels.get("app").is_some_and(|value| value == app);
    cluster.pods.values().filter(of).map(|pod| pod.metadata.name.to_string()).collect()
}

/// The first Pod of an app on a node.
fn pod_on(cluster: &Cluster, app: &str, node: &str) -> String {
    let on = |name: &String| pod(cluster, name).spec.node_name.as_deref() == Some(node);
    pods(cluster, app).into_iter().find(on).expect("a Pod there")
}

fn pod<'a>(cluster: &'a Cluster, name: &str) -> &'a Pod {
    &cluster.pods[&NamespacedName::new("shop", name)]
}

fn ip(cluster: &Cluster, name: &str) -> String {
    pod(cluster, name).status.pod_ip.clone().expect("an address").to_string()
}

fn service<'a>(difference: &'a Difference, name: &str) -> &'a ServiceDifference {
    difference.services.iter().find(|one| one.service.name == name).expect("the Service differs")
}

/// What differs, in one line: the Pods, then each Service, with what is gone (-), new (+) and changed (~).
fn summary(simulation: &Simulation) -> String {
    let found = simulation.difference().expect("changes");
    let pods = &found.pods;
    let mut parts =
        vec![format!("pods -{} +{} ~{}", pods.removed.len(), pods.added.len(), pods.changed.len())];
    for service in &found.services {
        let (name, stayed) = (&service.service.name, service.stayed.len());
        parts.push(format!("{name} -{} +{} ={stayed}", service.left.len(), service.joined.len()));
    }
    parts.join(", ")
}

/// The conditions of a Pod's endpoint as `ready serving terminating`.
fn conditions(cluster: &Cluster, name: &str) -> String {
    let endpoints = cluster.endpoint_slices.values().flat_map(|slice| &slice.endpoints);
    let of = |one: &&svclab::api::Endpoint| {
        one.target_ref.as_ref().is_some_and(|target| target.name.as_deref() == Some(name))
    };
    let found = endpoints.clone().find(of).expect("an endpoint");
    let flag = |flag: Option<bool>, word| if flag == Some(true) { word } else { "-" };
    let all = &found.conditions;
    [flag(all.ready, "ready"), flag(all.serving, "serving"), flag(all.terminating, "terminating")].join(" ")
}

fn trace(simulation: &Simulation, from: &str, to: &str) -> Result<Verdict, String> {
    let query = TraceQuery { from: from.parse().expect(from), via: None, to: to.parse().expect(to) };
    let trace = simulation.trace(&query).map_err(|error| error.to_string())?;
    Ok(trace.routes[0].verdict)
}

#[test]
fn what_leaves_and_what_joins() {
    let before = shop(&[]).cluster;
    let (web, log) = (pod_on(&before, "web", "a"), pod_on(&before, "log", "a"));
    for (change, expected) in [
        (format!("delete-pod shop/{web}"), "pods -1 +1 ~0, web -1 +1 =3"),
        ("delete-pod shop/db-1".into(), "pods -1 +1 ~0, db -1 +1 =2"),
        (format!("delete-pod shop/{log}"), "pods -1 +1 ~0, log -1 +1 =1"),
        ("delete-pod shop/lone".into(), "pods -1 +0 ~0, lone -1 +0 =0"),
        (format!("unready shop/{web}"), "pods -0 +0 ~1, web -1 +0 =3"),
        ("unready shop/db-0".into(), "pods -0 +0 ~1, db -1 +0 =2"),
        (format!("terminate shop/{web}"), "pods -0 +1 ~1, web -1 +1 =3"),
        ("terminate shop/db-1".into(), "pods -0 +0 ~1, db -1 +0 =2"),
        (format!("terminate shop/{log}"), "pods -0 +0 ~1, log -1 +0 =1"),
        ("terminate shop/lone".into(), "pods -0 +0 ~1, lone -1 +0 =0"),
        ("cordon a".into(), "pods -0 +0 ~0"),
        ("scale deployment/shop/web=4".into(), "pods -0 +0 ~0"),
        ("scale deployment/shop/web=6".into(), "pods -0 +2 ~0, web -0 +2 =4"),
        ("scale deployment/shop/web=0".into(), "pods -4 +0 ~0, web -4 +0 =0"),
        ("scale statefulset/shop/db=1".into(), "pods -2 +0 ~0, db -2 +0 =1"),
    ] {
        assert_eq!(summary(&shop(&one(&change))), expected, "{change}");
    }
}

#[test]
fn a_deleted_pod_is_replaced_by_another_one_at_its_place() {
    let before = shop(&[]).cluster;
    for app in ["web", "log"] {
        let old = pod_on(&before, app, "a");
        let after = shop(&one(&format!("delete-pod shop/{old}"))).cluster;
        let names = pods(&after, app);
        let new = names.iter().find(|name| !before.pods.contains_key(&NamespacedName::new("shop", *name)));
        let new = new.expect("a Pod with a new name");
        assert!(!names.contains(&old));
        assert_eq!(pod(&after, new).spec.node_name.as_deref(), Some("a"), "{app}: the place that is free");
        assert_ne!(ip(&after, new), ip(&before, &old));
    }
}

#[test]
fn a_pod_of_a_stateful_set_comes_back_with_its_name_and_another_address() {
    let change = "delete-pod shop/db-1".to_owned();
    let moments: Vec<Cluster> = [0, 1, 2].map(|times| shop(&vec![change.clone(); times]).cluster).into();
    let addresses: BTreeSet<String> = moments.iter().map(|cluster| ip(cluster, "db-1")).collect();
    let uids: BTreeSet<_> = moments.iter().map(|cluster| pod(cluster, "db-1").metadata.uid.clone()).collect();
    assert_eq!((addresses.len(), uids.len()), (3, 3), "each is another Pod");
    let after = &moments[1];
    assert!(after.pods.contains_key(&NamespacedName::new("shop", "db-2")), "those above it stay");
}

#[test]
fn a_pod_that_ends_still_serves_and_one_that_is_not_ready_does_not() {
    let before = shop(&[]).cluster;
    let web = pod_on(&before, "web", "a");
    for (change, expected) in [("terminate", "- serving terminating"), ("unready", "- - -")] {
        let after = shop(&one(&format!("{change} shop/{web}"))).cluster;
        assert_eq!(conditions(&after, &web), expected, "{change}");
    }
    let publishing = SHOP
        .replace("selector: {app: db}, ports", "publishNotReadyAddresses: true, selector: {app: db}, ports");
    let after = simulate(&publishing, &one("unready shop/db-0"));
    assert_eq!(conditions(&after.cluster, "db-0"), "ready - -");
    assert_eq!(summary(&after), "pods -0 +0 ~1", "its Service publishes it all the same");
}

#[test]
fn a_node_that_is_down_answers_nobody() {
    let before = shop(&[]);
    let after = shop(&one("node-down a"));
    let difference = after.difference().expect("changes");
    let here = before.cluster.pods.values().filter(|pod| pod.spec.node_name.as_deref() == Some("a")).count();
    assert_eq!(difference.pods.changed.len(), here, "its Pods are still there: nobody is evicted yet");
    assert!(difference.pods.removed.is_empty() && difference.pods.added.is_empty());
    assert_eq!(pods(&after.cluster, "log").len(), 2, "those of a DaemonSet too");
    let nodes = service(&difference, "web").load_balancer_nodes.clone().expect("they differ");
    assert_eq!((nodes.left, nodes.joined), (vec!["a".into()], vec![]));
    let node = &after.cluster.nodes["a"];
    let taints: Vec<String> =
        node.spec.taints.iter().map(|taint| format!("{}:{}", taint.key, taint.effect)).collect();
    assert_eq!(
        taints,
        ["node.kubernetes.io/unreachable:NoSchedule", "node.kubernetes.io/unreachable:NoExecute"]
    );

    let address = |name: &str| after.cluster.nodes[name].status.addresses[0].address.clone();
    assert_eq!(trace(&before, "lan", &format!("{}:30080", address("a"))), Ok(Verdict::Delivered));
    assert_eq!(trace(&after, "lan", &format!("{}:30080", address("a"))), Ok(Verdict::Dropped));
    assert_eq!(trace(&after, "lan", &format!("{}:30080", address("b"))), Ok(Verdict::Delivered));
    let lone = ip(&after.cluster, "lone");
    assert_eq!(trace(&after, "node:b", &format!("{lone}:80")), Ok(Verdict::Dropped));
    for silent in ["node:a", "pod:shop/lone"] {
        let error = trace(&after, silent, "web.shop").expect_err("nobody sends");
        assert!(error.ends_with("down, so it sends nothing"), "{error}");
    }
    let ingress = &service(&difference, "web").kept.load_balancer[0];
    assert_eq!(trace(&after, "internet", &format!("{ingress}:80")), Ok(Verdict::Delivered));
}

#[test]
fn a_node_that_is_lost_has_its_pods_evicted() {
    let before = shop(&[]);
    let lost = |app: &str| -> Vec<String> {
        let on = |name: &String| pod(&before.cluster, name).spec.node_name.as_deref() == Some("a");
        pods(&before.cluster, app).into_iter().filter(on).collect()
    };
    let after = shop(&one("node-lost a"));
    let is_ending = |name: &String| pod(&after.cluster, name).metadata.deletion_timestamp.is_some();
    for app in ["web", "db", "lone"] {
        assert!(
            !lost(app).is_empty() && lost(app).iter().all(is_ending),
            "{app}: nobody says that they have ended"
        );
    }
    assert!(!lost("log").iter().any(is_ending), "a DaemonSet's Pods tolerate it");
    let difference = after.difference().expect("changes");
    let added = &difference.pods.added;
    assert_eq!(added.len(), lost("web").len(), "the Deployment makes others, the StatefulSet waits");
    assert!(added.iter().all(|pod| pod.node.as_deref() == Some("b")));
    let web = service(&difference, "web");
    assert_eq!((web.left.len(), web.joined.len()), (lost("web").len(), added.len()));
    let tolerant = SHOP.replacen(
        "spec: {containers",
        "spec: {tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists}], containers",
        1,
    );
    let stays = simulate(&tolerant, &one("node-lost a")).difference().expect("changes").pods;
    assert!(stays.added.is_empty(), "a Deployment whose Pods tolerate it for good makes no others");
    let finite = tolerant.replacen(
        "operator: Exists}",
        "operator: Exists, effect: NoExecute, tolerationSeconds: 600}",
        1,
    );
    let goes = simulate(&finite, &one("node-lost a")).difference().expect("changes").pods;
    assert_eq!(goes.added.len(), added.len(), "ten minutes end too");
}

#[test]
fn new_pods_go_where_they_may() {
    for away in ["cordon a", "node-down a"] {
        let after = shop(&[away.to_owned(), "scale deployment/shop/web=8".to_owned()]);
        let added = after.difference().expect("changes").pods.added;
        let nodes: BTreeSet<_> = added.iter().map(|pod| pod.node.as_deref().unwrap_or_default()).collect();
        assert_eq!((added.len(), nodes), (4, BTreeSet::from(["b"])), "{away}");
    }
}

#[test]
fn a_pod_that_waits_for_a_node_takes_the_one_that_is_free() {
    let apart = "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: \
                 {matchLabels: {app: web}}, topologyKey: kubernetes.io/hostname}]}}, containers";
    let text = SHOP.replacen(
        "labels: {app: web}}, spec: {containers",
        &format!("labels: {{app: web}}}}, spec: {{{apart}"),
        1,
    );
    let before = simulate(&text, &one("scale deployment/shop/web=3")).cluster;
    let waiting = pods(&before, "web").into_iter().find(|name| pod(&before, name).spec.node_name.is_none());
    let (waiting, old) = (waiting.expect("no room for three"), pod_on(&before, "web", "a"));
    let after =
        simulate(&text, &["scale deployment/shop/web=3".into(), format!("delete-pod shop/{old}")]).cluster;
    assert_eq!(pod(&after, &waiting).spec.node_name.as_deref(), Some("a"));
    assert_eq!(pods(&after, "web").len(), 3);
}

#[test]
fn the_right_pods_go_when_there_are_too_many() {
    let before = shop(&[]).cluster;
    let scale = |replicas: usize| format!("scale deployment/shop/web={replicas}");
    for victim in pods(&before, "web") {
        let after = shop(&[format!("unready shop/{victim}"), scale(3)]).cluster;
        assert!(!pods(&after, "web").contains(&victim), "one that is not ready goes first");
    }
    let down_up = shop(&[scale(2), scale(4)]).cluster;
    let on = |cluster: &Cluster, node| {
        let on = |name: &&String| pod(cluster, name).spec.node_name.as_deref() == Some(node);
        pods(cluster, "web").iter().filter(on).count()
    };
    assert_eq!([on(&down_up, "a"), on(&down_up, "b")], [2, 2], "they stay spread");
    let new: Vec<String> =
        pods(&down_up, "web").into_iter().filter(|name| !pods(&before, "web").contains(name)).collect();
    assert_eq!(new.len(), 2, "a name is not used again");
    let again = shop(&[scale(2), scale(4), scale(2)]).cluster;
    assert!(pods(&again, "web").iter().all(|name| !new.contains(name)), "the younger ones go");

    let costs = SHOP.replace("name: lone, namespace: shop, labels: {app: lone}}", "name: lone, namespace: shop, labels: {app: lone, tier: x}, annotations: {controller.kubernetes.io/pod-deletion-cost: '-5'}}");
    let set = "{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: own, namespace: shop}, spec: {replicas: 3, selector: \
               {matchLabels: {tier: x}}, template: {metadata: {labels: {tier: x}}, spec: {containers: [{name: c, image: i}]}}}}";
    let after = simulate(&format!("{costs}---\n{set}"), &one("scale rs/shop/own=2")).cluster;
    assert!(!after.pods.contains_key(&NamespacedName::new("shop", "lone")), "the cheapest goes first");
}

#[test]
fn an_ordered_stateful_set_waits_for_a_pod_that_is_not_ready() {
    for (replicas, expected) in [(5, 3), (1, 3), (3, 3)] {
        let scale = format!("scale statefulset/shop/db={replicas}");
        let after = shop(&["unready shop/db-0".to_owned(), scale.clone()]).cluster;
        assert_eq!(pods(&after, "db").len(), expected, "{scale}");
        let parallel = SHOP.replace("serviceName: db", "podManagementPolicy: Parallel, serviceName: db");
        let after = simulate(&parallel, &["unready shop/db-0".to_owned(), scale.clone()]).cluster;
        assert_eq!(pods(&after, "db").len(), replicas, "{scale} at once");
    }
    // The lowest that is not ready may go itself.
    let after = shop(&["unready shop/db-2".to_owned(), "scale statefulset/shop/db=1".to_owned()]).cluster;
    assert_eq!(pods(&after, "db"), ["db-0"]);
}

#[test]
fn each_change_says_what_there_is_to_know() {
    let set = pod(&shop(&[]).cluster, &pods(&shop(&[]).cluster, "web")[0]).metadata.owner_references[0]
        .name
        .clone();
    for (change, expected) in [
        ("delete-pod shop/lone", "No controller owns Pod shop/lone, so nobody makes another"),
        (
            "delete-pod shop/db-0",
            "StatefulSet shop/db has made Pod shop/db-0 again, with the same name and another address",
        ),
        ("terminate shop/db-0", "StatefulSet shop/db makes no other Pod before Pod shop/db-0 is gone"),
        (
            "unready shop/db-0",
            "Pod shop/db-0 goes on running and keeps its address; no controller replaces it",
        ),
        ("scale sts/shop/db=5", "StatefulSet shop/db is set from 3 to 5 replicas"),
        ("scale sts/shop/db=3", "StatefulSet shop/db was set to 3 replicas before"),
        (
            &format!("scale rs/shop/{set}=9"),
            &format!("Deployment web owns ReplicaSet shop/{set} and has set it back to 4 replicas"),
        ),
    ] {
        let outcome = &shop(&one(change)).changed.expect("changes").outcomes[0];
        assert_eq!(outcome.result.as_ref().expect("it happens").to_string(), expected);
    }
}

#[test]
fn a_change_that_names_nothing_changes_nothing_and_says_so() {
    for (change, expected) in [
        ("delete-pod shop/gone", "There is no Pod shop/gone"),
        ("unready lone", "There is no Pod default/lone"),
        ("node-down c", "There is no Node c"),
        ("scale deployment/shop/db=1", "There is no Deployment shop/db"),
        (
            "delete-pod kube-system/coredns",
            "Pod kube-system/coredns comes with every cluster and cannot be deleted here",
        ),
    ] {
        let simulation = simulate(SHOP, &["unready shop/db-0".to_owned(), change.to_owned()]);
        let outcomes = &simulation.changed.as_ref().expect("changes").outcomes;
        assert!(outcomes[0].result.is_ok());
        assert_eq!(outcomes[1].result.as_ref().expect_err(change).to_string(), expected);
        assert_eq!(summary(&simulation), "pods -0 +0 ~1, db -1 +0 =2", "the other one happens");
    }
}

/// Objects of a kind as JSON, by name.
fn objects(cluster: &Cluster, kind: Kind) -> Vec<(String, Value)> {
    let objects = cluster.list(kind).into_iter();
    objects.map(|object| (object.reference().to_string(), object.to_json(cluster))).collect()
}

/// A change to the shop as it is after others, chosen by three numbers.
fn any_change(now: &Cluster, (what, which, count): (usize, usize, u32)) -> Change {
    let own: Vec<&NamespacedName> = now.pods.keys().filter(|name| name.namespace == "shop").collect();
    let any = own.get(which % own.len().max(1)).copied().cloned();
    let pod = any.unwrap_or_else(|| NamespacedName::new("shop", "nobody"));
    let node = ["a", "b"][which % 2].to_owned();
    let workload = ["deployment/shop/web", "statefulset/shop/db"][which % 2].parse().expect("a workload");
    match what {
        0 => Change::DeletePod { pod },
        1 => Change::Unready { pod },
        2 => Change::Terminate { pod },
        3 => Change::NodeDown { node },
        4 => Change::Cordon { node },
        5 => Change::NodeLost { node },
        _ => Change::Scale { workload, replicas: count },
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn what_is_not_said_to_differ_is_the_same(choices in prop::collection::vec((0..7usize, 0..20usize, 0..7u32), 1..5)) {
        let mut options = Options::default();
        for choice in choices {
            let now = Simulation::new(SHOP, &options);
            options.changes.push(any_change(&now.cluster, choice));
        }
        let after = Simulation::new(SHOP, &options);
        let (before, changes) = (&after.changed.as_ref().expect("changes").before, &options.changes);
        let difference = after.difference().expect("changes");

        let kept: BTreeSet<String> = difference.pods.kept.iter().map(ToString::to_string).collect();
        let same = |cluster| -> Vec<_> {
            objects(cluster, Kind::Pod).into_iter().filter(|(name, _)| kept.contains(name)).collect()
        };
        prop_assert_eq!(same(before), same(&after.cluster), "{:?}", changes);
        prop_assert_eq!(objects(before, Kind::Service), objects(&after.cluster, Kind::Service));

        // No two Pods ever had the same address, and the Services count them right.
        let mut addresses = BTreeSet::new();
        for pod in before.pods.values().chain(after.cluster.pods.values()) {
            let uid = pod.metadata.uid.clone().unwrap_or_default();
            addresses.extend(pod.status.pod_ip.clone().map(|ip| (ip, pod.metadata.name.clone(), uid)));
        }
        let distinct: BTreeSet<&SmolStr> = addresses.iter().map(|(ip, ..)| ip).collect();
        prop_assert_eq!(distinct.len(), addresses.len(), "{:?}", addresses);
        for service in &difference.services {
            let of = |list: &[svclab::changes::Endpoint]| -> BTreeSet<SmolStr> {
                list.iter().map(|endpoint| endpoint.address.clone()).collect()
            };
            let (left, joined, stayed) = (of(&service.left), of(&service.joined), of(&service.stayed));
            prop_assert!(left.is_disjoint(&joined) && left.is_disjoint(&stayed) && joined.is_disjoint(&stayed));
        }

        let again = reconcile(&after.cluster).cluster;
        for kind in Kind::ALL {
            prop_assert_eq!(objects(&after.cluster, kind), objects(&again, kind), "{} after {:?}", kind, changes);
        }
    }
}
