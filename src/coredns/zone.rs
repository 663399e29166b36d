//! The cluster as CoreDNS' `kubernetes` plugin keeps it (plugin/kubernetes/controller.go, object/).

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::rc::Rc;

use crate::api::{EndpointSlice, Kind, ObjectRef, ObjectReference, Pod, Service};
use crate::cluster::{Cluster, NamespacedName, SERVICE_NAME_LABEL, ServiceType, is_headless, service_type};

/// The cluster's zone: everything that [`lookup`](Zone::lookup) needs, indexed by name and by address.
#[derive(Debug, Clone)]
pub struct Zone {
    /// The cluster's domain, absolute, in lower case.
    pub(super) domain: String,
    pub(super) namespaces: BTreeSet<String>,
    /// By namespace and name.
    pub(super) services: Vec<ServiceEntry>,
    /// By namespace and Service name, then by the slice's name.
    pub(super) slices: Vec<SliceEntry>,
    /// Virtual addresses, with the index of their Service; in order.
    pub(super) cluster_ips: Vec<(IpAddr, usize)>,
    /// Addresses of ready endpoints, with the index of their slice and of the endpoint in it; in order.
    pub(super) endpoint_ips: Vec<(IpAddr, usize, usize)>,
    /// By namespace and name.
    pub(super) pods: Vec<PodEntry>,
    /// The addresses of the CoreDNS Pod that answers.
    pub(super) local_ips: Vec<IpAddr>,
}

/// What the plugin keeps of a Service (object/service.go).
#[derive(Debug, Clone)]
pub(super) struct ServiceEntry {
    pub reference: Rc<ObjectRef>,
    pub kind: ServiceEntryKind,
    /// Never empty: without ports there is one that matches no name and gives no SRV record.
    pub ports: Vec<Port>,
}

/// What a Service's name leads to.
#[derive(Debug, Clone)]
pub(super) enum ServiceEntryKind {
    ClusterIp(Vec<Host>),
    Headless,
    ExternalName(Host),
}

/// What the plugin keeps of an EndpointSlice (object/endpoint.go): the ready endpoints.
#[derive(Debug, Clone)]
pub(super) struct SliceEntry {
    pub namespace: String,
    pub service: String,
    pub reference: Rc<ObjectRef>,
    pub endpoints: Vec<EndpointEntry>,
    /// Never empty, as for a Service.
    pub ports: Vec<Port>,
}

/// One ready endpoint.
#[derive(Debug, Clone)]
pub(super) struct EndpointEntry {
    /// Its label below the Service: the hostname, or the address with dashes.
    pub label: String,
    pub host: Host,
    pub pod: Option<Rc<ObjectRef>>,
}

/// A Pod, and the addresses it has.
#[derive(Debug, Clone)]
pub(super) struct PodEntry {
    pub reference: Rc<ObjectRef>,
    pub ips: Vec<IpAddr>,
}

/// A port; the one without a number stands for none at all.
#[derive(Debug, Clone)]
pub(super) struct Port {
    pub name: String,
    pub protocol: String,
    pub number: Option<u16>,
}

/// An address, or a name that stands for one (`HostType` of plugin/etcd/msg/type.go).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Host {
    Ip(IpAddr),
    Name(String),
}

impl Host {
    pub(super) fn new(text: &str) -> Self {
        // Go's To4 takes an IPv4-mapped address for IPv4.
        text.parse().map_or_else(|_| Host::Name(text.into()), |ip: IpAddr| Host::Ip(ip.to_canonical()))
    }

    pub(super) fn ip(&self) -> Option<IpAddr> {
        match self {
            Host::Ip(ip) => Some(*ip),
            Host::Name(_) => None,
        }
    }
}

impl Zone {
    /// The zone of a cluster whose controllers have run.
    pub fn new(cluster: &Cluster) -> Self {
        let services: Vec<_> =
            cluster.services.iter().map(|(key, service)| service_entry(key, service)).collect();
        let pods: Vec<_> = cluster.pods.iter().map(|(key, pod)| pod_entry(key, pod)).collect();
        let slices = cluster.endpoint_slices.iter();
        let mut slices: Vec<_> = slices.filter_map(|(key, slice)| slice_entry(&pods, key, slice)).collect();
        slices.sort_by(|a, b| a.key().cmp(&b.key()));
        let mut zone = Zone {
            domain: format!("{}.", cluster.settings.dns_domain.trim_matches('.').to_ascii_lowercase()),
            namespaces: cluster.namespaces.keys().cloned().collect(),
            cluster_ips: index_cluster_ips(&services),
            endpoint_ips: index_endpoint_ips(&slices),
            services,
            slices,
            pods,
            local_ips: Vec::new(),
        };
        zone.local_ips = zone.coredns_addresses(cluster);
        zone
    }

