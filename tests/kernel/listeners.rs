//! Who listens where: Pods on what they declare and on what EndpointSlices say, nodes for the Pods on their network and
//! for kube-proxy itself.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, SocketAddr};

use svclab::Simulation;
use svclab::api::Pod;
use svclab::api::SmolStr;
use svclab::cluster::serving_containers;
use svclab::kube_proxy::{IpFamily, NodePortAddresses, Protocol, Proxier, ServicePort};

use crate::agent::Socket;
use crate::plan::{Map, host_name, node_name};

/// The places at which each namespace answers.
pub fn listeners(simulation: &Simulation, map: &Map) -> BTreeMap<String, BTreeSet<Socket>> {
    let homes = homes(map);
    let mut found: BTreeMap<String, BTreeSet<Socket>> = BTreeMap::new();
    let mut add = |ip: IpAddr, port: i32, protocol: Option<&str>| {
        let Some(udp) = is_udp(protocol) else { return };
        if let (Some(home), Ok(port)) = (homes.get(&ip), u16::try_from(port)) {
            found.entry(home.clone()).or_default().insert(Socket { address: SocketAddr::new(ip, port), udp });
        }
    };
    for pod in simulation.cluster.pods.values() {
        for port in serving_containers(pod).flat_map(|container| &container.ports) {
            for ip in addresses(pod) {
                add(ip, port.container_port, port.protocol.as_deref());
            }
        }
    }
    for slice in simulation.cluster.endpoint_slices.values() {
        for port in &slice.ports {
            for ip in slice.endpoints.iter().flat_map(|endpoint| &endpoint.addresses) {
                if let (Ok(ip), Some(number)) = (ip.parse(), port.port) {
                    add(ip, number, port.protocol.as_deref());
                }
            }
        }
    }
    for (ip, port) in health_checks(simulation) {
        add(ip, i32::from(port), None);
    }
    for (_, sockets) in found.iter_mut().filter(|(name, _)| map.pods.contains_key(*name)) {
        let on_loopback = sockets.iter().map(|socket| {
            let ip = IpFamily::of(socket.address.ip()).loopback();
            Socket { address: SocketAddr::new(ip, socket.address.port()), udp: socket.udp }
        });
        sockets.append(&mut on_loopback.collect());
    }
    found
}

/// The namespace that has an address.
fn homes(map: &Map) -> BTreeMap<IpAddr, String> {
    let of_node = |(name, addresses): (&SmolStr, &Vec<IpAddr>)| {
        let name = node_name(name);
        addresses.iter().map(|ip| (*ip, name.clone())).collect::<Vec<_>>()
    };
    let of_pod = |(name, (_, addresses)): (&String, &(SmolStr, Vec<IpAddr>))| {
        addresses.iter().map(|ip| (*ip, name.clone())).collect::<Vec<_>>()
    };
    let hosts = map.hosts.iter().map(|ip| (*ip, host_name(*ip)));
    map.nodes.iter().flat_map(of_node).chain(map.pods.iter().flat_map(of_pod)).chain(hosts).collect()
}

fn addresses(pod: &Pod) -> impl Iterator<Item = IpAddr> {
    pod.status.pod_ips.iter().filter_map(|ip| ip.ip.parse().ok())
}

/// None for SCTP, which no server here speaks.
fn is_udp(protocol: Option<&str>) -> Option<bool> {
    match Protocol::of_field(protocol)? {
        Protocol::Tcp => Some(false),
        Protocol::Udp => Some(true),
        Protocol::Sctp => None,
    }
}

/// Where kube-proxy answers health checks of load balancers (`pkg/proxy/healthcheck/service_health.go`).
fn health_checks(simulation: &Simulation) -> Vec<(IpAddr, u16)> {
    let cluster = &simulation.cluster;
    let mut found = Vec::new();
    for family in IpFamily::ALL {
        let services = cluster.services.values().flat_map(|service| ServicePort::of(service, family));
        let ports: BTreeSet<u16> = services.filter_map(|port| port.health_check_node_port).collect();
        for node in cluster.nodes.keys() {
            let Some(proxier) = Proxier::new(cluster, node, cluster.settings.proxy.mode, family) else {
                continue;
            };
            let answers = |ip: &IpAddr| match &proxier.node_port_addresses {
                NodePortAddresses::All => true,
                NodePortAddresses::Within(ranges) => ranges.iter().any(|range| range.contains(ip)),
            };
            let addresses = proxier.node.of_family(family).filter(answers);
            found.extend(addresses.flat_map(|ip| ports.iter().map(move |port| (ip, *port))));
        }
    }
    found
}
