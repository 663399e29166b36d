//! What must hold of every picture. Each measure says what is wrong, which is nothing if all is well.

use std::collections::BTreeMap;

use svclab::diagram::layout::{BoxKind, Layout, PlacedBox, Rect, STOP_RADIUS, Shape, Text};

use crate::geometry::{around, contains, overlap, pieces, place, runs_through};

/// A measure.
pub type Measure = fn(&Layout) -> Vec<String>;

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

/// Every text of a picture and whose it is.
pub fn texts(layout: &Layout) -> Vec<(&str, &Text)> {
    let grounds = layout.grounds.iter().flat_map(|ground| ground.texts.iter().map(|text| ("ground", text)));
    let boxes = layout.boxes.iter().flat_map(|one| one.texts.iter().map(|text| (one.id.as_str(), text)));
    let legend = layout.legend.iter().map(|entry| ("legend", &entry.text));
    grounds.chain(boxes).chain(legend).collect()
}

fn pills(layout: &Layout) -> impl Iterator<Item = (&str, Rect)> {
    layout.routes.iter().filter_map(|route| Some((route.id.as_str(), route.odds.as_ref()?.rect)))
}

/// The marks where packets end, which stand beside their box.
fn stops(placed: &PlacedBox) -> impl Iterator<Item = Rect> {
    placed.shapes.iter().filter_map(|shape| match shape {
        Shape::Stop { at, .. } => Some(around(*at, STOP_RADIUS)),
        _ => None,
    })
}

/// No box overlaps another, unless one is in the other, and then wholly.
pub fn boxes_apart(layout: &Layout) -> Vec<String> {
    let (mut wrong, parents) = (Vec::new(), parents(layout));
    for (index, one) in layout.boxes.iter().enumerate() {
        for other in &layout.boxes[index + 1..] {
            let nested = parents[one.id.as_str()].contains(&other.id.as_str())
                || parents[other.id.as_str()].contains(&one.id.as_str());
            if !nested && overlap(one.rect, other.rect) {
                wrong.push(format!("{} and {} overlap", one.id, other.id));
            }
        }
        let parent = layout.boxes.iter().find(|other| Some(&other.id) == one.parent.as_ref());
        if let Some(parent) = parent.filter(|parent| !contains(parent.rect, one.rect)) {
            wrong.push(format!("{} is not within {}", one.id, parent.id));
        }
    }
    wrong
}

/// Everything is within the picture.
pub fn within_the_picture(layout: &Layout) -> Vec<String> {
    let whole = Rect { x: 0.0, y: 0.0, width: layout.width, height: layout.height };
    let boxes = layout.boxes.iter().map(|placed| (placed.id.as_str(), placed.rect));
    let texts = texts(layout).into_iter().map(|(of, text)| (of, place(text)));
    let stops = layout.boxes.iter().flat_map(|one| stops(one).map(|stop| (one.id.as_str(), stop)));
    let all = boxes.chain(texts).chain(pills(layout)).chain(stops);
    all.filter(|(_, rect)| !contains(whole, *rect))
        .map(|(of, rect)| format!("{of} {rect:?} sticks out"))
        .collect()
}

/// No text leaves its box or lies on another box.
pub fn texts_at_home(layout: &Layout) -> Vec<String> {
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
    wrong
}

/// No text and no share of connections lies on another.
pub fn texts_apart(layout: &Layout) -> Vec<String> {
    let mut wrong = Vec::new();
    let texts = texts(layout).into_iter().map(|(of, text)| (of, place(text)));
    let places: Vec<(&str, Rect)> = texts.chain(pills(layout)).collect();
    for (index, (of, one)) in places.iter().enumerate() {
        for (other_of, other) in &places[index + 1..] {
            if overlap(*one, *other) {
                wrong.push(format!("texts of {of} and {other_of} meet at {one:?}"));
            }
        }
    }
    wrong
}

