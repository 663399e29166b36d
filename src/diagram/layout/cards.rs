//! What is written in each kind of box.

use super::sheet::{STOP_RADIUS, Shape, Sheet, Tone, badge_width};
use super::{BoxKind, PlacedBox, Point, Rect};
use crate::diagram::scene::{
    Anchor, Client, Door, Fold, Host, LoadBalancer, Mark, Outside, PodCell, PodState, ServiceCard, Stop,
};
use crate::diagram::text::{self, TextStyle, width};
use crate::message;
use crate::message::Message;

/// Puts a message into words.
pub type Say = fn(&Message) -> String;

/// A box and what belongs to it, with its upper left corner at 0, 0.
pub struct Card {
    pub placed: PlacedBox,
    /// The width that would have shortened no text.
    pub needed: f64,
    /// Where ways begin and end, from the top.
    pub hooks: Vec<(Anchor, f64)>,
    /// What is drawn beyond the box: to the right, and below.
    pub overhang: Point,
}

const PADDING: f64 = 12.0;

/// The line between a box and the mark where its packets end.
const STUB: f64 = 12.0;

/// More ports than this stand as `and 4 more`.
const PORTS_SHOWN: usize = 6;

/// Space beside a box for a stop's mark.
pub const STOP_SPACE: f64 = STUB + 2.0 * STOP_RADIUS;

/// Cards of one kind, all as wide as the widest needs, between the bounds.
pub fn equal<T>(things: &[T], (least, most): (f64, f64), card: impl Fn(&T, f64) -> Card) -> Vec<Card> {
    let needed = things.iter().map(|thing| card(thing, most).needed).fold(least, f64::max).min(most);
    things.iter().map(|thing| card(thing, needed.ceil())).collect()
}

pub fn placed(kind: BoxKind, id: &str, label: String, sheet: Sheet, height: f64, radius: f64) -> PlacedBox {
    PlacedBox {
        id: id.to_owned(),
        kind,
        object: None,
        service: None,
        hue: None,
        state: None,
        fold: None,
        parent: None,
        label,
        rect: Rect { x: 0.0, y: 0.0, width: sheet.width, height },
        radius,
        texts: sheet.texts,
        shapes: sheet.shapes,
    }
}

pub fn client(client: &Client, width: f64, say: Say) -> Card {
    let mut sheet = Sheet::new(width, 14.0, 19.0);
    let (name, address) = (say(&client.name), say(&client.address));
    sheet.write_middle(&name, TextStyle::Name, Tone::Ink);
    sheet.y = 34.0;
    let style = if address.starts_with(|first: char| first.is_ascii_digit()) {
        TextStyle::Code
    } else {
        TextStyle::Note
    };
    sheet.write_middle(&address, style, Tone::Muted);
    let needed = sheet.needed;
    let label = format!("{name}, {address}");
    let placed = placed(BoxKind::Client, &client.id, label, sheet, 44.0, 22.0);
    Card { placed, needed, hooks: vec![(Anchor::Side, 22.0)], overhang: Point::default() }
}

pub fn load_balancer(balancer: &LoadBalancer, width: f64, say: Say) -> Card {
    let mut sheet = Sheet::new(width, PADDING, 20.0);
    let name = say(&message!("Load balancer"));
    sheet.write(PADDING, &name, TextStyle::Name, Tone::Ink, 0.0);
    sheet.y += 18.0;
    let (address, tone) = match &balancer.address {
        Some(address) => (address.as_str(), Tone::Ink),
        None => ("<pending>", Tone::Alarm),
    };
    sheet.write(PADDING, address, TextStyle::Code, tone, 0.0);
    sheet.y += 17.0;
    match &balancer.pending {
        Some(why) => sheet.write(PADDING, &say(why), TextStyle::Note, Tone::Muted, 0.0),
        None => sheet.write(PADDING, &list(&balancer.ports, 3, say), TextStyle::Code, Tone::Hue, 0.0),
    };
    let needed = sheet.needed;
    let label = format!("{name} {address} {}", balancer.ports.join(" "));
    let mut placed = placed(BoxKind::LoadBalancer, &balancer.id, label, sheet, 68.0, 8.0);
    placed.service = Some(balancer.service.clone());
    placed.hue = Some(balancer.hue);
    Card { placed, needed, hooks: vec![(Anchor::Side, 34.0)], overhang: Point::default() }
}

