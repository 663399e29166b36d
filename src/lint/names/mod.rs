//! Names that do not resolve, and objects that must go by one name.

mod cluster_name_on_node_dns;
mod external_name_is_address;
mod external_name_ports;
mod hostname_without_subdomain;
mod meant;
mod name_does_not_resolve;
mod ndots_cost;
mod no_such_service;
mod no_such_service_port;
mod stateful_set_names_no_service;
mod stateful_set_service_misses_pods;
mod stateful_set_service_not_headless;
mod stateful_set_without_service;
mod subdomain_names_no_service;
mod subdomain_service_does_not_select_pod;

use super::facts::Facts;
use super::templates::Template;
use crate::api::{Kind, Pod, Service, StatefulSet};
use crate::cluster::{NamespacedName, ServiceType, is_headless, service_type};

rules![
    name_does_not_resolve,
    no_such_service,
    no_such_service_port,
    cluster_name_on_node_dns,
    ndots_cost,
    subdomain_names_no_service,
    subdomain_service_does_not_select_pod,
    hostname_without_subdomain,
    stateful_set_names_no_service,
    stateful_set_service_misses_pods,
    stateful_set_service_not_headless,
    stateful_set_without_service,
    external_name_is_address,
    external_name_ports,
];

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
        // What a StatefulSet names is said of the StatefulSet.
        if pod.metadata.owner_references.iter().any(|owner| owner.kind == Kind::StatefulSet.name()) {
            return None;
        }
        let name = format!("{hostname}.{subdomain}.{}.svc.{domain}", at.namespace);
        Some(Named { at, pod, subdomain, name })
    })
}

/// The Services of type ExternalName, with the name that each stands for.
fn aliases<'a>(facts: &Facts<'a>) -> impl Iterator<Item = (&'a NamespacedName, &'a str, &'a Service)> {
    let services = facts.cluster.services.iter();
    services
        .filter(|(_, service)| service_type(service) == ServiceType::ExternalName)
        .filter_map(|(at, service)| Some((at, service.spec.external_name.as_deref()?, service)))
}

/// A StatefulSet of the text.
struct Set<'f, 'a> {
    set: &'a StatefulSet,
    template: &'f Template<'a>,
}

/// The StatefulSets of the text.
fn stateful_sets<'f, 'a>(facts: &'f Facts<'a>) -> impl Iterator<Item = Set<'f, 'a>> {
    let templates = facts.templates.iter().filter(|template| template.object.kind == Kind::StatefulSet);
    templates.filter_map(|template| {
        let at = NamespacedName::new(&*template.object.namespace, &*template.object.name);
        Some(Set { set: facts.cluster.stateful_sets.get(&at)?, template })
    })
}

impl<'a> Set<'_, 'a> {
    /// The name of its Service, if it gives one.
    fn service_name(&self) -> Option<&'a str> {
        self.set.spec.service_name.as_deref().filter(|name| !name.is_empty())
    }

    /// The Service that it names, if that exists.
    fn service(&self, facts: &Facts<'a>) -> Option<(&'a NamespacedName, &'a Service)> {
        let at = NamespacedName::new(&*self.template.object.namespace, self.service_name()?);
        facts.cluster.services.get_key_value(&at)
    }

    /// The first headless Service that selects its Pods.
    fn headless<'s>(&'s self, facts: &'s Facts<'a>) -> Option<&'a str> {
        let mut selecting = facts.selecting_these(self.template);
        selecting.find(|selecting| is_headless(selecting.service)).map(|selecting| selecting.at.name.as_str())
    }
}
