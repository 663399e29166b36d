//! What could stand where the cursor is.

use super::expectations;
use super::objects::Text;
use super::outline::{document_at, read};
use super::spot::{self, Spot, spot_of};
use super::tables;
use super::templates::templates;
use super::values::{self, Asked};
use super::{Completion, CompletionKind, Completions};
use crate::cluster::Cluster;
use crate::manifest::schema::{Field, Item, ObjectType, Type, object_type};
use crate::manifest::{Node, Value, stands_without_quotes};
use crate::source::{Source, Span};

/// Stands in for the word at the cursor; no text has it.
const CURSOR: &str = "\u{e000}";

/// What could stand at an offset; none where nothing can be said.
pub fn complete(source: &Source, offset: usize, cluster: &Cluster) -> Option<Completions> {
    let text = source.text();
    if let Some(found) = expectations::complete(text, offset, cluster) {
        return Some(found);
    }
    let document = document_at(text, offset)?;
    let line = Line::new(text, offset)?;
    let before = &text[document.start..line.word.start];
    let after = &text[line.word.end..document.end];
    if is_blank(before) && is_blank(after) && line.is_own {
        return Some(line.completions(line.word, templates()));
    }
    let gap = if before.ends_with(':') { " " } else { "" };
    let marked = format!("{before}{gap}{CURSOR}{after}");
    let root = read(&marked, 0..marked.len())?;
    let spot = spot_of(&root, CURSOR)?;
    let mut found = match spot.key {
        Some(_) => keys(&spot, &line, &marked, &Asked { text: &Text::new(text), cluster, spot: &spot }),
        None => values_at(&spot, &line, &Asked { text: &Text::new(text), cluster, spot: &spot }),
    }?;
    for item in &mut found.items {
        item.insert.insert_str(0, gap);
    }
    Some(found)
}

fn is_blank(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

/// The line of the cursor.
struct Line<'t> {
    text: &'t str,
    start: usize,
    word: Span,
    /// True if before the word there is nothing but white space and dashes of lists.
    is_own: bool,
}

impl<'t> Line<'t> {
    fn new(text: &'t str, offset: usize) -> Option<Self> {
        let (before, after) = (text.get(..offset)?, text.get(offset..)?);
        let is_word = |letter: char| !letter.is_whitespace() && !",:[]{}\"'#".contains(letter);
        let start = before.rfind(|letter| !is_word(letter)).map_or(0, |at| at + 1);
        // A letter outside of ASCII may be longer than a byte.
        let start = (start..=offset).find(|at| text.is_char_boundary(*at))?;
        let end = offset + after.find(|letter| !is_word(letter)).unwrap_or(after.len());
        let word = Span::new(start, end);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let is_own = text[line_start..start].chars().all(|letter| letter == ' ' || letter == '-');
        let is_dash = is_own && text[start..end].chars().all(|letter| letter == '-') && start < end;
        (!is_dash).then_some(Line { text, start: line_start, word, is_own })
    }

    fn before(&self) -> &'t str {
        &self.text[self.start..self.word.start]
    }

    fn column(&self) -> usize {
        self.word.start - self.start
    }

    fn has_colon(&self) -> bool {
        let rest = self.text[self.word.end..].split('\n').next().unwrap_or_default();
        rest.trim_start_matches(['"', '\'']).trim_start().starts_with(':')
    }

    fn is_in_quotes(&self) -> bool {
        self.before().ends_with(['"', '\''])
    }

    fn completions(&self, replaces: Span, items: Vec<Completion>) -> Completions {
        Completions { word: self.word, replaces, is_value: false, items }
    }
}

/// A key is due: the fields of the type that are not there yet, or keys that the text knows.
fn keys(spot: &Spot<'_>, line: &Line<'_>, marked: &str, asked: &Asked<'_>) -> Option<Completions> {
    let parent = *spot.nodes.get(spot.nodes.len().checked_sub(2)?)?;
    let siblings = others(parent);
    let column = if line.is_own { column_of(parent, marked).unwrap_or(line.column()) } else { line.column() };
    let is_indented_otherwise = column != line.column() && line.before().trim().is_empty();
    let replaces = if is_indented_otherwise { line.start } else { line.word.start };
    let mut items = match type_above(spot)? {
        Type::One(Item::Object(id)) => {
            let style = Style { column, is_flow: !line.is_own, has_colon: line.has_colon() };
            fields(object_type(id), spot.nodes.len() == 2, &siblings, style)
        }
        Type::Map(_) => map_keys(asked, &siblings, line),
        _ => return None,
    };
    if is_indented_otherwise {
        let indent = " ".repeat(column);
        items.iter_mut().for_each(|item| item.insert.insert_str(0, &indent));
    }
    Some(line.completions(Span::new(replaces, line.word.end), items))
}

