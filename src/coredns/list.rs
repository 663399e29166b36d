//! Every record of the zone.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::find::Found;
use super::name::reverse_of_address;
use super::record::{Owner, Record, RecordData, RecordType};
use super::zone::{Port, ServiceEntry, ServiceEntryKind, Zone, pod_ips};
use crate::api::{Kind, ObjectRef};

/// Records that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordGroup {
    /// What they are about.
    pub heading: Heading,
    /// The records. A Service that no name leads to has none.
    pub records: Vec<Record>,
}

/// What the records of a group are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heading {
    /// A Service's name, and the names below it.
    Service(Rc<ObjectRef>),
    /// The names of Pods by their addresses. CoreDNS makes them up for any address; those of Pods that exist are listed.
    Pods,
    /// The names of addresses.
    Reverse,
    /// The zone itself.
    Zone,
}

impl<'a> Zone<'a> {
    /// Every record of the zone and of its reverse zones.
    pub fn records(&self) -> Vec<Record> {
        self.record_groups().flat_map(|group| group.records).collect()
    }

    /// Every record: Service by Service in the order of `kubectl get services -A`, then those of Pods, the reverse ones,
    /// and the zone's own. A group is put together when it is asked for.
    pub fn record_groups(&self) -> impl Iterator<Item = RecordGroup> {
        let of_service = |service: &ServiceEntry<'a>| RecordGroup {
            heading: Heading::Service(service.reference()),
            records: self.service_records(service),
        };
        let others = [Heading::Pods, Heading::Reverse, Heading::Zone].into_iter().map(|heading| {
            let records = match heading {
                Heading::Pods => self.pod_records(),
                Heading::Reverse => self.reverse_records(),
                Heading::Service(_) | Heading::Zone => self.own_records(),
            };
            RecordGroup { heading, records }
        });
        self.services().iter().map(of_service).chain(others)
    }

    fn service_records(&self, service: &ServiceEntry<'a>) -> Vec<Record> {
        let base = format!("{}.{}.svc.{}", service.key.name, service.key.namespace, self.domain());
        let mut records = Vec::new();
        for record_type in [RecordType::A, RecordType::Aaaa, RecordType::Cname, RecordType::Srv] {
            records.extend(self.ask(&base, record_type));
        }
        let ports = match service.kind() {
            ServiceEntryKind::ExternalName(_) => return records,
            ServiceEntryKind::ClusterIp => port_names(service.ports()),
            ServiceEntryKind::Headless => {
                let slices = self.slices_of(&service.key.namespace, &service.key.name);
                port_names(slices.iter().flat_map(|slice| slice.ports()))
            }
        };
        for port in ports {
            records.extend(self.ask(&format!("{port}.{base}"), RecordType::Srv));
        }
        self.list_endpoints(service, &base, &mut records);
        records
    }

    /// What look-ups of the endpoints' names give. Each would go through all endpoints of the Service, so they are
    /// put together by name first.
    fn list_endpoints(&self, service: &ServiceEntry<'a>, base: &str, records: &mut Vec<Record>) {
        let owner = service.reference();
        let mut by_label: BTreeMap<String, Vec<Found<'a>>> = BTreeMap::new();
        for slice in self.slices_of(&service.key.namespace, &service.key.name) {
            for endpoint in slice.endpoints() {
                let found = by_label.entry(endpoint.label()).or_default();
                let ports = slice.ports();
                found.extend(ports.map(|port| Found::of_endpoint(&owner, slice, &endpoint, port.number)));
            }
        }
        for (label, found) in by_label {
            let name = format!("{label}.{base}");
            let mut seen = BTreeSet::new();
            for found in &found {
                if let Some(ip) = found.host.ip()
                    && seen.insert(ip)
                {
                    let owner = found.source.owner(self);
                    records.push(Record::new(name.clone(), RecordData::address(ip), owner));
                }
            }
            records.extend(self.srv_records(&name, self.domain(), found).0);
        }
    }

    fn pod_records(&self) -> Vec<Record> {
        let mut records = Vec::new();
        for (key, pod) in &self.cluster.pods {
            let object = Rc::new(ObjectRef::new(Kind::Pod, key.namespace.clone(), key.name.clone()));
            for ip in pod_ips(pod) {
                let label = ip.to_string().replace(['.', ':'], "-");
                let name = format!("{label}.{}.pod.{}", key.namespace, self.domain());
                let owner = Owner { service: None, endpoint: Some(Rc::clone(&object)) };
                records.push(Record::new(name, RecordData::address(ip), owner));
            }
        }
        records
    }

    fn reverse_records(&self) -> Vec<Record> {
        let addresses = self.named_addresses().into_iter();
        addresses.flat_map(|ip| self.names_of(ip, &reverse_of_address(ip))).collect()
    }

    fn own_records(&self) -> Vec<Record> {
        let name_server = format!("ns.dns.{}", self.domain());
        let mut records = self.ask(self.domain(), RecordType::Soa);
        records.extend(self.ask(self.domain(), RecordType::Ns));
        records.extend(self.ask(&name_server, RecordType::A));
        records.extend(self.ask(&name_server, RecordType::Aaaa));
        records.extend(self.ask(&format!("dns-version.{}", self.domain()), RecordType::Txt));
        records
    }

    /// The records of one name and type, without those of other names that an answer also has.
    fn ask(&self, name: &str, record_type: RecordType) -> Vec<Record> {
        let mut records = self.lookup(name, record_type).answer;
        records.retain(|record| record.data.record_type() == record_type && record.name == name);
        records
    }
}

/// `_http._tcp` for each named port, in order, each once.
fn port_names<'a>(ports: impl Iterator<Item = Port<'a>>) -> BTreeSet<String> {
    let named = ports.filter(|port| !port.name.is_empty() && port.number.is_some());
    named.map(|port| format!("_{}._{}", port.name, port.protocol.to_ascii_lowercase())).collect()
}
