//! The cards of Services, and the hosts outside that they lead to.

use std::collections::BTreeMap;
use std::net::IpAddr;

use super::backends::Target;
use super::build::{Context, Sight, id, node_networks};
use super::lanes::lanes;
use super::{Door, Fold, Ground, Host, Outside, PortLine, ServiceCard, Stop, StopVerdict};
use crate::api::{Node, ObjectRef, Service, ServicePort};
use crate::cluster::{NamespacedName, ServiceType, cluster_ips, is_headless, service_type, target_port};
use crate::message;
use crate::message::Message;

/// The card of every Service in sight.
pub fn cards(context: &Context, doors: &[Door]) -> Vec<ServiceCard> {
    let doors = doors_by_service(doors);
    let card = |sight: &Sight| card(context, sight, doors.get(&sight.object()).map_or(&[], Vec::as_slice));
    context.services.iter().map(card).collect()
}

/// The doors of every Service through which ways lead.
pub fn doors_by_service(doors: &[Door]) -> BTreeMap<ObjectRef, Vec<&Door>> {
    let mut by_service: BTreeMap<ObjectRef, Vec<&Door>> = BTreeMap::new();
    for door in doors.iter().filter(|door| door.fold != Some(Fold::Open)) {
        by_service.entry(door.service.clone()).or_default().push(door);
    }
    by_service
}

fn card(context: &Context, sight: &Sight, doors: &[&Door]) -> ServiceCard {
    let Sight { key, service, hue, .. } = sight;
    ServiceCard {
        id: sight.id(),
        object: sight.object(),
        hue: *hue,
        namespace: context.shown_namespace(key),
        badge: badge(service),
        addresses: cluster_ips(service).iter().map(ToString::to_string).collect(),
        ports: port_lines(sight),
        alias: alias(context, sight),
        outside: outside(sight, doors),
        notes: notes(service),
        dns_name: format!("{}.{}.svc.{}", key.name, key.namespace, context.cluster.settings.dns_domain),
        stop: stop(context, sight),
    }
}

fn badge(service: &Service) -> &'static str {
    if is_headless(service) { "headless" } else { service_type(service).name() }
}

fn port_lines(sight: &Sight) -> Vec<PortLine> {
    let leads_somewhere = !sight.backends.is_empty();
    let is_idle = |position: usize| leads_somewhere && sight.backends.idle_ports.contains(&position);
    let ports = sight.service.spec.ports.iter().enumerate();
    ports.map(|(position, port)| port_line(sight.service, port, is_idle(position))).collect()
}

fn port_line(service: &Service, port: &ServicePort, idle: bool) -> PortLine {
    let protocol = port.protocol.as_deref().filter(|protocol| *protocol != "TCP");
    let words = [port.name.as_deref(), protocol];
    let target = match service_type(service) {
        ServiceType::ExternalName => String::new(),
        _ => target_port(port).to_string(),
    };
    PortLine {
        idle,
        port: port.port,
        target,
        name: words.into_iter().flatten().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "),
    }
}

/// True if there is a way in from outside the cluster.
pub fn is_open(service: &Service) -> bool {
    let exposed = matches!(service_type(service), ServiceType::NodePort | ServiceType::LoadBalancer);
    exposed || (!service.spec.external_ips.is_empty() && service_type(service) != ServiceType::ExternalName)
}

fn outside(sight: &Sight, doors: &[&Door]) -> Outside {
    if !is_open(sight.service) {
        Outside::Closed
    } else if sight.is_local_outside() {
        Outside::Local(lanes(sight, doors).into_iter().map(|lane| lane.label).collect())
    } else {
        Outside::Cluster
    }
}

fn notes(service: &Service) -> Vec<Message> {
    let spec = &service.spec;
    let mut notes = Vec::new();
    if spec.internal_traffic_policy.as_deref() == Some("Local") {
        notes.push(message!("inside: only Pods of the client's node"));
    }
    if spec.session_affinity.as_deref() == Some("ClientIP") {
        notes.push(message!("a client stays with its Pod"));
    }
    match spec.traffic_distribution.as_deref() {
        Some("PreferSameZone" | "PreferClose") => notes.push(message!("prefers the client's zone")),
        Some("PreferSameNode") => notes.push(message!("prefers the client's node")),
        _ => {}
    }
    if spec.publish_not_ready_addresses == Some(true) {
        notes.push(message!("Pods count before they are ready"));
    }
    if !spec.load_balancer_source_ranges.is_empty() {
        notes.push(message!("only from {ranges}", ranges = spec.load_balancer_source_ranges.join(", ")));
    }
    notes
}

