//! Names that do not resolve, and objects that must go by one name.

mod subdomain_names_no_service;
mod subdomain_service_does_not_select_pod;

use super::facts::Facts;
use crate::api::Pod;
use crate::cluster::NamespacedName;

rules![subdomain_names_no_service, subdomain_service_does_not_select_pod];

/// A Pod that asks for a DNS name of its own.
struct Named<'a> {
    at: &'a NamespacedName,
    pod: &'a Pod,
    /// The name of the headless Service below which its name would stand.
    subdomain: &'a str,
    /// The name that it asks for.
    name: String,
}

/// The Pods with both a hostname and a subdomain.
fn named_pods<'a>(facts: &Facts<'a>) -> impl Iterator<Item = Named<'a>> {
    let domain = &facts.cluster.settings.dns_domain;
    facts.cluster.pods.iter().filter_map(move |(at, pod)| {
        let hostname = pod.spec.hostname.as_deref().filter(|name| !name.is_empty())?;
        let subdomain = pod.spec.subdomain.as_deref().filter(|name| !name.is_empty())?;
        let name = format!("{hostname}.{subdomain}.{}.svc.{domain}", at.namespace);
        Some(Named { at, pod, subdomain, name })
    })
}
