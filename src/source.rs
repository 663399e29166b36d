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

/// How many bytes lie between two [`Mark`]s.
const STRIDE: usize = 512;

/// What is counted from the start of the text to a multiple of [`STRIDE`] bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    characters: usize,
    utf16: usize,
}

/// A text with the starts of its lines and with marks on the way, so that a byte offset becomes a line and a column
/// quickly, however long a line is.
#[derive(Debug, Clone)]
pub struct Source {
    text: String,
    line_starts: Vec<usize>,
    marks: Vec<Mark>,
}

impl Source {
    /// Indexes the lines of `text`. Lines end in `\n`, `\r\n` or `\r`.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let bytes = text.as_bytes();
        let mut line_starts = vec![0];
        let mut marks = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut count = Mark::default();
        for (at, &byte) in bytes.iter().enumerate() {
            if at % STRIDE == 0 {
                marks.push(count);
            }
            let ends_line = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends_line {
                line_starts.push(at + 1);
            }
            // A character is counted at its first byte; one of four bytes takes two units of UTF-16.
            let starts_character = byte & 0b1100_0000 != 0b1000_0000;
            count.characters += usize::from(starts_character);
            count.utf16 += usize::from(starts_character) + usize::from(byte >= 0b1111_0000);
        }
        Source { text, line_starts, marks }
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
        let column = self.characters(offset) - self.characters(self.line_starts[line]);
        Position { line: line + 1, column: column + 1 }
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// The offset in UTF-16 code units, as editors in browsers count.
    pub fn utf16(&self, offset: usize) -> usize {
        let (mark, rest) = self.last_mark(self.floor(offset));
        mark.utf16 + rest.map(char::len_utf16).sum::<usize>()
    }

    /// The byte offset of a place counted in UTF-16 code units.
    pub fn from_utf16(&self, units: usize) -> usize {
        let stride = self.marks.partition_point(|mark| mark.utf16 <= units).saturating_sub(1);
        // A mark may stand in the middle of a character, which is counted already.
        let start = self.ceil(stride * STRIDE);
        let mut seen = self.marks.get(stride).map_or(0, |mark| mark.utf16);
        for (at, character) in self.text[start..].char_indices() {
            if seen >= units {
                return start + at;
            }
            seen += character.len_utf16();
        }
        self.text.len()
    }

    /// Characters before a byte offset on a character boundary.
    fn characters(&self, offset: usize) -> usize {
        let (mark, rest) = self.last_mark(offset);
        mark.characters + rest.count()
    }

    /// The last mark before `offset`, and the characters from there on.
    fn last_mark(&self, offset: usize) -> (Mark, std::str::Chars<'_>) {
        let stride = (offset / STRIDE).min(self.marks.len().saturating_sub(1));
        let mark = self.marks.get(stride).copied().unwrap_or_default();
        let start = self.ceil(stride * STRIDE).min(offset);
        (mark, self.text[start..offset].chars())
    }

    /// The character boundary at or before an offset.
    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    /// The character boundary at or behind an offset.
    fn ceil(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset += 1;
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

    #[test]
    fn long_lines_are_counted_as_short_ones() {
        let text = "가😀b".repeat(1000);
        let source = Source::new(text.as_str());
        let mut units = 0;
        for (index, (at, character)) in text.char_indices().enumerate() {
            assert_eq!(source.position(at).column, index + 1);
            assert_eq!(source.utf16(at), units);
            assert_eq!(source.from_utf16(units), at);
            units += character.len_utf16();
        }
    }
}
