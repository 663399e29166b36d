//! From a finished cluster to the text of its picture.
//!
//! `cargo bench --bench picture`

use std::collections::BTreeSet;

use divan::Bencher;
use svclab::cluster::Cluster;
use svclab::diagram::{self, DiagramOptions, Layout, LayoutOptions, Scene, SceneOptions, SvgOptions};
use svclab::{Options, Simulation};

fn main() {
    divan::main();
}

/// Services of all types, each before a Deployment, spread over nodes that have room for them.
fn cluster(services: usize, replicas: usize, namespaces: usize) -> Cluster {
    const PODS_PER_NODE: usize = 75;
    let mut text = String::new();
    for at in 0..(services * replicas).div_ceil(PODS_PER_NODE) {
        text.push_str(&format!(
            "apiVersion: v1\nkind: Node\nmetadata: {{name: node-{at}, labels: {{topology.kubernetes.io/zone: zone-{}}}}}\n---\n",
            at % 3
        ));
    }
    for at in 0..services {
        let (namespace, r#type) = (at % namespaces, ["ClusterIP", "NodePort", "LoadBalancer"][at % 3]);
        text.push_str(&format!(
            "apiVersion: v1\nkind: Service\nmetadata: {{name: web-{at}, namespace: ns-{namespace}}}\nspec:\n  type: {type}\n  \
             selector: {{app: web-{at}}}\n  ports:\n  - {{name: http, port: 80, targetPort: 8080}}\n---\n\
             apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: web-{at}, namespace: ns-{namespace}}}\nspec:\n  \
             replicas: {replicas}\n  selector: {{matchLabels: {{app: web-{at}}}}}\n  template:\n    metadata: {{labels: {{app: web-{at}}}}}\n    \
             spec:\n      containers:\n      - name: web\n        image: nginx\n        ports: [{{containerPort: 8080}}]\n---\n",
        ));
    }
    Simulation::new(&text, &Options::default()).cluster
}

/// A cluster of this many objects, half of them Services: 100 are drawn at once, 1,000 by namespace.
#[divan::bench(args = [10, 100, 1_000], sample_count = 30)]
fn whole(bencher: Bencher<'_, '_>, objects: usize) {
    let cluster = cluster(objects / 2, 2, objects.div_ceil(100));
    bencher.bench_local(|| diagram::svg(&cluster, &DiagramOptions::default()));
}

/// 10,000 Services before 150,000 Pods on 2,000 nodes in 50 namespaces, with this many of those open.
mod big {
    use super::*;

    fn options(open: usize) -> SceneOptions {
        let opened: BTreeSet<String> = (0..open).map(|at| format!("namespace/ns-{at}")).collect();
        SceneOptions { opened, ..SceneOptions::default() }
    }

    fn big() -> Cluster {
        cluster(10_000, 15, 50)
    }

    fn layout(scene: &Scene) -> Layout {
        diagram::layout(scene, &LayoutOptions::default())
    }

    #[divan::bench(args = [0, 1], sample_count = 5)]
    fn a_scene(bencher: Bencher<'_, '_>, open: usize) {
        let (cluster, options) = (big(), options(open));
        bencher.bench_local(|| Scene::new(&cluster, &options));
    }

    #[divan::bench(args = [0, 1], sample_count = 5)]
    fn b_layout(bencher: Bencher<'_, '_>, open: usize) {
        let scene = Scene::new(&big(), &options(open));
        bencher.bench_local(|| layout(&scene));
    }

    #[divan::bench(args = [0, 1], sample_count = 5)]
    fn c_svg(bencher: Bencher<'_, '_>, open: usize) {
        let placed = layout(&Scene::new(&big(), &options(open)));
        bencher.bench_local(|| diagram::svg::write(&placed, &SvgOptions::default()));
    }
}
