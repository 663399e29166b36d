//! What the `apiserver` room makes of a manifest, seen from outside.

mod allocation;
mod built_in;
#[cfg(not(target_arch = "wasm32"))]
mod messages;
mod pods;
#[cfg(not(target_arch = "wasm32"))]
mod properties;
mod rules;

use svclab::api::Service;
use svclab::cluster::{Cluster, NamespacedName};
use svclab::diagnostic::{Diagnostic, Severity};
use svclab::source::Source;
use svclab::{apiserver, manifest};

/// Admits a text that has no mistake in its form.
fn admit(text: &str) -> (Cluster, Vec<Diagnostic>) {
    let (manifest, found) = manifest::read(&Source::new(text));
    assert!(found.is_empty(), "{text}: {found:?}");
    apiserver::admit(&manifest, true)
}

/// What is rejected, as `Reason path`, in order.
fn errors(text: &str) -> Vec<String> {
    let (_, found) = admit(text);
    let errors = found.iter().filter(|found| found.severity == Severity::Error);
    let mut said: Vec<String> = errors
        .map(|found| format!("{:?} {}", found.reason.expect("a reason"), found.path.as_deref().unwrap_or("")))
        .map(|said| said.trim_start_matches("FieldValue").to_owned())
        .collect();
    said.sort();
    said
}

/// The codes of what is taken with a warning, in order.
fn warnings(text: &str) -> Vec<&'static str> {
    let (_, found) = admit(text);
    let mut codes: Vec<_> =
        found.iter().filter(|found| found.severity == Severity::Warning).map(|found| found.code).collect();
    codes.sort();
    codes
}

/// The Service of a cluster whose text has no error.
fn service(cluster: &Cluster, namespace: &str, name: &str) -> Service {
    cluster.services.get(&NamespacedName::new(namespace, name)).cloned().expect("the Service")
}

/// A Service `shop/web` with one port, and this in its spec.
fn web(spec: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Service\nmetadata: {{name: web, namespace: shop}}\nspec: {{selector: {{app: web}}, \
         ports: [{{port: 80}}], {spec}}}\n"
    )
}

/// A Pod `shop/web` with one container, and these in its spec and in its container.
fn pod(spec: &str, container: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: web, namespace: shop}}\nspec: {{containers: [{{name: app, \
         image: nginx, {container}}}], {spec}}}\n"
    )
}

/// Several documents.
fn documents(texts: &[String]) -> String {
    texts.join("---\n")
}
