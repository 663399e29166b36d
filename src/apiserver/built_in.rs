//! What every cluster has: nodes, namespaces, `default/kubernetes`, and `kube-system/kube-dns` with a Pod behind it.

use super::allocation::Allocator;
use super::resource::Resource;
use super::validation::{Errors, is_ipv6, parse_sloppy};
use crate::api::{
    Condition, Container, ContainerPort, Endpoint, EndpointAddress, EndpointConditions, EndpointPort,
    EndpointSlice, EndpointSlicePort, EndpointSubset, Endpoints, IntOrString, Kind, Labels, Namespace, Node,
    NodeAddress, ObjectMeta, ObjectRef, Pod, PodSpec, Probe, ProbePort, Service, ServicePort, ServiceSpec,
    SmolStr, Taint, ToSmolStr, Toleration,
};
use crate::cluster::{Cluster, NamespacedName, Origin};

/// Namespaces that always exist.
const NAMESPACES: [&str; 4] = ["default", "kube-node-lease", "kube-public", "kube-system"];
const CONTROL_PLANE: &str = "node-role.kubernetes.io/control-plane";
const EXCLUDED_FROM_LOAD_BALANCERS: &str = "node.kubernetes.io/exclude-from-external-load-balancers";
/// The default nodes: name and last part of the addresses.
const NODES: [(&str, u8); 3] = [("control-plane", 30), ("worker-1", 31), ("worker-2", 32)];
/// Where the API server listens on control-plane nodes.
const API_SERVER_PORT: i32 = 6443;

/// The Services that the cluster has by itself, with their place in the service range. Their addresses are theirs
/// even where the text writes them without one.
const SERVICES: [(&str, &str, u128); 2] = [("default", "kubernetes", 1), ("kube-system", "kube-dns", 10)];

/// The place in the service range of one of the cluster's own Services.
pub fn position(metadata: &ObjectMeta) -> Option<u128> {
    let own = SERVICES.iter().find(|(namespace, name, _)| {
        metadata.name == *name && metadata.namespace.as_deref() == Some(*namespace)
    });
    own.map(|(_, _, position)| *position)
}

/// Adds those of the cluster's own Services that are not there and that nobody else is to give.
pub fn add_services(cluster: &mut Cluster, allocator: &mut Allocator, is_given: impl Fn(&str, &str) -> bool) {
    for (namespace, name, position) in SERVICES {
        let is_there = cluster.services.contains_key(&NamespacedName::new(namespace, name));
        if is_there || is_given(namespace, name) {
            continue;
        }
        let open = if name == "kubernetes" { kubernetes() } else { kube_dns() };
        let mut service = open.clone();
        service.spec.cluster_ip = allocator.well_known(position).map(|ip| ip.to_smolstr());
        service.set_defaults();
        let mut errors = Errors::default();
        let mut claim = allocator.claim(&mut service, &mut errors);
        // Somebody has its address: it gets one like everybody else.
        if !errors.is_empty() {
            service = open;
            service.set_defaults();
            claim = allocator.claim(&mut service, &mut Errors::default());
        }
        allocator.take(&service, &claim);
        add(cluster, service);
    }
}

/// Adds the other objects that the text does not give, and the namespaces of all.
pub fn add_rest(cluster: &mut Cluster) {
    if cluster.nodes.is_empty() {
        NODES
            .into_iter()
            .for_each(|(name, host)| add(cluster, node(name, host, &cluster.settings.pod_subnets)));
    }
    let has_pod = cluster.pods.contains_key(&NamespacedName::new("kube-system", "coredns"));
    if cluster.is_built_in(&ObjectRef::new(Kind::Service, "kube-system", "kube-dns")) && !has_pod {
        let node = control_plane(cluster).next().map(|node| node.metadata.name.clone());
        add(cluster, core_dns(node));
    }
    let own = NamespacedName::new("default", "kubernetes");
    if cluster.services.contains_key(&own) {
        let addresses = api_server_addresses(cluster);
        if !cluster.endpoints.contains_key(&own) {
            add(cluster, kubernetes_endpoints(&addresses));
        }
        if !cluster.endpoint_slices.contains_key(&own) {
            add(cluster, kubernetes_slice(&addresses));
        }
    }
    add_namespaces(cluster);
}

