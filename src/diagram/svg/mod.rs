//! The picture as SVG text that stands alone: its looks travel with it, and it needs no script.
//!
//! For those who do have one: every box and every way is a `<g class="part">` with `data-id`; boxes have `data-ref`
//! (`Service/shop/web`) if they show an object and `data-service` if they belong to a Service's way; ways have
//! `data-from`, `data-to` and `data-service`. The class `picking` on the root dims every part without the class `lit`.
//! `data-theme="light"` or `"dark"` on the root overrides the reader's system.

mod marks;
mod path;
mod pieces;
mod style;
mod walk;

pub use pieces::{Part, Piece, Pieces, pieces};
pub use walk::Walk;

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};

use super::colour::Hue;
use super::layout::{Align, BoxKind, Flow, Layout, PlacedBox, PlacedGround, Rect, Route, Text, Tone};
use super::scene::{EdgeKind, Fold, Ground, StopVerdict};
use super::text::TextStyle;
use crate::api::ObjectRef;

/// Whose looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the reader's system has it.
    #[default]
    System,
    /// Always light, and without custom properties, which not every program that draws SVG knows.
    Light,
    /// Always dark, likewise.
    Dark,
}

/// How to write.
#[derive(Debug, Clone, Default)]
pub struct SvgOptions {
    /// Whose looks.
    pub theme: Theme,
    /// Ids of the boxes and ways to light; if there are any, the others are dimmed.
    pub lit: BTreeSet<String>,
}

/// Writes a picture.
pub fn write(layout: &Layout, options: &SvgOptions) -> String {
    pieces(layout, options).text
}

/// The mark of a packet that ends at a box: a piece of SVG to put into the picture.
pub fn end_mark(placed: &PlacedBox, verdict: StopVerdict) -> String {
    marks::EndMark(placed, verdict).to_string()
}

struct Svg<'a> {
    layout: &'a Layout,
    options: &'a SvgOptions,
}

/// What stands before the pieces: the picture as a whole, for those who do not see it, and its looks.
impl Display for Svg<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Layout { width, height, summary, .. } = self.layout;
        let picking = if self.options.lit.is_empty() { "" } else { " picking" };
        let flow = if self.layout.flow == Flow::Wide { "wide" } else { "narrow" };
        let (w, h, summary) = (Px(*width), Px(*height), Escaped(summary));
        write!(
            f,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"svclab {flow}{picking}\" viewBox=\"0 0 {w} {h}\" \
             width=\"{w}\" height=\"{h}\" role=\"graphics-document document\" aria-label=\"{summary}\">\n\
             <title>{summary}</title>\n<desc>",
        )?;
        self.description(f)?;
        write!(f, "</desc>\n<style>{}</style>\n", style::Style(self.options.theme))
    }
}

fn is_around_others(kind: BoxKind) -> bool {
    matches!(kind, BoxKind::Zone | BoxKind::Node | BoxKind::Nowhere | BoxKind::Namespaces)
}

