//! The two families of addresses. kube-proxy runs one proxier for each.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use ipnet::IpNet;
use serde::{Serialize, Serializer};

use crate::message;
use crate::message::Message;

/// A family of addresses (`v1.IPFamily`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IpFamily {
    /// 32 bits.
    Ipv4,
    /// 128 bits.
    Ipv6,
}

impl IpFamily {
    /// Both, IPv4 first.
    pub const ALL: [IpFamily; 2] = [IpFamily::Ipv4, IpFamily::Ipv6];

    /// The family of an address.
    pub fn of(ip: IpAddr) -> Self {
        if ip.is_ipv4() { IpFamily::Ipv4 } else { IpFamily::Ipv6 }
    }

    /// The family of a CIDR.
    pub fn of_net(net: &IpNet) -> Self {
        IpFamily::of(net.addr())
    }

    /// The family as the API spells it, also the address type of an EndpointSlice.
    pub fn name(self) -> &'static str {
        match self {
            IpFamily::Ipv4 => "IPv4",
            IpFamily::Ipv6 => "IPv6",
        }
    }

    /// `127.0.0.1` or `::1`.
    pub fn loopback(self) -> IpAddr {
        match self {
            IpFamily::Ipv4 => Ipv4Addr::LOCALHOST.into(),
            IpFamily::Ipv6 => Ipv6Addr::LOCALHOST.into(),
        }
    }
}

impl std::fmt::Display for IpFamily {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for IpFamily {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl FromStr for IpFamily {
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Message> {
        IpFamily::ALL
            .into_iter()
            .find(|family| family.name().eq_ignore_ascii_case(text))
            .ok_or_else(|| message!("\"{family}\" is no IP family: ipv4 or ipv6", family = text))
    }
}
