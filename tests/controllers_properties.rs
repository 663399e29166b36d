//! What holds for every cluster that the controllers have run on.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;
use svclab::api::{EndpointAddress, EndpointSlice, Kind, Pod, Service, SmolStr};
use svclab::changes::Change;
use svclab::cluster::{Cluster, NamespacedName, selects};
use svclab::controllers::{Standing, reconcile};
use svclab::{Options, Simulation};

/// Two nodes in zones of their own, one that is down, and a range of addresses of each family.
const CLUSTER: &str = "
{apiVersion: kubeadm.k8s.io/v1beta4, kind: ClusterConfiguration, networking: {podSubnet: \"20.96.0.0/12,fd00:20::/48\", \
serviceSubnet: \"10.96.0.0/12,fd00:10::/108\"}}
---
{apiVersion: v1, kind: Node, metadata: {name: a, labels: {topology.kubernetes.io/zone: za}}}
---
{apiVersion: v1, kind: Node, metadata: {name: b, labels: {topology.kubernetes.io/zone: zb}}}
---
{apiVersion: v1, kind: Node, metadata: {name: down}, status: {conditions: [{type: Ready, status: Unknown}]}}
";

/// Nothing of this has to do with the other objects. Its namespace comes last, so that where two Pods want one address
/// the others keep theirs.
const UNRELATED: &str = "
{apiVersion: v1, kind: Service, metadata: {name: web, namespace: zoo}, spec: {selector: {app: web}, ports: [{port: 80}]}}
---
{apiVersion: v1, kind: Pod, metadata: {name: lone, namespace: zoo, labels: {app: web}}, spec: {containers: [{name: c, image: nginx}]}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: zoo}, spec: {replicas: 3, selector: {matchLabels: \
{app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: nginx}]}}}}
";

fn app() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("web"), Just("api")]
}

/// What a Pod or template says beside its containers.
fn pod_spec() -> impl Strategy<Value = String> {
    let extra = prop_oneof![
        6 => Just(""),
        1 => Just(", hostNetwork: true"),
        1 => Just(", readinessGates: [{conditionType: x.io/a}]"),
        1 => Just(", nodeSelector: {disk: nvme}"),
        1 => Just(", hostname: same, subdomain: s0"),
        1 => Just(", schedulingGates: [{name: x.io/quota}]"),
        1 => Just(", topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: \
            DoNotSchedule, labelSelector: {matchLabels: {app: web}}, matchLabelKeys: [of]}]"),
        1 => Just(", affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: \
            {matchLabels: {app: api}}, topologyKey: topology.kubernetes.io/zone}]}}"),
        1 => Just(", tolerations: [{operator: Exists}]"),
    ];
    (prop_oneof![3 => Just("http"), 1 => Just("other")], extra).prop_map(|(port, extra)| {
        format!(
            "containers: [{{name: c, image: nginx, ports: [{{name: {port}, containerPort: 8080}}]}}]{extra}"
        )
    })
}

fn pod(index: usize) -> impl Strategy<Value = String> {
    let node = prop_oneof![
        4 => Just(""),
        4 => Just(", nodeName: a"),
        2 => Just(", nodeName: down"),
        1 => Just(", nodeName: gone"),
    ];
    let status = prop_oneof![
        6 => Just(""),
        1 => Just("phase: Succeeded"),
        1 => Just("phase: Failed"),
        1 => Just("phase: Pending"),
        2 => Just("phase: Running, podIP: 20.96.7.7, conditions: [{type: Ready, status: \"True\"}]"),
        1 => Just("phase: Running, podIP: \"fd00:20::7\", conditions: [{type: Ready, status: \"True\"}]"),
        2 => Just("phase: Running, conditions: [{type: Ready, status: \"False\"}]"),
    ];
    let deleted = prop_oneof![5 => Just(""), 1 => Just(", deletionTimestamp: \"2026-01-01T00:00:00Z\"")];
    (app(), pod_spec(), node, status, deleted).prop_map(move |(app, spec, node, status, deleted)| {
        format!(
            "{{apiVersion: v1, kind: Pod, metadata: {{name: p{index}, namespace: shop, labels: {{app: {app}}}{deleted}}}, \
             spec: {{{spec}{node}}}, status: {{{status}}}}}"
        )
    })
}

