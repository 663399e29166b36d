//! What stands for many opens, and closes again.

use svclab::api::{Kind, ObjectRef};
use svclab::diagram::layout::{BoxKind, Layout, PlacedBox};
use svclab::diagram::scene::{Fold, Scene};
use svclab::diagram::{SvgOptions, svg};

use crate::MEASURES;
use crate::corpus::{SAMPLES, WIDTHS, draw, opened, scene, text};

/// The ids of what can be opened.
fn closed(layout: &Layout) -> Vec<String> {
    let closed = layout.boxes.iter().filter(|placed| placed.fold == Some(Fold::Closed));
    closed.map(|placed| placed.id.clone()).collect()
}

fn find<'a>(layout: &'a Layout, id: &str) -> &'a PlacedBox {
    layout.boxes.iter().find(|placed| placed.id == id).unwrap_or_else(|| panic!("{id} is drawn"))
}

#[test]
fn every_fold_opens_under_its_own_id_and_the_picture_stays_in_order() {
    for sample in SAMPLES.iter() {
        for id in closed(&draw(&sample.scene, 1440.0)).into_iter().take(1) {
            let scene = opened(&sample.text, &[&id]);
            for width in WIDTHS {
                let layout = draw(&scene, width);
                assert_eq!(find(&layout, &id).fold, Some(Fold::Open), "{}: {id}", sample.name);
                for (measure, find) in MEASURES {
                    assert_eq!(find(&layout), [""; 0], "{} at {width}, {id} open: {measure}", sample.name);
                }
            }
        }
    }
}

#[test]
fn every_kind_of_fold_is_among_the_samples() {
    let ids: Vec<String> = SAMPLES.iter().flat_map(|sample| closed(&draw(&sample.scene, 1440.0))).collect();
    for kind in ["fold/", "door/", "nodes/", "namespace/"] {
        assert!(ids.iter().any(|id| id.starts_with(kind)), "{kind}");
    }
}

#[test]
fn an_open_fold_says_so_and_its_members_stand_below_it() {
    let id = closed(&draw(&scene(text("hundred-pods")), 1440.0)).remove(0);
    let layout = draw(&opened(text("hundred-pods"), &[&id]), 1440.0);
    let header = find(&layout, &id);
    let pods = layout.boxes.iter().filter(|placed| placed.kind == BoxKind::Pod && placed.fold.is_none());
    let pods: Vec<&PlacedBox> = pods.filter(|pod| pod.parent == header.parent).collect();
    assert_eq!(pods.len(), 50);
    assert!(pods.iter().all(|pod| pod.rect.y > header.rect.y));
    let svg = svg::write(&layout, &SvgOptions::default());
    assert_eq!(
        (svg.matches("data-fold=\"open\"").count(), svg.matches("data-fold=\"closed\"").count()),
        (1, 1)
    );
}

#[test]
fn a_big_cluster_shows_its_namespaces_first() {
    let scene = scene(text("ten-big-namespaces"));
    assert_eq!((scene.namespaces.len(), scene.services.len()), (10, 0));
    let counts = scene.namespaces[0].counts;
    assert_eq!((counts.services, counts.idle, counts.pods, counts.ready), (1, 1, 8, 8));
    assert_eq!(scene.namespaces[2].counts.load_balancers, 1);
    let hidden: usize = scene.zones.iter().flat_map(|zone| &zone.nodes).map(|node| node.hidden).sum();
    assert_eq!(hidden, 80);

    let scene = opened(text("ten-big-namespaces"), &["namespace/team-2"]);
    assert_eq!((scene.namespaces.len(), scene.services.len()), (10, 1));
    assert_eq!(scene.namespaces[2].fold, Fold::Open);
}

/// One namespace alone is worth no card, unless it has very many Services.
#[test]
fn one_namespace_with_many_pods_is_drawn_at_once() {
    assert_eq!(scene(text("hundred-pods")).namespaces, []);
    assert_eq!(scene(text("forty-services-on-one-pod")).namespaces, []);
    assert_eq!(scene(text("seventy-services")).namespaces.len(), 1);
}

#[test]
fn what_is_behind_a_closed_namespace_is_not_drawn() {
    let layout = draw(&scene(text("1,000 objects")), 1440.0);
    assert!(layout.boxes.len() < 60 && layout.routes.len() < 10, "{} boxes", layout.boxes.len());
}

#[test]
fn an_object_of_a_closed_namespace_shows_at_its_card() {
    let scene = scene(text("ten-big-namespaces"));
    let lit = |scene: &Scene, object: &ObjectRef| scene.light(&scene.elements_of(object));
    let lit = lit(&scene, &ObjectRef::new(Kind::Service, "team-2", "api"));
    for id in ["namespace/team-2", "namespaces", "client/pod", "client/pod>namespaces"] {
        assert!(lit.contains(id), "{id} of {lit:?}");
    }
}
