//! What is wrong with a document that is no YAML, in words for people, with the change that mends it.
//!
//! The parser says where it gave up. What a person did is often elsewhere: the whole text was pasted with something that
//! does not belong to it ([`pasted`]), or a line nearby is mistyped ([`typos`]).

mod pasted;
mod typos;
mod words;

use std::ops::Range;

use super::objects::error;
use super::parse::Broken;
use crate::diagnostic::{Diagnostic, Fix};
use crate::message::Message;
use crate::source::{Source, Span};

/// The diagnostic for a broken document, which stands in a chunk of the text.
pub fn explain(source: &Source, document: usize, chunk: Range<usize>, broken: &Broken) -> Diagnostic {
    let excerpt = Excerpt::new(source.text(), chunk, broken);
    let found = pasted::notice(&excerpt)
        .or_else(|| typos::notice(&excerpt))
        .unwrap_or_else(|| words::of_the_parser(&excerpt));
    Diagnostic { help: found.help, fix: found.fix, ..error("syntax", document, found.span, found.message) }
}

/// What is to be said of a broken document.
struct Finding {
    span: Span,
    message: Message,
    help: Option<Message>,
    fix: Option<Fix>,
}

/// The lines of a broken document, and the place where the parser gave up.
struct Excerpt<'a> {
    text: &'a str,
    lines: Vec<Line<'a>>,
    /// The line of the fault.
    at: usize,
    broken: &'a Broken,
}

#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    /// Its first byte in the whole text.
    start: usize,
    /// Without its line break.
    text: &'a str,
    /// The first byte of the next line.
    next: usize,
}

impl<'a> Excerpt<'a> {
    fn new(text: &'a str, chunk: Range<usize>, broken: &'a Broken) -> Self {
        let mut lines = Vec::new();
        let mut start = chunk.start;
        for line in text[chunk].split_inclusive('\n') {
            let next = start + line.len();
            lines.push(Line { start, text: line.trim_end_matches(['\n', '\r']), next });
            start = next;
        }
        let at = lines.partition_point(|line| line.start <= broken.span.start).saturating_sub(1);
        Excerpt { text, lines, at, broken }
    }

    /// The line of the fault.
    fn line(&self) -> Option<Line<'a>> {
        self.lines.get(self.at).copied()
    }

    /// The nearest line before the fault's that has content.
    fn line_before(&self) -> Option<Line<'a>> {
        self.lines[..self.at.min(self.lines.len())].iter().rev().find(|line| line.has_content()).copied()
    }

    /// The nearest line behind the fault's that has content.
    fn line_after(&self) -> Option<Line<'a>> {
        self.lines.iter().skip(self.at + 1).find(|line| line.has_content()).copied()
    }

    /// The place of the fault as something that can be seen: a point becomes the rest of its line, or the last
    /// character before it.
    fn visible(&self) -> Span {
        let Span { start, end } = self.broken.span;
        if start < end {
            return self.broken.span;
        }
        let rest = self.text[start..].split(['\n', '\r']).next().unwrap_or("").trim_end();
        if !rest.is_empty() {
            return Span::new(start, start + rest.len());
        }
        let before = self.text[..start].trim_end();
        let width = before.chars().next_back().map_or(0, char::len_utf8);
        Span::new(before.len() - width, before.len())
    }
}

impl<'a> Line<'a> {
    /// Its text without white space around.
    fn content(self) -> &'a str {
        self.text.trim()
    }

    /// True unless it is blank or a comment.
    fn has_content(self) -> bool {
        !self.content().is_empty() && !self.content().starts_with('#')
    }

    /// The white space it begins with, in bytes.
    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// Where its content stands.
    fn span(self) -> Span {
        let start = self.start + self.indent();
        Span::new(start, start + self.content().len())
    }

    /// The edit that takes the line out, line break included.
    fn removal(self) -> (Span, String) {
        (Span::new(self.start, self.next), String::new())
    }
}
