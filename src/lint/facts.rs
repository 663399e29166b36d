//! What several rules ask of a cluster.

use std::collections::BTreeMap;

use crate::api::{Kind, Labels, ObjectMeta, ObjectRef, Pod, Service};
use crate::cluster::{Cluster, NamespacedName, ServiceType, service_type};
use crate::controllers::{Backends, CutOff};
use crate::manifest::FieldPath;

/// A cluster with its Pods by namespace and label.
pub(super) struct Facts<'a> {
    pub cluster: &'a Cluster,
    pub cut_off: &'a [CutOff],
    pub backends: Backends<'a>,
    by_label: BTreeMap<(&'a str, &'a str, &'a str), Vec<&'a Pod>>,
}

impl<'a> Facts<'a> {
    pub fn new(cluster: &'a Cluster, cut_off: &'a [CutOff]) -> Self {
        let mut by_label: BTreeMap<_, Vec<&Pod>> = BTreeMap::new();
        for (at, pod) in &cluster.pods {
            for (key, value) in &pod.metadata.labels {
                by_label.entry((at.namespace.as_str(), key.as_str(), value.as_str())).or_default().push(pod);
            }
        }
        Facts { cluster, cut_off, backends: Backends::new(cluster), by_label }
    }

    /// The Services with a selector, which the endpoint controllers look after.
    pub fn selecting_services(&self) -> impl Iterator<Item = (&'a NamespacedName, &'a Service)> {
        self.cluster.services.iter().filter(|(_, service)| {
            !service.spec.selector.is_empty() && service_type(service) != ServiceType::ExternalName
        })
    }

    /// The Pods of a namespace that have all the labels of a selector, by name.
    pub fn selected(&self, namespace: &str, selector: &'a Labels) -> Vec<&'a Pod> {
        let with_label = |(key, value): (&'a String, &'a String)| {
            self.by_label.get(&(namespace, key.as_str(), value.as_str())).map_or(&[][..], Vec::as_slice)
        };
        let Some(fewest) = selector.iter().map(with_label).min_by_key(|pods| pods.len()) else {
            return Vec::new();
        };
        fewest.iter().copied().filter(|pod| has_labels(&pod.metadata, selector)).collect()
    }

    /// What the person wrote to get this Pod: the Pod, or the workload at the end of its owner references.
    pub fn top_owner(&self, pod: &Pod) -> ObjectRef {
        self.end_of_owners(reference(Kind::Pod, &pod.metadata), &pod.metadata)
    }

    /// The object at the end of an object's owner references.
    pub fn end_of_owners(&self, object: ObjectRef, metadata: &ObjectMeta) -> ObjectRef {
        let mut of = object;
        let mut metadata = Some(metadata);
        while let Some(owner) =
            metadata.and_then(|it| it.owner_references.iter().find(|it| it.controller == Some(true)))
        {
            let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == owner.kind) else { break };
            of = ObjectRef::new(kind, of.namespace, owner.name.clone());
            metadata = self.cluster.get(&of).map(|object| object.metadata());
        }
        of
    }

    /// The object of the text that a Pod comes from, and where a field of the Pod stands in it.
    pub fn written_as(&self, pod: &ObjectRef, path: &FieldPath) -> (ObjectRef, FieldPath) {
        let found = self.cluster.pods.get(&NamespacedName::new(pod.namespace.clone(), pod.name.clone()));
        let owner = found.map_or_else(|| pod.clone(), |pod| self.top_owner(pod));
        let template = FieldPath::new("spec").child("template");
        let path = match owner.kind {
            Kind::Pod => path.clone(),
            Kind::CronJob => FieldPath::new("spec").child("jobTemplate").join(&template).join(path),
            _ => template.join(path),
        };
        (owner, path)
    }
}

/// True if the metadata has every label of the selector.
pub(super) fn has_labels(metadata: &ObjectMeta, selector: &Labels) -> bool {
    selector.iter().all(|(key, value)| metadata.labels.get(key) == Some(value))
}

/// The object of this kind and metadata.
pub(super) fn reference(kind: Kind, metadata: &ObjectMeta) -> ObjectRef {
    ObjectRef::new(kind, metadata.namespace.clone().unwrap_or_default(), metadata.name.clone())
}

/// `app=web,tier=front`
pub(super) fn labels_text(labels: &Labels) -> String {
    labels.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(",")
}

/// A few of the items, comma separated, and how many more there are.
pub(super) fn some_of(items: &[String]) -> String {
    const SHOWN: usize = 3;
    let shown = items.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match items.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
