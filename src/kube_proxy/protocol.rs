//! What kube-proxy can carry.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::message;
use crate::message::Message;

/// A transport protocol (`v1.Protocol`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // each is the protocol of its name
pub enum Protocol {
    Tcp,
    Udp,
    Sctp,
}

impl Protocol {
    const ALL: [Protocol; 3] = [Protocol::Tcp, Protocol::Udp, Protocol::Sctp];

    /// The protocol of a field that may be unset; the API server defaults it to TCP. None for an unknown word.
    pub fn of_field(field: Option<&str>) -> Option<Self> {
        match field {
            None | Some("") => Some(Protocol::Tcp),
            Some(name) => Protocol::ALL.into_iter().find(|protocol| protocol.name() == name),
        }
    }

    /// As the API spells it.
    pub fn name(self) -> &'static str {
        match self {
            Protocol::Tcp => "TCP",
            Protocol::Udp => "UDP",
            Protocol::Sctp => "SCTP",
        }
    }

    /// As iptables and nft spell it.
    pub fn lower(self) -> &'static str {
        match self {
            Protocol::Tcp => "tcp",
            Protocol::Udp => "udp",
            Protocol::Sctp => "sctp",
        }
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Protocol {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl FromStr for Protocol {
    type Err = Message;

    /// In either case of letters.
    fn from_str(text: &str) -> Result<Self, Message> {
        Protocol::ALL
            .into_iter()
            .find(|protocol| protocol.name().eq_ignore_ascii_case(text))
            .ok_or_else(|| message!("\"{protocol}\" is no protocol: TCP, UDP or SCTP", protocol = text))
    }
}
