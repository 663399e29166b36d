//! kube-proxy's rules and traces in a large cluster: 10,000 Services, 150,000 endpoints, 100 nodes.
//!
//! `cargo bench --bench proxy`

use divan::Bencher;
use svclab::api::{EndpointSlice, Node, Service};
use svclab::cluster::{Cluster, NamespacedName, ProxyMode};
use svclab::kube_proxy::{self, IpFamily};
use svclab::network::{Network, TraceQuery};

const SERVICES: usize = 10_000;
const ENDPOINTS: usize = 15;
const NODES: usize = 100;

fn main() {
    divan::main();
}

fn object<T: serde::de::DeserializeOwned>(json: serde_json::Value) -> T {
    serde_json::from_value(json).expect("an object")
}

/// Services of two kinds, each with its endpoints on nodes of its own.
fn cluster(mode: ProxyMode) -> Cluster {
    let mut cluster = Cluster::default();
    cluster.settings.proxy.mode = mode;
    for at in 0..NODES {
        let node: Node = object(serde_json::json!({
            "metadata": {"name": format!("node-{at}")},
            "status": {"addresses": [{"type": "InternalIP", "address": format!("192.168.0.{}", at + 1)}]},
        }));
        cluster.nodes.insert(node.metadata.name.clone(), node);
    }
    for at in 0..SERVICES {
        let name = format!("web-{at}");
        let key = NamespacedName::new("shop", name.clone());
        let service: Service = object(serde_json::json!({
            "metadata": {"name": name, "namespace": "shop"},
            "spec": {
                "type": if at % 4 == 0 { "NodePort" } else { "ClusterIP" },
                "clusterIPs": [format!("10.96.{}.{}", at / 250, at % 250 + 1)],
                "ports": [{"name": "http", "port": 80, "nodePort": if at % 4 == 0 { 30_000 + at / 4 } else { 0 }}],
            },
        }));
        let endpoints: Vec<_> = (0..ENDPOINTS)
            .map(|endpoint| {
                let number = at * ENDPOINTS + endpoint;
                serde_json::json!({
                    "addresses": [format!("20.{}.{}.{}", 96 + number / 62_500, number / 250 % 250, number % 250 + 1)],
                    "nodeName": format!("node-{}", number % NODES),
                })
            })
            .collect();
        let slice: EndpointSlice = object(serde_json::json!({
            "metadata": {"name": name, "namespace": "shop", "labels": {"kubernetes.io/service-name": name}},
            "addressType": "IPv4",
            "ports": [{"name": "http", "port": 8080, "protocol": "TCP"}],
            "endpoints": endpoints,
        }));
        cluster.services.insert(key.clone(), service);
        cluster.endpoint_slices.insert(key, slice);
    }
    cluster
}

const MODES: [&str; 2] = ["iptables", "nftables"];

fn mode(name: &str) -> ProxyMode {
    if name == "iptables" { ProxyMode::Iptables } else { ProxyMode::Nftables }
}

#[divan::bench(args = MODES, sample_count = 5)]
fn rules(bencher: Bencher<'_, '_>, name: &str) {
    let cluster = cluster(mode(name));
    bencher.bench_local(|| kube_proxy::rules(&cluster, "node-0", mode(name), IpFamily::Ipv4));
}

#[divan::bench(args = MODES, sample_count = 5)]
fn rules_and_text(bencher: Bencher<'_, '_>, name: &str) {
    let cluster = cluster(mode(name));
    bencher.bench_local(|| {
        kube_proxy::rules(&cluster, "node-0", mode(name), IpFamily::Ipv4).map(|rules| rules.to_text())
    });
}

#[divan::bench(args = MODES, sample_count = 5)]
fn network(bencher: Bencher<'_, '_>, name: &str) {
    let cluster = cluster(mode(name));
    bencher.bench_local(|| drop(Network::new(&cluster)));
}

#[divan::bench(args = MODES, sample_count = 100)]
fn trace(bencher: Bencher<'_, '_>, name: &str) {
    let cluster = cluster(mode(name));
    let network = Network::new(&cluster);
    let query = TraceQuery {
        from: "node:node-1".parse().expect("a client"),
        via: None,
        to: "10.96.20.1:80".parse().expect("a target"),
    };
    bencher.bench_local(|| network.trace(&query));
}
