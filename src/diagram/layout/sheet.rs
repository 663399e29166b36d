//! A box being written: texts and marks relative to its upper left corner, row by row.

use serde::Serialize;

use super::Point;
use crate::diagram::colour::Hue;
use crate::diagram::scene::{Fold, PodState, StopVerdict};
use crate::diagram::text::{TextStyle, fit, width};

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Text {
    /// The end of its baseline that `align` names.
    pub at: Point,
    /// What is written.
    pub content: String,
    /// The whole text, where `content` is shortened.
    pub full: Option<String>,
    /// How it is set.
    pub style: TextStyle,
    /// Its colour.
    pub tone: Tone,
    /// Which part of it stands at `at`.
    pub align: Align,
}

impl Text {
    /// How wide it is at most, in pixels.
    pub fn width(&self) -> f64 {
        width(&self.content, self.style)
    }
}

/// The colour of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Tone {
    /// What must be read.
    Ink,
    /// What may be read.
    Muted,
    /// The Service's colour.
    Hue,
    /// On the Service's colour.
    OnHue,
    /// What is wrong.
    Alarm,
}

/// Which part of a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)] // each is what it says
pub enum Align {
    Start,
    Middle,
    End,
}

/// What is drawn in a box beside text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", tag = "shape")]
pub enum Shape {
    /// The dashed frame of an address that is on no interface.
    #[serde(rename_all = "camelCase")]
    Virtual {
        /// Upper left corner.
        at: Point,
        /// Its width.
        width: f64,
        /// Its height.
        height: f64,
    },
    /// The pill behind a badge.
    #[serde(rename_all = "camelCase")]
    Badge {
        /// Upper left corner.
        at: Point,
        /// Its width.
        width: f64,
        /// Its height.
        height: f64,
    },
    /// A Pod's state.
    #[serde(rename_all = "camelCase")]
    Dot {
        /// Its middle.
        at: Point,
        /// How the Pod is.
        state: PodState,
        /// The Service's colour; none for a Pod of none or of several.
        hue: Option<Hue>,
    },
    /// That something opens, or closes again.
    #[serde(rename_all = "camelCase")]
    Chevron {
        /// Its middle.
        at: Point,
        /// How it is now.
        fold: Fold,
    },
    /// Where packets end, with the bit of line that leads there.
    #[serde(rename_all = "camelCase")]
    Stop {
        /// The middle of the mark.
        at: Point,
        /// How they end.
        verdict: StopVerdict,
        /// How long the line is that leads there from the left.
        stub: f64,
    },
}

impl Shape {
    pub(super) fn move_by(&mut self, by: Point) {
        let at = match self {
            Shape::Virtual { at, .. }
            | Shape::Badge { at, .. }
            | Shape::Dot { at, .. }
            | Shape::Chevron { at, .. }
            | Shape::Stop { at, .. } => at,
        };
        *at = Point { x: at.x + by.x, y: at.y + by.y };
    }
}

/// The radius of a stop's mark.
pub const STOP_RADIUS: f64 = 8.0;

/// The height of a badge.
const BADGE_HEIGHT: f64 = 17.0;

/// A box being written.
pub struct Sheet {
    /// Its width.
    pub width: f64,
    /// Where the next row begins.
    pub y: f64,
    /// The width that would have shortened no text.
    pub needed: f64,
    pub texts: Vec<Text>,
    pub shapes: Vec<Shape>,
    padding: f64,
    /// Space at the right that belongs to something else.
    pub reserved: f64,
}

impl Sheet {
    /// An empty sheet. `padding` stays free left and right, `top` above.
    pub fn new(width: f64, padding: f64, top: f64) -> Self {
        Sheet { width, y: top, needed: 0.0, texts: Vec::new(), shapes: Vec::new(), padding, reserved: 0.0 }
    }

    /// Where texts end at the right.
    pub fn right(&self) -> f64 {
        self.width - self.padding - self.reserved
    }

    /// Writes a text from `x` on and says where it ends. `free` pixels at its right are for something else.
    pub fn write(&mut self, x: f64, content: &str, style: TextStyle, tone: Tone, free: f64) -> f64 {
        if content.is_empty() {
            return x;
        }
        let natural = width(content, style);
        self.needed = self.needed.max(x + natural + free + self.padding + self.reserved);
        let (content, full) = fitted(content, natural, style, self.right() - free - x);
        let end = x + if full.is_some() { width(&content, style) } else { natural };
        let at = Point { x, y: self.y };
        self.texts.push(Text { at, content, full, style, tone, align: Align::Start });
        end
    }

    /// Writes a text that ends at the right padding.
    pub fn write_right(&mut self, content: &str, style: TextStyle, tone: Tone) {
        if content.is_empty() {
            return;
        }
        let at = Point { x: self.right(), y: self.y };
        self.texts.push(Text { at, content: content.to_owned(), full: None, style, tone, align: Align::End });
    }

    /// Writes a text in the middle.
    pub fn write_middle(&mut self, content: &str, style: TextStyle, tone: Tone) {
        let natural = width(content, style);
        self.needed = self.needed.max(natural + 2.0 * self.padding);
        let (content, full) = fitted(content, natural, style, self.width - 2.0 * self.padding);
        let at = Point { x: self.width / 2.0, y: self.y };
        self.texts.push(Text { at, content, full, style, tone, align: Align::Middle });
    }

    /// Draws a chevron at the right end of the row; what is written after that ends before it.
    pub fn chevron(&mut self, fold: Fold) {
        let at = Point { x: self.right() - 4.0, y: self.y - 4.0 };
        self.shapes.push(Shape::Chevron { at, fold });
        self.reserved += 15.0;
    }

    /// Draws a badge on the baseline of the row. `free` pixels between it and the right padding are for something else.
    pub fn badge(&mut self, content: &str, free: f64) {
        let badge = badge_width(content);
        let left = self.right() - free - badge;
        self.shapes.push(Shape::Badge {
            at: Point { x: left, y: self.y - 12.5 },
            width: badge,
            height: BADGE_HEIGHT,
        });
        let at = Point { x: left + badge / 2.0, y: self.y };
        let content = content.to_owned();
        let style = TextStyle::Badge;
        self.texts.push(Text { at, content, full: None, style, tone: Tone::OnHue, align: Align::Middle });
    }
}

/// The text as it fits, and the whole of it if that is longer.
fn fitted(content: &str, natural: f64, style: TextStyle, room: f64) -> (String, Option<String>) {
    if natural <= room {
        return (content.to_owned(), None);
    }
    (fit(content, style, room), Some(content.to_owned()))
}

/// How wide a badge is.
pub fn badge_width(content: &str) -> f64 {
    width(content, TextStyle::Badge) + 16.0
}
