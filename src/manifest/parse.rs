//! YAML events to a tree: anchors, aliases and merge keys are resolved, and what could eat memory is counted.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, Tag};

use super::budget::Budget;
use super::tree::{Entry, Node, Value};
use super::{merge, scalar};
use crate::source::Span;

/// How deep values may be nested. Objects of the API stay under 30.
const MAX_DEPTH: usize = 128;

/// How many values aliases may stand for, anchors counted too, in one document. go-yaml has a like bound.
const MAX_COPIES: usize = 200_000;

/// Why a document cannot be read.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// It is no YAML.
    Yaml(ErrorKind),
    /// Values are nested too deep.
    TooDeep,
    /// The text holds too many documents or values.
    TooMuch,
    /// Aliases stand for too many values.
    TooManyCopies,
    /// An alias stands inside of what it stands for.
    AliasOfItself,
    /// A key is a list, a map or null.
    KeyIsNoText,
    /// What `<<` merges is no map.
    MergeOfNoMap,
    /// `.inf` or `.nan`, which JSON cannot say.
    NoJsonNumber,
    /// A tag such as `!!int` on something else.
    NotWhatTheTagSays,
}

/// A fault and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Broken {
    /// What is wrong.
    pub fault: Fault,
    /// Where; empty if the parser knows only a point.
    pub span: Span,
    /// The last `{` or `[` that was open there.
    pub bracket: Option<Span>,
}

/// Reads the documents of `text`, which starts at byte `base` of the whole text, up to its end or the first fault.
pub fn read(
    text: &str,
    base: usize,
    budget: &mut Budget,
    found: &mut Vec<Result<Node, Broken>>,
) -> Result<(), Broken> {
    let mut builder = Builder { open: Vec::new(), root: None, anchors: BTreeMap::new(), copies: 0, budget };
    builder.read(text, base, found).map_err(|(fault, span)| {
        let bracket = builder.open.iter().rev().find(|open| open.is_flow).map(|open| open.span);
        Broken { fault, span, bracket }
    })
}

/// A list or map whose end has not come yet.
struct Open {
    span: Span,
    anchor: usize,
    /// How many values it holds, itself included.
    size: usize,
    /// How many levels it holds below itself.
    height: usize,
    is_flow: bool,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping {
        entries: Vec<Entry>,
        key: Option<Key>,
        /// Which of the entries `<<` brought.
        merged: Vec<Range<usize>>,
    },
}

struct Key {
    text: String,
    span: Span,
    is_merge: bool,
}

/// A finished value with what is counted of it.
struct Built {
    node: Node,
    size: usize,
    height: usize,
}

struct Builder<'a> {
    open: Vec<Open>,
    root: Option<Node>,
    /// What each anchor names; none while it is still open.
    anchors: BTreeMap<usize, Option<Built>>,
    /// Values copied in this document.
    copies: usize,
    budget: &'a mut Budget,
}

/// What is wrong, and where.
type Failure = (Fault, Span);

