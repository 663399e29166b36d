//! Why a name does not resolve, in one sentence from the data.

mod below;
mod pods;

use std::net::IpAddr;

use super::answer::Status;
use super::dig::Dig;
use super::find::{Below, Parts};
use super::name::{absolute, address_of_reverse, is_below, labels};
use super::record::RecordType;
use super::resolver::{Resolver, Server};
use super::zone::{Zone, pod_ips};
use crate::api::Pod;
use crate::cluster::{Cluster, NamespacedName};
use crate::message;
use crate::message::Message;

/// RFC 1035, 2.3.4.
const MAX_LABEL: usize = 63;

/// Why a look-up found nothing; None if it found something, or may have outside the cluster.
pub fn explain(zone: &Zone<'_>, dig: &Dig) -> Option<Message> {
    if !dig.answer.is_empty() {
        return None;
    }
    let about = About { cluster: zone.cluster, zone, record_type: dig.question.r#type };
    if dig.resolver.server != Server::Cluster {
        return about.foreign_server(dig);
    }
    let readings = dig.queries.iter().filter_map(|query| about.reading(&query.name));
    // Of equally close readings the last one, with the shortest search domain, is what was written.
    let best = readings.chain(about.unsearched(dig)).max_by_key(|found| found.closeness)?;
    let is_foreign = dig.external && dig.status == Status::NoError;
    (!is_foreign || best.closeness >= Closeness::Hint).then_some(best.message)
}

/// How much of a reading of the name is in the cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    /// Nothing.
    Nothing,
    /// The namespace.
    Namespace,
    /// Something of that name, but not where it was looked for.
    Hint,
    /// The Service.
    Service,
}

/// One reading of the name, and why it leads nowhere.
struct Finding {
    closeness: Closeness,
    message: Message,
}

impl Finding {
    fn new(closeness: Closeness, message: Message) -> Self {
        Finding { closeness, message }
    }
}

/// What a question is about.
struct About<'a> {
    cluster: &'a Cluster,
    zone: &'a Zone<'a>,
    record_type: RecordType,
}

impl<'a> About<'a> {
    /// Why one absolute name leads nowhere.
    fn reading(&self, name: &str) -> Option<Finding> {
        let name = name.to_ascii_lowercase();
        if let Some(label) = labels(&name).find(|label| label.len() > MAX_LABEL) {
            return Some(too_long(label));
        }
        if let Some(ip) = address_of_reverse(&name) {
            return self.reverse(ip);
        }
        if !is_below(self.zone.domain(), &name) {
            return self.other_domain(&name);
        }
        let base = name[..name.len() - self.zone.domain().len()].trim_end_matches('.');
        let parts: Vec<&str> = labels(base).collect();
        match Parts::new(base) {
            Ok(Parts::Apex) => Some(above_namespaces(&name)),
            Ok(Parts::Namespace(namespace)) => self.namespace_alone(namespace),
            Ok(Parts::Service { namespace, service, below }) => Some(self.service(namespace, service, below)),
            Ok(Parts::Pod { namespace, address }) => Some(self.pod_record(namespace, address)),
            Err(_) => self.malformed(&parts),
        }
    }

    fn service(&self, namespace: &str, name: &str, below: Below<'_>) -> Finding {
        let key = NamespacedName::new(namespace, name);
        if self.cluster.services.contains_key(&key) {
            return Finding::new(Closeness::Service, self.below_service(&key, below));
        }
        if let Some(hint) = self.instead_of_service(namespace, name, below) {
            return Finding::new(Closeness::Hint, hint);
        }
        match (self.cluster.namespaces.contains_key(namespace), below) {
            (false, _) => Finding::new(Closeness::Nothing, no_namespace(namespace)),
            (true, Below::Nothing) => Finding::new(Closeness::Namespace, no_service(namespace, name)),
            (true, _) => Finding::new(Closeness::Nothing, no_service(namespace, name)),
        }
    }

