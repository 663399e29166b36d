//! The store: what exists now, by kind and name, and how the cluster is set up.

mod gone;
mod hash;
mod labels;
pub mod names;
mod namespaced_name;
mod object;
mod pod;
mod service;
mod settings;
mod subsets;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub use gone::Gone;
pub use hash::{stable_hash, uid};
pub use labels::{label_selector_matches, requirement_holds, selects};
pub use namespaced_name::{NamespacedName, NoName};
pub use object::{Object, list_json, to_json};
pub use pod::{complete_pod, is_pod_ready, serving_containers, tolerates};
pub use service::{
    SERVICE_NAME_LABEL, ServiceType, cluster_ips, is_headless, qualified_port_name, service_type, target_port,
};
pub use settings::{Band, ProxyMode, ProxySettings, Settings};
pub use subsets::{repack, subset_entries};

use crate::api::{
    CronJob, DaemonSet, Deployment, EndpointSlice, Endpoints, Job, Kind, Namespace, Node, ObjectRef, Pod,
    ReplicaSet, ReplicationController, Service, SmolStr, StatefulSet,
};

/// Objects of one namespaced kind.
pub type Store<T> = BTreeMap<NamespacedName, T>;

/// Where an object comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Origin {
    /// The person wrote it.
    Text {
        /// Its position among the objects of the text, see
        /// [`Manifest::objects`](crate::manifest::Manifest::objects).
        index: usize,
        /// What the person wrote in fields that [`api`](crate::api) does not model; null if nothing.
        rest: Rc<serde_json::Value>,
    },
    /// A controller made it; its owner references say for whom.
    Controller,
    /// Every cluster has it: the default nodes, `default/kubernetes`, `kube-system/kube-dns` and what is behind them.
    BuiltIn,
}

/// What is in the cluster.
#[derive(Debug, Clone, Default)]
pub struct Cluster {
    /// How it is set up.
    pub settings: Settings,
    /// By name.
    pub namespaces: BTreeMap<SmolStr, Namespace>,
    /// By name.
    pub nodes: BTreeMap<SmolStr, Node>,
    /// By namespace and name.
    pub services: Store<Service>,
    /// By namespace and name.
    pub pods: Store<Pod>,
    /// By namespace and name.
    pub endpoints: Store<Endpoints>,
    /// By namespace and name.
    pub endpoint_slices: Store<EndpointSlice>,
    /// By namespace and name.
    pub deployments: Store<Deployment>,
    /// By namespace and name.
    pub replica_sets: Store<ReplicaSet>,
    /// By namespace and name.
    pub replication_controllers: Store<ReplicationController>,
    /// By namespace and name.
    pub stateful_sets: Store<StatefulSet>,
    /// By namespace and name.
    pub daemon_sets: Store<DaemonSet>,
    /// By namespace and name.
    pub jobs: Store<Job>,
    /// By namespace and name.
    pub cron_jobs: Store<CronJob>,
    /// Where each object comes from; one that is not listed was made by a controller.
    pub origins: BTreeMap<ObjectRef, Origin>,
    /// Nodes whose machines are off. No object says so: the Node is only one that nobody hears of.
    pub down: BTreeSet<SmolStr>,
    /// The Pods that were there and are gone. Empty where nothing has happened yet.
    pub gone: Gone,
}

impl Cluster {
    /// Where the object comes from.
    pub fn origin(&self, object: &ObjectRef) -> &Origin {
        self.origins.get(object).unwrap_or(&Origin::Controller)
    }

    /// True if every cluster has the object.
    pub fn is_built_in(&self, object: &ObjectRef) -> bool {
        *self.origin(object) == Origin::BuiltIn
    }

    /// The object of this name, if it exists.
    pub fn get(&self, object: &ObjectRef) -> Option<Object<'_>> {
        let key = NamespacedName::new(object.namespace.clone(), object.name.clone());
        match object.kind {
            Kind::Namespace => self.namespaces.get(&object.name).map(Object::Namespace),
            Kind::Node => self.nodes.get(&object.name).map(Object::Node),
            Kind::Service => self.services.get(&key).map(Object::Service),
            Kind::Pod => self.pods.get(&key).map(Object::Pod),
            Kind::Endpoints => self.endpoints.get(&key).map(Object::Endpoints),
            Kind::EndpointSlice => self.endpoint_slices.get(&key).map(Object::EndpointSlice),
            Kind::Deployment => self.deployments.get(&key).map(Object::Deployment),
            Kind::ReplicaSet => self.replica_sets.get(&key).map(Object::ReplicaSet),
            Kind::ReplicationController => {
                self.replication_controllers.get(&key).map(Object::ReplicationController)
            }
            Kind::StatefulSet => self.stateful_sets.get(&key).map(Object::StatefulSet),
            Kind::DaemonSet => self.daemon_sets.get(&key).map(Object::DaemonSet),
            Kind::Job => self.jobs.get(&key).map(Object::Job),
            Kind::CronJob => self.cron_jobs.get(&key).map(Object::CronJob),
            Kind::ClusterConfiguration | Kind::KubeProxyConfiguration => None,
        }
    }

    /// Every object of a kind, by namespace and name.
    pub fn list(&self, kind: Kind) -> Vec<Object<'_>> {
        match kind {
            Kind::Namespace => self.namespaces.values().map(Object::Namespace).collect(),
            Kind::Node => self.nodes.values().map(Object::Node).collect(),
            Kind::Service => self.services.values().map(Object::Service).collect(),
            Kind::Pod => self.pods.values().map(Object::Pod).collect(),
            Kind::Endpoints => self.endpoints.values().map(Object::Endpoints).collect(),
            Kind::EndpointSlice => self.endpoint_slices.values().map(Object::EndpointSlice).collect(),
            Kind::Deployment => self.deployments.values().map(Object::Deployment).collect(),
            Kind::ReplicaSet => self.replica_sets.values().map(Object::ReplicaSet).collect(),
            Kind::ReplicationController => {
                self.replication_controllers.values().map(Object::ReplicationController).collect()
            }
            Kind::StatefulSet => self.stateful_sets.values().map(Object::StatefulSet).collect(),
            Kind::DaemonSet => self.daemon_sets.values().map(Object::DaemonSet).collect(),
            Kind::Job => self.jobs.values().map(Object::Job).collect(),
            Kind::CronJob => self.cron_jobs.values().map(Object::CronJob).collect(),
            Kind::ClusterConfiguration | Kind::KubeProxyConfiguration => Vec::new(),
        }
    }
}
