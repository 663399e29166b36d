//! What could stand in a comment that expects something: `# expect: trace pod:shop/client web:80 delivered`.

use super::{Completion, Completions};
use crate::api::{Kind, ObjectRef, Service};
use crate::cluster::{Cluster, NamespacedName, cluster_ips};
use crate::source::Span;

const MARK: &str = "expect:";
/// More Pods than these are not offered: whoever looks for one has typed a part of its name.
const PODS: usize = 100;

const VERBS: [(&str, &str); 6] = [
    ("trace", "CLIENT TARGET VERDICT"),
    ("dig", "[from CLIENT] NAME [TYPE] ANSWER"),
    ("endpoints", "[NAMESPACE/]SERVICE READY [of ALL]"),
    ("warning", "CODE"),
    ("error", "CODE"),
    ("info", "CODE"),
];
const VERDICTS: [&str; 4] = ["delivered", "refused", "dropped", "unroutable"];
const NO_ANSWERS: [&str; 3] = ["NXDOMAIN", "NODATA", "external"];

/// What could stand at an offset; none outside of such a comment.
pub fn complete(text: &str, offset: usize, cluster: &Cluster) -> Option<Completions> {
    let before = text.get(..offset)?;
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let (head, said) = line.split_once(MARK)?;
    let head = head.trim_end_matches([' ', '\t']).strip_suffix('#')?;
    let begins = head.is_empty() || head.ends_with([' ', '\t']);
    if !begins || !said.starts_with([' ', '\t']) || said.contains(" #") {
        return None;
    }
    let typed = said.rfind([' ', '\t']).map_or(said, |at| &said[at + 1..]);
    let words: Vec<&str> = said[..said.len() - typed.len()].split_whitespace().collect();
    let end = text[offset..].find(char::is_whitespace).map_or(text.len(), |at| offset + at);
    let word = Span::new(offset - typed.len(), end);
    let items = Offers { cluster }.after(&words);
    Some(Completions { word, replaces: word, is_value: true, items })
}

struct Offers<'a> {
    cluster: &'a Cluster,
}

impl Offers<'_> {
    /// What may follow these words.
    fn after(&self, words: &[&str]) -> Vec<Completion> {
        match words {
            [] => VERBS.map(|(verb, form)| Completion::value(verb, form)).into(),
            ["trace"] => [self.pods(), self.nodes(), plain(&["lan", "internet"])].concat(),
            ["trace", client] => self.targets(namespace_of(client)),
            ["trace", _, _] => [plain(&VERDICTS), plain(&NO_ANSWERS), plain(&["via"])].concat(),
            ["trace", _, _, "via"] => self.nodes(),
            ["trace", _, _, "via", _] => plain(&VERDICTS),
            ["trace", .., "delivered"] => plain(&["to"]),
            ["trace", .., "delivered", "to"] => self.pods(),
            ["dig"] => [plain(&["from"]), self.names(None)].concat(),
            ["dig", "from"] => [self.pods(), self.nodes()].concat(),
            ["dig", "from", client] => self.names(namespace_of(client)),
            ["dig", "from", client, name] => self.answers(namespace_of(client), name),
            ["dig", name] => self.answers(None, name),
            ["endpoints"] => self.services().map(|service| Completion::value(of(service), "")).collect(),
            ["endpoints", _, _] => plain(&["of"]),
            _ => Vec::new(),
        }
    }

    fn pods(&self) -> Vec<Completion> {
        let pods = self.cluster.pods.keys().filter(|pod| self.is_own(Kind::Pod, pod)).take(PODS);
        pods.map(|pod| Completion::value(format!("pod:{pod}"), "")).collect()
    }

    fn nodes(&self) -> Vec<Completion> {
        self.cluster.nodes.keys().map(|node| Completion::value(format!("node:{node}"), "")).collect()
    }

    fn services(&self) -> impl Iterator<Item = &Service> {
        let own = self.cluster.services.iter().filter(|(name, _)| self.is_own(Kind::Service, name));
        own.map(|(_, service)| service)
    }

    /// Every port of every Service, by the name that a Pod of a namespace may use.
    fn targets(&self, from: Option<&str>) -> Vec<Completion> {
        let mut found = Vec::new();
        for service in self.services() {
            for port in &service.spec.ports {
                let host = match from {
                    Some(_) => self.name(service, from),
                    // No name of the cluster is known outside of its Pods.
                    None => cluster_ips(service).first().map_or_else(String::new, |ip| ip.to_string()),
                };
                if !host.is_empty() {
                    found.push(Completion::value(format!("{host}:{}", port.port), of(service)));
                }
            }
        }
        found
    }

    fn names(&self, from: Option<&str>) -> Vec<Completion> {
        self.services().map(|service| Completion::value(self.name(service, from), "")).collect()
    }

    /// The name of a Service, as short as it may be in a namespace, or whole.
    fn name(&self, service: &Service, from: Option<&str>) -> String {
        let NamespacedName { namespace, name } = NamespacedName::of(&service.metadata);
        match from {
            Some(from) if from == namespace => name.to_string(),
            Some(_) => format!("{name}.{namespace}"),
            None => format!("{name}.{namespace}.svc.{}", self.cluster.settings.dns_domain),
        }
    }

    fn answers(&self, from: Option<&str>, name: &str) -> Vec<Completion> {
        let service = self.services().find(|service| self.name(service, from) == name);
        let addresses = service.into_iter().flat_map(cluster_ips).filter(|ip| ip.is_ipv4());
        let addresses = addresses.map(|ip| Completion::value(ip.to_string(), ""));
        addresses.chain(plain(&NO_ANSWERS)).collect()
    }

    /// True for what is not one of those that every cluster has.
    fn is_own(&self, kind: Kind, name: &NamespacedName) -> bool {
        !self.cluster.is_built_in(&ObjectRef::new(kind, name.namespace.clone(), name.name.clone()))
    }
}

/// The namespace in which a client looks names up.
fn namespace_of(client: &str) -> Option<&str> {
    let pod = client.strip_prefix("pod:")?;
    Some(pod.split_once('/').map_or("default", |(namespace, _)| namespace))
}

/// A Service in the words of an expectation.
fn of(service: &Service) -> String {
    NamespacedName::of(&service.metadata).to_string()
}

fn plain(words: &[&str]) -> Vec<Completion> {
    words.iter().map(|word| Completion::value(*word, "")).collect()
}
