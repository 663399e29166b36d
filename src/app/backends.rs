//! Who stands behind a Service: who counts, and why the others do not.

use std::collections::BTreeMap;

use svclab::api::{Endpoint, EndpointSlice, IntOrString, Kind, ObjectRef, Pod, Service};
use svclab::cluster::{Cluster, target_port};
use svclab::message;
use svclab::message::Message;

/// Somebody who is behind a Service, or could be.
#[derive(Debug, Clone, PartialEq)]
pub struct Backend {
    /// The Pod; none for an address that was written by hand.
    pub pod: Option<ObjectRef>,
    /// Its addresses.
    pub addresses: Vec<String>,
    /// The ports that the Service leads to there.
    pub ports: Vec<i32>,
    /// The node that it is on.
    pub node: Option<String>,
    /// Whether it counts.
    pub standing: Standing,
    /// Why it does not count, or does so only in part.
    pub why: Vec<Message>,
}

/// Whether somebody counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It gets connections.
    Ready,
    /// It ends: it gets connections only while nobody is ready.
    Terminating,
    /// It is known, and gets none.
    NotReady,
    /// It is chosen, and not among the endpoints.
    Absent,
    /// It is not chosen.
    Unselected,
}

/// The label by which an EndpointSlice belongs to a Service.
const SERVICE_NAME: &str = "kubernetes.io/service-name";

/// Everybody behind a Service: first those who count. Where the selector finds nobody, the Pods that it passes over.
pub fn backends(cluster: &Cluster, service: &Service) -> Vec<Backend> {
    let mut known: BTreeMap<(Option<ObjectRef>, String), Backend> = BTreeMap::new();
    for slice in slices_of(cluster, service) {
        for endpoint in &slice.endpoints {
            let pod = pod_of(service, endpoint);
            let key = (pod.clone(), if pod.is_some() { String::new() } else { endpoint.addresses.concat() });
            let backend = known.entry(key).or_insert_with(|| from_endpoint(cluster, pod, endpoint));
            add_new(&mut backend.addresses, &endpoint.addresses);
            add_new(&mut backend.ports, &slice.ports.iter().filter_map(|port| port.port).collect::<Vec<_>>());
        }
    }
    let mut backends: Vec<Backend> = known.into_values().collect();
    for backend in &mut backends {
        let pod = backend.pod.as_ref().and_then(|pod| pod_named(cluster, pod));
        backend.why.extend(pod.map(|pod| missing_ports(service, pod)).unwrap_or_default());
    }
    if !service.spec.selector.is_empty() {
        let listed = |pod: &ObjectRef| backends.iter().any(|backend| backend.pod.as_ref() == Some(pod));
        let absent: Vec<Backend> = pods_beside(cluster, service)
            .filter(|(reference, pod)| !listed(reference) && unmet(service, pod).is_none())
            .map(|(reference, pod)| without_endpoint(reference, pod, Standing::Absent, why_absent(pod)))
            .collect();
        backends.extend(absent);
        if backends.is_empty() {
            backends.extend(passed_over(cluster, service));
        }
    }
    backends.sort_by_key(|backend| backend.standing);
    backends
}

fn slices_of<'a>(cluster: &'a Cluster, service: &'a Service) -> impl Iterator<Item = &'a EndpointSlice> {
    let metadata = &service.metadata;
    cluster.endpoint_slices.values().filter(move |slice| {
        slice.metadata.namespace == metadata.namespace
            && slice.metadata.labels.get(SERVICE_NAME) == Some(&metadata.name)
    })
}

fn pod_of(service: &Service, endpoint: &Endpoint) -> Option<ObjectRef> {
    let target = endpoint.target_ref.as_ref().filter(|target| target.kind.as_deref() == Some("Pod"))?;
    let namespace = target.namespace.clone().or_else(|| service.metadata.namespace.clone());
    Some(ObjectRef::new(Kind::Pod, namespace.unwrap_or_default(), target.name.clone().unwrap_or_default()))
}

fn from_endpoint(cluster: &Cluster, pod: Option<ObjectRef>, endpoint: &Endpoint) -> Backend {
    let conditions = &endpoint.conditions;
    let (standing, why) = match (conditions.ready, conditions.terminating) {
        (_, Some(true)) => {
            let why = match conditions.serving {
                Some(false) => message!("it is being deleted, and is not ready"),
                _ => message!("it is being deleted: it gets connections only while nobody is ready"),
            };
            (Standing::Terminating, vec![why])
        }
        (Some(false), _) => {
            let pod = pod.as_ref().and_then(|pod| pod_named(cluster, pod));
            (Standing::NotReady, pod.map_or_else(Vec::new, why_not_ready))
        }
        // Nil means ready (`EndpointConditions` of discovery/v1).
        _ => (Standing::Ready, Vec::new()),
    };
    Backend { pod, addresses: Vec::new(), ports: Vec::new(), node: endpoint.node_name.clone(), standing, why }
}

