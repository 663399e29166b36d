//! Who stands behind a Service, and why others do not.
#![cfg(not(target_arch = "wasm32"))]

use serde_json::json;
use svclab::cluster::NamespacedName;
use svclab::controllers::{Backend, Standing};
use svclab::{Options, Simulation};

const SERVICE: &str = "
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web, tier: front}, ports: [{port: 80, targetPort: http}]}
";

const NODES: &str = "
{apiVersion: v1, kind: Node, metadata: {name: n1}}
---
{apiVersion: v1, kind: Node, metadata: {name: down}, status: {conditions: [{type: Ready, status: Unknown}]}}
";

/// A Pod with the Service's labels and port. `spec` and `rest` are added to it.
fn pod(name: &str, spec: &str, rest: &str) -> String {
    format!(
        "{{apiVersion: v1, kind: Pod, metadata: {{name: {name}, namespace: shop, labels: {{app: web, tier: front}}}}, \
         spec: {{containers: [{{name: app, image: nginx, ports: [{{name: http, containerPort: 8080}}]}}]{spec}}}{rest}}}"
    )
}

fn simulate(documents: &[&str]) -> Simulation {
    let simulation = Simulation::new(&documents.join("\n---\n"), &Options::default());
    assert!(!simulation.has_errors(), "{:?}", simulation.diagnostics);
    simulation
}

fn backends(simulation: &Simulation) -> Vec<Backend> {
    simulation.backends().of(&simulation.cluster.services[&NamespacedName::new("shop", "web")])
}

fn reasons(backend: &Backend) -> Vec<String> {
    backend.reasons.iter().map(|reason| reason.message().to_string()).collect()
}

#[test]
fn every_selected_pod_counts_or_says_why_not() {
    use Standing::{LeftOut, NotReady, Ready, Terminating};
    let ready = "status: {phase: Running, podIP: 10.244.0.9, conditions: [{type: Ready, status: \"True\"}]}";
    let cases = [
        (pod("p", ", nodeName: n1", ""), Ready, ""),
        (pod("p", ", nodeName: n1, hostNetwork: true", ""), Ready, ""),
        (pod("p", ", nodeName: n1", ", status: {phase: Succeeded}"), LeftOut, "it has ended with success"),
        (
            pod("p", ", nodeName: n1", ", status: {phase: Failed, reason: Evicted, message: low on memory}"),
            LeftOut,
            "it has failed: low on memory",
        ),
        (
            pod("p", ", nodeName: n1, nodeSelector: {disk: nvme}", ""),
            LeftOut,
            "it has failed: Pod was rejected: Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
        ),
        (
            pod("p", ", schedulingGates: [{name: example.com/quota}]", ""),
            LeftOut,
            "it is on no node: Scheduling is blocked due to non-empty scheduling gates",
        ),
        (pod("p", ", schedulerName: other", ""), LeftOut, "it is on no node"),
        (pod("p", ", nodeName: gone", ""), LeftOut, "its node gone does not exist"),
        (pod("p", ", nodeName: gone", &format!(", {ready}")), LeftOut, "its node gone does not exist"),
        (pod("p", ", nodeName: n1", ", status: {phase: Pending}"), LeftOut, "it has no address yet"),
        (
            pod("p", ", nodeName: n1", &format!(", {}", ready.replace("10.244.0.9", "\"fd00::9\""))),
            LeftOut,
            "it has no IPv4 address, as the Service asks for",
        ),
        (
            pod(
                "p",
                ", nodeName: n1, readinessGates: [{conditionType: x.io/a}, {conditionType: x.io/b}]",
                "",
            ),
            NotReady,
            "its readiness gate x.io/a is not true; its readiness gate x.io/b is not true",
        ),
        (
            pod(
                "p",
                ", nodeName: n1",
                ", status: {phase: Running, conditions: [{type: Ready, status: \"False\", message: still warming up}]}",
            ),
            NotReady,
            "it is not ready: still warming up",
        ),
        (pod("p", ", nodeName: down", ""), NotReady, "its node down is not ready"),
        (
            pod("p", ", nodeName: n1", &format!(", {ready}"))
                .replace("name: p,", "name: p, deletionTimestamp: \"2026-01-01T00:00:00Z\","),
            Terminating,
            "it is being deleted: it gets connections only while nobody is ready",
        ),
        (
            pod("p", ", nodeName: n1", "").replace("name: http", "name: web"),
            Ready,
            "it has no container port http: port 80 of the Service does not lead to it",
        ),
    ];
    for (pod, standing, reason) in cases {
        let found = backends(&simulate(&[NODES, SERVICE, &pod]));
        assert_eq!(found.len(), 1, "{pod}");
        assert_eq!((found[0].standing, reasons(&found[0]).join("; ").as_str()), (standing, reason), "{pod}");
    }
}

#[test]
fn what_is_published_although_not_ready_says_so() {
    let service = SERVICE.replace("spec: {", "spec: {publishNotReadyAddresses: true, ");
    let gated = pod("p", ", nodeName: n1, readinessGates: [{conditionType: x.io/a}]", "");
    let found = backends(&simulate(&[NODES, &service, &gated]));
    assert_eq!(found[0].standing, Standing::Ready);
    assert_eq!(
        reasons(&found[0]),
        ["it counts only because the Service publishes addresses that are not ready"]
    );
}

