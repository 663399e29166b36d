//! The answer: where a packet goes, what happens to it on the way, and why.

use crate::api::SmolStr;
use std::fmt;
use std::net::IpAddr;
use std::rc::Rc;

use serde::{Serialize, Serializer};

use crate::cluster::NamespacedName;
use crate::coredns::Dig;
use crate::kube_proxy::Protocol;
use crate::message::Message;

/// Where a connection goes.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Trace {
    /// The client, in the words of the question.
    pub from: String,
    /// The target, in the words of the question.
    pub to: String,
    /// What the client's resolver said, if the target is a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolution: Option<Dig>,
    /// One for each address of the target.
    pub routes: Vec<Route>,
}

impl Trace {
    /// True if any route delivers.
    pub fn is_delivered(&self) -> bool {
        self.routes.iter().any(|route| route.verdict == Verdict::Delivered)
    }
}

/// Where packets to one address go.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Route {
    /// The address.
    pub address: IpAddr,
    /// The port.
    pub port: u16,
    /// The protocol.
    pub protocol: Protocol,
    /// What comes of it.
    pub verdict: Verdict,
    /// Why.
    pub reason: Message,
    /// Every backend that may get the connection, by address.
    pub endpoints: Vec<Endpoint>,
    /// Whether the backend sees another source address than the client's.
    pub source_nat: SourceNat,
    /// What happens on the way, in order.
    pub hops: Vec<Hop>,
}

/// What comes of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// A backend gets it.
    Delivered,
    /// It is rejected at once.
    Refused,
    /// Silence, until the client gives up.
    Dropped,
    /// There is no way from the client to the address.
    Unroutable,
}

/// A backend that may get the connection.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Endpoint {
    /// Its address.
    pub ip: IpAddr,
    /// Its port.
    pub port: u16,
    /// How likely it is; those of a route add up to 1.
    #[serde(serialize_with = "odds")]
    pub probability: f64,
    /// The node it is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<SmolStr>,
    /// The Pod that it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pod: Option<PodName>,
}

/// A Pod's namespace and name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PodName {
    /// The namespace.
    pub namespace: SmolStr,
    /// The name.
    pub name: SmolStr,
}

/// Sums of many small odds are rounded to what a person can compare.
fn odds<S: Serializer>(odds: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((odds * 1e10).round() / 1e10)
}

/// Whether a backend sees another source address than the client's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceNat {
    /// It sees the client's.
    No,
    /// It sees another.
    Yes,
    /// That depends on the backend.
    Some,
}

impl Serialize for SourceNat {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            SourceNat::No => serializer.serialize_bool(false),
            SourceNat::Yes => serializer.serialize_bool(true),
            SourceNat::Some => serializer.serialize_str("some"),
        }
    }
}

/// Something that happens to a packet.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Hop {
    /// Where.
    pub at: Place,
    /// What.
    pub action: Action,
    /// The source address then; several if it depends on the backend.
    pub source: String,
    /// The destination then, `ip:port`; several if there is a choice.
    pub destination: String,
    /// Why: the rule that did it, or what else is to be known.
    pub note: Message,
    /// What rules did to the packet there; in the JSON the note says it.
    #[serde(skip)]
    pub by_rules: ByRules,
}

/// What rules did to a packet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ByRules {
    /// The chains whose rules did it, in the order in which the packet met them.
    pub chains: Vec<Rc<str>>,
    /// Source and destination before they were rewritten.
    pub before: Option<(String, String)>,
    /// Seconds for which a client that comes back keeps its endpoint.
    pub sticky_seconds: Option<u32>,
}

/// What happens to a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Action {
    /// The client sends it.
    Send,
    /// The network hands it to a node.
    Route,
    /// A load balancer hands it to one of several nodes.
    Balance,
    /// It gets another destination.
    Dnat,
    /// It gets another source.
    Snat,
    /// It is passed on unchanged.
    Forward,
    /// It is answered with a refusal.
    Reject,
    /// It vanishes.
    Drop,
    /// It arrives.
    Deliver,
}

/// Where something happens. In words like those of a client.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A Pod.
    Pod(NamespacedName),
    /// A node.
    Node(String),
    /// A host on the nodes' own network.
    Lan(IpAddr),
    /// A host on the internet.
    Internet(IpAddr),
    /// The load balancer that has this address.
    LoadBalancer(IpAddr),
    /// A host outside the cluster that is known by its address alone.
    Host(IpAddr),
    /// Whatever is between the client and the nodes.
    Network,
    /// One of several backends, see [`Route::endpoints`].
    Endpoints,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Pod(name) => write!(f, "pod:{name}"),
            Place::Node(name) => write!(f, "node:{name}"),
            Place::Lan(ip) => write!(f, "lan:{ip}"),
            Place::Internet(ip) => write!(f, "internet:{ip}"),
            Place::LoadBalancer(ip) => write!(f, "load-balancer:{ip}"),
            Place::Host(ip) => write!(f, "host:{ip}"),
            Place::Network => f.write_str("network"),
            Place::Endpoints => f.write_str("endpoints"),
        }
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
