//! Draws every sample at every width and measures the picture: nothing overlaps, nothing runs through anything, few
//! ways cross, the same text gives the same picture, and an edit of one object leaves the others where they were.
#![cfg(not(target_arch = "wasm32"))]

mod corpus;
mod folds;
mod geometry;
mod measures;
mod stability;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use corpus::{SAMPLES, WIDTHS, draw, scene, text};
use geometry::crossings;
use measures::{Measure, texts};
use svclab::diagram::layout::{Layout, Point};
use svclab::diagram::{SvgOptions, dot, mermaid, svg};

const MEASURES: [(&str, Measure); 9] = [
    ("boxes apart", measures::boxes_apart),
    ("within the picture", measures::within_the_picture),
    ("texts at home", measures::texts_at_home),
    ("texts apart", measures::texts_apart),
    ("marks apart", measures::marks_apart),
    ("odds apart", measures::odds_apart),
    ("ways clear", measures::ways_clear),
    ("ids unique", measures::ids_unique),
    ("nothing lost", measures::nothing_lost),
];

#[test]
fn there_are_samples_enough() {
    let own = SAMPLES.iter().filter(|sample| !sample.name.contains('/')).count();
    assert!(own >= 60, "{own} in tests/corpus");
    assert!(SAMPLES.len() >= own + 60, "lessons and public manifests");
}

#[test]
fn every_picture_is_in_order() {
    let mut found = Vec::new();
    for sample in SAMPLES.iter() {
        for width in WIDTHS {
            let layout = draw(&sample.scene, width);
            for (measure, find) in MEASURES {
                let wrong = find(&layout);
                found.extend(
                    wrong.into_iter().map(|what| format!("{} at {width}, {measure}: {what}", sample.name)),
                );
            }
        }
    }
    assert!(found.is_empty(), "{} findings\n{}", found.len(), found[..found.len().min(40)].join("\n"));
}

/// A picture in order, to be broken in one way; a measure that finds nothing then would find nothing ever.
#[test]
fn every_measure_finds_what_it_is_for() {
    type Break = fn(&mut Layout);
    let broken: [(&str, Break); 9] = [
        ("boxes apart", |layout| {
            let door = layout.boxes.iter().position(|one| one.id.starts_with("door/")).expect("a door");
            layout.boxes[door].rect = layout.boxes[0].rect;
        }),
        ("within the picture", |layout| layout.width -= 40.0),
        ("texts at home", |layout| {
            let card = layout.boxes.iter_mut().find(|one| one.id.starts_with("service/")).expect("a Service");
            card.texts[0].at.x = card.rect.right();
        }),
        ("texts apart", |layout| {
            let card = layout.boxes.iter_mut().find(|one| one.id.starts_with("service/")).expect("a Service");
            card.texts[1].at = card.texts[0].at;
        }),
        ("marks apart", |layout| {
            let pod = layout.boxes.iter_mut().find(|one| one.id.starts_with("pod/")).expect("a Pod");
            pod.texts[0].at.x -= 12.0;
        }),
        ("odds apart", |layout| {
            let card = layout.boxes.iter().find(|one| one.id.starts_with("service/")).expect("a Service");
            let (x, y) = (card.rect.x, card.rect.y);
            let odds = layout.routes.iter_mut().find_map(|route| route.odds.as_mut()).expect("odds");
            (odds.rect.x, odds.rect.y) = (x, y);
        }),
        ("ways clear", |layout| {
            let door = layout.boxes.iter().find(|one| one.id.starts_with("door/")).expect("a door").rect;
            let route = layout.routes.iter_mut().find(|route| route.from == "client/pod").expect("a way");
            route.points.insert(1, Point { x: door.x + 20.0, y: door.y + 10.0 });
        }),
        ("ids unique", |layout| layout.boxes[1].id = layout.boxes[0].id.clone()),
        ("nothing lost", |layout| layout.boxes[0].texts[0].content = "a…z".into()),
    ];
    let whole = draw(&scene(text("mixed")), 1440.0);
    for (name, break_it) in broken {
        let (_, find) = MEASURES.iter().find(|(measure, _)| *measure == name).expect("a measure");
        let mut layout = whole.clone();
        assert_eq!(find(&layout), [""; 0], "{name}");
        break_it(&mut layout);
        assert!(!find(&layout).is_empty(), "{name}");
    }
}