fn service(index: usize) -> impl Strategy<Value = String> {
    let extra = prop_oneof![
        4 => Just(""),
        1 => Just(", clusterIP: None"),
        1 => Just(", publishNotReadyAddresses: true"),
        1 => Just(", ipFamilyPolicy: RequireDualStack"),
        1 => Just(", trafficDistribution: PreferSameZone"),
        1 => Just(", type: LoadBalancer"),
    ];
    (app(), prop_oneof![Just("8080"), Just("http")], extra).prop_map(move |(app, target, extra)| {
        format!(
            "{{apiVersion: v1, kind: Service, metadata: {{name: s{index}, namespace: shop}}, spec: {{selector: {{app: \
             {app}}}, ports: [{{name: first, port: 80, targetPort: {target}}}, {{name: second, port: 81, targetPort: 9000}}]{extra}}}}}"
        )
    })
}

fn workload(index: usize) -> impl Strategy<Value = String> {
    let kind = prop_oneof![Just("Deployment"), Just("ReplicaSet"), Just("StatefulSet"), Just("DaemonSet")];
    (kind, app(), 0..5, pod_spec()).prop_map(move |(kind, app, replicas, spec)| {
        let replicas = if kind == "DaemonSet" { String::new() } else { format!("replicas: {replicas}, ") };
        format!(
            "{{apiVersion: apps/v1, kind: {kind}, metadata: {{name: w{index}, namespace: shop}}, spec: {{{replicas}selector: \
             {{matchLabels: {{app: {app}, of: w{index}}}}}, template: {{metadata: {{labels: {{app: {app}, of: w{index}}}}}, \
             spec: {{{spec}}}}}}}}}"
        )
    })
}

/// A slice that the controller has made before, with Pods of which some are gone or are not selected.
fn old_slice(index: usize) -> impl Strategy<Value = String> {
    let endpoint = (0..6).prop_map(|pod| {
        format!("{{addresses: [20.96.9.{pod}], targetRef: {{kind: Pod, namespace: shop, name: p{pod}}}}}")
    });
    let ports = prop_oneof![
        Just("[{name: first, port: 8080}, {name: second, port: 9000}]"),
        Just("[{name: second, port: 9000}]"),
        Just("[]"),
    ];
    (0..3, prop::collection::vec(endpoint, 0..4), ports).prop_map(move |(service, endpoints, ports)| {
        let endpoints = endpoints.join(", ");
        format!(
            "{{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {{name: old{index}, namespace: shop, labels: \
             {{kubernetes.io/service-name: s{service}, endpointslice.kubernetes.io/managed-by: \
             endpointslice-controller.k8s.io}}, ownerReferences: [{{apiVersion: v1, kind: Service, name: s{service}, uid: u, \
             controller: true}}]}}, addressType: IPv4, endpoints: [{endpoints}], ports: {ports}}}"
        )
    })
}

/// The ReplicaSet of an older template, if the workload of its number is a Deployment.
fn old_replica_set(index: usize) -> impl Strategy<Value = String> {
    (app(), 0..4, pod_spec()).prop_map(move |(app, replicas, spec)| {
        format!(
            "{{apiVersion: apps/v1, kind: ReplicaSet, metadata: {{name: w{index}-old, namespace: shop, ownerReferences: \
             [{{apiVersion: apps/v1, kind: Deployment, name: w{index}, uid: u, controller: true}}]}}, spec: {{replicas: \
             {replicas}, selector: {{matchLabels: {{app: {app}, of: w{index}, pod-template-hash: old}}}}, template: {{metadata: \
             {{labels: {{app: {app}, of: w{index}, pod-template-hash: old}}}}, spec: {{{spec}}}}}}}}}"
        )
    })
}

