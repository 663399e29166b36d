//! An edit of one object leaves the others where they were, unless space demands it.

use std::collections::{BTreeMap, BTreeSet};

use svclab::diagram::layout::{Layout, PlacedBox, Rect};

use crate::corpus::{SAMPLES, draw, scene};

/// The ids of boxes by place: from left to right and top to bottom.
fn order<'a>(layout: &'a Layout, kept: &BTreeMap<&str, Rect>) -> Vec<&'a str> {
    let kept = layout.boxes.iter().filter(|placed| kept.contains_key(placed.id.as_str()));
    let mut boxes: Vec<&PlacedBox> = kept.collect();
    boxes.sort_by(|one, other| {
        (one.rect.x, one.rect.y).partial_cmp(&(other.rect.x, other.rect.y)).expect("numbers")
    });
    boxes.into_iter().map(|placed| placed.id.as_str()).collect()
}

fn rects(layout: &Layout) -> BTreeMap<&str, Rect> {
    layout.boxes.iter().map(|placed| (placed.id.as_str(), placed.rect)).collect()
}

/// How far the boxes that both pictures have moved at most, down or up, but for what got something new into it and what
/// is in there.
fn moved(before: &Layout, after: &Layout) -> f64 {
    let known = rects(before);
    let new = after.boxes.iter().filter(|placed| !known.contains_key(placed.id.as_str()));
    let changed: BTreeSet<&str> = new.filter_map(|placed| placed.parent.as_deref()).collect();
    let kept = after.boxes.iter().filter(|placed| {
        !changed.contains(placed.id.as_str())
            && !placed.parent.as_deref().is_some_and(|of| changed.contains(of))
    });
    let both = kept.filter_map(|placed| Some((known.get(placed.id.as_str())?, placed.rect)));
    both.map(|(before, after)| (before.y - after.y).abs()).fold(0.0, f64::max)
}

const MORE: &str = "
---
apiVersion: v1
kind: Service
metadata: {name: NAME}
spec: {selector: {app: NAME}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: NAME, labels: {app: NAME}}
spec: {containers: [{name: c, image: registry.example.com/c, ports: [{containerPort: 8080}]}]}
";

#[test]
fn one_object_more_leaves_the_others_in_their_order() {
    /// What a Service, a Pod and the clients that come with the first Service need at most.
    const SPACE: f64 = 320.0;
    for sample in SAMPLES.iter() {
        for more in ["aaa", "more", "zzz"] {
            let scene = scene(&format!("{}{}", sample.text, MORE.replace("NAME", more)));
            if scene.namespaces.len() != sample.scene.namespaces.len() {
                continue;
            }
            for width in [2000.0, 360.0] {
                let (before, after) = (draw(&sample.scene, width), draw(&scene, width));
                let kept = rects(&before);
                let kept: BTreeMap<&str, Rect> =
                    rects(&after).into_iter().filter(|(id, _)| kept.contains_key(id)).collect();
                let name = &sample.name;
                assert_eq!(order(&before, &kept), order(&after, &kept), "{name} with {more} at {width}");
                let moved = moved(&before, &after);
                assert!(moved <= SPACE, "{name} with {more} at {width}: something moved by {moved} pixels");
            }
        }
    }
}

/// A text that names something else of the same length needs no more space than before.
#[test]
fn another_port_moves_nothing() {
    for sample in SAMPLES.iter().filter(|sample| sample.text.contains("port: 80,")) {
        let scene = scene(&sample.text.replacen("port: 80,", "port: 81,", 1));
        for width in [1440.0, 360.0] {
            let (before, after) = (draw(&sample.scene, width), draw(&scene, width));
            assert_eq!(rects(&before), rects(&after), "{} at {width}", sample.name);
        }
    }
}

#[test]
fn a_pod_that_is_not_ready_any_more_stays_where_it_was() {
    const SERVICE: &str = "
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
";
    const POD: &str = "---
apiVersion: v1
kind: Pod
metadata: {name: NAME, labels: {app: web}}
spec: {containers: [{name: c, image: registry.example.com/c}]}
";
    let pods: String = ["web-1", "web-2", "web-3"].map(|name| POD.replace("NAME", name)).concat();
    let ready = format!("{SERVICE}{pods}");
    let unready =
        format!("{ready}status: {{phase: Running, conditions: [{{type: Ready, status: \"False\"}}]}}\n");
    let (before, after) = (draw(&scene(&ready), 1440.0), draw(&scene(&unready), 1440.0));
    // The Service may come nearer to those that it still leads to.
    let placed = |layout: &Layout| -> Vec<(String, Rect)> {
        let rects =
            rects(layout).into_iter().filter(|(id, _)| id.starts_with("node/") || id.starts_with("pod/"));
        rects.map(|(id, rect)| (id.to_owned(), rect)).collect()
    };
    assert_eq!(placed(&before), placed(&after));
}
