//! Goes through the text for names of hosts.

use std::collections::BTreeMap;

use super::address::{Address, addresses, host_alone};
use super::{Form, Meaning, Mention};
use crate::api::PodSpec;
use crate::cluster::{Cluster, Origin};
use crate::coredns::{Resolver, Server};
use crate::lint::finding::About;
use crate::lint::templates::Template;
use crate::lint::tree::{items, text};
use crate::manifest::{FieldPath, Manifest, Node, RawObject, Value};

/// Words in the name of a variable or an option whose value others dial, or nobody.
const NOT_DIALLED: [&str; 14] = [
    "bind", "callback", "cors", "domain", "external", "image", "issuer", "listen", "no-proxy", "noproxy",
    "origin", "public", "redirect", "root-url",
];

/// Every host that the Pods of the text are told to speak to, workload by workload.
pub(in crate::lint) fn mentions<'a>(
    cluster: &'a Cluster,
    manifest: &'a Manifest,
    templates: &[Template<'a>],
) -> Vec<Mention<'a>> {
    let mut gatherer = Gatherer { cluster, templates, found: Vec::new() };
    let mut readers: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (reader, template) in templates.iter().enumerate() {
        let Origin::Text { index, .. } = cluster.origin(&template.object) else { continue };
        let Some(spec) = manifest.objects.get(*index).and_then(|raw| raw.node.at(&template.spec_path()))
        else {
            continue;
        };
        gatherer.template(reader, spec);
        config_maps(spec, &mut |name| {
            readers.entry((template.object.namespace.as_str(), name)).or_insert(reader);
        });
    }
    for (index, raw) in manifest.objects.iter().enumerate() {
        if raw.subject.kind == "Ingress" && raw.api_version == "networking.k8s.io/v1" {
            gatherer.ingress(index, raw);
        }
        if raw.subject.kind == "ConfigMap" && raw.api_version == "v1" {
            let namespace = Some(raw.subject.namespace.as_str()).filter(|name| !name.is_empty());
            if let Some(reader) = readers.get(&(namespace.unwrap_or("default"), raw.subject.name.as_str())) {
                gatherer.config_map(index, raw, *reader);
            }
        }
    }
    gatherer.found
}

struct Gatherer<'t, 'a> {
    cluster: &'a Cluster,
    templates: &'t [Template<'a>],
    found: Vec<Mention<'a>>,
}

/// A value of the text, and who reads it.
struct Place<'p> {
    about: &'p dyn Fn() -> (About, String),
    path: &'p dyn Fn() -> FieldPath,
    /// None for an Ingress, which its controller reads, wherever that runs.
    reader: Option<usize>,
    form: Form,
}

