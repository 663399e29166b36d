//! Who may ask and what may be asked for, from what there is in a cluster.

use std::net::IpAddr;

use svclab::api::{Kind, ObjectRef, Pod, Service};
use svclab::cluster::{Cluster, NamespacedName, ServiceType, cluster_ips, service_type};
use svclab::message;
use svclab::message::Message;

/// One possible end of a connection.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// In the words of the command line.
    pub value: String,
    /// What it is.
    pub label: Message,
}

/// The ways to a Service, or the addresses of the Pods.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetGroup {
    /// The Service; none for the Pods.
    pub service: Option<ObjectRef>,
    /// The ways.
    pub targets: Vec<Choice>,
}

/// How many Pods are offered: a longer list helps nobody to choose.
const MOST_PODS: usize = 200;
/// The port that is tried where a name has none of its own.
const HTTPS: u16 = 443;

/// Pods that the person wrote or a workload made, then nodes, then those outside.
pub fn clients(cluster: &Cluster) -> Vec<Choice> {
    let pods = pods(cluster).take(MOST_PODS).map(|(name, _)| Choice {
        value: format!("pod:{name}"),
        label: message!("Pod {pod}", pod = short(name)),
    });
    let nodes = cluster
        .nodes
        .keys()
        .map(|name| Choice { value: format!("node:{name}"), label: message!("Node {node}", node = name) });
    let outside = [
        Choice { value: "lan".into(), label: message!("A host on the nodes' network") },
        Choice { value: "internet".into(), label: message!("Anyone on the internet") },
    ];
    pods.chain(nodes).chain(outside).collect()
}

/// The client to begin with: rather a Pod that no Service leads to.
pub fn first_client(cluster: &Cluster) -> Option<String> {
    let is_behind = |name: &NamespacedName, pod: &Pod| {
        cluster.services.iter().any(|(service, it)| {
            let selector = &it.spec.selector;
            let has = |(key, value)| pod.metadata.labels.get(key) == Some(value);
            service.namespace == name.namespace && !selector.is_empty() && selector.iter().all(has)
        })
    };
    let free = pods(cluster).take(MOST_PODS).find(|(name, pod)| !is_behind(name, pod));
    free.or(pods(cluster).next()).map(|(name, _)| format!("pod:{name}"))
}

/// What a client may want to reach, Service by Service.
pub fn targets(cluster: &Cluster, client: &str) -> Vec<TargetGroup> {
    let namespace =
        client.strip_prefix("pod:").and_then(|pod| pod.split_once('/')).map(|(namespace, _)| namespace);
    let mut groups: Vec<TargetGroup> = cluster
        .services
        .iter()
        .filter_map(|(name, service)| {
            let reference = ObjectRef::new(Kind::Service, name.namespace.clone(), name.name.clone());
            let targets = ways_to(cluster, name, service, namespace);
            (!cluster.is_built_in(&reference) && !targets.is_empty())
                .then_some(TargetGroup { service: Some(reference), targets })
        })
        .collect();
    let pods: Vec<Choice> =
        pods(cluster).take(MOST_PODS).filter_map(|(name, pod)| straight_to(name, pod)).collect();
    if !pods.is_empty() {
        groups.push(TargetGroup { service: None, targets: pods });
    }
    groups
}

fn ways_to(
    cluster: &Cluster,
    name: &NamespacedName,
    service: &Service,
    namespace: Option<&str>,
) -> Vec<Choice> {
    let mut ways = Vec::new();
    let mut add = |host: &str, port: i32, protocol: Option<&str>, label: Message| {
        let protocol =
            protocol.filter(|protocol| *protocol != "TCP").map(|it| format!("/{it}")).unwrap_or_default();
        ways.push(Choice { value: format!("{host}:{port}{protocol}"), label });
    };
    // Only a Pod's resolver knows the names of the cluster.
    let host = namespace.map(|namespace| match namespace == name.namespace {
        true => name.name.clone(),
        false => format!("{}.{}", name.name, name.namespace),
    });
    if let Some(host) = host.as_deref().filter(|_| service_type(service) == ServiceType::ExternalName) {
        add(host, i32::from(HTTPS), None, message!("{name}, its name", name = host));
    }
    let ips = cluster_ips(service);
    for port in &service.spec.ports {
        let protocol = port.protocol.as_deref();
        if let Some(host) = host.as_deref().filter(|_| service_type(service) != ServiceType::ExternalName) {
            add(
                host,
                port.port,
                protocol,
                message!("{name}:{port}, its name", name = host, port = port.port),
            );
        }
        for ip in &ips {
            add(
                &bracketed(*ip),
                port.port,
                protocol,
                message!("{ip}:{port}, its cluster IP", ip = ip, port = port.port),
            );
        }
        for ip in ingress(service) {
            add(
                &bracketed(ip),
                port.port,
                protocol,
                message!("{ip}:{port}, its load balancer", ip = ip, port = port.port),
            );
        }
        for ip in service.spec.external_ips.iter().filter_map(|ip| ip.parse().ok()) {
            add(
                &bracketed(ip),
                port.port,
                protocol,
                message!("{ip}:{port}, its external IP", ip = ip, port = port.port),
            );
        }
        for (node, ip) in port.node_port.iter().flat_map(|_| node_addresses(cluster)) {
            let number = port.node_port.unwrap_or_default();
            let label = message!("{ip}:{port}, its port on {node}", ip = ip, port = number, node = node);
            add(&bracketed(ip), number, protocol, label);
        }
    }
    ways
}

fn straight_to(name: &NamespacedName, pod: &Pod) -> Option<Choice> {
    let ip: IpAddr = pod.status.pod_ip.as_ref()?.parse().ok()?;
    let port = pod.spec.containers.iter().flat_map(|container| &container.ports).next()?.container_port;
    let value = format!("{}:{port}", bracketed(ip));
    Some(Choice { value, label: message!("{ip}:{port}, Pod {pod}", ip = ip, port = port, pod = short(name)) })
}

fn pods(cluster: &Cluster) -> impl Iterator<Item = (&NamespacedName, &Pod)> {
    cluster.pods.iter().filter(|(name, _)| {
        !cluster.is_built_in(&ObjectRef::new(Kind::Pod, name.namespace.clone(), name.name.clone()))
    })
}

fn ingress(service: &Service) -> impl Iterator<Item = IpAddr> {
    service.status.load_balancer.ingress.iter().filter_map(|ingress| ingress.ip.as_ref()?.parse().ok())
}

/// The first internal address of each node.
fn node_addresses(cluster: &Cluster) -> impl Iterator<Item = (&String, IpAddr)> {
    cluster.nodes.iter().filter_map(|(name, node)| {
        let internal = node.status.addresses.iter().find(|address| address.r#type == "InternalIP")?;
        Some((name, internal.address.parse().ok()?))
    })
}

fn short(name: &NamespacedName) -> String {
    if name.namespace == "default" { name.name.clone() } else { name.to_string() }
}

fn bracketed(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    }
}
