//! When an object is what a case expects: keys that are given must match, others are free.

use serde_json::Value;

/// Lists that the API fills in no fixed order.
const UNORDERED: [(&str, &str); 6] = [
    ("EndpointSlice", "endpoints"),
    ("EndpointSlice", "ports"),
    ("Endpoints", "subsets"),
    ("Endpoints", "ports"),
    ("Endpoints", "addresses"),
    ("Endpoints", "notReadyAddresses"),
];

/// True if `actual` is what `expected` says. `null` means absent, null or empty.
pub fn matches(expected: &Value, actual: &Value, kind: &str) -> bool {
    matches_at(expected, actual, kind, "")
}

fn matches_at(expected: &Value, actual: &Value, kind: &str, key: &str) -> bool {
    match expected {
        Value::Null => is_empty(actual),
        Value::Object(fields) => {
            if !actual.is_object() && !actual.is_null() {
                return false;
            }
            let kind = actual["kind"].as_str().unwrap_or(kind);
            fields.iter().all(|(key, value)| matches_at(value, &actual[key], kind, key))
        }
        Value::Array(items) => {
            let empty = Vec::new();
            let found = match actual {
                Value::Array(found) => found,
                _ if is_empty(actual) => &empty,
                _ => return false,
            };
            if UNORDERED.contains(&(kind, key)) {
                return assign(items, found, |expected, actual| matches(expected, actual, kind));
            }
            items.len() == found.len()
                && items.iter().zip(found).all(|(expected, actual)| matches(expected, actual, kind))
        }
        _ => expected == actual || expected.as_f64().is_some_and(|number| Some(number) == actual.as_f64()),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(map) => map.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

/// True if each of `expected` can have an `actual` of its own that fits, none left over: a perfect matching, found
/// by augmenting paths.
pub fn assign<E, A>(expected: &[E], actual: &[A], fits: impl Fn(&E, &A) -> bool) -> bool {
    fn place<E, A>(
        at: usize,
        seen: &mut [bool],
        owner: &mut [Option<usize>],
        (expected, actual): (&[E], &[A]),
        fits: &impl Fn(&E, &A) -> bool,
    ) -> bool {
        for slot in 0..actual.len() {
            if seen[slot] || !fits(&expected[at], &actual[slot]) {
                continue;
            }
            seen[slot] = true;
            if owner[slot].is_none_or(|other| place(other, seen, owner, (expected, actual), fits)) {
                owner[slot] = Some(at);
                return true;
            }
        }
        false
    }
    if expected.len() != actual.len() {
        return false;
    }
    let mut owner = vec![None; actual.len()];
    (0..expected.len())
        .all(|at| place(at, &mut vec![false; actual.len()], &mut owner, (expected, actual), &fits))
}
