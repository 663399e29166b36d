//! Draws every manifest of tests/corpus, wide and narrow, and measures the picture: nothing overlaps, nothing runs
//! through anything, the same text gives the same picture, and one object more leaves the others in their order.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use svclab::diagram::layout::{Align, BoxKind, PlacedBox, Point, Rect, Text};
use svclab::diagram::{Layout, LayoutOptions, Scene, SceneOptions, SvgOptions, dot, layout, mermaid, svg};
use svclab::{Options, Simulation};

const WIDTHS: [f64; 4] = [1440.0, 860.0, 480.0, 360.0];

/// Name and text of every manifest.
fn corpus() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut manifests: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the corpus")
        .map(|entry| entry.expect("readable").path())
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("text"))
        })
        .collect();
    manifests.sort();
    manifests
}

/// The scene of a manifest; lines such as `# happens: delete-pod default/web` say what happens to the cluster.
fn scene(text: &str) -> Scene {
    let words = text.lines().filter_map(|line| line.strip_prefix("# happens: "));
    let changes = words.map(|words| words.parse().expect("a change")).collect();
    let simulation = Simulation::new(text, &Options { changes, ..Options::default() });
    assert_eq!(simulation.impossible_change(), None);
    Scene::new(&simulation.cluster, &SceneOptions { since: simulation.since(), ..SceneOptions::default() })
}

fn draw(scene: &Scene, width: f64) -> Layout {
    layout(scene, &LayoutOptions { width, ..LayoutOptions::default() })
}

/// The scene of every manifest, made once.
static SCENES: LazyLock<Vec<(String, Scene)>> =
    LazyLock::new(|| corpus().into_iter().map(|(name, text)| (name, scene(&text))).collect());

/// Runs a check on every picture of the corpus and fails with everything that it found.
fn check(find: impl Fn(&Layout) -> Vec<String>) {
    let mut found = Vec::new();
    for (name, scene) in SCENES.iter() {
        for width in WIDTHS {
            let wrong = find(&draw(scene, width));
            found.extend(wrong.into_iter().map(|what| format!("{name} at {width}: {what}")));
        }
    }
    assert!(found.is_empty(), "{} findings\n{}", found.len(), found[..found.len().min(40)].join("\n"));
}

fn overlap(one: Rect, other: Rect) -> bool {
    const TOUCH: f64 = 0.5;
    one.x + TOUCH < other.right()
        && other.x + TOUCH < one.right()
        && one.y + TOUCH < other.bottom()
        && other.y + TOUCH < one.bottom()
}

fn contains(outer: Rect, inner: Rect) -> bool {
    const TOUCH: f64 = 0.5;
    outer.x - TOUCH <= inner.x
        && inner.right() <= outer.right() + TOUCH
        && outer.y - TOUCH <= inner.y
        && inner.bottom() <= outer.bottom() + TOUCH
}

/// The place that a text takes, from the tops of its letters to their tails.
fn place(text: &Text) -> Rect {
    let (width, size) = (text.width(), text.style.size());
    let x = match text.align {
        Align::Start => text.at.x,
        Align::Middle => text.at.x - width / 2.0,
        Align::End => text.at.x - width,
    };
    Rect { x, y: text.at.y - size * 0.76, width, height: size * 0.96 }
}

/// The ids of the boxes around each box.
fn parents(layout: &Layout) -> BTreeMap<&str, Vec<&str>> {
    let mut parents: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    // Outer boxes stand before inner ones.
    for placed in &layout.boxes {
        let direct = placed.parent.as_deref();
        let further = direct.and_then(|parent| parents.get(parent)).cloned().unwrap_or_default();
        parents.insert(&placed.id, direct.into_iter().chain(further).collect());
    }
    parents
}

#[test]
fn boxes_overlap_only_if_one_is_in_the_other() {
    check(|layout| {
        let (mut wrong, parents) = (Vec::new(), parents(layout));
        for (index, one) in layout.boxes.iter().enumerate() {
            for other in &layout.boxes[index + 1..] {
                let nested = parents[one.id.as_str()].contains(&other.id.as_str())
                    || parents[other.id.as_str()].contains(&one.id.as_str());
                if !nested && overlap(one.rect, other.rect) {
                    wrong.push(format!("{} and {} overlap", one.id, other.id));
                }
            }
            if let Some(parent) = layout.boxes.iter().find(|other| Some(&other.id) == one.parent.as_ref())
                && !contains(parent.rect, one.rect)
            {
                wrong.push(format!("{} is not within {}", one.id, parent.id));
            }
        }
        wrong
    });
}

