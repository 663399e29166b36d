//! What the zone answers and what a Pod's resolver asks, on clusters written out with their EndpointSlices.

use serde::Deserialize;
use svclab::api::{EndpointSlice, Namespace, ObjectMeta, Pod, Service};
use svclab::cluster::{Cluster, NamespacedName};
use svclab::coredns::{Dig, RecordType, Resolver, Zone, dig, explain, musl_differs};

/// A cluster of the objects in a YAML text.
fn cluster(text: &str) -> Cluster {
    let mut cluster = Cluster::default();
    for document in serde_yaml::Deserializer::from_str(text) {
        let object = serde_json::Value::deserialize(document).expect("YAML");
        let key = |metadata: &ObjectMeta| NamespacedName::of(metadata);
        match object["kind"].as_str() {
            Some("Service") => {
                let mut service: Service = serde_json::from_value(object).expect("a Service");
                service.spec.cluster_ips = service.spec.cluster_ip.iter().cloned().collect();
                cluster.services.insert(key(&service.metadata), service);
            }
            Some("EndpointSlice") => {
                let slice: EndpointSlice = serde_json::from_value(object).expect("an EndpointSlice");
                cluster.endpoint_slices.insert(key(&slice.metadata), slice);
            }
            Some("Pod") => {
                let pod: Pod = serde_json::from_value(object).expect("a Pod");
                cluster.pods.insert(key(&pod.metadata), pod);
            }
            Some("Namespace") => {
                let namespace: Namespace = serde_json::from_value(object).expect("a Namespace");
                cluster.namespaces.insert(namespace.metadata.name.clone(), namespace);
            }
            other => panic!("no such kind here: {other:?}"),
        }
    }
    let named = cluster.services.keys().chain(cluster.pods.keys()).map(|key| key.namespace.clone());
    for name in named.collect::<Vec<_>>() {
        cluster.namespaces.entry(name).or_default();
    }
    cluster
}

const SHOP: &str = r#"
kind: Service
metadata: {name: web, namespace: shop}
spec: {clusterIP: 10.96.40.7, ports: [{name: http, protocol: TCP, port: 80, targetPort: 8080}]}
---
kind: EndpointSlice
metadata: {name: web-1, namespace: shop, labels: {kubernetes.io/service-name: web}}
addressType: IPv4
ports: [{name: http, port: 8080, protocol: TCP}]
endpoints:
  - {addresses: [20.100.1.5], targetRef: {kind: Pod, namespace: shop, name: web-a}}
  - {addresses: [20.100.1.6], conditions: {ready: false}}
---
kind: Service
metadata: {name: db, namespace: data}
spec: {clusterIP: None, ports: [{name: pg, protocol: TCP, port: 5432}]}
---
kind: EndpointSlice
metadata: {name: db-1, namespace: data, labels: {kubernetes.io/service-name: db}}
addressType: IPv4
ports: [{name: pg, port: 6432, protocol: TCP}, {name: stats, port: 9187, protocol: TCP}]
endpoints:
  - {addresses: [20.100.2.1], hostname: db-0}
  - {addresses: [20.100.2.2]}
---
kind: Service
metadata: {name: empty, namespace: data}
spec: {clusterIP: None, ports: [{port: 80}]}
---
kind: Service
metadata: {name: alias, namespace: shop}
spec: {type: ExternalName, externalName: db.data.svc.cluster.local}
---
kind: Service
metadata: {name: outside, namespace: shop}
spec: {type: ExternalName, externalName: api.example.com}
---
kind: Service
metadata: {name: broken, namespace: shop}
spec: {type: ExternalName, externalName: gone.shop.svc.cluster.local}
---
kind: Service
metadata: {name: kube-dns, namespace: kube-system}
spec: {clusterIP: 10.96.0.10, ports: [{name: dns, protocol: UDP, port: 53}]}
---
kind: EndpointSlice
metadata: {name: kube-dns-1, namespace: kube-system, labels: {kubernetes.io/service-name: kube-dns}}
addressType: IPv4
ports: [{name: dns, port: 53, protocol: UDP}]
endpoints: [{addresses: [20.100.0.2]}]
---
kind: Pod
metadata: {name: web-a, namespace: shop}
status: {podIP: 20.100.1.5}
---
kind: Pod
metadata: {name: client, namespace: shop}
---
kind: Pod
metadata: {name: agent, namespace: shop}
spec: {hostNetwork: true}
"#;

