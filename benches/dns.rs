//! The zone of a big cluster: 10,000 Services, half of them headless, with 15 ready endpoints each.
//!
//! `cargo bench --bench dns`

use divan::{Bencher, black_box};
use svclab::api::{
    Endpoint, EndpointSlice, EndpointSlicePort, ObjectMeta, ObjectReference, Pod, PodIp, Service, ServicePort,
};
use svclab::cluster::{Cluster, NamespacedName};
use svclab::coredns::{RecordType, Resolver, Zone, dig};

const SERVICES: u32 = 10_000;
const ENDPOINTS: u32 = 15;
const NAMESPACES: u32 = 50;

fn main() {
    divan::main();
}

fn metadata(namespace: &str, name: String) -> ObjectMeta {
    ObjectMeta { name: name.into(), namespace: Some(namespace.into()), ..ObjectMeta::default() }
}

fn cluster() -> Cluster {
    let mut cluster = Cluster::default();
    for at in 0..SERVICES {
        let namespace = format!("ns-{}", at % NAMESPACES);
        let name = format!("web-{at}");
        cluster.namespaces.entry(namespace.clone().into()).or_default();
        let mut service = Service { metadata: metadata(&namespace, name.clone()), ..Service::default() };
        let address = format!("10.{}.{}.{}", 96 + (at >> 16), (at >> 8) & 255, at & 255);
        let address = if at % 2 == 0 { "None".to_owned() } else { address };
        service.spec.cluster_ips = vec![address.clone().into()];
        service.spec.cluster_ip = Some(address.into());
        service.spec.ports =
            vec![ServicePort { name: Some("http".into()), port: 80, ..ServicePort::default() }];
        cluster.services.insert(NamespacedName::of(&service.metadata), service);

        let mut slice = EndpointSlice {
            metadata: metadata(&namespace, format!("{name}-slice")),
            address_type: "IPv4".into(),
            ports: vec![EndpointSlicePort {
                name: Some("http".into()),
                port: Some(8080),
                ..EndpointSlicePort::default()
            }],
            endpoints: Vec::new(),
        };
        slice.metadata.labels.insert("kubernetes.io/service-name".into(), name.clone().into());
        for which in 0..ENDPOINTS {
            let ip = u32::from_be_bytes([20, 96, 0, 0]) + at * ENDPOINTS + which;
            let ip = std::net::Ipv4Addr::from(ip).to_string();
            let mut pod = Pod { metadata: metadata(&namespace, format!("{name}-{which}")), ..Pod::default() };
            pod.status.pod_ips = vec![PodIp { ip: ip.clone().into() }].into();
            slice.endpoints.push(Endpoint {
                addresses: vec![ip.into()],
                target_ref: Some(
                    ObjectReference {
                        kind: Some("Pod".into()),
                        namespace: Some(namespace.clone().into()),
                        name: Some(pod.metadata.name.clone()),
                        ..ObjectReference::default()
                    }
                    .into(),
                ),
                ..Endpoint::default()
            });
            cluster.pods.insert(NamespacedName::of(&pod.metadata), pod);
        }
        cluster.endpoint_slices.insert(NamespacedName::of(&slice.metadata), slice);
    }
    cluster
}

#[divan::bench(sample_count = 10)]
fn build(bencher: Bencher<'_, '_>) {
    let cluster = cluster();
    bencher.bench_local(|| Zone::new(&cluster));
}

#[divan::bench(args = [
    ("web-7001.ns-1.svc.cluster.local.", "A"),
    ("web-7000.ns-0.svc.cluster.local.", "A"),
    ("_http._tcp.web-7000.ns-0.svc.cluster.local.", "SRV"),
    ("20-97-154-40.web-7000.ns-0.svc.cluster.local.", "A"),
    ("40.154.97.20.in-addr.arpa.", "PTR"),
    ("gone.ns-0.svc.cluster.local.", "A"),
])]
fn lookup(bencher: Bencher<'_, '_>, (name, record_type): (&str, &str)) {
    let cluster = cluster();
    let zone = Zone::new(&cluster);
    let record_type: RecordType = record_type.parse().expect("a record type");
    bencher.bench_local(|| zone.lookup(black_box(name), record_type));
}

#[divan::bench]
fn search(bencher: Bencher<'_, '_>) {
    let cluster = cluster();
    let zone = Zone::new(&cluster);
    let pod = &cluster.pods[&NamespacedName::new("ns-0", "web-7000-0")];
    let resolver = Resolver::for_pod(&cluster, pod);
    bencher.bench_local(|| dig(&zone, &resolver, black_box("example.com"), RecordType::A));
}

#[divan::bench(sample_count = 10)]
fn records(bencher: Bencher<'_, '_>) {
    let cluster = cluster();
    let zone = Zone::new(&cluster);
    bencher.bench_local(|| zone.records().len());
}
