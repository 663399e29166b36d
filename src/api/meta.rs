//! What every object has: names, labels, owners, selectors, conditions.

use std::collections::BTreeMap;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize};

use crate::api::{Shared, SmolStr, ToSmolStr};

/// Keys and values of strings, in the order of their keys. A null value is the empty string.
pub type Labels = BTreeMap<SmolStr, SmolStr>;

/// A number or a name (`intstr.IntOrString`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum IntOrString {
    /// A number.
    Int(i32),
    /// A name. A number in quotes is a name too.
    String(SmolStr),
}

impl std::fmt::Display for IntOrString {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            IntOrString::Int(number) => number.fmt(f),
            IntOrString::String(name) => name.fmt(f),
        }
    }
}

impl<'de> Deserialize<'de> for IntOrString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IntOrStringVisitor)
    }
}

/// Takes the value as it comes. `#[serde(untagged)]` would first make a copy of anything that JSON can say.
struct IntOrStringVisitor;

impl Visitor<'_> for IntOrStringVisitor {
    type Value = IntOrString;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a number or a name")
    }

    /// A quantity may be larger than a port: it is kept as its text.
    fn visit_i64<E>(self, value: i64) -> Result<IntOrString, E> {
        Ok(i32::try_from(value).map_or_else(|_| IntOrString::String(value.to_smolstr()), IntOrString::Int))
    }

    fn visit_u64<E>(self, value: u64) -> Result<IntOrString, E> {
        Ok(i32::try_from(value).map_or_else(|_| IntOrString::String(value.to_smolstr()), IntOrString::Int))
    }

    fn visit_f64<E>(self, value: f64) -> Result<IntOrString, E> {
        Ok(IntOrString::String(value.to_smolstr()))
    }

    fn visit_str<E>(self, value: &str) -> Result<IntOrString, E> {
        Ok(IntOrString::String(value.into()))
    }
}

/// What every object has (`metav1.ObjectMeta`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ObjectMeta {
    /// Unique among its kind in its namespace. A template has none.
    #[serde(skip_serializing_if = "SmolStr::is_empty")]
    pub name: SmolStr,
    /// A prefix from which the server makes a name.
    pub generate_name: Option<SmolStr>,
    /// The namespace; none for Nodes and Namespaces.
    pub namespace: Option<SmolStr>,
    /// Unique over space and time.
    pub uid: Option<SmolStr>,
    /// The version of the stored object.
    pub resource_version: Option<SmolStr>,
    /// Counts the changes of the spec.
    pub generation: Option<i64>,
    /// When it was made, RFC 3339.
    pub creation_timestamp: Option<SmolStr>,
    /// When it will be gone: given, the object is being deleted.
    pub deletion_timestamp: Option<SmolStr>,
    /// Seconds it has to end by itself.
    pub deletion_grace_period_seconds: Option<i64>,
    /// What selectors look at.
    pub labels: Shared<Labels>,
    /// Notes that no selector looks at.
    pub annotations: Shared<Labels>,
    /// The objects that this one belongs to.
    pub owner_references: Shared<Vec<OwnerReference>>,
    /// Who must let go before it may be deleted.
    pub finalizers: Shared<Vec<SmolStr>>,
}

/// The owner of an object (`metav1.OwnerReference`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct OwnerReference {
    /// Of the owner.
    pub api_version: SmolStr,
    /// Of the owner.
    pub kind: SmolStr,
    /// Of the owner.
    pub name: SmolStr,
    /// Of the owner.
    pub uid: SmolStr,
    /// True for the one that manages the object.
    pub controller: Option<bool>,
    /// True if the owner must wait for it.
    pub block_owner_deletion: Option<bool>,
}

/// Which labels are meant (`metav1.LabelSelector`); all parts must hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LabelSelector {
    /// Labels that must be there with these values.
    pub match_labels: Labels,
    /// Rules that must hold.
    pub match_expressions: Vec<LabelSelectorRequirement>,
}

/// One rule of a selector (`metav1.LabelSelectorRequirement`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LabelSelectorRequirement {
    /// The label's key.
    pub key: SmolStr,
    /// `In`, `NotIn`, `Exists`, `DoesNotExist`; for nodes also `Gt`, `Lt`.
    pub operator: SmolStr,
    /// The values it speaks of.
    pub values: Vec<SmolStr>,
}

/// A condition of a Service, Node or Pod, as far as anyone here reads it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Condition {
    /// Its name, e.g. `Ready`.
    pub r#type: SmolStr,
    /// `True`, `False` or `Unknown`.
    pub status: SmolStr,
    /// One word of why.
    pub reason: Option<SmolStr>,
    /// A sentence of why.
    pub message: Option<SmolStr>,
    /// When the status last changed, RFC 3339.
    pub last_transition_time: Option<SmolStr>,
}
