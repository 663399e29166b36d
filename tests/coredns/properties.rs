//! What holds for the zone of every cluster.

use std::collections::BTreeSet;
use std::net::IpAddr;

use proptest::prelude::*;
use svclab::api::{
    Endpoint, EndpointSlice, EndpointSlicePort, Namespace, ObjectMeta, ObjectReference, Pod, PodIp, Service,
    ServicePort,
};
use svclab::cluster::{Cluster, NamespacedName, is_headless};
use svclab::coredns::{Heading, RecordData, RecordType, Resolver, Status, Zone, dig};
use svclab::{Options, Simulation};

/// An endpoint of a Service: its address, its hostname, whether it is ready, whether a Pod stands behind it.
type EndpointPlan = (u8, Option<u8>, Option<bool>, bool);

#[derive(Debug, Clone)]
struct ServicePlan {
    namespace: u8,
    is_headless: bool,
    is_ipv6: bool,
    ports: u8,
    endpoints: Vec<EndpointPlan>,
}

fn plan() -> impl Strategy<Value = Vec<ServicePlan>> {
    let endpoint =
        (0..12u8, proptest::option::of(0..3u8), proptest::option::of(any::<bool>()), any::<bool>());
    let service = (0..3u8, any::<bool>(), any::<bool>(), 0..3u8, proptest::collection::vec(endpoint, 0..6));
    let service = service.prop_map(|(namespace, is_headless, is_ipv6, ports, endpoints)| ServicePlan {
        namespace,
        is_headless,
        is_ipv6,
        ports,
        endpoints,
    });
    proptest::collection::vec(service, 0..6)
}

fn metadata(namespace: &str, name: String) -> ObjectMeta {
    ObjectMeta { name: name.into(), namespace: Some(namespace.into()), ..ObjectMeta::default() }
}

/// The addresses of endpoints overlap between Services, as those of Pods do.
fn cluster(plans: &[ServicePlan]) -> Cluster {
    let mut cluster = Cluster::default();
    for (at, plan) in plans.iter().enumerate() {
        let namespace = format!("ns-{}", plan.namespace);
        cluster.namespaces.insert(namespace.clone().into(), Namespace::default());
        let name = format!("web-{at}");
        let mut service = Service { metadata: metadata(&namespace, name.clone()), ..Service::default() };
        let cluster_ip = match (plan.is_headless, plan.is_ipv6) {
            (true, _) => "None".to_owned(),
            (_, true) => format!("fd00:96::{:x}", at + 1),
            (_, false) => format!("10.96.0.{at}"),
        };
        service.spec.cluster_ips = vec![cluster_ip.clone().into()];
        service.spec.cluster_ip = Some(cluster_ip.into());
        let numbers = 0..i32::from(plan.ports);
        let port_name = |number: &i32| Some(format!("port-{number}"));
        service.spec.ports = numbers
            .clone()
            .map(|number| ServicePort {
                name: port_name(&number).map(Into::into),
                protocol: Some("TCP".into()),
                port: 80 + number,
                ..ServicePort::default()
            })
            .collect();
        cluster.services.insert(NamespacedName::of(&service.metadata), service);

        let mut slice =
            EndpointSlice { metadata: metadata(&namespace, name.clone()), ..EndpointSlice::default() };
        slice.metadata.labels.insert("kubernetes.io/service-name".into(), name.into());
        slice.ports = numbers
            .map(|number| EndpointSlicePort {
                name: port_name(&number).map(Into::into),
                port: Some(8080 + number),
                protocol: Some("TCP".into()),
                ..EndpointSlicePort::default()
            })
            .collect();
        for (number, hostname, ready, has_pod) in &plan.endpoints {
            let ip = if plan.is_ipv6 {
                format!("fd00:20:{:x}::", number + 1)
            } else {
                format!("20.96.0.{number}")
            };
            let mut endpoint = Endpoint { addresses: vec![ip.clone().into()], ..Endpoint::default() };
            endpoint.conditions.ready = *ready;
            endpoint.hostname = hostname.map(|hostname| format!("host-{hostname}").into());
            let mut pod = Pod { metadata: metadata(&namespace, format!("pod-{number}")), ..Pod::default() };
            pod.status.pod_ips = vec![PodIp { ip: ip.into() }].into();
            endpoint.target_ref = Some(
                ObjectReference {
                    kind: Some("Pod".into()),
                    namespace: Some(namespace.clone().into()),
                    name: Some(pod.metadata.name.clone()),
                    ..ObjectReference::default()
                }
                .into(),
            );
            if *has_pod {
                cluster.pods.insert(NamespacedName::of(&pod.metadata), pod);
            }
            slice.endpoints.push(endpoint);
        }
        cluster.endpoint_slices.insert(NamespacedName::of(&slice.metadata), slice);
    }
    cluster
}

