//! What there is to show of one Service: every way in, and where each leads.

use std::collections::BTreeSet;
use std::net::IpAddr;

use serde::Serialize;

use super::inventory::{addresses, is_host_network};
use super::load_balancer;
use super::query::{Client, Host, Target, TraceQuery};
use super::trace::Trace;
use super::{Network, inventory};
use crate::api::{self, Kind, ObjectRef, Pod, Service, SmolStr};
use crate::cluster::{NamespacedName, ServiceType, cluster_ips, is_headless, service_type};
use crate::kube_proxy::{IpFamily, Protocol};

/// What there is to show of one Service.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ServiceView {
    /// The namespace.
    pub namespace: SmolStr,
    /// The name.
    pub name: SmolStr,
    /// The type, as the API spells it.
    pub r#type: &'static str,
    /// The ways in.
    pub entries: Vec<Entry>,
    /// What a client of each way in would see, see [`Entry::route`].
    pub routes: Vec<Trace>,
    /// The nodes that a load balancer may use; None if there is no load balancer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub load_balancer_nodes: Option<Vec<SmolStr>>,
}

/// One way in to a Service.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// An address or a name; None while a load balancer has none yet.
    pub host: Option<String>,
    /// The port; None for a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// The protocol; None for a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<Protocol>,
    /// The name of the Service's port, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port_name: Option<SmolStr>,
    /// The node whose door it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<SmolStr>,
    /// Where it leads: a position in [`ServiceView::routes`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<usize>,
}

/// What a way in is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum EntryKind {
    /// The DNS name inside the cluster.
    #[serde(rename = "dnsName")]
    DnsName,
    /// A cluster IP and port, tried from a Pod.
    #[serde(rename = "clusterIP")]
    ClusterIp,
    /// The Pods behind a name, with nothing between, tried from a Pod.
    #[serde(rename = "headless")]
    Headless,
    /// A node's port, tried from the nodes' network.
    #[serde(rename = "nodePort")]
    NodePort,
    /// A load balancer's address and port, tried from the internet.
    #[serde(rename = "loadBalancer")]
    LoadBalancer,
    /// An external IP and port, tried from the nodes' network.
    #[serde(rename = "externalIP")]
    ExternalIp,
    /// The name that the DNS name is an alias of.
    #[serde(rename = "externalName")]
    ExternalName,
}

impl<'a> Network<'a> {
    /// What there is to show of a Service.
    pub fn service_view(&self, service: &'a Service) -> ServiceView {
        let mut drawing = Drawing { network: self, service, entries: Vec::new(), routes: Vec::new() };
        drawing.names();
        for ip in cluster_ips(service) {
            drawing.doors_of(ip);
        }
        drawing.load_balancer();
        let Drawing { entries, routes, .. } = drawing;
        let NamespacedName { namespace, name } = NamespacedName::of(&service.metadata);
        ServiceView {
            namespace,
            name,
            r#type: service_type(service).name(),
            entries,
            routes,
            load_balancer_nodes: self.load_balancer_nodes(service),
        }
    }

    /// The nodes that the load balancer of a Service may use; None if it has none, or no address yet.
    pub fn load_balancer_nodes(&self, service: &Service) -> Option<Vec<SmolStr>> {
        let (ip, _) = load_balancer::ingress(service).next()?;
        let nodes = load_balancer::nodes(self, service, IpFamily::of(ip));
        Some(nodes.names.into_iter().map(SmolStr::from).collect())
    }

    /// A Pod to try a Service from: one that the reader wrote, rather not behind the Service; else a node.
    fn standard_client(&self, service: &Service) -> Option<Client> {
        let namespace = service.metadata.namespace.as_deref().unwrap_or_default();
        let slices = self.services.slices().of(namespace, &service.metadata.name);
        let behind: BTreeSet<IpAddr> = slices
            .iter()
            .flat_map(|slice| &slice.endpoints)
            .filter_map(|endpoint| endpoint.addresses.first()?.parse().ok())
            .collect();
        let is_behind = |pod: &Pod| addresses(pod).any(|ip| behind.contains(&ip));
        let mut pods = self.cluster.pods.iter().filter(|(name, pod)| {
            let reference = ObjectRef::new(Kind::Pod, name.namespace.clone(), name.name.clone());
            is_sender(self, pod) && !self.cluster.is_built_in(&reference)
        });
        let first = pods.next()?;
        let other = std::iter::once(first).chain(pods).find(|(_, pod)| !is_behind(pod));
        let (name, _) = other.unwrap_or(first);
        Some(Client::Pod(name.clone()))
    }

    fn standard_node(&self) -> Option<Client> {
        let mut nodes = self.cluster.nodes.values().filter(|node| !self.is_down(&node.metadata.name));
        let untainted = nodes.clone().find(|node| node.spec.taints.is_empty());
        let node = untainted.or(nodes.next())?;
        Some(Client::Node(node.metadata.name.to_string()))
    }
}

