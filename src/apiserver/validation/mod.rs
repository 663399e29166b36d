//! The rules of the API server, each in the place it has there: `pkg/apis/core/validation`,
//! `pkg/apis/discovery/validation`, `pkg/apis/apps/validation`, `pkg/apis/batch/validation`.
//!
//! A rule sees an object with its defaults set. Messages keep the API server's words where they are short, so that
//! who looks one up finds it.

mod container;
mod endpoint_slice;
mod endpoints;
mod errors;
mod external_access;
mod format;
mod ip;
mod job;
mod metadata;
mod node;
mod path;
mod pod;
mod rollout;
mod scheduling;
mod selector;
mod service;
mod service_addresses;
mod unmodelled;
mod workloads;

use crate::api::SmolStr;

pub use endpoint_slice::endpoint_slice;
pub use endpoints::endpoints;
pub use errors::{Errors, FieldError, quoted};
pub use external_access::needs_health_check;
pub use format::{dns_subdomain, is_dns_label};
pub use ip::{is_ipv6, parse_sloppy};
pub use job::{cron_job, job};
pub use node::{namespace, node};
pub use path::Path;
pub use pod::pod;
pub use service::{has_node_ports, service};
pub use service_addresses::service_addresses;
pub use unmodelled::{Quantity, unmodelled};
pub use workloads::{daemon_set, deployment, replica_set, replication_controller, stateful_set};

const PROTOCOLS: [&str; 3] = ["SCTP", "TCP", "UDP"];

/// A text of which there are few. What is absent has no default, or has been reported.
fn one_of(value: &Option<SmolStr>, known: &[&str], path: Path<'_>, errors: &mut Errors) {
    if let Some(value) = value.as_deref().filter(|value| !known.contains(value)) {
        errors.not_supported(path, value, known);
    }
}

/// The protocol of a port.
fn protocol(value: &Option<SmolStr>, path: Path<'_>, errors: &mut Errors) {
    one_of(value, &PROTOCOLS, path, errors);
}

/// The name of a Node, in whatever field (`ValidateNodeName`).
fn node_name(value: &str, path: Path<'_>, errors: &mut Errors) {
    format::dns_subdomain(value, path, errors);
}