    /// The cluster's domain, ending in a dot: `cluster.local.`
    pub fn domain(&self) -> &str {
        &self.domain
    }

    pub(super) fn service(&self, namespace: &str, name: &str) -> Option<&ServiceEntry> {
        let found = self.services.binary_search_by(|entry| {
            (entry.reference.namespace.as_str(), entry.reference.name.as_str()).cmp(&(namespace, name))
        });
        found.ok().map(|at| &self.services[at])
    }

    /// The slices of a Service.
    pub(super) fn slices_of(&self, namespace: &str, service: &str) -> &[SliceEntry] {
        let key = (namespace, service);
        let start = self.slices.partition_point(|slice| slice.key() < key);
        let length = self.slices[start..].partition_point(|slice| slice.key() == key);
        &self.slices[start..start + length]
    }

    /// The Service that has this virtual address.
    pub(super) fn service_at(&self, ip: IpAddr) -> Option<&ServiceEntry> {
        let at = self.cluster_ips.partition_point(|(known, _)| *known < ip);
        self.cluster_ips
            .get(at)
            .filter(|(known, _)| *known == ip)
            .map(|(_, service)| &self.services[*service])
    }

    /// The ready endpoints that have this address, by slice.
    pub(super) fn endpoints_at(&self, ip: IpAddr) -> impl Iterator<Item = (&SliceEntry, &EndpointEntry)> {
        let start = self.endpoint_ips.partition_point(|(known, ..)| *known < ip);
        self.endpoint_ips[start..].iter().take_while(move |(known, ..)| *known == ip).map(
            |(_, slice, endpoint)| {
                let slice = &self.slices[*slice];
                (slice, &slice.endpoints[*endpoint])
            },
        )
    }

    /// The addresses, one for each family, of the Pod that answers for `kube-system/kube-dns`. Without a ready
    /// one, those of the first Pod that is labelled as CoreDNS.
    fn coredns_addresses(&self, cluster: &Cluster) -> Vec<IpAddr> {
        let ready = self.slices_of("kube-system", "kube-dns").iter().flat_map(|slice| &slice.endpoints);
        let mut addresses: Vec<IpAddr> = ready.filter_map(|endpoint| endpoint.host.ip()).collect();
        if addresses.is_empty() {
            addresses = coredns_pods(cluster).next().map(pod_ips).unwrap_or_default();
        }
        let first = |v4: bool| addresses.iter().find(|ip| ip.is_ipv4() == v4).copied();
        [first(true), first(false)].into_iter().flatten().collect()
    }
}

impl SliceEntry {
    fn key(&self) -> (&str, &str) {
        (&self.namespace, &self.service)
    }
}

fn service_entry(key: &NamespacedName, service: &Service) -> ServiceEntry {
    let spec = &service.spec;
    let kind = if service_type(service) == ServiceType::ExternalName {
        ServiceEntryKind::ExternalName(Host::new(spec.external_name.as_deref().unwrap_or_default()))
    } else if is_headless(service) {
        ServiceEntryKind::Headless
    } else {
        ServiceEntryKind::ClusterIp(spec.cluster_ips.iter().map(|ip| Host::new(ip)).collect())
    };
    let ports = spec.ports.iter().map(|port| Port::new(&port.name, &port.protocol, Some(port.port)));
    ServiceEntry {
        reference: Rc::new(ObjectRef::new(Kind::Service, key.namespace.clone(), key.name.clone())),
        kind,
        ports: or_sentinel(ports.collect()),
    }
}