impl Svg<'_> {
    fn write_part(&self, f: &mut Formatter<'_>, part: Part) -> fmt::Result {
        let Layout { width, height, grounds, boxes, routes, legend, .. } = self.layout;
        match part {
            Part::Paper => {
                writeln!(f, "<rect class=\"paper\" width=\"{}\" height=\"{}\"/>", Px(*width), Px(*height))
            }
            Part::Ground(index) => write_ground(f, &grounds[index]),
            Part::Box(index) => self.write_box(f, &boxes[index]),
            Part::Route(index) => self.write_route(f, &routes[index]),
            Part::Odds(index) => self.write_odds(f, &routes[index]),
            Part::Legend(index) => {
                f.write_str("<g class=\"legend\">")?;
                marks::write_legend_mark(f, &legend[index])?;
                write_text(f, &legend[index].text)?;
                f.write_str("</g>\n")
            }
        }
    }

    /// What the picture says, for those who do not see it.
    fn description(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (index, placed) in self.layout.boxes.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{}", Escaped(&placed.label))?;
        }
        Ok(())
    }

    fn lit(&self, id: &str) -> &'static str {
        if self.options.lit.contains(id) { " lit" } else { "" }
    }

    fn write_box(&self, f: &mut Formatter<'_>, placed: &PlacedBox) -> fmt::Result {
        let lit = self.lit(&placed.id);
        let (hue, kind) = (HueClass(placed.hue), box_class(placed.kind));
        let state = placed.state.map(|state| format!(" {}", marks::state_class(state))).unwrap_or_default();
        write!(f, "<g class=\"part box {kind}{hue}{state}{lit}\" data-id=\"{}\"", Escaped(&placed.id))?;
        if let Some(object) = &placed.object {
            write!(f, " data-ref=\"{}\"", Ref(object))?;
        }
        if let Some(service) = &placed.service {
            write!(f, " data-service=\"{}\"", Ref(service))?;
        }
        if let Some(parent) = &placed.parent {
            write!(f, " data-parent=\"{}\"", Escaped(parent))?;
        }
        match placed.fold {
            Some(Fold::Closed) => f.write_str(" data-fold=\"closed\"")?,
            Some(Fold::Open) => f.write_str(" data-fold=\"open\"")?,
            None => {}
        }
        write!(f, " role=\"img\" aria-label=\"{}\">", Name(placed))?;
        if placed.kind == BoxKind::Pod && placed.fold == Some(Fold::Closed) {
            marks::write_pile(f, placed)?;
        }
        write_rect(f, "frame", placed.rect, placed.radius)?;
        placed.shapes.iter().try_for_each(|shape| marks::write_shape(f, shape))?;
        for text in &placed.texts {
            write_text(f, text)?;
            // Who takes the texts out of the picture finds words.
            f.write_str(" ")?;
        }
        f.write_str("</g>\n")
    }

    fn write_route(&self, f: &mut Formatter<'_>, route: &Route) -> fmt::Result {
        let lit = self.lit(&route.id);
        let kind = edge_class(route.kind);
        let (id, from, to) = (Escaped(&route.id), Escaped(&route.from), Escaped(&route.to));
        write!(f, "<g class=\"part edge {kind}{}{lit}\" data-id=\"{id}\"", HueClass(route.hue))?;
        write!(f, " data-from=\"{from}\" data-to=\"{to}\"")?;
        if let Some(service) = &route.service {
            write!(f, " data-service=\"{}\"", Ref(service))?;
        }
        f.write_str(">")?;
        writeln!(
            f,
            "<title>{}</title><path class=\"hit\" d=\"{line}\"/><path class=\"line\" d=\"{line}\"/>\
             <path class=\"head\" d=\"{}\"/></g>",
            Escaped(&route.title),
            path::Head(&route.points),
            line = path::Line { points: &route.points, flow: self.layout.flow },
        )
    }

    fn write_odds(&self, f: &mut Formatter<'_>, route: &Route) -> fmt::Result {
        let Some(odds) = &route.odds else { return Ok(()) };
        let lit = self.lit(&route.id);
        let (hue, id) = (HueClass(route.hue), Escaped(&route.id));
        write!(f, "<g class=\"part odds{hue}{lit}\" data-edge=\"{id}\">")?;
        write_rect(f, "pill", odds.rect, odds.rect.height / 2.0)?;
        let (x, y) = (Px(odds.rect.x + odds.rect.width / 2.0), Px(odds.rect.y + odds.rect.height - 3.2));
        writeln!(f, "<text class=\"badge hue mid\" x=\"{x}\" y=\"{y}\">{}</text></g>", Escaped(&odds.text))
    }
}

fn write_ground(f: &mut Formatter<'_>, ground: &PlacedGround) -> fmt::Result {
    let (class, radius) = match ground.ground {
        Ground::Internet => ("internet", 16.0),
        Ground::NodesNetwork => ("nodes-network", 14.0),
        Ground::Cluster => ("cluster", 12.0),
    };
    write!(f, "<g class=\"ground {class}\">")?;
    write_rect(f, "frame", ground.rect, radius)?;
    ground.texts.iter().try_for_each(|text| write_text(f, text))?;
    f.write_str("</g>\n")
}

fn write_rect(f: &mut Formatter<'_>, class: &str, rect: Rect, radius: f64) -> fmt::Result {
    let (x, y, w, h) = (Px(rect.x), Px(rect.y), Px(rect.width), Px(rect.height));
    write!(
        f,
        "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{}\"/>",
        Px(radius)
    )
}

