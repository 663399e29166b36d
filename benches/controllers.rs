//! A cluster at the official size limits: 10,000 Deployments of 15 replicas behind 10,000 Services on 5,000 nodes.
//!
//! `cargo bench --bench controllers`

use divan::{AllocProfiler, Bencher};
use mimalloc::MiMalloc;
use svclab::controllers::Reconciled;
use svclab::coredns::Zone;
use svclab::manifest::Manifest;
use svclab::source::Source;
use svclab::{Options, Simulation, apiserver, controllers, lint, manifest};

/// Says what each stage allocates, and how much of it stands at a time. The allocator is that of the command line.
#[global_allocator]
static ALLOC: AllocProfiler<MiMalloc> = AllocProfiler::new(MiMalloc);

const WORKLOADS: usize = 10_000;
const REPLICAS: usize = 15;
const NODES: usize = 5_000;
const NAMESPACES: usize = 50;

fn main() {
    divan::main();
}

/// Deployments, each behind a Service, a sixth of them of type NodePort, and nodes in three zones.
fn text() -> String {
    let mut text = String::new();
    for at in 0..NODES {
        text.push_str(&format!(
            "apiVersion: v1\nkind: Node\nmetadata: {{name: node-{at}, labels: {{topology.kubernetes.io/zone: zone-{}}}}}\n---\n",
            at % 3
        ));
    }
    for at in 0..WORKLOADS {
        let (namespace, r#type) = (at % NAMESPACES, if at % 6 == 0 { "NodePort" } else { "ClusterIP" });
        text.push_str(&format!(
            "apiVersion: v1\nkind: Service\nmetadata: {{name: web-{at}, namespace: ns-{namespace}}}\nspec:\n  type: {type}\n  \
             selector: {{app: web-{at}}}\n  ports:\n  - {{name: http, port: 80, targetPort: 8080}}\n---\n\
             apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: web-{at}, namespace: ns-{namespace}}}\nspec:\n  \
             replicas: {REPLICAS}\n  selector: {{matchLabels: {{app: web-{at}}}}}\n  template:\n    metadata: {{labels: {{app: web-{at}}}}}\n    \
             spec:\n      containers:\n      - name: web\n        image: nginx\n        ports: [{{containerPort: 8080}}]\n---\n",
        ));
    }
    text
}

fn read(source: &Source) -> Manifest {
    manifest::read(source).0
}

fn reconciled(manifest: &Manifest) -> Reconciled {
    controllers::reconcile(&apiserver::admit(manifest, true).0)
}

#[divan::bench(sample_count = 5)]
fn a_read(bencher: Bencher<'_, '_>) {
    let source = Source::new(text());
    bencher.bench_local(|| manifest::read(&source));
}

#[divan::bench(sample_count = 5)]
fn b_admit(bencher: Bencher<'_, '_>) {
    let manifest = read(&Source::new(text()));
    bencher.bench_local(|| apiserver::admit(&manifest, true));
}

#[divan::bench(sample_count = 5)]
fn c_reconcile(bencher: Bencher<'_, '_>) {
    let (admitted, _) = apiserver::admit(&read(&Source::new(text())), true);
    bencher.bench_local(|| controllers::reconcile(&admitted));
}

#[divan::bench(sample_count = 5)]
fn d_zone(bencher: Bencher<'_, '_>) {
    let reconciled = reconciled(&read(&Source::new(text())));
    bencher.bench_local(|| Zone::new(&reconciled.cluster));
}

#[divan::bench(sample_count = 5)]
fn e_lint(bencher: Bencher<'_, '_>) {
    let source = Source::new(text());
    let manifest = read(&source);
    let reconciled = reconciled(&manifest);
    bencher.bench_local(|| lint::lint(&source, &manifest, &reconciled));
}

#[divan::bench(sample_count = 5)]
fn f_simulation(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.bench_local(|| Simulation::new(&text, &Options::default()));
}
