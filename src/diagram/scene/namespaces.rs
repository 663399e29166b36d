//! Namespaces first: in a big cluster each namespace is one card, until the reader opens it. What is behind a closed
//! one is counted, and nothing else is made of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::build::Seeing;
use super::pods::{self, PODS_SHOWN};
use super::{Fold, PodState};
use crate::api::{EndpointSlice, Kind, ObjectRef, Pod, Service, SmolStr};
use crate::cluster::{Cluster, NamespacedName, SERVICE_NAME_LABEL, ServiceType, Store, service_type};
use crate::message;
use crate::message::Message;

/// More cells of Pods than this, or more Services, and namespaces stand first.
const SHOWN: usize = 60;

/// Id of what stands around the closed namespaces.
pub const CLOSED: &str = "namespaces";

/// A namespace of a big cluster: what is in it, or, if it is open, what its objects stand under.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NamespaceCard {
    /// Names it in the picture, and in [`SceneOptions::opened`](super::SceneOptions::opened).
    pub id: String,
    /// The namespace.
    pub object: ObjectRef,
    /// Open if its objects are drawn.
    pub fold: Fold,
    /// What is in it.
    #[serde(flatten)]
    pub counts: Counts,
}

/// How much there is in a namespace.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Services.
    pub services: usize,
    /// Those of them that lead to nobody.
    pub idle: usize,
    /// Those of them that ask for a load balancer.
    pub load_balancers: usize,
    /// Those of them that ask for one and have no address of it.
    pub pending: usize,
    /// Ports that they have on every node.
    pub node_ports: usize,
    /// Pods that have not ended.
    pub pods: usize,
    /// Those of them that are ready.
    pub ready: usize,
}

impl Counts {
    /// What is in the namespace.
    pub fn contents(&self) -> Message {
        let services = match self.services {
            1 => message!("1 Service"),
            count => message!("{count} Services", count = count),
        };
        let pods = message!("{ready} of {all} Pods ready", ready = self.ready, all = self.pods);
        message!("{words}").with_messages("words", vec![services, pods])
    }

    /// The ways in from outside the cluster, if there are any.
    pub fn ways_in(&self) -> Option<Message> {
        let balancers = match self.load_balancers {
            0 => None,
            1 => Some(message!("1 load balancer")),
            count => Some(message!("{count} load balancers", count = count)),
        };
        let ports = match self.node_ports {
            0 => None,
            1 => Some(message!("1 node port")),
            count => Some(message!("{count} node ports", count = count)),
        };
        in_a_row([balancers, ports])
    }

    /// What leads nowhere, if anything does.
    pub fn trouble(&self) -> Option<Message> {
        let idle = match self.idle {
            0 => None,
            1 => Some(message!("1 Service without endpoints")),
            count => Some(message!("{count} Services without endpoints", count = count)),
        };
        let pending = match self.pending {
            0 => None,
            1 => Some(message!("1 load balancer pending")),
            count => Some(message!("{count} load balancers pending", count = count)),
        };
        in_a_row([idle, pending])
    }

    fn add_service(&mut self, service: &Service, is_led_somewhere: bool) {
        let r#type = service_type(service);
        let balanced = r#type == ServiceType::LoadBalancer;
        self.services += 1;
        self.idle += usize::from(r#type != ServiceType::ExternalName && !is_led_somewhere);
        self.load_balancers += usize::from(balanced);
        self.pending += usize::from(balanced && service.status.load_balancer.ingress.is_empty());
        self.node_ports += service.spec.ports.iter().filter(|port| port.node_port.is_some()).count();
    }

    fn add_pod(&mut self, pod: &Pod) {
        self.pods += 1;
        self.ready += usize::from(pods::state(pod) == PodState::Ready);
    }

    /// With as much again as there is in another.
    pub(super) fn and(&self, other: &Counts) -> Counts {
        Counts {
            services: self.services + other.services,
            idle: self.idle + other.idle,
            load_balancers: self.load_balancers + other.load_balancers,
            pending: self.pending + other.pending,
            node_ports: self.node_ports + other.node_ports,
            pods: self.pods + other.pods,
            ready: self.ready + other.ready,
        }
    }
}

/// Those that there are, with commas between them.
fn in_a_row(messages: [Option<Message>; 2]) -> Option<Message> {
    let words: Vec<Message> = messages.into_iter().flatten().collect();
    (!words.is_empty()).then(|| message!("{words}").with_messages("words", words))
}

/// The namespaces of a big cluster; nothing of a small one.
#[derive(Default)]
pub struct Namespaces<'a> {
    pub cards: Vec<NamespaceCard>,
    /// How many Pods of closed namespaces are on each node. Looked up in, never iterated over.
    pub hidden: HashMap<&'a str, usize>,
}

