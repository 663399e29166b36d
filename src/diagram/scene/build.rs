//! Puts the scene together.

use std::collections::{BTreeMap, BTreeSet};

use super::backends::{Backends, Slices, Target};
use super::namespaces::{Counts, Namespaces};
use super::pods::InSight;
use super::selectors::Selectors;
use super::{Grounds, Scene, SceneOptions, edges, entries, pods, services};
use crate::api::{Kind, ObjectRef, Service, SmolStr};
use crate::cluster::{Cluster, NamespacedName, Origin, ServiceType, is_headless, service_type};
use crate::diagram::colour::{self, Hue};
use crate::message;
use crate::message::Message;

/// What every part of the scene looks things up in.
pub struct Context<'a> {
    pub cluster: &'a Cluster,
    pub options: &'a SceneOptions,
    pub namespaces: Namespaces<'a>,
    /// The Pods in sight.
    pub pods: Vec<InSight<'a>>,
    /// The Services in sight, in the order in which they are drawn.
    pub services: Vec<Sight<'a>>,
    /// The positions in `services` of those that send traffic to a Pod.
    pub services_of: BTreeMap<NamespacedName, Vec<usize>>,
    pub selectors: Selectors<'a>,
    /// True if objects of more than one namespace are in sight.
    pub several_namespaces: bool,
}

/// What every cluster has is seen only by who asks for it.
#[derive(Default)]
pub struct Seeing<'a> {
    overlooked: BTreeSet<(Kind, &'a str, &'a str)>,
}

impl<'a> Seeing<'a> {
    fn new(cluster: &'a Cluster, options: &SceneOptions) -> Self {
        if options.built_in {
            return Seeing::default();
        }
        let built_in = cluster.origins.iter().filter(|(_, origin)| **origin == Origin::BuiltIn);
        let overlooked = built_in.map(|(object, _)| (object.kind, &*object.namespace, &*object.name));
        Seeing { overlooked: overlooked.collect() }
    }

    pub fn sees(&self, kind: Kind, key: &NamespacedName) -> bool {
        !self.overlooked.contains(&(kind, &*key.namespace, &*key.name))
    }
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
    let context = context(cluster, options);
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
        namespaces: context.namespaces.cards.clone(),
        services: cards,
        zones: places.zones,
        unscheduled: places.unscheduled,
        hosts,
        edges: Vec::new(),
    };
    scene.edges = edges::edges(&context, &scene, &places.cells);
    scene
}

fn context<'a>(cluster: &'a Cluster, options: &'a SceneOptions) -> Context<'a> {
    let seeing = Seeing::new(cluster, options);
    let namespaces = Namespaces::new(cluster, &options.opened, &seeing);
    let pods = namespaces.drawn(&cluster.pods, |key| seeing.sees(Kind::Pod, key));
    let services = namespaces.drawn(&cluster.services, |key| seeing.sees(Kind::Service, key));
    let services = in_order(cluster, services, &pods);
    let mut services_of: BTreeMap<NamespacedName, Vec<usize>> = BTreeMap::new();
    for (position, sight) in services.iter().enumerate() {
        for backend in sight.backends.anywhere() {
            if let Target::Pod(pod) = &backend.target {
                services_of.entry(pod.clone()).or_default().push(position);
            }
        }
    }
    let mut seen: BTreeSet<&SmolStr> = services.iter().map(|sight| &sight.key.namespace).collect();
    seen.extend(pods.iter().map(|(key, _)| &key.namespace));
    Context {
        cluster,
        options,
        selectors: Selectors::new(&services),
        several_namespaces: seen.len() > 1,
        namespaces,
        pods,
        services,
        services_of,
    }
}

/// By namespace; those with ways in from outside first, those that lead outside last, so that few ways cross.
fn in_order<'a>(
    cluster: &'a Cluster,
    services: Vec<(&'a NamespacedName, &'a Service)>,
    pods: &[InSight<'a>],
) -> Vec<Sight<'a>> {
    if services.is_empty() {
        return Vec::new();
    }
    let slices = Slices::new(cluster, pods);
    let hues = colour::hues(cluster);
    let sight = |(key, service)| Sight {
        key,
        service,
        hue: hues.get(key).copied().unwrap_or(Hue(0)),
        backends: slices.backends(cluster, service),
    };
    let mut seen: Vec<Sight> = services.into_iter().map(sight).collect();
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

fn summary(context: &Context) -> Vec<Message> {
    let services = |count: usize| match count {
        1 => message!("1 Service"),
        count => message!("{count} Services", count = count),
    };
    let cards = &context.namespaces.cards;
    if !cards.is_empty() {
        let all = cards.iter().fold(Counts::default(), |all, card| all.and(&card.counts));
        let namespaces = match cards.len() {
            1 => message!("1 namespace"),
            count => message!("{count} namespaces", count = count),
        };
        return vec![
            namespaces,
            services(all.services),
            message!("{ready} of {all} Pods ready", ready = all.ready, all = all.pods),
        ];
    }
    let mut reached = BTreeSet::new();
    for sight in &context.services {
        for backend in sight.backends.anywhere() {
            if let Target::Pod(pod) = &backend.target {
                reached.insert(pod);
            }
        }
    }
    let (ready, all) = (reached.len(), context.pods.len());
    let pods = message!("{ready} of {all} Pods get traffic", ready = ready, all = all);
    vec![services(context.services.len()), pods]
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
