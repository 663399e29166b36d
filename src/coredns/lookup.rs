//! The answer on one question (plugin/kubernetes/handler.go, plugin/backend_lookup.go).

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::TTL;
use super::answer::{Answer, Status};
use super::find::{Found, NameError, Source};
use super::name::{IN_ADDR, IP6, absolute, address_of_reverse, is_below};
use super::record::{Owner, Record, RecordData, RecordType};
use super::zone::{Host, Zone};

/// The version of the DNS specification that the zone follows.
const SCHEMA_VERSION: &str = "1.1.0";
const SCHEMA_VERSION_TTL: u32 = 28800;
/// Aliases that are followed before one more is given up.
const MAX_CNAME_CHAIN_LENGTH: usize = 10;
/// CoreDNS puts the time of the last change here; this one knows no clock.
const SERIAL: u32 = 1;

/// A question about a name of the zone or of a reverse zone.
pub(super) struct Asked<'a> {
    /// As it was asked, absolute.
    name: &'a str,
    lower: &'a str,
    /// The zone, as spelled in the name.
    zone: &'a str,
}

impl<'a> Asked<'a> {
    /// The part of the name before the zone, in lower case, without a dot at its end.
    pub(super) fn base(&self) -> &'a str {
        self.lower[..self.lower.len() - self.zone.len()].trim_end_matches('.')
    }

    /// The zone, in lower case.
    pub(super) fn zone_in_lower_case(&self) -> &'a str {
        &self.lower[self.lower.len() - self.zone.len()..]
    }

    /// CoreDNS compares the zone as asked with the name in lower case here.
    fn is_apex(&self) -> bool {
        self.lower == self.zone
    }

    /// `ns.dns.ZONE`; the same comparison.
    fn is_name_server(&self) -> bool {
        self.base() == "ns.dns" && self.zone == self.zone_in_lower_case()
    }
}

/// A part of an answer: its records, and whether an alias led out of the cluster.
#[derive(Default)]
struct Section {
    records: Vec<Record>,
    external: bool,
}

impl<'a> Zone<'a> {
    /// The answer of the cluster's DNS on one question. The name is taken as absolute, with or without its last dot.
    pub fn lookup(&self, name: &str, record_type: RecordType) -> Answer {
        let name = absolute(name);
        let lower = name.to_ascii_lowercase();
        let Some(zone) = self.zone_of(&lower) else { return Answer::forwarded(&name) };
        if matches!(record_type, RecordType::Axfr | RecordType::Ixfr) {
            return Answer::empty(Status::Refused);
        }
        let asked = Asked { name: &name, lower: &lower, zone: &name[name.len() - zone.len()..] };
        match self.answer(&asked, record_type) {
            Ok(answer) => answer,
            // `fallthrough in-addr.arpa ip6.arpa`
            Err(NameError) if zone != self.domain() => Answer::forwarded(&name),
            Err(NameError) => Answer::empty(Status::NxDomain),
        }
    }

    /// The zone that a name in lower case belongs to.
    fn zone_of(&self, name: &str) -> Option<&str> {
        let zones = [self.domain(), IN_ADDR, IP6].into_iter();
        zones.filter(|zone| is_below(zone, name)).max_by_key(|zone| zone.len())
    }

    fn answer(&self, asked: &Asked, record_type: RecordType) -> Result<Answer, NameError> {
        let mut answer = Answer::empty(Status::NoError);
        match record_type {
            RecordType::A | RecordType::Aaaa => {
                let section = self.addresses(asked, record_type, &mut Vec::new())?;
                (answer.answer, answer.external) = (section.records, section.external);
            }
            RecordType::Srv => {
                let services = self.found(asked, record_type)?;
                (answer.answer, answer.additional) = self.srv_records(asked.name, asked.zone, services);
            }
            RecordType::Ptr => answer.answer = self.ptr(asked)?,
            RecordType::Cname => answer.answer = self.cname(asked)?,
            RecordType::Txt => answer.answer = self.txt(asked)?,
            RecordType::Mx => drop(self.found(asked, record_type)?),
            RecordType::Soa if asked.lower == asked.zone_in_lower_case() => {
                answer.answer.push(self.soa(asked))
            }
            RecordType::Soa => {}
            RecordType::Ns if asked.is_apex() => (answer.answer, answer.additional) = self.ns(asked),
            // A look-up of addresses tells whether the name exists at all.
            _ => drop(self.addresses(asked, RecordType::A, &mut Vec::new())?),
        }
        Ok(answer)
    }

