//! What kube-controller-manager, kube-scheduler, the kubelet and a cloud's load balancer controller make of the
//! admitted objects: one fixed point, reached in a fixed order.

mod addresses;
mod backends;
mod endpoint_ports;
mod endpoint_slices;
mod endpoints;
mod kubelet;
mod load_balancer;
mod mirroring;
mod nodes;
mod owners;
mod scheduler;
mod selection;
mod selectors;
mod workloads;

pub use backends::{Backend, Backends, PassedOver, Reason, Standing};
pub use workloads::{CutOff, MAX_PODS, MAX_REPLICAS};

use crate::cluster::{Cluster, names};

/// The cluster after every controller has run, and what was left undone.
#[derive(Debug, Clone)]
pub struct Reconciled {
    /// The cluster.
    pub cluster: Cluster,
    /// Workloads that got fewer Pods than they ask for, because svclab makes no more.
    pub cut_off: Vec<CutOff>,
}

/// Runs every controller on the admitted objects. Doing it again changes nothing.
pub fn reconcile(admitted: &Cluster) -> Reconciled {
    let mut cluster = admitted.clone();
    nodes::register(&mut cluster);
    let mut queue = scheduler::waiting(&cluster);
    let cut_off = workloads::run(&mut cluster, &mut queue);
    scheduler::run(&mut cluster, &queue);
    kubelet::run(&mut cluster);
    workloads::hold_back(&mut cluster, &admitted.pods);
    workloads::report(&mut cluster);
    let selected = selection::candidates(&cluster);
    let endpoints = endpoints::run(&cluster, &selected);
    let slices = endpoint_slices::run(&cluster, &selected);
    cluster.endpoints = endpoints;
    cluster.endpoint_slices = slices;
    mirroring::run(&mut cluster);
    load_balancer::run(&mut cluster);
    Reconciled { cluster, cut_off }
}
