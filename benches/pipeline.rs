//! The whole way from text to picture, by the number of objects in the text.
//!
//! `cargo bench --bench pipeline`

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use svclab::source::Source;
use svclab::{Options, Simulation, apiserver, controllers, lint, manifest};

fn main() {
    divan::main();
}

/// Half Services of all types, half Deployments of three replicas, over ten namespaces, and nodes enough for them.
fn text(objects: usize) -> String {
    const PODS_PER_NODE: usize = 75;
    let mut text = String::new();
    for at in 0..(objects * 3 / 2).div_ceil(PODS_PER_NODE) {
        text.push_str(&format!("apiVersion: v1\nkind: Node\nmetadata: {{name: node-{at}}}\n---\n"));
    }
    for at in 0..objects.div_ceil(2) {
        let (namespace, r#type) = (at % 10, ["ClusterIP", "NodePort", "LoadBalancer"][at % 3]);
        text.push_str(&format!(
            "apiVersion: v1\nkind: Service\nmetadata: {{name: web-{at}, namespace: ns-{namespace}}}\nspec:\n  type: {type}\n  \
             selector: {{app: web-{at}}}\n  ports:\n  - {{name: http, port: 80, targetPort: 8080}}\n---\n\
             apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: web-{at}, namespace: ns-{namespace}}}\nspec:\n  \
             replicas: 3\n  selector: {{matchLabels: {{app: web-{at}}}}}\n  template:\n    metadata: {{labels: {{app: web-{at}}}}}\n    \
             spec:\n      containers:\n      - name: web\n        image: nginx\n        ports: [{{containerPort: 8080}}]\n---\n",
        ));
    }
    text
}

#[divan::bench(args = [10, 100, 1_000, 10_000], sample_count = 10)]
fn simulate(bencher: Bencher<'_, '_>, objects: usize) {
    let text = text(objects);
    bencher
        .counter(ItemsCount::new(objects))
        .counter(BytesCount::of_str(&text))
        .bench(|| Simulation::new(&text, &Options::default()));
}

/// What all rules of `lint` cost; next to `simulate` it must stay small.
#[divan::bench(args = [1_000, 10_000], sample_count = 10)]
fn advise(bencher: Bencher<'_, '_>, objects: usize) {
    let source = Source::new(text(objects));
    let (manifest, _) = manifest::read(&source);
    let (admitted, _) = apiserver::admit(&manifest, true);
    let reconciled = controllers::reconcile(&admitted);
    bencher.counter(ItemsCount::new(objects)).bench_local(|| lint::lint(&source, &manifest, &reconciled));
}
