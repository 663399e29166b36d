//! The rules of the API server, each in the place it has there: `pkg/apis/core/validation`,
//! `pkg/apis/discovery/validation`, `pkg/apis/apps/validation`, `pkg/apis/batch/validation`.
//!
//! A rule sees an object with its defaults set. Messages keep the API server's words where they are short, so that
//! who looks one up finds it.

mod container;
mod endpoint_slice;
mod endpoints;
mod errors;
mod format;
mod ip;
mod job;
mod metadata;
mod node;
mod path;
mod pod;
mod scheduling;
mod selector;
mod service;
mod service_addresses;
mod workloads;

pub use endpoint_slice::endpoint_slice;
pub use endpoints::endpoints;
pub use errors::{Errors, FieldError, quoted};
pub use format::dns_subdomain;
pub use ip::{is_ipv6, parse_sloppy};
pub use job::{cron_job, job};
pub use node::{namespace, node};
pub use path::Path;
pub use pod::pod;
pub use service::{has_node_ports, needs_health_check, service};
pub use service_addresses::service_addresses;
pub use workloads::{daemon_set, deployment, replica_set, replication_controller, stateful_set};

use crate::message;

const PROTOCOLS: [&str; 3] = ["SCTP", "TCP", "UDP"];

/// The protocol of a port that has its default.
fn protocol(value: Option<&str>, path: Path<'_>, errors: &mut Errors) {
    match value.unwrap_or("") {
        "" => errors.required(path, message!("Use TCP, UDP or SCTP")),
        known if PROTOCOLS.contains(&known) => {}
        unknown => errors.not_supported(path, unknown, &PROTOCOLS),
    }
}

/// The name of a Node, in whatever field (`ValidateNodeName`).
fn node_name(value: &str, path: Path<'_>, errors: &mut Errors) {
    format::dns_subdomain(value, path, errors);
}
