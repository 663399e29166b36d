//! Finding an object by its name, its kind or its address.

use svclab::api::{Kind, ObjectRef};
use svclab::cluster::{Cluster, Object};

/// The kinds that a picture shows, in the order in which they are found.
const KINDS: [Kind; 9] = [
    Kind::Service,
    Kind::Pod,
    Kind::Deployment,
    Kind::StatefulSet,
    Kind::DaemonSet,
    Kind::ReplicaSet,
    Kind::Job,
    Kind::Node,
    Kind::EndpointSlice,
];

/// An object that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The object.
    pub object: ObjectRef,
    /// Its addresses.
    pub addresses: Vec<String>,
}

/// The objects in which every word occurs, at most so many: those whose names begin with the first one before the others.
pub fn find(cluster: &Cluster, words: &str, most: usize) -> Vec<Found> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let Some(first) = words.first() else { return Vec::new() };
    let (mut begin, mut others) = (Vec::new(), Vec::new());
    let objects = KINDS.into_iter().flat_map(|kind| cluster.list(kind));
    for object in objects.filter(|object| is_drawn(cluster, *object)) {
        let reference = object.reference();
        let addresses = addresses(object);
        let whole =
            format!("{} {}/{} {}", reference.kind, reference.namespace, reference.name, addresses.join(" "));
        let whole = whole.to_lowercase();
        if !words.iter().all(|word| whole.contains(word.as_str())) {
            continue;
        }
        let list = if reference.name.starts_with(first.as_str()) { &mut begin } else { &mut others };
        if list.len() < most {
            list.push(Found { object: reference, addresses });
        }
    }
    begin.into_iter().chain(others).take(most).collect()
}

/// What every cluster has is not in the picture, but for its nodes.
fn is_drawn(cluster: &Cluster, object: Object<'_>) -> bool {
    object.kind() == Kind::Node || !cluster.is_built_in(&object.reference())
}

fn addresses(object: Object<'_>) -> Vec<String> {
    match object {
        Object::Pod(pod) => {
            let first = pod.status.pod_ip.iter().map(ToString::to_string);
            let others = pod.status.pod_ips.iter().map(|ip| ip.ip.to_string());
            first.filter(|_| pod.status.pod_ips.is_empty()).chain(others).collect()
        }
        Object::Service(service) => {
            let balanced = service.status.load_balancer.ingress.iter();
            let balanced = balanced.filter_map(|one| one.ip.as_ref().map(ToString::to_string));
            service.spec.cluster_ips.iter().map(ToString::to_string).chain(balanced).collect()
        }
        Object::Node(node) => node.status.addresses.iter().map(|one| one.address.to_string()).collect(),
        _ => Vec::new(),
    }
}
