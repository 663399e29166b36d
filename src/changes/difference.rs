//! Before and after: which Pods and addresses left, which came, and what stayed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::api::{EndpointSlice, Kind, ObjectRef, Pod, Service, SmolStr, ToSmolStr};
use crate::cluster::{
    Cluster, NamespacedName, SERVICE_NAME_LABEL, ServiceType, cluster_ips, is_pod_ready, service_type,
};
use crate::message;
use crate::message::Message;
use crate::network::Network;

/// What changes have made of a cluster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The Pods.
    pub pods: PodsDifference,
    /// The Services that lost or gained an address or a node of their load balancer.
    pub services: Vec<ServiceDifference>,
}

/// What became of the Pods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PodsDifference {
    /// They were there and are gone.
    pub removed: Vec<PodState>,
    /// They are new. A Pod of a StatefulSet may be removed and added under the same name.
    pub added: Vec<PodState>,
    /// They are still there and not as they were.
    pub changed: Vec<PodState>,
    /// They are as they were.
    pub kept: Vec<ObjectRef>,
}

/// A Pod: as it was if it is gone, else as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PodState {
    /// The Pod.
    pub pod: ObjectRef,
    /// The node that it is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<SmolStr>,
    /// Its addresses.
    pub addresses: Vec<SmolStr>,
    /// What became of it, or where it comes from.
    pub why: Message,
}

/// What became of a Service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ServiceDifference {
    /// The Service.
    pub service: ObjectRef,
    /// Addresses that were ready endpoints and are none now.
    pub left: Vec<Endpoint>,
    /// Addresses that are ready endpoints now and were none.
    pub joined: Vec<Endpoint>,
    /// Addresses that were ready endpoints and still are.
    pub stayed: Vec<Endpoint>,
    /// What its clients know it by.
    pub kept: Kept,
    /// The nodes that its load balancer may use; None if they are the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub load_balancer_nodes: Option<NodesDifference>,
}

/// A ready endpoint of a Service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Endpoint {
    /// The address.
    pub address: SmolStr,
    /// The Pod that has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pod: Option<ObjectRef>,
    /// Why it left, or how it came; None if it stayed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Message>,
}

/// What stays the same while Pods come and go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Kept {
    /// The DNS name.
    pub dns_name: String,
    /// The cluster IPs; none if it is headless.
    #[serde(rename = "clusterIPs")]
    pub cluster_ips: Vec<SmolStr>,
    /// The node ports.
    pub node_ports: Vec<i32>,
    /// The addresses and names of its load balancer.
    pub load_balancer: Vec<SmolStr>,
}

/// Nodes that a load balancer has left or taken up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NodesDifference {
    /// It may no longer use them.
    pub left: Vec<SmolStr>,
    /// It may use them now.
    pub joined: Vec<SmolStr>,
}

impl Difference {
    /// Compares two moments of a cluster.
    pub fn new(before: &Network<'_>, after: &Network<'_>) -> Self {
        let (was, is) = (ReadyEndpoints::new(before.cluster()), ReadyEndpoints::new(after.cluster()));
        let services = after.cluster().services.iter().filter_map(|(name, service)| {
            let nodes = nodes(before, after, service);
            let (was, is) = (was.of(name), is.of(name));
            let (left, joined) = (missing_in(&is, &was), missing_in(&was, &is));
            if left.is_empty() && joined.is_empty() && nodes.is_none() {
                return None;
            }
            let stayed = is.iter().filter(|(key, _)| was.contains_key(*key));
            Some(ServiceDifference {
                service: ObjectRef::new(Kind::Service, name.namespace.clone(), name.name.clone()),
                left: left.into_iter().map(|one| one.described(why_left(after.cluster(), one))).collect(),
                joined: joined.into_iter().map(|one| one.described(message!("a new Pod"))).collect(),
                stayed: stayed.map(|(_, one)| one.to_endpoint(None)).collect(),
                kept: kept(after.cluster(), name, service),
                load_balancer_nodes: nodes,
            })
        });
        Difference {
            services: services.collect(),
            pods: PodsDifference::new(before.cluster(), after.cluster()),
        }
    }
}

impl PodsDifference {
    /// Compares the Pods of two moments of a cluster.
    pub fn new(before: &Cluster, after: &Cluster) -> Self {
        let mut found = PodsDifference { removed: vec![], added: vec![], changed: vec![], kept: vec![] };
        for (name, old) in &before.pods {
            match after.pods.get(name).filter(|new| is_same(old, new)) {
                None => found.removed.push(pod_state(name, old, message!("gone"))),
                Some(new) => match became(after, old, new) {
                    Some(why) => found.changed.push(pod_state(name, new, why)),
                    None => found.kept.push(reference(name)),
                },
            }
        }
        for (name, new) in &after.pods {
            if before.pods.get(name).is_none_or(|old| !is_same(old, new)) {
                found.added.push(pod_state(name, new, origin(new)));
            }
        }
        found
    }
}

/// True if it is one Pod, and not another of the same name.
fn is_same(old: &Pod, new: &Pod) -> bool {
    old.metadata.uid == new.metadata.uid
}

/// What became of a Pod that is still there; None if it is as it was.
fn became(after: &Cluster, old: &Pod, new: &Pod) -> Option<Message> {
    let ending = |pod: &Pod| pod.metadata.deletion_timestamp.is_some();
    if ending(new) && !ending(old) {
        return Some(message!("terminating"));
    }
    if is_pod_ready(old) && !is_pod_ready(new) {
        return Some(why_not_ready(after, new));
    }
    if old.spec.node_name != new.spec.node_name || old.status.pod_ips != new.status.pod_ips {
        return Some(message!("now on a node"));
    }
    (!is_pod_ready(old) && is_pod_ready(new)).then(|| message!("ready"))
}

