//! The text as a tree in which every key and value has a span.
//!
//! Reading never fails as a whole: a broken document removes only itself.

mod budget;
mod comments;
mod decode;
mod documents;
mod locate;
mod merge;
mod objects;
mod parse;
mod path;
mod rest;
mod scalar;
pub mod schema;
mod syntax;
mod tree;

use std::sync::Arc;

use serde::de::DeserializeOwned;

pub use comments::{Comment, comments, line_of};
pub use documents::{around, chunks};
pub use locate::locate;
pub use path::{FieldPath, Segment};
pub use scalar::{means_a_text, stands_without_quotes};
use tree::whole;
pub use tree::{Entry, Node, Value};

use crate::diagnostic::{Diagnostic, Reason, Subject};
use crate::message;
use crate::source::{Source, Span};

/// What the text says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Manifest {
    /// The objects of the text in order, the items of lists among them.
    pub objects: Vec<RawObject>,
}

/// One object as it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct RawObject {
    /// 0-based index of its YAML document.
    pub document: usize,
    /// Where it stands.
    pub span: Span,
    /// Its `apiVersion`.
    pub api_version: String,
    /// Its kind, namespace and name as they were written; what was left out is empty. An object that has only a
    /// `generateName` goes by that.
    pub subject: Subject,
    /// What it says.
    pub node: Node,
    /// The whole text, in which all spans lie.
    pub text: Arc<str>,
}

/// Reads YAML or JSON text: the objects in it, and what cannot be read as one.
pub fn read(source: &Source) -> (Manifest, Vec<Diagnostic>) {
    let mut reader = objects::Reader {
        text: Arc::from(source.text()),
        manifest: Manifest::default(),
        diagnostics: Vec::new(),
    };
    for (index, document) in
        documents::documents(source.text(), budget::Budget::new()).into_iter().enumerate()
    {
        match document.content {
            Ok(node) => reader.document(index, node, document.dots),
            Err(broken) => reader.diagnostics.push(syntax::explain(source, index, document.chunk, &broken)),
        }
    }
    (reader.manifest, reader.diagnostics)
}

/// Decodes an object into its type, strictly: what the API server would not take is an error.
pub fn decode<T: DeserializeOwned>(object: &RawObject) -> Result<T, Vec<Diagnostic>> {
    decode_with_rest(object).map(|(object, _)| object)
}

/// As [`decode`]; also what the person wrote in fields that the type does not model, null if nothing.
pub fn decode_with_rest<T: DeserializeOwned>(
    object: &RawObject,
) -> Result<(T, serde_json::Value), Vec<Diagnostic>> {
    let found = schema::check(object);
    if !found.is_empty() {
        return Err(found);
    }
    decode::decode(&object.node).map_err(|wrong| {
        let message = message!("{path} has a value of the wrong type", path = wrong.path);
        vec![Diagnostic {
            reason: Some(Reason::FieldValueTypeInvalid),
            object: Some(object.subject.clone()),
            path: Some(wrong.path.to_string()),
            ..objects::error("invalid-field", object.document, wrong.span, message)
        }]
    })
}
