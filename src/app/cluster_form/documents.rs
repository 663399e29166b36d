//! Fields of settings documents in a text: changed where they stand, added where they are missing, removed with what
//! they leave empty.

use svclab::Simulation;
use svclab::manifest::{Entry, Node, RawObject, Value};
use svclab::source::Span;

/// A field and its value; none where it need not be said.
pub struct Field<'a> {
    pub key: &'a str,
    pub value: Option<String>,
}

/// Gathers the edits of a text.
pub struct Writer<'a> {
    text: &'a str,
    objects: &'a [RawObject],
    edits: Vec<(Span, String)>,
    removed: Vec<Span>,
    added: Vec<String>,
}

/// What a document has beside its settings.
const NO_SETTINGS: [&str; 3] = ["apiVersion", "kind", "metadata"];

impl<'a> Writer<'a> {
    pub fn new(simulation: &'a Simulation) -> Self {
        Writer {
            text: simulation.source.text(),
            objects: &simulation.manifest.objects,
            edits: Vec::new(),
            removed: Vec::new(),
            added: Vec::new(),
        }
    }

    /// Sets fields of the document of a kind, below a path.
    pub fn set(&mut self, api_version: &str, kind: &str, below: &[&str], fields: &[Field]) {
        match self.objects.iter().rfind(|object| object.subject.kind == kind) {
            Some(object) => self.set_in(object, below, fields),
            None if fields.iter().all(|field| field.value.is_none()) => {}
            None => {
                self.add(format!("apiVersion: {api_version}\nkind: {kind}\n{}", nested(below, fields, 0)))
            }
        }
    }

    /// Sets fields of an object, below a path.
    pub fn set_in(&mut self, object: &RawObject, below: &[&str], fields: &[Field]) {
        let is_left =
            |entry: &Entry| !fields.iter().any(|field| field.value.is_none() && field.key == entry.key);
        if self.is_alone(object) && is_empty_after(&object.node, below, &is_left) && says_nothing(fields) {
            return self.remove(object);
        }
        let (parent, missing) = deepest(&object.node, below);
        if !missing.is_empty() {
            let given: Vec<Field> =
                fields.iter().filter(|field| field.value.is_some()).map(Field::again).collect();
            if !given.is_empty() {
                self.insert(parent, &nested(missing, &given, self.column(parent)), missing, &given);
            }
            return;
        }
        for field in fields {
            match (parent.entry(field.key), &field.value) {
                (Some(entry), Some(value)) => self.edits.push((entry.value.span, value.clone())),
                (Some(entry), None) => self.take_out(object, below, parent, entry),
                (None, Some(_)) => {
                    let one = [field.again()];
                    self.insert(parent, &nested(&[], &one, self.column(parent)), &[], &one);
                }
                (None, None) => {}
            }
        }
    }

    /// Adds a document at the end.
    pub fn add(&mut self, document: String) {
        self.added.push(document);
    }

    /// Removes an object's document.
    pub fn remove(&mut self, object: &RawObject) {
        self.removed.push(self.document(object));
    }

    /// True if nothing else stands in the object's document.
    pub fn is_alone(&self, object: &RawObject) -> bool {
        self.objects.iter().filter(|other| other.document == object.document).count() == 1
    }

