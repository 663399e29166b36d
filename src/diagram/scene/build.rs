//! Puts the scene together.

use std::collections::{BTreeMap, BTreeSet};

use super::backends::{Backends, Slices, Target};
use super::selectors::Selectors;
use super::{Grounds, Scene, SceneOptions, edges, entries, pods, services};
use crate::api::{Kind, ObjectRef, Service, SmolStr};
use crate::cluster::{Cluster, NamespacedName, ServiceType, is_headless, service_type};
use crate::diagram::colour::{self, Hue};
use crate::message;
use crate::message::Message;

/// What every part of the scene looks things up in.
pub struct Context<'a> {
    pub cluster: &'a Cluster,
    pub options: &'a SceneOptions,
    /// The Services in sight, in the order in which they are drawn.
    pub services: Vec<Sight<'a>>,
    /// The positions in `services` of those that send traffic to a Pod.
    pub services_of: BTreeMap<NamespacedName, Vec<usize>>,
    pub selectors: Selectors<'a>,
    /// True if objects of more than one namespace are in sight.
    pub several_namespaces: bool,
}

/// A Service in sight.
pub struct Sight<'a> {
    pub key: &'a NamespacedName,
    pub service: &'a Service,
    pub hue: Hue,
    pub backends: Backends,
}

impl Sight<'_> {
    pub fn object(&self) -> ObjectRef {
        ObjectRef::new(Kind::Service, self.key.namespace.clone(), self.key.name.clone())
    }

    pub fn id(&self) -> String {
        id("service", &self.key.namespace, &self.key.name)
    }

    /// True if it depends on where a client is who may get its connections, so that nobody can say the odds.
    pub fn depends_on_client(&self) -> bool {
        let local_inside = self.service.spec.internal_traffic_policy.as_deref() == Some("Local");
        local_inside || self.backends.hinted
    }

    /// True if packets from outside stay on the node they come to.
    pub fn is_local_outside(&self) -> bool {
        self.service.spec.external_traffic_policy.as_deref() == Some("Local")
    }
}

impl Context<'_> {
    pub fn is_in_sight(&self, kind: Kind, key: &NamespacedName) -> bool {
        let object = ObjectRef::new(kind, key.namespace.clone(), key.name.clone());
        self.options.built_in || !self.cluster.is_built_in(&object)
    }

    /// The namespace to write beside a name, if the picture shows several.
    pub fn shown_namespace(&self, key: &NamespacedName) -> Option<String> {
        self.several_namespaces.then(|| key.namespace.to_string())
    }
}

/// The id of an element made for a namespaced object.
pub fn id(what: &str, namespace: &str, name: &str) -> String {
    format!("{what}/{namespace}/{name}")
}

pub fn build(cluster: &Cluster, options: &SceneOptions) -> Scene {
    let mut context = Context {
        cluster,
        options,
        services: Vec::new(),
        services_of: BTreeMap::new(),
        selectors: Selectors::default(),
        several_namespaces: false,
    };
    context.services = services_in_sight(&context);
    context.selectors = Selectors::new(&context.services);
    for (position, sight) in context.services.iter().enumerate() {
        for backend in sight.backends.anywhere() {
            if let Target::Pod(pod) = &backend.target {
                context.services_of.entry(pod.clone()).or_default().push(position);
            }
        }
    }
    context.several_namespaces = has_several_namespaces(&context);

    let places = pods::place(&context);
    let hosts = services::hosts(&context);
    let load_balancers = entries::load_balancers(&context);
    let doors = entries::doors(&context);
    let clients = entries::clients(&context, &load_balancers, &doors);
    let cards = services::cards(&context, &doors);
    let mut scene = Scene {
        summary: summary(&context),
        grounds: grounds(cluster),
        clients,
        load_balancers,
        doors,
        services: cards,
        zones: places.zones,
        unscheduled: places.unscheduled,
        hosts,
        edges: Vec::new(),
    };
    scene.edges = edges::edges(&context, &scene, &places.cells);
    scene
}

/// By namespace; those with ways in from outside first, those that lead outside last, so that few ways cross.
fn services_in_sight<'a>(context: &Context<'a>) -> Vec<Sight<'a>> {
    let cluster = context.cluster;
    let slices = Slices::new(cluster);
    let hues = colour::hues(cluster);
    let mut seen: Vec<Sight> = cluster
        .services
        .iter()
        .filter(|(key, _)| context.is_in_sight(Kind::Service, key))
        .map(|(key, service)| {
            let hue = hues.get(key).copied().unwrap_or(Hue(0));
            Sight { key, service, hue, backends: slices.backends(cluster, service) }
        })
        .collect();
    seen.sort_by_key(|sight| (&sight.key.namespace, rank(sight.service), &sight.key.name));
    seen
}

fn rank(service: &Service) -> u8 {
    match service_type(service) {
        ServiceType::LoadBalancer => 0,
        ServiceType::NodePort => 1,
        ServiceType::ClusterIp if !service.spec.external_ips.is_empty() => 1,
        ServiceType::ClusterIp if is_headless(service) => 3,
        ServiceType::ClusterIp => 2,
        ServiceType::ExternalName => 4,
    }
}

fn has_several_namespaces(context: &Context) -> bool {
    let services = context.services.iter().map(|sight| &sight.key.namespace);
    let pods = context.cluster.pods.keys().filter(|key| context.is_in_sight(Kind::Pod, key));
    let namespaces: BTreeSet<&SmolStr> = services.chain(pods.map(|key| &key.namespace)).collect();
    namespaces.len() > 1
}

fn summary(context: &Context) -> Vec<Message> {
    let mut ready = BTreeSet::new();
    for sight in &context.services {
        for backend in sight.backends.anywhere() {
            if let Target::Pod(pod) = &backend.target {
                ready.insert(pod);
            }
        }
    }
    let services = match context.services.len() {
        1 => message!("1 Service"),
        count => message!("{count} Services", count = count),
    };
    let pods = context.cluster.pods.keys().filter(|key| context.is_in_sight(Kind::Pod, key)).count();
    vec![services, message!("{ready} of {all} Pods get traffic", ready = ready.len(), all = pods)]
}

fn grounds(cluster: &Cluster) -> Grounds {
    let write = |subnets: &[ipnet::IpNet]| subnets.iter().map(ToString::to_string).collect();
    Grounds {
        nodes: node_networks(cluster),
        pods: write(&cluster.settings.pod_subnets),
        services: write(&cluster.settings.service_subnets),
    }
}

/// The /24 or /64 that every node's addresses of a family lie in.
pub fn node_networks(cluster: &Cluster) -> Vec<String> {
    let addresses = cluster.nodes.values().flat_map(|node| &node.status.addresses);
    let internal = addresses.filter(|address| address.r#type == "InternalIP");
    let mut networks: BTreeMap<bool, BTreeSet<ipnet::IpNet>> = BTreeMap::new();
    for address in internal.filter_map(|address| address.address.parse::<std::net::IpAddr>().ok()) {
        let prefix = if address.is_ipv4() { 24 } else { 64 };
        if let Ok(network) = ipnet::IpNet::new(address, prefix) {
            networks.entry(address.is_ipv6()).or_default().insert(network.trunc());
        }
    }
    let shared = networks.into_values().filter(|networks| networks.len() == 1);
    shared.flatten().map(|network| network.to_string()).collect()
}
