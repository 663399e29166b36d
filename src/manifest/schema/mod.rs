//! Every field of the kinds that are simulated, and its type: the whole API, modelled here or not.
//!
//! `table.txt` is written by `tools/schema`, `settings.txt` by hand. A line is a type, its fields parted by spaces:
//!
//! ```text
//! ServicePort appProtocol name nodePort:i port!:i protocol targetPort:x
//! Service@v1 apiVersion kind metadata:ObjectMeta spec:ServiceSpec status:ServiceStatus
//! ```
//!
//! `@` makes a type the kind of its name in that API version, `!` marks a field that must be given. Behind the colon
//! stands the type: nothing for a text, `b` a boolean, `i` and `l` integers of 32 and 64 bits, `f` a number, `q` a
//! quantity, `t` a time, `x` a number or a name, `*` anything, or the name of another line; `[]` before it makes a
//! list, `{}` a map.

mod formats;
mod relocate;
mod strict;
mod suggest;
mod wrong_type;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::path::{FieldPath, Segment};

pub use strict::check;
pub use suggest::distance;
pub use wrong_type::written;

const TABLES: [&str; 2] = [include_str!("table.txt"), include_str!("settings.txt")];

static SCHEMA: LazyLock<Schema> = LazyLock::new(Schema::parse);

/// An object type: a kind, or a part of one.
#[derive(Debug)]
pub struct ObjectType {
    /// Its name in the API, e.g. `ServicePort`.
    pub name: &'static str,
    /// Its fields, in alphabetical order.
    pub fields: Vec<Field>,
}

/// A field of an object type.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// True if it must be given.
    pub is_required: bool,
    /// What its value is.
    pub r#type: Type,
}

/// What a value is: an item, a list of items, or a map from texts to items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// One item.
    One(Item),
    /// A list of items.
    List(Item),
    /// A map from texts to items.
    Map(Item),
}

/// What is not a list or a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A text.
    Text,
    /// True or false.
    Bool,
    /// A whole number of 32 bits.
    Int32,
    /// A whole number of 64 bits.
    Int64,
    /// Any number.
    Number,
    /// A number with a unit, e.g. `500m` or `2Gi`.
    Quantity,
    /// A moment, RFC 3339.
    Time,
    /// A number or a name.
    IntOrString,
    /// Anything.
    Any,
    /// An object.
    Object(TypeId),
}

/// Names an [`ObjectType`]; see [`object_type`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeId(usize);

#[derive(Debug)]
struct Schema {
    types: Vec<ObjectType>,
    /// By kind, then by API version.
    kinds: BTreeMap<&'static str, BTreeMap<&'static str, TypeId>>,
}

/// The type of a kind in an API version, if it is a simulated one.
pub fn kind(api_version: &str, kind: &str) -> Option<TypeId> {
    SCHEMA.kinds.get(kind)?.get(api_version).copied()
}

/// The API versions that have the kind; none if the kind is not simulated.
pub fn api_versions(kind: &str) -> Vec<&'static str> {
    SCHEMA.kinds.get(kind).into_iter().flat_map(BTreeMap::keys).copied().collect()
}

/// Every kind that is simulated, in alphabetical order.
pub fn kind_names() -> impl Iterator<Item = &'static str> {
    SCHEMA.kinds.keys().copied()
}

/// The object type of an id.
pub fn object_type(id: TypeId) -> &'static ObjectType {
    &SCHEMA.types[id.0]
}

/// The type of the value at a path below an object type; none where the API has no such field.
pub fn type_at(root: TypeId, path: &FieldPath) -> Option<Type> {
    path.segments().iter().try_fold(Type::One(Item::Object(root)), |at, segment| match (at, segment) {
        (Type::One(Item::Object(id)), Segment::Field(name)) => {
            object_type(id).field(name).map(|field| field.r#type)
        }
        (Type::List(item), Segment::Index(_)) => Some(Type::One(item)),
        (Type::Map(item), Segment::Field(_) | Segment::Key(_)) => Some(Type::One(item)),
        (Type::One(Item::Any), _) => Some(at),
        _ => None,
    })
}

/// Every kind with the type of its newest API version.
fn kinds() -> impl Iterator<Item = (&'static str, TypeId)> {
    SCHEMA.kinds.iter().filter_map(|(kind, versions)| Some((*kind, *versions.values().next_back()?)))
}

impl ObjectType {
    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        let at = self.fields.binary_search_by(|field| field.name.cmp(name)).ok()?;
        self.fields.get(at)
    }
}

