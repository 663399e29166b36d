//! The three grounds and what is written on them.

use super::sheet::{Align, Text, Tone};
use super::{PlacedGround, Point, Rect};
use crate::diagram::layout::cards::Say;
use crate::diagram::scene::{Ground, Scene};
use crate::diagram::text::{TextStyle, fit, width};
use crate::message;

/// Where the grounds lie.
pub struct Frames {
    pub internet: Rect,
    pub nodes_network: Rect,
    pub cluster: Rect,
}

/// What is written above the things on a ground takes this much.
const HEADER: f64 = 32.0;

/// From the upper edge of the internet to the first thing in the cluster.
pub const CONTENT_TOP: f64 = 3.0 * HEADER + 12.0;

impl Frames {
    /// Grounds around `content` pixels of height, each from a left to a right edge.
    pub fn around(
        content: f64,
        top: f64,
        internet: (f64, f64),
        nodes_network: (f64, f64),
        cluster: (f64, f64),
    ) -> Self {
        const BELOW: f64 = 20.0;
        const FRAME: f64 = 12.0;
        let bottom = top + CONTENT_TOP + content + BELOW;
        let rect = |(left, right): (f64, f64), top: f64, bottom: f64| Rect {
            x: left,
            y: top,
            width: right - left,
            height: bottom - top,
        };
        Frames {
            internet: rect(internet, top, bottom + 2.0 * FRAME),
            nodes_network: rect(nodes_network, top + HEADER, bottom + FRAME),
            cluster: rect(cluster, top + 2.0 * HEADER, bottom),
        }
    }
}

/// The grounds with what is written on them, outer before inner.
///
/// `left` keeps the words clear of what runs along the left edge.
pub fn place(scene: &Scene, frames: &Frames, left: Option<f64>, say: Say) -> Vec<PlacedGround> {
    let networks = &scene.grounds;
    let pods = say(&message!("Pods {subnets}", subnets = networks.pods.join(", ")));
    let services = say(&message!("Services {subnets}", subnets = networks.services.join(", ")));
    let parts = [
        (Ground::Internet, frames.internet, say(&message!("Internet")), vec![]),
        (
            Ground::NodesNetwork,
            frames.nodes_network,
            say(&message!("Nodes' network")),
            networks.nodes.clone(),
        ),
        (Ground::Cluster, frames.cluster, say(&message!("Cluster")), vec![pods, services]),
    ];
    let place = |(ground, rect, name, asides): (Ground, Rect, String, Vec<String>)| PlacedGround {
        ground,
        rect,
        texts: texts(rect, left, &name, &asides),
    };
    parts.into_iter().map(place).collect()
}

/// The name, and beside it as many of the asides as there is room for.
fn texts(rect: Rect, left: Option<f64>, name: &str, asides: &[String]) -> Vec<Text> {
    const PADDING: f64 = 16.0;
    let y = rect.y + 21.0;
    let name = name.to_uppercase();
    let text = |x: f64, content: String, full: Option<String>, style: TextStyle| Text {
        at: Point { x, y },
        content,
        full,
        style,
        tone: Tone::Muted,
        align: Align::Start,
    };
    let left = left.unwrap_or(rect.x + PADDING);
    let beside = left + width(&name, TextStyle::Ground) + 10.0;
    let room = rect.right() - PADDING - beside;
    let mut texts = vec![text(left, name, None, TextStyle::Ground)];
    let whole = asides.join(" · ");
    if !asides.is_empty() && room > 40.0 {
        let some = (1..=asides.len()).rev().map(|count| asides[..count].join(" · "));
        let fitting = some.into_iter().find(|aside| width(aside, TextStyle::Code) <= room);
        let fitted = fitting.unwrap_or_else(|| fit(&whole, TextStyle::Code, room));
        let full = (fitted != whole).then_some(whole);
        texts.push(text(beside, fitted, full, TextStyle::Code));
    }
    texts
}

/// One line on the whole picture.
pub fn summary(scene: &Scene, say: Say) -> String {
    scene.summary.iter().map(say).collect::<Vec<_>>().join(", ")
}
