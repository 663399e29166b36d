//! Records, their types, and where each comes from.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::rc::Rc;
use std::str::FromStr;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::TTL;
use crate::api::ObjectRef;

/// The type of a record or of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordType {
    /// An IPv4 address.
    A,
    /// An IPv6 address.
    Aaaa,
    /// Host and port of a service.
    Srv,
    /// The name of an address.
    Ptr,
    /// An alias.
    Cname,
    /// Text.
    Txt,
    /// The start of a zone.
    Soa,
    /// A name server of a zone.
    Ns,
    /// A mail server.
    Mx,
    /// Whatever there is.
    Any,
    /// The whole zone.
    Axfr,
    /// The changes of a zone.
    Ixfr,
    /// Any other, by its number.
    Other(u16),
}

/// Numbers and names of types (IANA, DNS parameters) that someone may ask a cluster for.
const NAMES: [(RecordType, u16, &str); 20] = [
    (RecordType::A, 1, "A"),
    (RecordType::Ns, 2, "NS"),
    (RecordType::Cname, 5, "CNAME"),
    (RecordType::Soa, 6, "SOA"),
    (RecordType::Ptr, 12, "PTR"),
    (RecordType::Other(13), 13, "HINFO"),
    (RecordType::Mx, 15, "MX"),
    (RecordType::Txt, 16, "TXT"),
    (RecordType::Aaaa, 28, "AAAA"),
    (RecordType::Srv, 33, "SRV"),
    (RecordType::Other(35), 35, "NAPTR"),
    (RecordType::Other(39), 39, "DNAME"),
    (RecordType::Other(43), 43, "DS"),
    (RecordType::Other(48), 48, "DNSKEY"),
    (RecordType::Other(64), 64, "SVCB"),
    (RecordType::Other(65), 65, "HTTPS"),
    (RecordType::Other(257), 257, "CAA"),
    (RecordType::Ixfr, 251, "IXFR"),
    (RecordType::Axfr, 252, "AXFR"),
    (RecordType::Any, 255, "ANY"),
];

/// A word that names no record type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownRecordType;

impl fmt::Display for UnknownRecordType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a record type; A, AAAA, SRV, PTR, CNAME, TXT, NS and SOA are the usual ones")
    }
}

impl std::error::Error for UnknownRecordType {}

impl FromStr for RecordType {
    type Err = UnknownRecordType;

    /// Reads `AAAA`, `aaaa` or `TYPE28`.
    fn from_str(word: &str) -> Result<Self, UnknownRecordType> {
        let word = word.to_ascii_uppercase();
        if let Some((known, ..)) = NAMES.iter().find(|(_, _, name)| *name == word) {
            return Ok(*known);
        }
        let number =
            word.strip_prefix("TYPE").and_then(|number| number.parse().ok()).ok_or(UnknownRecordType)?;
        let known = NAMES.iter().find(|(_, code, _)| *code == number);
        Ok(known.map_or(RecordType::Other(number), |(known, ..)| *known))
    }
}

impl fmt::Display for RecordType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (NAMES.iter().find(|(known, ..)| known == self), self) {
            (Some((_, _, name)), _) => f.write_str(name),
            (None, RecordType::Other(number)) => write!(f, "TYPE{number}"),
            (None, _) => Ok(()),
        }
    }
}

impl Serialize for RecordType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What a record says. Names are absolute and end in a dot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordData {
    /// An IPv4 address.
    A(Ipv4Addr),
    /// An IPv6 address.
    Aaaa(Ipv6Addr),
    /// The name that the owner stands for.
    Cname(String),
    /// The name of the address.
    Ptr(String),
    /// The name of a name server.
    Ns(String),
    /// Where a service is.
    Srv {
        /// Lower ones are asked first.
        priority: u16,
        /// The share among those of the same priority.
        weight: u16,
        /// The port.
        port: u16,
        /// The host.
        target: String,
    },
    /// Text, without quotes.
    Txt(String),
    /// The start of a zone.
    Soa {
        /// The name of its name server.
        name_server: String,
        /// The mail box of who keeps it, as a name.
        mailbox: String,
        /// Its version.
        serial: u32,
        /// Seconds: how long a negative answer may be kept.
        minimum: u32,
    },
}

