//! What the API server does with each kind: its defaults, its rules, its place in the store.

use serde::de::DeserializeOwned;

use super::defaults;
use super::validation::{self, Errors};
use super::warnings::{self, Warnings};
use crate::api::{
    CronJob, DaemonSet, Deployment, EndpointSlice, Endpoints, Job, Kind, Namespace, Node, ObjectMeta, Pod,
    ReplicaSet, ReplicationController, Service, StatefulSet,
};
use crate::cluster::{Cluster, NamespacedName, repack, subset_entries};

/// A kind that the API server serves.
pub trait Resource: DeserializeOwned {
    /// The kind.
    const KIND: Kind;

    /// Its metadata.
    fn metadata_mut(&mut self) -> &mut ObjectMeta;

    /// Fills in what is not given, as the API server does on its way in.
    fn set_defaults(&mut self);

    /// Reports every broken rule.
    fn validate(&self, errors: &mut Errors);

    /// Says what the API server warns of.
    fn warn(&self, warnings: &mut Warnings);

    /// Puts it into the store, in the place of one of the same name.
    fn store(self, cluster: &mut Cluster);
}

/// Implements [`Resource`]: the functions of the modules beside this one that bear the name of the kind.
macro_rules! resource {
    ($kind:ident, $rules:ident, $warnings:expr, |$object:ident, $cluster:ident| $store:expr) => {
        impl Resource for $kind {
            const KIND: Kind = Kind::$kind;

            fn metadata_mut(&mut self) -> &mut ObjectMeta {
                &mut self.metadata
            }

            fn set_defaults(&mut self) {
                defaults::$rules(self);
            }

            fn validate(&self, errors: &mut Errors) {
                validation::$rules(self, errors);
            }

            fn warn(&self, warnings: &mut Warnings) {
                $warnings(self, warnings);
            }

            fn store(self, $cluster: &mut Cluster) {
                let $object = self;
                $store;
            }
        }
    };
    ($kind:ident, $rules:ident, $warnings:expr, $store:ident) => {
        resource!($kind, $rules, $warnings, |object, cluster| {
            cluster.$store.insert(NamespacedName::of(&object.metadata), object)
        });
    };
}

resource!(Namespace, namespace, warnings::none, |object, cluster| {
    cluster.namespaces.insert(object.metadata.name.clone(), object)
});
resource!(Node, node, warnings::none, |object, cluster| {
    cluster.nodes.insert(object.metadata.name.clone(), object)
});
resource!(Service, service, warnings::service, services);
resource!(Endpoints, endpoints, warnings::endpoints, |object, cluster| {
    // `Canonicalize` of pkg/registry/core/endpoint.
    let subsets = repack(object.subsets.iter().flat_map(subset_entries));
    cluster.endpoints.insert(NamespacedName::of(&object.metadata), Endpoints { subsets, ..object })
});
resource!(EndpointSlice, endpoint_slice, warnings::endpoint_slice, endpoint_slices);
resource!(Pod, pod, warnings::pod, pods);
resource!(Deployment, deployment, warnings::deployment, deployments);
resource!(ReplicaSet, replica_set, warnings::replica_set, replica_sets);
resource!(
    ReplicationController,
    replication_controller,
    warnings::replication_controller,
    replication_controllers
);
resource!(StatefulSet, stateful_set, warnings::stateful_set, stateful_sets);
resource!(DaemonSet, daemon_set, warnings::daemon_set, daemon_sets);
resource!(Job, job, warnings::job, jobs);
resource!(CronJob, cron_job, warnings::cron_job, cron_jobs);
