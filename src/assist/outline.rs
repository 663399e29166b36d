//! The text as a tree, however broken it is: what an editor asks about is usually half typed.
//!
//! Only shape counts here: who stands below whom, by indentation and brackets. A line that is no key yet becomes a key
//! without a value, one that is indented oddly belongs to what is open there, and what is not closed ends where the
//! next key begins. Scalars stay the texts that they are.

use std::ops::Range;

use super::flow;
use crate::manifest::{Entry, Node, Value};
use crate::source::Span;

/// Deeper than any manifest; what is below is left out.
const MAX_DEPTH: usize = 100;

/// What the documents of a text say; those that say nothing are left out.
pub fn documents(text: &str) -> Vec<Node> {
    ranges(text).into_iter().filter_map(|range| read(text, range)).collect()
}

/// The part of the text between two lines of `---` in which a place stands; none on such a line.
pub fn document_at(text: &str, offset: usize) -> Option<Range<usize>> {
    ranges(text).into_iter().find(|range| range.start <= offset && offset <= range.end)
}

/// What a part of the text says.
pub fn read(text: &str, range: Range<usize>) -> Option<Node> {
    Reader { text, end: range.end, at: range.start, depth: 0 }.block(0)
}

fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let rest = line.strip_prefix("---");
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n'])) {
            if at > 0 {
                ranges.push(start..start.max(at - 1));
            }
            start = at + line.len();
        }
        at += line.len();
    }
    ranges.push(start.min(text.len())..text.len());
    ranges
}

/// Reads from `at` on.
pub struct Reader<'t> {
    pub text: &'t str,
    pub end: usize,
    pub at: usize,
    pub depth: usize,
}

