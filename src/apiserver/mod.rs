//! What kube-apiserver does with the objects of the text: defaults, allocation of addresses and ports, validation.

use crate::cluster::Cluster;
use crate::diagnostic::Diagnostic;
use crate::manifest::Manifest;

/// Admits the objects of a manifest into an empty cluster, beside what every cluster has. What is rejected is left
/// out and said.
pub fn admit(_manifest: &Manifest, load_balancer: bool) -> (Cluster, Vec<Diagnostic>) {
    let mut cluster = Cluster::default();
    cluster.settings.load_balancer = load_balancer;
    (cluster, Vec::new())
}