/// The Pods of the Service's namespace that are not every cluster's own.
fn pods_beside<'a>(cluster: &'a Cluster, service: &'a Service) -> impl Iterator<Item = (ObjectRef, &'a Pod)> {
    cluster.pods.iter().filter_map(move |(name, pod)| {
        let reference = ObjectRef::new(Kind::Pod, name.namespace.clone(), name.name.clone());
        let beside = service.metadata.namespace.as_ref() == Some(&name.namespace);
        (beside && !cluster.is_built_in(&reference)).then_some((reference, pod))
    })
}

fn pod_named<'a>(cluster: &'a Cluster, reference: &ObjectRef) -> Option<&'a Pod> {
    match cluster.get(reference)? {
        svclab::cluster::Object::Pod(pod) => Some(pod),
        _ => None,
    }
}

fn without_endpoint(reference: ObjectRef, pod: &Pod, standing: Standing, why: Message) -> Backend {
    Backend {
        pod: Some(reference),
        addresses: pod.status.pod_ips.iter().map(|address| address.ip.clone()).collect(),
        ports: Vec::new(),
        node: pod.spec.node_name.clone(),
        standing,
        why: vec![why],
    }
}

/// The Pods that the selector passes over, each with the first label that does not fit.
fn passed_over(cluster: &Cluster, service: &Service) -> Vec<Backend> {
    pods_beside(cluster, service)
        .filter_map(|(reference, pod)| {
            let why = unmet(service, pod)?;
            Some(without_endpoint(reference, pod, Standing::Unselected, why))
        })
        .collect()
}

/// The first label of the selector that the Pod does not have; none if the selector finds the Pod.
fn unmet(service: &Service, pod: &Pod) -> Option<Message> {
    let (key, wanted) =
        service.spec.selector.iter().find(|(key, value)| pod.metadata.labels.get(*key) != Some(*value))?;
    Some(match pod.metadata.labels.get(key) {
        None => message!(
            "it has no label {key}; the selector asks for {key}={wanted}",
            key = key,
            wanted = wanted
        ),
        Some(given) => {
            message!(
                "its label {key} is {given}; the selector asks for {wanted}",
                key = key,
                given = given,
                wanted = wanted
            )
        }
    })
}

/// Why a chosen Pod is not among the endpoints (`ShouldPodBeInEndpoints` of pkg/controller/util/endpoint).
fn why_absent(pod: &Pod) -> Message {
    let status = &pod.status;
    match status.phase.as_deref() {
        Some("Succeeded") => return message!("it has ended with success"),
        Some("Failed") => return message!("it has failed"),
        _ => {}
    }
    if pod.metadata.deletion_timestamp.is_some() {
        return message!("it is being deleted");
    }
    let unscheduled = status.conditions.iter().find(|it| it.r#type == "PodScheduled" && it.status == "False");
    match unscheduled.and_then(|condition| condition.message.as_ref()) {
        Some(said) => message!("it is on no node: {said}", said = said),
        None if pod.spec.node_name.is_none() => message!("it is on no node"),
        None if status.pod_ip.is_none() => message!("it has no address yet"),
        None => message!("it has no address of the Service's family"),
    }
}

fn why_not_ready(pod: &Pod) -> Vec<Message> {
    let holds = |name: &str| pod.status.conditions.iter().any(|it| it.r#type == name && it.status == "True");
    let gates: Vec<Message> = pod
        .spec
        .readiness_gates
        .iter()
        .filter(|gate| !holds(&gate.condition_type))
        .map(|gate| message!("its readiness gate {gate} is not true", gate = gate.condition_type))
        .collect();
    if !gates.is_empty() {
        return gates;
    }
    let ready = pod.status.conditions.iter().find(|it| it.r#type == "Ready" && it.status != "True");
    let said = ready.and_then(|condition| condition.message.as_ref().or(condition.reason.as_ref()));
    vec![match said {
        Some(said) => message!("it is not ready: {said}", said = said),
        None => message!("it is not ready"),
    }]
}

/// The named target ports that no container of the Pod has.
fn missing_ports(service: &Service, pod: &Pod) -> Vec<Message> {
    let has = |name: &str, protocol: &str| {
        pod.spec.containers.iter().flat_map(|container| &container.ports).any(|port| {
            port.name.as_deref() == Some(name) && port.protocol.as_deref().unwrap_or("TCP") == protocol
        })
    };
    let missing = service.spec.ports.iter().filter_map(|port| match target_port(port) {
        IntOrString::String(name) if !has(&name, port.protocol.as_deref().unwrap_or("TCP")) => {
            Some(message!(
                "it has no container port {name}: port {port} of the Service does not lead to it",
                name = name,
                port = port.port
            ))
        }
        _ => None,
    });
    missing.collect()
}

fn add_new<T: Clone + PartialEq>(list: &mut Vec<T>, more: &[T]) {
    for item in more {
        if !list.contains(item) {
            list.push(item.clone());
        }
    }
}