/// How many pairs of ways cross in each picture, wide and narrow, may not grow. `SVCLAB_UPDATE=1` writes the counts.
#[test]
fn few_ways_cross() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/picture/crossings.txt");
    let counts: BTreeMap<&str, [usize; 2]> = SAMPLES
        .iter()
        .map(|sample| {
            (sample.name.as_str(), [1440.0, 360.0].map(|width| crossings(&draw(&sample.scene, width))))
        })
        .collect();
    if std::env::var_os("SVCLAB_UPDATE").is_some() {
        let lines = counts.iter().map(|(name, [wide, narrow])| format!("{wide} {narrow} {name}\n"));
        fs::write(&path, lines.collect::<String>()).expect("written");
    }
    let budget = fs::read_to_string(&path).expect("the counts so far");
    let budget: BTreeMap<&str, [usize; 2]> = budget
        .lines()
        .map(|line| {
            let mut words = line.splitn(3, ' ');
            let mut next = || words.next().expect("wide, narrow and name");
            let counts = [next(), next()].map(|word| word.parse().expect("a number"));
            (next(), counts)
        })
        .collect();
    for (name, counts) in counts {
        let most =
            budget.get(name).unwrap_or_else(|| panic!("{name} has no budget: run with SVCLAB_UPDATE=1"));
        assert!(counts[0] <= most[0] && counts[1] <= most[1], "{name}: {counts:?} cross, not {most:?}");
    }
}

#[test]
fn two_ways_that_must_cross_are_counted() {
    let mut layout = draw(&scene(text("mixed")), 1440.0);
    let point = |x: f64, y: f64| Point { x, y };
    layout.routes.truncate(2);
    layout.routes[0].points = vec![point(0.0, 0.0), point(100.0, 100.0)];
    layout.routes[1].points = vec![point(0.0, 90.0), point(100.0, 0.0)];
    assert_eq!(crossings(&layout), 1);
    layout.routes[1].points = vec![point(0.0, 0.0), point(100.0, 50.0)];
    assert_eq!(crossings(&layout), 0, "ways that part");
}

#[test]
fn the_same_text_gives_the_same_picture() {
    for sample in SAMPLES.iter() {
        let write = |scene| svg::write(&draw(scene, 1280.0), &SvgOptions::default());
        assert_eq!(write(&sample.scene), write(&scene(&sample.text)), "{}", sample.name);
    }
}

#[test]
fn the_svg_is_well_formed_and_holds_every_part() {
    for sample in SAMPLES.iter() {
        let layout = draw(&sample.scene, 1280.0);
        let svg = svg::write(&layout, &SvgOptions::default());
        let mut open: Vec<&str> = Vec::new();
        for tag in svg.split('<').skip(1).map(|rest| rest.split('>').next().expect("a tag")) {
            match tag.strip_prefix('/') {
                Some(closed) => assert_eq!(open.pop(), Some(closed), "{}", sample.name),
                None if tag.ends_with('/') => {}
                None => open.push(tag.split([' ', '\n']).next().expect("a name")),
            }
        }
        assert!(open.is_empty(), "{}: {open:?} left open", sample.name);
        let parts = svg.matches(" data-id=").count();
        assert_eq!(parts, layout.boxes.len() + layout.routes.len(), "{}", sample.name);
    }
}

#[test]
fn mermaid_and_dot_name_every_service() {
    for sample in SAMPLES.iter() {
        let scene = &sample.scene;
        let (mermaid, dot) =
            (mermaid::write(scene, ToString::to_string), dot::write(scene, ToString::to_string));
        for card in &scene.services {
            assert!(mermaid.contains(&card.dns_name), "{}: {} in Mermaid", sample.name, card.id);
            assert!(dot.contains(&card.dns_name), "{}: {} in DOT", sample.name, card.id);
        }
        for card in &scene.namespaces {
            let name = card.object.name.as_str();
            assert!(mermaid.contains(name) && dot.contains(name), "{}", card.id);
        }
    }
}

/// What a picture says when it is read aloud is what stands in it.
#[test]
fn every_box_says_its_name() {
    for sample in SAMPLES.iter() {
        let layout = draw(&sample.scene, 1440.0);
        for placed in &layout.boxes {
            let name = placed.object.as_ref().map_or("", |object| object.name.as_str());
            assert!(
                !placed.label.is_empty() && placed.label.contains(name),
                "{}: {}",
                sample.name,
                placed.id
            );
        }
        assert!(texts(&layout).iter().all(|(_, text)| !text.content.is_empty()), "{}", sample.name);
    }
}
