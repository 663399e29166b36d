//! Which addresses a name of the zone means (plugin/kubernetes/kubernetes.go, parse.go, ns.go).

use std::net::IpAddr;
use std::rc::Rc;

use super::lookup::Asked;
use super::name::{IN_ADDR, IP6, labels};
use super::record::Owner;
use super::zone::{EndpointEntry, Host, Port, ServiceEntryKind, SliceEntry, Zone};
use crate::api::ObjectRef;

/// The name does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameError;

/// One address behind a name, on one port (`msg.Service` of plugin/etcd/msg).
#[derive(Debug, Clone)]
pub(super) struct Found<'a> {
    pub source: Source<'a>,
    pub host: Host<'a>,
    /// None where there is no port to tell of.
    pub port: Option<u16>,
}

/// What an address belongs to: it gives it a name of its own.
#[derive(Debug, Clone)]
pub(super) enum Source<'a> {
    Service(Rc<ObjectRef>),
    Endpoint(Option<Rc<ObjectRef>>, SliceEntry<'a>, EndpointEntry<'a>),
    Pod { namespace: &'a str, address: &'a str },
    NameServer,
}

impl Source<'_> {
    /// The name in a zone.
    pub(super) fn name(&self, zone: &str) -> String {
        match self {
            Source::Service(service) => {
                [service.name.as_str(), ".", &service.namespace, ".svc.", zone].concat()
            }
            Source::Endpoint(_, slice, endpoint) => {
                let mut name = String::with_capacity(96);
                endpoint.push_label(&mut name);
                for part in [".", slice.service, ".", &slice.key.namespace, ".svc.", zone] {
                    name.push_str(part);
                }
                name
            }
            Source::Pod { namespace, address } => [address, ".", namespace, ".pod.", zone].concat(),
            Source::NameServer => format!("ns.dns.{zone}"),
        }
    }

    /// The objects that records made of it come from.
    pub(super) fn owner(&self, zone: &Zone<'_>) -> Owner {
        match self {
            Source::Service(service) => Owner { service: Some(Rc::clone(service)), endpoint: None },
            Source::Endpoint(service, slice, endpoint) => {
                let object = zone.object_behind(slice, endpoint);
                Owner { service: service.clone(), endpoint: Some(Rc::new(object)) }
            }
            Source::Pod { .. } | Source::NameServer => Owner::default(),
        }
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

impl<'a> Parts<'a> {
    fn namespace(&self) -> Option<&'a str> {
        match *self {
            Parts::Apex => None,
            Parts::Namespace(namespace) | Parts::Service { namespace, .. } | Parts::Pod { namespace, .. } => {
                Some(namespace)
            }
        }
    }
}