/// The system's namespaces, and each that an object names.
fn add_namespaces(cluster: &mut Cluster) {
    for name in NAMESPACES {
        if !cluster.namespaces.contains_key(name) {
            add(cluster, namespace(name));
        }
    }
    let named: Vec<SmolStr> = cluster.origins.keys().map(|object| object.namespace.clone()).collect();
    for name in named {
        if !name.is_empty() && !cluster.namespaces.contains_key(&name) {
            let mut made = namespace(&name);
            made.set_defaults();
            made.store(cluster);
        }
    }
}

fn add<T: Resource>(cluster: &mut Cluster, mut object: T) {
    object.set_defaults();
    let metadata = object.metadata_mut();
    let namespace = metadata.namespace.clone().unwrap_or_default();
    cluster.origins.insert(ObjectRef::new(T::KIND, namespace, metadata.name.clone()), Origin::BuiltIn);
    object.store(cluster);
}

fn metadata(namespace: &str, name: &str, labels: &[(&str, &str)]) -> ObjectMeta {
    ObjectMeta {
        name: name.into(),
        namespace: Some(SmolStr::from(namespace)).filter(|namespace| !namespace.is_empty()),
        labels: self::labels(labels).into(),
        ..ObjectMeta::default()
    }
}

fn labels(labels: &[(&str, &str)]) -> Labels {
    labels.iter().map(|&(key, value)| (key.into(), value.into())).collect()
}

fn namespace(name: &str) -> Namespace {
    Namespace { metadata: metadata("", name, &[]), ..Namespace::default() }
}

/// A node as kubeadm sets it up, with an address of each family that Pods have.
fn node(name: &str, host: u8, pod_subnets: &[ipnet::IpNet]) -> Node {
    let mut node = Node {
        metadata: metadata(
            "",
            name,
            &[
                ("kubernetes.io/hostname", name),
                ("kubernetes.io/os", "linux"),
                ("kubernetes.io/arch", "amd64"),
                ("beta.kubernetes.io/os", "linux"),
                ("beta.kubernetes.io/arch", "amd64"),
            ],
        ),
        ..Node::default()
    };
    if name == "control-plane" {
        // kubeadm's mark-control-plane phase.
        for label in [CONTROL_PLANE, EXCLUDED_FROM_LOAD_BALANCERS] {
            node.metadata.labels.insert(label.into(), SmolStr::default());
        }
        let taint = Taint { key: CONTROL_PLANE.into(), value: None, effect: "NoSchedule".into() };
        node.spec.taints.push(taint);
    }
    let address = |r#type: &str, address: SmolStr| NodeAddress { r#type: r#type.into(), address };
    for subnet in pod_subnets {
        let ip = match subnet {
            ipnet::IpNet::V4(_) => format!("192.168.56.{host}"),
            ipnet::IpNet::V6(_) => format!("fd00:192:168:56::{host}"),
        };
        node.status.addresses.push(address("InternalIP", ip.into()));
    }
    node.status.addresses.push(address("Hostname", name.into()));
    node.status.conditions.push(Condition {
        r#type: "Ready".into(),
        status: "True".into(),
        reason: Some("KubeletReady".into()),
        message: Some("kubelet is posting ready status".into()),
        last_transition_time: None,
    });
    node
}

fn control_plane(cluster: &Cluster) -> impl Iterator<Item = &Node> {
    cluster.nodes.values().filter(|node| node.metadata.labels.contains_key(CONTROL_PLANE))
}

/// Where the API server is reached, in the family of the Service: the control-plane nodes. Where the text gives
/// nodes but none of these, somebody else runs the control plane, beside the nodes.
fn api_server_addresses(cluster: &Cluster) -> Vec<SmolStr> {
    let wants_ipv6 = cluster.settings.service_subnets.first().is_some_and(|net| net.addr().is_ipv6());
    let fits = |address: &&NodeAddress| {
        let ip = parse_sloppy(&address.address);
        address.r#type == "InternalIP" && ip.is_some_and(|ip| is_ipv6(ip) == wants_ipv6)
    };
    let mut addresses: Vec<SmolStr> = control_plane(cluster)
        .filter_map(|node| node.status.addresses.iter().find(fits))
        .map(|address| address.address.clone())
        .collect();
    if addresses.is_empty() {
        let own = if wants_ipv6 { "fd00:192:168:56::30" } else { "192.168.56.30" };
        addresses.push(own.into());
    }
    addresses.sort();
    addresses
}

fn service_port(name: &str, port: i32, protocol: &str, target: i32) -> ServicePort {
    ServicePort {
        name: Some(name.into()),
        protocol: Some(protocol.into()),
        port,
        target_port: Some(IntOrString::Int(target)),
        ..ServicePort::default()
    }
}