    /// What else has the name of a Service that does not exist.
    fn instead_of_service(&self, namespace: &str, name: &str, below: Below<'_>) -> Option<Message> {
        let is_subdomain = |pod: &Pod| pod.spec.subdomain.as_deref() == Some(name);
        let has_label = |pod: &Pod, label: &str| {
            pod.metadata.name == label || pod.spec.hostname.as_deref() == Some(label)
        };
        let pods = self.pods_in(namespace);
        let label = match below {
            Below::Nothing => name,
            Below::Endpoint(label) => label,
            Below::Port { .. } => return None,
        };
        if let Some(pod) = pods.iter().find(|pod| is_subdomain(pod)) {
            return Some(message!(
                "Pod {namespace}/{pod} has subdomain {subdomain}, but namespace {namespace} has no Service of that \
                 name",
                namespace = namespace,
                pod = pod.metadata.name,
                subdomain = name
            ));
        }
        if below == Below::Nothing
            && let Some(elsewhere) = self.namespace_of_service(name, namespace)
        {
            let is_namespace = self.cluster.namespaces.contains_key(namespace);
            return Some(if is_namespace {
                message!(
                    "Service {name} is in namespace {elsewhere}, not in {namespace}: use {name}.{elsewhere}",
                    name = name,
                    elsewhere = elsewhere,
                    namespace = namespace
                )
            } else {
                message!(
                    "there is no namespace {namespace}, and Service {name} is in {elsewhere}: use {name}.{elsewhere}",
                    namespace = namespace,
                    name = name,
                    elsewhere = elsewhere
                )
            });
        }
        let pod = pods.iter().find(|pod| has_label(pod, label))?;
        Some(self.name_of_pod(pod))
    }

    /// The first other namespace that has a Service of this name.
    fn namespace_of_service(&self, name: &str, not_in: &str) -> Option<&'a str> {
        let keys = self.cluster.services.keys();
        keys.filter(|key| key.name == name && key.namespace != not_in)
            .map(|key| key.namespace.as_str())
            .next()
    }

    fn namespace_alone(&self, namespace: &str) -> Option<Finding> {
        self.cluster.namespaces.contains_key(namespace).then(|| {
            let message = message!(
                "{namespace} is a namespace, not a Service: put the name of a Service before it",
                namespace = namespace
            );
            Finding::new(Closeness::Hint, message)
        })
    }

    fn pod_record(&self, namespace: &str, address: &str) -> Finding {
        if !self.cluster.namespaces.contains_key(namespace) {
            return Finding::new(Closeness::Nothing, no_namespace(namespace));
        }
        if let Some(pod) = self.cluster.pods.get(&NamespacedName::new(namespace, address)) {
            return Finding::new(Closeness::Hint, self.name_of_pod(pod));
        }
        let name = format!("{address}.{namespace}.pod.{}", self.zone.domain());
        let message = match self.zone.lookup(&name, RecordType::Any).status {
            Status::NoError => message!(
                "{name} stands for one address and has no record of type {type}",
                name = name.trim_end_matches('.'),
                type = self.record_type
            ),
            _ => message!(
                "{address} is no address with dashes for dots, as a Pod's name in the zone is: 20-96-1-5",
                address = address
            ),
        };
        Finding::new(Closeness::Namespace, message)
    }

    /// A name of the cluster's domain that has neither `svc` nor `pod` in its place, or too many labels.
    fn malformed(&self, parts: &[&str]) -> Option<Finding> {
        let domain = self.zone.domain().trim_end_matches('.');
        if let [.., service, namespace] = parts
            && self.cluster.services.contains_key(&NamespacedName::new(*namespace, *service))
        {
            let message = message!(
                "svc is missing: the name of Service {namespace}/{service} is {service}.{namespace}.svc.{domain}",
                namespace = namespace,
                service = service,
                domain = domain
            );
            return Some(Finding::new(Closeness::Hint, message));
        }
        let message = match parts.last() {
            Some(&("svc" | "pod")) => message!(
                "{name}.{domain} has too many labels: at most two stand before a Service's name",
                name = parts.join("."),
                domain = domain
            ),
            _ => message!(
                "{name}.{domain} is no name of the cluster: those of Services end in svc.{domain}",
                name = parts.join("."),
                domain = domain
            ),
        };
        Some(Finding::new(Closeness::Nothing, message))
    }

    /// The address of a Pod that is behind no Service. What is no Pod's may have a name outside.
    fn reverse(&self, ip: IpAddr) -> Option<Finding> {
        let (key, _) = self.cluster.pods.iter().find(|(_, pod)| pod_ips(pod).contains(&ip))?;
        let message = message!(
            "{ip} is the address of Pod {pod}, which is a ready endpoint of no Service: only such addresses have names",
            ip = ip,
            pod = key
        );
        Some(Finding::new(Closeness::Hint, message))
    }

    /// `web.shop.svc.cluster.local` in a cluster that has another domain.
    fn other_domain(&self, name: &str) -> Option<Finding> {
        let parts: Vec<&str> = labels(name).collect();
        let svc =
            parts.iter().position(|label| *label == "svc").filter(|at| *at >= 2 && *at + 1 < parts.len())?;
        let (service, namespace) = (parts[svc - 2], parts[svc - 1]);
        self.cluster.services.contains_key(&NamespacedName::new(namespace, service)).then(|| {
            let message = message!(
                "the cluster's domain is {domain}, not {other}",
                domain = self.zone.domain().trim_end_matches('.'),
                other = parts[svc + 1..].join(".")
            );
            Finding::new(Closeness::Service, message)
        })
    }

    /// A short name of a Service, asked for without a search list that would complete it.
    fn unsearched(&self, dig: &Dig) -> Option<Finding> {
        let domain = self.zone.domain().trim_end_matches('.');
        let mut parts = labels(&dig.question.name);
        let (service, namespace) = (parts.next()?, parts.next());
        if parts.next().is_some() || is_below(self.zone.domain(), &absolute(&dig.question.name)) {
            return None;
        }
        let of_namespace =
            |key: &&NamespacedName| namespace.is_none_or(|namespace| key.namespace == namespace);
        let mut keys = self.cluster.services.keys().filter(|key| key.name == service);
        let key = keys.find(of_namespace)?;
        let full = format!("{}.{}.svc.{}.", key.name, key.namespace, domain);
        let message = message!(
            "the resolver's search list does not lead from {name} to {full}: ask for the full name",
            name = dig.question.name,
            full = full.trim_end_matches('.')
        );
        // Where a search list leads into the cluster, what is missing there is the better reason.
        let is_searched = dig.queries.iter().any(|query| is_below(self.zone.domain(), &query.name));
        (!is_searched).then(|| Finding::new(Closeness::Hint, message))
    }

    /// Why a server outside the cluster does not know the name, if the cluster's would.
    fn foreign_server(&self, dig: &Dig) -> Option<Message> {
        let name = &dig.question.name;
        let is_cluster_name = is_below(self.zone.domain(), &absolute(&name.to_ascii_lowercase()));
        let resolves = |full: String| !self.zone.lookup(&full, self.record_type).answer.is_empty();
        let is_known = is_cluster_name
            || self
                .cluster
                .namespaces
                .keys()
                .any(|namespace| resolves(format!("{name}.{namespace}.svc.{}", self.zone.domain())))
            || resolves(format!("{name}.svc.{}", self.zone.domain()))
            || resolves(format!("{name}.{}", self.zone.domain()));
        is_known.then(|| why_foreign(&dig.resolver))
    }

    fn pods_in(&self, namespace: &str) -> Vec<&'a Pod> {
        let start = NamespacedName::new(namespace, "");
        let pods = self.cluster.pods.range(start..).take_while(|(key, _)| key.namespace == namespace);
        pods.map(|(_, pod)| pod).collect()
    }
}

