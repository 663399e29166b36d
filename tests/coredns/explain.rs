//! Why a name does not resolve.

use svclab::cluster::NamespacedName;
use svclab::coredns::{Resolver, Zone, dig, explain};

use crate::cluster;

/// Pods and Services with the mistakes that people make.
const MISTAKES: &str = r#"
kind: Service
metadata: {name: web, namespace: shop}
spec: {clusterIP: 10.96.40.7, selector: {app: web}, ports: [{name: http, protocol: TCP, port: 80}]}
---
kind: Service
metadata: {name: ring, namespace: lab}
spec:
  clusterIP: None
  selector: {app: ring}
  ports: [{name: http, protocol: TCP, port: 80}, {name: rpc, protocol: TCP, port: 90, targetPort: grpc}]
---
kind: EndpointSlice
metadata: {name: ring-1, namespace: lab, labels: {kubernetes.io/service-name: ring}}
addressType: IPv4
ports: [{name: http, port: 80, protocol: TCP}]
endpoints:
  - {addresses: [20.100.1.12], hostname: alpha}
---
kind: Service
metadata: {name: sick, namespace: lab}
spec: {clusterIP: None, selector: {app: sick}}
---
kind: Service
metadata: {name: lonely, namespace: lab}
spec: {clusterIP: None, selector: {app: nobody}}
---
kind: Service
metadata: {name: raw, namespace: lab}
spec: {type: ExternalName, externalName: 192.0.2.77}
---
kind: Service
metadata: {name: alias, namespace: lab}
spec: {type: ExternalName, externalName: gone.shop.svc.cluster.local}
---
kind: Pod
metadata: {name: client, namespace: lab}
---
kind: Pod
metadata: {name: agent, namespace: lab}
spec: {hostNetwork: true}
---
kind: Pod
metadata: {name: own, namespace: lab}
spec: {dnsPolicy: None, dnsConfig: {nameservers: [10.96.0.10]}}
---
kind: Pod
metadata: {name: foreign, namespace: lab}
spec: {dnsPolicy: None, dnsConfig: {nameservers: [192.0.2.53]}}
---
kind: Pod
metadata: {name: ring-a, namespace: lab, labels: {app: ring}}
spec: {hostname: alpha, subdomain: ring}
status: {phase: Running, podIP: 20.100.1.12, conditions: [{type: Ready, status: "True"}]}
---
kind: Pod
metadata: {name: ring-b, namespace: lab, labels: {app: ring}}
spec: {hostname: beta, subdomain: ring}
status: {phase: Running, podIP: 20.100.1.13, conditions: [{type: Ready, status: "False"}]}
---
kind: Pod
metadata: {name: ring-c, namespace: lab, labels: {app: ring}}
spec: {subdomain: ring}
status: {phase: Running, podIP: 20.100.1.14, conditions: [{type: Ready, status: "True"}]}
---
kind: Pod
metadata: {name: ring-d, namespace: lab, labels: {app: ring}}
spec: {hostname: delta}
status: {phase: Running, podIP: 20.100.1.15, conditions: [{type: Ready, status: "True"}]}
---
kind: Pod
metadata: {name: ring-e, namespace: lab, labels: {app: rings}}
spec: {hostname: epsilon, subdomain: rings}
status: {phase: Running, podIP: 20.100.1.16, conditions: [{type: Ready, status: "True"}]}
---
kind: Pod
metadata: {name: ring-f, namespace: lab, labels: {app: rings}}
spec: {hostname: zeta, subdomain: ring}
status: {phase: Running, podIP: 20.100.1.17, conditions: [{type: Ready, status: "True"}]}
---
kind: Pod
metadata: {name: sick-a, namespace: lab, labels: {app: sick}}
status: {phase: Pending}
---
kind: Pod
metadata: {name: sick-b, namespace: lab, labels: {app: sick}}
status:
  phase: Running
  podIP: 20.100.1.18
  conditions: [{type: Ready, status: "False", reason: ContainersNotReady}]
"#;