fn kubernetes() -> Service {
    Service {
        metadata: metadata(
            "default",
            "kubernetes",
            &[("component", "apiserver"), ("provider", "kubernetes")],
        ),
        spec: ServiceSpec {
            ports: vec![service_port("https", 443, "TCP", API_SERVER_PORT)],
            ..ServiceSpec::default()
        },
        ..Service::default()
    }
}

fn kubernetes_endpoints(addresses: &[SmolStr]) -> Endpoints {
    let address = |ip: &SmolStr| EndpointAddress { ip: ip.clone(), ..EndpointAddress::default() };
    let port = EndpointPort { name: Some("https".into()), port: API_SERVER_PORT, ..EndpointPort::default() };
    let mut endpoints = Endpoints { metadata: metadata("default", "kubernetes", &[]), subsets: Vec::new() };
    // The API server keeps the slice itself, so nobody mirrors these.
    endpoints.metadata.labels = labels(&[("endpointslice.kubernetes.io/skip-mirror", "true")]).into();
    endpoints.subsets.push(EndpointSubset {
        addresses: addresses.iter().map(address).collect(),
        ports: vec![port],
        ..EndpointSubset::default()
    });
    endpoints
}

fn kubernetes_slice(addresses: &[SmolStr]) -> EndpointSlice {
    let endpoint = |ip: &SmolStr| Endpoint {
        addresses: vec![ip.clone()],
        conditions: EndpointConditions { ready: Some(true), ..EndpointConditions::default() },
        ..Endpoint::default()
    };
    let is_ipv6 = addresses.first().and_then(|ip| parse_sloppy(ip)).is_some_and(is_ipv6);
    EndpointSlice {
        metadata: metadata("default", "kubernetes", &[("kubernetes.io/service-name", "kubernetes")]),
        address_type: if is_ipv6 { "IPv6" } else { "IPv4" }.into(),
        endpoints: addresses.iter().map(endpoint).collect(),
        ports: vec![EndpointSlicePort {
            name: Some("https".into()),
            port: Some(API_SERVER_PORT),
            ..EndpointSlicePort::default()
        }],
    }
}

fn kube_dns() -> Service {
    Service {
        metadata: metadata(
            "kube-system",
            "kube-dns",
            &[
                ("k8s-app", "kube-dns"),
                ("kubernetes.io/cluster-service", "true"),
                ("kubernetes.io/name", "CoreDNS"),
            ],
        ),
        spec: ServiceSpec {
            selector: labels(&[("k8s-app", "kube-dns")]),
            ports: vec![
                service_port("dns", 53, "UDP", 53),
                service_port("dns-tcp", 53, "TCP", 53),
                service_port("metrics", 9153, "TCP", 9153),
            ],
            ..ServiceSpec::default()
        },
        ..Service::default()
    }
}

/// CoreDNS. It bears the control plane's taint and runs there if it can, out of the way of the text's own Pods.
fn core_dns(node: Option<SmolStr>) -> Pod {
    let port = |name: &str, number: i32, protocol: &str| ContainerPort {
        name: Some(name.into()),
        container_port: number,
        protocol: Some(protocol.into()),
        ..ContainerPort::default()
    };
    let ready =
        ProbePort { port: Some(IntOrString::Int(8181)), path: Some("/ready".into()), ..ProbePort::default() };
    let toleration = |key: &str, operator: &str, effect: Option<&str>| Toleration {
        key: Some(key.into()),
        operator: Some(operator.into()),
        effect: effect.map(SmolStr::from),
        ..Toleration::default()
    };
    Pod {
        metadata: metadata("kube-system", "coredns", &[("k8s-app", "kube-dns")]),
        spec: PodSpec {
            containers: vec![Container {
                name: "coredns".into(),
                image: Some("registry.k8s.io/coredns/coredns:v1.14.1".into()),
                ports: vec![port("dns", 53, "UDP"), port("dns-tcp", 53, "TCP"), port("metrics", 9153, "TCP")],
                readiness_probe: Some(Probe { http_get: Some(ready), ..Probe::default() }),
                ..Container::default()
            }]
            .into(),
            node_name: node,
            dns_policy: Some("Default".into()),
            priority_class_name: Some("system-cluster-critical".into()),
            service_account_name: Some("coredns".into()),
            tolerations: vec![
                toleration("CriticalAddonsOnly", "Exists", None),
                toleration(CONTROL_PLANE, "Exists", Some("NoSchedule")),
            ]
            .into(),
            ..PodSpec::default()
        },
        ..Pod::default()
    }
}
