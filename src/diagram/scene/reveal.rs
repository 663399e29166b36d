//! Which folds to open so that an object stands on its own.

use std::collections::BTreeSet;

use super::{Scene, SceneOptions};
use crate::api::ObjectRef;
use crate::cluster::Cluster;

/// Folds stand in folds, but not deeper than this: a namespace, nodes, a workload.
const DEPTH: usize = 4;

/// The open folds, with those among them behind which the object stands.
pub fn opened_for(cluster: &Cluster, options: &SceneOptions, object: &ObjectRef) -> BTreeSet<String> {
    let mut options = options.clone();
    let mut shown = Scene::new(cluster, &options).elements_of(object);
    for _ in 0..DEPTH {
        let mut wider = options.clone();
        wider.opened.extend(shown.iter().cloned());
        let next = Scene::new(cluster, &wider).elements_of(object);
        // What is opened and shows the same as before is no fold.
        if next == shown {
            break;
        }
        (options, shown) = (wider, next);
    }
    options.opened
}