#[test]
fn everything_is_within_the_picture() {
    check(|layout| {
        let whole = Rect { x: 0.0, y: 0.0, width: layout.width, height: layout.height };
        let boxes = layout.boxes.iter().map(|placed| (placed.id.as_str(), placed.rect));
        let texts = texts(layout).into_iter().map(|(of, text)| (of, place(text)));
        let odds =
            layout.routes.iter().filter_map(|route| Some((route.id.as_str(), route.odds.as_ref()?.rect)));
        let all = boxes.chain(texts).chain(odds);
        all.filter(|(_, rect)| !contains(whole, *rect))
            .map(|(of, rect)| format!("{of} {rect:?} sticks out"))
            .collect()
    });
}

/// Every text of a picture and whose it is.
fn texts(layout: &Layout) -> Vec<(&str, &Text)> {
    let grounds = layout.grounds.iter().flat_map(|ground| ground.texts.iter().map(|text| ("ground", text)));
    let boxes = layout.boxes.iter().flat_map(|one| one.texts.iter().map(|text| (one.id.as_str(), text)));
    let legend = layout.legend.iter().map(|entry| ("legend", &entry.text));
    grounds.chain(boxes).chain(legend).collect()
}

#[test]
fn texts_stay_in_their_boxes_and_off_each_other() {
    check(|layout| {
        let (mut wrong, parents) = (Vec::new(), parents(layout));
        for placed in &layout.boxes {
            for text in &placed.texts {
                // What ends at a door is said below it.
                let below = placed.kind == BoxKind::Door && text.at.y > placed.rect.bottom();
                if !below && !contains(placed.rect, place(text)) {
                    wrong.push(format!("{:?} leaves {}", text.content, placed.id));
                }
                let covered = layout.boxes.iter().find(|other| {
                    other.id != placed.id
                        && other.parent.as_ref() != Some(&placed.id)
                        && !parents[placed.id.as_str()].contains(&other.id.as_str())
                        && overlap(other.rect, place(text))
                });
                wrong.extend(
                    covered.map(|other| format!("{:?} of {} is on {}", text.content, placed.id, other.id)),
                );
            }
        }
        let texts = texts(layout);
        let pills =
            layout.routes.iter().filter_map(|route| Some((route.id.as_str(), route.odds.as_ref()?.rect)));
        let places: Vec<(&str, Rect)> =
            texts.iter().map(|(of, text)| (*of, place(text))).chain(pills).collect();
        for (index, (of, one)) in places.iter().enumerate() {
            for (other_of, other) in &places[index + 1..] {
                if overlap(*one, *other) {
                    wrong.push(format!("texts of {of} and {other_of} meet at {one:?}"));
                }
            }
        }
        wrong
    });
}

/// Points along a way, close to each other; the curves of the wide form lie between the same heights as their ends.
fn along(points: &[Point]) -> Vec<Point> {
    const STEPS: usize = 24;
    let mut along = Vec::new();
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        for step in 0..=STEPS {
            let t = step as f64 / STEPS as f64;
            // The curve leaves and arrives level: a cubic whose control points stand half-way.
            let (x, y) = if from.x != to.x && from.y != to.y {
                let (u, middle) = (1.0 - t, (from.x + to.x) / 2.0);
                let bezier = |p0: f64, p1: f64, p2: f64, p3: f64| {
                    u * u * u * p0 + 3.0 * u * u * t * p1 + 3.0 * u * t * t * p2 + t * t * t * p3
                };
                (bezier(from.x, middle, middle, to.x), bezier(from.y, from.y, to.y, to.y))
            } else {
                (from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t)
            };
            along.push(Point { x, y });
        }
    }
    along
}

fn is_inside(rect: Rect, point: Point) -> bool {
    const TOUCH: f64 = 0.5;
    rect.x + TOUCH < point.x
        && point.x < rect.right() - TOUCH
        && rect.y + TOUCH < point.y
        && point.y < rect.bottom() - TOUCH
}

