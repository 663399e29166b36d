//! Who stands behind a Service: who counts, who does not, and why.

mod reason;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

pub use reason::Reason;

use super::endpoint_ports::{find_port, left_out};
use super::endpoint_slices::{families, is_made};
use super::selection::{Selected, selected};
use super::{kubelet, nodes};
use crate::api::{Endpoint, EndpointSlice, Kind, Node, ObjectRef, Pod, Service, SmolStr, ToSmolStr};
use crate::cluster::{Cluster, NamespacedName, SERVICE_NAME_LABEL, is_pod_ready, target_port};
use crate::message::Message;

/// How many Pods that a Service passes over are looked at, to find those that it misses by least.
const LOOKED_AT: usize = 1_000;

/// Somebody who is behind a Service, or could be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Backend {
    /// The Pod; none for an address that was written by hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pod: Option<ObjectRef>,
    /// Its addresses.
    pub addresses: Vec<SmolStr>,
    /// The ports that the Service leads to there.
    pub ports: Vec<i32>,
    /// The node that it is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<SmolStr>,
    /// Whether it counts.
    pub standing: Standing,
    /// Why it does not count, or does so only in part.
    #[serde(serialize_with = "with_messages")]
    pub reasons: Vec<Reason>,
}

/// Whether somebody counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Standing {
    /// It gets connections.
    Ready,
    /// It ends: it gets connections only while nobody is ready.
    Terminating,
    /// It is an endpoint, and gets none.
    NotReady,
    /// The selector picks it, and it is no endpoint.
    LeftOut,
    /// The selector does not pick it.
    NotSelected,
}

/// Some of the Pods that a Service's selector does not pick.
#[derive(Debug, Clone, PartialEq)]
pub struct PassedOver {
    /// Those that it misses by the fewest labels, first.
    pub nearest: Vec<Backend>,
    /// How many others there are.
    pub others: usize,
}

/// A reconciled cluster, in which it is quick to find who is behind a Service.
#[derive(Debug)]
pub struct Backends<'a> {
    cluster: &'a Cluster,
    slices: BTreeMap<NamespacedName, Vec<&'a EndpointSlice>>,
    selected: Selected<'a, &'a Pod>,
    /// The Pods of each namespace, once somebody asks.
    pods: OnceCell<BTreeMap<&'a str, Vec<&'a Pod>>>,
}

impl<'a> Backends<'a> {
    /// Looks through a cluster.
    pub fn new(cluster: &'a Cluster) -> Self {
        let mut slices: BTreeMap<_, Vec<&EndpointSlice>> = BTreeMap::new();
        for (name, slice) in &cluster.endpoint_slices {
            if let Some(service) = slice.metadata.labels.get(SERVICE_NAME_LABEL) {
                slices
                    .entry(NamespacedName::new(name.namespace.clone(), service.clone()))
                    .or_default()
                    .push(slice);
            }
        }
        Backends { cluster, slices, selected: selected(cluster, |pod| pod), pods: OnceCell::new() }
    }

    /// True if somebody gets connections to a Service.
    pub fn has_ready(&self, service: &NamespacedName) -> bool {
        let is_ready = |endpoint: &Endpoint| endpoint.conditions.ready != Some(false);
        self.slices_of(service).iter().any(|slice| slice.endpoints.iter().any(is_ready))
    }

    /// True if a Service has EndpointSlices, with or without endpoints.
    pub fn has_slices(&self, service: &NamespacedName) -> bool {
        !self.slices_of(service).is_empty()
    }

    /// The Pods that a Service selects, by name; none where the controllers do not look at its selector.
    pub fn selected(&self, service: &NamespacedName) -> &[&'a Pod] {
        self.selected.get(service).map_or(&[], |(_, pods)| pods)
    }

