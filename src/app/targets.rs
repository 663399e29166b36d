//! Who may ask and what may be asked for, from what there is in a cluster.

use std::net::IpAddr;

use svclab::api::{Kind, ObjectRef, Pod, Service, ServicePort};
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
    let mut groups: Vec<TargetGroup> = cluster
        .services
        .iter()
        .filter_map(|(name, service)| {
            let reference = ObjectRef::new(Kind::Service, name.namespace.clone(), name.name.clone());
            let targets = ways_to(cluster, name, service, client);
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

/// What a way to a Service is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Name,
    ClusterIp,
    NodePort,
    LoadBalancer,
    ExternalIp,
}

/// The ways to a Service; those first that were made for such a client.
fn ways_to(cluster: &Cluster, name: &NamespacedName, service: &Service, client: &str) -> Vec<Choice> {
    let mut ways = name_of(name, service, client);
    for port in &service.spec.ports {
        let number = port.port;
        for ip in cluster_ips(service) {
            let label = message!("{ip}:{port}, its cluster IP", ip = ip, port = number);
            ways.push((Way::ClusterIp, choice(&bracketed(ip), number, port, label)));
        }
        for ip in ingress(service) {
            let label = message!("{ip}:{port}, its load balancer", ip = ip, port = number);
            ways.push((Way::LoadBalancer, choice(&bracketed(ip), number, port, label)));
        }
        for ip in service.spec.external_ips.iter().filter_map(|ip| ip.parse::<IpAddr>().ok()) {
            let label = message!("{ip}:{port}, its external IP", ip = ip, port = number);
            ways.push((Way::ExternalIp, choice(&bracketed(ip), number, port, label)));
        }
        let Some(number) = port.node_port else { continue };
        for (node, ip) in node_addresses(cluster) {
            let label = message!("{ip}:{port}, its port on {node}", ip = ip, port = number, node = node);
            ways.push((Way::NodePort, choice(&bracketed(ip), number, port, label)));
        }
    }
    let made_for = match client {
        "internet" => Way::LoadBalancer,
        "lan" => Way::NodePort,
        _ => Way::Name,
    };
    ways.sort_by_key(|(way, _)| *way != made_for);
    ways.into_iter().map(|(_, choice)| choice).collect()
}

/// The name of a Service on each of its ports. Only a Pod's resolver knows the names of the cluster.
fn name_of(name: &NamespacedName, service: &Service, client: &str) -> Vec<(Way, Choice)> {
    let Some((namespace, _)) = client.strip_prefix("pod:").and_then(|pod| pod.split_once('/')) else {
        return Vec::new();
    };
    let host = match namespace == name.namespace {
        true => name.name.clone(),
        false => format!("{}.{}", name.name, name.namespace),
    };
    if service_type(service) == ServiceType::ExternalName {
        let label = message!("{name}, its name", name = host);
        return vec![(Way::Name, Choice { value: format!("{host}:{HTTPS}"), label })];
    }
    let on_port = |port: &ServicePort| {
        let label = message!("{name}:{port}, its name", name = host, port = port.port);
        (Way::Name, choice(&host, port.port, port, label))
    };
    service.spec.ports.iter().map(on_port).collect()
}

fn choice(host: &str, number: i32, port: &ServicePort, label: Message) -> Choice {
    let protocol = port.protocol.as_deref().filter(|protocol| *protocol != "TCP");
    let protocol = protocol.map(|protocol| format!("/{protocol}")).unwrap_or_default();
    Choice { value: format!("{host}:{number}{protocol}"), label }
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
