//! Who may ask and what may be asked for, from what there is in a cluster.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};

use svclab::api::{
    Endpoint, EndpointSlice, IntOrString, Kind, ObjectRef, Pod, Service, ServicePort, SmolStr,
};
use svclab::cluster::{
    Cluster, NamespacedName, SERVICE_NAME_LABEL, ServiceType, cluster_ips, is_headless, service_type,
    target_port,
};
use svclab::locale::Language;
use svclab::text;

/// One possible end of a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Names the choice; it stays the same when a number in the text changes.
    pub key: String,
    /// In the words of the command line.
    pub value: String,
    /// What the reader chooses by.
    pub label: Label,
}

/// What a reader chooses by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A name or an address.
    Name(String),
    /// A text of the page.
    Text(&'static str),
}

impl Label {
    /// In a language.
    pub fn say(&self, language: Language) -> String {
        match self {
            Label::Name(name) => name.clone(),
            Label::Text(text) => language.text(text).to_owned(),
        }
    }
}

/// Choices of one sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they are.
    pub title: &'static str,
    /// Never empty.
    pub choices: Vec<Choice>,
}

/// What a target belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A Service.
    Service(NamespacedName),
    /// The Pods, by their own addresses.
    Pods,
    /// Hosts outside the cluster that Services lead to.
    Hosts,
}

/// How many Pods, Services and hosts are offered: a longer list helps nobody to choose.
const MOST: usize = 200;
/// How many nodes are offered for one port. Any other can be written.
const MOST_NODES: usize = 6;
/// The port that is tried where a name has none of its own.
const HTTPS: u16 = 443;

/// Pods that the person wrote or a workload made, then nodes, then those outside.
pub fn clients(cluster: &Cluster) -> Vec<Group> {
    let same = |value: String, label: Label| Choice { key: value.clone(), value, label };
    let pods =
        pods(cluster).take(MOST).map(|(name, _)| same(format!("pod:{name}"), Label::Name(short(name))));
    let nodes = cluster
        .nodes
        .keys()
        .take(MOST)
        .map(|name| same(format!("node:{name}"), Label::Name(name.to_string())));
    let outside =
        [("lan", text!("A host on the nodes' network")), ("internet", text!("Anyone on the internet"))];
    let outside = outside.map(|(value, label)| same(value.to_owned(), Label::Text(label)));
    groups([
        (text!("Pods"), pods.collect()),
        (text!("Nodes"), nodes.collect()),
        (text!("Outside the cluster"), outside.to_vec()),
    ])
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
    let free = pods(cluster).take(MOST).find(|(name, pod)| !is_behind(name, pod));
    free.or(pods(cluster).next()).map(|(name, _)| format!("pod:{name}"))
}

/// The Services that are not every cluster's own.
pub fn services(cluster: &Cluster) -> impl Iterator<Item = &NamespacedName> {
    let is_own = |name: &&NamespacedName| !is_built_in(cluster, Kind::Service, name);
    cluster.services.keys().filter(is_own).take(MOST)
}

/// The ways to a destination; those first that were made for such a client.
pub fn ways(cluster: &Cluster, destination: &Destination, client: &str) -> Vec<Group> {
    match destination {
        Destination::Service(name) => match cluster.services.get(name) {
            Some(service) => ways_to(cluster, name, service, client),
            None => Vec::new(),
        },
        Destination::Pods => groups([(text!("Pods"), pod_addresses(cluster))]),
        Destination::Hosts => groups([(text!("Hosts"), host_addresses(cluster))]),
    }
}

fn ways_to(cluster: &Cluster, name: &NamespacedName, service: &Service, client: &str) -> Vec<Group> {
    let ports = || service.spec.ports.iter().enumerate();
    let at_addresses = |kind: &str, addresses: Vec<IpAddr>| {
        let at = |(number, port): (usize, &ServicePort)| {
            let at_ip = |(place, ip): (usize, &IpAddr)| {
                let key = format!("{kind}/{number}/{place}");
                choice(key, &bracketed(*ip), port.port, port, None)
            };
            addresses.iter().enumerate().map(at_ip).collect::<Vec<_>>()
        };
        ports().flat_map(at).collect::<Vec<_>>()
    };
    let node_ports = ports().filter_map(|(number, port)| Some((number, port, port.node_port?)));
    let node_ports = node_ports.flat_map(|(number, port, node_port)| {
        node_addresses(cluster).take(MOST_NODES).map(move |(node, ip)| {
            choice(format!("node-port/{number}/{node}"), &bracketed(ip), node_port, port, Some(node))
        })
    });
    let external = service.spec.external_ips.iter().filter_map(|ip| ip.parse().ok()).collect();
    let mut groups = groups([
        (text!("Name"), names(cluster, name, service, client)),
        (text!("Cluster IP"), at_addresses("cluster-ip", cluster_ips(service))),
        (text!("Load balancer"), at_addresses("load-balancer", ingress(service).collect())),
        (text!("External IP"), at_addresses("external-ip", external)),
        (text!("Node port"), node_ports.collect()),
    ]);
    let made_for = match client.split(':').next() {
        Some("internet") => "Load balancer",
        Some("lan") => "Node port",
        _ => "Name",
    };
    groups.sort_by_key(|group| group.title != made_for);
    groups
}

