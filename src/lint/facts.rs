//! What several rules ask of a cluster.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::endpoints::{WrittenEndpoints, written_endpoints};
use super::mentions::{Mention, mentions};
use super::templates::{Template, templates};
use crate::api::{Kind, LabelSelector, Labels, ObjectMeta, ObjectRef, OwnerReference, Pod, Service};
use crate::cluster::{Cluster, NamespacedName, Origin, ServiceType, label_selector_matches, service_type};
use crate::controllers::{Backends, CutOff, Reconciled};
use crate::manifest::schema::distance;
use crate::manifest::{FieldPath, Manifest, Value};

/// A finished cluster, with what is asked for often worked out once.
pub(super) struct Facts<'a> {
    pub cluster: &'a Cluster,
    pub manifest: &'a Manifest,
    pub cut_off: &'a [CutOff],
    /// Who is behind each Service, and why somebody is not.
    pub backends: Backends<'a>,
    /// The Services of the text with a selector, which the endpoint controllers look after.
    pub selecting: Vec<Selecting<'a>>,
    /// The Pods and templates of Pods of the text.
    pub templates: Vec<Template<'a>>,
    /// The hosts that programs are told to speak to.
    pub mentions: Vec<Mention<'a>>,
    /// The Endpoints of the text, as they were written.
    pub endpoints: Vec<WrittenEndpoints>,
    /// Objects of the text that the API server does not take.
    rejected: BTreeSet<ObjectRef>,
    /// Namespaces with custom resources that may bring Pods.
    operated: BTreeSet<&'a str>,
    /// Pods by namespace and each of their labels, once somebody asks.
    by_label: OnceCell<BTreeMap<Label<'a>, Vec<&'a Pod>>>,
    /// Positions in `selecting` by namespace and the first label of the selector.
    by_first_label: BTreeMap<Label<'a>, Vec<usize>>,
}

/// Namespace, key and value.
type Label<'a> = (&'a str, &'a str, &'a str);

/// A Service with a selector.
pub(super) struct Selecting<'a> {
    pub at: &'a NamespacedName,
    pub service: &'a Service,
    /// The Pods that have all its labels, by name.
    pub pods: Vec<&'a Pod>,
    /// Of Pods that stand side by side and were made from one template, one: what a rule asks of the template it need
    /// not ask of every replica.
    pub kinds: Vec<&'a Pod>,
}

impl Selecting<'_> {
    /// The Service.
    pub fn reference(&self) -> ObjectRef {
        reference(Kind::Service, &self.service.metadata)
    }
}

impl<'a> Facts<'a> {
    pub fn new(manifest: &'a Manifest, reconciled: &'a Reconciled) -> Self {
        let cluster = &reconciled.cluster;
        let templates = templates(cluster);
        let mut facts = Facts {
            cluster,
            manifest,
            cut_off: &reconciled.cut_off,
            backends: Backends::new(cluster),
            selecting: Vec::new(),
            mentions: mentions(cluster, manifest, &templates),
            endpoints: written_endpoints(cluster, manifest),
            templates,
            rejected: rejected(cluster, manifest),
            operated: operated(manifest),
            by_label: OnceCell::new(),
            by_first_label: BTreeMap::new(),
        };
        facts.selecting = facts.selecting_services();
        for (index, Selecting { at, service, .. }) in facts.selecting.iter().enumerate() {
            let Some((key, value)) = service.spec.selector.first_key_value() else { continue };
            facts.by_first_label.entry((&at.namespace, key, value)).or_default().push(index);
        }
        facts
    }

