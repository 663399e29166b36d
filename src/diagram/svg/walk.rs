//! A packet on its way, to be put into a picture: where it stands, the way it came, and its addresses. How it moves,
//! the page's style says; without motion the steps stand numbered.

use std::fmt::{self, Display, Formatter};

use super::path::Line;
use super::{Escaped, Px, marks, write_rect};
use crate::diagram::layout::{Layout, Point, Rect};
use crate::diagram::scene::{Stand, StopVerdict};
use crate::diagram::text::{self, TextStyle};
use crate::network::{Address, Step};

const LINE_HEIGHT: f64 = 14.0;
const RADIUS: f64 = 8.0;
/// How fast a packet goes, in pixels per second, and how long any of its legs takes, in seconds.
const SPEED: f64 = 320.0;
const LEG: (f64, f64) = (0.5, 1.8);

/// A packet and the way it takes.
pub struct Walk<'a> {
    /// The picture.
    pub layout: &'a Layout,
    /// Where it stands at each step.
    pub stands: &'a [Stand],
    /// What happens to it at each step.
    pub steps: &'a [Step],
    /// The step that it is at; none to show the numbers alone.
    pub at: Option<usize>,
    /// True if it comes from the step before.
    pub comes: bool,
}

impl Display for Walk<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let points = self.points();
        f.write_str("<g class=\"walk\" aria-hidden=\"true\">")?;
        self.numbers(f, &points)?;
        if let Some(at) = self.at.filter(|at| *at < points.len()) {
            self.packet(f, &points, at)?;
        }
        f.write_str("</g>")
    }
}

