//! The texts on fields in `www/fields`: what must be explained is, in both languages, and nothing else is.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use svclab::manifest::schema::{self, Item, TypeId};

fn texts(language: &str) -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("www/fields/{language}.txt"));
    let all = fs::read_to_string(path).expect("readable");
    let lines = all.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| line.split_once(": ").unwrap_or_else(|| panic!("{line}: no text")))
        .map(|(key, text)| (key.to_owned(), text.to_owned()))
        .collect()
}

/// Every `TYPE.FIELD` below a kind.
fn fields(root: TypeId) -> BTreeSet<String> {
    let (mut found, mut seen, mut open) = (BTreeSet::new(), Vec::new(), vec![root]);
    while let Some(id) = open.pop() {
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        for field in &schema::object_type(id).fields {
            let is_of_object = id == root && matches!(field.name, "apiVersion" | "kind" | "metadata");
            let owner = if is_of_object { "Object" } else { schema::object_type(id).name };
            found.insert(format!("{owner}.{}", field.name));
            if let Item::Object(below) = field.r#type.item() {
                open.push(below);
            }
        }
    }
    found
}

#[test]
fn every_field_of_service_and_endpoint_slice_is_explained() {
    for (version, kind) in [("v1", "Service"), ("discovery.k8s.io/v1", "EndpointSlice")] {
        let fields = fields(schema::kind(version, kind).expect("a kind"));
        assert!(fields.len() > 40, "{fields:?}");
        for language in ["en", "ko"] {
            let texts = texts(language);
            let missing: Vec<_> = fields.iter().filter(|field| !texts.contains_key(*field)).collect();
            assert!(missing.is_empty(), "{language}: {missing:?}");
        }
    }
}

#[test]
fn both_languages_explain_the_same() {
    let (english, korean) = (texts("en"), texts("ko"));
    assert_eq!(english.keys().collect::<Vec<_>>(), korean.keys().collect::<Vec<_>>());
    for (key, text) in &korean {
        assert!(text.chars().any(|letter| ('가'..='힣').contains(&letter)), "{key}: {text}");
    }
}

#[test]
fn every_text_is_about_a_field_of_the_api() {
    let kinds = schema::kind_names().flat_map(|kind| {
        schema::api_versions(kind).into_iter().filter_map(move |version| schema::kind(version, kind))
    });
    let all: BTreeSet<String> = kinds.flat_map(fields).collect();
    for key in texts("en").into_keys().filter(|key| !key.starts_with("new.") && key != "Object.spec") {
        let field = key.split('=').next().unwrap_or_default();
        // An address of Endpoints is explained as the one of an EndpointSlice.
        let field = field.replace("Endpoint.ip", "EndpointAddress.ip");
        assert!(all.contains(&field), "{key}");
    }
}
