//! A Pod's resolver, and what it asks.

use svclab::api::{Pod, PodDnsConfig, PodDnsConfigOption};
use svclab::cluster::{Cluster, NamespacedName};
use svclab::coredns::{Dig, RecordType, Resolver, Server, Zone, dig, musl_differs};

use crate::{SHOP, cluster};

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
    let cluster = cluster(SHOP);
    let zone = Zone::new(&cluster);
    let found = dig(&zone, &Resolver::absolute(), "web.shop.svc.cluster.local", RecordType::A);
    assert_eq!(
        serde_json::to_value(&found).expect("plain data"),
        serde_json::json!({
            "question": {"name": "web.shop.svc.cluster.local", "type": "A"},
            "status": "NOERROR",
            "answer": [{"name": "web.shop.svc.cluster.local.", "ttl": 30, "type": "A", "data": "10.96.40.7"}],
            "additional": [],
            "searched": ["web.shop.svc.cluster.local."],
            "queries": [{"name": "web.shop.svc.cluster.local.", "status": "NOERROR"}],
        })
    );
}

/// A Pod with this policy, search list, nameservers and value of `ndots`.
fn pod(policy: &str, searches: &[&str], nameservers: &[&str], ndots: Option<&str>) -> Pod {
    let mut pod = Pod::default();
    pod.metadata.namespace = Some("shop".into());
    pod.spec.dns_policy = Some(policy.into());
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).into()).collect();
    let value = ndots.map(|ndots| Some(ndots.to_owned()).filter(|ndots| !ndots.is_empty()));
    let options =
        value.map(|value| PodDnsConfigOption { name: "ndots".into(), value: value.map(Into::into) });
    pod.spec.dns_config = Some(
        PodDnsConfig {
            nameservers: texts(nameservers),
            searches: texts(searches),
            options: options.into_iter().collect(),
        }
        .into(),
    );
    pod
}

#[test]
fn the_kubelet_adds_what_the_pod_asks_for() {
    let cluster = cluster(SHOP);
    let own = ["shop.svc.cluster.local", "svc.cluster.local", "cluster.local"];
    for (pod, searches, ndots, server) in [
        (pod("ClusterFirst", &[], &[], None), own.to_vec(), 5, Server::Cluster),
        (pod("ClusterFirst", &[], &[], Some("2")), own.to_vec(), 2, Server::Cluster),
        (pod("ClusterFirst", &[], &[], Some("")), own.to_vec(), 1, Server::Cluster),
        (pod("ClusterFirst", &[], &[], Some("many")), own.to_vec(), 0, Server::Cluster),
        (pod("ClusterFirst", &[], &[], Some("99")), own.to_vec(), 15, Server::Cluster),
        (
            pod("ClusterFirst", &["data.svc.cluster.local", "cluster.local"], &["192.0.2.1"], None),
            [&own[..], &["data.svc.cluster.local"]].concat(),
            5,
            Server::Cluster,
        ),
        (pod("Default", &["a.example"], &["10.96.0.10"], None), vec!["a.example"], 1, Server::NodeByPolicy),
        (pod("None", &[], &["10.96.0.10", "192.0.2.1"], None), vec![], 1, Server::Cluster),
        (
            pod("None", &[], &["192.0.2.1", "10.96.0.10"], None),
            vec![],
            1,
            Server::Foreign("192.0.2.1".into()),
        ),
    ] {
        let resolver = Resolver::for_pod(&cluster, &pod);
        assert_eq!(resolver.searches, searches, "{:?}", pod.spec);
        assert_eq!((resolver.ndots, resolver.server), (ndots, server), "{:?}", pod.spec);
    }
}

#[test]
fn a_search_list_that_is_too_long_is_cut() {
    let cluster = cluster(SHOP);
    let many: Vec<String> = (0..40).map(|at| format!("s{at}.example")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(Resolver::for_pod(&cluster, &pod("ClusterFirst", &many, &[], None)).searches.len(), 32);

    let long: Vec<String> = (0..20).map(|at| format!("{at:0>200}.example")).collect();
    let long: Vec<&str> = long.iter().map(String::as_str).collect();
    let searches = Resolver::for_pod(&cluster, &pod("ClusterFirst", &long, &[], None)).searches;
    assert!(searches.join(" ").len() <= 2048 && searches.join(" ").len() + 209 > 2048);
}

#[test]
fn the_root_in_a_search_list_is_the_name_as_it_is() {
    let cluster = cluster(SHOP);
    let zone = Zone::new(&cluster);
    let resolver = Resolver::for_pod(
        &cluster,
        &pod("None", &[".", "data.svc.cluster.local."], &["10.96.0.10"], Some("5")),
    );
    let found = dig(&zone, &resolver, "db", RecordType::A);
    assert_eq!(found.searched, ["db.", "db.data.svc.cluster.local."]);
    assert_eq!(found.answer.len(), 2);
    assert_eq!(dig(&zone, &resolver, "nothing", RecordType::A).searched.len(), 2);
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
    let two_dots = Resolver { ndots: 2, ..client.clone() };
    assert_eq!(dig(&zone, &two_dots, "db.data.svc", RecordType::A).answer.len(), 2);
    assert_eq!(
        said(&two_dots, "db.data.svc").as_deref(),
        Some(
            "with musl (Alpine images) a name with 2 or more dots is tried as it is alone, so db.data.svc ends \
             there"
        )
    );
    let srv = musl_differs(&zone, &dig(&zone, &client, "_pg._tcp.db.data", RecordType::Srv));
    assert_eq!(
        srv.map(|message| message.to_string()).as_deref(),
        Some(
            "with musl (Alpine images) only addresses are searched for: a question of type SRV is asked for \
             _pg._tcp.db.data as it is"
        )
    );
    let mut long = client.clone();
    long.searches.push("x".repeat(250));
    assert_eq!(
        said(&long, "db.data").as_deref(),
        Some(
            "with musl (Alpine images) there is no search, because the search line of resolv.conf has 313 characters \
             and more than 255 are not read"
        )
    );
    for (servers, server) in [
        (["10.96.0.10", "192.0.2.1"], Server::Cluster),
        (["192.0.2.1", "10.96.0.10"], Server::Foreign("192.0.2.1".into())),
    ] {
        let mixed = Resolver { nameservers: servers.map(String::from).to_vec(), server, ..client.clone() };
        let expected = format!(
            "with musl (Alpine images) all nameservers are asked at once and the first answer counts, but not all of \
             them know the names of the cluster: {}",
            servers.join(", ")
        );
        assert_eq!(said(&mixed, "db.data"), Some(expected));
        assert_eq!(said(&mixed, "example.com"), None);
    }
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
