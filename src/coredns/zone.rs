//! The cluster as CoreDNS' `kubernetes` plugin keeps it (plugin/kubernetes/controller.go, object/).

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::net::IpAddr;
use std::rc::Rc;

use super::name::{matches_dashed, push_dashed};
use crate::api::{
    Endpoint, EndpointSlice, EndpointSlicePort, Kind, ObjectRef, ObjectReference, Pod, Service, ServicePort,
    SmolStr,
};
use crate::cluster::{Cluster, NamespacedName, SERVICE_NAME_LABEL, ServiceType, is_headless, service_type};

/// The cluster's zone: what [`lookup`](Zone::lookup) needs. It reads the cluster itself, so that it costs little to
/// make; only what the cluster is not sorted by has an index.
#[derive(Debug, Clone)]
pub struct Zone<'a> {
    pub(super) cluster: &'a Cluster,
    /// The cluster's domain, absolute, in lower case.
    domain: String,
    /// By namespace and name.
    services: Vec<ServiceEntry<'a>>,
    /// By namespace and Service name, then by the slice's name.
    slices: Vec<SliceEntry<'a>>,
    /// Made when the first question about an address comes: few do.
    reverse: OnceCell<Reverse>,
}

/// What the plugin reads in a Service (object/service.go).
#[derive(Debug, Clone, Copy)]
pub(super) struct ServiceEntry<'a> {
    pub key: &'a NamespacedName,
    service: &'a Service,
}

/// What a Service's name leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ServiceEntryKind<'a> {
    ClusterIp,
    Headless,
    ExternalName(Host<'a>),
}

/// What the plugin reads in an EndpointSlice (object/endpoint.go).
#[derive(Debug, Clone, Copy)]
pub(super) struct SliceEntry<'a> {
    pub key: &'a NamespacedName,
    /// The name of its Service.
    pub service: &'a str,
    slice: &'a EndpointSlice,
}

/// One address of a ready endpoint.
#[derive(Debug, Clone, Copy)]
pub(super) struct EndpointEntry<'a> {
    endpoint: &'a Endpoint,
    address: &'a str,
}

/// A port; the one without a number stands for none at all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Port<'a> {
    pub name: &'a str,
    pub protocol: &'a str,
    pub number: Option<u16>,
}

/// An address, or a name that stands for one (`HostType` of plugin/etcd/msg/type.go).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Host<'a> {
    Ip(IpAddr),
    Name(&'a str),
}

/// Who has an address, by positions in the zone; in the order of addresses.
#[derive(Debug, Clone)]
struct Reverse {
    services: Vec<(IpAddr, usize)>,
    /// Slice, endpoint in it, address of it. Only ready endpoints count.
    endpoints: Vec<(IpAddr, usize, usize, usize)>,
}

impl<'a> Zone<'a> {
    /// The zone of a cluster whose controllers have run.
    pub fn new(cluster: &'a Cluster) -> Self {
        let mut slices: Vec<_> =
            cluster.endpoint_slices.iter().filter_map(|(key, slice)| SliceEntry::new(key, slice)).collect();
        // The order of the store stays among the slices of one Service.
        slices.sort_by_key(SliceEntry::belongs_to);
        let domain = cluster.settings.dns_domain.trim_matches('.').to_ascii_lowercase() + ".";
        let services = cluster.services.iter().map(|(key, service)| ServiceEntry { key, service }).collect();
        Zone { cluster, domain, services, slices, reverse: OnceCell::new() }
    }

    /// The cluster's domain, ending in a dot: `cluster.local.`
    pub fn domain(&self) -> &str {
        &self.domain
    }

    pub(super) fn has_namespace(&self, name: &str) -> bool {
        self.cluster.namespaces.contains_key(name)
    }

    /// Every Service, by namespace and name.
    pub(super) fn services(&self) -> &[ServiceEntry<'a>] {
        &self.services
    }