    fn selecting_services(&self) -> Vec<Selecting<'a>> {
        let services = self.cluster.services.iter().filter(|(_, service)| {
            !service.spec.selector.is_empty()
                && service_type(service) != ServiceType::ExternalName
                && !self.cluster.is_built_in(&reference(Kind::Service, &service.metadata))
        });
        let selecting = services.map(|(at, service)| {
            let pods = self.backends.selected(at).to_vec();
            Selecting { at, service, kinds: one_of_each_template(&pods), pods }
        });
        selecting.collect()
    }

    /// The Services that share their namespace and the first label of their selector with another one, group by group.
    pub fn sharing_first_label(&self) -> impl Iterator<Item = impl Iterator<Item = &Selecting<'a>>> {
        let groups = self.by_first_label.values().filter(|group| group.len() > 1);
        groups.map(|group| group.iter().map(|&index| &self.selecting[index]))
    }

    /// The Services that select the Pods of a template.
    pub fn selecting_these<'f>(
        &'f self,
        template: &'f Template<'_>,
    ) -> impl Iterator<Item = &'f Selecting<'a>> {
        let namespace = template.object.namespace.as_str();
        let by_first_label = template.metadata.labels.iter().flat_map(move |(key, value)| {
            let key = (namespace, key.as_str(), value.as_str());
            self.by_first_label.get(&key).map_or(&[][..], Vec::as_slice)
        });
        let services = by_first_label.map(|&index| &self.selecting[index]);
        services.filter(|selecting| has_labels(template.metadata, &selecting.service.spec.selector))
    }

    fn by_label(&self) -> &BTreeMap<Label<'a>, Vec<&'a Pod>> {
        self.by_label.get_or_init(|| {
            let mut by_label: BTreeMap<_, Vec<&Pod>> = BTreeMap::new();
            for (at, pod) in &self.cluster.pods {
                for (key, value) in &pod.metadata.labels {
                    let label = (at.namespace.as_str(), key.as_str(), value.as_str());
                    by_label.entry(label).or_default().push(pod);
                }
            }
            by_label
        })
    }

    /// The Pods of a namespace that have all the labels of a selector, by name.
    pub fn selected(&self, namespace: &str, selector: &Labels) -> Vec<&'a Pod> {
        let with_labels = selector.iter().map(|(key, value)| {
            self.by_label().get(&(namespace, key.as_str(), value.as_str())).map_or(&[][..], Vec::as_slice)
        });
        let Some(fewest) = with_labels.min_by_key(|pods| pods.len()) else {
            return Vec::new();
        };
        fewest.iter().copied().filter(|pod| has_labels(&pod.metadata, selector)).collect()
    }

    /// For each value that Pods of a namespace have for a key, one such Pod.
    pub fn values_of(&self, namespace: &'a str, key: &'a str) -> impl Iterator<Item = &'a Pod> {
        let with_key = self.by_label().range((namespace, key, "")..);
        with_key
            .take_while(move |((its_namespace, its_key, _), _)| {
                *its_namespace == namespace && *its_key == key
            })
            .filter_map(|(_, pods)| pods.first().copied())
    }

    /// The Pods of a namespace that a selector of any form picks.
    pub fn pods_of(&self, namespace: &str, selector: &LabelSelector) -> Vec<&'a Pod> {
        let mut pods = if selector.match_labels.is_empty() {
            let first = NamespacedName::new(namespace, "");
            let pods = self.cluster.pods.range(first..).take_while(|(at, _)| at.namespace == namespace);
            pods.map(|(_, pod)| pod).collect()
        } else {
            self.selected(namespace, &selector.match_labels)
        };
        pods.retain(|pod| label_selector_matches(selector, &pod.metadata.labels));
        pods
    }

    /// True if a custom resource in a namespace may bring Pods that the text does not show.
    pub fn may_have_other_pods(&self, namespace: &str) -> bool {
        self.operated.contains(namespace)
    }

    /// True if the text has such an object, and the API server does not take it: that is said already.
    pub fn is_rejected(&self, kind: Kind, at: &NamespacedName) -> bool {
        self.rejected.contains(&ObjectRef::new(kind, &*at.namespace, &*at.name))
    }

    /// The only Service of this name in any namespace.
    pub fn service_elsewhere(&self, name: &str) -> Option<&'a NamespacedName> {
        let namespaces = self.cluster.namespaces.keys();
        let mut found = namespaces.filter_map(|namespace| {
            let at = NamespacedName::new(namespace.clone(), name);
            self.cluster.services.get_key_value(&at).map(|(at, _)| at)
        });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The Service of the namespace whose name differs in a letter or two behind the first.
    pub fn similar_service(&self, wanted: &NamespacedName) -> Option<&'a NamespacedName> {
        const MOST_COMPARED: usize = 256;
        let initial = wanted.name.get(..1).filter(|_| wanted.name.len() > 2)?;
        let first = NamespacedName::new(&*wanted.namespace, initial);
        let names = self.cluster.services.range(first..).map(|(at, _)| at);
        let (far, near) = names
            .take_while(|at| at.namespace == wanted.namespace && at.name.starts_with(initial))
            .take(MOST_COMPARED)
            .map(|at| (distance(&wanted.name, &at.name), at))
            .min_by_key(|(far, _)| *far)?;
        (far <= if wanted.name.len() < 7 { 1 } else { 2 }).then_some(near)
    }

    /// What the person wrote to get this Pod: the Pod, or the workload at the end of its owner references.
    pub fn top_owner(&self, pod: &Pod) -> ObjectRef {
        self.end_of_owners(reference(Kind::Pod, &pod.metadata), &pod.metadata)
    }

    /// The object at the end of an object's owner references.
    pub fn end_of_owners(&self, object: ObjectRef, metadata: &ObjectMeta) -> ObjectRef {
        let mut of = object;
        let mut metadata = Some(metadata);
        while let Some(owner) = metadata.and_then(controller) {
            let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == owner.kind) else { break };
            of = ObjectRef::new(kind, of.namespace, owner.name.clone());
            metadata = self.cluster.get(&of).map(|object| object.metadata());
        }
        of
    }

    /// True if the text gives a field of an object, or of the template that a Pod is made from.
    pub fn is_written(&self, object: &ObjectRef, path: &FieldPath) -> bool {
        if object.kind == Kind::Pod {
            let (object, path) = self.written_as(object, path);
            return self.stands_in_text(&object, &path);
        }
        self.stands_in_text(object, path)
    }

    fn stands_in_text(&self, object: &ObjectRef, path: &FieldPath) -> bool {
        let Origin::Text { index, .. } = self.cluster.origin(object) else { return false };
        let raw = self.manifest.objects.get(*index);
        raw.is_some_and(|raw| raw.node.at(path).is_some_and(|node| node.value != Value::Null))
    }

    /// The object of the text that a Pod comes from, and where a field of the Pod stands in it.
    pub fn written_as(&self, pod: &ObjectRef, path: &FieldPath) -> (ObjectRef, FieldPath) {
        let found = self.cluster.pods.get(&NamespacedName::new(pod.namespace.clone(), pod.name.clone()));
        let owner = found.map_or_else(|| pod.clone(), |pod| self.top_owner(pod));
        let path = super::templates::place(owner.kind).join(path);
        (owner, path)
    }
}

