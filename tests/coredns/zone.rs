//! Look-ups, and the list of all records.

use svclab::coredns::{RecordType, Zone};

use crate::{SHOP, cluster};

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
    let cluster = cluster(SHOP);
    let zone = Zone::new(&cluster);
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

/// The plugin looks addresses up as text.
#[test]
fn an_address_that_is_not_spelled_as_go_does_has_no_reverse_name() {
    let slice = |address: &str| {
        format!(
            "kind: Service\nmetadata: {{name: six, namespace: shop}}\nspec: {{clusterIP: None}}\n---\n\
             kind: EndpointSlice\naddressType: IPv6\nendpoints: [{{addresses: [\"{address}\"]}}]\n\
             metadata: {{name: six-1, namespace: shop, labels: {{kubernetes.io/service-name: six}}}}\n"
        )
    };
    let reverse = "5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.d.f.ip6.arpa.";
    for (address, name, expected) in [
        ("fd00::5", "fd00--5", "NOERROR; PTR fd00--5.six.shop.svc.cluster.local."),
        ("fd00:0::5", "fd00-0--5", "NOERROR; external"),
    ] {
        let cluster = cluster(&slice(address));
        let zone = Zone::new(&cluster);
        assert_eq!(answer(&zone, reverse, "PTR"), expected, "{address}");
        assert_eq!(
            answer(&zone, &format!("{name}.six.shop.svc.cluster.local."), "AAAA"),
            "NOERROR; AAAA fd00::5"
        );
    }
}

#[test]
fn the_owner_name_keeps_the_case_of_the_question() {
    let cluster = cluster(SHOP);
    let zone = Zone::new(&cluster);
    let found = zone.lookup("Web.shop.SVC.cluster.local.", RecordType::A);
    assert_eq!(found.answer[0].name, "Web.shop.SVC.cluster.local.");
    assert_eq!(found.answer[0].ttl, 30);
}

#[test]
fn every_record_says_from_what_it_comes() {
    let cluster = cluster(SHOP);
    let zone = Zone::new(&cluster);
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
            "20-100-1-5.shop.pod A 20.100.1.5 | - | Pod shop/web-a",
            "7.40.96.10.in-addr.arpa. PTR web.shop.svc.cluster.local. | Service shop/web | -",
            "5.1.100.20.in-addr.arpa. PTR 20-100-1-5.web.shop.svc.cluster.local. | Service shop/web | \
             Pod shop/web-a",
        ]
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
