//! `v1.Node`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::api::{Condition, IntOrString, ObjectMeta, SmolStr};

/// A machine of the cluster (`v1.Node`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Node {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: NodeSpec,
    /// What there is.
    pub status: NodeStatus,
}

/// What is wanted of a Node (`v1.NodeSpec`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct NodeSpec {
    /// The first of `podCIDRs`.
    #[serde(rename = "podCIDR")]
    pub pod_cidr: Option<SmolStr>,
    /// Where its Pods' addresses come from, one for each family.
    #[serde(rename = "podCIDRs")]
    pub pod_cidrs: Vec<SmolStr>,
    /// Its name at the cloud.
    #[serde(rename = "providerID")]
    pub provider_id: Option<SmolStr>,
    /// True if it is cordoned.
    pub unschedulable: Option<bool>,
    /// What keeps Pods away.
    pub taints: Vec<Taint>,
}

/// What keeps Pods away that do not bear it (`v1.Taint`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Taint {
    /// Its key.
    pub key: SmolStr,
    /// Its value.
    pub value: Option<SmolStr>,
    /// `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
    pub effect: SmolStr,
}

/// What there is of a Node (`v1.NodeStatus`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct NodeStatus {
    /// Its addresses and names.
    pub addresses: Vec<NodeAddress>,
    /// Among them `Ready`.
    pub conditions: Vec<Condition>,
    /// What it has.
    pub capacity: BTreeMap<SmolStr, IntOrString>,
    /// What Pods may use of it.
    pub allocatable: BTreeMap<SmolStr, IntOrString>,
}

/// An address or name of a Node (`v1.NodeAddress`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct NodeAddress {
    /// `InternalIP`, `ExternalIP`, `Hostname`, `InternalDNS` or `ExternalDNS`.
    pub r#type: SmolStr,
    /// The address or name.
    pub address: SmolStr,
}
