//! Every record of the zone.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::rc::Rc;

use super::find::Found;
use super::lookup::{owner_of_endpoint, srv_records};
use super::name::reverse_of_address;
use super::record::{Owner, Record, RecordData, RecordType};
use super::zone::{Port, ServiceEntry, ServiceEntryKind, Zone};
use crate::api::ObjectRef;

impl Zone {
    /// Every record of the zone and of its reverse zones, each with the objects it comes from: first the zone's own,
    /// then Service by Service in the order of `kubectl get services -A`, then the Pods' address records. Of the
    /// Pod records, which CoreDNS makes up for any address, those of Pods that exist are listed.
    pub fn records(&self) -> Vec<Record> {
        let mut records = self.own_records();
        for service in &self.services {
            self.list_service(service, &mut records);
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

    /// The records of one Service, those below its name and the reverse ones included; none if there is no such
    /// Service.
    pub fn records_of(&self, service: &ObjectRef) -> Vec<Record> {
        let mut records = Vec::new();
        if let Some(service) = self.service(&service.namespace, &service.name) {
            self.list_service(service, &mut records);
        }
        records
    }

    fn own_records(&self) -> Vec<Record> {
        let name_server = format!("ns.dns.{}", self.domain);
        let mut records = self.ask(&self.domain, RecordType::Soa);
        records.extend(self.ask(&self.domain, RecordType::Ns));
        records.extend(self.ask(&name_server, RecordType::A));
        records.extend(self.ask(&name_server, RecordType::Aaaa));
        records.extend(self.ask(&format!("dns-version.{}", self.domain), RecordType::Txt));
        records
    }

    /// The records of one name and type, without those of other names that an answer also has.
    fn ask(&self, name: &str, record_type: RecordType) -> Vec<Record> {
        let mut records = self.lookup(name, record_type).answer;
        records.retain(|record| record.data.record_type() == record_type && record.name == name);
        records
    }

    fn list_service(&self, service: &ServiceEntry, records: &mut Vec<Record>) {
        let ObjectRef { namespace, name, .. } = service.reference.as_ref();
        let base = format!("{name}.{namespace}.svc.{}", self.domain);
        for record_type in [RecordType::A, RecordType::Aaaa, RecordType::Cname, RecordType::Srv] {
            records.extend(self.ask(&base, record_type));
        }
        let slices = self.slices_of(namespace, name);
        let (ips, ports) = match &service.kind {
            ServiceEntryKind::ExternalName(_) => return,
            ServiceEntryKind::ClusterIp(hosts) => (hosts.as_slice(), port_names(&service.ports)),
            ServiceEntryKind::Headless => (&[][..], port_names(slices.iter().flat_map(|slice| &slice.ports))),
        };
        for port in ports {
            records.extend(self.ask(&format!("{port}.{base}"), RecordType::Srv));
        }
        self.list_endpoints(service, &base, records);
        for ip in ips.iter().filter_map(|host| host.ip()) {
            records.extend(self.ask(&reverse_of_address(ip), RecordType::Ptr));
        }
        self.list_reverse(service, records);
    }

    /// What look-ups of the endpoints' names give. Each would go through all endpoints of the Service, so they are
    /// put together by name first.
    fn list_endpoints(&self, service: &ServiceEntry, base: &str, records: &mut Vec<Record>) {
        let mut by_label: BTreeMap<&str, Vec<Found<'_>>> = BTreeMap::new();
        for slice in self.slices_of(&service.reference.namespace, &service.reference.name) {
            for endpoint in &slice.endpoints {
                let found = by_label.entry(&endpoint.label).or_default();
                let ports = slice.ports.iter();
                found.extend(ports.map(|port| Found::of_endpoint(service, slice, endpoint, port.number)));
            }
        }
        for (label, found) in by_label {
            let name = format!("{label}.{base}");
            let mut seen = BTreeSet::new();
            for found in &found {
                if let Some(ip) = found.host.ip()
                    && seen.insert(ip)
                {
                    records.push(Record::new(name.clone(), RecordData::address(ip), found.owner()));
                }
            }
            records.extend(srv_records(&name, &self.domain, found).0);
        }
    }

    /// The PTR records that lead to the Service's endpoints. One for a virtual address goes before them.
    fn list_reverse(&self, service: &ServiceEntry, records: &mut Vec<Record>) {
        let mut seen: BTreeSet<(IpAddr, &str)> = BTreeSet::new();
        for slice in self.slices_of(&service.reference.namespace, &service.reference.name) {
            for endpoint in &slice.endpoints {
                let Some(ip) = endpoint.host.ip() else { continue };
                if self.service_at(ip).is_none() && seen.insert((ip, &endpoint.label)) {
                    let owner = owner_of_endpoint(Some(service), slice, endpoint);
                    let data = self.ptr_data(slice, endpoint);
                    records.push(Record::new(reverse_of_address(ip), data, owner));
                }
            }
        }
    }
}

/// `_http._tcp` for each named port, in order, each once.
fn port_names<'a>(ports: impl IntoIterator<Item = &'a Port>) -> BTreeSet<String> {
    let named = ports.into_iter().filter(|port| !port.name.is_empty() && port.number.is_some());
    named.map(|port| format!("_{}._{}", port.name, port.protocol.to_ascii_lowercase())).collect()
}
