//! The text as the person wrote it: byte spans, lines, and the columns that others count in.

use serde::Serialize;

/// A range of bytes in the text; `end` is exclusive. Both lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// True if `offset` lies in the span or right behind it, as a cursor does.
    pub fn touches(self, offset: usize) -> bool {
        self.start <= offset && offset <= self.end
    }
}

/// A place for people: 1-based, columns counted in Unicode characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// 1-based line.
    pub line: usize,
    /// 1-based column in characters.
    pub column: usize,
}

/// A range for people; `end` is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Range {
    /// First character.
    pub start: Position,
    /// The place after the last character.
    pub end: Position,
}

/// A text with the starts of its lines, so that a byte offset becomes a line and a column quickly.
#[derive(Debug, Clone)]
pub struct Source {
    text: String,
    line_starts: Vec<usize>,
}

impl Source {
    /// Indexes the lines of `text`. Lines end in `\n`, `\r\n` or `\r`.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let bytes = text.as_bytes();
        let mut line_starts = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            let ends_line = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends_line {
                line_starts.push(at + 1);
            }
        }
        Source { text, line_starts }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of `span`; empty if the span is not in the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or("")
    }

    /// The line and column of a byte offset; an offset behind the end is the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.floor(offset);
        let line = self.line_starts.partition_point(|&start| start <= offset) - 1;
        let column = self.text[self.line_starts[line]..offset].chars().count();
        Position { line: line + 1, column: column + 1 }
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// The offset in UTF-16 code units, as editors in browsers count.
    pub fn utf16(&self, offset: usize) -> usize {
        self.text[..self.floor(offset)].encode_utf16().count()
    }

    /// The byte offset of a place counted in UTF-16 code units.
    pub fn from_utf16(&self, units: usize) -> usize {
        let mut seen = 0;
        for (at, character) in self.text.char_indices() {
            if seen >= units {
                return at;
            }
            seen += character.len_utf16();
        }
        self.text.len()
    }

    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_in_any_way() {
        let source = Source::new("a: 가나\r\nb: 😀x\rc");
        assert_eq!(source.position(9), Position { line: 1, column: 6 });
        assert_eq!(source.position(11), Position { line: 2, column: 1 });
        assert_eq!(source.position(18), Position { line: 2, column: 5 });
        assert_eq!(source.position(20), Position { line: 3, column: 1 });
        assert_eq!(source.position(999), Position { line: 3, column: 2 });
    }

    #[test]
    fn utf16_offsets_go_both_ways() {
        let source = Source::new("가😀b");
        assert_eq!(source.utf16(7), 3);
        assert_eq!(source.from_utf16(3), 7);
        assert_eq!(source.from_utf16(99), source.text().len());
    }
}
