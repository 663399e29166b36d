//! Every record of the zone.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::rc::Rc;

use super::name::reverse_of_address;
use super::record::{Owner, Record, RecordData, RecordType};
use super::zone::{Port, ServiceEntry, ServiceEntryKind, Zone};

impl Zone {
    /// Every record of the zone and of its reverse zones, each with the objects it comes from: first the zone's own,
    /// then Service by Service in the order of `kubectl get services -A`, then the Pods' address records. Of the
    /// Pod records, which CoreDNS makes up for any address, those of Pods that exist are listed.
    pub fn records(&self) -> Vec<Record> {
        let mut records = self.own_records();
        for service in &self.services {
            self.records_of_service(service, &mut records);
        }
        for pod in &self.pods {
            for ip in &pod.ips {
                let label = ip.to_string().replace(['.', ':'], "-");
                let name = format!("{label}.{}.pod.{}", pod.reference.namespace, self.domain);
                let owner = Owner { service: None, endpoint: Some(Rc::clone(&pod.reference)) };
                records.push(Record::new(name, RecordData::address(*ip), owner));
            }
        }
        records
    }

    fn own_records(&self) -> Vec<Record> {
        let ask = |name: &str, record_type| self.lookup(name, record_type).answer;
        let mut records = ask(&self.domain, RecordType::Soa);
        records.extend(ask(&self.domain, RecordType::Ns));
        let name_server = format!("ns.dns.{}", self.domain);
        records.extend(ask(&name_server, RecordType::A));
        records.extend(ask(&name_server, RecordType::Aaaa));
        records.extend(ask(&format!("dns-version.{}", self.domain), RecordType::Txt));
        records
    }

    /// The records that look-ups of the Service's names would give.
    fn records_of_service(&self, service: &ServiceEntry, records: &mut Vec<Record>) {
        let reference = &service.reference;
        let base = format!("{}.{}.svc.{}", reference.name, reference.namespace, self.domain);
        let slices = self.slices_of(&reference.namespace, &reference.name);
        let mut ask = |name: &str, types: &[RecordType]| {
            for record_type in types {
                records.extend(self.lookup(name, *record_type).answer);
            }
        };
        let mut ips: Vec<IpAddr> = Vec::new();
        match &service.kind {
            ServiceEntryKind::ExternalName(_) => return ask(&base, &[RecordType::Cname]),
            ServiceEntryKind::ClusterIp(hosts) => {
                ips.extend(hosts.iter().filter_map(|host| host.ip()));
                ask(&base, &[RecordType::A, RecordType::Aaaa, RecordType::Srv]);
                port_names(&service.ports)
                    .iter()
                    .for_each(|port| ask(&format!("{port}.{base}"), &[RecordType::Srv]));
            }
            ServiceEntryKind::Headless => {
                ask(&base, &[RecordType::A, RecordType::Aaaa, RecordType::Srv]);
                let ports = slices.iter().flat_map(|slice| &slice.ports);
                port_names(ports).iter().for_each(|port| ask(&format!("{port}.{base}"), &[RecordType::Srv]));
            }
        }
        let endpoints = || slices.iter().flat_map(|slice| &slice.endpoints);
        let labels: BTreeSet<&str> = endpoints().map(|endpoint| endpoint.label.as_str()).collect();
        for label in labels {
            ask(&format!("{label}.{base}"), &[RecordType::A, RecordType::Aaaa, RecordType::Srv]);
        }
        ips.extend(endpoints().filter_map(|endpoint| endpoint.host.ip()).collect::<BTreeSet<_>>());
        for ip in ips {
            let names = self.lookup(&reverse_of_address(ip), RecordType::Ptr).answer;
            records.extend(names.into_iter().filter(|name| name.owner.service.as_ref() == Some(reference)));
        }
    }
}

/// `_http._tcp` for each named port, in order, each once.
fn port_names<'a>(ports: impl IntoIterator<Item = &'a Port>) -> BTreeSet<String> {
    let named = ports.into_iter().filter(|port| !port.name.is_empty() && port.number.is_some());
    named.map(|port| format!("_{}._{}", port.name, port.protocol.to_ascii_lowercase())).collect()
}
