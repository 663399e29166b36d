//! Every script of rules that svclab makes of the manifests in this repository is one that its tool takes.

use std::fs;
use std::path::Path;

use svclab::cluster::ProxyMode;
use svclab::kube_proxy::IpFamily;
use svclab::{Options, Simulation};

use crate::lab::loader;
use crate::namespace::Namespace;

/// Loads the rules of every node of every cluster, one after the other, into one namespace. Gives back how many.
pub fn load_all(mode: ProxyMode) -> Result<usize, String> {
    let mut namespace = Namespace::begin("scripts")?;
    namespace.done()?;
    let mut loaded = 0;
    for (name, manifests) in manifests()? {
        let simulation = Simulation::new(&manifests, &Options::default());
        for family in IpFamily::ALL {
            let nodes = simulation.cluster.nodes.keys();
            let scripts: Vec<String> = nodes
                .filter_map(|node| simulation.rules(node, Some(mode), family))
                .map(|rules| rules.to_text())
                .collect();
            let (program, arguments) = loader(mode, family);
            namespace.run(program, arguments, scripts.concat())?;
            namespace.done().map_err(|why| format!("{name}, {family}: {why}"))?;
            loaded += scripts.len();
        }
    }
    Ok(loaded)
}

/// The cases of kube-proxy, the texts whose layout is measured, and the lessons of the page.
fn manifests() -> Result<Vec<(String, String)>, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |error: &dyn ToString| format!("{path}: {}", error.to_string())
    };
    let path = root.join("tests/conformance/proxy.yaml");
    let text = fs::read_to_string(&path).map_err(|error| failed(&path)(&error))?;
    let cases: Vec<serde_json::Value> = serde_yaml::from_str(&text).map_err(|error| failed(&path)(&error))?;
    let word = |case: &serde_json::Value, key: &str| case[key].as_str().unwrap_or_default().to_owned();
    let mut found: Vec<_> = cases.iter().map(|case| (word(case, "name"), word(case, "manifests"))).collect();
    for folder in ["tests/corpus", "www/examples"].map(|folder| root.join(folder)) {
        for file in fs::read_dir(&folder).map_err(|error| failed(&folder)(&error))?.flatten() {
            let path = file.path();
            if path.extension().is_some_and(|extension| extension == "yaml") {
                let text = fs::read_to_string(&path).map_err(|error| failed(&path)(&error))?;
                found.push((path.display().to_string(), text));
            }
        }
    }
    Ok(found)
}