/// What the DNS answers for a Service that has no address of its own.
fn alias(context: &Context, sight: &Sight) -> Option<Message> {
    if is_headless(sight.service) {
        return Some(message!("no VIP: DNS leads to Pods"));
    }
    if service_type(sight.service) != ServiceType::ExternalName {
        return None;
    }
    Some(match inner_name(context, sight) {
        Some(inner) => message!("an alias of {service}", service = inner),
        None => message!("an alias: DNS leads outside"),
    })
}

/// The Service of this cluster that an ExternalName names.
fn inner_name(context: &Context, sight: &Sight) -> Option<NamespacedName> {
    let name = sight.service.spec.external_name.as_deref()?.trim_end_matches('.');
    let zone = format!(".svc.{}", context.cluster.settings.dns_domain);
    let (service, namespace) = name.strip_suffix(&zone)?.rsplit_once('.')?;
    // What stands before that names one endpoint of the Service.
    let service = service.rsplit('.').next().unwrap_or(service);
    Some(NamespacedName::new(namespace, service))
}

fn stop(context: &Context, sight: &Sight) -> Option<Stop> {
    let unknown = inner_name(context, sight).filter(|inner| !context.cluster.services.contains_key(inner));
    if let (Some(inner), ServiceType::ExternalName) = (unknown, service_type(sight.service)) {
        let reason = message!("there is no Service {service}", service = inner);
        return Some(Stop { verdict: StopVerdict::Unresolved, reason });
    }
    let leads_nowhere = sight.backends.is_empty() && service_type(sight.service) != ServiceType::ExternalName;
    if !leads_nowhere {
        return None;
    }
    let (verdict, reason) = if is_headless(sight.service) {
        (StopVerdict::Unresolved, message!("no endpoints: no address"))
    } else {
        (StopVerdict::Refused, message!("no endpoints: refused"))
    };
    Some(Stop { verdict, reason })
}

/// The hosts outside that Services lead to.
pub fn hosts(context: &Context) -> Vec<Host> {
    let networks: Vec<ipnet::IpNet> =
        node_networks(context.cluster).iter().filter_map(|network| network.parse().ok()).collect();
    let mut hosts = Vec::new();
    for sight in &context.services {
        if service_type(sight.service) == ServiceType::ExternalName {
            if inner_name(context, sight).is_none() {
                let name = sight.service.spec.external_name.clone().unwrap_or_default();
                hosts.push(host(
                    sight,
                    name.to_string(),
                    Ground::Internet,
                    message!("Name outside"),
                    Vec::new(),
                ));
            }
            continue;
        }
        for backend in sight.backends.anywhere() {
            if let Target::Address(address) = &backend.target {
                let ip: Option<IpAddr> = address.parse().ok();
                let beside = ip.is_some_and(|ip| networks.iter().any(|network| network.contains(&ip)));
                let ground = if beside { Ground::NodesNetwork } else { Ground::Internet };
                let ports = backend.ports.iter().map(|port| format!(":{port}")).collect();
                hosts.push(host(sight, address.clone(), ground, what_is_at(context, address), ports));
            }
        }
    }
    hosts
}

fn what_is_at(context: &Context, address: &str) -> Message {
    let has = |node: &&Node| node.status.addresses.iter().any(|one| one.address == address);
    match context.cluster.nodes.values().find(has) {
        Some(node) => message!("Node {node}", node = node.metadata.name),
        None => message!("Endpoint by hand"),
    }
}

fn host(sight: &Sight, address: String, ground: Ground, name: Message, ports: Vec<String>) -> Host {
    Host {
        id: format!("{}/{address}", id("host", &sight.key.namespace, &sight.key.name)),
        service: sight.object(),
        hue: sight.hue,
        ground,
        name,
        address,
        ports,
    }
}