    /// Everybody behind a Service, and every other Pod that it selects: first those who count.
    pub fn of(&self, service: &Service) -> Vec<Backend> {
        let name = NamespacedName::of(&service.metadata);
        let mut known: BTreeMap<(Option<ObjectRef>, Vec<SmolStr>), Backend> = BTreeMap::new();
        for slice in self.slices_of(&name) {
            for endpoint in &slice.endpoints {
                let pod = pod_of(&name.namespace, endpoint);
                // A Pod is one backend with all its addresses.
                let addresses = if pod.is_some() { Vec::new() } else { endpoint.addresses.clone() };
                let backend = known
                    .entry((pod.clone(), addresses))
                    .or_insert_with(|| self.backend(slice, pod, endpoint));
                add_new(&mut backend.addresses, endpoint.addresses.iter().cloned());
                add_new(&mut backend.ports, slice.ports.iter().filter_map(|port| port.port));
            }
        }
        for pod in self.selected(&name) {
            let reasons = self.gaps(service, pod);
            let key = (Some(reference(&NamespacedName::of(&pod.metadata))), Vec::new());
            match known.get_mut(&key) {
                Some(backend) => backend.reasons.extend(reasons),
                None => drop(known.insert(key, without_endpoint(pod, Standing::LeftOut, reasons))),
            }
        }
        let mut backends: Vec<Backend> = known.into_values().collect();
        note_shared_addresses(&mut backends);
        backends.sort_by_key(|backend| backend.standing);
        backends
    }

    /// The Pods of a Service's namespace that its selector does not pick, `limit` of them at most. None where the
    /// controllers do not look at the selector.
    pub fn passed_over(&self, service: &Service, limit: usize) -> PassedOver {
        let name = NamespacedName::of(&service.metadata);
        let Some((_, picked)) = self.selected.get(&name) else {
            return PassedOver { nearest: Vec::new(), others: 0 };
        };
        let pods = self.pods().get(name.namespace.as_str()).map_or(&[][..], Vec::as_slice);
        let mut missed: Vec<(Vec<Reason>, &Pod)> = pods
            .iter()
            .map(|pod| (mismatches(service, pod), *pod))
            .filter(|(reasons, pod)| !reasons.is_empty() && !self.is_built_in(pod))
            .take(LOOKED_AT)
            .collect();
        // Stable, so that equals stay in the order of their names.
        missed.sort_by_key(|(reasons, _)| reasons.len());
        missed.truncate(limit);
        let others = pods.len() - picked.len() - missed.len();
        let nearest = missed
            .into_iter()
            .map(|(reasons, pod)| without_endpoint(pod, Standing::NotSelected, reasons))
            .collect();
        PassedOver { nearest, others }
    }

    fn pods(&self) -> &BTreeMap<&'a str, Vec<&'a Pod>> {
        self.pods.get_or_init(|| {
            let mut pods: BTreeMap<_, Vec<&Pod>> = BTreeMap::new();
            for (name, pod) in &self.cluster.pods {
                pods.entry(name.namespace.as_str()).or_default().push(pod);
            }
            pods
        })
    }

    fn is_built_in(&self, pod: &Pod) -> bool {
        self.cluster.is_built_in(&reference(&NamespacedName::of(&pod.metadata)))
    }

    fn slices_of(&self, service: &NamespacedName) -> &[&'a EndpointSlice] {
        self.slices.get(service).map_or(&[], Vec::as_slice)
    }

    fn backend(&self, slice: &EndpointSlice, pod: Option<ObjectRef>, endpoint: &Endpoint) -> Backend {
        let conditions = &endpoint.conditions;
        // Nil means ready (`EndpointConditions` of discovery/v1).
        let is_ready = conditions.ready != Some(false);
        let standing = match conditions.terminating {
            _ if is_ready => Standing::Ready,
            Some(true) => Standing::Terminating,
            _ => Standing::NotReady,
        };
        let made_from =
            pod.as_ref().filter(|_| is_made(slice)).and_then(|pod| self.cluster.pods.get(&key(pod)));
        let reasons = match made_from.map(|pod| self.unreadiness(pod)) {
            Some(reasons) if is_ready && !reasons.is_empty() => vec![Reason::Published],
            Some(reasons) => reasons,
            None if is_ready => Vec::new(),
            None => vec![Reason::WrittenNotReady],
        };
        let node = endpoint.node_name.clone();
        Backend { pod, addresses: Vec::new(), ports: Vec::new(), node, standing, reasons }
    }

