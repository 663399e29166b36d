//! Where packets end without reaching anyone.

use serde::Serialize;

use crate::message::Message;

/// Where packets end without reaching anyone.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Stop {
    /// How they end.
    pub verdict: StopVerdict,
    /// Why.
    pub reason: Message,
}

/// How a packet ends that reaches nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum StopVerdict {
    /// The client hears so at once.
    Refused,
    /// The client hears nothing until it gives up.
    Dropped,
    /// The name has no address, so that nothing is sent.
    Unresolved,
}