    /// What a name means to a question of this type (`Services` of kubernetes.go).
    fn found<'b>(&self, asked: &Asked<'b>, record_type: RecordType) -> Result<Vec<Found<'b>>, NameError>
    where
        'a: 'b,
    {
        if !asked.is_name_server() {
            return self.find(asked);
        }
        let mut servers = self.name_servers();
        servers.retain(|server| server.host.ip().is_some_and(|ip| is_of_type(ip, record_type)));
        Ok(servers)
    }

    /// Addresses, through aliases of the same zone. `chain` holds the targets of the aliases so far.
    fn addresses(
        &self,
        asked: &Asked,
        record_type: RecordType,
        chain: &mut Vec<String>,
    ) -> Result<Section, NameError> {
        let mut section = Section::default();
        let mut seen = BTreeSet::new();
        for found in self.found(asked, record_type)? {
            match found.host {
                Host::Ip(ip) => {
                    if is_of_type(ip, record_type) && seen.insert(ip) {
                        let owner = found.source.owner(self);
                        section.records.push(Record::new(asked.name, RecordData::address(ip), owner));
                    }
                }
                Host::Name(target) => {
                    let target = absolute(target).into_owned();
                    let is_loop = is_below(asked.lower, &target) || chain.contains(&target);
                    if !is_loop && chain.len() <= MAX_CNAME_CHAIN_LENGTH {
                        let data = RecordData::Cname(target.clone());
                        let alias = Record::new(asked.name, data, found.source.owner(self));
                        self.follow(asked.zone, alias, target, record_type, chain, &mut section);
                    }
                }
            }
        }
        Ok(section)
    }

    /// Adds an alias and what it leads to. Within the zone, an alias that leads to nothing is left out.
    fn follow(
        &self,
        zone: &str,
        alias: Record,
        target: String,
        record_type: RecordType,
        chain: &mut Vec<String>,
        section: &mut Section,
    ) {
        if !is_below(zone, &target) {
            let answer = self.lookup(&target, record_type);
            section.records.push(alias);
            section.records.extend(answer.answer);
            section.external |= answer.external;
            return;
        }
        let lower = target.to_ascii_lowercase();
        let next = Asked { name: &target, lower: &lower, zone: &target[target.len() - zone.len()..] };
        chain.push(target.clone());
        let found = self.addresses(&next, record_type, chain);
        chain.pop();
        if let Ok(found) = found
            && !found.records.is_empty()
        {
            section.records.push(alias);
            section.records.extend(found.records);
            section.external |= found.external;
        }
    }

    fn ptr(&self, asked: &Asked) -> Result<Vec<Record>, NameError> {
        let Some(ip) = address_of_reverse(asked.lower) else {
            return self.find(asked).map(|_| Vec::new());
        };
        let records = self.names_of(ip, asked.name);
        if records.is_empty() { Err(NameError) } else { Ok(records) }
    }

    /// The names of an address: that of a Service first, else one for every Service that has it as an endpoint
    /// (reverse.go).
    pub(super) fn names_of(&self, ip: IpAddr, asked: &str) -> Vec<Record> {
        let record = |source: Source<'_>| {
            let data = RecordData::Ptr(source.name(self.domain()));
            Record::new(asked, data, source.owner(self))
        };
        if let Some(service) = self.service_at(ip) {
            return vec![record(Source::Service(service.reference()))];
        }
        let mut records: Vec<Record> = Vec::new();
        for (slice, endpoint) in self.endpoints_at(ip) {
            let service = self.service(&slice.key.namespace, slice.service);
            let name = record(Source::Endpoint(service.map(|service| service.reference()), slice, endpoint));
            if !records.iter().any(|record| record.data == name.data) {
                records.push(name);
            }
        }
        records
    }

    /// The first alias itself, not followed.
    fn cname(&self, asked: &Asked) -> Result<Vec<Record>, NameError> {
        let services = self.found(asked, RecordType::Cname)?;
        let alias = services.into_iter().next().and_then(|found| match found.host {
            Host::Name(target) => {
                let data = RecordData::Cname(absolute(target).into_owned());
                Some(Record::new(asked.name, data, found.source.owner(self)))
            }
            Host::Ip(_) => None,
        });
        Ok(alias.into_iter().collect())
    }

    /// One name has text. Any other exists, for this type, only if it has records of another.
    fn txt(&self, asked: &Asked) -> Result<Vec<Record>, NameError> {
        if asked.base() == "dns-version" {
            let data = RecordData::Txt(SCHEMA_VERSION.into());
            let record =
                Record { ttl: SCHEMA_VERSION_TTL, ..Record::new(asked.name, data, Owner::default()) };
            return Ok(vec![record]);
        }
        match self.find(asked) {
            Ok(found) if !found.is_empty() => Ok(Vec::new()),
            _ => Err(NameError),
        }
    }

    fn soa(&self, asked: &Asked) -> Record {
        let data = RecordData::Soa {
            name_server: format!("ns.dns.{}", asked.zone),
            mailbox: format!("hostmaster.{}", asked.zone),
            serial: SERIAL,
            minimum: TTL,
        };
        Record::new(asked.zone, data, Owner::default())
    }

    fn ns(&self, asked: &Asked) -> (Vec<Record>, Vec<Record>) {
        let (mut answer, mut additional): (Vec<Record>, Vec<Record>) = (Vec::new(), Vec::new());
        for server in self.name_servers() {
            let Some(ip) = server.host.ip() else { continue };
            let (target, owner) = (server.source.name(asked.zone), server.source.owner(self));
            additional.push(Record::new(target.clone(), RecordData::address(ip), owner.clone()));
            let data = RecordData::Ns(target);
            if !answer.iter().any(|record| record.data == data) {
                answer.push(Record::new(asked.name, data, owner));
            }
        }
        (answer, additional)
    }

    /// SRV records of a name, and the addresses of their targets. Aliases have none.
    pub(super) fn srv_records(
        &self,
        name: &str,
        zone: &str,
        mut services: Vec<Found<'_>>,
    ) -> (Vec<Record>, Vec<Record>) {
        services.retain(|found| found.host.ip().is_some());
        // All count, also those that give no record or the same one again.
        let weight = (100 / services.len().max(1)).max(1) as u16;
        let targets: Vec<String> = services.iter().map(|found| found.source.name(zone)).collect();
        let (mut answer, mut additional) = (Vec::new(), Vec::new());
        let (mut ports, mut addresses) = (BTreeSet::new(), BTreeSet::new());
        for (found, target) in services.iter().zip(&targets) {
            let (Some(ip), Some(port)) = (found.host.ip(), found.port) else { continue };
            let (is_new, is_new_address) = (ports.insert((target, port)), addresses.insert((target, ip)));
            let owner = found.source.owner(self);
            if is_new_address {
                additional.push(Record::new(target.clone(), RecordData::address(ip), owner.clone()));
            }
            if is_new {
                let data = RecordData::Srv { priority: 0, weight, port, target: target.clone() };
                answer.push(Record::new(name, data, owner));
            }
        }
        (answer, additional)
    }
}

fn is_of_type(ip: IpAddr, record_type: RecordType) -> bool {
    match record_type {
        RecordType::A => ip.is_ipv4(),
        RecordType::Aaaa => ip.is_ipv6(),
        _ => false,
    }
}
