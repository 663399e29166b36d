//! What stands here, and what it does.

use serde::Serialize;

use super::outline::{document_at, read};
use super::spot::spot_at;
use super::tables;
use crate::manifest::Segment;
use crate::source::{Source, Span};

/// What is known of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hover {
    /// Where its key or its value stands.
    #[serde(skip)]
    pub span: Span,
    /// Its path in the object.
    pub path: String,
    /// The key of the text that says what it does, `TYPE.FIELD`; the texts are no part of the simulation.
    pub field: String,
    /// The key of the text about the value that stands here, `TYPE.FIELD=VALUE`.
    pub value: Option<String>,
    /// Its type.
    pub r#type: String,
    /// True if it must be given.
    #[serde(rename = "required")]
    pub is_required: bool,
    /// What it is when it is not given.
    pub default: Option<&'static str>,
    /// The values that it takes, where they are few.
    pub choices: Vec<&'static str>,
    /// Its page of the Kubernetes documentation.
    pub page: Option<String>,
}

/// What stands at an offset; none where the API knows no field.
pub fn hover(source: &Source, offset: usize) -> Option<Hover> {
    let root = read(source.text(), document_at(source.text(), offset)?)?;
    let spot = spot_at(&root, offset)?;
    let meaning = spot.meaning()?;
    let owner = tables::family(meaning.owner.name);
    let name = meaning.field.name;
    let values = tables::values(owner, name);
    let is_of_root = spot.path.segments().len() == 1 && matches!(name, "apiVersion" | "kind" | "metadata");
    let field = format!("{}.{name}", if is_of_root { "Object" } else { owner });
    let value = spot.nodes.last().filter(|_| spot.key.is_none()).and_then(|node| node.as_str());
    let is_field = matches!(spot.path.segments().last(), Some(Segment::Field(last)) if last == name);
    Some(Hover {
        span: spot.span,
        path: spot.path.to_string(),
        value: value.map(|value| format!("{field}={value}")),
        r#type: tables::type_words(if is_field { meaning.field.r#type } else { meaning.r#type }),
        is_required: meaning.field.is_required || is_of_root,
        default: values.and_then(|values| values.default),
        choices: values.map(|values| values.choices.clone()).unwrap_or_default(),
        page: tables::page(owner, name),
        field,
    })
}
