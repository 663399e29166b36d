//! The objects of a document: the document itself, or the items of a list.

use std::sync::Arc;

use super::path::FieldPath;
use super::tree::{Entry, Node, Value};
use super::{Manifest, RawObject, schema};
use crate::diagnostic::{Diagnostic, Fix, Reason, Severity, Subject};
use crate::message;
use crate::message::Message;
use crate::source::Span;

/// Takes the objects out of the documents, in order.
pub struct Reader {
    pub text: Arc<str>,
    pub manifest: Manifest,
    pub diagnostics: Vec<Diagnostic>,
}

/// What the items of a `ServiceList` need not say themselves.
struct Inherited {
    api_version: String,
    kind: String,
}

impl Reader {
    /// Takes what one document says. One without content says nothing, as kubectl has it. `dots` is the line of `...`
    /// before it, if it is that and not `---` which parts it from the one before.
    pub fn document(&mut self, document: usize, node: Node, dots: Option<Span>) {
        let is_object = node.get("apiVersion").is_some() || node.get("kind").is_some();
        match dots {
            _ if node.value == Value::Null => {}
            Some(dots) if !is_object => self.left_out(document, dots),
            _ => self.take(document, node, None),
        }
    }

    /// Whoever writes `...` for what was left out ends the document there, and the rest is no object.
    fn left_out(&mut self, document: usize, dots: Span) {
        let message = message!("... ends the object here, and what follows is no Kubernetes object");
        self.diagnostics.push(Diagnostic {
            help: Some(message!("If it stands for what was left out, write that out or remove the line")),
            fix: Some(Fix { title: message!("Remove ..."), edits: vec![(dots, String::new())] }),
            ..error("not-an-object", document, dots, message)
        });
    }

    fn take(&mut self, document: usize, node: Node, inherited: Option<&Inherited>) {
        if !matches!(node.value, Value::Mapping(_)) {
            let help = message!("Begin it with apiVersion: and kind:");
            return self.not_an_object(document, first_line(&node), not_a_map(&node.value), help);
        }
        let api_version = self.header(document, &node, "apiVersion");
        let kind = self.header(document, &node, "kind");
        let (Ok(api_version), Ok(kind)) = (api_version, kind) else { return };
        let api_version = api_version.or_else(|| Some(inherited?.api_version.clone()));
        let kind = kind.or_else(|| Some(inherited?.kind.clone()));
        let (Some(api_version), Some(kind)) = (api_version.clone(), kind.clone()) else {
            return self.headless(document, &node, api_version, kind);
        };
        match kind.strip_suffix("List") {
            Some(item_kind) if item_kind.is_empty() || node.get("items").is_some() => {
                self.items(document, node, &api_version, item_kind);
            }
            _ => {
                let text = Arc::clone(&self.text);
                self.manifest.objects.push(object(document, node, api_version, kind, text));
            }
        }
    }

    /// kubectl takes every kind that ends in `List` apart if it has items. The items of a `ServiceList` may leave out what they are.
    fn items(&mut self, document: usize, node: Node, api_version: &str, item_kind: &str) {
        let inherited = Inherited { api_version: api_version.to_owned(), kind: item_kind.to_owned() };
        let inherited = (!item_kind.is_empty()).then_some(&inherited);
        let Value::Mapping(entries) = node.value else { return };
        let items = entries.into_iter().rev().find(|entry| entry.key == "items").map(|entry| entry.value);
        if let Some(Node { value: Value::Sequence(items), .. }) = items {
            for item in items {
                self.take(document, item, inherited);
            }
        }
    }

    /// The text of `apiVersion` or `kind`; none if it is absent, null or empty.
    fn header(&mut self, document: usize, node: &Node, field: &str) -> Result<Option<String>, ()> {
        match node.entry(field) {
            None => Ok(None),
            Some(Entry { value: Node { value: Value::Null, .. }, .. }) => Ok(None),
            Some(Entry { value: Node { value: Value::String(text), .. }, .. }) => {
                Ok(Some(text.clone()).filter(|text| !text.is_empty()))
            }
            Some(entry) => {
                let message = message!(
                    "{path} must be a text, not {value}",
                    path = field,
                    value = schema::written(&entry.value.value)
                );
                self.diagnostics.push(Diagnostic {
                    help: Some(match field {
                        "kind" => message!("Write a kind such as Service"),
                        _ => message!("Write a version such as v1"),
                    }),
                    reason: Some(Reason::FieldValueTypeInvalid),
                    path: Some(FieldPath::new(field).to_string()),
                    ..error("invalid-field", document, entry.value.span, message)
                });
                Err(())
            }
        }
    }

    fn headless(&mut self, document: usize, node: &Node, api_version: Option<String>, kind: Option<String>) {
        let place = match &node.value {
            Value::Mapping(entries) => entries.first().map_or(node.span, |entry| entry.key_span),
            _ => node.span,
        };
        let (message, help, place) = match (api_version, kind) {
            (None, Some(kind)) => (
                message!("This {kind} has no apiVersion", kind = kind),
                message!("Add the line that says which API it is of, such as apiVersion: v1"),
                node.get("kind").map_or(place, |kind| kind.span),
            ),
            (Some(api_version), None) => (
                message!("This object of {api_version} has no kind", api_version = api_version),
                message!("Add a line that says what it is, such as kind: Service"),
                node.get("apiVersion").map_or(place, |version| version.span),
            ),
            _ => (
                message!("This is not a Kubernetes object: apiVersion and kind are missing"),
                message!("Begin it with apiVersion: and kind:"),
                place,
            ),
        };
        self.not_an_object(document, place, message, help);
    }

    fn not_an_object(&mut self, document: usize, span: Span, message: Message, help: Message) {
        let help = Some(help);
        self.diagnostics.push(Diagnostic { help, ..error("not-an-object", document, span, message) });
    }
}

/// An error that so far has no more than a code, a place and a sentence.
pub fn error(code: &'static str, document: usize, span: Span, message: Message) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code,
        reason: None,
        message,
        help: None,
        object: None,
        path: None,
        document,
        span,
        fix: None,
    }
}

fn object(document: usize, node: Node, api_version: String, kind: String, text: Arc<str>) -> RawObject {
    let metadata = node.get("metadata");
    let written = |field: &str| metadata.and_then(|metadata| metadata.get(field)).and_then(Node::as_str);
    let subject = Subject {
        kind,
        namespace: written("namespace").unwrap_or_default().to_owned(),
        name: written("name").or(written("generateName")).unwrap_or_default().to_owned(),
    };
    RawObject { document, span: node.span, api_version, subject, node, text }
}

fn not_a_map(value: &Value) -> Message {
    match value {
        Value::Sequence(_) => message!("This is a list, not a Kubernetes object with apiVersion and kind"),
        Value::Null => message!("This item is empty, not a Kubernetes object with apiVersion and kind"),
        _ => message!("This is plain text, not a Kubernetes object with apiVersion and kind"),
    }
}

/// The span of a value, or of its first item if it is a list.
fn first_line(node: &Node) -> Span {
    match &node.value {
        Value::Sequence(items) => items.first().map_or(node.span, first_line),
        Value::Mapping(entries) => entries.first().map_or(node.span, |entry| entry.key_span),
        _ => node.span,
    }
}
