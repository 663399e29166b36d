//! Addresses and ports that are asked for, and those that are chosen.

use svclab::diagnostic::Severity;

use crate::{admit, documents, errors, service, web};

const DUAL_STACK: &str = "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nnetworking: {podSubnet: \
                          \"10.244.0.0/16,fd00:10:244::/56\", serviceSubnet: \"10.96.0.0/12,fd00:10:96::/112\"}\n";

fn named(name: &str, spec: &str) -> String {
    web(spec).replace("name: web,", &format!("name: {name},"))
}

#[test]
fn what_is_chosen_stays_out_of_the_lower_band() {
    let (cluster, _) = admit(&web("type: LoadBalancer, externalTrafficPolicy: Local"));
    let spec = service(&cluster, "shop", "web").spec;
    let ip: std::net::Ipv4Addr = spec.cluster_ip.expect("an address").parse().expect("IPv4");
    assert!((0x0a60_0101..0x0a6f_ffff).contains(&ip.to_bits()), "{ip}");
    let node_port = spec.ports[0].node_port.expect("a node port");
    let health_check = spec.health_check_node_port.expect("a health check node port");
    assert!((30086..=32767).contains(&node_port) && (30086..=32767).contains(&health_check));
    assert_ne!(node_port, health_check);
}

#[test]
fn the_same_name_gets_the_same_address() {
    let (alone, _) = admit(&web("type: NodePort"));
    let (among, _) =
        admit(&documents(&[named("a", "type: NodePort"), named("z", ""), web("type: NodePort")]));
    assert_eq!(service(&alone, "shop", "web"), service(&among, "shop", "web"));
}

#[test]
fn two_services_want_one_address_and_the_first_has_it() {
    let text = documents(&[named("first", "clusterIP: 10.96.9.9"), named("second", "clusterIP: 10.96.9.9")]);
    let (cluster, found) = admit(&text);
    assert_eq!(cluster.services.len(), 3);
    assert!(found[0].message.to_string().contains("already allocated to Service shop/first"), "{found:?}");
}

#[test]
fn what_a_rejected_service_asks_for_is_free() {
    let text = documents(&[named("Bad", "clusterIP: 10.96.9.9"), named("good", "clusterIP: 10.96.9.9")]);
    assert_eq!(errors(&text), ["Invalid metadata.name"]);
}

#[test]
fn a_service_that_stands_twice_gives_its_first_address_back() {
    let text = documents(&[
        web("clusterIP: 10.96.9.9"),
        web("clusterIP: 10.96.9.8"),
        named("other", "clusterIP: 10.96.9.9"),
    ]);
    let (cluster, _) = admit(&text);
    assert_eq!(service(&cluster, "shop", "web").spec.cluster_ip.as_deref(), Some("10.96.9.8"));
    assert_eq!(service(&cluster, "shop", "other").spec.cluster_ip.as_deref(), Some("10.96.9.9"));
}

#[test]
fn ports_of_one_number_share_a_node_port() {
    let text = |first: &str, second: &str| {
        web("type: NodePort").replace(
            "{port: 80}",
            &format!("{{name: a, port: 53, protocol: UDP{first}}}, {{name: b, port: 53{second}}}"),
        )
    };
    for (first, second) in [("", ""), (", nodePort: 30053", ""), ("", ", nodePort: 30053")] {
        let (cluster, _) = admit(&text(first, second));
        let ports = service(&cluster, "shop", "web").spec.ports;
        assert_eq!(ports[0].node_port, ports[1].node_port);
        assert_eq!(ports[0].node_port == Some(30053), first.len() + second.len() > 0);
    }
}

#[test]
fn a_load_balancer_may_do_without_node_ports() {
    let (cluster, _) = admit(&web("type: LoadBalancer, allocateLoadBalancerNodePorts: false"));
    assert_eq!(service(&cluster, "shop", "web").spec.ports[0].node_port, None);
}

#[test]
fn families_on_a_cluster_of_two() {
    let cases = [
        ("", &["IPv4"][..]),
        ("ipFamilyPolicy: PreferDualStack", &["IPv4", "IPv6"]),
        ("ipFamilies: [IPv6]", &["IPv6"]),
        ("ipFamilyPolicy: RequireDualStack, ipFamilies: [IPv6]", &["IPv6", "IPv4"]),
        ("clusterIP: \"fd00:10:96::9\", ipFamilyPolicy: PreferDualStack", &["IPv6", "IPv4"]),
        ("clusterIP: None, ipFamilyPolicy: PreferDualStack", &["IPv4", "IPv6"]),
    ];
    for (spec, families) in cases {
        let (cluster, found) = admit(&documents(&[DUAL_STACK.to_owned(), web(spec)]));
        assert!(found.iter().all(|found| found.severity != Severity::Error), "{spec}: {found:?}");
        let spec = service(&cluster, "shop", "web").spec;
        assert_eq!(spec.ip_families, families);
        if spec.cluster_ip.as_deref() != Some("None") {
            let is_ipv6: Vec<bool> = spec.cluster_ips.iter().map(|ip| ip.contains(':')).collect();
            let wanted: Vec<bool> = families.iter().map(|family| *family == "IPv6").collect();
            assert_eq!(is_ipv6, wanted);
        }
    }
}

#[test]
fn a_full_range_is_an_error_of_those_who_get_nothing() {
    let range = "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer: {extraArgs: [{name: \
                 service-node-port-range, value: 30000-30001}]}\n";
    let text = documents(&[
        range.to_owned(),
        named("a", "type: NodePort"),
        named("b", "type: NodePort"),
        named("c", "type: NodePort"),
    ]);
    assert_eq!(errors(&text), ["InternalError spec.ports"]);
}