/// The names of a Service on each of its ports, and those of its Pods if they have any. Only a Pod's resolver knows the
/// names of the cluster.
fn names(cluster: &Cluster, name: &NamespacedName, service: &Service, client: &str) -> Vec<Choice> {
    let Some((namespace, _)) = client.strip_prefix("pod:").and_then(|pod| pod.split_once('/')) else {
        return Vec::new();
    };
    let host = match namespace == name.namespace {
        true => name.name.to_string(),
        false => format!("{}.{}", name.name, name.namespace),
    };
    if service_type(service) == ServiceType::ExternalName {
        let value = format!("{host}:{HTTPS}");
        return vec![Choice { key: "name/0".to_owned(), label: Label::Name(value.clone()), value }];
    }
    let mut names = Vec::new();
    for (number, port) in service.spec.ports.iter().enumerate() {
        let at = port_of_name(service, port);
        names.push(choice(format!("name/{number}"), &host, at, port, None));
        for pod in pod_names(cluster, name) {
            let key = format!("name/{number}/{pod}");
            names.push(choice(key, &format!("{pod}.{host}"), at, port, None));
        }
    }
    names
}

/// The port that clients of a name ask for. Nothing translates it on the way to a headless Service's Pods.
fn port_of_name(service: &Service, port: &ServicePort) -> i32 {
    match target_port(port) {
        IntOrString::Int(number) if is_headless(service) => number,
        _ => port.port,
    }
}

/// The host names of the Pods behind a Service.
fn pod_names(cluster: &Cluster, service: &NamespacedName) -> BTreeSet<SmolStr> {
    let endpoints =
        slices(cluster).filter(|(name, _)| name == service).flat_map(|(_, slice)| &slice.endpoints);
    endpoints.filter_map(|endpoint| endpoint.hostname.clone()).take(MOST_NODES).collect()
}

/// The EndpointSlices, each with its Service.
fn slices(cluster: &Cluster) -> impl Iterator<Item = (NamespacedName, &EndpointSlice)> {
    cluster.endpoint_slices.iter().filter_map(|(name, slice)| {
        let service = slice.metadata.labels.get(SERVICE_NAME_LABEL)?;
        Some((NamespacedName::new(name.namespace.clone(), service.clone()), slice))
    })
}

fn pod_addresses(cluster: &Cluster) -> Vec<Choice> {
    let addresses = pods(cluster).take(MOST).flat_map(|(name, pod)| {
        let port = pod.spec.containers.iter().flat_map(|container| &container.ports).next();
        let ips = pod.status.pod_ips.iter().filter_map(|ip| ip.ip.parse::<IpAddr>().ok());
        ips.enumerate().filter_map(move |(place, ip)| {
            let port = port?;
            let value = with_protocol(format!("{}:{}", bracketed(ip), port.container_port), &port.protocol);
            let label = Label::Name(format!("{value}, {}", short(name)));
            Some(Choice { key: format!("pod/{name}/{place}"), label, value })
        })
    });
    addresses.collect()
}

/// The endpoints that are no Pods.
fn host_addresses(cluster: &Cluster) -> Vec<Choice> {
    let mut hosts = Vec::new();
    let is_own = |service: &NamespacedName| !is_built_in(cluster, Kind::Service, service);
    for (_, slice) in slices(cluster).filter(|(service, _)| is_own(service)) {
        let is_host = |endpoint: &&Endpoint| endpoint.target_ref.is_none();
        let addresses = slice.endpoints.iter().filter(is_host).flat_map(|endpoint| &endpoint.addresses);
        for ip in addresses.filter_map(|ip| ip.parse::<IpAddr>().ok()) {
            for port in &slice.ports {
                let Some(number) = port.port.and_then(|port| u16::try_from(port).ok()) else { continue };
                let value = with_protocol(SocketAddr::new(ip, number).to_string(), &port.protocol);
                hosts.push(Choice { key: value.clone(), label: Label::Name(value.clone()), value });
            }
        }
    }
    hosts.truncate(MOST);
    hosts
}

fn choice(key: String, host: &str, number: i32, port: &ServicePort, node: Option<&SmolStr>) -> Choice {
    let value = with_protocol(format!("{host}:{number}"), &port.protocol);
    let label = [Some(value.as_str()), port.name.as_deref(), node.map(SmolStr::as_str)];
    let label: Vec<&str> = label.into_iter().flatten().collect();
    Choice { key, label: Label::Name(label.join(", ")), value }
}

fn with_protocol(address: String, protocol: &Option<SmolStr>) -> String {
    match protocol.as_deref() {
        None | Some("TCP") => address,
        Some(protocol) => format!("{address}/{protocol}"),
    }
}

fn groups<const N: usize>(groups: [(&'static str, Vec<Choice>); N]) -> Vec<Group> {
    let filled = groups.into_iter().filter(|(_, choices)| !choices.is_empty());
    filled.map(|(title, choices)| Group { title, choices }).collect()
}

fn pods(cluster: &Cluster) -> impl Iterator<Item = (&NamespacedName, &Pod)> {
    cluster.pods.iter().filter(|(name, _)| !is_built_in(cluster, Kind::Pod, name))
}

fn is_built_in(cluster: &Cluster, kind: Kind, name: &NamespacedName) -> bool {
    cluster.is_built_in(&ObjectRef::new(kind, name.namespace.clone(), name.name.clone()))
}

fn ingress(service: &Service) -> impl Iterator<Item = IpAddr> {
    service.status.load_balancer.ingress.iter().filter_map(|ingress| ingress.ip.as_ref()?.parse().ok())
}

/// The first internal address of each node.
fn node_addresses(cluster: &Cluster) -> impl Iterator<Item = (&SmolStr, IpAddr)> {
    cluster.nodes.iter().filter_map(|(name, node)| {
        let internal = node.status.addresses.iter().find(|address| address.r#type == "InternalIP")?;
        Some((name, internal.address.parse().ok()?))
    })
}

/// A name without the namespace that most have.
pub fn short(name: &NamespacedName) -> String {
    if name.namespace == "default" { name.name.to_string() } else { name.to_string() }
}

fn bracketed(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    }
}