pub fn door(door: &Door, door_width: f64, say: Say) -> Card {
    let mut sheet = Sheet::new(door_width, PADDING, 17.0);
    if let Some(fold) = door.fold {
        sheet.chevron(fold);
    }
    let (name, ports) = (say(&door.name), list(&door.ports, 2, say));
    let ports_width = width(&ports, TextStyle::Code);
    sheet.write(PADDING, &name, TextStyle::Note, Tone::Ink, ports_width + 6.0);
    sheet.write_right(&ports, TextStyle::Code, Tone::Hue);
    let needed = sheet.needed;
    let mut label = format!("{name} {}", door.ports.join(" "));
    let mut overhang = Point::default();
    if let Some(stop) = &door.stop {
        let reason = stop_right(&mut sheet, stop, 13.0, say);
        sheet.y = 26.0 + 14.0;
        // Inside the cluster's border, which runs through the middle of the door.
        let (left, wide) = (door_width / 2.0 + 8.0, text::width(&reason, TextStyle::Note));
        let beyond = (left + wide - door_width).max(STOP_SPACE);
        sheet.write(left, &reason, TextStyle::Note, Tone::Alarm, -beyond - PADDING);
        overhang = Point { x: beyond, y: 18.0 };
        label = format!("{label}, {reason}");
    }
    let mut placed = placed(BoxKind::Door, &door.id, label, sheet, 26.0, 13.0);
    placed.fold = door.fold;
    placed.service = Some(door.service.clone());
    placed.hue = Some(door.hue);
    Card { placed, needed, hooks: vec![(Anchor::Side, 13.0)], overhang }
}

fn stop_right(sheet: &mut Sheet, stop: &Stop, y: f64, say: Say) -> String {
    let at = Point { x: sheet.width + STUB + STOP_RADIUS, y };
    sheet.shapes.push(Shape::Stop { at, verdict: stop.verdict, stub: STUB });
    say(&stop.reason)
}

pub fn host(host: &Host, width: f64, say: Say) -> Card {
    let mut sheet = Sheet::new(width, PADDING, 18.0);
    let name = say(&host.name);
    sheet.write(PADDING, &name, TextStyle::Note, Tone::Muted, 0.0);
    sheet.y += 16.0;
    let ports = list(&host.ports, 2, say);
    let free = if ports.is_empty() { 0.0 } else { text::width(&ports, TextStyle::Code) + 6.0 };
    let end = sheet.write(PADDING, &host.address, TextStyle::Code, Tone::Ink, free);
    if !ports.is_empty() {
        sheet.write(end + 6.0, &ports, TextStyle::Code, Tone::Hue, 0.0);
    }
    let needed = sheet.needed;
    let label = format!("{name} {} {}", host.address, host.ports.join(" "));
    let mut placed = placed(BoxKind::Host, &host.id, label, sheet, 44.0, 8.0);
    placed.service = Some(host.service.clone());
    placed.hue = Some(host.hue);
    Card { placed, needed, hooks: vec![(Anchor::Side, 22.0)], overhang: Point::default() }
}

pub fn service(card: &ServiceCard, width: f64, say: Say) -> Card {
    let mut sheet = Sheet::new(width, PADDING, 24.0);
    let mut hooks = Vec::new();
    header(&mut sheet, card);
    outside_rows(&mut sheet, &mut hooks, card, say);
    address_rows(&mut sheet, &mut hooks, card, say);
    port_rows(&mut sheet, card, say);
    for note in &card.notes {
        sheet.write(PADDING, &say(note), TextStyle::Note, Tone::Muted, 0.0);
        sheet.y += 16.0;
    }
    sheet.write(PADDING, &card.dns_name, TextStyle::Note, Tone::Muted, 0.0);
    let mut label = format!("Service {} {} {}", card.object.name, card.badge, card.addresses.join(" "));
    let mut overhang = Point::default();
    if let Some(stop) = &card.stop {
        sheet.y += 16.0;
        let address = hooks.iter().find(|(anchor, _)| *anchor == Anchor::Address).map_or(22.0, |(_, y)| *y);
        let reason = stop_right(&mut sheet, stop, address, say);
        sheet.write(PADDING, &reason, TextStyle::Note, Tone::Alarm, 0.0);
        overhang.x = STOP_SPACE;
        label = format!("{label}, {reason}");
    }
    let (needed, height) = (sheet.needed, (sheet.y + 12.0).ceil());
    let mut placed = placed(BoxKind::Service, &card.id, label, sheet, height, 10.0);
    placed.object = Some(card.object.clone());
    placed.service = Some(card.object.clone());
    placed.hue = Some(card.hue);
    Card { placed, needed, hooks, overhang }
}

