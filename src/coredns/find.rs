//! Which addresses a name of the zone means (plugin/kubernetes/kubernetes.go, parse.go, ns.go).

use std::borrow::Cow;
use std::net::IpAddr;
use std::rc::Rc;

use super::lookup::{Asked, owner_of_endpoint};
use super::name::{IN_ADDR, IP6, labels};
use super::record::Owner;
use super::zone::{EndpointEntry, Host, Port, ServiceEntry, ServiceEntryKind, SliceEntry, Zone};

/// The name does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameError;

/// One address behind a name, on one port (`msg.Service` of plugin/etcd/msg).
#[derive(Debug, Clone)]
pub(super) struct Found<'a> {
    /// The labels, below the zone, of the name that the address itself has.
    pub labels: Vec<&'a str>,
    pub host: Cow<'a, Host>,
    /// None where there is no port to tell of.
    pub port: Option<u16>,
    service: Option<&'a ServiceEntry>,
    endpoint: Option<(&'a SliceEntry, &'a EndpointEntry)>,
}

impl Found<'_> {
    /// The name that the address itself has, in this zone.
    pub(super) fn name(&self, zone: &str) -> String {
        let mut name = String::with_capacity(80);
        for label in &self.labels {
            name.push_str(label);
            name.push('.');
        }
        name + zone
    }

    /// The objects that records made of it come from.
    pub(super) fn owner(&self) -> Owner {
        match (self.service, self.endpoint) {
            (service, Some((slice, endpoint))) => owner_of_endpoint(service, slice, endpoint),
            (service, None) => {
                Owner { service: service.map(|service| Rc::clone(&service.reference)), endpoint: None }
            }
        }
    }
}

impl EndpointEntry {
    /// The Pod, or the slice if no Pod stands behind the address.
    pub(super) fn object(&self, slice: &SliceEntry) -> Rc<crate::api::ObjectRef> {
        Rc::clone(self.pod.as_ref().unwrap_or(&slice.reference))
    }
}

/// A name taken apart (`recordRequest` of parse.go). Names of the zone itself, of `svc` and of `pod` have no parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts<'a> {
    /// The zone, `svc` or `pod` below it.
    Apex,
    /// `NS.svc` or `NS.pod`.
    Namespace(&'a str),
    /// A name below `NS.svc`.
    Service { namespace: &'a str, service: &'a str, below: Below<'a> },
    /// A name below `NS.pod`; labels before the address mean nothing.
    Pod { namespace: &'a str, address: &'a str },
}

/// What stands before a Service's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Below<'a> {
    Nothing,
    Endpoint(&'a str),
    /// Without their underscores; an empty one fits all.
    Port {
        name: &'a str,
        protocol: &'a str,
    },
}

impl<'a> Parts<'a> {
    /// Takes the part of a name before its zone apart.
    pub(super) fn new(base: &'a str) -> Result<Self, NameError> {
        if matches!(base, "" | "svc" | "pod") {
            return Ok(Parts::Apex);
        }
        let mut labels = labels(base).rev();
        let kind = labels.next();
        if !matches!(kind, Some("svc" | "pod")) {
            return Err(NameError);
        }
        let Some(namespace) = labels.next() else { return Ok(Parts::Apex) };
        let Some(name) = labels.next() else { return Ok(Parts::Namespace(namespace)) };
        let below = match (labels.next(), labels.next(), labels.next()) {
            (None, ..) => Below::Nothing,
            (Some(endpoint), None, _) => Below::Endpoint(endpoint),
            (Some(protocol), Some(port), None) => {
                Below::Port { name: without_underscore(port), protocol: without_underscore(protocol) }
            }
            _ => return Err(NameError),
        };
        Ok(match kind {
            Some("pod") => Parts::Pod { namespace, address: name },
            _ => Parts::Service { namespace, service: name, below },
        })
    }
}

fn without_underscore(label: &str) -> &str {
    label.strip_prefix('_').unwrap_or(label)
}

impl Zone {
    /// What a name means (`Records`). Nothing is found below a reverse zone.
    pub(super) fn find<'a>(&'a self, asked: &Asked<'a>) -> Result<Vec<Found<'a>>, NameError> {
        let parts = Parts::new(asked.base())?;
        if let Parts::Apex = parts {
            return Ok(Vec::new());
        }
        if [IN_ADDR, IP6].contains(&asked.zone_in_lower_case()) {
            return Err(NameError);
        }
        let (Parts::Namespace(namespace) | Parts::Service { namespace, .. } | Parts::Pod { namespace, .. }) =
            parts
        else {
            return Ok(Vec::new());
        };
        if !self.namespaces.contains(namespace) {
            return Err(NameError);
        }
        match parts {
            Parts::Apex | Parts::Namespace(_) => Ok(Vec::new()),
            Parts::Service { namespace, service, below } => self.find_services(namespace, service, below),
            Parts::Pod { namespace, address } => find_pods(namespace, address),
        }
    }

    fn find_services<'a>(
        &'a self,
        namespace: &'a str,
        name: &'a str,
        below: Below<'_>,
    ) -> Result<Vec<Found<'a>>, NameError> {
        let service = self.service(namespace, name).ok_or(NameError)?;
        let any_port = below.is_nothing();
        let found = match (&service.kind, below) {
            (ServiceEntryKind::ExternalName(host @ Host::Name(_)), _) if any_port => {
                vec![Found::of_service(service, host, Some(0))]
            }
            (ServiceEntryKind::ExternalName(_), _) => Vec::new(),
            (ServiceEntryKind::Headless, _) | (_, Below::Endpoint(_)) => self.find_endpoints(service, below),
            (ServiceEntryKind::ClusterIp(hosts), _) => {
                let ports = service.ports.iter().filter(|port| below.fits_port(port));
                ports
                    .flat_map(|port| hosts.iter().map(|host| Found::of_service(service, host, port.number)))
                    .collect()
            }
        };
        if found.is_empty() { Err(NameError) } else { Ok(found) }
    }

    fn find_endpoints<'a>(&'a self, service: &'a ServiceEntry, below: Below<'_>) -> Vec<Found<'a>> {
        let ServiceEntry { reference, .. } = service;
        let mut found = Vec::new();
        for slice in self.slices_of(&reference.namespace, &reference.name) {
            for endpoint in slice.endpoints.iter().filter(|endpoint| below.fits_endpoint(endpoint)) {
                let ports = slice.ports.iter().filter(|port| below.fits_port(port));
                found.extend(ports.map(|port| Found::of_endpoint(service, slice, endpoint, port.number)));
            }
        }
        found
    }

    /// The addresses of the zone's name servers, each with the name of a Service that has the CoreDNS Pod as an
    /// endpoint (`nsAddrs` of ns.go); without such a Service, the Pod's own addresses under `ns.dns`.
    pub(super) fn name_servers(&self) -> Vec<Found<'_>> {
        let mut found = Vec::new();
        let mut has_endpoint = false;
        for ip in &self.local_ips {
            let mut last = None;
            for (slice, _) in self.endpoints_at(*ip) {
                // One slice with the address twice counts once.
                if last.replace(slice.reference.as_ref()) == Some(slice.reference.as_ref()) {
                    continue;
                }
                has_endpoint = true;
                let Some(service) = self.service(&slice.namespace, &slice.service) else { continue };
                match &service.kind {
                    ServiceEntryKind::ClusterIp(hosts) => {
                        found.extend(hosts.iter().map(|host| Found::of_service(service, host, None)));
                    }
                    ServiceEntryKind::Headless => {
                        let endpoints = slice.endpoints.iter();
                        found.extend(
                            endpoints.map(|endpoint| Found::of_endpoint(service, slice, endpoint, None)),
                        );
                    }
                    ServiceEntryKind::ExternalName(_) => {}
                }
            }
        }
        if !has_endpoint {
            found.extend(self.local_ips.iter().map(|ip| Found::bare(vec!["ns", "dns"], Host::Ip(*ip))));
        }
        found
    }
}

