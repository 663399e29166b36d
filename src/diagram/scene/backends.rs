//! Who is behind a Service: by kube-proxy's endpoints where it has a virtual address, by its slices where the DNS
//! leads straight to them.

use std::collections::BTreeMap;

use super::pods::InSight;
use crate::api::{EndpointSlice, Kind, ObjectReference, Service, SmolStr};
use crate::cluster::{Cluster, NamespacedName, SERVICE_NAME_LABEL};
use crate::kube_proxy::{EndpointSlices, IpFamily, ServicePort};

/// The slices of a cluster, by the Service that they belong to.
pub struct Slices<'a> {
    /// Those that kube-proxy watches.
    proxied: EndpointSlices<'a>,
    all: BTreeMap<(&'a str, &'a str), Vec<&'a EndpointSlice>>,
    pods: PodsByAddress<'a>,
}

/// The Pods with an address of their own, by namespace and address: endpoints by hand may mean one.
type PodsByAddress<'a> = BTreeMap<(&'a str, &'a str), &'a NamespacedName>;

/// Where a connection to a Service may end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A Pod of the cluster.
    Pod(NamespacedName),
    /// An address that no Pod is named for.
    Address(String),
}

/// Somebody behind a Service who can get connections.
#[derive(Debug, Clone)]
pub struct Backend {
    /// Who.
    pub target: Target,
    /// The node it is on.
    pub node: Option<String>,
    /// The ports it answers on.
    pub ports: Vec<u16>,
    /// False if it is ending, and stands in where nobody is ready.
    ready: bool,
}

/// Everybody behind a Service.
#[derive(Debug, Clone, Default)]
pub struct Backends {
    usable: Vec<Backend>,
    /// Positions of the Service's ports that lead to nobody.
    pub idle_ports: Vec<usize>,
    /// True if some are meant for the clients of some nodes or zones.
    pub hinted: bool,
}

impl<'a> Slices<'a> {
    /// The slices of a cluster whose controllers have run, and the Pods that they may mean.
    pub fn new(cluster: &'a Cluster, pods: &[InSight<'a>]) -> Self {
        let mut all: BTreeMap<(&str, &str), Vec<&EndpointSlice>> = BTreeMap::new();
        for slice in cluster.endpoint_slices.values() {
            if let Some(service) = slice.metadata.labels.get(SERVICE_NAME_LABEL) {
                let namespace = slice.metadata.namespace.as_deref().unwrap_or_default();
                all.entry((namespace, service)).or_default().push(slice);
            }
        }
        let own = pods.iter().filter(|(_, pod)| pod.spec.host_network != Some(true));
        let pods = own.flat_map(|&(key, pod)| {
            pod.status.pod_ips.iter().map(move |address| ((key.namespace.as_str(), address.ip.as_str()), key))
        });
        Slices { proxied: EndpointSlices::new(cluster), all, pods: pods.collect() }
    }

    /// Everybody behind a Service; of one with two families, those of its first.
    pub fn backends(&self, cluster: &Cluster, service: &Service) -> Backends {
        let first = service.spec.ip_families.first().map(SmolStr::as_str);
        let family = if first == Some(IpFamily::Ipv6.name()) { IpFamily::Ipv6 } else { IpFamily::Ipv4 };
        let ports = ServicePort::of(service, family);
        if ports.is_empty() { self.listed(cluster, service, family) } else { self.routed(cluster, &ports) }
    }

    /// Those to whom kube-proxy sends what comes to the Service's ports.
    fn routed(&self, cluster: &Cluster, ports: &[ServicePort]) -> Backends {
        let mut found = Found::default();
        let (mut idle_ports, mut hinted) = (Vec::new(), false);
        for (position, port) in ports.iter().enumerate() {
            let mut idle = true;
            for endpoint in self.proxied.endpoints(port, "") {
                if endpoint.ready || endpoint.is_serving_terminating() {
                    idle = false;
                    hinted |= !endpoint.zone_hints.is_empty() || !endpoint.node_hints.is_empty();
                    let target =
                        self.target(cluster, port.namespace, endpoint.target, &endpoint.ip().to_string());
                    found.add(target, endpoint.node, Some(endpoint.address.port()), endpoint.ready);
                }
            }
            if idle {
                idle_ports.push(position);
            }
        }
        Backends { usable: found.0.into_values().collect(), idle_ports, hinted }
    }

    /// Those whose addresses the DNS lists (CoreDNS's kubernetes plugin lists who is ready).
    fn listed(&self, cluster: &Cluster, service: &Service, family: IpFamily) -> Backends {
        let namespace = service.metadata.namespace.as_deref().unwrap_or_default();
        let slices = self.all.get(&(namespace, service.metadata.name.as_str()));
        let mut found = Found::default();
        for slice in slices.into_iter().flatten().filter(|slice| slice.address_type == family.name()) {
            for endpoint in slice.endpoints.iter().filter(|one| one.conditions.ready != Some(false)) {
                let Some(address) = endpoint.addresses.first() else { continue };
                let target = self.target(cluster, namespace, endpoint.target_ref.as_deref(), address);
                let ports = slice.ports.iter().filter_map(|port| u16::try_from(port.port?).ok());
                let node = endpoint.node_name.as_deref();
                found.add(target.clone(), node, None, true);
                ports.for_each(|port| found.add(target.clone(), node, Some(port), true));
            }
        }
        Backends { usable: found.0.into_values().collect(), ..Backends::default() }
    }

    fn target(
        &self,
        cluster: &Cluster,
        namespace: &str,
        reference: Option<&ObjectReference>,
        address: &str,
    ) -> Target {
        let named = reference.filter(|pod| pod.kind.as_deref() == Some(Kind::Pod.name()));
        let named = named.map(|pod| NamespacedName::new(namespace, pod.name.clone().unwrap_or_default()));
        let exists = named.filter(|pod| cluster.pods.contains_key(pod));
        match exists.or_else(|| self.pods.get(&(namespace, address)).map(|pod| (*pod).clone())) {
            Some(pod) => Target::Pod(pod),
            None => Target::Address(address.to_owned()),
        }
    }
}

#[derive(Default)]
struct Found(BTreeMap<Target, Backend>);

impl Found {
    fn add(&mut self, target: Target, node: Option<&str>, port: Option<u16>, ready: bool) {
        let backend = self.0.entry(target.clone()).or_insert_with(|| Backend {
            target,
            node: node.map(str::to_owned),
            ports: Vec::new(),
            ready,
        });
        backend.ready |= ready;
        if let Some(port) = port.filter(|port| !backend.ports.contains(port)) {
            backend.ports.push(port);
        }
    }
}

impl Backends {
    /// True if nobody is there.
    pub fn is_empty(&self) -> bool {
        self.usable.is_empty()
    }

    /// Who gets what may go anywhere: those who are ready, or if none is, those who still serve while they end
    /// (`CategorizeEndpoints` of `pkg/proxy/topology.go`).
    pub fn anywhere(&self) -> Vec<&Backend> {
        or_else_ending(self.usable.iter())
    }

    /// Who gets what is bound to a node.
    pub fn on(&self, node: &str) -> Vec<&Backend> {
        or_else_ending(self.usable.iter().filter(|backend| backend.node.as_deref() == Some(node)))
    }
}

fn or_else_ending<'b>(usable: impl Iterator<Item = &'b Backend>) -> Vec<&'b Backend> {
    let (ready, ending): (Vec<&Backend>, Vec<&Backend>) = usable.partition(|backend| backend.ready);
    if ready.is_empty() { ending } else { ready }
}