/// A slice without the label belongs to no name.
fn slice_entry(pods: &[PodEntry], key: &NamespacedName, slice: &EndpointSlice) -> Option<SliceEntry> {
    let service = slice.metadata.labels.get(SERVICE_NAME_LABEL).filter(|name| !name.is_empty())?;
    let mut endpoints = Vec::with_capacity(slice.endpoints.len());
    for endpoint in slice.endpoints.iter().filter(|endpoint| endpoint.conditions.ready != Some(false)) {
        let pod = endpoint.target_ref.as_ref().and_then(|target| pod_behind(pods, key, target));
        for address in &endpoint.addresses {
            let label = match endpoint.hostname.as_deref() {
                Some(hostname) if !hostname.is_empty() => hostname.to_owned(),
                _ => address_label(address),
            };
            endpoints.push(EndpointEntry { label, host: Host::new(address), pod: pod.clone() });
        }
    }
    let ports = slice.ports.iter().map(|port| Port::new(&port.name, &port.protocol, port.port));
    Some(SliceEntry {
        namespace: key.namespace.clone(),
        service: service.clone(),
        reference: Rc::new(ObjectRef::new(Kind::EndpointSlice, key.namespace.clone(), key.name.clone())),
        endpoints,
        ports: or_sentinel(ports.collect()),
    })
}

/// The Pod that an endpoint refers to, if it exists: what a person wrote may refer to anything.
fn pod_behind(pods: &[PodEntry], slice: &NamespacedName, target: &ObjectReference) -> Option<Rc<ObjectRef>> {
    if target.kind.as_deref() != Some("Pod") {
        return None;
    }
    let key = (target.namespace.as_deref().unwrap_or(&slice.namespace), target.name.as_deref()?);
    let name = |pod: &'_ PodEntry| (pod.reference.namespace.as_str(), pod.reference.name.as_str()).cmp(&key);
    pods.binary_search_by(name).ok().map(|at| Rc::clone(&pods[at].reference))
}

impl Port {
    fn new(name: &Option<String>, protocol: &Option<String>, number: Option<i32>) -> Self {
        Port {
            name: name.clone().unwrap_or_default(),
            protocol: protocol.clone().unwrap_or_else(|| "TCP".into()),
            number: number.and_then(|number| u16::try_from(number).ok()),
        }
    }
}

fn or_sentinel(ports: Vec<Port>) -> Vec<Port> {
    if !ports.is_empty() {
        return ports;
    }
    vec![Port { name: String::new(), protocol: String::new(), number: None }]
}

/// `20.100.1.5` as `20-100-1-5` (`endpointHostname` of plugin/kubernetes/kubernetes.go). A label must not end in a
/// dash, so a final `::` is followed by a zero.
fn address_label(address: &str) -> String {
    let mut label: String =
        address.chars().map(|letter| if matches!(letter, '.' | ':') { '-' } else { letter }).collect();
    if label.ends_with('-') {
        label.push('0');
    }
    label
}

fn index_endpoint_ips(slices: &[SliceEntry]) -> Vec<(IpAddr, usize, usize)> {
    let mut index = Vec::new();
    for (at, slice) in slices.iter().enumerate() {
        let ips = slice.endpoints.iter().enumerate();
        index.extend(ips.filter_map(|(which, endpoint)| Some((endpoint.host.ip()?, at, which))));
    }
    index.sort_unstable();
    index
}

fn index_cluster_ips(services: &[ServiceEntry]) -> Vec<(IpAddr, usize)> {
    let mut index = Vec::new();
    for (at, service) in services.iter().enumerate() {
        if let ServiceEntryKind::ClusterIp(hosts) = &service.kind {
            index.extend(hosts.iter().filter_map(|host| Some((host.ip()?, at))));
        }
    }
    index.sort_unstable();
    index
}

fn pod_entry(key: &NamespacedName, pod: &Pod) -> PodEntry {
    let reference = Rc::new(ObjectRef::new(Kind::Pod, key.namespace.clone(), key.name.clone()));
    PodEntry { reference, ips: pod_ips(pod) }
}

/// The Pods that are labelled as CoreDNS.
pub(super) fn coredns_pods(cluster: &Cluster) -> impl Iterator<Item = &Pod> {
    let start = NamespacedName::new("kube-system", "");
    let pods = cluster.pods.range(start..).take_while(|(key, _)| key.namespace == "kube-system");
    pods.map(|(_, pod)| pod)
        .filter(|pod| pod.metadata.labels.get("k8s-app").is_some_and(|app| app == "kube-dns"))
}

/// A Pod's addresses.
pub(super) fn pod_ips(pod: &Pod) -> Vec<IpAddr> {
    if pod.status.pod_ips.is_empty() {
        return pod.status.pod_ip.iter().filter_map(|ip| ip.parse().ok()).collect();
    }
    pod.status.pod_ips.iter().filter_map(|ip| ip.ip.parse().ok()).collect()
}