fn job(index: usize) -> impl Strategy<Value = String> {
    (app(), 0..4, prop::bool::ANY).prop_map(move |(app, parallelism, indexed)| {
        let mode = if indexed { "Indexed" } else { "NonIndexed" };
        format!(
            "{{apiVersion: batch/v1, kind: Job, metadata: {{name: j{index}, namespace: shop}}, spec: {{completions: 2, \
             parallelism: {parallelism}, completionMode: {mode}, template: {{metadata: {{labels: {{app: {app}}}}}, spec: \
             {{restartPolicy: Never, containers: [{{name: c, image: nginx}}]}}}}}}}}"
        )
    })
}

fn text() -> impl Strategy<Value = String> {
    let pods: Vec<_> = (0..4).map(pod).collect();
    let services: Vec<_> = (0..3).map(service).collect();
    let workloads: Vec<_> = (0..2).map(workload).collect();
    let old = (old_slice(0), old_slice(1), old_replica_set(0), job(0));
    (pods, services, workloads, old).prop_map(|(pods, services, workloads, (one, two, set, job))| {
        let objects: Vec<String> = [pods, services, workloads, vec![one, two, set, job]].concat();
        format!("{CLUSTER}---\n{}", objects.join("\n---\n"))
    })
}

fn change() -> impl Strategy<Value = Change> {
    let words = prop_oneof![
        Just("delete-pod shop/p0"),
        Just("terminate shop/p1"),
        Just("unready shop/p2"),
        Just("node-down a"),
        Just("node-lost a"),
        Just("cordon b"),
        Just("scale deployment/shop/w0=3"),
        Just("scale statefulset/shop/w1=1"),
    ];
    words.prop_map(|words| words.parse().expect("a change"))
}

fn simulate(text: &str) -> Simulation {
    let simulation = Simulation::new(text, &Options::default());
    assert!(!simulation.has_errors(), "{:?}\n{text}", simulation.diagnostics);
    simulation
}

fn everything(cluster: &Cluster) -> Vec<Value> {
    Kind::ALL.into_iter().flat_map(|kind| cluster.list(kind)).map(|object| object.to_json(cluster)).collect()
}

fn services(cluster: &Cluster) -> impl Iterator<Item = (&NamespacedName, &Service)> {
    cluster.services.iter().filter(|(name, _)| name.namespace == "shop")
}

fn slices<'a>(cluster: &'a Cluster, service: &'a NamespacedName) -> impl Iterator<Item = &'a EndpointSlice> {
    let label = "kubernetes.io/service-name";
    let is_of = move |slice: &&EndpointSlice| slice.metadata.labels.get(label) == Some(&service.name);
    let in_namespace = cluster.endpoint_slices.iter().filter(|(name, _)| name.namespace == service.namespace);
    in_namespace.map(|(_, slice)| slice).filter(is_of)
}

fn pod_named<'a>(cluster: &'a Cluster, name: Option<&SmolStr>) -> &'a Pod {
    &cluster.pods[&NamespacedName::new("shop", name.expect("a Pod is named").as_str())]
}

/// Pod, port and whether it is ready.
type Entry = (SmolStr, i32, bool);

/// What Endpoints say of the Pods on nodes that exist: the others are in no slice unless they are published (the
/// reconciler of staging/src/k8s.io/endpointslice).
fn in_endpoints(cluster: &Cluster, name: &NamespacedName, service: &Service) -> BTreeSet<Entry> {
    let published = service.spec.publish_not_ready_addresses == Some(true);
    let mut found = BTreeSet::new();
    for subset in &cluster.endpoints[name].subsets {
        let mut add = |address: &EndpointAddress, is_ready| {
            let name = address.target_ref.as_ref().and_then(|target| target.name.clone()).expect("a Pod");
            let node = pod_named(cluster, Some(&name)).spec.node_name.clone();
            if published || node.is_some_and(|node| cluster.nodes.contains_key(&node)) {
                found.extend(subset.ports.iter().map(|port| (name.clone(), port.port, is_ready)));
            }
        };
        subset.addresses.iter().for_each(|address| add(address, true));
        subset.not_ready_addresses.iter().for_each(|address| add(address, false));
    }
    found
}

