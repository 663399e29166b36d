//! Boxes in boxes: a zone with its nodes with their Pods, placed as one.

use std::collections::BTreeMap;

use super::cards::{self, Arrivals, Card, Say};
use super::sheet::{Sheet, Tone};
use super::{BoxKind, PlacedBox, Point};
use crate::diagram::scene::{Anchor, NodeBox, PodCell, Scene, Zone};
use crate::diagram::text::{TextStyle, width};
use crate::message;

/// Boxes that keep their places towards each other.
pub struct Block {
    /// With the block's upper left corner at 0, 0; outer before inner.
    pub boxes: Vec<PlacedBox>,
    /// Where ways begin and end: element, anchor, distance from the top of the block.
    pub hooks: Vec<(String, Anchor, f64)>,
    /// Of everything in it, marks beside boxes included.
    pub width: f64,
    /// Of everything in it.
    pub height: f64,
    /// The space above it.
    pub gap: f64,
}

impl Block {
    /// A block of one card.
    pub fn of(card: Card, gap: f64) -> Self {
        let id = card.placed.id.clone();
        Block {
            width: card.placed.rect.width + card.overhang.x,
            height: card.placed.rect.height + card.overhang.y,
            hooks: card.hooks.into_iter().map(|(anchor, y)| (id.clone(), anchor, y)).collect(),
            boxes: vec![card.placed],
            gap,
        }
    }

    /// Puts another block into this one.
    pub fn put(&mut self, mut inner: Block, at: Point) {
        for placed in &mut inner.boxes {
            placed.move_by(at);
        }
        self.hooks.extend(inner.hooks.into_iter().map(|(id, anchor, y)| (id, anchor, y + at.y)));
        self.boxes.extend(inner.boxes);
    }
}

/// The ways that end at each element.
pub fn arrivals(scene: &Scene) -> BTreeMap<&str, Arrivals> {
    let mut arrivals: BTreeMap<&str, Arrivals> = BTreeMap::new();
    for edge in &scene.edges {
        let at_end = arrivals.entry(edge.to.as_str()).or_default();
        at_end.count += 1;
        at_end.odds |= edge.odds.is_some();
    }
    arrivals
}

/// What nodes and the Pods in them are made with.
pub struct Rooms<'a> {
    /// The ways that end at each element.
    pub arrivals: BTreeMap<&'a str, Arrivals>,
    /// Of a node's box.
    pub node_width: f64,
    /// What is kept free in a Pod's cell, for the odds of the ways that end there.
    pub reserved: f64,
    /// Puts messages into words.
    pub say: Say,
}

/// Between a frame and what is in it.
pub const PADDING: f64 = 10.0;

/// What the words above the things in a frame take.
pub const HEADER: f64 = 32.0;

const POD_GAP: f64 = 6.0;
const NODE_GAP: f64 = 12.0;
const ZONE_PADDING: f64 = 8.0;
const ZONE_HEADER: f64 = 26.0;

/// What a node's box is wider than its Pods.
pub const NODE_FRAME: f64 = 2.0 * PADDING;

/// What a zone's box is wider than its nodes.
pub const ZONE_FRAME: f64 = 2.0 * ZONE_PADDING;

/// The block of every zone, and one for the Pods on no node.
pub fn zones(scene: &Scene, rooms: &Rooms) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for zone in &scene.zones {
        if zone.name.is_some() {
            blocks.push(named_zone(zone, rooms));
        } else {
            blocks.extend(zone.nodes.iter().map(|node| node_block(node, None, rooms)));
        }
    }
    if !scene.unscheduled.is_empty() {
        blocks.push(unscheduled(&scene.unscheduled, rooms));
    }
    blocks
}

fn named_zone(zone: &Zone, rooms: &Rooms) -> Block {
    let name = zone.name.as_deref().unwrap_or_default();
    let words = if name.contains("zone") {
        message!("{zone}", zone = name)
    } else {
        message!("zone {zone}", zone = name)
    };
    let words = (rooms.say)(&words);
    let width = rooms.node_width + ZONE_FRAME;
    let mut sheet = Sheet::new(width, ZONE_PADDING + 4.0, 18.0);
    sheet.write(ZONE_PADDING + 4.0, &words, TextStyle::Note, Tone::Muted, 0.0);
    let mut block = frame(BoxKind::Zone, &zone.id, words, sheet, 12.0);
    let mut y = ZONE_HEADER;
    for node in &zone.nodes {
        let inner = node_block(node, Some(&zone.id), rooms);
        let height = inner.height;
        block.put(inner, Point { x: ZONE_PADDING, y });
        y += height + NODE_GAP;
    }
    close(&mut block, y - NODE_GAP + ZONE_PADDING);
    block
}