impl RecordData {
    /// An A or AAAA record's data.
    pub fn address(ip: IpAddr) -> Self {
        match ip {
            IpAddr::V4(ip) => RecordData::A(ip),
            IpAddr::V6(ip) => RecordData::Aaaa(ip),
        }
    }

    /// The type of a record with this data.
    pub fn record_type(&self) -> RecordType {
        match self {
            RecordData::A(_) => RecordType::A,
            RecordData::Aaaa(_) => RecordType::Aaaa,
            RecordData::Cname(_) => RecordType::Cname,
            RecordData::Ptr(_) => RecordType::Ptr,
            RecordData::Ns(_) => RecordType::Ns,
            RecordData::Srv { .. } => RecordType::Srv,
            RecordData::Txt(_) => RecordType::Txt,
            RecordData::Soa { .. } => RecordType::Soa,
        }
    }

    /// The address, for A and AAAA.
    pub fn ip(&self) -> Option<IpAddr> {
        match self {
            RecordData::A(ip) => Some(IpAddr::V4(*ip)),
            RecordData::Aaaa(ip) => Some(IpAddr::V6(*ip)),
            _ => None,
        }
    }
}

impl fmt::Display for RecordData {
    /// The presentation form, e.g. `0 100 80 web.shop.svc.cluster.local.`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RecordData::A(ip) => ip.fmt(f),
            RecordData::Aaaa(ip) => ip.fmt(f),
            RecordData::Cname(name) | RecordData::Ptr(name) | RecordData::Ns(name) => f.write_str(name),
            RecordData::Srv { priority, weight, port, target } => {
                write!(f, "{priority} {weight} {port} {target}")
            }
            RecordData::Txt(text) => write!(f, "\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
            // Refresh, retry and expire are constants of plugin/backend_lookup.go.
            RecordData::Soa { name_server, mailbox, serial, minimum } => {
                write!(f, "{name_server} {mailbox} {serial} 7200 1800 86400 {minimum}")
            }
        }
    }
}

/// The objects that a record comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Owner {
    /// The Service.
    pub service: Option<Rc<ObjectRef>>,
    /// For the record of one endpoint: its Pod, or its EndpointSlice if no Pod stands behind it.
    pub endpoint: Option<Rc<ObjectRef>>,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Record {
    /// The owner name, ending in a dot.
    pub name: String,
    /// Seconds that it may be kept.
    pub ttl: u32,
    /// Type and content.
    pub data: RecordData,
    /// The objects it comes from; none for what is the zone's own.
    pub owner: Owner,
}

impl Record {
    /// A record with the zone's TTL.
    pub(super) fn new(name: impl Into<String>, data: RecordData, owner: Owner) -> Self {
        Record { name: name.into(), ttl: TTL, data, owner }
    }

    /// The record's JSON with the objects it comes from: `{name, ttl, type, data, service?, endpoint?}`.
    pub fn to_json_with_owner(&self) -> serde_json::Value {
        // Plain data with string keys always serializes.
        let mut json = serde_json::to_value(self).unwrap_or_default();
        for (key, object) in [("service", &self.owner.service), ("endpoint", &self.owner.endpoint)] {
            if let Some(object) = object {
                json[key] = serde_json::to_value(object.as_ref()).unwrap_or_default();
            }
        }
        json
    }
}

impl fmt::Display for Record {
    /// As in a zone file: name, TTL, class, type, data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\t{}\tIN\t{}\t{}", self.name, self.ttl, self.data.record_type(), self.data)
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut record = serializer.serialize_struct("Record", 4)?;
        record.serialize_field("name", &self.name)?;
        record.serialize_field("ttl", &self.ttl)?;
        record.serialize_field("type", &self.data.record_type())?;
        record.serialize_field("data", &self.data.to_string())?;
        record.end()
    }
}