impl Walk<'_> {
    /// Where each step stands: at the end of the way that leads there, or where the next one begins.
    fn points(&self) -> Vec<Point> {
        let end_of = |edge: &String, end: fn(&[Point]) -> Option<&Point>| {
            self.layout
                .routes
                .iter()
                .find(|route| route.id == *edge)
                .and_then(|route| end(&route.points).copied())
        };
        let mut points: Vec<Point> = Vec::new();
        for (index, stand) in self.stands.iter().enumerate() {
            let came = stand.along.last().and_then(|edge| end_of(edge, <[Point]>::last));
            let stays = index.checked_sub(1).filter(|last| self.stands[*last].at == stand.at);
            let goes = || {
                let next = self.stands.get(index + 1).filter(|_| index == 0)?;
                end_of(next.along.first()?, <[Point]>::first)
            };
            let point = came.or_else(|| stays.map(|last| points[last])).or_else(goes);
            points.push(point.unwrap_or_else(|| self.side_of(&stand.at)));
        }
        points
    }

    fn side_of(&self, id: &str) -> Point {
        let placed = self.layout.boxes.iter().find(|placed| placed.id == id);
        let rect = placed.map(|placed| placed.rect).unwrap_or_default();
        Point { x: rect.x, y: rect.y + rect.height / 2.0 }
    }

    /// The steps by number; those at one point share a mark.
    fn numbers(&self, f: &mut Formatter<'_>, points: &[Point]) -> fmt::Result {
        let mut first = 0;
        for group in points.chunk_by(|one, other| one == other) {
            let last = first + group.len();
            let label = if group.len() == 1 { last.to_string() } else { format!("{}–{last}", first + 1) };
            let width = (text::width(&label, TextStyle::Badge) + 8.0).max(2.0 * RADIUS);
            let Point { x, y } = group[0];
            let rect = Rect { x: x - width / 2.0, y: y - RADIUS, width, height: 2.0 * RADIUS };
            f.write_str("<g class=\"step\">")?;
            write_rect(f, "step-mark", rect, RADIUS)?;
            write!(f, "<text class=\"badge mid\" x=\"{}\" y=\"{}\">{label}</text></g>", Px(x), Px(y + 4.0))?;
            first = last;
        }
        Ok(())
    }

    fn packet(&self, f: &mut Formatter<'_>, points: &[Point], at: usize) -> fmt::Result {
        let point = points[at];
        let leg = at.checked_sub(1).filter(|last| self.comes && points[*last] != point);
        match leg {
            Some(last) => {
                let way = Leg { walk: self, from: points[last], to: point, along: &self.stands[at].along };
                write!(
                    f,
                    "<g class=\"packet moving\" style=\"offset-path:path('{way}');--leg:{:.2}s\">",
                    (way.length() / SPEED).clamp(LEG.0, LEG.1)
                )?;
            }
            None => {
                write!(f, "<g class=\"packet\"><g transform=\"translate({} {})\">", Px(point.x), Px(point.y))?
            }
        }
        self.body(f, point, at)?;
        f.write_str(if leg.is_some() { "</g>" } else { "</g></g>" })
    }

    /// The packet around the origin: as it came, and as it is from here on.
    fn body(&self, f: &mut Formatter<'_>, point: Point, at: usize) -> fmt::Result {
        write!(f, "<circle class=\"packet-dot\" r=\"{RADIUS}\"/>")?;
        write!(f, "<text class=\"badge mid packet-number\" y=\"4\">{}</text>", at + 1)?;
        let step = &self.steps[at];
        let (source, destination) = (Written::of("", &step.source), Written::of("→ ", &step.destination));
        if source.old.is_some() || destination.old.is_some() {
            let came = [&source, &destination]
                .map(|address| (address.old.clone().unwrap_or_else(|| address.now.clone()), "packet-line"));
            self.capsule(f, point, "came", &came)?;
        }
        let mut lines = Vec::new();
        for address in [source, destination] {
            let is_new = address.old.is_some();
            lines.extend(address.old.map(|old| (old, "packet-line old")));
            lines.push((address.now, if is_new { "packet-line new" } else { "packet-line" }));
        }
        self.capsule(f, point, "is", &lines)?;
        if let Some(verdict) = self.stands[at].lost {
            self.mark(f, verdict)?;
        }
        Ok(())
    }

    fn mark(&self, f: &mut Formatter<'_>, verdict: StopVerdict) -> fmt::Result {
        f.write_str("<g class=\"packet-end\">")?;
        marks::write_stop(f, Point::default(), verdict, 0.0)?;
        f.write_str("</g>")
    }

    /// The addresses above the packet, or below where there is no room.
    fn capsule(
        &self,
        f: &mut Formatter<'_>,
        point: Point,
        class: &str,
        lines: &[(String, &str)],
    ) -> fmt::Result {
        let widest = lines.iter().map(|(line, _)| text::width(line, TextStyle::Code)).fold(0.0, f64::max);
        let (width, height) = (widest + 16.0, lines.len() as f64 * LINE_HEIGHT + 6.0);
        let room = (self.layout.width - width - 4.0).max(4.0);
        let x = (point.x - width / 2.0).clamp(4.0, room) - point.x;
        let above = -height - RADIUS - 4.0;
        let y = if point.y + above < 4.0 { RADIUS + 4.0 } else { above };
        write!(f, "<g class=\"capsule {class}\">")?;
        write_rect(f, "capsule-frame", Rect { x, y, width, height }, 6.0)?;
        for (index, (line, class)) in lines.iter().enumerate() {
            let baseline = y + 14.0 + index as f64 * LINE_HEIGHT;
            write!(
                f,
                "<text class=\"code {class}\" x=\"{}\" y=\"{}\">{}</text>",
                Px(x + 8.0),
                Px(baseline),
                Escaped(line)
            )?;
        }
        f.write_str("</g>")
    }
}

/// An address as a line of the capsule.
struct Written {
    old: Option<String>,
    now: String,
}

impl Written {
    fn of(sign: &str, address: &Address) -> Self {
        let line = |address: &String| format!("{sign}{address}");
        Written { old: address.before.as_ref().map(line), now: line(&address.now) }
    }
}

/// The line of a leg, along the ways that are drawn.
struct Leg<'a> {
    walk: &'a Walk<'a>,
    from: Point,
    to: Point,
    along: &'a [String],
}

impl Leg<'_> {
    fn lines(&self) -> impl Iterator<Item = &[Point]> {
        let routes = &self.walk.layout.routes;
        self.along.iter().filter_map(move |edge| {
            routes.iter().find(|route| route.id == *edge).map(|route| route.points.as_slice())
        })
    }

    fn length(&self) -> f64 {
        let mut length = 0.0;
        let mut last = self.from;
        for point in self.lines().flatten().chain([&self.to]) {
            length += (point.x - last.x).hypot(point.y - last.y);
            last = *point;
        }
        length
    }
}

impl Display for Leg<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "M{} {}", Px(self.from.x), Px(self.from.y))?;
        for points in self.lines() {
            let line = Line { points, flow: self.walk.layout.flow }.to_string();
            f.write_str(&line.replacen('M', "L", 1))?;
        }
        write!(f, "L{} {}", Px(self.to.x), Px(self.to.y))
    }
}
