//! The namespaces of a big cluster: the closed ones side by side in one block, a header above what is in an open one.

use super::blocks::{self, Block};
use super::cards::{self, Card, Say};
use super::sheet::{Sheet, Tone};
use super::{BoxKind, Point};
use crate::diagram::scene::{Anchor, CLOSED, Fold, NamespaceCard, Scene, ServiceCard};
use crate::diagram::text::TextStyle;
use crate::message;

const PADDING: f64 = 12.0;
const GAP: f64 = 8.0;
const ROW: f64 = 16.0;

/// How wide a card may be.
pub const WIDTHS: (f64, f64) = (180.0, 260.0);

/// What stands where Services do, from top to bottom.
pub enum Row<'a> {
    /// What the Services of an open namespace stand under.
    Header(&'a NamespaceCard),
    /// A Service.
    Service(&'a ServiceCard),
}

/// The Services, and a header above those of each open namespace.
pub fn rows(scene: &Scene) -> Vec<Row<'_>> {
    let mut headers = scene.namespaces.iter().filter(|card| card.fold == Fold::Open).peekable();
    let mut rows = Vec::new();
    for service in &scene.services {
        let stands_before = |header: &&NamespaceCard| header.object.name <= service.object.namespace;
        while let Some(header) = headers.next_if(stands_before) {
            rows.push(Row::Header(header));
        }
        rows.push(Row::Service(service));
    }
    rows.extend(headers.map(Row::Header));
    rows
}

/// The header of an open namespace.
pub fn header(namespace: &NamespaceCard, width: f64, say: Say) -> Card {
    let mut sheet = Sheet::new(width, PADDING, 18.0);
    sheet.chevron(Fold::Open);
    let name = &namespace.object.name;
    sheet.write(PADDING, name, TextStyle::Name, Tone::Ink, 0.0);
    sheet.y += ROW;
    let contents = say(&namespace.counts.contents());
    sheet.write(PADDING, &contents, TextStyle::Note, Tone::Muted, 0.0);
    let label = format!("{} {name}, {contents}", namespace.object.kind);
    finish(namespace, sheet, label)
}

/// The closed namespaces in columns beside each other; none if there are none.
pub fn closed(scene: &Scene, columns: usize, (least, most): (f64, f64), say: Say) -> Option<Block> {
    let closed: Vec<&NamespaceCard> =
        scene.namespaces.iter().filter(|card| card.fold == Fold::Closed).collect();
    if closed.is_empty() {
        return None;
    }
    let cards = cards::equal(&closed, (least, most), |namespace, width| card(namespace, width, say));
    let width = cards.iter().map(|card| card.placed.rect.width).fold(0.0, f64::max);
    let whole = (width + GAP) * columns as f64 - GAP + 2.0 * blocks::PADDING;
    let mut sheet = Sheet::new(whole, PADDING, 21.0);
    let name = match closed.len() {
        1 => message!("1 closed namespace"),
        count => message!("{count} closed namespaces", count = count),
    };
    let name = say(&name);
    sheet.write(PADDING, &name, TextStyle::Name, Tone::Muted, 0.0);
    let mut block = blocks::frame(BoxKind::Namespaces, CLOSED, name, sheet, 10.0);
    block.hooks.push((CLOSED.to_owned(), Anchor::Side, blocks::HEADER / 2.0));
    let mut y = blocks::HEADER;
    let mut cards = cards.into_iter().peekable();
    while cards.peek().is_some() {
        let row: Vec<Card> = cards.by_ref().take(columns).collect();
        let height = row.iter().map(|card| card.placed.rect.height).fold(0.0, f64::max);
        for (column, mut card) in row.into_iter().enumerate() {
            card.placed.rect.height = height;
            card.placed.parent = Some(CLOSED.to_owned());
            let x = blocks::PADDING + (width + GAP) * column as f64;
            block.put(Block::of(card, 0.0), Point { x, y });
        }
        y += height + GAP;
    }
    blocks::close(&mut block, y - GAP + blocks::PADDING);
    block.gap = 24.0;
    Some(block)
}

fn card(namespace: &NamespaceCard, width: f64, say: Say) -> Card {
    let mut sheet = Sheet::new(width, PADDING, 20.0);
    sheet.chevron(Fold::Closed);
    let name = &namespace.object.name;
    sheet.write(PADDING, name, TextStyle::Name, Tone::Ink, 0.0);
    sheet.reserved = 0.0;
    let mut label = format!("{} {name}", namespace.object.kind);
    let counts = &namespace.counts;
    let notes = [
        (Some(counts.contents()), Tone::Muted),
        (counts.ways_in(), Tone::Muted),
        (counts.trouble(), Tone::Alarm),
    ];
    for (note, tone) in notes {
        if let Some(words) = note.as_ref().map(say) {
            sheet.y += ROW;
            sheet.write(PADDING, &words, TextStyle::Note, tone, 0.0);
            label = format!("{label}, {words}");
        }
    }
    finish(namespace, sheet, label)
}

fn finish(namespace: &NamespaceCard, sheet: Sheet, label: String) -> Card {
    let (needed, height) = (sheet.needed, sheet.y + 11.0);
    let mut placed = cards::placed(BoxKind::Namespace, &namespace.id, label, sheet, height, 8.0);
    placed.object = Some(namespace.object.clone());
    placed.fold = Some(namespace.fold);
    Card { placed, needed, hooks: Vec::new(), overhang: Point::default() }
}
