//! The text in good order: two columns deeper at each step, one space behind `:` and `-`, nothing at the ends of lines.
//!
//! Only white space changes, and never in what a text says. Both versions are read, and if they do not say the same,
//! nothing is done.

use super::outline::documents;
use crate::manifest::{Entry, Node, Value, read};
use crate::source::{Source, Span};

/// Why a text is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It cannot be read as YAML.
    Broken,
    /// It would say something else.
    Unsure,
}

/// The changes that put a text in good order; none if it is.
pub fn tidy(source: &Source) -> Result<Vec<(Span, String)>, Refusal> {
    let text = source.text();
    let (before, wrong) = read(source);
    if wrong.iter().any(|found| found.code == "syntax") {
        return Err(Refusal::Broken);
    }
    let edits = Tidier::new(text).run();
    let (after, wrong) = read(&Source::new(applied(text, &edits)));
    let objects = || before.objects.iter().zip(&after.objects);
    let is_same = before.objects.len() == after.objects.len()
        && !wrong.iter().any(|found| found.code == "syntax")
        && objects().all(|(before, after)| says_the_same(&before.node, &after.node));
    if is_same { Ok(edits) } else { Err(Refusal::Unsure) }
}

fn applied(text: &str, edits: &[(Span, String)]) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (span, insert) in edits {
        out.push_str(&text[at..span.start]);
        out.push_str(insert);
        at = span.end;
    }
    out.push_str(&text[at..]);
    out
}

fn says_the_same(before: &Node, after: &Node) -> bool {
    match (&before.value, &after.value) {
        (Value::Sequence(before), Value::Sequence(after)) => {
            before.len() == after.len() && before.iter().zip(after).all(|(a, b)| says_the_same(a, b))
        }
        (Value::Mapping(before), Value::Mapping(after)) => {
            let is_same = |(a, b): (&Entry, &Entry)| a.key == b.key && says_the_same(&a.value, &b.value);
            before.len() == after.len() && before.iter().zip(after).all(is_same)
        }
        (before, after) => before == after,
    }
}

/// A map or a list that is open at a line.
#[derive(Clone, Copy)]
struct Open {
    is_list: bool,
    /// The column where its keys or dashes stand, and the one where they should.
    old: usize,
    new: usize,
}

struct Tidier<'t> {
    text: &'t str,
    open: Vec<Open>,
    /// Lines that go on with a value: they move as the line does in which it begins.
    values: Vec<Span>,
    shift: isize,
    /// The text behind `|` or `>` that was met last.
    literal: Option<Span>,
    edits: Vec<(Span, String)>,
    /// Comments that wait for the line which they stand above.
    comments: Vec<Span>,
}

impl<'t> Tidier<'t> {
    fn new(text: &'t str) -> Self {
        let mut values = Vec::new();
        documents(text).iter().for_each(|root| long_values(text, root, &mut values));
        let (open, edits, comments) = (Vec::new(), Vec::new(), Vec::new());
        Tidier { text, open, values, shift: 0, literal: None, edits, comments }
    }

