//! `discovery.k8s.io/v1` `EndpointSlice`.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::api::{Labels, ObjectMeta, ObjectReference, SmolStr};

/// A part of the endpoints of a Service (`discovery.k8s.io/v1` `EndpointSlice`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EndpointSlice {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
    /// `IPv4`, `IPv6` or `FQDN`.
    pub address_type: SmolStr,
    /// The endpoints.
    pub endpoints: Vec<Endpoint>,
    /// The ports that every one of them has.
    pub ports: Vec<EndpointSlicePort>,
}

/// One endpoint (`discovery.k8s.io/v1` `Endpoint`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Endpoint {
    /// Its address; kube-proxy reads the first.
    pub addresses: Vec<SmolStr>,
    /// Whether it gets traffic.
    pub conditions: EndpointConditions,
    /// Its name below the Service.
    pub hostname: Option<SmolStr>,
    /// The Pod that it is.
    pub target_ref: Option<Rc<ObjectReference>>,
    /// Left over from v1beta1.
    pub deprecated_topology: Labels,
    /// The node it is on.
    pub node_name: Option<SmolStr>,
    /// The zone it is in.
    pub zone: Option<SmolStr>,
    /// Who should use it.
    pub hints: Option<EndpointHints>,
}

/// Whether an endpoint gets traffic (`EndpointConditions`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EndpointConditions {
    /// True, or not given: it does.
    pub ready: Option<bool>,
    /// As `ready`, but also while terminating.
    pub serving: Option<bool>,
    /// True if it is ending.
    pub terminating: Option<bool>,
}

/// Who should use an endpoint (`EndpointHints`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EndpointHints {
    /// Clients in these zones.
    pub for_zones: Vec<ForZone>,
    /// Clients on these nodes.
    pub for_nodes: Vec<ForNode>,
}

/// A zone (`ForZone`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ForZone {
    /// The zone.
    pub name: SmolStr,
}

/// A node (`ForNode`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ForNode {
    /// The node.
    pub name: SmolStr,
}

/// One port (`EndpointPort`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EndpointSlicePort {
    /// The Service port's name.
    pub name: Option<SmolStr>,
    /// The number at the address.
    pub port: Option<i32>,
    /// `TCP`, `UDP` or `SCTP`.
    pub protocol: Option<SmolStr>,
    /// What is spoken on it.
    pub app_protocol: Option<SmolStr>,
}
