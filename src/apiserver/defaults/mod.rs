//! What the API server fills in before it looks at an object: `SetDefaults_*` of pkg/apis/*/v1/defaults.go.

mod pod;
mod service;
mod workloads;

pub use pod::pod;
pub use service::service;
pub use workloads::{
    cron_job, daemon_set, deployment, job, replica_set, replication_controller, stateful_set,
};

use crate::api::{EndpointSlice, Endpoints, Namespace, Node, SmolStr};

/// Sets what is not given.
fn default_to<T>(field: &mut Option<T>, value: T) {
    field.get_or_insert(value);
}

/// Sets a text that is not given or empty, as Go cannot tell them apart.
fn default_text(field: &mut Option<SmolStr>, value: &str) {
    if field.as_deref().unwrap_or("").is_empty() {
        *field = Some(value.into());
    }
}

/// A Namespace bears its name as a label, so that selectors can choose it.
pub fn namespace(namespace: &mut Namespace) {
    let name = namespace.metadata.name.clone();
    namespace.metadata.labels.insert("kubernetes.io/metadata.name".into(), name);
    let phase = match namespace.metadata.deletion_timestamp {
        Some(_) => "Terminating",
        None => "Active",
    };
    default_text(&mut namespace.status.phase, phase);
}

/// `podCIDR` and the first of `podCIDRs` are the same (`Convert_v1_NodeSpec_To_core_NodeSpec`).
pub fn node(node: &mut Node) {
    match (&node.spec.pod_cidr, node.spec.pod_cidrs.first()) {
        (Some(single), None) if !single.is_empty() => node.spec.pod_cidrs = vec![single.clone()],
        (None, Some(first)) => node.spec.pod_cidr = Some(first.clone()),
        _ => {}
    }
}

/// `SetDefaults_Endpoints`.
pub fn endpoints(endpoints: &mut Endpoints) {
    for port in endpoints.subsets.iter_mut().flat_map(|subset| &mut subset.ports) {
        default_text(&mut port.protocol, "TCP");
    }
}

/// `SetDefaults_EndpointPort` of discovery. Topology labels are a matter of v1beta1 and dropped.
pub fn endpoint_slice(slice: &mut EndpointSlice) {
    for port in &mut slice.ports {
        default_to(&mut port.name, SmolStr::default());
        default_to(&mut port.protocol, "TCP".into());
    }
    for endpoint in &mut slice.endpoints {
        endpoint.deprecated_topology.clear();
    }
}
