//! A picture in pieces, so that who shows it can replace those that an edit has changed and leave the others alone.

use std::fmt::{self, Display, Formatter, Write};
use std::ops::Range;

use super::{Svg, SvgOptions, is_around_others};
use crate::diagram::layout::Layout;

/// A picture and where each piece of it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Pieces {
    /// The whole picture. Its first three elements are title, description and style sheet.
    pub text: String,
    /// The elements after those, in their order.
    pub pieces: Vec<Piece>,
}

impl Pieces {
    /// What stands before the pieces.
    pub fn head(&self) -> &str {
        &self.text[..self.pieces.first().map_or(0, |first| first.range.start)]
    }

    /// One piece: exactly one element, and a line's end.
    pub fn markup(&self, piece: &Piece) -> &str {
        &self.text[piece.range.clone()]
    }
}

/// A piece of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// What it draws.
    pub part: Part,
    /// Bytes of the text.
    pub range: Range<usize>,
}

/// What a piece draws, with its index in the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What everything lies on.
    Paper,
    /// One of [`Layout::grounds`].
    Ground(usize),
    /// One of [`Layout::boxes`].
    Box(usize),
    /// One of [`Layout::routes`].
    Route(usize),
    /// The share of connections of one of [`Layout::routes`].
    Odds(usize),
    /// One of [`Layout::legend`].
    Legend(usize),
}

/// Writes a picture, and keeps in mind where its pieces are.
pub fn pieces(layout: &Layout, options: &SvgOptions) -> Pieces {
    let svg = Svg { layout, options };
    let mut text = svg.to_string();
    let pieces = parts(layout).map(|part| {
        let start = text.len();
        // To write into a text does not fail.
        let _ = write!(text, "{}", Written(&svg, part));
        Piece { part, range: start..text.len() }
    });
    let pieces = pieces.collect();
    text.push_str("</svg>\n");
    Pieces { text, pieces }
}

struct Written<'a>(&'a Svg<'a>, Part);

impl Display for Written<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.write_part(f, self.1)
    }
}

/// From the ground up: what lies above stands later.
fn parts(layout: &Layout) -> impl Iterator<Item = Part> {
    let (around, inner): (Vec<usize>, Vec<usize>) =
        (0..layout.boxes.len()).partition(|index| is_around_others(layout.boxes[*index].kind));
    let has_odds = |index: &usize| layout.routes[*index].odds.is_some();
    [Part::Paper]
        .into_iter()
        .chain((0..layout.grounds.len()).map(Part::Ground))
        .chain(around.into_iter().map(Part::Box))
        .chain((0..layout.routes.len()).map(Part::Route))
        .chain(inner.into_iter().map(Part::Box))
        .chain((0..layout.routes.len()).filter(has_odds).map(Part::Odds))
        .chain((0..layout.legend.len()).map(Part::Legend))
}
