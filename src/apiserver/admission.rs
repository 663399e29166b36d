//! The way of each object into the cluster.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::allocation::Allocator;
use super::resource::Resource;
use super::validation::{Errors, unmodelled};
use super::warnings::{self, Warnings};
use super::{built_in, kinds, report, settings};
use crate::api::{
    ClusterConfiguration, CronJob, DaemonSet, Deployment, EndpointSlice, Endpoints, Job, Kind,
    KubeProxyConfiguration, Namespace, Node, ObjectMeta, ObjectRef, Pod, ReplicaSet, ReplicationController,
    Service, StatefulSet, ToSmolStr,
};
use crate::cluster::{Cluster, NamespacedName, Origin, names, uid};
use crate::diagnostic::Diagnostic;
use crate::manifest::{Manifest, RawObject, decode, decode_with_rest};

/// Admits every object: settings first, then what the text says in its order, then what it leaves to the server.
pub fn admit(manifest: &Manifest, load_balancer: bool) -> (Cluster, Vec<Diagnostic>) {
    let mut cluster = Cluster::default();
    cluster.settings.load_balancer = load_balancer;
    let mut diagnostics = Vec::new();
    let kinds: Vec<Option<Kind>> = manifest
        .objects
        .iter()
        .map(|raw| kinds::resolve(raw).map_err(|found| diagnostics.push(*found)).ok())
        .collect();
    for (raw, kind) in manifest.objects.iter().zip(&kinds) {
        read_settings(raw, *kind, &mut cluster, &mut diagnostics);
    }
    let mut server = Server {
        allocator: Allocator::new(&cluster.settings),
        cluster,
        diagnostics,
        generated: BTreeMap::new(),
    };
    let is_given = |namespace: &str, name: &str| {
        manifest.objects.iter().zip(&kinds).any(|(raw, kind)| {
            let written = raw.subject.namespace.as_str();
            let namespaced = if written.is_empty() { "default" } else { written };
            *kind == Some(Kind::Service) && raw.subject.name == name && namespaced == namespace
        })
    };
    built_in::add_services(&mut server.cluster, &mut server.allocator, is_given);
    for (index, (raw, kind)) in manifest.objects.iter().zip(&kinds).enumerate() {
        if let Some(kind) = kind {
            server.apply(index, raw, *kind);
        }
    }
    // One that the text gives may have been rejected.
    built_in::add_services(&mut server.cluster, &mut server.allocator, |_, _| false);
    server.choose_addresses(manifest);
    built_in::add_rest(&mut server.cluster);
    (server.cluster, server.diagnostics)
}

/// The API server while objects come in.
struct Server {
    cluster: Cluster,
    allocator: Allocator,
    diagnostics: Vec<Diagnostic>,
    /// How often each prefix was given as a `generateName`.
    generated: BTreeMap<ObjectRef, usize>,
}

impl Server {
    fn apply(&mut self, index: usize, raw: &RawObject, kind: Kind) {
        match kind {
            Kind::Namespace => self.create::<Namespace>(index, raw),
            Kind::Node => self.create::<Node>(index, raw),
            Kind::Service => self.create_service(index, raw),
            Kind::Endpoints => self.create::<Endpoints>(index, raw),
            Kind::EndpointSlice => self.create::<EndpointSlice>(index, raw),
            Kind::Pod => self.create::<Pod>(index, raw),
            Kind::Deployment => self.create::<Deployment>(index, raw),
            Kind::ReplicaSet => self.create::<ReplicaSet>(index, raw),
            Kind::ReplicationController => self.create::<ReplicationController>(index, raw),
            Kind::StatefulSet => self.create::<StatefulSet>(index, raw),
            Kind::DaemonSet => self.create::<DaemonSet>(index, raw),
            Kind::Job => self.create::<Job>(index, raw),
            Kind::CronJob => self.create::<CronJob>(index, raw),
            Kind::ClusterConfiguration | Kind::KubeProxyConfiguration => {}
        }
    }

    fn create<T: Resource>(&mut self, index: usize, raw: &RawObject) {
        let Some((object, beyond)) = self.prepare::<T>(raw) else { return };
        let mut errors = Errors::default();
        object.validate(&mut errors);
        unmodelled(T::KIND, &raw.node, &mut errors);
        if errors.is_empty() {
            self.admit(index, raw, object, beyond);
        } else {
            self.reject(raw, errors);
        }
    }

    /// As [`Server::create`], and addresses are found before the rules are asked: a Service that cannot have them is
    /// rejected for that alone (`BeginCreate` comes before `BeforeCreate`).
    fn create_service(&mut self, index: usize, raw: &RawObject) {
        let Some((mut service, beyond)) = self.prepare::<Service>(raw) else { return };
        let key = NamespacedName::of(&service.metadata);
        self.keep_well_known_address(&mut service);
        let mut errors = Errors::default();
        let claim = self.allocator.claim(&mut service, &mut errors);
        if errors.is_empty() {
            service.validate(&mut errors);
        }
        if !errors.is_empty() {
            return self.reject(raw, errors);
        }
        if let Some(before) = self.cluster.services.get(&key) {
            self.allocator.give_back(before);
        }
        self.allocator.take(&service, &claim);
        self.admit(index, raw, service, beyond);
    }

