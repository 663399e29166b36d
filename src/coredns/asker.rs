//! Who looks a name up, in words: `pod:NAMESPACE/NAME` or `node:NAME`.

use std::fmt;

use super::resolver::Resolver;
use crate::cluster::{Cluster, NamespacedName};
use crate::message;
use crate::message::Message;

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

impl UnknownOrigin {
    /// One sentence.
    pub fn message(&self) -> Message {
        match self {
            UnknownOrigin::Unreadable(word) => message!(
                "\"{word}\" is no place to look names up from: write pod:NAMESPACE/NAME or node:NAME",
                word = word
            ),
            UnknownOrigin::NoPod(pod) => {
                message!(
                    "there is no Pod {name} in namespace {namespace}",
                    name = pod.name,
                    namespace = pod.namespace
                )
            }
            UnknownOrigin::NoNode(node) => message!("there is no Node {node}", node = node),
        }
    }
}

impl fmt::Display for UnknownOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for UnknownOrigin {}

impl Resolver {
    /// The resolver of `pod:NAMESPACE/NAME` or `node:NAME`. A Pod without a namespace is one of `default`.
    pub fn of(cluster: &Cluster, from: &str) -> Result<Resolver, UnknownOrigin> {
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
}