#[test]
fn a_name_that_does_not_resolve_says_why() {
    let cluster = cluster(MISTAKES);
    let zone = Zone::new(&cluster);
    for (pod, name, record_type, expected) in [
        ("client", "web.shop", "A", None),
        ("client", "example.com", "A", None),
        ("client", "web", "A", Some("Service web is in namespace shop, not in lab: use web.shop")),
        ("client", "nothing.lub.svc.cluster.local.", "A", Some("there is no namespace lub")),
        ("client", "nothing", "A", Some("namespace lab has no Service nothing")),
        (
            "client",
            "shop",
            "A",
            Some("shop is a namespace, not a Service: put the name of a Service before it"),
        ),
        (
            "client",
            "ring.lub.svc.cluster.local.",
            "A",
            Some("there is no namespace lub, and Service ring is in lab: use ring.lab"),
        ),
        (
            "client",
            "web.shop.cluster.local.",
            "A",
            Some("svc is missing: the name of Service shop/web is web.shop.svc.cluster.local"),
        ),
        ("client", "web.shop", "AAAA", Some("Service shop/web has no IPv6 address")),
        (
            "client",
            "_https._tcp.web.shop",
            "SRV",
            Some("Service shop/web has no port named https: its ports are http/tcp 80"),
        ),
        (
            "client",
            "_http._udp.web.shop",
            "SRV",
            Some("port http of Service shop/web is not of protocol udp: its ports are http/tcp 80"),
        ),
        (
            "client",
            "_rpc._tcp.ring",
            "SRV",
            Some("no ready Pod of Service lab/ring has the targetPort grpc of its port rpc/tcp 90"),
        ),
        (
            "client",
            "_http.web.shop",
            "SRV",
            Some(
                "a port's name is followed by its protocol: use _http._tcp before the name of Service shop/web",
            ),
        ),
        (
            "client",
            "nobody.web.shop",
            "A",
            Some("nobody is neither a port nor a ready endpoint of Service shop/web"),
        ),
        (
            "client",
            "lonely",
            "A",
            Some("Service lab/lonely is headless, and no Pod in namespace lab has its labels app=nobody"),
        ),
        (
            "client",
            "sick",
            "A",
            Some(
                "Service lab/sick is headless, and none of its Pods is ready: sick-a (Pending), \
                 sick-b (Ready=False: ContainersNotReady)",
            ),
        ),
        ("client", "beta.ring", "A", Some("Pod ring-b of Service lab/ring is not ready (Ready=False)")),
        (
            "client",
            "ring-a.ring",
            "A",
            Some("the hostname of Pod ring-a is alpha: use alpha in place of ring-a"),
        ),
        (
            "client",
            "20-100-1-12.ring",
            "A",
            Some(
                "the endpoint of Service lab/ring at this address has a hostname: use alpha in place of \
                 20-100-1-12",
            ),
        ),
        (
            "client",
            "ring-c.ring",
            "A",
            Some(
                "ring-c is the name of a Pod, not its hostname: set hostname ring-c and subdomain ring in its \
                 spec",
            ),
        ),
        (
            "client",
            "delta.ring",
            "A",
            Some("Pod ring-d has hostname delta but no subdomain: set subdomain ring in its spec"),
        ),
        (
            "client",
            "epsilon.ring",
            "A",
            Some("Pod ring-e has subdomain rings, not ring, so its hostname counts below rings alone"),
        ),
        (
            "client",
            "epsilon.rings",
            "A",
            Some("Pod lab/ring-e has subdomain rings, but namespace lab has no Service of that name"),
        ),
        (
            "client",
            "zeta.ring",
            "A",
            Some("Pod ring-f is no endpoint of Service lab/ring: it lacks the labels app=ring"),
        ),
        ("client", "ring-a", "A", Some("ring-a is a Pod, known below its subdomain: use alpha.ring.lab")),
        (
            "client",
            "ring-c.lab.pod",
            "A",
            Some(
                "ring-c is a Pod, and a Pod's name is no DNS name: use 20-100-1-14.lab.pod, or put a Service \
                 before it",
            ),
        ),
        (
            "client",
            "raw",
            "A",
            Some(
                "the externalName of Service lab/raw is the address 192.0.2.77, and DNS has aliases of names \
                 alone: use a headless Service with an EndpointSlice",
            ),
        ),
        (
            "client",
            "alias",
            "A",
            Some("Service lab/alias is an alias of gone.shop.svc.cluster.local, which does not exist"),
        ),
        (
            "agent",
            "web.shop.svc.cluster.local",
            "A",
            Some(
                "the Pod asks its node's DNS server, which knows no name of the cluster, because on the host \
                 network dnsPolicy ClusterFirst means Default: use ClusterFirstWithHostNet",
            ),
        ),
        ("agent", "nothing", "A", None),
        (
            "client",
            "svc.cluster.local.",
            "A",
            Some(
                "svc.cluster.local is a part of the zone: put the names of a Service and of its namespace before \
                 svc",
            ),
        ),
        (
            "client",
            "14.1.100.20.in-addr.arpa.",
            "PTR",
            Some(
                "20.100.1.14 is the address of Pod lab/ring-c, which is a ready endpoint of no Service: only such \
                 addresses have names",
            ),
        ),
        ("client", "9.9.9.9.in-addr.arpa.", "PTR", None),
        (
            "client",
            "web-web-web-web-web-web-web-web-web-web-web-web-web-web-web-web-web.shop",
            "A",
            Some(
                "web-web-web-web-web-web-web-web-web-web-web-web-web-web-web-web-web has 67 characters, and a part \
                 of a name has at most 63",
            ),
        ),
        (
            "foreign",
            "web.shop",
            "A",
            Some(
                "the Pod asks the DNS server 192.0.2.53, which knows no name of the cluster, because it is the \
                 first of its dnsConfig.nameservers",
            ),
        ),
        (
            "own",
            "web",
            "A",
            Some(
                "the resolver's search list does not lead from web to web.shop.svc.cluster.local: ask for the \
                 full name",
            ),
        ),
    ] {
        let resolver = Resolver::for_pod(&cluster, &cluster.pods[&NamespacedName::new("lab", pod)]);
        let found = dig(&zone, &resolver, name, record_type.parse().expect("a type"));
        let said = explain(&zone, &found).map(|message| message.to_string());
        assert_eq!(said.as_deref(), expected, "{name} {record_type} from {pod}");
    }
}
