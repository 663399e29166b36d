//! What the marks in a picture mean: those that occur in it, and no others.

use serde::Serialize;

use super::Point;
use super::cards::Say;
use super::sheet::{Align, Text, Tone};
use crate::diagram::scene::{EdgeKind, PodState, Scene, Stop, StopVerdict};
use crate::diagram::text::{self, TextStyle};
use crate::message;
use crate::message::Message;

/// A mark and its meaning.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LegendEntry {
    /// The mark.
    pub mark: LegendMark,
    /// The middle of its left edge; it is [`LegendEntry::WIDTH`] wide.
    pub at: Point,
    /// Its meaning.
    pub text: Text,
}

impl LegendEntry {
    /// The width of a mark, in pixels.
    pub const WIDTH: f64 = 26.0;
}

/// A mark that a picture may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum LegendMark {
    /// A way of this kind.
    Way(EdgeKind),
    /// A share of connections.
    Odds,
    /// The frame of an address that is on no interface.
    Virtual,
    /// A Pod that gets no traffic.
    NotReady,
    /// Where packets end.
    Stop(StopVerdict),
}

const ROW: f64 = 22.0;

/// Writes the legend in rows no wider than `width`, the first one below `top`; says where it ends.
pub fn place(scene: &Scene, left: f64, width: f64, top: f64, say: Say) -> (Vec<LegendEntry>, f64) {
    const BESIDE: f64 = 7.0;
    const BETWEEN: f64 = 22.0;
    let mut entries = Vec::new();
    let (mut x, mut y) = (left, top + ROW / 2.0);
    for (mark, meaning) in marks(scene) {
        let content = say(&meaning);
        let wide = LegendEntry::WIDTH + BESIDE + text::width(&content, TextStyle::Note);
        if x > left && x + wide > left + width {
            (x, y) = (left, y + ROW);
        }
        let at = Point { x: x + LegendEntry::WIDTH + BESIDE, y: y + 4.0 };
        let (style, tone, align) = (TextStyle::Note, Tone::Muted, Align::Start);
        let text = Text { at, content, full: None, style, tone, align };
        entries.push(LegendEntry { mark, at: Point { x, y }, text });
        x += wide + BETWEEN;
    }
    let bottom = if entries.is_empty() { top } else { y + ROW / 2.0 };
    (entries, bottom)
}

fn marks(scene: &Scene) -> Vec<(LegendMark, Message)> {
    let leads = |kind: EdgeKind| scene.edges.iter().any(|edge| edge.kind == kind);
    let ends = |verdict: StopVerdict| stops(scene).any(|stop| stop.verdict == verdict);
    let pods = scene.zones.iter().flat_map(|zone| &zone.nodes).flat_map(|node| &node.pods);
    let idle = pods.chain(&scene.unscheduled).any(|cell| cell.state != PodState::Ready);
    let all = [
        (leads(EdgeKind::Packets), LegendMark::Way(EdgeKind::Packets), message!("packets go this way")),
        (leads(EdgeKind::Dns), LegendMark::Way(EdgeKind::Dns), message!("the DNS leads there")),
        (leads(EdgeKind::Unused), LegendMark::Way(EdgeKind::Unused), message!("possible, not taken")),
        (
            scene.edges.iter().any(|edge| edge.odds.is_some()),
            LegendMark::Odds,
            message!("share of connections"),
        ),
        (
            scene.services.iter().any(|card| !card.addresses.is_empty()),
            LegendMark::Virtual,
            message!("virtual address, on no interface"),
        ),
        (idle, LegendMark::NotReady, message!("gets no traffic")),
        (ends(StopVerdict::Refused), LegendMark::Stop(StopVerdict::Refused), message!("refused at once")),
        (ends(StopVerdict::Dropped), LegendMark::Stop(StopVerdict::Dropped), message!("dropped in silence")),
        (
            ends(StopVerdict::Unresolved),
            LegendMark::Stop(StopVerdict::Unresolved),
            message!("the name has no address"),
        ),
    ];
    all.into_iter().filter(|(occurs, _, _)| *occurs).map(|(_, mark, meaning)| (mark, meaning)).collect()
}

fn stops(scene: &Scene) -> impl Iterator<Item = &Stop> {
    let doors = scene.doors.iter().filter_map(|door| door.stop.as_ref());
    doors.chain(scene.services.iter().filter_map(|card| card.stop.as_ref()))
}
