//! What `kubectl get` makes of the cluster: which objects a word means, and how they are printed.

mod columns;
mod format;
mod pod;
mod resource;

pub use format::Format;
pub use resource::{Resource, UnknownResource, resources};

use crate::api::Kind;
use crate::cluster::{Cluster, Object, Origin, list_json};

/// Which objects are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The kinds, in the order in which they were named.
    pub kinds: Vec<Kind>,
    /// One object of this name; none for all of them.
    pub name: Option<String>,
    /// The namespace; none for all of them.
    pub namespace: Option<String>,
}

impl Query {
    /// The objects that are meant, kind by kind, each by namespace and name.
    pub fn select<'a>(&self, cluster: &'a Cluster) -> Vec<Object<'a>> {
        self.kinds.iter().flat_map(|&kind| self.of_kind(cluster, kind)).collect()
    }

    fn of_kind<'a>(&self, cluster: &'a Cluster, kind: Kind) -> Vec<Object<'a>> {
        let mut objects = cluster.list(kind);
        objects.retain(|object| {
            let metadata = object.metadata();
            let in_namespace = match &self.namespace {
                Some(namespace) if kind.is_namespaced() => {
                    metadata.namespace.as_deref() == Some(namespace.as_str())
                }
                _ => true,
            };
            in_namespace && self.name.as_ref().is_none_or(|name| *name == metadata.name)
        });
        objects
    }

    /// What kubectl says when nothing is found: by name an error of the API server, else a remark.
    pub fn nothing_found(&self) -> String {
        match (&self.name, &self.namespace) {
            (Some(name), _) => {
                let kind = self.kinds.first().copied().unwrap_or(Kind::Service);
                format!(
                    "Error from server (NotFound): {} \"{name}\" not found",
                    Resource::of(kind).qualified()
                )
            }
            (None, Some(namespace)) if self.kinds.iter().any(|kind| kind.is_namespaced()) => {
                format!("No resources found in {namespace} namespace.")
            }
            _ => "No resources found".to_owned(),
        }
    }
}

/// The titles of the columns in which `kubectl get` prints objects of a kind.
pub fn titles(kind: Kind) -> Vec<String> {
    columns::header(kind, false)
}

/// What stands in those columns for an object.
pub fn cells(cluster: &Cluster, object: Object<'_>) -> Vec<String> {
    row(cluster, object, false)
}

fn row(cluster: &Cluster, object: Object<'_>, wide: bool) -> Vec<String> {
    let beyond = match cluster.origin(&object.reference()) {
        Origin::Text { rest, .. } => rest,
        _ => &serde_json::Value::Null,
    };
    columns::row(object, beyond, wide)
}

/// Prints objects as `kubectl get -o FORMAT` does, with a newline at the end. An object that
/// was asked for by name stands alone in JSON and YAML, others in a list.
pub fn print(cluster: &Cluster, query: &Query, format: Format) -> String {
    let objects = query.select(cluster);
    match format {
        Format::Table { wide } => tables(cluster, query, wide),
        Format::Name => objects
            .iter()
            .map(|object| format!("{}/{}\n", Resource::of(object.kind()).typed(), object.metadata().name))
            .collect(),
        Format::Json => format::pretty(&json(cluster, query, &objects)),
        Format::Yaml => serde_yaml::to_string(&json(cluster, query, &objects)).unwrap_or_default(),
    }
}

fn json(cluster: &Cluster, query: &Query, objects: &[Object<'_>]) -> serde_json::Value {
    match (&query.name, objects) {
        (Some(_), [object]) => object.to_json(cluster),
        _ => list_json(objects.iter().map(|object| object.to_json(cluster)).collect()),
    }
}

/// A table for each kind that has objects, with an empty line between two.
fn tables(cluster: &Cluster, query: &Query, wide: bool) -> String {
    let several = query.kinds.len() > 1;
    let mut printed = Vec::new();
    for &kind in &query.kinds {
        let objects = query.of_kind(cluster, kind);
        if objects.is_empty() {
            continue;
        }
        let with_namespace = query.namespace.is_none() && kind.is_namespaced();
        let mut rows = vec![columns::header(kind, wide)];
        rows.extend(objects.iter().map(|&object| {
            let mut row = row(cluster, object, wide);
            if several {
                row[0] = format!("{}/{}", Resource::of(kind).typed(), row[0]);
            }
            row
        }));
        if with_namespace {
            rows[0].insert(0, "NAMESPACE".to_owned());
            for (row, object) in rows[1..].iter_mut().zip(&objects) {
                row.insert(0, object.metadata().namespace.clone().unwrap_or_default().to_string());
            }
        }
        printed.push(format::align(&rows));
    }
    printed.join("\n")
}