/// What the slices of the first family say of Pods that are not ending, which Endpoints leave out unless they are
/// published.
fn in_slices(cluster: &Cluster, name: &NamespacedName, service: &Service) -> BTreeSet<Entry> {
    let published = service.spec.publish_not_ready_addresses == Some(true);
    let mut found = BTreeSet::new();
    for slice in slices(cluster, name).filter(|slice| slice.address_type == service.spec.ip_families[0]) {
        for endpoint in &slice.endpoints {
            let name = endpoint.target_ref.as_ref().and_then(|target| target.name.clone()).expect("a Pod");
            if published || endpoint.conditions.terminating == Some(false) {
                let is_ready = endpoint.conditions.ready == Some(true);
                found
                    .extend(slice.ports.iter().filter_map(|port| Some((name.clone(), port.port?, is_ready))));
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reconciling_again_changes_nothing(text in text()) {
        let once = simulate(&text).cluster;
        prop_assert_eq!(everything(&once), everything(&reconcile(&once).cluster));
    }

    #[test]
    fn reconciling_again_after_a_change_changes_nothing(text in text(), change in change()) {
        let changed = Simulation::new(&text, &Options { changes: vec![change], ..Options::default() });
        prop_assert_eq!(everything(&changed.cluster), everything(&reconcile(&changed.cluster).cluster));
    }

    #[test]
    fn an_endpoint_is_a_pod_that_the_service_selects(text in text()) {
        let cluster = simulate(&text).cluster;
        for (name, service) in services(&cluster) {
            for endpoint in slices(&cluster, name).flat_map(|slice| &slice.endpoints) {
                let pod = pod_named(&cluster, endpoint.target_ref.as_ref().and_then(|target| target.name.as_ref()));
                prop_assert!(selects(&service.spec.selector, &pod.metadata.labels));
                let has = |address: &SmolStr| pod.status.pod_ips.iter().any(|ip| ip.ip == *address);
                prop_assert!(endpoint.addresses.iter().all(has), "{endpoint:?}");
            }
        }
    }

    #[test]
    fn a_selected_pod_counts_or_there_is_a_reason(text in text()) {
        let simulation = simulate(&text);
        let (cluster, backends) = (&simulation.cluster, simulation.backends());
        for (name, service) in services(cluster) {
            let found = backends.of(service);
            let named: BTreeSet<&str> =
                found.iter().filter_map(|one| one.pod.as_ref()).map(|pod| pod.name.as_str()).collect();
            let in_namespace = cluster.pods.iter().filter(|(pod, _)| pod.namespace == name.namespace);
            let selected: BTreeSet<&str> = in_namespace
                .filter(|(_, pod)| selects(&service.spec.selector, &pod.metadata.labels))
                .map(|(pod, _)| pod.name.as_str())
                .collect();
            prop_assert_eq!(found.len(), named.len(), "each once");
            prop_assert_eq!(&named, &selected);
            for one in &found {
                prop_assert!(one.standing == Standing::Ready || !one.reasons.is_empty(), "{one:?}");
            }
            let passed_over = backends.passed_over(service, 100).nearest;
            prop_assert!(passed_over.iter().all(|one| !one.reasons.is_empty()));
            let others = cluster.pods.keys().filter(|pod| pod.namespace == name.namespace).count() - selected.len();
            prop_assert_eq!(passed_over.len(), others);
        }
    }

    #[test]
    fn slices_and_endpoints_agree(text in text()) {
        let cluster = simulate(&text).cluster;
        for (name, service) in services(&cluster) {
            prop_assert_eq!(in_endpoints(&cluster, name, service), in_slices(&cluster, name, service), "{}", name);
        }
    }

    #[test]
    fn an_unrelated_object_moves_nothing(text in text()) {
        let before = everything(&simulate(&text).cluster);
        let after = everything(&simulate(&format!("{text}\n---\n{UNRELATED}")).cluster);
        let kept: Vec<Value> = after
            .into_iter()
            .filter(|object| object["metadata"]["namespace"] != "zoo" && object["metadata"]["name"] != "zoo")
            .collect();
        prop_assert_eq!(before, kept);
    }
}
