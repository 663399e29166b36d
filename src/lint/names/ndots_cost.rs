//! A program is told to speak to a name outside the cluster, which is looked up inside it first.
//!
//! The kubelet writes `ndots:5` into a Pod's resolver: a name with fewer dots is tried behind each search domain before it
//! is tried as it is. Each look-up of a database outside costs three queries that fail, twice with IPv6. That is no fault;
//! where look-ups are many it shows as latency and as load on the cluster's DNS.
//!
//! # Source
//!
//! - `pkg/kubelet/network/dns/dns.go` (`defaultDNSOptions`)
//! - `resolv/res_query.c` of glibc (`__res_context_search`)
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: orders
//! spec:
//!   containers:
//!   - name: orders
//!     image: nginx
//!     env:
//!     - name: DATABASE_URL
//!       value: postgres://orders@db.example.com:5432/orders
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: orders
//! spec:
//!   dnsConfig:
//!     options:
//!     - name: ndots
//!       value: "2"
//!   containers:
//!   - name: orders
//!     image: nginx
//!     env:
//!     - name: DATABASE_URL
//!       value: postgres://orders@db.example.com:5432/orders
//! ```

use crate::coredns::Server;
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::Facts;
use crate::lint::finding::Finding;
use crate::lint::mentions::{Form, Meaning, Mention};
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "ndots-cost",
    severity: Severity::Info,
    symptom: text!("CoreDNS answers many NXDOMAIN; the first connection is slow"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    // Once: what is true of one such name is true of all.
    let Some(mention) = facts.mentions.iter().find(|mention| is_dialled(mention)) else { return };
    let message = message!(
        "{place} names {name}: with ndots {ndots}, each look-up asks for {count} names of the cluster before that one",
        place = mention.place,
        name = mention.address.host,
        ndots = mention.resolver.ndots,
        count = mention.resolver.searches.len()
    );
    let help = message!(
        "Where look-ups are many, set the option ndots to 1 in dnsConfig, or put a dot behind the name"
    );
    findings.push(Finding::new(mention.about.clone(), mention.path.clone(), message, help));
}

/// True for a name that is looked up as it is at last. A web address may be for people to read; that of a database is
/// there to be dialled.
fn is_dialled(mention: &Mention<'_>) -> bool {
    let host = mention.address.host;
    let dots = host.bytes().filter(|byte| *byte == b'.').count() as u32;
    let is_page = mention.address.scheme.is_some_and(|scheme| scheme.starts_with("http"));
    matches!(mention.meaning, Meaning::Outside | Meaning::Unknown)
        && mention.resolver.server == Server::Cluster
        && mention.resolver.ndots > dots
        && !mention.resolver.searches.is_empty()
        && !host.ends_with('.')
        && (!is_page || mention.form == Form::Command)
}
