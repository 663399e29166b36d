//! What a person wrote beyond what a type models, gathered as the type is decoded.

use serde_json::{Map, Value as Json};

use super::tree::{Node, Value, whole};

/// Puts the fields of an object that are not among the `modelled` ones into `rest`. Null counts as absent.
pub fn unmodelled(object: &Node, modelled: &[&str], rest: &mut Json) {
    let Value::Mapping(entries) = &object.value else { return };
    for entry in entries {
        if !modelled.contains(&entry.key.as_str()) {
            add_field(rest, &entry.key, json(&entry.value));
        }
    }
}

/// Adds what is beyond the type of a field's value.
pub fn add_field(rest: &mut Json, field: &str, more: Json) {
    if more.is_null() {
        return;
    }
    if rest.is_null() {
        *rest = Json::Object(Map::new());
    }
    if let Json::Object(map) = rest {
        map.insert(field.to_owned(), more);
    }
}

/// Adds what is beyond the type of an item, at its place in the list.
pub fn add_item(rest: &mut Json, index: usize, more: Json) {
    if more.is_null() {
        return;
    }
    if rest.is_null() {
        *rest = Json::Array(Vec::new());
    }
    if let Json::Array(items) = rest {
        items.resize(index, Json::Object(Map::new()));
        items.push(more);
    }
}

/// The rest of a whole object: that has apiVersion and kind anyway.
pub fn without_header(mut rest: Json) -> Json {
    if let Json::Object(map) = &mut rest {
        map.remove("apiVersion");
        map.remove("kind");
        if map.is_empty() {
            return Json::Null;
        }
    }
    rest
}

impl Node {
    /// The JSON that sigs.k8s.io/yaml makes of it.
    pub fn to_json(&self) -> Json {
        json(self)
    }
}

fn json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Float(number) if whole(&node.value).is_none() => Json::from(*number),
        Value::Int(_) | Value::Float(_) => whole(&node.value).map_or(Json::Null, Json::from),
        Value::String(text) => Json::from(text.as_str()),
        Value::Sequence(items) => items.iter().map(json).collect(),
        Value::Mapping(entries) => {
            Json::Object(entries.iter().map(|entry| (entry.key.clone(), json(&entry.value))).collect())
        }
    }
}