impl<'a> Zone<'a> {
    /// What a name means (`Records`). Nothing is found below a reverse zone.
    pub(super) fn find<'b>(&self, asked: &Asked<'b>) -> Result<Vec<Found<'b>>, NameError>
    where
        'a: 'b,
    {
        let parts = Parts::new(asked.base())?;
        let Some(namespace) = parts.namespace() else { return Ok(Vec::new()) };
        if [IN_ADDR, IP6].contains(&asked.zone_in_lower_case()) || !self.has_namespace(namespace) {
            return Err(NameError);
        }
        match parts {
            Parts::Apex | Parts::Namespace(_) => Ok(Vec::new()),
            Parts::Service { namespace, service, below } => self.find_services(namespace, service, below),
            Parts::Pod { namespace, address } => find_pods(namespace, address),
        }
    }

    fn find_services(
        &self,
        namespace: &str,
        name: &str,
        below: Below<'_>,
    ) -> Result<Vec<Found<'a>>, NameError> {
        let service = self.service(namespace, name).ok_or(NameError)?;
        let source = service.reference();
        let found = match (service.kind(), below) {
            (ServiceEntryKind::ExternalName(host @ Host::Name(_)), _) if below.is_nothing() => {
                vec![Found::of_service(&source, host, Some(0))]
            }
            (ServiceEntryKind::ExternalName(_), _) => Vec::new(),
            (ServiceEntryKind::Headless, _) | (_, Below::Endpoint(_)) => self.find_endpoints(&source, below),
            (ServiceEntryKind::ClusterIp, _) => {
                let ports = service.ports().filter(|port| below.fits_port(port));
                let on_port = |port: Port<'a>| service.hosts().map(move |host| (host, port.number));
                let found = ports.flat_map(on_port);
                found.map(|(host, port)| Found::of_service(&source, host, port)).collect()
            }
        };
        if found.is_empty() { Err(NameError) } else { Ok(found) }
    }

    fn find_endpoints(&self, service: &Rc<ObjectRef>, below: Below<'_>) -> Vec<Found<'a>> {
        let mut found = Vec::new();
        for slice in self.slices_of(&service.namespace, &service.name) {
            for endpoint in slice.endpoints().filter(|endpoint| below.fits_endpoint(endpoint)) {
                let ports = slice.ports().filter(|port| below.fits_port(port));
                found.extend(ports.map(|port| Found::of_endpoint(service, slice, &endpoint, port.number)));
            }
        }
        found
    }

    /// The addresses of the zone's name servers, each with the name of a Service that has the CoreDNS Pod as an
    /// endpoint (`nsAddrs` of ns.go); without such a Service, the Pod's own addresses under `ns.dns`.
    pub(super) fn name_servers(&self) -> Vec<Found<'a>> {
        let addresses = self.coredns_addresses();
        let mut found = Vec::new();
        let mut has_endpoint = false;
        for ip in &addresses {
            let mut last = None;
            for (slice, _) in self.endpoints_at(*ip) {
                // One slice with the address twice counts once.
                if last.replace(slice.key) == Some(slice.key) {
                    continue;
                }
                has_endpoint = true;
                let Some(service) = self.service(&slice.key.namespace, slice.service) else { continue };
                let source = service.reference();
                match service.kind() {
                    ServiceEntryKind::ClusterIp => {
                        found.extend(service.hosts().map(|host| Found::of_service(&source, host, None)));
                    }
                    ServiceEntryKind::Headless => found.extend(
                        slice
                            .endpoints()
                            .map(|endpoint| Found::of_endpoint(&source, &slice, &endpoint, None)),
                    ),
                    ServiceEntryKind::ExternalName(_) => {}
                }
            }
        }
        if !has_endpoint {
            let bare = |ip| Found { source: Source::NameServer, host: Host::Ip(ip), port: None };
            found.extend(addresses.into_iter().map(bare));
        }
        found
    }
}

/// The address that a Pod's name spells (`findPods`, mode `insecure`): whether such a Pod exists is not asked.
fn find_pods<'a>(namespace: &'a str, address: &'a str) -> Result<Vec<Found<'a>>, NameError> {
    let is_v4 = address.matches('-').count() == 3 && !address.contains("--");
    let ip: IpAddr = address.replace('-', if is_v4 { "." } else { ":" }).parse().map_err(|_| NameError)?;
    let source = Source::Pod { namespace, address };
    Ok(vec![Found { source, host: Host::Ip(ip.to_canonical()), port: Some(0) }])
}

impl Below<'_> {
    fn is_nothing(&self) -> bool {
        matches!(self, Below::Nothing | Below::Port { name: "", protocol: "" })
    }

    fn fits_endpoint(&self, endpoint: &EndpointEntry) -> bool {
        match self {
            Below::Endpoint(label) => endpoint.has_label(label),
            Below::Nothing | Below::Port { .. } => true,
        }
    }

    fn fits_port(&self, port: &Port) -> bool {
        let fits = |asked: &str, known: &str| asked.is_empty() || asked.eq_ignore_ascii_case(known);
        match self {
            Below::Port { name, protocol } => fits(name, port.name) && fits(protocol, port.protocol),
            Below::Nothing | Below::Endpoint(_) => true,
        }
    }
}

impl<'a> Found<'a> {
    fn of_service(service: &Rc<ObjectRef>, host: Host<'a>, port: Option<u16>) -> Self {
        Found { source: Source::Service(Rc::clone(service)), host, port }
    }

    pub(super) fn of_endpoint(
        service: &Rc<ObjectRef>,
        slice: &SliceEntry<'a>,
        endpoint: &EndpointEntry<'a>,
        port: Option<u16>,
    ) -> Self {
        let source = Source::Endpoint(Some(Rc::clone(service)), *slice, *endpoint);
        Found { source, host: endpoint.host(), port }
    }
}