    pub(super) fn service(&self, namespace: &str, name: &str) -> Option<ServiceEntry<'a>> {
        let key = |entry: &ServiceEntry<'a>| (entry.key.namespace.as_str(), entry.key.name.as_str());
        let found = self.services.binary_search_by(|entry| key(entry).cmp(&(namespace, name)));
        found.ok().map(|at| self.services[at])
    }

    /// The slices of a Service.
    pub(super) fn slices_of(&self, namespace: &str, service: &str) -> &[SliceEntry<'a>] {
        let wanted = (namespace, service);
        let start = self.slices.partition_point(|slice| slice.belongs_to() < wanted);
        let length = self.slices[start..].partition_point(|slice| slice.belongs_to() == wanted);
        &self.slices[start..start + length]
    }

    /// The Service that has this virtual address.
    pub(super) fn service_at(&self, ip: IpAddr) -> Option<ServiceEntry<'a>> {
        let services = &self.reverse().services;
        let at = services.partition_point(|(known, _)| *known < ip);
        services.get(at).filter(|(known, _)| *known == ip).map(|(_, service)| self.services[*service])
    }

    /// The ready endpoints that have this address, by slice.
    pub(super) fn endpoints_at(
        &self,
        ip: IpAddr,
    ) -> impl Iterator<Item = (SliceEntry<'a>, EndpointEntry<'a>)> {
        let endpoints = &self.reverse().endpoints;
        let start = endpoints.partition_point(|(known, ..)| *known < ip);
        let found = endpoints[start..].iter().take_while(move |(known, ..)| *known == ip);
        found.map(|&(_, slice, endpoint, address)| {
            let slice = self.slices[slice];
            let endpoint = &slice.slice.endpoints[endpoint];
            (slice, EndpointEntry { endpoint, address: &endpoint.addresses[address] })
        })
    }

    /// Every address that has a name, in order.
    pub(super) fn named_addresses(&self) -> BTreeSet<IpAddr> {
        let Reverse { services, endpoints } = self.reverse();
        services.iter().map(|(ip, _)| *ip).chain(endpoints.iter().map(|(ip, ..)| *ip)).collect()
    }

    fn reverse(&self) -> &Reverse {
        self.reverse.get_or_init(|| {
            let (mut services, mut endpoints) = (Vec::new(), Vec::new());
            for (at, service) in self.services.iter().enumerate() {
                services.extend(service.cluster_ips().filter_map(spelled_as_go_does).map(|ip| (ip, at)));
            }
            for (at, slice) in self.slices.iter().enumerate() {
                for (which, endpoint) in
                    slice.slice.endpoints.iter().enumerate().filter(|(_, it)| is_ready(it))
                {
                    for (address, text) in endpoint.addresses.iter().enumerate() {
                        endpoints.extend(spelled_as_go_does(text).map(|ip| (ip, at, which, address)));
                    }
                }
            }
            services.sort_unstable();
            endpoints.sort_unstable();
            Reverse { services, endpoints }
        })
    }

    /// The addresses, one for each family, of the Pod that answers for `kube-system/kube-dns`. Without a ready
    /// one, those of the first Pod that is labelled as CoreDNS.
    pub(super) fn coredns_addresses(&self) -> Vec<IpAddr> {
        let ready = self.slices_of("kube-system", "kube-dns").iter().flat_map(|slice| slice.endpoints());
        let mut addresses: Vec<IpAddr> = ready.filter_map(|endpoint| endpoint.host().ip()).collect();
        if addresses.is_empty() {
            addresses = coredns_pods(self.cluster).next().map(pod_ips).unwrap_or_default();
        }
        let first = |v4: bool| addresses.iter().find(|ip| ip.is_ipv4() == v4).copied();
        [first(true), first(false)].into_iter().flatten().collect()
    }

    /// The object that an endpoint comes from: the Pod behind it, or else the slice.
    pub(super) fn object_behind(&self, slice: &SliceEntry<'_>, endpoint: &EndpointEntry<'_>) -> ObjectRef {
        let pod = endpoint.endpoint.target_ref.as_ref().and_then(|target| self.pod_behind(slice, target));
        pod.unwrap_or_else(|| reference(Kind::EndpointSlice, slice.key))
    }

    /// The Pod that an endpoint refers to, if it exists: what a person wrote may refer to anything.
    fn pod_behind(&self, slice: &SliceEntry<'_>, target: &ObjectReference) -> Option<ObjectRef> {
        if target.kind.as_deref() != Some("Pod") {
            return None;
        }
        let namespace = target.namespace.as_ref().unwrap_or(&slice.key.namespace);
        let key = NamespacedName::new(namespace.clone(), target.name.as_deref()?);
        let exists = self.cluster.pods.contains_key(&key);
        exists.then(|| ObjectRef::new(Kind::Pod, key.namespace, key.name))
    }
}

impl<'a> ServiceEntry<'a> {
    pub(super) fn kind(&self) -> ServiceEntryKind<'a> {
        if service_type(self.service) == ServiceType::ExternalName {
            let name = self.service.spec.external_name.as_deref();
            ServiceEntryKind::ExternalName(Host::new(name.unwrap_or_default()))
        } else if is_headless(self.service) {
            ServiceEntryKind::Headless
        } else {
            ServiceEntryKind::ClusterIp
        }
    }

    /// Its virtual addresses as they are written.
    fn cluster_ips(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let has_some = self.kind() == ServiceEntryKind::ClusterIp;
        self.service.spec.cluster_ips.iter().filter(move |_| has_some).map(SmolStr::as_str)
    }

    /// Its virtual addresses.
    pub(super) fn hosts(&self) -> impl Iterator<Item = Host<'a>> + use<'a> {
        self.cluster_ips().map(Host::new)
    }

    /// Never empty: without ports there is one that matches no name and gives no SRV record.
    pub(super) fn ports(&self) -> impl Iterator<Item = Port<'a>> + use<'a> {
        or_sentinel(self.service.spec.ports.iter().map(Port::of_service))
    }

    pub(super) fn reference(&self) -> Rc<ObjectRef> {
        Rc::new(reference(Kind::Service, self.key))
    }
}