/// The Service's name and type, beside each other if they fit.
fn header(sheet: &mut Sheet, card: &ServiceCard) {
    let namespace = card.namespace.as_ref().map(|namespace| format!("{namespace}/")).unwrap_or_default();
    let names = text::width(&namespace, TextStyle::Note) + text::width(&card.object.name, TextStyle::Title);
    let badge = badge_width(card.badge) + 8.0;
    let fits = PADDING + names + badge <= sheet.right();
    let free = if fits { badge } else { 0.0 };
    let x = sheet.write(PADDING, &namespace, TextStyle::Note, Tone::Muted, free + 48.0);
    sheet.write(x, &card.object.name, TextStyle::Title, Tone::Ink, free);
    if !fits {
        sheet.y += 22.0;
    }
    sheet.badge(card.badge, 0.0);
    sheet.y += 20.0;
}

fn outside_rows(sheet: &mut Sheet, hooks: &mut Vec<(Anchor, f64)>, card: &ServiceCard, say: Say) {
    let mut row = |sheet: &mut Sheet, anchor: Anchor, words: String| {
        sheet.write(PADDING, &words, TextStyle::Note, Tone::Muted, 0.0);
        hooks.push((anchor, sheet.y - 4.0));
        sheet.y += 18.0;
    };
    match &card.outside {
        Outside::Closed => {}
        Outside::Cluster => row(sheet, Anchor::Outside, say(&message!("from outside → any Pod, SNAT"))),
        Outside::Local(lanes) => {
            for (lane, label) in lanes.iter().enumerate() {
                row(sheet, Anchor::Lane(lane), say(label));
            }
        }
    }
}

fn address_rows(sheet: &mut Sheet, hooks: &mut Vec<(Anchor, f64)>, card: &ServiceCard, say: Say) {
    const HEIGHT: f64 = 24.0;
    if let Some(alias) = &card.alias {
        sheet.write(PADDING, &say(alias), TextStyle::Note, Tone::Ink, 0.0);
        hooks.push((Anchor::Address, sheet.y - 4.0));
        sheet.y += 18.0;
        return;
    }
    for (index, address) in card.addresses.iter().enumerate() {
        let top = sheet.y - 12.0;
        let width = sheet.width - 2.0 * PADDING;
        sheet.shapes.push(Shape::Virtual { at: Point { x: PADDING, y: top }, width, height: HEIGHT });
        sheet.y = top + 16.0;
        sheet.write(PADDING + 8.0, address, TextStyle::Code, Tone::Ink, 8.0);
        if index == 0 {
            hooks.push((Anchor::Address, top + HEIGHT / 2.0));
        }
        sheet.y = top + HEIGHT + 16.0;
    }
    sheet.y += 2.0;
}

fn port_rows(sheet: &mut Sheet, card: &ServiceCard, say: Say) {
    let shown = if card.ports.len() > PORTS_SHOWN { PORTS_SHOWN - 1 } else { card.ports.len() };
    for port in &card.ports[..shown] {
        let words = if port.target.is_empty() {
            port.port.to_string()
        } else {
            format!("{} → {}", port.port, port.target)
        };
        let end = sheet.write(PADDING, &words, TextStyle::Code, Tone::Ink, 0.0);
        let refused = if port.idle { say(&message!("refused")) } else { String::new() };
        let free = if port.idle { text::width(&refused, TextStyle::Note) + 6.0 } else { 0.0 };
        sheet.write(end + 8.0, &port.name, TextStyle::Note, Tone::Muted, free);
        sheet.write_right(&refused, TextStyle::Note, Tone::Alarm);
        sheet.y += 16.0;
    }
    if shown < card.ports.len() {
        let more = message!("and {count} more ports", count = card.ports.len() - shown);
        sheet.write(PADDING, &say(&more), TextStyle::Note, Tone::Muted, 0.0);
        sheet.y += 16.0;
    }
}

/// The ways that end at an element.
#[derive(Debug, Clone, Copy, Default)]
pub struct Arrivals {
    pub count: usize,
    /// True if the odds stand on any of them.
    pub odds: bool,
}

impl Arrivals {
    /// The distance between two of them: room for a pill each, less where they are many and have none.
    pub fn spacing(self) -> f64 {
        const PILL: f64 = 16.0;
        if self.odds { PILL } else { (80.0 / self.count.max(1) as f64).clamp(5.0, PILL) }
    }

    /// How far from the middle the one at this place ends.
    pub fn offset(self, place: usize) -> f64 {
        (place as f64 - (self.count as f64 - 1.0) / 2.0) * self.spacing()
    }
}