fn why_not_ready(after: &Cluster, pod: &Pod) -> Message {
    match &pod.spec.node_name {
        Some(node) if after.down.contains(node) => message!("not ready: {node} is down", node = node),
        _ => message!("not ready"),
    }
}

fn pod_state(name: &NamespacedName, pod: &Pod, why: Message) -> PodState {
    PodState {
        pod: reference(name),
        node: pod.spec.node_name.clone(),
        addresses: pod.status.pod_ips.iter().map(|ip| ip.ip.clone()).collect(),
        why,
    }
}

fn reference(name: &NamespacedName) -> ObjectRef {
    ObjectRef::new(Kind::Pod, name.namespace.clone(), name.name.clone())
}

fn origin(pod: &Pod) -> Message {
    match pod.metadata.owner_references.iter().find(|owner| owner.controller == Some(true)) {
        Some(owner) => message!("made by {kind} {name}", kind = owner.kind, name = owner.name),
        None => message!("new"),
    }
}

/// The ready endpoints of every Service.
struct ReadyEndpoints<'a>(BTreeMap<(&'a str, &'a str), Ready<'a>>);

/// By address, and by the Pod that has it: Pods of one node may share an address.
type Ready<'a> = BTreeMap<(&'a str, Option<&'a str>), ReadyEndpoint<'a>>;

#[derive(Clone, Copy)]
struct ReadyEndpoint<'a> {
    address: &'a str,
    pod: Option<(&'a str, &'a str)>,
}

impl<'a> ReadyEndpoints<'a> {
    fn new(cluster: &'a Cluster) -> Self {
        let mut all: BTreeMap<_, Ready> = BTreeMap::new();
        for (name, slice) in &cluster.endpoint_slices {
            if let Some(service) = slice.metadata.labels.get(SERVICE_NAME_LABEL) {
                let service = (name.namespace.as_str(), service.as_str());
                all.entry(service).or_default().extend(ready(slice));
            }
        }
        ReadyEndpoints(all)
    }

    fn of(&self, service: &NamespacedName) -> Ready<'a> {
        self.0.get(&(service.namespace.as_str(), service.name.as_str())).cloned().unwrap_or_default()
    }
}

type Entry<'a> = ((&'a str, Option<&'a str>), ReadyEndpoint<'a>);

fn ready(slice: &EndpointSlice) -> impl Iterator<Item = Entry<'_>> {
    let ready = slice.endpoints.iter().filter(|endpoint| endpoint.conditions.ready != Some(false));
    ready.flat_map(|endpoint| {
        let target = endpoint.target_ref.as_ref().filter(|target| target.kind.as_deref() == Some("Pod"));
        let pod = target.and_then(|pod| Some((pod.namespace.as_deref()?, pod.name.as_deref()?)));
        let uid = target.and_then(|pod| pod.uid.as_deref());
        endpoint
            .addresses
            .iter()
            .map(move |address| ((address.as_str(), uid), ReadyEndpoint { address, pod }))
    })
}

fn missing_in<'a>(here: &Ready<'a>, there: &Ready<'a>) -> Vec<ReadyEndpoint<'a>> {
    there.iter().filter(|(key, _)| !here.contains_key(*key)).map(|(_, endpoint)| *endpoint).collect()
}

impl ReadyEndpoint<'_> {
    fn described(self, why: Message) -> Endpoint {
        self.to_endpoint(Some(why))
    }

    fn to_endpoint(self, why: Option<Message>) -> Endpoint {
        let pod = self.pod.map(|(namespace, name)| ObjectRef::new(Kind::Pod, namespace, name));
        Endpoint { address: self.address.into(), pod, why }
    }
}

fn why_left(after: &Cluster, endpoint: ReadyEndpoint<'_>) -> Message {
    let pod =
        endpoint.pod.and_then(|(namespace, name)| after.pods.get(&NamespacedName::new(namespace, name)));
    let pod = pod.filter(|pod| pod.status.pod_ips.iter().any(|ip| ip.ip == endpoint.address));
    match pod {
        None => message!("the Pod is gone"),
        Some(pod) if pod.metadata.deletion_timestamp.is_some() && !is_pod_ready(pod) => {
            message!("terminating and not ready: no new connections come here")
        }
        Some(pod) if pod.metadata.deletion_timestamp.is_some() => {
            message!("terminating: new connections come here only while nobody else is ready")
        }
        Some(pod) => why_not_ready(after, pod),
    }
}

/// What clients know a Service by.
fn kept(cluster: &Cluster, name: &NamespacedName, service: &Service) -> Kept {
    let domain = &cluster.settings.dns_domain;
    let ingress = service.status.load_balancer.ingress.iter();
    Kept {
        dns_name: format!("{}.{}.svc.{domain}", name.name, name.namespace),
        cluster_ips: cluster_ips(service).iter().map(|ip| ip.to_smolstr()).collect(),
        node_ports: service.spec.ports.iter().filter_map(|port| port.node_port).collect(),
        load_balancer: ingress.filter_map(|one| one.ip.clone().or_else(|| one.hostname.clone())).collect(),
    }
}

fn nodes(before: &Network<'_>, after: &Network<'_>, service: &Service) -> Option<NodesDifference> {
    if service_type(service) != ServiceType::LoadBalancer {
        return None;
    }
    let of = |network: &Network<'_>| -> BTreeSet<SmolStr> {
        network.load_balancer_nodes(service).unwrap_or_default().into_iter().collect()
    };
    let (was, is) = (of(before), of(after));
    let only = |one: &BTreeSet<SmolStr>, other| one.difference(other).cloned().collect::<Vec<_>>();
    let found = NodesDifference { left: only(&was, &is), joined: only(&is, &was) };
    (was != is).then_some(found)
}
