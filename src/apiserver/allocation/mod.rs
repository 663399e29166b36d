//! Cluster IPs and node ports (`pkg/registry/core/service/storage/alloc.go`).
//!
//! A cluster allocates as objects come in. Here the text is all there is, so what it asks for is given first, in its
//! order, and the rest is chosen afterwards from a hash of the Service's name: an edit to one object moves no address
//! of another.

mod families;
mod range;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::net::IpAddr;

use families::{family_name, set_families};
use ipnet::IpNet;
use range::{Range, Refusal, address, number};

use super::validation::{Errors, Path, has_node_ports, is_ipv6, needs_health_check, parse_sloppy};
use crate::api::{Service, ServicePort, ToSmolStr};
use crate::cluster::{NamespacedName, Settings, stable_hash};
use crate::message;
use crate::message::Message;

/// What is taken and what is free.
#[derive(Debug)]
pub struct Allocator {
    /// The ranges of cluster IPs, the primary family first.
    addresses: Vec<AddressRange>,
    node_ports: Range,
}

/// The cluster IPs of one family.
#[derive(Debug)]
struct AddressRange {
    is_ipv6: bool,
    range: Range,
}

/// What a Service asks for, found free.
#[derive(Debug, Default)]
pub struct Claim {
    addresses: Vec<IpAddr>,
    node_ports: BTreeSet<u128>,
}

impl Allocator {
    /// The ranges of a cluster, all free.
    pub fn new(settings: &Settings) -> Self {
        let family =
            |net: &IpNet| AddressRange { is_ipv6: net.addr().is_ipv6(), range: Range::of_addresses(*net) };
        Allocator {
            addresses: settings.service_subnets.iter().map(family).collect(),
            node_ports: Range::of_ports(settings.node_ports),
        }
    }

    /// The address of this number in the primary range: the first is the API server's, the tenth CoreDNS'.
    pub fn well_known(&self, position: u128) -> Option<IpAddr> {
        let primary = self.addresses.first()?;
        let (first, last) = primary.range.bounds();
        let number = first + position - 1;
        (number <= last).then(|| address(number, primary.is_ipv6))
    }

    /// Sets the families of a Service and looks whether what it asks for can be had. Nothing is taken yet. With
    /// errors, which are the only ones that the API server then reports, the Service is rejected.
    pub fn claim(&self, service: &mut Service, errors: &mut Errors) -> Claim {
        let configured: Vec<&str> = self.addresses.iter().map(|family| family_name(family.is_ipv6)).collect();
        set_families(service, &configured, errors);
        let mut claim = Claim::default();
        if errors.is_empty() {
            self.claim_addresses(service, &mut claim, errors);
        }
        if errors.is_empty() && matches!(service.spec.r#type.as_deref(), Some("NodePort" | "LoadBalancer")) {
            self.claim_node_ports(service, &mut claim, errors);
        }
        if errors.is_empty() {
            self.claim_health_check(service, &mut claim, errors);
        }
        claim
    }

    /// Gives a Service what it claimed.
    pub fn take(&mut self, service: &Service, claim: &Claim) {
        let who = NamespacedName::of(&service.metadata);
        for &ip in &claim.addresses {
            if let Some(range) = self.range_mut(is_ipv6(ip)) {
                range.take(number(ip), &who);
            }
        }
        for &port in &claim.node_ports {
            self.node_ports.take(port, &who);
        }
    }

    /// Takes back what a Service has.
    pub fn give_back(&mut self, service: &Service) {
        let who = NamespacedName::of(&service.metadata);
        for ip in service.spec.cluster_ips.iter().filter_map(|ip| parse_sloppy(ip)) {
            if let Some(range) = self.range_mut(is_ipv6(ip)) {
                range.give_back(number(ip), &who);
            }
        }
        let ports = service.spec.ports.iter().filter_map(|port| port.node_port);
        for port in ports.chain(service.spec.health_check_node_port) {
            self.node_ports.give_back(port_number(port), &who);
        }
    }

