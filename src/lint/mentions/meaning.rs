//! What a name stands for, whatever state the Pods behind it are in.

use crate::cluster::{Cluster, NamespacedName};

/// What a name that a Pod reads stands for.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lint) enum Meaning<'a> {
    /// A Service, or a name below it.
    Service {
        at: &'a NamespacedName,
        /// What stands before the Service's name: the hostname of a Pod.
        label: Option<String>,
    },
    /// A name that can only be one of the cluster, and is none.
    Missing(Sought),
    /// A name of the world outside.
    Outside,
    /// It may be either, and nothing is certain.
    Unknown,
}

/// The Service that a name seems to seek.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lint) struct Sought {
    pub namespace: String,
    pub service: String,
    pub label: Option<String>,
    /// What stands behind the Service's name in the name as it is written: nothing, `.shop`, `.shop.svc`.
    pub suffix: String,
}

impl Meaning<'_> {
    /// What a host stands for in Pods of a namespace that ask the cluster's DNS. `searches` are their search domains.
    pub(super) fn of<'a>(
        host: &str,
        namespace: &str,
        searches: &[String],
        cluster: &'a Cluster,
    ) -> Meaning<'a> {
        let domain = &cluster.settings.dns_domain;
        let host = host.to_ascii_lowercase();
        let searched =
            searches.iter().filter(|_| !host.ends_with('.')).map(|search| format!("{host}.{search}"));
        for name in searched.chain([host.trim_end_matches('.').to_owned()]) {
            let Some(labels) = labels_of_service(&name, domain) else { continue };
            let (label, key) = match labels.as_slice() {
                [service, namespace] => (None, NamespacedName::new(*namespace, *service)),
                [label, service, namespace] => {
                    (Some((*label).to_owned()), NamespacedName::new(*namespace, *service))
                }
                _ => continue,
            };
            if let Some((at, _)) = cluster.services.get_key_value(&key) {
                return Meaning::Service { at, label };
            }
        }
        missing(&host, namespace, cluster)
    }
}

/// The labels before `svc.cluster.local`; none for another name.
fn labels_of_service<'n>(name: &'n str, domain: &str) -> Option<Vec<&'n str>> {
    let base = name.strip_suffix(domain)?.strip_suffix('.')?.strip_suffix(".svc")?;
    Some(base.split('.').collect())
}

/// What a name that leads to no Service seeks.
fn missing(host: &str, namespace: &str, cluster: &Cluster) -> Meaning<'static> {
    let name = host.trim_end_matches('.');
    let domain = format!(".{}", cluster.settings.dns_domain);
    let base = name.strip_suffix(&domain).unwrap_or(name);
    let is_full = base.ends_with(".svc");
    let labels: Vec<&str> = base.strip_suffix(".svc").unwrap_or(base).split('.').collect();
    let exists = |namespace: &str| cluster.namespaces.contains_key(namespace);
    let (label, service, of) = match (labels.as_slice(), is_full) {
        ([service], false) => (None, *service, namespace),
        ([service, of], true) => (None, *service, *of),
        ([service, of], false) if exists(of) => (None, *service, *of),
        ([label, service, of], true) => (Some(*label), *service, *of),
        ([_, _], false) => return Meaning::Unknown,
        _ => return Meaning::Outside,
    };
    let before = label.map_or(0, |label| label.len() + 1) + service.len();
    Meaning::Missing(Sought {
        namespace: of.to_owned(),
        service: service.to_owned(),
        label: label.map(str::to_owned),
        suffix: host[before..].to_owned(),
    })
}

impl Sought {
    /// The same name for the Service of another namespace.
    pub(in crate::lint) fn name_in(&self, namespace: &str) -> String {
        let label = self.label.as_ref().map(|label| format!("{label}.")).unwrap_or_default();
        let rest =
            self.suffix.strip_prefix('.').and_then(|suffix| suffix.strip_prefix(self.namespace.as_str()));
        format!("{label}{}.{namespace}{}", self.service, rest.unwrap_or(""))
    }
}
