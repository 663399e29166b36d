//! What the schema does not say of a field: which values it takes, which of them it has by itself, and which fields
//! people usually write.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::manifest::schema::{self, Item, Type};

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::parse);

/// What a field may be.
#[derive(Debug, Default)]
pub struct Values {
    /// What it is when it is not given.
    pub default: Option<&'static str>,
    /// Every value that it takes; none if there are too many.
    pub choices: Vec<&'static str>,
}

struct Tables {
    values: BTreeMap<&'static str, Values>,
    usual: BTreeMap<&'static str, Vec<&'static str>>,
    pages: BTreeMap<&'static str, &'static str>,
}

/// The values of a field, if a table has them.
pub fn values(owner: &str, field: &str) -> Option<&'static Values> {
    TABLES.values.get(format!("{owner}.{field}").as_str())
}

/// The fields of a type that people usually write, in the order in which they do.
pub fn usual(owner: &str) -> &'static [&'static str] {
    TABLES.usual.get(owner).map_or(&[], Vec::as_slice)
}

/// The page of the Kubernetes documentation on a field, or on its type.
pub fn page(owner: &str, field: &str) -> Option<String> {
    let page = TABLES.pages.get(format!("{owner}.{field}").as_str()).or_else(|| TABLES.pages.get(owner))?;
    Some(format!("https://kubernetes.io/docs/{page}"))
}

/// True for what the API server writes itself, and nobody by hand.
pub fn is_rare(field: &str) -> bool {
    const RARE: [&str; 9] = [
        "creationTimestamp",
        "deletionGracePeriodSeconds",
        "generation",
        "managedFields",
        "resourceVersion",
        "selfLink",
        "status",
        "uid",
        "deletionTimestamp",
    ];
    RARE.contains(&field)
}

/// Types whose fields mean the same, under one name: every kind begins alike.
pub fn family(owner: &'static str) -> &'static str {
    match owner {
        "EphemeralContainer" => "Container",
        "EndpointAddress" => "Endpoint",
        _ => owner,
    }
}

/// A type as the API documents it.
pub fn type_words(of: Type) -> String {
    let item = match of.item() {
        Item::Text => "string",
        Item::Bool => "boolean",
        Item::Int32 | Item::Int64 => "integer",
        Item::Number => "number",
        Item::Quantity => "quantity",
        Item::Time => "time",
        Item::IntOrString => "integer or string",
        Item::Any => "any",
        Item::Object(id) => schema::object_type(id).name,
    };
    match of {
        Type::One(_) => item.to_owned(),
        Type::List(_) => format!("[]{item}"),
        Type::Map(_) => format!("map[string]{item}"),
    }
}

impl Tables {
    fn parse() -> Self {
        let mut tables = Tables { values: BTreeMap::new(), usual: BTreeMap::new(), pages: BTreeMap::new() };
        for line in include_str!("tables.txt").lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split(' ');
            let (Some(name), Some(mark)) = (words.next(), words.next()) else { continue };
            match mark {
                "=" => {
                    let default = words.clone().find_map(|word| word.strip_suffix('*'));
                    let choices: Vec<&str> = words.map(|word| word.trim_end_matches('*')).collect();
                    let is_open = choices.len() == 1;
                    let choices = if is_open { Vec::new() } else { choices };
                    tables.values.insert(name, Values { default, choices });
                }
                ">" => drop(tables.usual.insert(name, words.collect())),
                _ => drop(tables.pages.insert(name, mark)),
            }
        }
        tables
    }
}