impl Builder<'_> {
    fn read(
        &mut self,
        text: &str,
        base: usize,
        found: &mut Vec<Result<Node, Broken>>,
    ) -> Result<(), Failure> {
        let too_much = (Fault::TooMuch, Span::new(base, base));
        if !self.budget.parser() {
            return Err(too_much);
        }
        let options = granit_parser::options! {
            block_scalar_eof_without_line_feed: true,
            // Deeper than what is refused here, so that the refusal is ours.
            flow_nesting_limit: MAX_DEPTH + 8,
            block_nesting_limit: MAX_DEPTH + 8,
        };
        let mut parser = Parser::new_from_str_with_options(text, options);
        while let Some(event) = parser.next_event() {
            let (event, span) = event.map_err(|error| {
                let at = base + error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
                let fault = match error.kind() {
                    ErrorKind::RecursionLimitExceeded => Fault::TooDeep,
                    kind => Fault::Yaml(kind.clone()),
                };
                (fault, Span::new(at, at))
            })?;
            if let Event::DocumentStart(..) = event
                && !self.budget.parser()
            {
                return Err(too_much);
            }
            let range = span.byte_range().unwrap_or(0..0);
            let span = Span::new(base + range.start, base + range.end);
            if let Some(root) = self.take(event, text, base, span)? {
                found.push(Ok(root));
            }
        }
        Ok(())
    }

    /// Takes one event; returns the root when a document ends.
    fn take(
        &mut self,
        event: Event<'_>,
        text: &str,
        base: usize,
        span: Span,
    ) -> Result<Option<Node>, Failure> {
        match event {
            Event::Scalar(content, style, anchor, tag) => {
                self.scalar(&content, style, anchor, tag, trimmed(text, base, span))?;
            }
            Event::SequenceStart(style, anchor, _) => {
                self.start(style, anchor, span, Content::Sequence(Vec::new()))?;
            }
            Event::MappingStart(style, anchor, _) => {
                let content = Content::Mapping { entries: Vec::new(), key: None, merged: Vec::new() };
                self.start(style, anchor, span, content)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span)?,
            Event::Alias(anchor) => self.alias(anchor, span)?,
            Event::DocumentEnd => {
                self.anchors.clear();
                self.copies = 0;
                let nothing = Node { span, is_alias: false, value: Value::Null };
                return Ok(Some(self.root.take().unwrap_or(nothing)));
            }
            _ => {}
        }
        Ok(None)
    }

    fn scalar(
        &mut self,
        content: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<Cow<'_, Tag>>,
        span: Span,
    ) -> Result<(), Failure> {
        if !self.budget.value() {
            return Err((Fault::TooMuch, span));
        }
        let is_plain = style == ScalarStyle::Plain;
        // A merge key is a plain `<<` where a key is due.
        if is_plain && content == "<<" && tag.is_none() && self.key_is_due() {
            return self.key(Key { text: content.to_owned(), span, is_merge: true });
        }
        let value = match tag.as_deref().map(|tag| tag.core_suffix()) {
            None if is_plain => scalar::resolve(content),
            Some(Some(kind @ ("int" | "float" | "bool" | "null"))) => {
                let value = scalar::resolve(content);
                if !has_type(&value, kind) {
                    return Err((Fault::NotWhatTheTagSays, span));
                }
                value
            }
            _ => Value::String(content.to_owned()),
        };
        if matches!(value, Value::Float(number) if !number.is_finite()) && !self.key_is_due() {
            return Err((Fault::NoJsonNumber, span));
        }
        let built = Built { node: Node { span, is_alias: false, value }, size: 1, height: 0 };
        self.name(anchor, &built)?;
        self.put(built)
    }

    fn start(
        &mut self,
        style: granit_parser::StructureStyle,
        anchor: usize,
        span: Span,
        content: Content,
    ) -> Result<(), Failure> {
        if self.key_is_due() {
            return Err((Fault::KeyIsNoText, span));
        }
        if !self.budget.value() {
            return Err((Fault::TooMuch, span));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err((Fault::TooDeep, span));
        }
        if anchor != 0 {
            self.anchors.insert(anchor, None);
        }
        let is_flow = style == granit_parser::StructureStyle::Flow;
        self.open.push(Open { span, anchor, size: 1, height: 0, is_flow, content });
        Ok(())
    }

    fn end(&mut self, span: Span) -> Result<(), Failure> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let (value, last) = match open.content {
            Content::Sequence(items) => {
                let last = items.last().map(|item| item.span.end);
                (Value::Sequence(items), last)
            }
            Content::Mapping { entries, merged, .. } => {
                let last = entries.last().map(|entry| entry.key_span.end.max(entry.value.span.end));
                (Value::Mapping(merge::without_overridden(entries, &merged)), last)
            }
        };
        let end = if open.is_flow { span.end } else { last.unwrap_or(open.span.end) };
        let span = Span::new(open.span.start, end.max(open.span.start));
        let node = Node { span, is_alias: false, value };
        let built = Built { node, size: open.size, height: open.height };
        self.name(open.anchor, &built)?;
        self.put(built)
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Failure> {
        let built = match self.anchors.get(&anchor) {
            Some(Some(built)) => built,
            Some(None) => return Err((Fault::AliasOfItself, span)),
            None => return Err((Fault::Yaml(ErrorKind::UnknownAnchor), span)),
        };
        let (size, height) = (built.size, built.height);
        self.copies += size;
        if self.copies > MAX_COPIES || !self.budget.copies(size) {
            return Err((Fault::TooManyCopies, span));
        }
        if self.open.len() + height > MAX_DEPTH {
            return Err((Fault::TooDeep, span));
        }
        let node = placed(&built.node, span);
        self.put(Built { node, size, height })
    }

    /// Remembers what an anchor names.
    fn name(&mut self, anchor: usize, built: &Built) -> Result<(), Failure> {
        if anchor == 0 {
            return Ok(());
        }
        self.copies += built.size;
        if self.copies > MAX_COPIES || !self.budget.copies(built.size) {
            return Err((Fault::TooManyCopies, built.node.span));
        }
        let copy = Built { node: built.node.clone(), size: built.size, height: built.height };
        self.anchors.insert(anchor, Some(copy));
        Ok(())
    }

    fn key_is_due(&self) -> bool {
        matches!(self.open.last(), Some(Open { content: Content::Mapping { key: None, .. }, .. }))
    }

    fn key(&mut self, found: Key) -> Result<(), Failure> {
        if let Some(Open { content: Content::Mapping { key, .. }, .. }) = self.open.last_mut() {
            *key = Some(found);
        }
        Ok(())
    }

    /// Puts a finished value where it belongs: root, item, key or value.
    fn put(&mut self, built: Built) -> Result<(), Failure> {
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(built.node);
            return Ok(());
        };
        parent.size += built.size;
        parent.height = parent.height.max(built.height + 1);
        match &mut parent.content {
            Content::Sequence(items) => items.push(built.node),
            Content::Mapping { entries, key, merged } => match key.take() {
                None => {
                    let span = built.node.span;
                    let text = scalar::key_text(built.node.value).ok_or((Fault::KeyIsNoText, span))?;
                    *key = Some(Key { text, span, is_merge: false });
                }
                Some(key) if key.is_merge => {
                    let start = entries.len();
                    merge::add(entries, built.node).map_err(|span| (Fault::MergeOfNoMap, span))?;
                    merged.push(start..entries.len());
                }
                Some(Key { text, span, .. }) => {
                    entries.push(Entry { key: text, key_span: span, value: built.node });
                }
            },
        }
        Ok(())
    }
}

/// True if a resolved scalar is what its tag says. An integer is a float too.
fn has_type(value: &Value, kind: &str) -> bool {
    match value {
        Value::Int(_) => kind == "int" || kind == "float",
        Value::Float(_) => kind == "float",
        Value::Bool(_) => kind == "bool",
        Value::Null => kind == "null",
        _ => false,
    }
}

/// The span without the white space behind a block scalar.
fn trimmed(text: &str, base: usize, span: Span) -> Span {
    let slice = text.get(span.start - base..span.end - base).unwrap_or("");
    Span::new(span.start, span.start + slice.trim_end().len())
}

/// A copy of what an anchor names, standing where the alias stands.
fn placed(node: &Node, span: Span) -> Node {
    let value = match &node.value {
        Value::Sequence(items) => Value::Sequence(items.iter().map(|item| placed(item, span)).collect()),
        Value::Mapping(entries) => Value::Mapping(
            entries
                .iter()
                .map(|entry| Entry {
                    key: entry.key.clone(),
                    key_span: span,
                    value: placed(&entry.value, span),
                })
                .collect(),
        ),
        value => value.clone(),
    };
    Node { span, is_alias: true, value }
}