impl<'a> Namespaces<'a> {
    /// Every namespace with something in sight, if there is too much to draw.
    pub fn new(cluster: &'a Cluster, opened: &BTreeSet<String>, seeing: &Seeing<'a>) -> Self {
        let mut namespaces = Namespaces::default();
        if !is_big(cluster, seeing) {
            return namespaces;
        }
        let led = led_somewhere(cluster);
        for name in cluster.namespaces.keys() {
            let mut card = card(name, opened);
            let services = of_namespace(&cluster.services, name);
            for (key, service) in services.filter(|(key, _)| seeing.sees(Kind::Service, key)) {
                card.counts.add_service(service, led.contains(&(name, &key.name)));
            }
            let pods = of_namespace(&cluster.pods, name);
            let pods = pods.filter(|(key, _)| seeing.sees(Kind::Pod, key)).map(|(_, pod)| pod);
            for pod in pods.filter(|pod| pods::state(pod) != PodState::Ended) {
                card.counts.add_pod(pod);
                let node = pod.spec.node_name.as_deref().filter(|_| card.fold == Fold::Closed);
                *namespaces.hidden.entry(node.unwrap_or_default()).or_default() += 1;
            }
            if card.counts != Counts::default() {
                namespaces.cards.push(card);
            }
        }
        namespaces
    }

    /// The objects of a kind that are in sight and in no closed namespace.
    pub fn drawn<'b, T>(
        &self,
        store: &'b Store<T>,
        sees: impl Fn(&NamespacedName) -> bool,
    ) -> Vec<(&'b NamespacedName, &'b T)> {
        let seen = |(key, _): &(&NamespacedName, &T)| sees(key);
        if self.cards.is_empty() {
            return store.iter().filter(seen).collect();
        }
        let open = self.cards.iter().filter(|card| card.fold == Fold::Open);
        open.flat_map(|card| of_namespace(store, &card.object.name)).filter(seen).collect()
    }
}

/// The objects of a kind in a namespace, without a look at the others.
fn of_namespace<'a, 'n, T>(
    store: &'a Store<T>,
    namespace: &'n str,
) -> impl Iterator<Item = (&'a NamespacedName, &'a T)> + use<'a, 'n, T> {
    let from = NamespacedName::new(namespace, "");
    store.range(from..).take_while(move |(key, _)| key.namespace == namespace)
}

fn id(namespace: &str) -> String {
    format!("namespace/{namespace}")
}

fn card(name: &str, opened: &BTreeSet<String>) -> NamespaceCard {
    let id = id(name);
    let fold = if opened.contains(&id) { Fold::Open } else { Fold::Closed };
    let object = ObjectRef::new(Kind::Namespace, "", name);
    NamespaceCard { id, object, fold, counts: Counts::default() }
}

/// True if the cluster has more than a picture can show. One namespace alone is worth a card only if it has many
/// Services: its Pods fold by workload.
fn is_big(cluster: &Cluster, seeing: &Seeing) -> bool {
    let services = cluster.services.keys().filter(|key| seeing.sees(Kind::Service, key));
    let mut namespaces = BTreeSet::new();
    for (index, key) in services.enumerate() {
        namespaces.insert(&key.namespace);
        if index == SHOWN {
            return true;
        }
    }
    /// A node and a workload.
    type Likeness<'a> = (Option<&'a SmolStr>, (String, Kind, String));
    let mut alike: BTreeMap<Likeness, usize> = BTreeMap::new();
    for (key, pod) in cluster.pods.iter().filter(|(key, _)| seeing.sees(Kind::Pod, key)) {
        namespaces.insert(&key.namespace);
        *alike.entry((pod.spec.node_name.as_ref(), pods::workload(cluster, key, pod))).or_default() += 1;
        if alike.len() > SHOWN && namespaces.len() > 1 {
            return true;
        }
    }
    let cells: usize = alike.into_values().map(|pods| if pods > PODS_SHOWN { 1 } else { pods }).sum();
    cells > SHOWN && namespaces.len() > 1
}

/// The Services with somebody who gets connections: in a slice, ready, or ending and still serving.
fn led_somewhere(cluster: &Cluster) -> BTreeSet<(&str, &str)> {
    let usable = |slice: &&EndpointSlice| {
        slice.endpoints.iter().map(|endpoint| &endpoint.conditions).any(|conditions| {
            let ending = conditions.terminating == Some(true) && conditions.serving != Some(false);
            conditions.ready != Some(false) || ending
        })
    };
    cluster.endpoint_slices.values().filter(usable).filter_map(service_of).collect()
}

fn service_of(slice: &EndpointSlice) -> Option<(&str, &str)> {
    let service = slice.metadata.labels.get(SERVICE_NAME_LABEL)?;
    Some((slice.metadata.namespace.as_deref().unwrap_or_default(), service))
}