impl Reader<'_> {
    /// What stands here, if it is indented by at least `least`.
    fn block(&mut self, least: usize) -> Option<Node> {
        let start = self.next()?;
        let column = self.column(start);
        if column < least {
            return None;
        }
        self.depth += 1;
        let node = if self.depth > MAX_DEPTH {
            self.at = self.line_end();
            None
        } else if self.is_dash(start) {
            Some(self.list(column))
        } else if self.key(start).is_some() {
            Some(self.map(column, Vec::new()))
        } else {
            Some(self.scalar_or_map(start, column))
        };
        self.depth -= 1;
        node
    }

    /// A scalar, unless keys follow at its column: then it is one that is being typed.
    fn scalar_or_map(&mut self, start: usize, column: usize) -> Node {
        let node = self.inline(column.checked_sub(1));
        let is_key_to_be =
            matches!(&node.value, Value::String(_)) && !self.text[start..].starts_with(['|', '>']);
        match self.next() {
            Some(next) if is_key_to_be && self.column(next) >= column && self.key(next).is_some() => {
                self.map(column, vec![unfinished(&self.text[node.span.start..node.span.end], node.span)])
            }
            _ => node,
        }
    }

    fn list(&mut self, column: usize) -> Node {
        let start = self.at;
        let mut items = Vec::new();
        while let Some(next) = self.next() {
            let here = self.column(next);
            if here < column || (here == column && !self.is_dash(next)) {
                break;
            }
            if !self.is_dash(next) {
                self.at = self.line_end();
                continue;
            }
            self.at = next + 1;
            let nothing = Node { span: Span::new(self.at, self.at), is_alias: false, value: Value::Null };
            items.push(self.block(column + 1).unwrap_or(nothing));
        }
        let end = items.last().map_or(start, |item: &Node| item.span.end);
        Node { span: Span::new(start, end.max(start)), is_alias: false, value: Value::Sequence(items) }
    }

    fn map(&mut self, column: usize, mut entries: Vec<Entry>) -> Node {
        while let Some(next) = self.next() {
            let here = self.column(next);
            if here < column || (here == column && self.is_dash(next)) {
                break;
            }
            if self.is_dash(next) {
                self.at = self.line_end();
            } else if let Some(key) = self.key(next) {
                self.at = key.colon + 1;
                let value = self.value(here.min(column));
                entries.push(Entry { key: key.name, key_span: key.span, value });
            } else {
                let node = self.inline(Some(column));
                let first_line = self.text[node.span.start..node.span.end].lines().next().unwrap_or_default();
                let span = Span::new(node.span.start, node.span.start + first_line.len());
                entries.push(unfinished(first_line, span));
            }
        }
        let start = entries.first().map_or(self.at, |entry| entry.key_span.start);
        let end = entries.last().map_or(start, |entry| entry.key_span.end.max(entry.value.span.end));
        Node { span: Span::new(start, end), is_alias: false, value: Value::Mapping(entries) }
    }

    /// What stands behind the colon of a key at `column`.
    fn value(&mut self, column: usize) -> Node {
        let behind = self.at;
        let nothing = Node { span: Span::new(behind, behind), is_alias: false, value: Value::Null };
        let line_end = self.line_end();
        match self.next() {
            Some(next) if next < line_end => self.inline(Some(column)),
            Some(next) if self.column(next) > column => self.block(column + 1).unwrap_or(nothing),
            Some(next) if self.column(next) == column && self.is_dash(next) => {
                self.block(column).unwrap_or(nothing)
            }
            _ => nothing,
        }
    }

    /// A scalar or a collection in brackets, standing here in something at the column `parent`.
    fn inline(&mut self, parent: Option<usize>) -> Node {
        while self.text[self.at..self.end].starts_with(['&', '!']) && self.skip_property() {}
        match self.text[self.at..self.end].chars().next() {
            Some('|' | '>') => self.literal(parent),
            Some('{' | '[' | '"' | '\'') => {
                let limit = self.limit(parent);
                let node = flow::value(self, limit);
                self.at = self.line_end();
                node
            }
            _ => {
                let (start, end) = (self.at, self.line_end());
                let line = without_comment(&self.text[start..end]).trim_end();
                self.at = end;
                Node { span: Span::new(start, start + line.len()), is_alias: false, value: text_value(line) }
            }
        }
    }

    /// Goes over an anchor or a tag; false if nothing stands behind it.
    fn skip_property(&mut self) -> bool {
        let line = &self.text[self.at..self.line_end()];
        let Some(word) = line.find(' ') else { return false };
        let rest = line[word..].trim_start();
        self.at += line.len() - rest.len();
        !rest.is_empty()
    }

    /// A text behind `|` or `>`: every line that is indented deeper.
    fn literal(&mut self, parent: Option<usize>) -> Node {
        let start = self.at;
        let mut end = self.line_end();
        self.at = end;
        while self.at < self.end {
            let line_start = self.at + 1;
            let line_end = self.text[line_start..self.end].find('\n').map_or(self.end, |at| line_start + at);
            let line = &self.text[line_start..line_end];
            let indent = line.len() - line.trim_start().len();
            let is_blank = line.trim().is_empty();
            if !is_blank && parent.is_some_and(|parent| indent <= parent) {
                break;
            }
            end = if is_blank { end } else { line_end };
            self.at = line_end;
        }
        let text = &self.text[start..end];
        Node { span: Span::new(start, end), is_alias: false, value: Value::String(text.to_owned()) }
    }

    /// How far brackets and quotes may reach: to the next key that is not indented deeper than `parent`.
    fn limit(&self, parent: Option<usize>) -> usize {
        let Some(parent) = parent else { return self.end };
        let mut at = self.line_end();
        while at < self.end {
            let start = at + 1;
            let end = self.text[start..self.end].find('\n').map_or(self.end, |at| start + at);
            let line = self.text[start..end].trim_start();
            let indent = end - start - line.len();
            if indent <= parent && !line.is_empty() && !line.starts_with(['}', ']', '#']) {
                return at;
            }
            at = end;
        }
        self.end
    }

    /// The next place where something stands.
    fn next(&mut self) -> Option<usize> {
        let mut starts_line = self.at == 0 || self.text[..self.at].ends_with('\n');
        while self.at < self.end {
            let letter = self.text[self.at..].chars().next()?;
            match letter {
                '#' if starts_line => self.at = self.line_end(),
                _ if letter.is_whitespace() || letter == '\u{feff}' => {
                    self.at += letter.len_utf8();
                    starts_line = true;
                }
                _ => return Some(self.at),
            }
        }
        self.at = self.end;
        None
    }

    fn column(&self, at: usize) -> usize {
        at - self.text[..at].rfind('\n').map_or(0, |line| line + 1)
    }

    fn line_end(&self) -> usize {
        self.text[self.at..self.end].find('\n').map_or(self.end, |at| self.at + at)
    }

    fn is_dash(&self, at: usize) -> bool {
        let rest = &self.text[at..self.end];
        rest.strip_prefix('-')
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
    }

    /// The key at the beginning of a line, or behind a dash.
    fn key(&self, at: usize) -> Option<Key> {
        let line = self.text[at..self.end].split('\n').next().unwrap_or_default();
        let (name, length) = match line.chars().next()? {
            '{' | '[' | '|' | '>' | '#' => return None,
            quote @ ('"' | '\'') => {
                let close = line[1..].find(quote)? + 1;
                (line[1..close].to_owned(), close + 1)
            }
            _ => {
                let line = without_comment(line);
                let colon = line.match_indices(':').map(|(at, _)| at).find(|at| ends_key(&line[at + 1..]))?;
                (line[..colon].trim_end().to_owned(), line[..colon].trim_end().len())
            }
        };
        let colon = at + length + (line[length..].len() - line[length..].trim_start().len());
        let is_key = self.text[colon..self.end].strip_prefix(':').is_some_and(ends_key);
        is_key.then(|| Key { name, span: Span::new(at, at + length), colon })
    }
}

struct Key {
    name: String,
    span: Span,
    colon: usize,
}

/// True if a colon before this ends a key.
fn ends_key(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n'])
}

/// A line up to its comment.
fn without_comment(line: &str) -> &str {
    let mut before = ' ';
    for (at, letter) in line.char_indices() {
        if letter == '#' && before.is_whitespace() {
            return &line[..at];
        }
        before = letter;
    }
    line
}

/// A key that is being typed.
fn unfinished(text: &str, span: Span) -> Entry {
    let nothing = Node { span: Span::new(span.end, span.end), is_alias: false, value: Value::Null };
    Entry { key: text.to_owned(), key_span: span, value: nothing }
}

/// A scalar as the text that it is; nothing if it is empty.
pub fn text_value(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { Value::String(text.to_owned()) }
}