/// A Pod's cell, high enough for the ways that end at it, with `reserved` pixels at its right for their odds.
pub fn pod(cell: &PodCell, pod_width: f64, arrivals: Arrivals, reserved: f64, say: Say) -> Card {
    if cell.fold == Some(Fold::Open) {
        return pods_header(cell, pod_width, say);
    }
    let height = (arrivals.spacing() * arrivals.count as f64 + 8.0).max(40.0);
    let middle = height / 2.0;
    let mut sheet = Sheet::new(pod_width, 10.0, middle - 4.0);
    sheet.reserved = reserved;
    let hue = if let [hue] = cell.hues[..] { Some(hue) } else { None };
    sheet.shapes.push(Shape::Dot { at: Point { x: 14.0, y: middle }, state: cell.state, hue });
    let count = format!("× {}", cell.pods.len());
    if let Some(fold) = cell.fold {
        sheet.chevron(fold);
    }
    let word = cell.word.as_ref().map(say);
    let mut free = 0.0;
    if cell.fold.is_some() {
        free = width(&count, TextStyle::Name) + 6.0;
        sheet.write_right(&count, TextStyle::Name, Tone::Ink);
    }
    let mark = cell.mark.map(|mark| say(&mark_word(mark)));
    if let Some(mark) = &mark {
        sheet.badge(mark, free);
        free += badge_width(mark) + 6.0;
    }
    let mut x = 26.0;
    if let Some(namespace) = &cell.namespace {
        x = sheet.write(x, &format!("{namespace}/"), TextStyle::Note, Tone::Muted, free + 24.0);
    }
    sheet.write(x, &cell.object.name, TextStyle::Name, Tone::Ink, free);
    sheet.reserved = reserved;
    sheet.y = middle + 12.0;
    let is_over = matches!(cell.state, PodState::Ended | PodState::Gone);
    let tone = if is_over { Tone::Muted } else { Tone::Alarm };
    let mut free = 0.0;
    if let Some(word) = &word {
        free = width(word, TextStyle::Note) + 6.0;
    }
    let address = match (&cell.address, cell.fold.is_some()) {
        (_, true) => cell.object.kind.to_string(),
        (Some(address), false) => address.clone(),
        (None, false) => String::new(),
    };
    let end = sheet.write(26.0, &address, TextStyle::Code, Tone::Muted, free);
    let ports = list(&cell.ports, 2, say);
    if end + 6.0 + width(&ports, TextStyle::Code) + free <= sheet.right() && cell.state == PodState::Ready {
        sheet.write(end + 6.0, &ports, TextStyle::Code, Tone::Muted, free);
    }
    if let Some(word) = &word {
        sheet.write_right(word, TextStyle::Note, tone);
    }
    let needed = sheet.needed;
    let state = word.unwrap_or_else(|| say(&message!("ready")));
    let many = if cell.fold.is_some() { format!(" {count}") } else { String::new() };
    let mark = mark.map(|mark| format!(", {mark}")).unwrap_or_default();
    let label = format!("{} {}{many}, {address}, {state}{mark}", cell.object.kind, cell.object.name);
    let mut placed = placed(BoxKind::Pod, &cell.id, label, sheet, height, 8.0);
    // Nobody can point at who is gone.
    placed.object = (cell.state != PodState::Gone).then(|| cell.object.clone());
    placed.hue = hue;
    placed.state = Some(cell.state);
    placed.fold = cell.fold;
    Card { placed, needed, hooks: vec![(Anchor::Side, middle)], overhang: Point::default() }
}

fn mark_word(mark: Mark) -> Message {
    match mark {
        Mark::New => message!("new"),
        Mark::Changed => message!("changed"),
    }
}

/// What the Pods of an open fold stand under.
fn pods_header(cell: &PodCell, width: f64, say: Say) -> Card {
    let mut sheet = Sheet::new(width, 10.0, 17.0);
    sheet.chevron(Fold::Open);
    let word = cell.word.as_ref().map(say).unwrap_or_default();
    let name = format!("{} × {}", cell.object.name, cell.pods.len());
    let free = if word.is_empty() { 0.0 } else { text::width(&word, TextStyle::Note) + 6.0 };
    sheet.write(10.0, &name, TextStyle::Note, Tone::Muted, free);
    sheet.write_right(&word, TextStyle::Note, Tone::Muted);
    let needed = sheet.needed;
    let label = format!("{} {name}, {word}", cell.object.kind);
    let mut placed = placed(BoxKind::Pod, &cell.id, label, sheet, 26.0, 8.0);
    placed.object = Some(cell.object.clone());
    placed.state = Some(cell.state);
    placed.fold = cell.fold;
    Card { placed, needed, hooks: Vec::new(), overhang: Point::default() }
}

/// `:80 :443`, or the first ones and how many more.
fn list(ports: &[String], shown: usize, say: Say) -> String {
    if ports.len() <= shown {
        return ports.join(" ");
    }
    let shown = shown.saturating_sub(1).max(1);
    let more = say(&message!("+{count}", count = ports.len() - shown));
    format!("{} {more}", ports[..shown].join(" "))
}
