//! Which parts of the picture belong to an object's ways.

use std::collections::BTreeSet;

use svclab::api::{Kind, ObjectRef};
use svclab::cluster::Cluster;
use svclab::diagram::Layout;
use svclab::diagram::layout::PlacedBox;
use svclab::diagram::scene::{Anchor, Edge, Scene};

use super::super::run::Run;

/// The ids of the boxes and ways that an object has part in; nothing if it is not in the picture.
pub fn lit(run: &Run, scene: &Scene, layout: &Layout, object: &ObjectRef) -> BTreeSet<String> {
    let meant = service_of(run.cluster(), object).unwrap_or_else(|| object.clone());
    let mut lit: BTreeSet<String> = BTreeSet::new();
    for seed in layout.boxes.iter().filter(|placed| is_meant(run, layout, placed, &meant)) {
        lit.insert(seed.id.clone());
        walk(
            scene,
            &seed.id,
            &mut lit,
            |edge| (&edge.from, edge.from_anchor),
            |edge| (&edge.to, edge.to_anchor),
        );
        walk(
            scene,
            &seed.id,
            &mut lit,
            |edge| (&edge.to, edge.to_anchor),
            |edge| (&edge.from, edge.from_anchor),
        );
    }
    let around: Vec<String> = layout
        .boxes
        .iter()
        .filter(|placed| lit.contains(&placed.id))
        .filter_map(|placed| placed.parent.clone())
        .collect();
    lit.extend(around);
    lit
}

/// True if the box stands for the object, for a part of its way, or for something that was made for it.
fn is_meant(run: &Run, layout: &Layout, placed: &PlacedBox, meant: &ObjectRef) -> bool {
    let Some(shown) = &placed.object else { return placed.service.as_ref() == Some(meant) };
    match meant.kind {
        Kind::Namespace => shown.namespace == meant.name,
        Kind::Node => shown == meant || is_in(layout, placed, meant),
        _ => {
            shown == meant
                || placed.service.as_ref() == Some(meant)
                || run.written_for(shown).as_ref() == Some(meant)
        }
    }
}

fn is_in(layout: &Layout, placed: &PlacedBox, node: &ObjectRef) -> bool {
    let parent = placed.parent.as_ref().and_then(|id| layout.boxes.iter().find(|around| around.id == *id));
    parent.is_some_and(|parent| parent.object.as_ref() == Some(node))
}

/// The Service whose backends an object lists, if it lists any.
fn service_of(cluster: &Cluster, object: &ObjectRef) -> Option<ObjectRef> {
    let service = |name: &str| ObjectRef::new(Kind::Service, object.namespace.clone(), name);
    match object.kind {
        Kind::Endpoints => Some(service(&object.name)),
        Kind::EndpointSlice => {
            let labels = &cluster.get(object)?.metadata().labels;
            labels.get("kubernetes.io/service-name").map(|name| service(name))
        }
        _ => None,
    }
}

/// Follows the ways from a box in one direction, and lights them.
fn walk<'a>(
    scene: &'a Scene,
    start: &'a str,
    lit: &mut BTreeSet<String>,
    near: impl Fn(&'a Edge) -> (&'a String, Anchor),
    far: impl Fn(&'a Edge) -> (&'a String, Anchor),
) {
    let mut open: Vec<(&str, Option<Anchor>)> = vec![(start, None)];
    let mut seen: BTreeSet<(&str, Option<Anchor>)> = BTreeSet::new();
    while let Some((id, arrived)) = open.pop() {
        if !seen.insert((id, arrived)) {
            continue;
        }
        for edge in &scene.edges {
            let (here, anchor) = near(edge);
            if here == id && arrived.is_none_or(|arrived| leads_on(arrived, anchor)) {
                let (there, anchor) = far(edge);
                lit.insert(edge.id.clone());
                lit.insert(there.clone());
                open.push((there, Some(anchor)));
            }
        }
    }
}

/// A lane of a Service goes straight through it, from the doors of one node to the Pods of that node.
fn leads_on(one: Anchor, other: Anchor) -> bool {
    match (one, other) {
        (Anchor::Lane(one), Anchor::Lane(other)) => one == other,
        (Anchor::Lane(_), _) | (_, Anchor::Lane(_)) => false,
        _ => true,
    }
}
