//! Why a Service that exists does not answer, or not below its name.

use super::super::find::Below;
use super::super::name::is_below;
use super::super::record::RecordType;
use super::super::zone::{EndpointEntry, Host};
use super::About;
use super::pods::{filled, is_selected, selector_text, why_not_ready};
use crate::api::{Pod, Service, ServicePort};
use crate::cluster::{NamespacedName, ServiceType, is_headless, service_type, target_port};
use crate::message;
use crate::message::Message;

impl About<'_> {
    /// Why a name of an existing Service, or one below it, has no answer.
    pub(super) fn below_service(&self, key: &NamespacedName, below: Below<'_>) -> Message {
        let service = &self.cluster.services[key];
        if service_type(service) == ServiceType::ExternalName {
            return self.alias(key, service, below);
        }
        let is_empty = self.ready_endpoints(key).next().is_none();
        match below {
            Below::Endpoint(label) => self.label(key, service, label),
            _ if is_empty && is_headless(service) => self.no_ready_pods(&key.namespace, service),
            Below::Nothing => self.no_record(key, service),
            Below::Port { name, protocol } => self.port(key, service, name, protocol),
        }
    }

    fn ready_endpoints<'b>(&'b self, key: &NamespacedName) -> impl Iterator<Item = EndpointEntry<'b>> {
        self.zone.slices_of(&key.namespace, &key.name).iter().flat_map(|slice| slice.endpoints())
    }

    fn no_record(&self, key: &NamespacedName, service: &Service) -> Message {
        match (self.record_type, service.spec.ports.first()) {
            (RecordType::A, _) => message!("Service {service} has no IPv4 address", service = key),
            (RecordType::Aaaa, _) => message!("Service {service} has no IPv6 address", service = key),
            (RecordType::Srv, None) => {
                message!("Service {service} has no ports, so it has no SRV record", service = key)
            }
            (RecordType::Srv, Some(port)) if is_headless(service) => no_target(key, port),
            (other, _) => {
                message!("Service {service} has no record of type {type}", service = key, type = other)
            }
        }
    }

    /// Ready endpoints of a Service that have the port of this name.
    fn addresses_on(&self, key: &NamespacedName, port: &str) -> usize {
        let slices = self.zone.slices_of(&key.namespace, &key.name).iter();
        let with_port = slices.filter(|slice| slice.ports().any(|known| known.name == port));
        with_port.map(|slice| slice.endpoints().count()).sum()
    }

    fn alias(&self, key: &NamespacedName, service: &Service, below: Below<'_>) -> Message {
        let target = service.spec.external_name.as_deref().unwrap_or_default();
        if !matches!(below, Below::Nothing) {
            return message!(
                "Service {service} is an alias of {target}, and an alias has no names below it",
                service = key,
                target = target
            );
        }
        if let Host::Ip(_) = Host::new(target) {
            return message!(
                "the externalName of Service {service} is the address {target}, and DNS has aliases of names alone: \
                 use a headless Service with an EndpointSlice",
                service = key,
                target = target
            );
        }
        if !matches!(self.record_type, RecordType::A | RecordType::Aaaa) {
            return self.no_record(key, service);
        }
        let full = format!("{}.", target.trim_end_matches('.'));
        let is_loop = is_below(&format!("{}.{}.svc.{}", key.name, key.namespace, self.zone.domain()), &full);
        match self.zone.lookup(&full, self.record_type).status {
            _ if is_loop => message!("Service {service} is an alias of itself", service = key),
            super::Status::NoError => message!(
                "Service {service} is an alias of {target}, which leads to no address of type {type}",
                service = key,
                target = target,
                type = self.record_type
            ),
            _ => message!(
                "Service {service} is an alias of {target}, which does not exist",
                service = key,
                target = target
            ),
        }
    }

    /// A label before a Service's name that is no ready endpoint.
    fn label(&self, key: &NamespacedName, service: &Service, label: &str) -> Message {
        let address = Host::new(&label.replace('-', ".")).ip().or(Host::new(&label.replace('-', ":")).ip());
        if let Some(known) =
            self.ready_endpoints(key).find(|endpoint| address.is_some() && endpoint.host().ip() == address)
        {
            return message!(
                "the endpoint of Service {service} at this address has a hostname: use {hostname} in place of {label}",
                service = key,
                hostname = known.label(),
                label = label
            );
        }
        let pods = self.pods_in(&key.namespace);
        let by_hostname = pods.iter().find(|pod| filled(&pod.spec.hostname) == Some(label));
        let by_name = || pods.iter().find(|pod| pod.metadata.name == label);
        let by_address = || pods.iter().find(|pod| has_address(pod, address));
        if let Some(pod) = by_hostname.or_else(by_name) {
            return pod_label(key, service, pod, label);
        }
        if let Some(pod) = by_address() {
            return not_an_endpoint(key, service, pod);
        }
        let word = label.strip_prefix('_').unwrap_or(label);
        if let Some(port) = service.spec.ports.iter().find(|port| port.name.as_deref() == Some(word)) {
            return message!(
                "a port's name is followed by its protocol: use _{port}._{protocol} before the name of Service {service}",
                service = key,
                port = word,
                protocol = protocol_of(port)
            );
        }
        message!(
            "{label} is neither a port nor a ready endpoint of Service {service}",
            label = label,
            service = key
        )
    }

    fn port(&self, key: &NamespacedName, service: &Service, name: &str, protocol: &str) -> Message {
        let ports: Vec<String> = service.spec.ports.iter().map(port_text).collect();
        let named = || service.spec.ports.iter().filter(|port| port.name.as_deref() == Some(name));
        let there = named().find(|port| protocol_of(port).eq_ignore_ascii_case(protocol));
        match (there, named().next().is_some()) {
            (Some(port), _) if is_headless(service) && self.addresses_on(key, name) == 0 => {
                no_target(key, port)
            }
            (Some(_), _) => self.no_record(key, service),
            (_, true) => message!(
                "port {name} of Service {service} is not of protocol {protocol}: its ports are {ports}",
                name = name,
                service = key,
                protocol = protocol,
                ports = ports.join(", ")
            ),
            (_, false) => message!(
                "Service {service} has no port named {name}: its ports are {ports}",
                service = key,
                name = name,
                ports = ports.join(", ")
            ),
        }
    }
}

