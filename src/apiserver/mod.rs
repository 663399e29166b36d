//! What kube-apiserver does with the objects of the text: defaults, allocation of addresses and ports, validation.

mod admission;
mod allocation;
mod built_in;
mod defaults;
mod kinds;
mod report;
mod resource;
mod settings;
mod validation;
mod view;
mod warnings;

use crate::cluster::Cluster;
use crate::diagnostic::Diagnostic;
use crate::manifest::Manifest;

/// Admits the objects of a manifest into an empty cluster, beside what every cluster has. What is rejected is left
/// out and said. Of several objects of one kind and name the last one counts, as with `kubectl apply`.
pub fn admit(manifest: &Manifest, load_balancer: bool) -> (Cluster, Vec<Diagnostic>) {
    admission::admit(manifest, load_balancer)
}