    /// Chooses what an admitted Service needs and did not ask for.
    pub fn choose(&mut self, service: &mut Service, errors: &mut Errors) {
        self.choose_addresses(service, errors);
        self.choose_node_ports(service, errors);
    }

    fn range(&self, is_ipv6: bool) -> Option<&Range> {
        self.addresses.iter().find(|family| family.is_ipv6 == is_ipv6).map(|family| &family.range)
    }

    fn range_mut(&mut self, is_ipv6: bool) -> Option<&mut Range> {
        self.addresses.iter_mut().find(|family| family.is_ipv6 == is_ipv6).map(|family| &mut family.range)
    }

    fn claim_addresses(&self, service: &Service, claim: &mut Claim, errors: &mut Errors) {
        let who = NamespacedName::of(&service.metadata);
        let spec = Path::new("spec");
        if service.spec.r#type.as_deref() == Some("ExternalName") {
            return;
        }
        for value in service.spec.cluster_ips.iter().filter(|value| *value != "None") {
            let Some(ip) = parse_sloppy(value) else { continue };
            let Some(range) = self.range(is_ipv6(ip)) else { continue };
            match range.check(number(ip), &who) {
                Ok(()) => claim.addresses.push(ip),
                Err(refusal) => {
                    let (first, last) = range.bounds();
                    let bounds = (address(first, is_ipv6(ip)), address(last, is_ipv6(ip)));
                    return errors.invalid(
                        spec.child("clusterIPs"),
                        refused(refusal, value, bounds),
                        message!("Choose another address, or remove clusterIP to get one"),
                    );
                }
            }
        }
    }

    /// Node ports go by number, whatever the protocol. Ports of one Service with the same number share one
    /// (`initNodePorts`).
    fn claim_node_ports(&self, service: &mut Service, claim: &mut Claim, errors: &mut Errors) {
        let who = NamespacedName::of(&service.metadata);
        let chooses = has_node_ports(service);
        let ports = &mut service.spec.ports;
        let requested = requested(ports);
        let mut shared: BTreeMap<i32, i32> = BTreeMap::new();
        for (at, item) in ports.iter_mut().enumerate() {
            let (port, own) = (item.port, given(item));
            if own == 0 && !chooses {
                continue;
            }
            let wanted = match shared.get(&port) {
                Some(&number) if own == 0 || own == number => {
                    item.node_port = Some(number);
                    continue;
                }
                Some(_) => own,
                None => requested.get(&port).copied().unwrap_or(0),
            };
            if wanted == 0 {
                continue;
            }
            self.claim_node_port(wanted, at, &who, claim, errors);
            if !errors.is_empty() {
                return;
            }
            item.node_port = Some(wanted);
            shared.entry(port).or_insert(wanted);
        }
    }

    fn claim_node_port(
        &self,
        port: i32,
        at: usize,
        who: &NamespacedName,
        claim: &mut Claim,
        errors: &mut Errors,
    ) {
        let spec = Path::new("spec");
        let list = spec.child("ports");
        let item = list.index(at);
        let path = item.child("nodePort");
        match self.free_node_port(port, who, claim) {
            Ok(()) => {
                claim.node_ports.insert(port_number(port));
            }
            Err(refusal) => errors.invalid(
                path,
                refused(refusal, port, self.node_ports.bounds()),
                message!("Choose another node port, or remove nodePort to get one"),
            ),
        }
    }

    fn free_node_port(&self, port: i32, who: &NamespacedName, claim: &Claim) -> Result<(), Refusal> {
        let number = port_number(port);
        if claim.node_ports.contains(&number) {
            return Err(Refusal::Taken(who.clone()));
        }
        self.node_ports.check(number, who)
    }

    /// The port where nodes say whether they have a local endpoint. The API server knows no field for a refusal.
    fn claim_health_check(&self, service: &Service, claim: &mut Claim, errors: &mut Errors) {
        let who = NamespacedName::of(&service.metadata);
        let port = service.spec.health_check_node_port.unwrap_or(0);
        if port == 0 || !needs_health_check(service) {
            return;
        }
        match self.free_node_port(port, &who, claim) {
            Ok(()) => {
                claim.node_ports.insert(port_number(port));
            }
            Err(refusal) => errors.internal(
                Path::new("spec").child("healthCheckNodePort"),
                refused(refusal, port, self.node_ports.bounds()),
                message!("Choose another port, or remove healthCheckNodePort to get one"),
            ),
        }
    }

    fn choose_addresses(&mut self, service: &mut Service, errors: &mut Errors) {
        let is_headless = service.spec.cluster_ip.as_deref() == Some("None");
        if is_headless || service.spec.r#type.as_deref() == Some("ExternalName") {
            return;
        }
        let who = NamespacedName::of(&service.metadata);
        for at in service.spec.cluster_ips.len()..service.spec.ip_families.len() {
            let family = service.spec.ip_families[at].clone();
            let is_ipv6 = family == "IPv6";
            let hash = stable_hash(&["clusterIP", &family, &who.namespace, &who.name]);
            match self.range_mut(is_ipv6).and_then(|range| range.choose(hash, &who)) {
                Some(number) => service.spec.cluster_ips.push(address(number, is_ipv6).to_smolstr()),
                None => errors.internal(
                    Path::new("spec").child("clusterIPs"),
                    message!("No {family} address is left for {field}: the range is full", family = family),
                    message!("Give the cluster a larger serviceSubnet"),
                ),
            }
        }
        service.spec.cluster_ip = service.spec.cluster_ips.first().cloned();
    }

    fn choose_node_ports(&mut self, service: &mut Service, errors: &mut Errors) {
        let who = NamespacedName::of(&service.metadata);
        let chooses = has_node_ports(service);
        let mut shared = requested(&service.spec.ports);
        for at in 0..service.spec.ports.len() {
            if !chooses || given(&service.spec.ports[at]) != 0 {
                continue;
            }
            let port = service.spec.ports[at].port;
            let number = shared.get(&port).copied();
            match number.or_else(|| self.choose_node_port(&port.to_string(), &who)) {
                Some(number) => {
                    service.spec.ports[at].node_port = Some(number);
                    shared.insert(port, number);
                }
                None => ports_are_used_up(errors),
            }
        }
        if needs_health_check(service) && service.spec.health_check_node_port.unwrap_or(0) == 0 {
            match self.choose_node_port("healthCheck", &who) {
                Some(number) => service.spec.health_check_node_port = Some(number),
                None => ports_are_used_up(errors),
            }
        }
    }

    fn choose_node_port(&mut self, purpose: &str, who: &NamespacedName) -> Option<i32> {
        let hash = stable_hash(&["nodePort", purpose, &who.namespace, &who.name]);
        self.node_ports.choose(hash, who).and_then(|number| i32::try_from(number).ok())
    }
}

