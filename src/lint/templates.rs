//! What Pods are made from, as it stands in the text.

use crate::api::{Kind, ObjectMeta, ObjectRef, PodSpec};
use crate::cluster::{Cluster, Object, Origin};
use crate::manifest::FieldPath;

/// A Pod of the text, or the template of one.
pub(super) struct Template<'a> {
    /// The object that was written.
    pub object: ObjectRef,
    /// Where the Pod's metadata and spec stand in it.
    pub place: FieldPath,
    /// Of its Pods. A template's have no name and no namespace.
    pub metadata: &'a ObjectMeta,
    pub spec: &'a PodSpec,
}

impl Template<'_> {
    /// A field of the Pod's spec, as a field of the object that was written.
    pub fn spec_path(&self) -> FieldPath {
        self.place.child("spec")
    }
}

/// The kinds whose objects make Pods, and Pods.
const KINDS: [Kind; 8] = [
    Kind::Pod,
    Kind::Deployment,
    Kind::ReplicaSet,
    Kind::ReplicationController,
    Kind::StatefulSet,
    Kind::DaemonSet,
    Kind::Job,
    Kind::CronJob,
];

/// The Pods and templates of the text, by kind and name.
pub(super) fn templates(cluster: &Cluster) -> Vec<Template<'_>> {
    let written = cluster.origins.iter().filter(|(_, origin)| matches!(origin, Origin::Text { .. }));
    let found = written.filter(|(object, _)| KINDS.contains(&object.kind)).filter_map(|(object, _)| {
        let (metadata, spec) = content(cluster.get(object)?)?;
        Some(Template { object: object.clone(), place: place(object.kind), metadata, spec })
    });
    found.collect()
}

/// Where the metadata and spec of Pods stand in an object of a kind.
pub(super) fn place(kind: Kind) -> FieldPath {
    let template = FieldPath::new("spec").child("template");
    match kind {
        Kind::Pod => FieldPath::default(),
        Kind::CronJob => FieldPath::new("spec").child("jobTemplate").join(&template),
        _ => template,
    }
}

fn content(object: Object<'_>) -> Option<(&ObjectMeta, &PodSpec)> {
    let template = match object {
        Object::Pod(pod) => return Some((&pod.metadata, &pod.spec)),
        Object::Deployment(it) => &it.spec.template,
        Object::ReplicaSet(it) => &it.spec.template,
        Object::ReplicationController(it) => it.spec.template.as_ref()?,
        Object::StatefulSet(it) => &it.spec.template,
        Object::DaemonSet(it) => &it.spec.template,
        Object::Job(it) => &it.spec.template,
        Object::CronJob(it) => &it.spec.job_template.spec.template,
        _ => return None,
    };
    Some((&template.metadata, &template.spec))
}