/// The owner that looks after an object.
pub(super) fn controller(metadata: &ObjectMeta) -> Option<&OwnerReference> {
    metadata.owner_references.iter().find(|owner| owner.controller == Some(true))
}

/// One Pod of each run of replicas. They share their owner references, which is quickly seen.
fn one_of_each_template<'a>(pods: &[&'a Pod]) -> Vec<&'a Pod> {
    let runs = pods.chunk_by(|one, other| {
        let owners = &one.metadata.owner_references;
        !owners.is_empty() && owners.is_same(&other.metadata.owner_references)
    });
    runs.filter_map(|run| run.first().copied()).collect()
}

/// The kinds that other objects point at by name.
const POINTED_AT: [Kind; 5] =
    [Kind::Service, Kind::Deployment, Kind::StatefulSet, Kind::ReplicaSet, Kind::ReplicationController];

/// The objects of these kinds that stand in the text and not in the cluster.
fn rejected(cluster: &Cluster, manifest: &Manifest) -> BTreeSet<ObjectRef> {
    let of_kind = manifest.objects.iter().filter_map(|raw| {
        let kind = POINTED_AT.into_iter().find(|kind| kind.name() == raw.subject.kind)?;
        let namespace = Some(raw.subject.namespace.as_str()).filter(|name| !name.is_empty());
        Some(ObjectRef::new(kind, namespace.unwrap_or("default"), &*raw.subject.name))
    });
    of_kind.filter(|object| !cluster.origins.contains_key(object)).collect()
}

/// Groups of custom resources that make no Pods: routes, certificates, rules.
const WITHOUT_PODS: [&str; 9] = [
    "cert-manager.io",
    "cilium.io",
    "external-secrets.io",
    "metallb.io",
    "networking.istio.io",
    "projectcontour.io",
    "security.istio.io",
    "traefik.containo.us",
    "traefik.io",
];

/// Kinds of other groups that make no Pods.
const KINDS_WITHOUT_PODS: [&str; 4] = ["PodMonitor", "PrometheusRule", "SealedSecret", "ServiceMonitor"];

/// The namespaces with a custom resource whose operator may make Pods.
fn operated(manifest: &Manifest) -> BTreeSet<&str> {
    let custom = manifest.objects.iter().filter(|raw| {
        let group = raw.api_version.split_once('/').map_or("", |(group, _)| group);
        group.contains('.')
            && !group.ends_with(".k8s.io")
            && !WITHOUT_PODS.contains(&group)
            && !KINDS_WITHOUT_PODS.contains(&raw.subject.kind.as_str())
    });
    custom
        .map(|raw| if raw.subject.namespace.is_empty() { "default" } else { raw.subject.namespace.as_str() })
        .collect()
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
pub(super) fn some_of<T: AsRef<str>>(items: &[T]) -> String {
    const SHOWN: usize = 3;
    let shown = items.iter().take(SHOWN).map(AsRef::as_ref).collect::<Vec<&str>>().join(", ");
    match items.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} (+{more})"),
    }
}
