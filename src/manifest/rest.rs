//! What a person wrote beyond what a type models.

use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::tree::{Node, Value, whole};

/// The part of `written` in fields that `T` does not have; null if there is none. In a list that has such a part, each
/// item stands at its place, empty ones as `{}`.
pub fn rest<T: Serialize>(written: &Node, decoded: &T) -> Json {
    // Serializing plain data with string keys into a Value cannot fail.
    let known = serde_json::to_value(decoded).unwrap_or_default();
    match &written.value {
        // Every object is shown with these two anyway.
        Value::Mapping(_) => match beyond(written, &known) {
            Some(Json::Object(mut map)) => {
                map.remove("apiVersion");
                map.remove("kind");
                if map.is_empty() { Json::Null } else { Json::Object(map) }
            }
            _ => Json::Null,
        },
        _ => Json::Null,
    }
}

fn beyond(written: &Node, known: &Json) -> Option<Json> {
    match (&written.value, known) {
        (Value::Mapping(entries), Json::Object(known)) => {
            let mut map = Map::new();
            for entry in entries.iter().filter(|entry| entry.value.value != Value::Null) {
                let more = match known.get(&entry.key) {
                    Some(known) => beyond(&entry.value, known),
                    None => Some(json(&entry.value)),
                };
                map.extend(more.map(|more| (entry.key.clone(), more)));
            }
            (!map.is_empty()).then_some(Json::Object(map))
        }
        (Value::Sequence(items), Json::Array(known)) => {
            let rests: Vec<Option<Json>> =
                items.iter().zip(known).map(|(item, known)| beyond(item, known)).collect();
            let any = rests.iter().any(Option::is_some);
            any.then(|| {
                rests.into_iter().map(|rest| rest.unwrap_or_else(|| Json::Object(Map::new()))).collect()
            })
        }
        _ => None,
    }
}

/// The JSON that sigs.k8s.io/yaml makes of a value.
pub fn json(node: &Node) -> Json {
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