/// `STATUS`, then `+` and the additional records if there are any.
fn answer(zone: &Zone, name: &str, record_type: &str) -> String {
    let answer = zone.lookup(name, record_type.parse().expect("a type"));
    let mut words = vec![answer.status.to_string()];
    words.extend(answer.answer.iter().map(|record| format!("{} {}", record.data.record_type(), record.data)));
    words.extend(answer.additional.iter().map(|record| format!("+ {} {}", record.name, record.data)));
    words.extend(answer.external.then(|| "external".into()));
    words.join("; ")
}

#[test]
fn the_zone_answers_as_coredns_does() {
    let zone = Zone::new(&cluster(SHOP));
    for (name, record_type, expected) in [
        ("web.shop.svc.cluster.local.", "A", "NOERROR; A 10.96.40.7"),
        ("web.shop.svc.cluster.local", "AAAA", "NOERROR"),
        ("web.shop.svc.cluster.local.", "ANY", "NOERROR"),
        ("web.shop.svc.cluster.local.", "AXFR", "REFUSED"),
        (
            "_http._tcp.web.shop.svc.cluster.local.",
            "SRV",
            "NOERROR; SRV 0 100 80 web.shop.svc.cluster.local.; + web.shop.svc.cluster.local. 10.96.40.7",
        ),
        ("20-100-1-5.web.shop.svc.cluster.local.", "A", "NOERROR; A 20.100.1.5"),
        ("20-100-1-6.web.shop.svc.cluster.local.", "A", "NXDOMAIN"),
        ("a.b.c.web.shop.svc.cluster.local.", "A", "NXDOMAIN"),
        ("db.data.svc.cluster.local.", "A", "NOERROR; A 20.100.2.1; A 20.100.2.2"),
        ("stats.tcp.db.data.svc.cluster.local.", "A", "NOERROR; A 20.100.2.1; A 20.100.2.2"),
        (
            "_pg._tcp.db.data.svc.cluster.local.",
            "SRV",
            "NOERROR; SRV 0 50 6432 db-0.db.data.svc.cluster.local.; \
             SRV 0 50 6432 20-100-2-2.db.data.svc.cluster.local.; \
             + db-0.db.data.svc.cluster.local. 20.100.2.1; + 20-100-2-2.db.data.svc.cluster.local. 20.100.2.2",
        ),
        ("20-100-2-1.db.data.svc.cluster.local.", "A", "NXDOMAIN"),
        ("empty.data.svc.cluster.local.", "A", "NXDOMAIN"),
        ("empty.data.svc.cluster.local.", "SOA", "NOERROR"),
        (
            "alias.shop.svc.cluster.local.",
            "A",
            "NOERROR; CNAME db.data.svc.cluster.local.; A 20.100.2.1; A 20.100.2.2",
        ),
        ("alias.shop.svc.cluster.local.", "AAAA", "NOERROR"),
        ("alias.shop.svc.cluster.local.", "SRV", "NOERROR"),
        ("_pg._tcp.alias.shop.svc.cluster.local.", "SRV", "NXDOMAIN"),
        ("outside.shop.svc.cluster.local.", "A", "NOERROR; CNAME api.example.com.; external"),
        ("broken.shop.svc.cluster.local.", "A", "NOERROR"),
        ("broken.shop.svc.cluster.local.", "CNAME", "NOERROR; CNAME gone.shop.svc.cluster.local."),
        ("shop.svc.cluster.local.", "A", "NOERROR"),
        ("shop.svc.cluster.local.", "TXT", "NXDOMAIN"),
        ("nowhere.svc.cluster.local.", "A", "NXDOMAIN"),
        ("203-0-113-9.shop.pod.cluster.local.", "A", "NOERROR; A 203.0.113.9"),
        ("fd00--5.shop.pod.cluster.local.", "AAAA", "NOERROR; AAAA fd00::5"),
        ("20-100-1-05.shop.pod.cluster.local.", "A", "NXDOMAIN"),
        ("dns-version.cluster.local.", "TXT", "NOERROR; TXT \"1.1.0\""),
        (
            "cluster.local.",
            "NS",
            "NOERROR; NS kube-dns.kube-system.svc.cluster.local.; \
             + kube-dns.kube-system.svc.cluster.local. 10.96.0.10",
        ),
        ("ns.dns.cluster.local.", "A", "NOERROR; A 10.96.0.10"),
        (
            "cluster.local.",
            "SOA",
            "NOERROR; SOA ns.dns.cluster.local. hostmaster.cluster.local. 1 7200 1800 86400 30",
        ),
        ("7.40.96.10.in-addr.arpa.", "PTR", "NOERROR; PTR web.shop.svc.cluster.local."),
        ("1.2.100.20.in-addr.arpa.", "PTR", "NOERROR; PTR db-0.db.data.svc.cluster.local."),
        ("9.9.9.9.in-addr.arpa.", "PTR", "NOERROR; external"),
        ("example.com.", "A", "NOERROR; external"),
        ("com.", "A", "NXDOMAIN; external"),
    ] {
        assert_eq!(answer(&zone, name, record_type), expected, "{name} {record_type}");
    }
}