/// Why a Service does not get the number that it asks for.
fn refused<T: Display>(refusal: Refusal, value: impl Display, (first, last): (T, T)) -> Message {
    match refusal {
        Refusal::Taken(owner) => message!(
            "{field} asks for {value}, which is already allocated to Service {owner}",
            value = value,
            owner = owner
        ),
        Refusal::OutOfRange => message!(
            "{field} asks for {value}, which is not in the valid range from {first} to {last}",
            value = value,
            first = first,
            last = last
        ),
    }
}

fn ports_are_used_up(errors: &mut Errors) {
    errors.internal(
        Path::new("spec").child("ports"),
        message!("No node port is left for {field}: the range is full"),
        message!("Give the cluster a larger service-node-port-range"),
    );
}

/// The node port that the text gives to the first port of each number (`findRequestedNodePort`).
fn requested(ports: &[ServicePort]) -> BTreeMap<i32, i32> {
    let pairs = ports.iter().map(|port| (port.port, given(port)));
    pairs.rev().filter(|(_, node_port)| *node_port != 0).collect()
}

fn given(port: &ServicePort) -> i32 {
    port.node_port.unwrap_or(0)
}

/// A port as a number of the range; a negative one lies in no range.
fn port_number(port: i32) -> u128 {
    u128::try_from(port).unwrap_or(u128::MAX)
}
