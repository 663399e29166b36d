//! The resolver of a Pod: the `resolv.conf` that the kubelet writes (pkg/kubelet/network/dns/dns.go).

use std::net::IpAddr;

use super::answer::{Answer, Status};
use super::record::RecordType;
use super::zone::{Zone, coredns_pods, pod_ips};
use crate::api::{Pod, PodSpec, SmolStr};
use crate::cluster::{Cluster, NamespacedName, cluster_ips};

/// Without the option, a name with one dot is tried as it is first (resolv.conf(5)).
const DEFAULT_NDOTS: u32 = 1;
/// What the kubelet sets for Pods that use the cluster's DNS.
const CLUSTER_NDOTS: u32 = 5;
/// glibc's `RES_MAXNDOTS`.
const MAX_NDOTS: u32 = 15;
const MAX_NAMESERVERS: usize = 3;
const MAX_SEARCH_PATHS: usize = 32;
const MAX_SEARCH_LIST_CHARS: usize = 2048;
const MAX_SEARCH_CHARS: usize = 253;

/// Who is asked, and which names are tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolver {
    /// The servers, in order. A later one is asked only when those before it do not answer at all. Empty where the
    /// server is the node's own, outside the cluster.
    pub nameservers: Vec<String>,
    /// Domains that are put behind a name, in order.
    pub searches: Vec<String>,
    /// A name with at least so many dots is tried as it is first.
    pub ndots: u32,
    /// Whose server the first one is.
    pub server: Server,
}

/// Whose server a resolver asks, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Server {
    /// The cluster's DNS.
    Cluster,
    /// The node's, because the Pod is on the host network and its policy is `ClusterFirst`.
    NodeByHostNetwork,
    /// The node's, because the Pod's policy is `Default`.
    NodeByPolicy,
    /// The first `nameserver` of a Pod whose policy is `None`.
    Foreign(String),
    /// That of a node, or of a host outside the cluster.
    Host,
}

impl Resolver {
    /// The resolver in a Pod's containers.
    pub fn for_pod(cluster: &Cluster, pod: &Pod) -> Self {
        let namespace = pod.metadata.namespace.as_deref().unwrap_or("default");
        Resolver::for_spec(cluster, namespace, &pod.spec)
    }

    /// The resolver in the containers of Pods with this spec.
    pub fn for_spec(cluster: &Cluster, namespace: &str, spec: &PodSpec) -> Self {
        let mut resolver = match spec.dns_policy.as_deref() {
            Some("None") => Resolver::asking(Server::Foreign(String::new())),
            Some("Default") => Resolver::asking(Server::NodeByPolicy),
            Some("ClusterFirstWithHostNet") => Resolver::cluster_first(cluster, namespace),
            // getPodDNSType: on the host network, ClusterFirst is Default.
            _ if spec.host_network == Some(true) => Resolver::asking(Server::NodeByHostNetwork),
            _ => Resolver::cluster_first(cluster, namespace),
        };
        let Some(config) = &spec.dns_config else { return resolver };
        // appendDNSConfig
        append_without_duplicates(&mut resolver.nameservers, &config.nameservers);
        append_without_duplicates(&mut resolver.searches, &config.searches);
        if let Some(ndots) = config.options.iter().rev().find(|option| option.name == "ndots") {
            resolver.ndots = ndots_of(ndots.value.as_deref().unwrap_or_default());
        }
        resolver.nameservers.truncate(MAX_NAMESERVERS);
        cut_to_limits(&mut resolver.searches);
        if let Server::Foreign(_) = resolver.server {
            let first = resolver.nameservers.first().cloned().unwrap_or_default();
            let is_cluster = first.parse().is_ok_and(|ip| is_cluster_dns(cluster, ip));
            resolver.server = if is_cluster { Server::Cluster } else { Server::Foreign(first) };
        }
        resolver
    }

    /// The resolver of a node, or of a host outside the cluster: neither knows the cluster's names.
    pub fn of_host() -> Self {
        Resolver::asking(Server::Host)
    }

    /// Asks the cluster's DNS for names as they are.
    pub fn absolute() -> Self {
        Resolver { ndots: 0, ..Resolver::asking(Server::Cluster) }
    }

    fn asking(server: Server) -> Self {
        Resolver { nameservers: Vec::new(), searches: Vec::new(), ndots: DEFAULT_NDOTS, server }
    }

    /// `generateSearchesForDNSClusterFirst`. The nodes' own search list is empty.
    fn cluster_first(cluster: &Cluster, namespace: &str) -> Self {
        let domain = &cluster.settings.dns_domain;
        Resolver {
            nameservers: dns_ips(cluster).first().map(IpAddr::to_string).into_iter().collect(),
            searches: vec![format!("{namespace}.svc.{domain}"), format!("svc.{domain}"), domain.clone()],
            ndots: CLUSTER_NDOTS,
            server: Server::Cluster,
        }
    }

    /// The answer of the server that this resolver asks.
    pub(super) fn ask(&self, zone: &Zone<'_>, name: &str, record_type: RecordType) -> Answer {
        let answer = zone.lookup(name, record_type);
        let is_cluster_name = !answer.external || !answer.answer.is_empty();
        if is_cluster_name && self.server != Server::Cluster {
            return Answer::empty(Status::NxDomain);
        }
        answer
    }
}

/// The tenth address of each service range: where kubeadm puts the cluster's DNS (`GetDNSIP`).
fn dns_ips(cluster: &Cluster) -> Vec<IpAddr> {
    let subnets = cluster.settings.service_subnets.iter();
    subnets.filter_map(|subnet| subnet.hosts().nth(if subnet.network().is_ipv4() { 9 } else { 10 })).collect()
}

/// True for the address of `kube-system/kube-dns` or of a Pod that is labelled as CoreDNS.
pub(super) fn is_cluster_dns(cluster: &Cluster, ip: IpAddr) -> bool {
    let service = cluster.services.get(&NamespacedName::new("kube-system", "kube-dns"));
    dns_ips(cluster).contains(&ip)
        || service.is_some_and(|service| cluster_ips(service).contains(&ip))
        || coredns_pods(cluster).any(|pod| pod_ips(pod).contains(&ip))
}

/// `ndots:VALUE` as glibc reads it: with `atoi`, so that what is no number is 0. Without a value the option is none.
fn ndots_of(value: &str) -> u32 {
    if value.is_empty() {
        return DEFAULT_NDOTS;
    }
    let digits = value.find(|letter: char| !letter.is_ascii_digit()).map_or(value, |end| &value[..end]);
    digits.parse().unwrap_or(0).min(MAX_NDOTS)
}

fn append_without_duplicates(list: &mut Vec<String>, more: &[SmolStr]) {
    for item in more {
        if !list.iter().any(|known| known == item) {
            list.push(item.to_string());
        }
    }
}

/// `formDNSSearchFitsLimits`: what is too much is left out silently.
fn cut_to_limits(searches: &mut Vec<String>) {
    searches.truncate(MAX_SEARCH_PATHS);
    searches.retain(|search| search.len() <= MAX_SEARCH_CHARS);
    while searches.iter().map(|search| search.len() + 1).sum::<usize>() > MAX_SEARCH_LIST_CHARS + 1 {
        searches.pop();
    }
}