#[test]
fn the_owner_name_keeps_the_case_of_the_question() {
    let zone = Zone::new(&cluster(SHOP));
    let found = zone.lookup("Web.shop.SVC.cluster.local.", RecordType::A);
    assert_eq!(found.answer[0].name, "Web.shop.SVC.cluster.local.");
    assert_eq!(found.answer[0].ttl, 30);
}

#[test]
fn every_record_says_from_what_it_comes() {
    let zone = Zone::new(&cluster(SHOP));
    let records = zone.records();
    let listed: Vec<String> = records
        .iter()
        .map(|record| {
            let object = |object: &Option<std::rc::Rc<svclab::api::ObjectRef>>| {
                object.as_ref().map_or("-".into(), |object| object.to_string())
            };
            let name = record.name.trim_end_matches(".cluster.local.");
            let (service, endpoint) = (object(&record.owner.service), object(&record.owner.endpoint));
            format!("{name} {} {} | {service} | {endpoint}", record.data.record_type(), record.data)
        })
        .filter(|line| line.contains("shop"))
        .collect();
    assert_eq!(
        listed,
        [
            "alias.shop.svc CNAME db.data.svc.cluster.local. | Service shop/alias | -",
            "broken.shop.svc CNAME gone.shop.svc.cluster.local. | Service shop/broken | -",
            "outside.shop.svc CNAME api.example.com. | Service shop/outside | -",
            "web.shop.svc A 10.96.40.7 | Service shop/web | -",
            "web.shop.svc SRV 0 100 80 web.shop.svc.cluster.local. | Service shop/web | -",
            "_http._tcp.web.shop.svc SRV 0 100 80 web.shop.svc.cluster.local. | Service shop/web | -",
            "20-100-1-5.web.shop.svc A 20.100.1.5 | Service shop/web | Pod shop/web-a",
            "20-100-1-5.web.shop.svc SRV 0 100 8080 20-100-1-5.web.shop.svc.cluster.local. | Service shop/web | \
             Pod shop/web-a",
            "7.40.96.10.in-addr.arpa. PTR web.shop.svc.cluster.local. | Service shop/web | -",
            "5.1.100.20.in-addr.arpa. PTR 20-100-1-5.web.shop.svc.cluster.local. | Service shop/web | \
             Pod shop/web-a",
            "20-100-1-5.shop.pod A 20.100.1.5 | - | Pod shop/web-a",
        ]
    );
}

fn dig_from(cluster: &Cluster, pod: &str, name: &str, record_type: RecordType) -> Dig {
    let resolver = Resolver::for_pod(cluster, &cluster.pods[&NamespacedName::new("shop", pod)]);
    dig(&Zone::new(cluster), &resolver, name, record_type)
}

#[test]
fn a_pod_goes_through_its_search_list() {
    let cluster = cluster(SHOP);
    let found = dig_from(&cluster, "client", "db.data", RecordType::A);
    assert_eq!(found.searched, ["db.data.shop.svc.cluster.local.", "db.data.svc.cluster.local."]);
    assert_eq!(found.answer.len(), 2);

    let found = dig_from(&cluster, "client", "example.com", RecordType::A);
    let statuses: Vec<_> = found.queries.iter().map(|query| (query.status.name(), query.external)).collect();
    assert_eq!(statuses, [("NXDOMAIN", false), ("NXDOMAIN", false), ("NXDOMAIN", false), ("NOERROR", true)]);
    assert!(found.external && found.answer.is_empty());

    // No AAAA record: the search goes on, and what is left is that the name exists.
    let found = dig_from(&cluster, "client", "web", RecordType::Aaaa);
    assert_eq!((found.status.name(), found.searched.len(), found.external), ("NOERROR", 4, false));
}