#[test]
fn pods_on_the_network_of_one_node_share_its_address() {
    // Of two that declare the same port, the kubelet rejects the second.
    let [a, b] = ["a", "b"].map(|name| {
        let declared = pod(name, ", nodeName: n1, hostNetwork: true", "");
        declared.replace(", ports: [{name: http, containerPort: 8080}]", "")
    });
    let service = SERVICE.replace("targetPort: http", "targetPort: 8080");
    let found = backends(&simulate(&[NODES, &service, &a, &b]));
    assert_eq!(found[0].addresses, found[1].addresses);
    assert_eq!(
        found.iter().map(reasons).collect::<Vec<_>>(),
        [vec![], vec!["it has the address of a: clients cannot tell them apart".to_owned()]]
    );
}

#[test]
fn a_pod_without_an_address_of_one_family_says_which() {
    let dual = "{apiVersion: kubeadm.k8s.io/v1beta4, kind: ClusterConfiguration, networking: {podSubnet: \
                \"20.96.0.0/12,fd00:20::/48\", serviceSubnet: \"10.96.0.0/12,fd00:10::/108\"}}";
    let service = SERVICE.replace("spec: {", "spec: {ipFamilyPolicy: RequireDualStack, ");
    let old = pod("p", ", nodeName: n1", ", status: {phase: Running, podIP: 20.96.0.9}");
    let found = backends(&simulate(&[dual, NODES, &service, &old]));
    assert_eq!(
        (found[0].standing, found[0].addresses.as_slice()),
        (Standing::Ready, &["20.96.0.9".into()][..])
    );
    assert_eq!(reasons(&found[0]), ["it has no IPv6 address, as the Service asks for"]);
}

#[test]
fn addresses_written_by_hand_have_no_pod() {
    let service = SERVICE.replace("selector: {app: web, tier: front}, ", "");
    let endpoints = "{apiVersion: v1, kind: Endpoints, metadata: {name: web, namespace: shop}, subsets: [{addresses: \
                     [{ip: 192.0.2.10}], notReadyAddresses: [{ip: 192.0.2.11}], ports: [{port: 9000}]}]}";
    let found = backends(&simulate(&[&service, endpoints]));
    let seen: Vec<_> =
        found.iter().map(|one| (one.addresses[0].as_str(), one.standing, one.ports[0])).collect();
    assert_eq!(seen, [("192.0.2.10", Standing::Ready, 9000), ("192.0.2.11", Standing::NotReady, 9000)]);
    assert_eq!(reasons(&found[1]), ["its endpoint was written as not ready"]);
    assert!(found.iter().all(|one| one.pod.is_none()));
}

#[test]
fn the_pods_that_a_selector_misses_by_least_come_first() {
    let near = pod("near", "", "").replace("tier: front", "tier: back");
    let far = pod("far", "", "").replace("app: web, tier: front", "app: blog");
    let elsewhere = pod("elsewhere", "", "").replace("namespace: shop", "namespace: blog");
    let simulation = simulate(&[NODES, SERVICE, &pod("web", "", ""), &far, &near, &elsewhere]);
    let service = &simulation.cluster.services[&NamespacedName::new("shop", "web")];
    let found = simulation.backends().passed_over(service, 1);
    assert_eq!(reasons(&found.nearest[0]), ["its label tier is back; the selector asks for front"]);
    assert_eq!((found.nearest.len(), found.others), (1, 1));
    let found = simulation.backends().passed_over(service, 10);
    assert_eq!(
        reasons(&found.nearest[1]),
        [
            "its label app is blog; the selector asks for web",
            "it has no label tier; the selector asks for tier=front"
        ]
    );
    assert_eq!((found.nearest.len(), found.others), (2, 0));
}

#[test]
fn simulate_reports_them_with_each_service() {
    let other = pod("other", "", "").replace("app: web", "app: blog");
    let gated =
        pod("p", ", nodeName: n1, readinessGates: [{conditionType: x.io/a}]", ", status: {podIP: 20.96.0.9}");
    let report = json!(simulate(&[NODES, SERVICE, &gated, &other]).report());
    let services = report["services"].as_array().unwrap();
    let web = services.iter().find(|service| service["name"] == "web").unwrap();
    assert_eq!(
        web["backends"][0],
        json!({
            "pod": {"kind": "Pod", "namespace": "shop", "name": "p"},
            "addresses": ["20.96.0.9"],
            "ports": [8080],
            "node": "n1",
            "standing": "notReady",
            "reasons": [{
                "code": "readiness-gate",
                "gate": "x.io/a",
                "message": "its readiness gate x.io/a is not true",
            }],
        })
    );
    assert_eq!(web["backends"][1]["standing"], "notSelected");
    assert_eq!(web["backends"][1]["reasons"][0]["given"], "blog");
    assert_eq!(web["notListed"], 0);
}