/// A value is due, or what begins a map or a list on a line of its own.
fn values_at(spot: &Spot<'_>, line: &Line<'_>, asked: &Asked<'_>) -> Option<Completions> {
    let words = line.completions(line.word, Vec::new());
    let style = Style { column: line.column(), is_flow: !line.is_own, has_colon: line.has_colon() };
    let is_root = spot.path.segments().is_empty();
    let items = match type_here(spot) {
        Some(Type::One(Item::Object(id))) if line.is_own => fields(object_type(id), is_root, &[], style),
        Some(Type::Map(_)) if line.is_own => map_keys(asked, &[], line),
        Some(Type::List(item)) if line.is_own && !line.before().ends_with("- ") => {
            let style = Style { column: style.column + 2, ..style };
            let items = match item {
                Item::Object(id) => fields(object_type(id), false, &[], style),
                _ => values::at(asked),
            };
            items
                .into_iter()
                .map(|item| Completion { insert: format!("- {}", item.insert), ..item })
                .collect()
        }
        Some(Type::One(Item::Object(_)) | Type::Map(_) | Type::List(_)) => return None,
        None if is_root => fields_of_any(style),
        _ => {
            let items = values::at(asked).into_iter().map(|item| quoted(item, spot, line)).collect();
            return Some(Completions { is_value: true, items, ..words });
        }
    };
    Some(Completions { items, ..words })
}

/// A text that would not be one without quotes gets them.
fn quoted(item: Completion, spot: &Spot<'_>, line: &Line<'_>) -> Completion {
    let is_text = spot.meaning().is_some_and(|meaning| meaning.r#type.item() == Item::Text);
    if !is_text || line.is_in_quotes() || stands_without_quotes(&item.insert) || item.insert.is_empty() {
        return item;
    }
    Completion { insert: format!("\"{}\"", item.insert), ..item }
}

/// The type of what holds the key.
fn type_above(spot: &Spot<'_>) -> Option<Type> {
    let segments = spot.path.segments();
    match segments.split_last()?.1 {
        [] => {
            Some(spot::root_type(spot.object).map_or(Type::One(Item::Any), |id| Type::One(Item::Object(id))))
                .filter(|r#type| *r#type != Type::One(Item::Any))
        }
        above => spot::meaning(spot.object, &above.iter().cloned().collect()).map(|meaning| meaning.r#type),
    }
}

fn type_here(spot: &Spot<'_>) -> Option<Type> {
    if spot.path.segments().is_empty() {
        return spot::root_type(spot.object).map(|id| Type::One(Item::Object(id)));
    }
    spot.meaning().map(|meaning| meaning.r#type)
}

/// The keys that stand beside the one at the cursor.
fn others(parent: &Node) -> Vec<&str> {
    match &parent.value {
        Value::Mapping(entries) => {
            entries.iter().map(|entry| entry.key.as_str()).filter(|key| *key != CURSOR).collect()
        }
        _ => Vec::new(),
    }
}

/// The column of the keys of a map.
fn column_of(parent: &Node, marked: &str) -> Option<usize> {
    let Value::Mapping(entries) = &parent.value else { return None };
    let at = entries.iter().find(|entry| entry.key != CURSOR)?.key_span.start;
    Some(at - marked[..at].rfind('\n').map_or(0, |line| line + 1))
}

/// How keys are written here.
#[derive(Clone, Copy)]
struct Style {
    column: usize,
    is_flow: bool,
    has_colon: bool,
}

/// The fields of a type that are not there yet: those that must be given first, then those that are usual.
fn fields(of: &ObjectType, is_root: bool, present: &[&str], style: Style) -> Vec<Completion> {
    let usual = tables::usual(of.name);
    let is_required =
        |field: &Field| field.is_required || (is_root && matches!(field.name, "apiVersion" | "kind"));
    let rank = |field: &&Field| {
        let place = usual.iter().position(|name| *name == field.name).unwrap_or(usual.len());
        (!is_required(field), tables::is_rare(field.name), place)
    };
    let mut missing: Vec<&Field> = of.fields.iter().filter(|field| !present.contains(&field.name)).collect();
    missing.sort_by_key(rank);
    let completion = |field: &Field| Completion {
        label: field.name.to_owned(),
        insert: style.key(field.name, field.r#type),
        kind: CompletionKind::Field,
        detail: tables::type_words(field.r#type),
        is_required: is_required(field),
        about: format!("{}.{}", tables::family(of.name), field.name),
    };
    missing.into_iter().map(completion).collect()
}

/// What every object begins with.
fn fields_of_any(style: Style) -> Vec<Completion> {
    let completion = |name: &str, r#type: Type, detail: &str| Completion {
        label: name.to_owned(),
        insert: style.key(name, r#type),
        kind: CompletionKind::Field,
        detail: detail.to_owned(),
        is_required: true,
        about: format!("Object.{name}"),
    };
    vec![
        completion("apiVersion", Type::One(Item::Text), "string"),
        completion("kind", Type::One(Item::Text), "string"),
        completion("metadata", Type::Map(Item::Any), "ObjectMeta"),
        completion("spec", Type::Map(Item::Any), "object"),
    ]
}

impl Style {
    /// A key with what has to follow it.
    fn key(self, name: &str, r#type: Type) -> String {
        let column = self.column;
        match r#type {
            _ if self.has_colon => name.to_owned(),
            _ if self.is_flow => format!("{name}: "),
            Type::List(_) => format!("{name}:\n{:column$}- ", ""),
            Type::Map(_) | Type::One(Item::Object(_)) => {
                format!("{name}:\n{:indent$}", "", indent = column + 2)
            }
            Type::One(_) => format!("{name}: "),
        }
    }
}

/// Keys of a map that the text knows.
fn map_keys(asked: &Asked<'_>, present: &[&str], line: &Line<'_>) -> Vec<Completion> {
    let colon = if line.has_colon() { "" } else { ": " };
    let known = values::keys(asked).into_iter().filter(|item| !present.contains(&item.label.as_str()));
    known.map(|item| Completion { insert: format!("{}{colon}", item.insert), ..item }).collect()
}
