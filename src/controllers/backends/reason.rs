//! Why a Pod is no endpoint of a Service, or does not count as one.

use serde::Serialize;

use crate::api::SmolStr;
use crate::message;
use crate::message::Message;

/// Why a Pod is no endpoint of a Service, or does not count as one, or does so only in part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Reason {
    /// It has not got a label that the selector asks for.
    NoLabel {
        /// The label's key.
        key: SmolStr,
        /// The value that the selector asks for.
        wanted: SmolStr,
    },
    /// A label has another value than the selector asks for.
    OtherLabel {
        /// The label's key.
        key: SmolStr,
        /// The value that the selector asks for.
        wanted: SmolStr,
        /// The value that the Pod has.
        given: SmolStr,
    },
    /// It has ended with success.
    Succeeded,
    /// It has failed.
    Failed {
        /// What its status says of it.
        #[serde(skip_serializing_if = "Option::is_none")]
        said: Option<SmolStr>,
    },
    /// It is on no node.
    NoNode {
        /// What the scheduler says of it.
        #[serde(skip_serializing_if = "Option::is_none")]
        said: Option<SmolStr>,
    },
    /// Its node does not exist.
    NodeMissing {
        /// The node.
        node: SmolStr,
    },
    /// It has not started, and so has no address.
    NoAddress,
    /// It has no address of one of the Service's families.
    NoAddressOfFamily {
        /// `IPv4` or `IPv6`.
        family: SmolStr,
    },
    /// No container has the port that the Service names.
    NoSuchPort {
        /// The name that the Service looks for.
        name: SmolStr,
        /// The Service's port.
        port: i32,
    },
    /// It is being deleted.
    Terminating {
        /// True if it is ready as long as it is there.
        serving: bool,
    },
    /// A condition that it also needs is not true.
    ReadinessGate {
        /// The condition.
        gate: SmolStr,
    },
    /// Its node is not ready.
    NodeNotReady {
        /// The node.
        node: SmolStr,
    },
    /// It is not ready.
    NotReady {
        /// What its `Ready` condition says of it.
        #[serde(skip_serializing_if = "Option::is_none")]
        said: Option<SmolStr>,
    },
    /// It would not count, and does because of `publishNotReadyAddresses`.
    Published,
    /// Whoever wrote the endpoint says that it is not ready.
    WrittenNotReady,
    /// It has the address of another Pod behind the Service, as Pods on the network of one node have: clients cannot
    /// tell them apart.
    SharedAddress {
        /// The other Pod's name.
        pod: SmolStr,
    },
}

impl Reason {
    /// The reason as a sentence about the Pod.
    pub fn message(&self) -> Message {
        match self {
            Reason::NoLabel { key, wanted } => message!(
                "it has no label {key}; the selector asks for {key}={wanted}",
                key = key,
                wanted = wanted
            ),
            Reason::OtherLabel { key, wanted, given } => message!(
                "its label {key} is {given}; the selector asks for {wanted}",
                key = key,
                given = given,
                wanted = wanted
            ),
            Reason::Succeeded => message!("it has ended with success"),
            Reason::Failed { said: None } => message!("it has failed"),
            Reason::Failed { said: Some(said) } => message!("it has failed: {said}", said = said),
            Reason::NoNode { said: None } => message!("it is on no node"),
            Reason::NoNode { said: Some(said) } => message!("it is on no node: {said}", said = said),
            Reason::NodeMissing { node } => message!("its node {node} does not exist", node = node),
            Reason::NoAddress => message!("it has no address yet"),
            Reason::NoAddressOfFamily { family } => {
                message!("it has no {family} address, as the Service asks for", family = family)
            }
            Reason::NoSuchPort { name, port } => message!(
                "it has no container port {name}: port {port} of the Service does not lead to it",
                name = name,
                port = port
            ),
            Reason::Terminating { serving: true } => {
                message!("it is being deleted: it gets connections only while nobody is ready")
            }
            Reason::Terminating { serving: false } => message!("it is being deleted, and is not ready"),
            Reason::ReadinessGate { gate } => message!("its readiness gate {gate} is not true", gate = gate),
            Reason::NodeNotReady { node } => message!("its node {node} is not ready", node = node),
            Reason::NotReady { said: None } => message!("it is not ready"),
            Reason::NotReady { said: Some(said) } => message!("it is not ready: {said}", said = said),
            Reason::Published => {
                message!("it counts only because the Service publishes addresses that are not ready")
            }
            Reason::WrittenNotReady => message!("its endpoint was written as not ready"),
            Reason::SharedAddress { pod } => {
                message!("it has the address of {pod}: clients cannot tell them apart", pod = pod)
            }
        }
    }
}
