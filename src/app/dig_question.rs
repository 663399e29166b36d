//! A question about a name: as far as the reader has asked it, and as the page completes it from what there is.

use svclab::Simulation;
use svclab::api::{Kind, ObjectRef};
use svclab::cluster::{Cluster, NamespacedName};
use svclab::coredns::{Dig, RecordType};

use crate::targets::{first_client, services};

/// What the reader has asked; what is not given, the page chooses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DigQuestion {
    /// `pod:NAMESPACE/NAME` or `node:NAME`; empty to ask the cluster's DNS itself.
    pub from: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The type of record.
    pub record_type: Option<RecordType>,
}

/// A whole question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// As in [`DigQuestion`].
    pub from: String,
    /// The name; empty if there is nothing to ask for.
    pub name: String,
    /// The type of record.
    pub record_type: RecordType,
}

impl DigQuestion {
    /// Completes the question: for the selected Service, or for the first. A client that is gone gives way to one that
    /// is there.
    pub fn complete(&self, simulation: &Simulation, selected: Option<&ObjectRef>) -> Asked {
        let cluster = &simulation.cluster;
        let from = self.from.clone().filter(|from| exists(cluster, from));
        let from = from.or_else(|| first_client(cluster)).unwrap_or_default();
        let service = || {
            let selected = selected.filter(|object| object.kind == Kind::Service);
            let selected =
                selected.map(|object| NamespacedName::new(object.namespace.clone(), object.name.clone()));
            selected.or_else(|| services(cluster).next().cloned())
        };
        let name = self.name.clone().or_else(|| Some(name_for(simulation, &service()?, &from)));
        Asked { from, name: name.unwrap_or_default(), record_type: self.record_type.unwrap_or(RecordType::A) }
    }
}

impl Asked {
    /// The answer; none without a name.
    pub fn dig(&self, simulation: &Simulation) -> Option<Dig> {
        let name = Some(self.name.trim()).filter(|name| !name.is_empty())?;
        let from = Some(self.from.as_str()).filter(|from| !from.is_empty());
        simulation.dig(from, name, self.record_type).ok()
    }
}

fn exists(cluster: &Cluster, client: &str) -> bool {
    match client.split_once(':') {
        Some(("pod", pod)) => pod.split_once('/').is_some_and(|(namespace, name)| {
            cluster.pods.contains_key(&NamespacedName::new(namespace, name))
        }),
        Some((_, node)) => cluster.nodes.contains_key(node),
        None => client.is_empty(),
    }
}

/// The shortest name of a Service that the client's search list completes.
fn name_for(simulation: &Simulation, service: &NamespacedName, client: &str) -> String {
    let namespace = client.strip_prefix("pod:").and_then(|pod| pod.split_once('/')).map(|(first, _)| first);
    match namespace {
        Some(namespace) if namespace == service.namespace => service.name.to_string(),
        Some(_) => format!("{}.{}", service.name, service.namespace),
        None => format!("{}.{}.svc.{}", service.name, service.namespace, simulation.zone().domain()),
    }
}