/// No text lies on a mark, and no mark that stands beside its box on another box.
pub fn marks_apart(layout: &Layout) -> Vec<String> {
    let mut wrong = Vec::new();
    for placed in &layout.boxes {
        for shape in &placed.shapes {
            let mark = match shape {
                Shape::Dot { at, .. } | Shape::Chevron { at, .. } => around(*at, 4.5),
                Shape::Stop { at, .. } => around(*at, STOP_RADIUS),
                Shape::Virtual { .. } | Shape::Badge { .. } => continue,
            };
            let on = placed.texts.iter().find(|text| overlap(place(text), mark));
            wrong.extend(on.map(|text| format!("{:?} of {} lies on a mark", text.content, placed.id)));
        }
        for stop in stops(placed) {
            let is_around = |kind: BoxKind| matches!(kind, BoxKind::Zone | BoxKind::Node | BoxKind::Nowhere);
            let boxes = layout.boxes.iter().filter(|other| !is_around(other.kind));
            let on = boxes.filter(|other| overlap(other.rect, stop));
            wrong.extend(on.map(|other| format!("the stop of {} is on {}", placed.id, other.id)));
        }
    }
    wrong
}

/// The share on a way stands on no box but that where the way ends.
pub fn odds_apart(layout: &Layout) -> Vec<String> {
    let (mut wrong, parents) = (Vec::new(), parents(layout));
    for route in &layout.routes {
        let Some(odds) = &route.odds else { continue };
        let around = &parents[route.to.as_str()];
        let others = layout.boxes.iter().filter(|other| other.id != route.to);
        let covered = others
            .filter(|other| !around.contains(&other.id.as_str()))
            .find(|other| overlap(other.rect, odds.rect));
        wrong.extend(covered.map(|other| format!("the odds of {} are on {}", route.id, other.id)));
    }
    wrong
}

/// A way has both ends, and runs through no box but those around its ends, no text, no mark and no other way's share.
pub fn ways_clear(layout: &Layout) -> Vec<String> {
    let (mut wrong, parents) = (Vec::new(), parents(layout));
    for route in &layout.routes {
        let ends: Vec<&PlacedBox> =
            layout.boxes.iter().filter(|one| one.id == route.from || one.id == route.to).collect();
        let around: Vec<&str> = ends.iter().flat_map(|end| &parents[end.id.as_str()]).copied().collect();
        if ends.len() != 2 || route.points.len() < 2 {
            wrong.push(format!("{} has {} ends and {} points", route.id, ends.len(), route.points.len()));
        }
        let pieces = pieces(route, layout.flow);
        let through = |rect: Rect| pieces.iter().any(|piece| runs_through(*piece, rect));
        for placed in &layout.boxes {
            if !around.contains(&placed.id.as_str()) && through(placed.rect) {
                wrong.push(format!("{} runs through {}", route.id, placed.id));
            }
            if stops(placed).any(through) {
                wrong.push(format!("{} runs through the stop of {}", route.id, placed.id));
            }
        }
        for (of, text) in texts(layout) {
            if through(place(text)) {
                wrong.push(format!("{} runs through {:?} of {of}", route.id, text.content));
            }
        }
        for (of, pill) in pills(layout) {
            if of != route.id && through(pill) {
                wrong.push(format!("{} runs through the odds of {of}", route.id));
            }
        }
    }
    wrong
}

/// Every id is there once.
pub fn ids_unique(layout: &Layout) -> Vec<String> {
    let boxes = layout.boxes.iter().map(|placed| &placed.id);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    boxes
        .chain(layout.routes.iter().map(|route| &route.id))
        .for_each(|id| *counts.entry(id).or_default() += 1);
    let repeated = counts.into_iter().filter(|(_, count)| *count > 1);
    repeated.map(|(id, count)| format!("{count} times {id}")).collect()
}

/// A shortened text keeps the whole for who points at it.
pub fn nothing_lost(layout: &Layout) -> Vec<String> {
    let shortened = texts(layout).into_iter().filter(|(_, text)| text.content.contains('…'));
    shortened.filter(|(_, text)| text.full.is_none()).map(|(of, _)| format!("{of} is shortened")).collect()
}