    /// All edits, none of which overlap.
    pub fn edits(mut self) -> Vec<(Span, String)> {
        self.removed.sort();
        let mut merged: Vec<Span> = Vec::new();
        for span in self.removed {
            match merged.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => merged.push(span),
            }
        }
        let mut edits = self.edits;
        edits.extend(merged.into_iter().map(|span| (span, String::new())));
        if !self.added.is_empty() {
            let joint = match self.text {
                "" => "",
                text if text.ends_with('\n') => "---\n",
                _ => "\n---\n",
            };
            let end = Span::new(self.text.len(), self.text.len());
            edits.push((end, format!("{joint}{}", self.added.join("---\n"))));
        }
        edits.sort_by_key(|(span, _)| *span);
        edits
    }

    /// Puts text before the first entry of a mapping; in a mapping between braces as JSON.
    fn insert(&mut self, parent: &Node, block: &str, below: &[&str], fields: &[Field]) {
        let Value::Mapping(entries) = &parent.value else { return };
        let Some(first) = entries.first() else { return };
        let at = Span::new(first.key_span.start, first.key_span.start);
        let text = if self.is_flow(parent) {
            let fields: Vec<String> = fields
                .iter()
                .filter_map(|field| Some(format!("\"{}\": \"{}\"", field.key, field.value.as_ref()?)))
                .collect();
            let inner = fields.join(", ");
            let outer = below.iter().rev().fold(inner, |inner, key| format!("\"{key}\": {{{inner}}}"));
            format!("{outer}, ")
        } else {
            // The block's first line stands where the first entry stood.
            format!("{}{}", block.trim_start(), " ".repeat(self.column(parent)))
        };
        self.edits.push((at, text));
    }

    /// Removes an entry, and above it what would be left empty.
    fn take_out(&mut self, object: &RawObject, below: &[&str], parent: &Node, entry: &Entry) {
        let only = |node: &Node| matches!(&node.value, Value::Mapping(entries) if entries.len() == 1);
        let (mut entry, mut within) = (entry, parent);
        for depth in (0..below.len()).rev() {
            if !only(within) {
                break;
            }
            let (above, _) = deepest(&object.node, &below[..depth]);
            let Some(outer) = above.entry(below[depth]) else { break };
            (entry, within) = (outer, above);
        }
        let span = Span::new(entry.key_span.start, entry.value.span.end);
        let span = if self.is_flow(within) { self.with_comma(span) } else { self.lines(span) };
        self.removed.push(span);
    }

    /// The whole lines of a span.
    fn lines(&self, span: Span) -> Span {
        let start = self.text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[span.end..].find('\n').map_or(self.text.len(), |at| span.end + at + 1);
        Span::new(start, end)
    }

    /// A span with the comma behind it, or before it.
    fn with_comma(&self, span: Span) -> Span {
        let rest = &self.text[span.end..];
        let behind = rest.len() - rest.trim_start().len();
        if let Some(after) = rest[behind..].strip_prefix(',') {
            return Span::new(span.start, self.text.len() - after.trim_start().len());
        }
        let before = self.text[..span.start].trim_end();
        Span::new(before.strip_suffix(',').map_or(span.start, str::len), span.end)
    }

    /// An object's document with the line that separates it.
    fn document(&self, object: &RawObject) -> Span {
        let is_separator = |line: &str| line.trim_end() == "---" || line.starts_with("--- ");
        let mut starts = vec![0];
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            if at > 0 && is_separator(line) {
                starts.push(at);
            }
            at += line.len();
        }
        let index = starts.partition_point(|start| *start <= object.span.start).saturating_sub(1);
        let end = starts.get(index + 1).copied().unwrap_or(self.text.len());
        let is_first = index == 0 && !self.text.starts_with("---");
        // The first document has no separator of its own: the next one's goes with it.
        let end = if is_first { self.lines(Span::new(end, end)).end } else { end };
        Span::new(starts[index], end)
    }

    fn is_flow(&self, node: &Node) -> bool {
        self.text[node.span.start..].starts_with('{')
    }

    /// How far the entries of a mapping are indented.
    fn column(&self, node: &Node) -> usize {
        let Value::Mapping(entries) = &node.value else { return 0 };
        let start = entries.first().map_or(node.span.start, |entry| entry.key_span.start);
        start - self.text[..start].rfind('\n').map_or(0, |at| at + 1)
    }
}

impl Field<'_> {
    fn again(&self) -> Field<'_> {
        Field { key: self.key, value: self.value.clone() }
    }
}

fn says_nothing(fields: &[Field]) -> bool {
    fields.iter().all(|field| field.value.is_none())
}

/// The mapping that is there furthest down a path, and what of the path is missing below it.
fn deepest<'n, 'p>(node: &'n Node, path: &'p [&'p str]) -> (&'n Node, &'p [&'p str]) {
    match path.split_first() {
        Some((key, rest)) => match node.get(key) {
            Some(child) if matches!(&child.value, Value::Mapping(entries) if !entries.is_empty()) => {
                deepest(child, rest)
            }
            _ => (node, path),
        },
        None => (node, path),
    }
}

/// True if an object says nothing but its kind and name once entries below a path are gone.
fn is_empty_after(root: &Node, below: &[&str], is_left: &dyn Fn(&Entry) -> bool) -> bool {
    let Value::Mapping(entries) = &root.value else { return false };
    let mut others = entries.iter().filter(|entry| !NO_SETTINGS.contains(&entry.key.as_str()));
    match below {
        [] => !others.any(is_left),
        [key] => {
            let inner = |entry: &Entry| matches!(&entry.value.value, Value::Mapping(inner) if !inner.iter().any(is_left));
            others.all(|entry| entry.key == *key && inner(entry))
        }
        // What stands deeper is part of an object that is one without it.
        _ => false,
    }
}

/// Fields below a path as a block.
fn nested(below: &[&str], fields: &[Field], indent: usize) -> String {
    let mut block = String::new();
    let mut indent = indent;
    for key in below {
        block.push_str(&format!("{}{key}:\n", " ".repeat(indent)));
        indent += 2;
    }
    for field in fields {
        if let Some(value) = &field.value {
            block.push_str(&format!("{}{}: {value}\n", " ".repeat(indent), field.key));
        }
    }
    block
}
