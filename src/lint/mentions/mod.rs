//! The names of hosts that programs are given: in the environment, in commands, in ConfigMaps.

mod address;
mod gather;
mod meaning;

use address::Address;
pub(super) use gather::mentions;
pub(super) use meaning::{Meaning, Sought};

use super::finding::About;
use crate::coredns::Resolver;
use crate::manifest::FieldPath;

/// A host that a Pod is told to speak to.
pub(super) struct Mention<'a> {
    /// The object in which it stands: a workload, a Pod or a ConfigMap.
    pub about: About,
    /// The object in words: `Deployment shop/web`.
    pub place: String,
    /// The value in which it stands.
    pub path: FieldPath,
    /// The whole value.
    pub text: &'a str,
    pub address: Address<'a>,
    /// What the name stands for in the cluster.
    pub meaning: Meaning<'a>,
    /// Whose Pods read it: a position in [`Facts::templates`](super::facts::Facts::templates). None for an Ingress.
    pub reader: Option<usize>,
    /// The resolver of those Pods.
    pub resolver: Resolver,
    pub form: Form,
}

/// How a host stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// In a command or its arguments.
    Command,
    /// In the value of a variable, or in a file.
    Value,
    /// It is the whole value of a variable, and a host because the name of the variable says so: `DB_HOST`.
    Host,
}

impl Mention<'_> {
    /// The whole value with another host.
    pub fn with_host(&self, host: &str) -> String {
        let range = &self.address.host_range;
        format!("{}{host}{}", &self.text[..range.start], &self.text[range.end..])
    }

    /// The whole value with another port.
    pub fn with_port(&self, port: i32) -> String {
        match &self.address.port {
            Some((_, range)) => format!("{}{port}{}", &self.text[..range.start], &self.text[range.end..]),
            None => {
                let end = self.address.host_range.end;
                format!("{}:{port}{}", &self.text[..end], &self.text[end..])
            }
        }
    }
}
