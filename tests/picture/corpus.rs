//! What is drawn: tests/corpus, every lesson, the manifests of tests/public, and clusters too long for a file.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use svclab::diagram::{Layout, LayoutOptions, Scene, SceneOptions, layout};
use svclab::{Options, Simulation};

/// A manifest and the scene of its cluster.
pub struct Sample {
    pub name: String,
    pub text: String,
    pub scene: Scene,
}

/// Every sample, simulated once.
pub static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| {
    let folders = ["tests/corpus", "www/examples", "tests/public"];
    let mut texts: Vec<(String, String)> = folders.into_iter().flat_map(manifests).collect();
    texts.push(("1,000 objects".into(), objects(1_000, 25)));
    texts.push(("100 objects".into(), objects(100, 2)));
    texts.into_iter().map(|(name, text)| Sample { scene: scene(&text), name, text }).collect()
});

/// The widths of a desk, of the space beside the editor and of a telephone.
pub const WIDTHS: [f64; 3] = [1440.0, 768.0, 360.0];

pub fn scene(text: &str) -> Scene {
    opened(text, &[])
}

/// The scene with folds open; lines such as `# happens: delete-pod default/web` say what happens to the cluster.
pub fn opened(text: &str, folds: &[&str]) -> Scene {
    let opened = folds.iter().map(|id| (*id).to_owned()).collect();
    let words = text.lines().filter_map(|line| line.strip_prefix("# happens: "));
    let changes = words.map(|words| words.parse().expect("a change")).collect();
    let simulation = Simulation::new(text, &Options { changes, ..Options::default() });
    assert_eq!(simulation.impossible_change(), None);
    let options = SceneOptions { opened, since: simulation.since(), ..SceneOptions::default() };
    Scene::new(&simulation.cluster, &options)
}

pub fn draw(scene: &Scene, width: f64) -> Layout {
    layout(scene, &LayoutOptions { width, ..LayoutOptions::default() })
}

/// The text of a sample.
pub fn text(name: &str) -> &'static str {
    &SAMPLES.iter().find(|sample| sample.name == name).expect("a sample").text
}

fn manifests(folder: &str) -> Vec<(String, String)> {
    let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder");
    let paths = files.map(|file| file.expect("readable").path());
    let yaml = paths.filter(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    let mut manifests: Vec<(String, String)> = yaml
        .map(|path| {
            let stem = path.file_stem().expect("a name").to_string_lossy();
            let name = if folder == "tests/corpus" { stem.to_string() } else { format!("{folder}/{stem}") };
            (name, fs::read_to_string(&path).expect("text"))
        })
        .collect();
    manifests.sort();
    manifests
}

/// Half Services of all types, half Deployments of three replicas, over namespaces and nodes enough for them.
fn objects(count: usize, namespaces: usize) -> String {
    let mut text = String::new();
    for at in 0..count / 50 {
        text.push_str(&format!("apiVersion: v1\nkind: Node\nmetadata: {{name: node-{at}}}\n---\n"));
    }
    for at in 0..count / 2 {
        let (namespace, r#type) = (at % namespaces, ["ClusterIP", "NodePort", "LoadBalancer"][at % 3]);
        text.push_str(&format!(
            "apiVersion: v1\nkind: Service\nmetadata: {{name: web-{at}, namespace: ns-{namespace}}}\nspec:\n  type: {type}\n  \
             selector: {{app: web-{at}}}\n  ports: [{{port: 80}}]\n---\n\
             apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: web-{at}, namespace: ns-{namespace}}}\nspec:\n  \
             replicas: 3\n  selector: {{matchLabels: {{app: web-{at}}}}}\n  template:\n    metadata: {{labels: {{app: web-{at}}}}}\n    \
             spec: {{containers: [{{name: web, image: registry.example.com/web}}]}}\n---\n",
        ));
    }
    text
}
