//! The first packet of a connection.

use std::net::{IpAddr, SocketAddr};

use crate::kube_proxy::{IpFamily, Protocol};

/// The first packet of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Packet {
    pub source: IpAddr,
    pub destination: SocketAddr,
    pub protocol: Protocol,
}

impl Packet {
    pub fn family(&self) -> IpFamily {
        IpFamily::of(self.destination.ip())
    }
}
