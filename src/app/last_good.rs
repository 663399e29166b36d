//! What the picture keeps showing while a document is broken: the document's last good version, as a cluster keeps
//! the last one that it accepted. The other documents go on.

use std::ops::Range;

use svclab::source::Span;

/// The documents of the last text, with the last good version of each.
#[derive(Debug, Clone, Default)]
pub struct LastGood {
    documents: Vec<Document>,
}

#[derive(Debug, Clone)]
struct Document {
    text: String,
    /// One document, or several where they ran together. None if there was never a good one.
    good: Option<String>,
}

/// A text in which broken documents are replaced by older ones, and the way between it and the text as it stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Patched {
    /// The text.
    pub text: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq)]
struct Piece {
    /// Its bytes in the patched text.
    patched: Range<usize>,
    /// Its bytes in the text as it stands.
    standing: Range<usize>,
    /// True if the two differ.
    kept: bool,
}

impl LastGood {
    /// Takes the next text and the places where it is broken. Gives the text to show instead, if any document of it
    /// has a last good version.
    pub fn update(&mut self, text: &str, broken: &[Span]) -> Option<Patched> {
        let ranges = documents(text);
        let is_broken: Vec<bool> = ranges.iter().map(|range| is_broken(range, broken, text.len())).collect();
        let inherited = self.inherited(text, &ranges, &is_broken);
        let mut patched = Patched::default();
        let mut next = Vec::with_capacity(ranges.len());
        for ((range, broken), inherited) in ranges.into_iter().zip(is_broken).zip(inherited) {
            let now = &text[range.clone()];
            let good = if broken { inherited } else { Some(now.to_owned()) };
            patched.push(good.as_deref().unwrap_or(now), range, broken && good.is_some());
            next.push(Document { text: now.to_owned(), good });
        }
        self.documents = next;
        patched.pieces.iter().any(|piece| piece.kept).then_some(patched)
    }

    /// The good versions that the documents of a text take over from the documents before them: those that did not
    /// change keep their own, those between take them by their place.
    fn inherited(&self, text: &str, now: &[Range<usize>], is_broken: &[bool]) -> Vec<Option<String>> {
        let old = &self.documents;
        let same = |(old, range): &(&Document, &Range<usize>)| old.text == text[(*range).clone()];
        let front = old.iter().zip(now).take_while(same).count();
        let back = old[front..].iter().rev().zip(now[front..].iter().rev()).take_while(same).count();
        let (old_middle, new_middle) = (&old[front..old.len() - back], now.len() - front - back);
        let first_broken = (front..front + new_middle).find(|&index| is_broken[index]);
        let inherit = |index: usize| {
            if index < front {
                old[index].good.clone()
            } else if index >= front + new_middle {
                old[old.len() - (now.len() - index)].good.clone()
            } else if old_middle.len() == new_middle {
                old_middle[index - front].good.clone()
            } else if old_middle.len() > new_middle && first_broken == Some(index) {
                // Documents ran together, for instance because their separator is being typed.
                let good: Vec<&str> = old_middle.iter().filter_map(|old| old.good.as_deref()).collect();
                (!good.is_empty()).then(|| join(&good))
            } else {
                None
            }
        };
        (0..now.len()).map(inherit).collect()
    }
}

impl Patched {
    fn push(&mut self, piece: &str, standing: Range<usize>, kept: bool) {
        append(&mut self.text, piece);
        let end = self.text.len();
        self.pieces.push(Piece { patched: end - piece.len()..end, standing, kept });
    }

    /// True if what stands here is older than the text.
    pub fn is_kept(&self, offset: usize) -> bool {
        self.pieces.iter().any(|piece| piece.kept && piece.patched.contains(&offset))
    }

    /// Where a place of the patched text is in the text as it stands; for what is older, the whole document.
    pub fn in_standing(&self, span: Span) -> Span {
        let Some(piece) = self.pieces.iter().find(|piece| piece.patched.contains(&span.start)) else {
            return span;
        };
        if piece.kept {
            return Span::new(piece.standing.start, piece.standing.end);
        }
        let shift = |offset: usize| offset - piece.patched.start + piece.standing.start;
        Span::new(shift(span.start), shift(span.end))
    }

    /// Where a place of the text as it stands is in the patched text; for what is older, as far into the document.
    pub fn in_patched(&self, offset: usize) -> usize {
        let piece = self.pieces.iter().find(|piece| offset < piece.standing.end).or(self.pieces.last());
        let Some(piece) = piece else { return offset };
        let into = offset.saturating_sub(piece.standing.start);
        (piece.patched.start + into).min(piece.patched.end)
    }
}

/// The documents of a text, separators at their beginning. A line that begins with `---` always begins a document,
/// also in the middle of a quoted or literal scalar.
fn documents(text: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let separates = line
            .strip_prefix("---")
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']));
        if line_start > 0 && separates {
            starts.push(line_start);
        }
        line_start += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

fn is_broken(document: &Range<usize>, broken: &[Span], end_of_text: usize) -> bool {
    let holds = |at: usize| document.contains(&at) || (at >= end_of_text && document.end == end_of_text);
    broken.iter().any(|span| holds(span.start))
}

fn join(documents: &[&str]) -> String {
    let mut text = String::new();
    documents.iter().for_each(|document| append(&mut text, document));
    text
}

/// Appends a document to a text, with the separator that it needs there.
fn append(text: &mut String, document: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    if !text.is_empty() && !document.starts_with("---") {
        text.push_str("---\n");
    }
    text.push_str(document);
}
