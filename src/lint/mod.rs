//! What is accepted but will not do what it seems to. One rule, one file.

use crate::cluster::Cluster;
use crate::diagnostic::Diagnostic;
use crate::manifest::Manifest;

/// Everything that the rules find in a cluster whose controllers have run.
pub fn lint(_cluster: &Cluster, _manifest: &Manifest) -> Vec<Diagnostic> {
    Vec::new()
}