fn why_foreign(resolver: &Resolver) -> Message {
    match &resolver.server {
        Server::NodeByHostNetwork => message!(
            "the Pod asks its node's DNS server, which knows no name of the cluster, because on the host network \
             dnsPolicy ClusterFirst means Default: use ClusterFirstWithHostNet"
        ),
        Server::NodeByPolicy => message!(
            "the Pod asks its node's DNS server, which knows no name of the cluster, because its dnsPolicy is \
             Default: use ClusterFirst"
        ),
        Server::Foreign(server) => message!(
            "the Pod asks the DNS server {server}, which knows no name of the cluster, because it is the first of \
             its dnsConfig.nameservers",
            server = server
        ),
        Server::Host | Server::Cluster => {
            message!("names of the cluster are known in its Pods alone: use an address here")
        }
    }
}

/// The zone itself, `svc` or `pod` in it.
fn above_namespaces(name: &str) -> Finding {
    let message = message!(
        "{name} is a part of the zone: put the names of a Service and of its namespace before svc",
        name = name.trim_end_matches('.')
    );
    Finding::new(Closeness::Namespace, message)
}

fn too_long(label: &str) -> Finding {
    let message = message!(
        "{label} has {length} characters, and a part of a name has at most {most}",
        label = label,
        length = label.len(),
        most = MAX_LABEL
    );
    Finding::new(Closeness::Service, message)
}

fn no_namespace(namespace: &str) -> Message {
    message!("there is no namespace {namespace}", namespace = namespace)
}

fn no_service(namespace: &str, name: &str) -> Message {
    message!("namespace {namespace} has no Service {name}", namespace = namespace, name = name)
}
