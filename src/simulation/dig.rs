//! A name looked up from somewhere.

use std::fmt;

use crate::cluster::{Cluster, NamespacedName};
use crate::coredns::Resolver;

/// Why a name cannot be looked up from there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnknownOrigin {
    /// The words name nothing that looks names up.
    Unreadable(String),
    /// No such Pod.
    NoPod(NamespacedName),
    /// No such node.
    NoNode(String),
}

impl fmt::Display for UnknownOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            UnknownOrigin::Unreadable(word) => {
                write!(
                    f,
                    "\"{word}\" is no place to look names up from: write pod:NAMESPACE/NAME or node:NAME"
                )
            }
            UnknownOrigin::NoPod(pod) => {
                write!(f, "there is no Pod {} in namespace {}", pod.name, pod.namespace)
            }
            UnknownOrigin::NoNode(node) => write!(f, "there is no Node {node}"),
        }
    }
}

impl std::error::Error for UnknownOrigin {}

/// The resolver of `pod:NAMESPACE/NAME` or `node:NAME`. A Pod without a namespace is one of `default`.
pub(super) fn resolver(cluster: &Cluster, from: &str) -> Result<Resolver, UnknownOrigin> {
    match from.split_once(':') {
        Some(("pod", pod)) => {
            let (namespace, name) = pod.split_once('/').unwrap_or(("default", pod));
            let at = NamespacedName::new(namespace, name);
            let pod = cluster.pods.get(&at).ok_or(UnknownOrigin::NoPod(at))?;
            Ok(Resolver::for_pod(cluster, pod))
        }
        Some(("node", name)) if cluster.nodes.contains_key(name) => Ok(Resolver::of_host()),
        Some(("node", name)) => Err(UnknownOrigin::NoNode(name.to_owned())),
        _ => Err(UnknownOrigin::Unreadable(from.to_owned())),
    }
}
