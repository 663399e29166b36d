//! What the API server takes and warns of (`pkg/api/service/warnings.go`, `pkg/api/pod/warnings.go`, the strategies of
//! `pkg/registry`).

mod pod;
mod service;
mod unmodelled;

pub use pod::{
    cron_job, daemon_set, deployment, job, pod, replica_set, replication_controller, stateful_set,
};
pub use service::service;
pub use unmodelled::unmodelled;

use super::validation::{Path, is_dns_label, parse_sloppy, quoted};
use crate::api::{EndpointSlice, Endpoints, Kind};
use crate::manifest::FieldPath;
use crate::message;
use crate::message::Message;

/// One warning.
#[derive(Debug, Clone, PartialEq)]
pub struct Warning {
    /// The field that is meant.
    pub path: FieldPath,
    /// A stable kebab-case word.
    pub code: &'static str,
    /// One sentence with the value.
    pub message: Message,
    /// What to do about it.
    pub help: Message,
    /// A value that means the same and is not warned of.
    pub better: Option<&'static str>,
}

/// The warnings about one object.
#[derive(Debug, Default)]
pub struct Warnings(Vec<Warning>);

impl Warnings {
    /// The warnings.
    pub fn into_vec(self) -> Vec<Warning> {
        self.0
    }

    /// Adds one.
    pub fn add(&mut self, path: Path<'_>, code: &'static str, message: Message, help: Message) {
        self.0.push(Warning { path: path.into(), code, message, help, better: None });
    }

    /// Gives the last one a value that means the same.
    pub fn better(&mut self, value: &'static str) {
        if let Some(last) = self.0.last_mut() {
            last.better = Some(value);
        }
    }
}

/// There is nothing to warn of.
pub fn none<T>(_: &T, _: &mut Warnings) {}

/// The name of a Pod is its host name, and others make Pods that are named after them. Service, Namespace and StatefulSet
/// have such names anyway.
pub fn name(kind: Kind, name: &str, warnings: &mut Warnings) {
    let makes_pods = matches!(
        kind,
        Kind::Pod
            | Kind::Deployment
            | Kind::ReplicaSet
            | Kind::ReplicationController
            | Kind::Job
            | Kind::CronJob
    );
    if makes_pods && !is_dns_label(name) {
        warnings.add(
            Path::new("metadata").child("name"),
            "name-is-no-dns-label",
            message!(
                "The name {value} is used in the hostname of Pods, which can result in surprising behavior",
                value = quoted(name)
            ),
            message!("A DNS label is recommended: lower-case letters, digits and '-', at most 63 of them"),
        );
    }
}

/// `GetWarningsForIP`: what the strict rules leave of it.
fn canonical(address: &str, path: Path<'_>, warnings: &mut Warnings) {
    let Some(parsed) = parse_sloppy(address).filter(|parsed| parsed.is_ipv6()) else { return };
    if parsed.to_string() != address {
        warnings.add(
            path,
            "non-canonical-address",
            message!("The IPv6 address {value} is not in canonical form", value = quoted(address)),
            message!("Write {address}, as RFC 5952 has it", address = parsed),
        );
    }
}

/// Of Endpoints: that they are deprecated since 1.33.
pub fn endpoints(endpoints: &Endpoints, warnings: &mut Warnings) {
    warnings.add(
        Path::new("kind"),
        "deprecated-endpoints",
        message!("v1 Endpoints is deprecated since Kubernetes 1.33"),
        message!("Write an EndpointSlice of discovery.k8s.io/v1 with the label kubernetes.io/service-name"),
    );
    for (subset_at, subset) in endpoints.subsets.iter().enumerate() {
        for (field, addresses) in
            [("addresses", &subset.addresses), ("notReadyAddresses", &subset.not_ready_addresses)]
        {
            for (at, address) in addresses.iter().enumerate() {
                let path = Path::new("subsets");
                canonical(&address.ip, path.index(subset_at).child(field).index(at).child("ip"), warnings);
            }
        }
    }
}

/// Of EndpointSlices: that names for addresses are deprecated.
pub fn endpoint_slice(slice: &EndpointSlice, warnings: &mut Warnings) {
    if slice.address_type == "FQDN" {
        warnings.add(
            Path::new("addressType"),
            "deprecated-fqdn-slice",
            message!("EndpointSlices of addressType FQDN are deprecated, and kube-proxy ignores them"),
            message!("Use a Service of type ExternalName, or addresses"),
        );
    }
}