fn write_text(f: &mut Formatter<'_>, text: &Text) -> fmt::Result {
    let style = match text.style {
        TextStyle::Title => "heading",
        TextStyle::Name => "name",
        TextStyle::Note => "note",
        TextStyle::Code => "code",
        TextStyle::Badge => "badge",
        TextStyle::Ground => "caps",
    };
    let tone = match text.tone {
        Tone::Ink => "",
        Tone::Muted => " muted",
        Tone::Hue => " hue",
        Tone::OnHue => " on-hue",
        Tone::Alarm => " alarm",
    };
    let align = match text.align {
        Align::Start => "",
        Align::Middle => " mid",
        Align::End => " end",
    };
    let (x, y) = (Px(text.at.x), Px(text.at.y));
    write!(f, "<text class=\"{style}{tone}{align}\" x=\"{x}\" y=\"{y}\">")?;
    if let Some(full) = &text.full {
        write!(f, "<title>{}</title>", Escaped(full))?;
    }
    write!(f, "{}</text>", Escaped(&text.content))
}

fn edge_class(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Packets => "packets",
        EdgeKind::Dns => "dns",
        EdgeKind::Unused => "unused",
    }
}

fn box_class(kind: BoxKind) -> &'static str {
    match kind {
        BoxKind::Client => "client",
        BoxKind::LoadBalancer => "load-balancer",
        BoxKind::Door => "door",
        BoxKind::Namespace => "namespace",
        BoxKind::Namespaces => "namespaces",
        BoxKind::Service => "service",
        BoxKind::Zone => "zone",
        BoxKind::Node => "node",
        BoxKind::Nowhere => "nowhere",
        BoxKind::Pod => "pod",
        BoxKind::Host => "host",
    }
}

/// The class of a Service's colour.
struct HueClass(Option<Hue>);

impl Display for HueClass {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |hue| write!(f, " h{}", hue.0))
    }
}

/// What a box is called: what is written on it, so that who speaks to the page names it by that, then what its label
/// says beyond it.
struct Name<'a>(&'a PlacedBox);

impl Display for Name<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let written: Vec<&str> = self.0.texts.iter().map(|text| text.content.as_str()).collect();
        let written = written.join(" ");
        let is_written =
            |part: &str| part.split_whitespace().all(|word| written.split_whitespace().any(|it| it == word));
        let mut parts = self.0.label.split(", ");
        let first = parts.next().into_iter().flat_map(str::split_whitespace);
        let beyond = first.chain(parts).filter(|part| !is_written(part));
        write!(f, "{}", Escaped(&written))?;
        for (index, part) in beyond.enumerate() {
            let separator = if index == 0 && !written.is_empty() { ", " } else { " " };
            write!(f, "{separator}{}", Escaped(part))?;
        }
        Ok(())
    }
}

/// `Service/shop/web`, `Node/worker-1`.
struct Ref<'a>(&'a ObjectRef);

impl Display for Ref<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let ObjectRef { kind, namespace, name } = self.0;
        if namespace.is_empty() {
            write!(f, "{kind}/{}", Escaped(name))
        } else {
            write!(f, "{kind}/{}/{}", Escaped(namespace), Escaped(name))
        }
    }
}

/// A length with at most one digit behind the point.
struct Px(f64);

impl Display for Px {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        // Pictures are full of numbers: whole tenths are written faster than floating point.
        let tenths = (self.0 * 10.0).round() as i64;
        let sign = if tenths < 0 { "-" } else { "" };
        let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
        if tenth == 0 { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{tenth}") }
    }
}

/// Text in which nothing is markup.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"']) {
            f.write_str(&rest[..at])?;
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "&quot;",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(
            Escaped("<a href=\"x\">&가</a>").to_string(),
            "&lt;a href=&quot;x&quot;&gt;&amp;가&lt;/a&gt;"
        );
    }

    #[test]
    fn lengths_are_short() {
        assert_eq!(
            [Px(1.0), Px(0.25), Px(10.04), Px(-0.5)].map(|px| px.to_string()),
            ["1", "0.3", "10", "-0.5"]
        );
    }
}
