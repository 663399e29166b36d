//! Who listens at the end of the way.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::rc::Rc;

use super::Network;
use super::inventory::{declares, declares_nothing, pod_name, pod_place, target_pod};
use super::packet::{Leg, Packet};
use super::trace::{Place, PodName};
use crate::api::{EndpointSlice, ObjectRef, Pod, SmolStr};
use crate::cluster::NamespacedName;
use crate::kube_proxy::{NodePortAddresses, Protocol};
use crate::message;
use crate::message::Message;

/// Who got a packet.
pub(super) struct Arrival {
    pub place: Place,
    pub address: SocketAddr,
    pub node: Option<SmolStr>,
    pub pod: Option<PodName>,
    /// The Service that brought it here.
    pub service: Option<Rc<ObjectRef>>,
    /// What else is to be known.
    pub note: Option<Message>,
}

/// Who listens on a node's own address: a Pod on the node's network, an endpoint of a Service, kube-proxy itself. Fails
/// with the reason if nobody does.
pub(super) fn on_node(network: &Network<'_>, node: &str, leg: &Leg<'_>) -> Result<Arrival, Message> {
    let packet = &leg.packet;
    let address = packet.destination;
    let pod = network.inventory.host_pod(node, address.port(), packet.protocol);
    let endpoint = endpoint(network, leg);
    let health_check = if leg.translated { None } else { health_check(network, node, packet) };
    if !(leg.translated || pod.is_some() || endpoint.is_some() || health_check.is_some()) {
        return Err(message!(
            "Nothing listens on port {port}/{protocol} of {node}",
            port = address.port(),
            protocol = packet.protocol,
            node = node
        ));
    }
    let pod = endpoint.flatten().or_else(|| pod.map(pod_name));
    let place = match &pod {
        Some(pod) => Place::Pod(NamespacedName::new(pod.namespace.clone(), pod.name.clone())),
        None => Place::Node(node.into()),
    };
    let note = health_check.filter(|_| pod.is_none());
    Ok(Arrival { place, address, node: Some(node.into()), pod, service: leg.service.clone(), note })
}

/// Whether a Pod listens on a port is not in a manifest. What a Service leads to is taken to listen, and what the Pod
/// declares; a port that a Pod leaves out while it declares others is taken to be closed.
pub(super) fn in_pod(network: &Network<'_>, pod: &Pod, leg: &Leg<'_>) -> Result<Arrival, Message> {
    let packet = &leg.packet;
    let (port, protocol) = (packet.destination.port(), packet.protocol);
    let declared = declares(pod, port, protocol);
    let name = NamespacedName::of(&pod.metadata);
    if !(leg.translated || declared || declares_nothing(pod) || endpoint(network, leg).is_some()) {
        return Err(message!(
            "No container of Pod {pod} declares port {port}/{protocol}, so svclab takes it to be closed",
            pod = name,
            port = port,
            protocol = protocol
        ));
    }
    let note = (!declared).then(|| {
        message!(
            "No container of Pod {pod} declares port {port}/{protocol}; whether one listens there, no manifest says",
            pod = name,
            port = port,
            protocol = protocol
        )
    });
    Ok(Arrival {
        place: pod_place(pod),
        address: packet.destination,
        node: pod.spec.node_name.clone(),
        pod: Some(pod_name(pod)),
        service: leg.service.clone(),
        note,
    })
}

/// A host that is not in the cluster.
pub(super) fn outside(leg: &Leg<'_>) -> Arrival {
    let address = leg.packet.destination;
    let note = message!(
        "{address} is not in the cluster: what listens there is not known, and many Pod networks give a Pod's packet its node's address on the way out",
        address = address.ip()
    );
    Arrival {
        place: Place::Host(address.ip()),
        address,
        node: None,
        pod: None,
        service: leg.service.clone(),
        note: Some(note),
    }
}

/// kube-proxy itself listens on health check node ports, and says how many ready endpoints its node has
/// (`pkg/proxy/healthcheck/service_health.go`).
fn health_check(network: &Network<'_>, node: &str, packet: &Packet) -> Option<Message> {
    let (family, address) = (packet.family(), packet.destination);
    let proxier = network.proxiers.get(&(node, family))?;
    let listens_here = match &proxier.node_port_addresses {
        NodePortAddresses::All => true,
        NodePortAddresses::Within(cidrs) => cidrs.iter().any(|cidr| cidr.contains(&address.ip())),
    };
    if packet.protocol != Protocol::Tcp || !listens_here {
        return None;
    }
    let ports = network.services.at_node_port(family, address.port());
    let mut ports = ports.filter(|port| port.health_check_node_port == Some(address.port())).peekable();
    let service = ports.peek()?.reference();
    let endpoints = ports.flat_map(|port| network.services.slices().endpoints(port, node));
    let ready = endpoints.filter(|endpoint| endpoint.is_local && endpoint.ready);
    let count = ready.map(|endpoint| endpoint.ip()).collect::<BTreeSet<_>>().len();
    Some(message!(
        "kube-proxy answers the health checks of {service} here: {node} has {count} ready endpoints, so it says {status}",
        service = service,
        node = node,
        count = count,
        status = if count == 0 { "503 Service Unavailable" } else { "200 OK" }
    ))
}

/// What EndpointSlices say of a destination: the Pod behind it, or that there is none; None if they do not know it.
fn endpoint(network: &Network<'_>, leg: &Leg<'_>) -> Option<Option<PodName>> {
    let ip = leg.packet.destination.ip();
    let number = i32::from(leg.packet.destination.port());
    let in_slice = |slice: &EndpointSlice| {
        let of_port = slice.ports.iter().any(|port| port.port == Some(number));
        let mut endpoints = slice.endpoints.iter().filter(|_| of_port);
        let found =
            endpoints.find(|endpoint| endpoint.addresses.iter().any(|address| address.parse() == Ok(ip)));
        found.map(|endpoint| endpoint.target_ref.as_deref().and_then(target_pod))
    };
    match &leg.service {
        Some(service) => {
            let slices = network.services.slices().of(&service.namespace, &service.name);
            slices.iter().find_map(|slice| in_slice(slice))
        }
        None => network.cluster.endpoint_slices.values().find_map(in_slice),
    }
}
