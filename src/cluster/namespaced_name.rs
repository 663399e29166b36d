//! Namespace and name.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::api::{ObjectMeta, SmolStr};

/// Namespace and name, in words `shop/web`. Ordered as `kubectl get -A` lists objects.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NamespacedName {
    /// The namespace.
    pub namespace: SmolStr,
    /// The name.
    pub name: SmolStr,
}

impl NamespacedName {
    /// The name in the namespace.
    pub fn new(namespace: impl Into<SmolStr>, name: impl Into<SmolStr>) -> Self {
        NamespacedName { namespace: namespace.into(), name: name.into() }
    }

    /// Where an object with this metadata is kept.
    pub fn of(metadata: &ObjectMeta) -> Self {
        NamespacedName::new(metadata.namespace.clone().unwrap_or_default(), metadata.name.clone())
    }
}

impl fmt::Display for NamespacedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.namespace, self.name)
    }
}

/// Words that are no `NAMESPACE/NAME`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoName(pub String);

impl fmt::Display for NoName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is no NAMESPACE/NAME", self.0)
    }
}

impl std::error::Error for NoName {}

impl FromStr for NamespacedName {
    type Err = NoName;

    /// A name without a namespace is one of `default`.
    fn from_str(text: &str) -> Result<Self, NoName> {
        let (namespace, name) = text.split_once('/').unwrap_or(("default", text));
        if namespace.is_empty() || name.is_empty() || name.contains('/') {
            return Err(NoName(text.to_owned()));
        }
        Ok(NamespacedName::new(namespace, name))
    }
}

impl TryFrom<String> for NamespacedName {
    type Error = NoName;

    fn try_from(text: String) -> Result<Self, NoName> {
        text.parse()
    }
}

impl From<NamespacedName> for String {
    fn from(name: NamespacedName) -> Self {
        name.to_string()
    }
}
