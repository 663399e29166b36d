//! Where objects that are read and not simulated send traffic.

use std::fmt;

use crate::lint::finding::About;
use crate::lint::tree::{items, text};
use crate::manifest::{FieldPath, Manifest, Node, RawObject, Value};

/// A Service that an object names.
pub(super) struct Backend<'a> {
    pub about: About,
    /// The object in words: `Ingress shop/web`.
    pub object: String,
    /// Where the Service's name stands.
    pub path: FieldPath,
    /// The namespace of the Service.
    pub namespace: String,
    /// The namespace of the object.
    pub own_namespace: &'a str,
    pub service: &'a str,
    pub port: Option<Port<'a>>,
    /// Where the port stands, below the path.
    port_fields: &'static [&'static str],
}

/// A port as it is named.
pub(super) enum Port<'a> {
    Number(i64),
    Name(&'a str),
}

impl Backend<'_> {
    /// Where the port stands.
    pub fn port_path(&self, port: &Port<'_>) -> FieldPath {
        let path = self.port_fields.iter().fold(self.path.clone(), |path, field| path.child(field));
        match (port, self.port_fields.len()) {
            // An Ingress has a field for each form.
            (Port::Number(_), 1) if self.is_ingress() => path.child("number"),
            (Port::Name(_), _) => path.child("name"),
            _ => path,
        }
    }

    fn is_ingress(&self) -> bool {
        self.object.starts_with("Ingress ")
    }
}

impl fmt::Display for Port<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Port::Number(number) => number.fmt(f),
            Port::Name(name) => f.write_str(name),
        }
    }
}

/// The Services that Ingresses, routes, webhooks and APIServices of the text name.
pub(super) fn backends(manifest: &Manifest) -> Vec<Backend<'_>> {
    let mut found = Vec::new();
    for (index, raw) in manifest.objects.iter().enumerate() {
        let mut reader = Reader { index, raw, found: &mut found };
        let group = raw.api_version.split_once('/').map_or("", |(group, _)| group);
        match (group, raw.subject.kind.as_str()) {
            ("networking.k8s.io", "Ingress") => reader.ingress(),
            (
                "gateway.networking.k8s.io",
                "HTTPRoute" | "GRPCRoute" | "TLSRoute" | "TCPRoute" | "UDPRoute",
            ) => {
                reader.route();
            }
            (
                "admissionregistration.k8s.io",
                "ValidatingWebhookConfiguration" | "MutatingWebhookConfiguration",
            ) => reader.webhooks(),
            ("apiregistration.k8s.io", "APIService") => {
                reader.called_by_server(raw.node.get("spec"), FieldPath::new("spec"));
            }
            _ => {}
        }
    }
    found
}

struct Reader<'r, 'a> {
    index: usize,
    raw: &'a RawObject,
    found: &'r mut Vec<Backend<'a>>,
}

impl<'a> Reader<'_, 'a> {
    fn ingress(&mut self) {
        let Some(spec) = self.raw.node.get("spec") else { return };
        let path = FieldPath::new("spec");
        self.ingress_backend(spec.get("defaultBackend"), path.child("defaultBackend"));
        for (at, rule) in items(spec, "rules").iter().enumerate() {
            let Some(http) = rule.get("http") else { continue };
            for (path_at, item) in items(http, "paths").iter().enumerate() {
                let path = path.child("rules").index(at).child("http").child("paths").index(path_at);
                self.ingress_backend(item.get("backend"), path.child("backend"));
            }
        }
    }

    fn ingress_backend(&mut self, backend: Option<&'a Node>, path: FieldPath) {
        let Some(service) = backend.and_then(|backend| backend.get("service")) else { return };
        let port = service.get("port").and_then(|port| {
            let number = port.get("number").and_then(number).map(Port::Number);
            number.or_else(|| text(port, "name").map(Port::Name))
        });
        self.add(text(service, "name"), None, port, path.child("service"));
    }

    fn route(&mut self) {
        let Some(spec) = self.raw.node.get("spec") else { return };
        for (at, rule) in items(spec, "rules").iter().enumerate() {
            let path = FieldPath::new("spec").child("rules").index(at);
            for (backend_at, backend) in items(rule, "backendRefs").iter().enumerate() {
                self.route_backend(backend, path.child("backendRefs").index(backend_at));
            }
            for (filter_at, filter) in items(rule, "filters").iter().enumerate() {
                let mirror = filter.get("requestMirror").and_then(|mirror| mirror.get("backendRef"));
                let path = path.child("filters").index(filter_at).child("requestMirror").child("backendRef");
                mirror.into_iter().for_each(|backend| self.route_backend(backend, path.clone()));
            }
        }
    }

    fn route_backend(&mut self, backend: &'a Node, path: FieldPath) {
        let is_service = text(backend, "group").unwrap_or("").is_empty()
            && text(backend, "kind").is_none_or(|kind| kind == "Service");
        if is_service {
            let port = backend.get("port").and_then(number).map(Port::Number);
            self.add(text(backend, "name"), text(backend, "namespace"), port, path);
        }
    }

    fn webhooks(&mut self) {
        for (at, webhook) in items(&self.raw.node, "webhooks").iter().enumerate() {
            let path = FieldPath::new("webhooks").index(at).child("clientConfig");
            self.called_by_server(webhook.get("clientConfig"), path);
        }
    }

    /// A Service that the API server calls; it has a port of 443 unless another is given.
    fn called_by_server(&mut self, parent: Option<&'a Node>, path: FieldPath) {
        let Some(service) = parent.and_then(|parent| parent.get("service")) else { return };
        let port = service.get("port").and_then(number).unwrap_or(443);
        let (name, namespace) = (text(service, "name"), text(service, "namespace"));
        if namespace.is_some() {
            self.add(name, namespace, Some(Port::Number(port)), path.child("service"));
        }
    }

    fn add(
        &mut self,
        service: Option<&'a str>,
        namespace: Option<&'a str>,
        port: Option<Port<'a>>,
        path: FieldPath,
    ) {
        let Some(service) = service else { return };
        let subject = &self.raw.subject;
        let own = Some(subject.namespace.as_str()).filter(|name| !name.is_empty()).unwrap_or("default");
        let object = match namespace {
            Some(_) if subject.namespace.is_empty() => format!("{} {}", subject.kind, subject.name),
            _ => format!("{} {own}/{}", subject.kind, subject.name),
        };
        self.found.push(Backend {
            about: About::Written(self.index),
            object,
            path,
            namespace: namespace.unwrap_or(own).to_owned(),
            own_namespace: own,
            service,
            port,
            port_fields: &["port"],
        });
    }
}

fn number(node: &Node) -> Option<i64> {
    match node.value {
        Value::Int(number) => Some(number),
        _ => None,
    }
}