fn no_target(key: &NamespacedName, port: &ServicePort) -> Message {
    message!(
        "no ready Pod of Service {service} has the targetPort {target} of its port {port}",
        service = key,
        target = target_port(port),
        port = port_text(port)
    )
}

/// Why a Pod is not found under its name or hostname.
fn pod_label(key: &NamespacedName, service: &Service, pod: &Pod, label: &str) -> Message {
    let name = &pod.metadata.name;
    match (filled(&pod.spec.hostname), filled(&pod.spec.subdomain)) {
        (None, _) => message!(
            "{pod} is the name of a Pod, not its hostname: set hostname {pod} and subdomain {service} in its spec",
            pod = name,
            service = key.name
        ),
        (Some(hostname), None) => message!(
            "Pod {pod} has hostname {hostname} but no subdomain: set subdomain {service} in its spec",
            pod = name,
            hostname = hostname,
            service = key.name
        ),
        (Some(_), Some(subdomain)) if subdomain != key.name => message!(
            "Pod {pod} has subdomain {subdomain}, not {service}, so its hostname counts below {subdomain} alone",
            pod = name,
            subdomain = subdomain,
            service = key.name
        ),
        (Some(hostname), Some(_)) if hostname != label => message!(
            "the hostname of Pod {pod} is {hostname}: use {hostname} in place of {label}",
            pod = name,
            hostname = hostname,
            label = label
        ),
        (Some(_), Some(_)) => not_an_endpoint(key, service, pod),
    }
}

fn not_an_endpoint(key: &NamespacedName, service: &Service, pod: &Pod) -> Message {
    if is_selected(service, pod) {
        return message!(
            "Pod {pod} of Service {service} is not ready {why}",
            pod = pod.metadata.name,
            service = key,
            why = why_not_ready(pod)
        );
    }
    message!(
        "Pod {pod} is no endpoint of Service {service}: it lacks the labels {selector}",
        pod = pod.metadata.name,
        service = key,
        selector = selector_text(service)
    )
}

fn has_address(pod: &Pod, address: Option<std::net::IpAddr>) -> bool {
    let mut texts = pod.status.pod_ip.iter().chain(pod.status.pod_ips.iter().map(|ip| &ip.ip));
    address.is_some_and(|address| texts.any(|text| text.parse() == Ok(address)))
}

fn protocol_of(port: &ServicePort) -> String {
    port.protocol.as_deref().unwrap_or("TCP").to_ascii_lowercase()
}

/// `http/tcp 80`; without a name, `tcp 80`.
fn port_text(port: &ServicePort) -> String {
    match filled(&port.name) {
        Some(name) => format!("{name}/{} {}", protocol_of(port), port.port),
        None => format!("{} {}", protocol_of(port), port.port),
    }
}