impl Type {
    /// What is in the list or map, or the item itself.
    pub fn item(self) -> Item {
        match self {
            Type::One(item) | Type::List(item) | Type::Map(item) => item,
        }
    }
}

impl Schema {
    fn parse() -> Self {
        let lines = || TABLES.into_iter().flat_map(str::lines).filter(|line| !line.starts_with('#'));
        let head = |line: &'static str| line.split(' ').next().unwrap_or(line);
        let ids: BTreeMap<&str, TypeId> =
            lines().enumerate().map(|(at, line)| (head(line), TypeId(at))).collect();
        let mut kinds: BTreeMap<&str, BTreeMap<&str, TypeId>> = BTreeMap::new();
        for (head, id) in &ids {
            if let Some((kind, api_version)) = head.split_once('@') {
                kinds.entry(kind).or_default().insert(api_version, *id);
            }
        }
        let types = lines().map(|line| ObjectType::parse(line, &ids)).collect();
        Schema { types, kinds }
    }
}

impl ObjectType {
    fn parse(line: &'static str, ids: &BTreeMap<&str, TypeId>) -> Self {
        let mut words = line.split(' ');
        let head = words.next().unwrap_or(line);
        let name = head.split(['@', '.']).next().unwrap_or(head);
        ObjectType { name, fields: words.map(|word| Field::parse(word, ids)).collect() }
    }
}

impl Field {
    fn parse(word: &'static str, ids: &BTreeMap<&str, TypeId>) -> Self {
        let (name, r#type) = word.split_once(':').unwrap_or((word, ""));
        let is_required = name.ends_with('!');
        Field { name: name.trim_end_matches('!'), is_required, r#type: Type::parse(r#type, ids) }
    }
}

impl Type {
    fn parse(text: &str, ids: &BTreeMap<&str, TypeId>) -> Self {
        let item = |text: &str| match text {
            "" => Item::Text,
            "b" => Item::Bool,
            "i" => Item::Int32,
            "l" => Item::Int64,
            "f" => Item::Number,
            "q" => Item::Quantity,
            "t" => Item::Time,
            "x" => Item::IntOrString,
            name => ids.get(name).map_or(Item::Any, |id| Item::Object(*id)),
        };
        match (text.strip_prefix("[]"), text.strip_prefix("{}")) {
            (Some(of), _) => Type::List(item(of)),
            (_, Some(of)) => Type::Map(item(of)),
            _ => Type::One(item(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> FieldPath {
        text.split('.').fold(FieldPath::default(), |path, word| match word.parse() {
            Ok(index) => path.index(index),
            Err(_) => path.child(word),
        })
    }

    #[test]
    fn paths_have_the_types_of_the_api() {
        let deployment = kind("apps/v1", "Deployment").expect("a kind");
        let cases = [
            ("spec.replicas", Some(Type::One(Item::Int32))),
            ("metadata.labels", Some(Type::Map(Item::Text))),
            ("metadata.labels.app", Some(Type::One(Item::Text))),
            ("spec.template.spec.containers.0.ports.0.containerPort", Some(Type::One(Item::Int32))),
            ("spec.template.spec.containers.0.resources.limits", Some(Type::Map(Item::Quantity))),
            ("spec.strategy.rollingUpdate.maxSurge", Some(Type::One(Item::IntOrString))),
            ("metadata.managedFields.0.fieldsV1.anything", Some(Type::One(Item::Any))),
            ("spec.ports", None),
            ("spec.replicas.deep", None),
        ];
        for (text, expected) in cases {
            assert_eq!(type_at(deployment, &path(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_kind_has_its_versions() {
        assert_eq!(api_versions("Deployment"), ["apps/v1"]);
        assert_eq!(
            api_versions("ClusterConfiguration"),
            ["kubeadm.k8s.io/v1beta3", "kubeadm.k8s.io/v1beta4"]
        );
        assert!(api_versions("Ingress").is_empty());
        assert!(kind("v1", "Deployment").is_none());
    }

    #[test]
    fn the_tables_are_whole() {
        for table in TABLES {
            let lines: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
            assert!(lines.is_sorted());
        }
        for object in &SCHEMA.types {
            assert!(object.fields.is_sorted_by(|a, b| a.name < b.name), "{}", object.name);
        }
        // `*` stands once; any other `Any` is a name without a line.
        let any = SCHEMA
            .types
            .iter()
            .flat_map(|object| &object.fields)
            .filter(|field| field.r#type.item() == Item::Any);
        assert_eq!(any.map(|field| field.name).collect::<Vec<_>>(), ["fieldsV1"]);
    }
}