    /// Why a Pod that is an endpoint does not count.
    fn unreadiness(&self, pod: &Pod) -> Vec<Reason> {
        let is_ready = is_pod_ready(pod);
        if pod.metadata.deletion_timestamp.is_some() {
            return vec![Reason::Terminating { serving: is_ready }];
        }
        if is_ready {
            return Vec::new();
        }
        let gates = kubelet::closed_gates(pod);
        let gates: Vec<Reason> = gates.map(|gate| Reason::ReadinessGate { gate: gate.into() }).collect();
        if !gates.is_empty() {
            return gates;
        }
        let containers_ready = kubelet::holds(pod, "ContainersReady");
        if let Some(node) = self.node(pod).filter(|node| containers_ready && !nodes::is_ready(node)) {
            return vec![Reason::NodeNotReady { node: node.metadata.name.clone() }];
        }
        let said = kubelet::condition(pod, "Ready")
            .and_then(|condition| condition.message.as_ref().or(condition.reason.as_ref()));
        vec![Reason::NotReady { said: said.cloned() }]
    }

    fn node(&self, pod: &Pod) -> Option<&'a Node> {
        self.cluster.nodes.get(pod.spec.node_name.as_ref()?)
    }

    /// What keeps a selected Pod out of the Service, of one of its families or of one of its ports.
    fn gaps(&self, service: &Service, pod: &Pod) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = families(service)
            .into_iter()
            .filter_map(|family| left_out(service, pod, self.node(pod), family))
            .collect();
        // What is not about a family is the same for all of them.
        reasons.dedup();
        let missing = service.spec.ports.iter().filter(|port| find_port(pod, port).is_none());
        reasons.extend(
            missing.map(|port| Reason::NoSuchPort { name: target_port(port).to_smolstr(), port: port.port }),
        );
        reasons
    }
}

/// The labels of the selector that a Pod does not have; none if the selector picks the Pod.
fn mismatches(service: &Service, pod: &Pod) -> Vec<Reason> {
    let mismatch = |(key, wanted): (&SmolStr, &SmolStr)| match pod.metadata.labels.get(key) {
        Some(given) if given == wanted => None,
        Some(given) => {
            Some(Reason::OtherLabel { key: key.clone(), wanted: wanted.clone(), given: given.clone() })
        }
        None => Some(Reason::NoLabel { key: key.clone(), wanted: wanted.clone() }),
    };
    service.spec.selector.iter().filter_map(mismatch).collect()
}

/// A Pod that is not among the endpoints.
fn without_endpoint(pod: &Pod, standing: Standing, reasons: Vec<Reason>) -> Backend {
    Backend {
        pod: Some(reference(&NamespacedName::of(&pod.metadata))),
        addresses: pod.status.pod_ips.iter().map(|address| address.ip.clone()).collect(),
        ports: Vec::new(),
        node: pod.spec.node_name.clone(),
        standing,
        reasons,
    }
}

/// The Pod that an endpoint names.
fn pod_of(namespace: &str, endpoint: &Endpoint) -> Option<ObjectRef> {
    let target = endpoint.target_ref.as_ref().filter(|target| target.kind.as_deref() == Some("Pod"))?;
    let namespace = target.namespace.as_deref().unwrap_or(namespace);
    Some(ObjectRef::new(Kind::Pod, namespace, target.name.clone().unwrap_or_default()))
}

/// Says of Pods that have the address of one before them that they have.
fn note_shared_addresses(backends: &mut [Backend]) {
    let mut first: BTreeMap<SmolStr, SmolStr> = BTreeMap::new();
    for backend in backends.iter_mut().filter(|backend| backend.standing <= Standing::NotReady) {
        let (Some(address), Some(pod)) = (backend.addresses.first(), &backend.pod) else { continue };
        match first.get(address) {
            Some(other) => backend.reasons.push(Reason::SharedAddress { pod: other.clone() }),
            None => drop(first.insert(address.clone(), pod.name.clone())),
        }
    }
}

fn reference(name: &NamespacedName) -> ObjectRef {
    ObjectRef::new(Kind::Pod, name.namespace.clone(), name.name.clone())
}

fn key(pod: &ObjectRef) -> NamespacedName {
    NamespacedName::new(pod.namespace.clone(), pod.name.clone())
}

fn add_new<T: Clone + PartialEq>(list: &mut Vec<T>, more: impl IntoIterator<Item = T>) {
    for item in more {
        if !list.contains(&item) {
            list.push(item);
        }
    }
}

/// Each reason with its sentence.
fn with_messages<S: Serializer>(reasons: &[Reason], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Said<'a> {
        #[serde(flatten)]
        reason: &'a Reason,
        message: Message,
    }
    serializer.collect_seq(reasons.iter().map(|reason| Said { reason, message: reason.message() }))
}
