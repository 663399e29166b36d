//! `v1.Namespace`.

use serde::{Deserialize, Serialize};

use crate::api::{ObjectMeta, SmolStr};

/// A room for names (`v1.Namespace`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Namespace {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
    /// What there is.
    pub status: NamespaceStatus,
}

/// What there is of a Namespace (`v1.NamespaceStatus`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct NamespaceStatus {
    /// `Active` or `Terminating`.
    pub phase: Option<SmolStr>,
}