/// The address that a Pod's name spells (`findPods`, mode `insecure`): whether such a Pod exists is not asked.
fn find_pods<'a>(namespace: &'a str, address: &'a str) -> Result<Vec<Found<'a>>, NameError> {
    let is_v4 = address.matches('-').count() == 3 && !address.contains("--");
    let ip: IpAddr = address.replace('-', if is_v4 { "." } else { ":" }).parse().map_err(|_| NameError)?;
    let mut found = Found::bare(vec![address, namespace, "pod"], Host::Ip(ip.to_canonical()));
    found.port = Some(0);
    Ok(vec![found])
}

impl Below<'_> {
    fn is_nothing(&self) -> bool {
        matches!(self, Below::Nothing | Below::Port { name: "", protocol: "" })
    }

    fn fits_endpoint(&self, endpoint: &EndpointEntry) -> bool {
        match self {
            Below::Endpoint(label) => endpoint.label.eq_ignore_ascii_case(label),
            Below::Nothing | Below::Port { .. } => true,
        }
    }

    fn fits_port(&self, port: &Port) -> bool {
        let fits = |asked: &str, known: &str| asked.is_empty() || asked.eq_ignore_ascii_case(known);
        match self {
            Below::Port { name, protocol } => fits(name, &port.name) && fits(protocol, &port.protocol),
            Below::Nothing | Below::Endpoint(_) => true,
        }
    }
}

impl<'a> Found<'a> {
    fn bare(labels: Vec<&'a str>, host: Host) -> Self {
        Found { labels, host: Cow::Owned(host), port: None, service: None, endpoint: None }
    }

    fn of_service(service: &'a ServiceEntry, host: &'a Host, port: Option<u16>) -> Self {
        let labels = vec![service.reference.name.as_str(), &service.reference.namespace, "svc"];
        Found { labels, host: Cow::Borrowed(host), port, service: Some(service), endpoint: None }
    }

    pub(super) fn of_endpoint(
        service: &'a ServiceEntry,
        slice: &'a SliceEntry,
        endpoint: &'a EndpointEntry,
        port: Option<u16>,
    ) -> Self {
        let labels = vec![endpoint.label.as_str(), &slice.service, &slice.namespace, "svc"];
        let endpoint_of = Some((slice, endpoint));
        Found {
            labels,
            host: Cow::Borrowed(&endpoint.host),
            port,
            service: Some(service),
            endpoint: endpoint_of,
        }
    }
}