fn reverse(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, c, d] = ip.octets();
            format!("{d}.{c}.{b}.{a}.in-addr.arpa.")
        }
        IpAddr::V6(ip) => {
            let digits: Vec<String> =
                format!("{:032x}", u128::from(ip)).chars().rev().map(String::from).collect();
            format!("{}.ip6.arpa.", digits.join("."))
        }
    }
}

proptest! {
    #[test]
    fn forward_and_reverse_agree(plans in plan()) {
        let cluster = cluster(&plans);
        let zone = Zone::new(&cluster);
        for record in zone.records() {
            if let RecordData::Ptr(target) = &record.data {
                let addresses = [RecordType::A, RecordType::Aaaa].map(|kind| zone.lookup(target, kind).answer);
                let back = addresses.iter().flatten().filter_map(|record| record.data.ip());
                prop_assert!(back.map(reverse).any(|name| name == record.name), "{record} leads to no address");
            }
            let is_own_name = record.owner.service.is_some() && record.name.contains(".svc.");
            if let Some(ip) = record.data.ip() && is_own_name {
                let names = zone.lookup(&reverse(ip), RecordType::Ptr).answer;
                prop_assert!(!names.is_empty(), "{record} has no reverse");
                // The name of a headless Service itself is the name of no single address.
                let is_endpoint = record.name.split('.').nth(3) == Some("svc");
                let targets: Vec<String> = names.iter().map(|name| name.data.to_string()).collect();
                prop_assert!(!is_endpoint || targets.contains(&record.name), "{record} is not among {targets:?}");
            }
        }
    }

    #[test]
    fn every_owner_exists_and_every_record_is_found(plans in plan()) {
        let cluster = cluster(&plans);
        let zone = Zone::new(&cluster);
        for record in zone.records() {
            for object in [&record.owner.service, &record.owner.endpoint].into_iter().flatten() {
                prop_assert!(cluster.get(object).is_some(), "{record} comes from {object}, which does not exist");
            }
            for name in [record.name.clone(), record.name.to_ascii_uppercase()] {
                // The zone's own names are compared with its spelling.
                let is_zones_own = record.owner.service.is_none() && record.owner.endpoint.is_none();
                let is_found = zone.lookup(&name, record.data.record_type()).answer.iter().any(|found| {
                    let (found, listed) = (found.data.to_string(), record.data.to_string());
                    found.eq_ignore_ascii_case(&listed)
                });
                prop_assert!(is_found || (is_zones_own && name != record.name), "{record} is not found as {name}");
            }
        }
    }

    #[test]
    fn a_group_holds_the_records_that_its_heading_names(plans in plan()) {
        let cluster = cluster(&plans);
        let zone = Zone::new(&cluster);
        let groups: Vec<_> = zone.record_groups().collect();
        let services = groups.iter().filter_map(|group| match &group.heading {
            Heading::Service(service) => Some(NamespacedName::new(service.namespace.clone(), service.name.clone())),
            _ => None,
        });
        prop_assert!(services.eq(cluster.services.keys().cloned()));
        for group in &groups {
            for record in &group.records {
                let (name, owner) = (&record.name, &record.owner);
                prop_assert!(match &group.heading {
                    Heading::Service(service) => {
                        let base = format!("{}.{}.svc.cluster.local.", service.name, service.namespace);
                        owner.service.as_ref() == Some(service) && name.ends_with(&base)
                    }
                    Heading::Pods => owner.service.is_none() && name.ends_with(".pod.cluster.local."),
                    Heading::Reverse => name.ends_with(".arpa."),
                    Heading::Zone => !name.contains(".svc."),
                }, "{record} is not of {:?}", group.heading);
            }
        }
    }

    #[test]
    fn a_headless_service_has_the_addresses_of_its_ready_endpoints(plans in plan()) {
        let cluster = cluster(&plans);
        let zone = Zone::new(&cluster);
        for (key, _) in cluster.services.iter().filter(|(_, service)| is_headless(service)) {
            let name = format!("{}.{}.svc.cluster.local.", key.name, key.namespace);
            let answers = [RecordType::A, RecordType::Aaaa].map(|kind| zone.lookup(&name, kind));
            let found: BTreeSet<IpAddr> =
                answers.iter().flat_map(|answer| &answer.answer).filter_map(|record| record.data.ip()).collect();
            let endpoints = &cluster.endpoint_slices[key].endpoints;
            let ready: BTreeSet<IpAddr> = endpoints
                .iter()
                .filter(|endpoint| endpoint.conditions.ready != Some(false))
                .filter_map(|endpoint| endpoint.addresses[0].parse().ok())
                .collect();
            let status = if ready.is_empty() { Status::NxDomain } else { Status::NoError };
            prop_assert!(answers.iter().all(|answer| answer.status == status));
            prop_assert_eq!(found, ready);
        }
    }

    #[test]
    fn the_pods_of_a_headless_service_are_those_that_are_ready_or_published(
        pods in proptest::collection::vec((any::<bool>(), any::<bool>()), 0..6),
        is_published: bool,
    ) {
        let mut text = format!(
            "apiVersion: v1\nkind: Service\nmetadata: {{name: ring}}\nspec: {{clusterIP: None, selector: {{app: ring}}, \
             publishNotReadyAddresses: {is_published}, ports: [{{port: 80}}]}}\n"
        );
        let mut expected = BTreeSet::new();
        for (at, (is_selected, is_ready)) in pods.iter().enumerate() {
            let (app, ready) = (if *is_selected { "ring" } else { "other" }, if *is_ready { "True" } else { "False" });
            text.push_str(&format!(
                "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: pod-{at}, labels: {{app: {app}}}}}\n\
                 spec: {{containers: [{{name: web, image: nginx}}]}}\nstatus: {{phase: Running, podIP: 20.96.1.{at}, \
                 conditions: [{{type: Ready, status: \"{ready}\"}}]}}\n"
            ));
            expected.extend((*is_selected && (*is_ready || is_published)).then(|| format!("20.96.1.{at}")));
        }
        let simulation = Simulation::new(&text, &Options::default());
        let found = simulation.dig(None, "ring.default.svc.cluster.local", RecordType::A).expect("an answer");
        let found: BTreeSet<String> = found.answer.iter().map(|record| record.data.to_string()).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn any_name_has_an_answer(
        plans in plan(),
        name in "([a-z0-9*_-]{0,9}\\.){0,6}(web-0\\.ns-0\\.|20-96-0-1\\.ns-1\\.)?(svc\\.|pod\\.|\\PC)?(cluster\\.local|in-addr\\.arpa|ip6\\.arpa)?\\.?",
        number in 0..300u16,
    ) {
        let cluster = cluster(&plans);
        let zone = Zone::new(&cluster);
        let record_type = format!("TYPE{number}").parse().expect("a number");
        let found = dig(&zone, &Resolver::absolute(), &name, record_type);
        prop_assert!(found.answer.is_empty() || found.status == Status::NoError);
    }
}