impl<'a> Gatherer<'_, 'a> {
    fn template(&mut self, reader: usize, spec: &'a Node) {
        let (template, reader) = (&self.templates[reader], Some(reader));
        let about = || (About::from(template.object.clone()), template.object.to_string());
        for list in ["initContainers", "containers"] {
            for (index, container) in items(spec, list).iter().enumerate() {
                let path = || template.spec_path().child(list).index(index);
                for field in ["command", "args"] {
                    for (at, item) in items(container, field).iter().enumerate() {
                        let path = || path().child(field).index(at);
                        let text = item.as_str().unwrap_or_default();
                        self.value(
                            option_name(text),
                            text,
                            &Place { about: &about, path: &path, reader, form: Form::Command },
                        );
                    }
                }
                for (at, item) in items(container, "env").iter().enumerate() {
                    let path = || path().child("env").index(at).child("value");
                    let of = |field| text(item, field).unwrap_or_default();
                    self.value(
                        of("name"),
                        of("value"),
                        &Place { about: &about, path: &path, reader, form: Form::Value },
                    );
                }
            }
        }
    }

    fn config_map(&mut self, index: usize, raw: &'a RawObject, reader: usize) {
        let Some(Value::Mapping(entries)) = raw.node.get("data").map(|data| &data.value) else { return };
        let name = format!("ConfigMap {}/{}", self.templates[reader].object.namespace, raw.subject.name);
        let about = || (About::Written(index), name.clone());
        for entry in entries {
            let path = || FieldPath::new("data").key(&entry.key);
            let text = entry.value.as_str().unwrap_or_default();
            let reader = Some(reader);
            self.value(&entry.key, text, &Place { about: &about, path: &path, reader, form: Form::Value });
        }
    }

    /// The annotations of an Ingress, which tell its controller of further Services. A full name alone is certain.
    fn ingress(&mut self, index: usize, raw: &'a RawObject) {
        let annotations = raw.node.get("metadata").and_then(|metadata| metadata.get("annotations"));
        let Some(Value::Mapping(entries)) = annotations.map(|annotations| &annotations.value) else { return };
        let about = || (About::Written(index), format!("Ingress {}", raw.subject.name));
        for entry in entries {
            let path = || FieldPath::new("metadata").child("annotations").key(&entry.key);
            let text = entry.value.as_str().unwrap_or_default();
            let place = Place { about: &about, path: &path, reader: None, form: Form::Value };
            for address in addresses(text).into_iter().filter(Address::is_full) {
                self.mention(text, address, Form::Value, &place);
            }
        }
    }

    /// The hosts of one value that goes by a name.
    fn value(&mut self, name: &str, text: &'a str, place: &Place<'_>) {
        let name = name.to_ascii_lowercase().replace('_', "-");
        if text.is_empty() || NOT_DIALLED.iter().any(|word| name.contains(word)) {
            return;
        }
        let before = self.found.len();
        for address in addresses(text).into_iter().filter(|address| !is_upstream(text, address.host)) {
            self.mention(text, address, place.form, place);
        }
        let is_host = self.found.len() == before && (name.ends_with("host") || name.ends_with("hostname"));
        if let Some(address) = host_alone(text).filter(|_| is_host) {
            self.mention(text, address, Form::Host, place);
        }
    }

    fn mention(&mut self, text: &'a str, address: Address<'a>, form: Form, place: &Place<'_>) {
        let none = PodSpec::default();
        let reader = place.reader.map(|reader| &self.templates[reader]);
        let (spec, namespace) =
            reader.map_or((&none, ""), |reader| (reader.spec, reader.object.namespace.as_str()));
        let is_own = spec.hostname.as_deref() == Some(address.host)
            || spec.host_aliases.iter().any(|alias| alias.hostnames.iter().any(|name| name == address.host));
        if is_own {
            return;
        }
        let resolver = Resolver::for_spec(self.cluster, namespace, spec);
        let as_cluster_first;
        let searches = match resolver.server {
            Server::NodeByHostNetwork | Server::NodeByPolicy => {
                as_cluster_first = Resolver::for_spec(self.cluster, namespace, &Default::default());
                &as_cluster_first.searches
            }
            _ => &resolver.searches,
        };
        let meaning = Meaning::of(address.host, namespace, searches, self.cluster);
        let (about, words) = (place.about)();
        self.found.push(Mention {
            about,
            place: words,
            path: (place.path)(),
            text,
            address,
            meaning,
            reader: place.reader,
            resolver,
            form,
        });
    }
}

/// `upstream` of `--upstream=http://web`.
fn option_name(text: &str) -> &str {
    match text.split_once('=') {
        Some((name, _)) if name.starts_with('-') => name.trim_start_matches('-'),
        _ => "",
    }
}

/// True if a text defines a name itself, as nginx' `upstream web {` does.
fn is_upstream(text: &str, host: &str) -> bool {
    let is_name = |rest: &str| {
        rest.trim_start().strip_prefix(host).is_some_and(|rest| rest.starts_with([' ', '\t', '{', '\n']))
    };
    text.contains("upstream") && text.split("upstream ").skip(1).any(is_name)
}

/// The names of the ConfigMaps that a Pod reads, wherever its spec names them.
fn config_maps<'a>(spec: &'a Node, each: &mut impl FnMut(&'a str)) {
    let mut name = |source: Option<&'a Node>| {
        let name = source.and_then(|source| text(source, "name"));
        name.into_iter().for_each(&mut *each);
    };
    for volume in items(spec, "volumes") {
        name(volume.get("configMap"));
        for source in volume.get("projected").map_or(&[][..], |projected| items(projected, "sources")) {
            name(source.get("configMap"));
        }
    }
    for container in ["initContainers", "containers"].into_iter().flat_map(|list| items(spec, list)) {
        items(container, "envFrom").iter().for_each(|source| name(source.get("configMapRef")));
        for variable in items(container, "env") {
            name(variable.get("valueFrom").and_then(|from| from.get("configMapKeyRef")));
        }
    }
}
