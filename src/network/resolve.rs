//! Names and missing ports of a question.

use std::net::{IpAddr, SocketAddr};

use super::Network;
use super::error::TraceError;
use super::query::{Host, Target};
use super::sender::Sender;
use crate::api::{IntOrString, Service};
use crate::cluster::{NamespacedName, is_headless, target_port};
use crate::coredns::{Dig, Record, RecordType, dig};
use crate::kube_proxy::{IpFamily, Protocol};
use crate::message;

/// Where the packets of a question are to go.
pub(super) struct Resolved {
    /// What the resolver said on a name.
    pub dig: Option<Dig>,
    /// One for each address.
    pub destinations: Vec<(SocketAddr, Protocol)>,
}

pub(super) fn resolve(
    network: &Network<'_>,
    sender: &Sender<'_>,
    target: &Target,
) -> Result<Resolved, TraceError> {
    match &target.host {
        Host::Address(ip) => {
            let service = network.services.at_address(*ip).next().map(|port| port.service);
            let (port, protocol) = port(target, service.or_else(|| ingress(network, *ip)))?;
            Ok(Resolved { dig: None, destinations: vec![(SocketAddr::new(*ip, port), protocol)] })
        }
        Host::Name(name) => by_name(network, sender, target, name),
    }
}

fn ingress<'a>(network: &Network<'a>, ip: IpAddr) -> Option<&'a Service> {
    network.ingress.get(&ip)?.first().map(|(service, _)| *service)
}

/// Asks for both families, as programs do, as far as the client has an address of them.
fn by_name(
    network: &Network<'_>,
    sender: &Sender<'_>,
    target: &Target,
    name: &str,
) -> Result<Resolved, TraceError> {
    let resolver = sender.resolver(network);
    let found = dig(&network.zone, &resolver, name, RecordType::A);
    let also = sender.address(IpFamily::Ipv6).map(|_| dig(&network.zone, &resolver, name, RecordType::Aaaa));
    let records = found.answer.iter().chain(also.iter().flat_map(|also| &also.answer));
    let addresses: Vec<(IpAddr, &Record)> =
        records.filter_map(|record| Some((record.data.ip()?, record))).collect();
    let mut destinations = Vec::new();
    if let Some((ip, record)) = addresses.first() {
        let service = network.services.at_address(*ip).next().map(|port| port.service);
        let (port, protocol) = port(target, service.or_else(|| owner(network, record)))?;
        destinations = addresses.iter().map(|(ip, _)| (SocketAddr::new(*ip, port), protocol)).collect();
    }
    let dig = match also {
        Some(also) if found.answer.is_empty() && !also.answer.is_empty() => also,
        _ => found,
    };
    Ok(Resolved { dig: Some(dig), destinations })
}

/// The Service that a record is made for.
fn owner<'a>(network: &Network<'a>, record: &Record) -> Option<&'a Service> {
    let service = record.owner.service.as_ref()?;
    network.cluster.services.get(&NamespacedName::new(service.namespace.clone(), service.name.clone()))
}

/// The port that is meant. Without one, it is the only one that the Service has.
fn port(target: &Target, service: Option<&Service>) -> Result<(u16, Protocol), TraceError> {
    if let Some(port) = target.port {
        return Ok((port, target.protocol.unwrap_or(Protocol::Tcp)));
    }
    let Some(service) = service else {
        return Err(TraceError::new(
            message!("{target} names no port", target = target),
            message!("Write HOST:PORT; only a Service with one port can go without."),
        ));
    };
    let ports = ports(service);
    let mut fitting =
        ports.iter().filter(|(_, protocol)| target.protocol.is_none_or(|wanted| wanted == *protocol));
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Ok(*only),
        _ => {
            let ports: Vec<String> =
                ports.iter().map(|(port, protocol)| format!("{port}/{protocol}")).collect();
            let service = NamespacedName::of(&service.metadata);
            Err(TraceError::new(
                message!(
                    "{target} leaves open which port of Service {service} is meant",
                    target = target,
                    service = service
                ),
                message!("Write HOST:PORT/PROTOCOL; the Service has {ports}.", ports = ports.join(", ")),
            ))
        }
    }
}

/// The ports at which clients reach a Service. Nothing translates them on the way to a headless Service's Pods.
fn ports(service: &Service) -> Vec<(u16, Protocol)> {
    let ports = service.spec.ports.iter().filter_map(|port| {
        let number = match (is_headless(service), target_port(port)) {
            (true, IntOrString::Int(number)) => number,
            _ => port.port,
        };
        Some((u16::try_from(number).ok()?, Protocol::of_field(port.protocol.as_deref())?))
    });
    ports.collect()
}
