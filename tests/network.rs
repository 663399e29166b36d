//! Connections traced through whole clusters: what the cases of kube-proxy (tests/conformance/proxy.yaml) leave out.
#![cfg(not(target_arch = "wasm32"))]

use svclab::network::{Action, EntryKind, Network, SourceNat, Trace, TraceQuery};
use svclab::{Options, Simulation};

/// Two workers and a control plane, a Pod `shop/client` on worker-1, and what a test adds.
fn simulate(manifests: &str) -> Simulation {
    let text = format!(
        "{manifests}\n---\napiVersion: v1\nkind: Pod\nmetadata: {{name: client, namespace: shop}}\nspec: {{nodeName: worker-1, \
         containers: [{{name: c, image: i, ports: [{{containerPort: 9}}]}}]}}\n"
    );
    let simulation = Simulation::new(&text, &Options::default());
    assert!(!simulation.has_errors(), "{:#?}", simulation.diagnostics);
    simulation
}

/// Two Pods labelled `app: web` on 8080, one on each worker, with addresses that a test can name.
const PODS: &str = "
apiVersion: v1
kind: Pod
metadata: {name: web-1, namespace: shop, labels: {app: web}}
spec: {nodeName: worker-1, containers: [{name: c, image: i, ports: [{containerPort: 8080}]}]}
status: {phase: Running, podIP: 20.96.1.10, podIPs: [{ip: 20.96.1.10}], conditions: [{type: Ready, status: \"True\"}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-2, namespace: shop, labels: {app: web}}
spec: {nodeName: worker-2, containers: [{name: c, image: i, ports: [{containerPort: 8080}, {containerPort: 5353, protocol: UDP}]}]}
status: {phase: Running, podIP: 20.96.2.10, podIPs: [{ip: 20.96.2.10}], conditions: [{type: Ready, status: \"True\"}]}
---
";

fn service(spec: &str) -> String {
    format!(
        "{PODS}apiVersion: v1\nkind: Service\nmetadata: {{name: web, namespace: shop}}\nspec:\n  selector: {{app: web}}\n{spec}"
    )
}

fn query(words: &str) -> TraceQuery {
    let words: Vec<&str> = words.split(' ').collect();
    let (from, via, to) = match words.as_slice() {
        [from, to] => (from, None, to),
        [from, via, to] => (from, Some(via), to),
        _ => panic!("FROM [VIA] TO"),
    };
    TraceQuery {
        from: from.parse().expect("a client"),
        via: via.map(|via| via.parse().expect("a node")),
        to: to.parse().expect("a target"),
    }
}

fn trace(simulation: &Simulation, words: &str) -> Trace {
    simulation.trace(&query(words)).unwrap_or_else(|error| panic!("{words}: {error}"))
}

/// `verdict endpoint=percent ... nat`, one for each route.
fn summary(trace: &Trace) -> String {
    let routes = trace.routes.iter().map(|route| {
        let mut text = format!("{:?}", route.verdict).to_lowercase();
        for endpoint in &route.endpoints {
            text += &format!(" {}:{}={:.0}", endpoint.ip, endpoint.port, endpoint.probability * 100.0);
        }
        match route.source_nat {
            SourceNat::Yes => text + " nat",
            SourceNat::Some => text + " some",
            SourceNat::No => text,
        }
    });
    routes.collect::<Vec<_>>().join("; ")
}

fn expect(manifests: &str, cases: &[(&str, &str)]) {
    let simulation = simulate(manifests);
    for (words, expected) in cases {
        let trace = trace(&simulation, words);
        assert_eq!(summary(&trace), *expected, "{words}\n{}", reasons(&trace));
    }
}

fn reasons(trace: &Trace) -> String {
    trace.routes.iter().map(|route| route.reason.to_string()).collect::<Vec<_>>().join("\n")
}

#[test]
fn pods_and_nodes_are_reached_directly() {
    let host_pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: agent, namespace: shop}\nspec: {nodeName: worker-2, hostNetwork: true, \
                    containers: [{name: c, image: i, ports: [{containerPort: 9100}]}]}\n---\n\
                    apiVersion: v1\nkind: Pod\nmetadata: {name: edge, namespace: shop}\nspec: {nodeName: worker-1, \
                    containers: [{name: c, image: i, ports: [{containerPort: 80, hostPort: 8000}]}]}\n\
                    status: {podIP: 20.96.1.20, podIPs: [{ip: 20.96.1.20}]}";
    expect(
        &format!("{PODS}{host_pod}"),
        &[
            ("pod:shop/client 20.96.2.10:8080", "delivered 20.96.2.10:8080=100"),
            ("pod:shop/client 20.96.2.10:81", "refused"),
            ("pod:shop/web-1 20.96.1.10:8080", "delivered 20.96.1.10:8080=100"),
            ("pod:shop/web-1 127.0.0.1:8080", "delivered 127.0.0.1:8080=100"),
            ("node:worker-1 20.96.2.10:8080", "delivered 20.96.2.10:8080=100"),
            ("pod:shop/client 20.96.3.3:80", "dropped"),
            ("lan 20.96.2.10:8080", "unroutable"),
            ("lan node:worker-2 20.96.2.10:8080", "delivered 20.96.2.10:8080=100"),
            // The answer goes straight back, and worker-1 drops what it cannot follow; UDP has nothing to follow.
            ("lan node:worker-1 20.96.2.10:8080", "dropped"),
            ("lan node:worker-1 20.96.2.10:5353/UDP", "delivered 20.96.2.10:5353=100"),
            ("lan 192.168.56.32:9100", "delivered 192.168.56.32:9100=100"),
            ("lan 192.168.56.32:9101", "refused"),
            ("lan 192.168.56.31:9100", "refused"),
            ("lan 192.168.56.31:8000", "delivered 20.96.1.20:80=100"),
            ("lan 192.168.56.32:8000", "refused"),
            ("internet 192.168.56.32:9100", "unroutable"),
            ("pod:shop/client 198.18.0.1:443", "delivered 198.18.0.1:443=100"),
            ("lan:fd00:9::9 192.168.56.32:9100", "unroutable"),
            ("pod:shop/client 10.96.0.1:443", "delivered 192.168.56.30:6443=100"),
        ],
    );
}

#[test]
fn a_load_balancer_spreads_over_the_nodes_that_it_may_use() {
    let cluster = "  type: LoadBalancer\n  ports: [{port: 80, targetPort: 8080}]\nstatus: {loadBalancer: {ingress: [{ip: 203.0.113.130}]}}\n";
    let both = "delivered 20.96.1.10:8080=50 20.96.2.10:8080=50";
    expect(
        &service(cluster),
        &[
            ("internet 203.0.113.130", &format!("{both} nat")),
            ("pod:shop/client 203.0.113.130:80", &format!("{both} nat")),
            ("internet 203.0.113.130:81", "dropped"),
        ],
    );
    let local = cluster.replace("ports:", "externalTrafficPolicy: Local\n  ports:");
    expect(
        &service(&local),
        &[
            ("internet 203.0.113.130", both),
            ("internet node:worker-2 203.0.113.130", "delivered 20.96.2.10:8080=100"),
            ("internet node:control-plane 203.0.113.130", "dropped"),
        ],
    );
}

#[test]
fn a_load_balancer_with_ip_mode_proxy_speaks_to_node_ports() {
    let proxy = "  type: LoadBalancer\n  ports: [{port: 80, targetPort: 8080, nodePort: 30080}]\n\
                 status: {loadBalancer: {ingress: [{ip: 203.0.113.130, ipMode: Proxy}]}}\n";
    let simulation = simulate(&service(proxy));
    for words in ["internet 203.0.113.130:80", "pod:shop/client 203.0.113.130:80"] {
        let trace = trace(&simulation, words);
        assert_eq!(summary(&trace), "delivered 20.96.1.10:8080=50 20.96.2.10:8080=50 nat", "{words}");
        let hops = &trace.routes[0].hops;
        assert!(hops.iter().any(|hop| hop.action == Action::Balance), "{hops:#?}");
        let is_up_to_the_cloud = hops.iter().any(|hop| hop.note.to_string().contains("up to the cloud"));
        assert_eq!(is_up_to_the_cloud, words.starts_with("pod:"), "{hops:#?}");
        assert!(
            hops.iter().any(|hop| hop.action == Action::Dnat && hop.source == "203.0.113.130"),
            "{hops:#?}"
        );
    }
}

#[test]
fn services_that_share_an_address_are_told_apart_by_port() {
    let first = service(
        "  type: LoadBalancer\n  ports: [{port: 80, targetPort: 8080}]\nstatus: {loadBalancer: {ingress: [{ip: 203.0.113.130}]}}\n",
    );
    let second = "---\napiVersion: v1\nkind: Service\nmetadata: {name: other, namespace: shop}\nspec: {type: LoadBalancer, ports: [{port: 81}]}\n\
                  status: {loadBalancer: {ingress: [{ip: 203.0.113.130}]}}\n";
    expect(
        &format!("{first}{second}"),
        &[
            ("internet 203.0.113.130:80", "delivered 20.96.1.10:8080=50 20.96.2.10:8080=50 nat"),
            ("internet 203.0.113.130:81", "refused"),
        ],
    );
}

#[test]
fn what_stays_on_a_node_is_not_masqueraded() {
    let host = "apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: shop, labels: {app: host}}\nspec: {nodeName: worker-1, hostNetwork: true, \
                containers: [{name: c, image: i, ports: [{containerPort: 9100}]}]}\n---\n\
                apiVersion: v1\nkind: Pod\nmetadata: {name: b, namespace: shop, labels: {app: host}}\nspec: {nodeName: worker-2, hostNetwork: true, \
                containers: [{name: c, image: i, ports: [{containerPort: 9100}]}]}\n---\n\
                apiVersion: v1\nkind: Service\nmetadata: {name: host, namespace: shop}\nspec: {type: NodePort, selector: {app: host}, \
                ports: [{port: 80, targetPort: 9100, nodePort: 30091}]}\n";
    let both = "delivered 192.168.56.31:9100=50 192.168.56.32:9100=50";
    expect(
        host,
        &[
            ("lan 192.168.56.31:30091", &format!("{both} some")),
            ("lan 192.168.56.30:30091", &format!("{both} nat")),
        ],
    );
}

#[test]
fn where_nothing_refuses_there_is_silence() {
    let nothing = "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {externalIPs: [192.168.56.99], ports: [{port: 80}], \
                   clusterIP: 10.96.7.7}\n";
    let iptables = [
        ("pod:shop/client 10.96.7.7:80", "refused"),
        ("pod:shop/client 10.96.7.7:81", "dropped"),
        ("pod:shop/client 192.168.56.99:80", "refused"),
        // KUBE-EXTERNAL-SERVICES is not asked on the way out.
        ("node:worker-1 192.168.56.99:80", "dropped"),
        ("lan 192.168.56.99:80", "refused"),
    ];
    expect(nothing, &iptables);
    let nftables = format!(
        "{nothing}---\napiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: nftables\n"
    );
    expect(
        &nftables,
        &[
            ("pod:shop/client 10.96.7.7:81", "refused"),
            ("pod:shop/client 10.96.7.8:80", "dropped"),
            ("node:worker-1 192.168.56.99:80", "refused"),
        ],
    );
}

#[test]
fn each_mode_has_its_own_masquerade_all() {
    let spec = "  clusterIP: 10.96.7.7\n  ports: [{port: 80, targetPort: 8080}]\n---\napiVersion: kubeproxy.config.k8s.io/v1alpha1\n\
                kind: KubeProxyConfiguration\n";
    let both = "delivered 20.96.1.10:8080=50 20.96.2.10:8080=50";
    for (settings, masqueraded) in [
        ("iptables: {masqueradeAll: true}", true),
        ("nftables: {masqueradeAll: true}", false),
        ("mode: nftables\niptables: {masqueradeAll: true}", false),
        ("mode: nftables\nnftables: {masqueradeAll: true}", true),
    ] {
        let expected = if masqueraded { format!("{both} nat") } else { both.to_string() };
        expect(&service(&format!("{spec}{settings}\n")), &[("pod:shop/client 10.96.7.7:80", &expected)]);
    }
}

#[test]
fn a_name_leads_where_its_addresses_lead() {
    let spec = "  clusterIP: 10.96.7.7\n  ports: [{port: 80, targetPort: 8080}]\n---\n\
                apiVersion: v1\nkind: Service\nmetadata: {name: bare, namespace: shop}\nspec: {clusterIP: None, selector: {app: web}, \
                ports: [{port: 80, targetPort: 8080}]}\n---\n\
                apiVersion: v1\nkind: Service\nmetadata: {name: alias, namespace: shop}\nspec: {type: ExternalName, externalName: db.example.com}\n";
    expect(
        &service(spec),
        &[
            ("pod:shop/client web", "delivered 20.96.1.10:8080=50 20.96.2.10:8080=50"),
            ("pod:shop/client bare", "delivered 20.96.1.10:8080=100; delivered 20.96.2.10:8080=100"),
            // A headless Service translates no port.
            ("pod:shop/client bare:80", "refused; refused"),
            ("pod:shop/client alias:5432", ""),
            ("pod:shop/client nobody:80", ""),
            ("node:worker-1 web.shop.svc.cluster.local:80", ""),
        ],
    );
}

#[test]
fn a_question_that_names_nothing_is_told_so() {
    let spec = "  clusterIP: 10.96.7.7\n  ports: [{name: a, port: 80}, {name: b, port: 53, protocol: UDP}]\n";
    let simulation = simulate(&service(spec));
    for (words, said) in [
        ("pod:shop/nobody 10.96.7.7:80", "There is no Pod shop/nobody"),
        ("node:worker-9 10.96.7.7:80", "There is no node worker-9"),
        ("lan node:worker-9 10.96.7.7:80", "There is no node worker-9"),
        ("pod:shop/client 10.96.7.7", "10.96.7.7 leaves open which port of Service shop/web is meant"),
        ("pod:shop/client web", "web leaves open which port of Service shop/web is meant"),
        ("pod:shop/client 20.96.1.10", "20.96.1.10 names no port"),
    ] {
        let error = simulation.trace(&query(words)).expect_err(words);
        assert_eq!(error.to_string(), said, "{words}");
    }
    assert_eq!(trace(&simulation, "pod:shop/client web/UDP").routes[0].port, 53);
}

#[test]
fn a_client_that_stays_with_its_endpoint_is_told_for_how_long() {
    let spec =
        "  clusterIP: 10.96.7.7\n  sessionAffinity: ClientIP\n  ports: [{port: 80, targetPort: 8080}]\n";
    for mode in ["iptables", "nftables"] {
        let settings = format!(
            "---\napiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: {mode}\n"
        );
        let simulation = simulate(&service(&format!("{spec}{settings}")));
        let trace = trace(&simulation, "pod:shop/client 10.96.7.7:80");
        let dnat = trace.routes[0].hops.iter().find(|hop| hop.action == Action::Dnat).expect("a DNAT hop");
        assert!(dnat.note.to_string().contains("within 10800 s"), "{mode}: {}", dnat.note);
    }
}

#[test]
fn every_way_in_is_listed_with_where_it_leads() {
    let spec = "  type: LoadBalancer\n  externalTrafficPolicy: Local\n  externalIPs: [192.168.56.99]\n  ports: [{port: 80, targetPort: 8080, nodePort: 30080}]\n\
                status: {loadBalancer: {ingress: [{ip: 203.0.113.130}]}}\n";
    let simulation = simulate(
        &service(spec).replace("web-2, namespace: shop, labels: {app: web}", "web-2, namespace: shop"),
    );
    let network = Network::new(&simulation.cluster);
    let service =
        simulation.cluster.services.values().find(|service| service.metadata.name == "web").expect("web");
    let view = network.service_view(service);
    let doors: Vec<String> = view
        .entries
        .iter()
        .map(|entry| {
            let at = entry.node.as_deref().or(entry.host.as_deref()).unwrap_or("pending");
            let leads = entry.route.map_or(String::new(), |route| summary(&view.routes[route]));
            format!("{:?} {at} {leads}", entry.kind)
        })
        .collect();
    let cluster_ip = service.spec.cluster_ip.clone().unwrap_or_default();
    assert_eq!(
        doors,
        [
            "DnsName web.shop.svc.cluster.local ".to_string(),
            format!("ClusterIp {cluster_ip} delivered 20.96.1.10:8080=100"),
            "NodePort control-plane dropped".into(),
            "NodePort worker-1 delivered 20.96.1.10:8080=100".into(),
            "NodePort worker-2 dropped".into(),
            "ExternalIp 192.168.56.99 delivered 20.96.1.10:8080=100".into(),
            "LoadBalancer 203.0.113.130 delivered 20.96.1.10:8080=100".into(),
        ]
    );
    assert_eq!(view.load_balancer_nodes, Some(vec!["worker-1".into()]));
    assert_eq!(view.entries[0].kind, EntryKind::DnsName);
}

/// What a kernel showed: see tests/kernel.
#[test]
fn an_answer_must_come_back_through_the_node_that_rewrote_the_packet() {
    let local = service(
        "  type: NodePort\n  externalTrafficPolicy: Local\n  ports: [{port: 80, targetPort: 8080, nodePort: 30080}]\n",
    )
    .replace("web-2, namespace: shop, labels: {app: web}", "web-2, namespace: shop");
    expect(
        &local,
        &[
            ("pod:shop/client 192.168.56.31:30080", "delivered 20.96.1.10:8080=100"),
            // The endpoint is on the client's own node: what it answers never sees worker-2.
            ("pod:shop/client 192.168.56.32:30080", "dropped"),
            ("pod:shop/web-2 192.168.56.31:30080", "delivered 20.96.1.10:8080=100"),
        ],
    );
    // Clients outside are inside for kube-proxy, so it does not masquerade them.
    let trusted = "---\napiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nclusterCIDR: 0.0.0.0/0\n";
    let cluster_ip = service("  clusterIP: 10.96.7.7\n  ports: [{port: 80, targetPort: 8080}]\n");
    expect(
        &format!("{cluster_ip}{trusted}"),
        &[
            ("lan node:worker-1 10.96.7.7:80", "delivered 20.96.1.10:8080=100"),
            ("lan node:control-plane 10.96.7.7:80", "dropped"),
            ("pod:shop/client 10.96.7.7:80", "delivered 20.96.1.10:8080=50 20.96.2.10:8080=50"),
        ],
    );
}

#[test]
fn a_node_drops_its_own_packet_when_a_load_balancer_sends_it_back() {
    let spec = "  type: LoadBalancer\n  ports: [{port: 80, targetPort: 1}]\nstatus: {loadBalancer: {ingress: [{ip: 203.0.113.130}]}}\n";
    let nothing = service(spec).replace("labels: {app: web}", "labels: {app: other}");
    let simulation = simulate(&nothing);
    for (via, verdict) in [("node:worker-1", "dropped"), ("node:worker-2", "refused")] {
        let words = format!("node:worker-1 {via} 203.0.113.130:80");
        assert_eq!(summary(&trace(&simulation, &words)), verdict, "{words}");
    }
}

#[test]
fn a_client_speaks_to_itself_from_the_address_that_it_speaks_to() {
    let simulation = simulate(PODS.trim_end_matches("---\n"));
    let trace = trace(&simulation, "pod:shop/web-1 127.0.0.1:8080");
    assert_eq!(trace.routes[0].hops[0].source, "127.0.0.1");
}