#[test]
fn ways_run_through_no_box_and_no_text() {
    check(|layout| {
        let (mut wrong, parents) = (Vec::new(), parents(layout));
        for route in &layout.routes {
            let ends: Vec<&PlacedBox> =
                layout.boxes.iter().filter(|one| one.id == route.from || one.id == route.to).collect();
            let around: Vec<&str> = ends.iter().flat_map(|end| &parents[end.id.as_str()]).copied().collect();
            if ends.len() != 2 {
                wrong.push(format!("{} has {} ends", route.id, ends.len()));
            }
            let points = along(&route.points);
            let inside = |rect: Rect| points.iter().any(|point| is_inside(rect, *point));
            for placed in &layout.boxes {
                if !around.contains(&placed.id.as_str()) && inside(placed.rect) {
                    wrong.push(format!("{} runs through {}", route.id, placed.id));
                }
            }
            for (of, text) in texts(layout) {
                if inside(place(text)) {
                    wrong.push(format!("{} runs through {:?} of {of}", route.id, text.content));
                }
            }
            for other in layout.routes.iter().filter(|other| other.id != route.id) {
                if other.odds.as_ref().is_some_and(|odds| inside(odds.rect)) {
                    wrong.push(format!("{} runs through the odds of {}", route.id, other.id));
                }
            }
        }
        wrong
    });
}

#[test]
fn ids_are_unique_and_ways_have_both_ends() {
    check(|layout| {
        let ids =
            layout.boxes.iter().map(|placed| &placed.id).chain(layout.routes.iter().map(|route| &route.id));
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        ids.for_each(|id| *counts.entry(id).or_default() += 1);
        counts
            .into_iter()
            .filter(|(_, count)| *count > 1)
            .map(|(id, count)| format!("{count} times {id}"))
            .collect()
    });
}

#[test]
fn shortened_texts_keep_the_whole() {
    check(|layout| {
        let shortened = texts(layout).into_iter().filter(|(_, text)| text.content.contains('…'));
        shortened.filter(|(_, text)| text.full.is_none()).map(|(of, _)| of.to_owned()).collect()
    });
}

#[test]
fn the_same_text_gives_the_same_picture() {
    for (name, text) in corpus() {
        let draw = || svg::write(&draw(&scene(&text), 1280.0), &SvgOptions::default());
        assert_eq!(draw(), draw(), "{name}");
    }
}

/// The ids of each kind of box, by place: from left to right and top to bottom.
fn order(layout: &Layout, kept: &[String]) -> Vec<String> {
    let mut boxes: Vec<&PlacedBox> = layout.boxes.iter().filter(|placed| kept.contains(&placed.id)).collect();
    boxes.sort_by(|one, other| {
        (one.rect.x, one.rect.y).partial_cmp(&(other.rect.x, other.rect.y)).expect("numbers")
    });
    boxes.into_iter().map(|placed| placed.id.clone()).collect()
}

#[test]
fn one_object_more_leaves_the_others_in_their_order() {
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
    let ids =
        |layout: &Layout| -> Vec<String> { layout.boxes.iter().map(|placed| placed.id.clone()).collect() };
    for ((name, text), (_, scene_before)) in corpus().into_iter().zip(SCENES.iter()) {
        for more in ["aaa", "more", "zzz"] {
            let scene_after = scene(&format!("{text}{}", MORE.replace("NAME", more)));
            for width in [2000.0, 360.0] {
                let (before, after) = (draw(scene_before, width), draw(&scene_after, width));
                let common: Vec<String> =
                    ids(&before).into_iter().filter(|id| ids(&after).contains(id)).collect();
                assert_eq!(order(&before, &common), order(&after, &common), "{name} with {more} at {width}");
            }
        }
    }
}

#[test]
fn the_svg_is_well_formed_and_holds_every_part() {
    for (name, scene) in SCENES.iter() {
        let layout = draw(scene, 1280.0);
        let svg = svg::write(&layout, &SvgOptions::default());
        let mut open: Vec<&str> = Vec::new();
        for tag in svg.split('<').skip(1).map(|rest| rest.split('>').next().expect("a tag")) {
            match tag.strip_prefix('/') {
                Some(closed) => assert_eq!(open.pop(), Some(closed), "{name}"),
                None if tag.ends_with('/') => {}
                None => open.push(tag.split([' ', '\n']).next().expect("a name")),
            }
        }
        assert!(open.is_empty(), "{name}: {open:?} left open");
        assert_eq!(svg.matches(" data-id=").count(), layout.boxes.len() + layout.routes.len(), "{name}");
    }
}

#[test]
fn mermaid_and_dot_name_every_service() {
    for (name, text) in corpus() {
        let scene = scene(&text);
        let (mermaid, dot) =
            (mermaid::write(&scene, ToString::to_string), dot::write(&scene, ToString::to_string));
        for card in &scene.services {
            assert!(mermaid.contains(&card.dns_name), "{name}: {} in Mermaid", card.id);
            assert!(dot.contains(&card.dns_name), "{name}: {} in DOT", card.id);
        }
    }
}
