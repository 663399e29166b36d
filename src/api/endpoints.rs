//! `v1.Endpoints`.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::api::{ObjectMeta, SmolStr};

/// The addresses behind a Service, old form (`v1.Endpoints`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Endpoints {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
    /// Addresses and ports that belong together.
    pub subsets: Vec<EndpointSubset>,
}

/// Every address with every port (`v1.EndpointSubset`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EndpointSubset {
    /// Those that get traffic.
    pub addresses: Vec<EndpointAddress>,
    /// Those that do not yet.
    pub not_ready_addresses: Vec<EndpointAddress>,
    /// The ports.
    pub ports: Vec<EndpointPort>,
}

/// One address (`v1.EndpointAddress`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EndpointAddress {
    /// The address.
    pub ip: SmolStr,
    /// Its name below the Service.
    pub hostname: Option<SmolStr>,
    /// The node it is on.
    pub node_name: Option<SmolStr>,
    /// The Pod that has it.
    pub target_ref: Option<Rc<ObjectReference>>,
}

/// One port (`v1.EndpointPort`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EndpointPort {
    /// The Service port's name.
    pub name: Option<SmolStr>,
    /// The number at the address.
    pub port: i32,
    /// `TCP`, `UDP` or `SCTP`.
    pub protocol: Option<SmolStr>,
    /// What is spoken on it.
    pub app_protocol: Option<SmolStr>,
}

/// A reference to an object (`v1.ObjectReference`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ObjectReference {
    /// Its version.
    pub api_version: Option<SmolStr>,
    /// Its kind.
    pub kind: Option<SmolStr>,
    /// Its namespace.
    pub namespace: Option<SmolStr>,
    /// Its name.
    pub name: Option<SmolStr>,
    /// Its uid.
    pub uid: Option<SmolStr>,
    /// Its resource version.
    pub resource_version: Option<SmolStr>,
    /// A part of it.
    pub field_path: Option<SmolStr>,
}
