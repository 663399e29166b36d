//! What reading a text and the API server's part cost, by the number of objects.
//!
//! `cargo bench --bench admission`

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use svclab::source::Source;
use svclab::{apiserver, manifest};

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [10, 1_000, 10_000];

/// Services of all types over ten namespaces.
fn services(objects: usize) -> String {
    let mut text = String::new();
    for at in 0..objects {
        let (namespace, r#type) =
            (at % 10, ["ClusterIP", "NodePort", "LoadBalancer", "ClusterIP", "ClusterIP"][at % 5]);
        text.push_str(&format!(
            "apiVersion: v1\nkind: Service\nmetadata: {{name: web-{at}, namespace: ns-{namespace}}}\nspec:\n  type: {type}\n  \
             selector: {{app: web-{at}}}\n  ports:\n  - {{name: http, port: 80, targetPort: 8080}}\n---\n",
        ));
    }
    text
}

/// Pods with a readiness probe over ten namespaces.
fn pods(objects: usize) -> String {
    let mut text = String::new();
    for at in 0..objects {
        let namespace = at % 10;
        text.push_str(&format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web-{at}\n  namespace: ns-{namespace}\n  labels: {{app: web}}\nspec:\n  \
             containers:\n  - name: web\n    image: nginx\n    ports: [{{containerPort: 8080}}]\n    readinessProbe: {{httpGet: {{port: 8080}}}}\n---\n",
        ));
    }
    text
}

fn decode(bencher: Bencher<'_, '_>, text: String, objects: usize) {
    bencher
        .counter(ItemsCount::new(objects))
        .counter(BytesCount::of_str(&text))
        .bench(|| manifest::read(&Source::new(text.as_str())));
}

fn admit(bencher: Bencher<'_, '_>, text: String, objects: usize) {
    let (manifest, _) = manifest::read(&Source::new(text.as_str()));
    bencher
        .counter(ItemsCount::new(objects))
        .counter(BytesCount::of_str(&text))
        .bench(|| apiserver::admit(&manifest, true));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn decode_services(bencher: Bencher<'_, '_>, objects: usize) {
    decode(bencher, services(objects), objects);
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn decode_pods(bencher: Bencher<'_, '_>, objects: usize) {
    decode(bencher, pods(objects), objects);
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn admit_services(bencher: Bencher<'_, '_>, objects: usize) {
    admit(bencher, services(objects), objects);
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn admit_pods(bencher: Bencher<'_, '_>, objects: usize) {
    admit(bencher, pods(objects), objects);
}