fn node_block(node: &NodeBox, parent: Option<&str>, rooms: &Rooms) -> Block {
    let say = rooms.say;
    let name = say(&node.name);
    let mut sheet = Sheet::new(rooms.node_width, PADDING + 2.0, 21.0);
    if let Some(fold) = node.fold {
        sheet.chevron(fold);
    }
    let trouble = node.trouble.as_ref().map(say);
    let (aside, style, tone) = match (&trouble, &node.address) {
        (Some(trouble), _) => (trouble.as_str(), TextStyle::Note, Tone::Alarm),
        (None, Some(address)) => (address.as_str(), TextStyle::Code, Tone::Muted),
        (None, None) => ("", TextStyle::Note, Tone::Muted),
    };
    let free = if aside.is_empty() { 0.0 } else { width(aside, style) + 8.0 };
    sheet.write(PADDING + 2.0, &name, TextStyle::Name, Tone::Ink, free);
    sheet.write_right(aside, style, tone);
    let mut label = format!("Node {name} {aside}");
    let mut top = HEADER;
    if node.hidden > 0 {
        let hidden = say(&match node.hidden {
            1 => message!("1 Pod of a closed namespace"),
            count => message!("{count} Pods of closed namespaces", count = count),
        });
        sheet.y += 17.0;
        top += 17.0;
        sheet.write(PADDING + 2.0, &hidden, TextStyle::Note, Tone::Muted, 0.0);
        label = format!("{label}, {hidden}");
    }
    let mut block = frame(BoxKind::Node, &node.id, label, sheet, 10.0);
    block.boxes[0].object = node.object.clone();
    block.boxes[0].fold = node.fold;
    block.boxes[0].parent = parent.map(str::to_owned);
    pods(&mut block, &node.id, top, &node.pods, rooms);
    block
}

fn unscheduled(pods_on_no_node: &[PodCell], rooms: &Rooms) -> Block {
    let mut sheet = Sheet::new(rooms.node_width, PADDING + 2.0, 21.0);
    let name = (rooms.say)(&message!("On no node"));
    sheet.write(PADDING + 2.0, &name, TextStyle::Name, Tone::Muted, 0.0);
    let mut block = frame(BoxKind::Nowhere, "nowhere", name, sheet, 10.0);
    pods(&mut block, "nowhere", HEADER, pods_on_no_node, rooms);
    block
}

fn pods(block: &mut Block, parent: &str, top: f64, cells: &[PodCell], rooms: &Rooms) {
    let mut y = top;
    for cell in cells {
        let arrivals = rooms.arrivals.get(cell.id.as_str()).copied().unwrap_or_default();
        let mut card = cards::pod(cell, rooms.node_width - NODE_FRAME, arrivals, rooms.reserved, rooms.say);
        card.placed.parent = Some(parent.to_owned());
        let inner = Block::of(card, 0.0);
        let height = inner.height;
        block.put(inner, Point { x: PADDING, y });
        y += height + POD_GAP;
    }
    let bottom = if cells.is_empty() { top } else { y - POD_GAP + PADDING };
    close(block, bottom);
}

/// A box around others, without height as long as it has none.
pub fn frame(kind: BoxKind, id: &str, label: String, sheet: Sheet, radius: f64) -> Block {
    let width = sheet.width;
    let placed = cards::placed(kind, id, label, sheet, 0.0, radius);
    Block { boxes: vec![placed], hooks: Vec::new(), width, height: 0.0, gap: NODE_GAP }
}

/// Ends a box around others.
pub fn close(block: &mut Block, height: f64) {
    block.height = height;
    block.boxes[0].rect.height = height;
}

/// The width of a node's box that shortens nothing, between the bounds, with every node as wide as the widest.
pub fn node_width(scene: &Scene, (least, most): (f64, f64), say: Say) -> f64 {
    let nodes = scene.zones.iter().flat_map(|zone| &zone.nodes);
    let header = |node: &NodeBox| {
        let address = node.address.as_deref().unwrap_or_default();
        width(&say(&node.name), TextStyle::Name) + width(address, TextStyle::Code) + 2.0 * PADDING + 12.0
    };
    let cells =
        scene.zones.iter().flat_map(|zone| &zone.nodes).flat_map(|node| &node.pods).chain(&scene.unscheduled);
    let cells = cells
        .map(|cell| cards::pod(cell, most - NODE_FRAME, Arrivals::default(), 0.0, say).needed + NODE_FRAME);
    nodes.map(header).chain(cells).fold(least, f64::max).min(most).ceil()
}
