//! The question: who sends a packet to where.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use super::error::{Part, TraceError};
use crate::cluster::NamespacedName;
use crate::kube_proxy::Protocol;
use crate::message;

/// Who sends a packet to where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceQuery {
    /// Who sends it.
    pub from: Client,
    /// The node that the network hands it to, where the network has a choice.
    pub via: Option<Via>,
    /// Where it is to go.
    pub to: Target,
}

/// Who sends a packet. In words: `pod:NS/NAME`, `node:NAME`, `lan[:IP]`, `internet[:IP]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Client {
    /// A Pod.
    Pod(NamespacedName),
    /// A node.
    Node(String),
    /// A host on the nodes' own network, outside the cluster; without an address, one is taken.
    Lan(Option<IpAddr>),
    /// A host on the internet; without an address, one is taken.
    Internet(Option<IpAddr>),
}

/// The node that the network hands a packet to. In words: `node:NAME`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Via {
    /// The node's name.
    pub node: String,
}

/// Where a packet is to go. In words: `HOST[:PORT][/PROTOCOL]`, an IPv6 address in brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// A name or an address.
    pub host: Host,
    /// The port; without it, a Service's only one is taken.
    pub port: Option<u16>,
    /// The protocol; without it, that of the port, else TCP.
    pub protocol: Option<Protocol>,
}

/// A name or an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Host {
    /// A name for the client's resolver.
    Name(String),
    /// An address.
    Address(IpAddr),
}

const CLIENTS: &str = "pod:NAMESPACE/NAME, node:NAME, lan, lan:IP, internet or internet:IP";

impl FromStr for Client {
    type Err = TraceError;

    fn from_str(text: &str) -> Result<Self, TraceError> {
        client(text).map_err(|error| error.of(Part::From))
    }
}

fn client(text: &str) -> Result<Client, TraceError> {
    let (kind, rest) = match text.split_once(':') {
        Some((kind, rest)) => (kind, Some(rest)),
        None => (text, None),
    };
    match (kind, rest) {
        ("pod", Some(rest)) => pod(rest),
        ("node", Some(name)) if !name.is_empty() => Ok(Client::Node(name.into())),
        ("lan", rest) => Ok(Client::Lan(rest.map(address).transpose()?)),
        ("internet", rest) => Ok(Client::Internet(rest.map(address).transpose()?)),
        _ => Err(TraceError::new(
            message!("\"{client}\" is no client", client = text),
            message!("Write {clients}.", clients = CLIENTS),
        )),
    }
}

/// A Pod without a namespace is one of `default`.
fn pod(text: &str) -> Result<Client, TraceError> {
    let (namespace, name) = text.split_once('/').unwrap_or(("default", text));
    if namespace.is_empty() || name.is_empty() {
        return Err(TraceError::new(
            message!("\"{pod}\" names no Pod", pod = text),
            message!("Write pod:NAMESPACE/NAME."),
        ));
    }
    Ok(Client::Pod(NamespacedName::new(namespace, name)))
}

fn address(text: &str) -> Result<IpAddr, TraceError> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    bare.parse().map_err(|_| TraceError::bare(message!("\"{address}\" is no IP address", address = text)))
}

impl FromStr for Via {
    type Err = TraceError;

    fn from_str(text: &str) -> Result<Self, TraceError> {
        match text.strip_prefix("node:") {
            Some(node) if !node.is_empty() => Ok(Via { node: node.into() }),
            _ => Err(TraceError::new(
                message!("\"{via}\" is no node", via = text),
                message!("Write node:NAME."),
            )
            .of(Part::Via)),
        }
    }
}

impl FromStr for Target {
    type Err = TraceError;

    fn from_str(text: &str) -> Result<Self, TraceError> {
        let (rest, protocol) = match text.split_once('/') {
            Some((rest, protocol)) => (rest, Some(protocol.parse().map_err(TraceError::bare)?)),
            None => (text, None),
        };
        let (host, number) = host_and_port(rest)?;
        let port = number.map(port).transpose()?;
        if host.is_empty() {
            return Err(TraceError::new(
                message!("\"{target}\" names no host", target = text),
                message!("Write HOST:PORT or HOST:PORT/PROTOCOL."),
            ));
        }
        let host = match host.parse() {
            Ok(ip) => Host::Address(ip),
            Err(_) => Host::Name(host.into()),
        };
        Ok(Target { host, port, protocol })
    }
}

