//! The text of kube-proxy's rules, whole, for a cluster with something of everything.
//!
//! `INSTA_UPDATE=always cargo test --test rules` writes tests/snapshots anew.
#![cfg(not(target_arch = "wasm32"))]

use svclab::cluster::ProxyMode;
use svclab::kube_proxy::{IpFamily, Rules, rules};
use svclab::{Options, Simulation};

const MANIFESTS: &str = r#"
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: {podSubnet: "20.96.0.0/12,fd00:20::/48", serviceSubnet: "10.96.0.0/12,fd00:10::/112"}
---
apiVersion: v1
kind: Node
metadata: {name: node-a}
status: {addresses: [{type: InternalIP, address: 192.168.0.1}, {type: InternalIP, address: "fd00:1::1"}]}
---
apiVersion: v1
kind: Node
metadata: {name: node-b}
status: {addresses: [{type: InternalIP, address: 192.168.0.2}, {type: InternalIP, address: "fd00:1::2"}]}
---
# Two endpoints, one of them here; sticky, with source ranges, bound to the node for the outside.
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  type: LoadBalancer
  clusterIP: 10.96.0.80
  clusterIPs: [10.96.0.80, "fd00:10::80"]
  ipFamilyPolicy: RequireDualStack
  externalTrafficPolicy: Local
  healthCheckNodePort: 31000
  externalIPs: [198.51.100.7]
  loadBalancerSourceRanges: [192.168.0.0/16, "fd00:1::/64"]
  sessionAffinity: ClientIP
  selector: {app: web}
  ports: [{name: http, port: 80, targetPort: 8080, nodePort: 30080}]
status: {loadBalancer: {ingress: [{ip: 203.0.113.130}]}}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, namespace: shop, labels: {app: web}}
spec: {nodeName: node-a, containers: [{name: c, image: i}]}
status: {phase: Running, podIP: 20.96.0.1, podIPs: [{ip: 20.96.0.1}, {ip: "fd00:20::1"}], conditions: [{type: Ready, status: "True"}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-2, namespace: shop, labels: {app: web}}
spec: {nodeName: node-b, containers: [{name: c, image: i}]}
status: {phase: Running, podIP: 20.96.1.1, podIPs: [{ip: 20.96.1.1}, {ip: "fd00:20:0:1::1"}], conditions: [{type: Ready, status: "True"}]}
---
# Nothing behind it.
apiVersion: v1
kind: Service
metadata: {name: empty, namespace: shop}
spec: {type: NodePort, clusterIP: 10.96.0.81, selector: {app: nobody}, ports: [{port: 53, protocol: UDP, nodePort: 30053}]}
---
# Bound to the node for the inside, and the endpoint is elsewhere.
apiVersion: v1
kind: Service
metadata: {name: inner, namespace: shop}
spec: {clusterIP: 10.96.0.82, internalTrafficPolicy: Local, ports: [{port: 80}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: inner-1, namespace: shop, labels: {kubernetes.io/service-name: inner}}
addressType: IPv4
ports: [{name: "", port: 80, protocol: TCP}]
endpoints: [{addresses: [20.96.1.2], nodeName: node-b}]
"#;

fn on_node_a(mode: ProxyMode, family: IpFamily) -> Rules {
    let simulation = Simulation::new(MANIFESTS, &Options::default());
    assert!(!simulation.has_errors(), "{:#?}", simulation.diagnostics);
    rules(&simulation.cluster, "node-a", mode, family).expect("node-a exists")
}

#[test]
fn iptables_ipv4() {
    insta::assert_snapshot!(on_node_a(ProxyMode::Iptables, IpFamily::Ipv4).to_text());
}

#[test]
fn iptables_ipv6() {
    insta::assert_snapshot!(on_node_a(ProxyMode::Iptables, IpFamily::Ipv6).to_text());
}

#[test]
fn nftables_ipv4() {
    insta::assert_snapshot!(on_node_a(ProxyMode::Nftables, IpFamily::Ipv4).to_text());
}

#[test]
fn nftables_ipv6() {
    insta::assert_snapshot!(on_node_a(ProxyMode::Nftables, IpFamily::Ipv6).to_text());
}

#[test]
fn every_line_of_a_service_is_known_to_be_its_own() {
    for mode in [ProxyMode::Iptables, ProxyMode::Nftables] {
        let listing = on_node_a(mode, IpFamily::Ipv4).listing();
        let of_web: Vec<&str> = listing
            .lines
            .iter()
            .filter(|line| line.service.name == "web")
            .map(|line| &listing.text[line.range.clone()])
            .collect();
        assert!(of_web.iter().any(|line| line.contains("20.96.1.1:8080")), "{of_web:#?}");
        let named = listing.text.lines().filter(|line| line.contains("shop/web")).count();
        let named_and_known = of_web.iter().filter(|line| line.contains("shop/web")).count();
        assert_eq!(named, named_and_known);
        assert!(of_web.iter().all(|line| line.ends_with('\n') && line.trim_end().lines().count() == 1));
    }
}
