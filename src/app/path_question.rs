//! A question about a path: as far as the reader has asked it, and as the page completes it from what there is.

use svclab::Simulation;
use svclab::api::{Kind, ObjectRef};
use svclab::cluster::{Cluster, NamespacedName};
use svclab::network::{Client, Trace, TraceError, TraceQuery, Via};

use crate::targets::{Destination, Group, first_client, services, ways};

/// What the reader has asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PathQuestion {
    /// The client, as the command line writes it; empty as long as the page chooses it.
    pub from: String,
    /// True if the reader writes the client instead of choosing it.
    pub writes_from: bool,
    /// The target.
    pub to: To,
    /// The node that the network hands the packet to; empty for any.
    pub via: String,
}

/// A target, as far as the reader has named it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum To {
    /// The selected Service, or any.
    #[default]
    Any,
    /// A way to a destination, by its key; without one, the first.
    Way(Destination, String),
    /// What the reader writes: `HOST[:PORT][/PROTOCOL]`.
    Written(String),
}

/// A whole question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The client.
    pub from: String,
    /// What the target belongs to; none if the reader writes the target.
    pub destination: Option<Destination>,
    /// The ways to the destination.
    pub ways: Vec<Group>,
    /// The key of the way.
    pub key: String,
    /// The target; empty if there is none.
    pub to: String,
    /// The node that the network hands the packet to; empty for any.
    pub via: String,
}

impl PathQuestion {
    /// Completes the question. What is no longer in the cluster gives way to what is.
    pub fn complete(&self, cluster: &Cluster, selected: Option<&ObjectRef>) -> Asked {
        let is_valid = self.writes_from || exists(cluster, &self.from);
        let from = if is_valid { self.from.clone() } else { first_client(cluster).unwrap_or("lan".into()) };
        let via = Some(&self.via)
            .filter(|via| cluster.nodes.contains_key(via.as_str()))
            .cloned()
            .unwrap_or_default();
        if let To::Written(to) = &self.to {
            let (to, key) = (to.trim().to_owned(), String::new());
            return Asked { from, destination: None, ways: Vec::new(), key, to, via };
        }
        let (wanted, key) = match &self.to {
            To::Way(destination, key) => (Some(destination.clone()), key.as_str()),
            _ => (selected.and_then(service_of), ""),
        };
        let offered = wanted.into_iter().chain(services(cluster).cloned().map(Destination::Service));
        let offered = offered.chain([Destination::Pods, Destination::Hosts]);
        let mut offered = offered.map(|destination| (ways(cluster, &destination, &from), destination));
        let (ways, destination) = offered.find(|(ways, _)| !ways.is_empty()).unzip();
        let ways: Vec<Group> = ways.unwrap_or_default();
        let mut choices = ways.iter().flat_map(|group| &group.choices);
        let first = choices.clone().next();
        let way = choices.find(|choice| choice.key == key).or(first);
        let (key, to) = way.map(|way| (way.key.clone(), way.value.clone())).unwrap_or_default();
        Asked { from, destination, ways, key, to, via }
    }
}

impl Asked {
    /// Where the connection goes.
    pub fn trace(&self, simulation: &Simulation) -> Result<Trace, TraceError> {
        let via = Some(&self.via).filter(|via| !via.is_empty());
        let via = via.map(|node| Via { node: node.clone() });
        simulation.trace(&TraceQuery { from: self.from.trim().parse()?, via, to: self.to.parse()? })
    }
}

fn exists(cluster: &Cluster, client: &str) -> bool {
    match client.parse() {
        Ok(Client::Pod(name)) => cluster.pods.contains_key(&name),
        Ok(Client::Node(name)) => cluster.nodes.contains_key(name.as_str()),
        Ok(Client::Lan(_) | Client::Internet(_)) => true,
        Err(_) => false,
    }
}

fn service_of(selected: &ObjectRef) -> Option<Destination> {
    (selected.kind == Kind::Service)
        .then(|| Destination::Service(NamespacedName::new(selected.namespace.clone(), selected.name.clone())))
}