fn is_sender(network: &Network<'_>, pod: &Pod) -> bool {
    let node = pod.spec.node_name.as_deref();
    !is_host_network(pod)
        && inventory::addresses(pod).any(|ip| network.inventory.pod_at(ip).is_some())
        && node.is_some_and(|node| network.inventory.node(node).is_some() && !network.is_down(node))
}

struct Drawing<'d, 'a> {
    network: &'d Network<'a>,
    service: &'a Service,
    entries: Vec<Entry>,
    routes: Vec<Trace>,
}

impl Drawing<'_, '_> {
    fn names(&mut self) {
        let metadata = &self.service.metadata;
        let namespace = metadata.namespace.as_deref().unwrap_or_default();
        let domain = &self.network.cluster.settings.dns_domain;
        let name = format!("{}.{namespace}.svc.{domain}", metadata.name);
        self.name(EntryKind::DnsName, &name);
        if service_type(self.service) == ServiceType::ExternalName {
            let alias = self.service.spec.external_name.clone().unwrap_or_default();
            self.name(EntryKind::ExternalName, &alias);
        } else if is_headless(self.service) {
            let Some(client) = self.network.standard_client(self.service) else {
                return self.name(EntryKind::Headless, &name);
            };
            for port in &self.service.spec.ports {
                self.door(
                    EntryKind::Headless,
                    Host::Name(format!("{name}.")),
                    port,
                    None,
                    &client,
                    port.port,
                );
            }
        }
    }

    fn name(&mut self, kind: EntryKind, name: &str) {
        let host = Some(name.to_string());
        self.entries.push(Entry {
            kind,
            host,
            port: None,
            protocol: None,
            port_name: None,
            node: None,
            route: None,
        });
    }

    /// The doors of the family of a cluster IP.
    fn doors_of(&mut self, cluster_ip: IpAddr) {
        let service = self.service;
        let family = IpFamily::of(cluster_ip);
        let inside = self.network.standard_client(service).or_else(|| self.network.standard_node());
        let outside = Client::Lan(None);
        for port in &service.spec.ports {
            if let Some(inside) = &inside {
                self.door(EntryKind::ClusterIp, Host::Address(cluster_ip), port, None, inside, port.port);
            }
            for node in self.network.inventory.nodes() {
                let (Some(ip), Some(number)) = (node.of_family(family).next(), port.node_port) else {
                    continue;
                };
                self.door(EntryKind::NodePort, Host::Address(ip), port, Some(node.name), &outside, number);
            }
            let external = service.spec.external_ips.iter().filter_map(|ip| ip.parse().ok());
            for ip in external.filter(|ip| IpFamily::of(*ip) == family) {
                self.door(EntryKind::ExternalIp, Host::Address(ip), port, None, &outside, port.port);
            }
        }
    }

    fn load_balancer(&mut self) {
        if service_type(self.service) != ServiceType::LoadBalancer {
            return;
        }
        let ingress: Vec<IpAddr> = load_balancer::ingress(self.service).map(|(ip, _)| ip).collect();
        for port in &self.service.spec.ports {
            for ip in &ingress {
                let client = Client::Internet(None);
                self.door(EntryKind::LoadBalancer, Host::Address(*ip), port, None, &client, port.port);
            }
        }
        for hostname in
            self.service.status.load_balancer.ingress.iter().filter_map(|one| one.hostname.as_deref())
        {
            self.name(EntryKind::LoadBalancer, hostname);
        }
        if self.service.status.load_balancer.ingress.is_empty() {
            self.name(EntryKind::LoadBalancer, "");
            if let Some(pending) = self.entries.last_mut() {
                pending.host = None;
            }
        }
    }

    /// A door with a number, and what a client sees that comes to it.
    fn door(
        &mut self,
        kind: EntryKind,
        host: Host,
        port: &api::ServicePort,
        node: Option<&str>,
        client: &Client,
        number: i32,
    ) {
        let Some(protocol) = Protocol::of_field(port.protocol.as_deref()) else { return };
        let Ok(number) = u16::try_from(number) else { return };
        let shown = match &host {
            Host::Name(name) => name.trim_end_matches('.').to_string(),
            Host::Address(ip) => ip.to_string(),
        };
        let to = Target { host, port: Some(number), protocol: Some(protocol) };
        let query = TraceQuery { from: client.clone(), via: None, to };
        let route = self.network.trace(&query).ok().map(|trace| {
            self.routes.push(trace);
            self.routes.len() - 1
        });
        self.entries.push(Entry {
            kind,
            host: Some(shown),
            port: Some(number),
            protocol: Some(protocol),
            port_name: port.name.clone().filter(|name| !name.is_empty()),
            node: node.map(SmolStr::from),
            route,
        });
    }
}
