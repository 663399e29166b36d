//! Writes the table by which `manifest` decodes strictly: every field of the simulated kinds, and its type.
//! `src/manifest/schema/mod.rs` says how the table is read.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use k8s_openapi::api::{apps::v1 as apps, batch::v1 as batch, core::v1 as core, discovery::v1 as discovery};
use k8s_openapi::schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../src/manifest/schema/table.txt");

fn main() -> std::io::Result<()> {
    let mut generator = SchemaGenerator::default();
    let roots: BTreeMap<String, &str> = [
        root::<core::Endpoints>(&mut generator, "v1"),
        root::<core::Namespace>(&mut generator, "v1"),
        root::<core::Node>(&mut generator, "v1"),
        root::<core::Pod>(&mut generator, "v1"),
        root::<core::ReplicationController>(&mut generator, "v1"),
        root::<core::Service>(&mut generator, "v1"),
        root::<discovery::EndpointSlice>(&mut generator, "discovery.k8s.io/v1"),
        root::<apps::DaemonSet>(&mut generator, "apps/v1"),
        root::<apps::Deployment>(&mut generator, "apps/v1"),
        root::<apps::ReplicaSet>(&mut generator, "apps/v1"),
        root::<apps::StatefulSet>(&mut generator, "apps/v1"),
        root::<batch::CronJob>(&mut generator, "batch/v1"),
        root::<batch::Job>(&mut generator, "batch/v1"),
    ]
    .into();
    let table = table(&generator.take_definitions(true), &roots);
    std::fs::write(TABLE, &table)?;
    println!("{} bytes, {} types", table.len(), table.lines().filter(|line| !line.starts_with('#')).count());
    Ok(())
}

/// Puts a kind and everything below it into the generator.
fn root<T: JsonSchema>(generator: &mut SchemaGenerator, api_version: &'static str) -> (String, &'static str) {
    generator.subschema_for::<T>();
    (T::schema_name().into_owned(), api_version)
}

fn table(definitions: &Map<String, Value>, roots: &BTreeMap<String, &str>) -> String {
    let names = short_names(definitions.keys());
    let mut lines = BTreeSet::new();
    for (full_name, schema) in definitions {
        let Some(fields) = schema["properties"].as_object() else { continue };
        let required = schema["required"].as_array().into_iter().flatten().collect::<Vec<_>>();
        let mut line = names[full_name].clone();
        if let Some(api_version) = roots.get(full_name) {
            write!(line, "@{api_version}").expect("a String takes all");
        }
        for (field, schema) in fields {
            let mark = if required.iter().any(|name| *name == field) { "!" } else { "" };
            match field_type(schema, definitions, &names).as_str() {
                "" => write!(line, " {field}{mark}"),
                kind => write!(line, " {field}{mark}:{kind}"),
            }
            .expect("a String takes all");
        }
        lines.insert(line);
    }
    let mut table = "# Written by tools/schema from the API of Kubernetes 1.36; not to be edited.\n".to_owned();
    for line in lines {
        table.push_str(&line);
        table.push('\n');
    }
    table
}

/// The last word of each name, with the API group before it where two types would share one.
fn short_names<'a>(full_names: impl Iterator<Item = &'a String>) -> BTreeMap<String, String> {
    let mut taken = BTreeSet::new();
    let mut names = BTreeMap::new();
    for full_name in full_names {
        let words: Vec<&str> = full_name.split('.').collect();
        let [.., group, _version, name] = words.as_slice() else { panic!("{full_name} has no group") };
        let name = if taken.insert(*name) { (*name).to_owned() } else { format!("{name}.{group}") };
        names.insert(full_name.clone(), name);
    }
    names
}

fn field_type(schema: &Value, definitions: &Map<String, Value>, names: &BTreeMap<String, String>) -> String {
    if let Some(full_name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return match full_name.rsplit('.').next() {
            Some("Quantity") => "q".to_owned(),
            Some("IntOrString") => "x".to_owned(),
            Some("Time" | "MicroTime") => "t".to_owned(),
            _ if definitions[full_name]["properties"].is_object() => names[full_name].clone(),
            _ => "*".to_owned(),
        };
    }
    match (schema["type"].as_str(), schema["format"].as_str()) {
        (Some("string"), None) => String::new(),
        (Some("boolean"), _) => "b".to_owned(),
        (Some("integer"), Some("int32")) => "i".to_owned(),
        (Some("integer"), _) => "l".to_owned(),
        (Some("array"), _) => format!("[]{}", field_type(&schema["items"], definitions, names)),
        (Some("object"), _) => format!("{{}}{}", field_type(&schema["additionalProperties"], definitions, names)),
        _ => panic!("no letter for {schema}"),
    }
}