impl<'a> SliceEntry<'a> {
    /// A slice without the label belongs to no name.
    fn new(key: &'a NamespacedName, slice: &'a EndpointSlice) -> Option<Self> {
        let service = slice.metadata.labels.get(SERVICE_NAME_LABEL).filter(|name| !name.is_empty())?;
        Some(SliceEntry { key, service, slice })
    }

    fn belongs_to(&self) -> (&'a str, &'a str) {
        (&self.key.namespace, self.service)
    }

    /// Its ready endpoints.
    pub(super) fn endpoints(&self) -> impl Iterator<Item = EndpointEntry<'a>> + use<'a> {
        let ready = self.slice.endpoints.iter().filter(|endpoint| is_ready(endpoint));
        ready.flat_map(|endpoint| {
            endpoint.addresses.iter().map(move |address| EndpointEntry { endpoint, address })
        })
    }

    /// Never empty, as for a Service.
    pub(super) fn ports(&self) -> impl Iterator<Item = Port<'a>> + use<'a> {
        or_sentinel(self.slice.ports.iter().map(Port::of_slice))
    }
}

impl<'a> EndpointEntry<'a> {
    /// Puts its label below the Service at the end of a text: the hostname, or the address with dashes
    /// (`endpointHostname` of plugin/kubernetes/kubernetes.go).
    pub(super) fn push_label(&self, out: &mut String) {
        match self.hostname() {
            Some(hostname) => out.push_str(hostname),
            None => push_dashed(self.address, out),
        }
    }

    pub(super) fn label(&self) -> String {
        let mut label = String::new();
        self.push_label(&mut label);
        label
    }

    /// True if this is its label, whatever the case of letters.
    pub(super) fn has_label(&self, label: &str) -> bool {
        match self.hostname() {
            Some(hostname) => hostname.eq_ignore_ascii_case(label),
            None => matches_dashed(self.address, label),
        }
    }

    fn hostname(&self) -> Option<&'a str> {
        self.endpoint.hostname.as_deref().filter(|hostname| !hostname.is_empty())
    }

    pub(super) fn host(&self) -> Host<'a> {
        Host::new(self.address)
    }
}

impl<'a> Port<'a> {
    /// What stands for no port at all.
    const SENTINEL: Self = Port { name: "", protocol: "", number: None };

    fn of_service(port: &'a ServicePort) -> Self {
        Port::new(&port.name, &port.protocol, Some(port.port))
    }

    fn of_slice(port: &'a EndpointSlicePort) -> Self {
        Port::new(&port.name, &port.protocol, port.port)
    }

    fn new(name: &'a Option<SmolStr>, protocol: &'a Option<SmolStr>, number: Option<i32>) -> Self {
        Port {
            name: name.as_deref().unwrap_or_default(),
            protocol: protocol.as_deref().unwrap_or("TCP"),
            number: number.and_then(|number| u16::try_from(number).ok()),
        }
    }
}

fn or_sentinel<'a>(ports: impl ExactSizeIterator<Item = Port<'a>>) -> impl Iterator<Item = Port<'a>> {
    let sentinel = (ports.len() == 0).then_some(Port::SENTINEL);
    ports.chain(sentinel)
}

impl<'a> Host<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        // Go's To4 takes an IPv4-mapped address for IPv4.
        text.parse().map_or(Host::Name(text), |ip: IpAddr| Host::Ip(ip.to_canonical()))
    }

    pub(super) fn ip(&self) -> Option<IpAddr> {
        match self {
            Host::Ip(ip) => Some(*ip),
            Host::Name(_) => None,
        }
    }
}

/// Not given means ready.
fn is_ready(endpoint: &Endpoint) -> bool {
    endpoint.conditions.ready != Some(false)
}

/// The address, if it is written as Go writes it. The plugin looks addresses up as text, and what is spelled otherwise
/// has no reverse name.
fn spelled_as_go_does(text: &str) -> Option<IpAddr> {
    let ip: IpAddr = text.parse().ok()?;
    (ip.is_ipv4() || ip.to_canonical().to_string() == text).then_some(ip)
}

fn reference(kind: Kind, key: &NamespacedName) -> ObjectRef {
    ObjectRef::new(kind, key.namespace.clone(), key.name.clone())
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