    /// `kubernetes` and `kube-dns` are there before anything is applied, so they have their addresses.
    fn keep_well_known_address(&self, service: &mut Service) {
        let Some(position) = built_in::position(&service.metadata) else { return };
        let spec = &mut service.spec;
        let is_open = spec.cluster_ip.as_deref().unwrap_or("").is_empty()
            && spec.cluster_ips.is_empty()
            && spec.ip_families.is_empty()
            && spec.r#type.as_deref() != Some("ExternalName");
        if let Some(ip) = self.allocator.well_known(position).filter(|_| is_open) {
            spec.cluster_ip = Some(ip.to_smolstr());
            spec.cluster_ips = vec![ip.to_smolstr()];
        }
    }

    /// Decodes an object and fills in what is not given; also what the person wrote beyond its type.
    fn prepare<T: Resource>(&mut self, raw: &RawObject) -> Option<(T, serde_json::Value)> {
        let (mut object, beyond): (T, _) =
            decode_with_rest(raw).map_err(|wrong| self.diagnostics.extend(wrong)).ok()?;
        self.complete_metadata(T::KIND, object.metadata_mut());
        object.set_defaults();
        Some((object, beyond))
    }

    /// The name and namespace that an object has once it is stored (`BeforeCreate` of apiserver's registry/rest).
    fn complete_metadata(&mut self, kind: Kind, metadata: &mut ObjectMeta) {
        if !kind.is_namespaced() {
            metadata.namespace = None;
        } else if metadata.namespace.as_deref().unwrap_or("").is_empty() {
            metadata.namespace = Some("default".into());
        }
        let namespace = metadata.namespace.as_deref().unwrap_or("");
        let prefix = metadata.generate_name.as_deref().unwrap_or("");
        if metadata.name.is_empty() && !prefix.is_empty() {
            let asked = self.generated.entry(ObjectRef::new(kind, namespace, prefix)).or_default();
            *asked += 1;
            let seed = [kind.name(), namespace, prefix, &asked.to_string()];
            let is_taken =
                |name: &str| self.cluster.origins.contains_key(&ObjectRef::new(kind, namespace, name));
            metadata.name = names::generate(prefix, &seed, is_taken);
        }
        metadata.uid = Some(uid(kind, metadata));
    }

    fn admit<T: Resource>(
        &mut self,
        index: usize,
        raw: &RawObject,
        mut object: T,
        beyond: serde_json::Value,
    ) {
        let mut warnings = Warnings::default();
        object.warn(&mut warnings);
        warnings::unmodelled(T::KIND, &raw.node, &mut warnings);
        warnings::name(T::KIND, &object.metadata_mut().name, &mut warnings);
        self.diagnostics.extend(warnings.into_vec().into_iter().map(|warning| report::warned(raw, warning)));
        let metadata = object.metadata_mut();
        let namespace = metadata.namespace.clone().unwrap_or_default();
        let reference = ObjectRef::new(T::KIND, namespace, metadata.name.clone());
        if matches!(self.cluster.origins.get(&reference), Some(Origin::Text { .. })) {
            self.diagnostics.push(report::replaced(raw, &reference));
        }
        self.cluster.origins.insert(reference, Origin::Text { index, rest: Rc::new(beyond) });
        object.store(&mut self.cluster);
    }

    fn reject(&mut self, raw: &RawObject, errors: Errors) {
        let surplus = errors.surplus();
        self.diagnostics.extend(errors.into_vec().into_iter().map(|error| report::rejected(raw, error)));
        if surplus > 0 {
            self.diagnostics.push(report::too_many(raw, surplus));
        }
    }

    /// Chooses the addresses and ports that the text leaves open, Service by Service in the order of their names, so
    /// that the order of the text changes nothing.
    fn choose_addresses(&mut self, manifest: &Manifest) {
        let mut without: Vec<(NamespacedName, Errors)> = Vec::new();
        for (key, service) in &mut self.cluster.services {
            let mut errors = Errors::default();
            self.allocator.choose(service, &mut errors);
            if !errors.is_empty() {
                without.push((key.clone(), errors));
            }
        }
        for (key, errors) in without {
            self.cluster.services.remove(&key);
            let reference = ObjectRef::new(Kind::Service, key.namespace, key.name);
            if let Some(Origin::Text { index, .. }) = self.cluster.origins.remove(&reference) {
                self.reject(&manifest.objects[index], errors);
            }
        }
    }
}

/// Applies a settings document, if it is one.
fn read_settings(
    raw: &RawObject,
    kind: Option<Kind>,
    cluster: &mut Cluster,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut errors = Errors::default();
    let mut warnings = Warnings::default();
    let settings = &mut cluster.settings;
    let wrong = match kind {
        Some(Kind::ClusterConfiguration) => decode::<ClusterConfiguration>(raw)
            .map(|document| settings::cluster_configuration(&document, settings, &mut errors))
            .err(),
        Some(Kind::KubeProxyConfiguration) => decode::<KubeProxyConfiguration>(raw)
            .map(|document| {
                settings::kube_proxy_configuration(&document, settings, &mut errors, &mut warnings)
            })
            .err(),
        _ => None,
    };
    diagnostics.extend(wrong.unwrap_or_default());
    diagnostics.extend(errors.into_vec().into_iter().map(|error| report::rejected(raw, error)));
    diagnostics.extend(warnings.into_vec().into_iter().map(|warning| report::warned(raw, warning)));
}