/// Splits `host:port`, `host`, `[v6]:port`, `[v6]` and a bare `v6`.
fn host_and_port(text: &str) -> Result<(&str, Option<&str>), TraceError> {
    if let Some(rest) = text.strip_prefix('[') {
        let (host, rest) = rest.split_once(']').ok_or_else(|| {
            TraceError::bare(message!("\"{target}\" has a bracket that is not closed", target = text))
        })?;
        if host.parse::<IpAddr>().is_err() {
            return Err(TraceError::bare(message!("\"{address}\" is no IP address", address = host)));
        }
        return match rest.strip_prefix(':') {
            Some(port) => Ok((host, Some(port))),
            None if rest.is_empty() => Ok((host, None)),
            None => Err(TraceError::bare(message!("\"{port}\" is no port", port = rest))),
        };
    }
    match text.split_once(':') {
        Some((_, rest)) if rest.contains(':') && text.parse::<IpAddr>().is_ok() => Ok((text, None)),
        Some((_, rest)) if rest.contains(':') => Err(TraceError::new(
            message!("\"{target}\" has too many colons", target = text),
            message!("Put an IPv6 address in brackets, as in [fd00::1]:80."),
        )),
        Some((host, port)) => Ok((host, Some(port))),
        None => Ok((text, None)),
    }
}

fn port(text: &str) -> Result<u16, TraceError> {
    text.parse().ok().filter(|port| *port != 0).ok_or_else(|| {
        TraceError::new(
            message!("\"{port}\" is no port", port = text),
            message!("A port is a number from 1 to 65535."),
        )
    })
}

impl fmt::Display for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Client::Pod(name) => write!(f, "pod:{name}"),
            Client::Node(name) => write!(f, "node:{name}"),
            Client::Lan(None) => f.write_str("lan"),
            Client::Lan(Some(ip)) => write!(f, "lan:{ip}"),
            Client::Internet(None) => f.write_str("internet"),
            Client::Internet(Some(ip)) => write!(f, "internet:{ip}"),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.host, self.port) {
            (Host::Address(IpAddr::V6(ip)), Some(port)) => write!(f, "[{ip}]:{port}")?,
            (Host::Address(ip), Some(port)) => write!(f, "{ip}:{port}")?,
            (Host::Address(ip), None) => write!(f, "{ip}")?,
            (Host::Name(name), Some(port)) => write!(f, "{name}:{port}")?,
            (Host::Name(name), None) => f.write_str(name)?,
        }
        match self.protocol {
            Some(protocol) => write!(f, "/{protocol}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_are_read_and_written_in_the_same_words() {
        for text in ["pod:shop/web", "node:a", "lan", "lan:10.0.0.1", "internet", "internet:2001:db8::1"] {
            let client: Client = text.parse().expect(text);
            assert_eq!(client.to_string(), text);
        }
        for text in ["", "pod", "pod:", "pod:/web", "node:", "lan:x", "printer:1"] {
            assert!(text.parse::<Client>().is_err(), "{text}");
        }
    }

    #[test]
    fn targets_are_read_and_written_in_the_same_words() {
        for text in
            ["web", "web:80", "web/UDP", "web.shop.svc:80/TCP", "10.0.0.1:53/SCTP", "[fd00::1]:80", "fd00::1"]
        {
            let target: Target = text.parse().expect(text);
            assert_eq!(target.to_string(), text);
        }
        let lower: Target = "web:80/udp".parse().expect("a target");
        assert_eq!(lower.protocol, Some(Protocol::Udp));
        let bare: Target = "[fd00::1]".parse().expect("a target");
        assert_eq!(bare.to_string(), "fd00::1");
    }

    #[test]
    fn a_wrong_target_is_told_so() {
        for (text, said) in [
            ("", "\"\" names no host"),
            (":80", "\":80\" names no host"),
            ("web:", "\"\" is no port"),
            ("web:0", "\"0\" is no port"),
            ("web:65536", "\"65536\" is no port"),
            ("web:80/ICMP", "\"ICMP\" is no protocol: TCP, UDP or SCTP"),
            ("[fd00::1:80", "\"[fd00::1:80\" has a bracket that is not closed"),
            ("[web]:80", "\"web\" is no IP address"),
            ("a:b:80", "\"a:b:80\" has too many colons"),
        ] {
            let error = text.parse::<Target>().expect_err(text);
            assert_eq!(error.to_string(), said);
        }
    }
}