    fn run(mut self) -> Vec<(Span, String)> {
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let content = line.trim_end_matches(['\n', '\r']);
            self.line(at, content);
            at += line.len();
        }
        self.comments(None);
        self.edits.sort_by_key(|(span, _)| *span);
        self.edits
    }

    fn line(&mut self, start: usize, line: &str) {
        let words = line.trim_start_matches(' ');
        let indent = line.len() - words.len();
        let is_inside = |value: &Span| value.start < start && start < value.end;
        if let Some(value) = self.values.iter().copied().find(is_inside) {
            if !words.trim().is_empty() {
                self.inside(value, start, indent);
            }
            return;
        }
        self.trim(start, line);
        if words.trim().is_empty() {
            return;
        }
        if words.starts_with('#') {
            self.comments.push(Span::new(start, start + indent));
        } else if line.starts_with("---") || line.starts_with("...") || line.starts_with('%') {
            self.comments(None);
            self.open.clear();
        } else {
            self.content(start, indent, words.trim_end());
        }
    }

    /// A further line of a value: it moves along, and a text behind `|` or `>` to two columns below its key.
    fn inside(&mut self, value: Span, start: usize, indent: usize) {
        if self.text[value.start..].starts_with(['|', '>']) && self.literal != Some(value) {
            self.literal = Some(value);
            let parent = self.open.last().map_or(0, |open| open.new);
            self.shift = (parent + 2) as isize - indent as isize;
        }
        self.put(Span::new(start, start + indent), &" ".repeat(indent.saturating_add_signed(self.shift)));
    }

    fn content(&mut self, start: usize, indent: usize, words: &str) {
        let Some(column) = self.enter(indent, is_dash(words), is_dash(words) || is_key(words)) else {
            self.comments(None);
            let column = indent.saturating_add_signed(self.shift);
            return self.put(Span::new(start, start + indent), &" ".repeat(column));
        };
        self.comments(Some((indent, column)));
        self.put(Span::new(start, start + indent), &" ".repeat(column));
        let (mut old, mut new, mut rest) = (indent, column, words);
        while is_dash(rest) && rest.len() > 1 {
            let behind = rest[1..].trim_start();
            let gap = rest.len() - 1 - behind.len();
            if behind.starts_with('#') {
                break;
            }
            self.put(Span::new(start + old + 1, start + old + 1 + gap), " ");
            (old, new, rest) = (old + 1 + gap, new + 2, behind);
            if is_dash(rest) || is_key(rest) {
                self.enter(old, is_dash(rest), true);
            }
        }
        self.shift = new as isize - old as isize;
        if let Some(colon) = key_end(rest) {
            let behind = rest[colon..].trim_start();
            let gap = rest.len() - colon - behind.len();
            if gap > 1 && !behind.starts_with('#') && !behind.is_empty() {
                self.put(Span::new(start + old + colon, start + old + colon + gap), " ");
            }
        }
    }

    /// Finds the map or list to which a line at a column belongs, and gives the column where it should stand; none for
    /// a line that only goes on with the one before.
    fn enter(&mut self, old: usize, is_list: bool, begins: bool) -> Option<usize> {
        while let Some(top) = self.open.last() {
            let is_left = top.old > old || (top.old == old && top.is_list && !is_list);
            if !is_left {
                break;
            }
            self.open.pop();
        }
        match self.open.last().copied() {
            Some(top) if top.old == old && top.is_list == is_list => return Some(top.new),
            _ if !begins && !self.open.is_empty() => return None,
            _ => {}
        }
        let new = match self.open.last() {
            None => 0,
            Some(parent) if is_list && !parent.is_list && parent.old == old => parent.new,
            Some(parent) => parent.new + 2,
        };
        self.open.push(Open { is_list, old, new });
        Some(new)
    }

    /// Moves the comments that stand above a line along with it, if they stood at its column.
    fn comments(&mut self, line: Option<(usize, usize)>) {
        for span in std::mem::take(&mut self.comments) {
            let old = span.end - span.start;
            let same = line.filter(|(column, _)| *column == old).map(|(_, new)| new);
            let open = || self.open.iter().find(|open| open.old == old).map(|open| open.new);
            if let Some(new) = same.or_else(open) {
                self.put(span, &" ".repeat(new));
            }
        }
    }

    /// Takes away what is at the end of a line.
    fn trim(&mut self, start: usize, line: &str) {
        let end = line.trim_end_matches([' ', '\t']).len();
        // On a blank line it is all of it.
        if end < line.len() {
            self.edits.push((Span::new(start + end, start + line.len()), String::new()));
        }
    }

    fn put(&mut self, span: Span, insert: &str) {
        if &self.text[span.start..span.end] != insert {
            self.edits.push((span, insert.to_owned()));
        }
    }
}

/// Values that run over several lines and are no map or list of lines.
fn long_values(text: &str, node: &Node, found: &mut Vec<Span>) {
    let said = &text[node.span.start..node.span.end];
    let is_in_brackets = said.starts_with(['{', '[']);
    match &node.value {
        Value::Mapping(entries) if !is_in_brackets => {
            entries.iter().for_each(|entry| long_values(text, &entry.value, found));
        }
        Value::Sequence(items) if !is_in_brackets => {
            items.iter().for_each(|item| long_values(text, item, found));
        }
        _ if said.contains('\n') => found.push(node.span),
        _ => {}
    }
}

fn is_dash(words: &str) -> bool {
    words.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn is_key(words: &str) -> bool {
    key_end(words).is_some()
}

/// The place behind the colon of a key that stands at the beginning.
fn key_end(words: &str) -> Option<usize> {
    if words.starts_with(['"', '\'']) {
        let quote = words.chars().next()?;
        let close = words[1..].find(quote)? + 2;
        let colon = words[close..].strip_prefix(':')?;
        return (colon.is_empty() || colon.starts_with(' ')).then_some(close + 1);
    }
    let colon = words.find(": ").or_else(|| words.ends_with(':').then(|| words.len() - 1))?;
    let is_plain = !words.starts_with(['{', '[', '#', '&', '*', '|', '>']) && !words[..colon].contains(" #");
    is_plain.then_some(colon + 1)
}