#[test]
fn the_node_knows_no_name_of_the_cluster() {
    let cluster = cluster(SHOP);
    let found = dig_from(&cluster, "agent", "web.shop.svc.cluster.local", RecordType::A);
    assert_eq!((found.status.name(), found.searched.len()), ("NXDOMAIN", 1));
    assert!(dig_from(&cluster, "agent", "example.com", RecordType::A).external);
}

#[test]
fn the_json_is_that_of_the_contract() {
    let zone = Zone::new(&cluster(SHOP));
    let found = dig(&zone, &Resolver::absolute(), "web.shop.svc.cluster.local", RecordType::A);
    assert_eq!(
        serde_json::to_value(&found).expect("plain data"),
        serde_json::json!({
            "question": {"name": "web.shop.svc.cluster.local", "type": "A"},
            "status": "NOERROR",
            "answer": [{"name": "web.shop.svc.cluster.local.", "ttl": 30, "type": "A", "data": "10.96.40.7"}],
            "additional": [],
            "searched": ["web.shop.svc.cluster.local."],
        })
    );
}

#[test]
fn record_types_are_read_by_name_and_number() {
    for (word, shown) in [("aaaa", "AAAA"), ("TYPE1", "A"), ("hinfo", "HINFO"), ("TYPE999", "TYPE999")] {
        let record_type: RecordType = word.parse().expect(word);
        assert_eq!(record_type.to_string(), shown);
    }
    assert!("AAAAA".parse::<RecordType>().is_err());
}

/// Pods and Services with the mistakes that people make.
const MISTAKES: &str = r#"
kind: Service
metadata: {name: web, namespace: shop}
spec: {clusterIP: 10.96.40.7, selector: {app: web}, ports: [{name: http, protocol: TCP, port: 80}]}
---
kind: Service
metadata: {name: ring, namespace: lab}
spec: {clusterIP: None, selector: {app: ring}, ports: [{name: http, protocol: TCP, port: 80}]}
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
        let said = explain(&cluster, &zone, &found).map(|message| message.to_string());
        assert_eq!(said.as_deref(), expected, "{name} {record_type} from {pod}");
    }
}

#[test]
fn musl_ends_a_search_where_glibc_goes_on() {
    let shop = "---\nkind: Service\nmetadata: {name: shop, namespace: data}\nspec: {clusterIP: 10.96.9.9, ports: [{port: 80}]}";
    let cluster = cluster(&format!("{SHOP}{shop}"));
    let zone = Zone::new(&cluster);
    let client = Resolver::for_pod(&cluster, &cluster.pods[&NamespacedName::new("shop", "client")]);
    let said = |resolver: &Resolver, name: &str| {
        musl_differs(&zone, &dig(&zone, resolver, name, RecordType::A)).map(|message| message.to_string())
    };
    assert_eq!(said(&client, "db.data"), None);
    assert_eq!(said(&client, "nowhere"), None);
    assert_eq!(said(&client, "example.com"), None);
    let two_dots = Resolver { ndots: 2, ..client };
    assert_eq!(dig(&zone, &two_dots, "db.data.svc", RecordType::A).answer.len(), 2);
    assert_eq!(
        said(&two_dots, "db.data.svc").as_deref(),
        Some(
            "with musl (Alpine images) a name with 2 or more dots is tried as it is alone, so db.data.svc ends \
             there"
        )
    );
    // The name of a namespace exists, without an address.
    let namespace_first =
        Resolver { searches: vec!["svc.cluster.local".into(), "data.svc.cluster.local".into()], ..two_dots };
    assert_eq!(dig(&zone, &namespace_first, "shop", RecordType::A).answer.len(), 1);
    assert_eq!(
        said(&namespace_first, "shop").as_deref(),
        Some(
            "with musl (Alpine images) the search ends at shop.svc.cluster.local., which exists without a record \
             of type A"
        )
    );
}
