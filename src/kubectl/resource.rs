//! The words for kinds: plural, singular, short, with or without the API group.

use std::fmt;

use crate::api::Kind;

/// The names of a kind on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resource {
    /// The kind.
    pub kind: Kind,
    /// `services`
    pub plural: &'static str,
    /// `service`
    pub singular: &'static str,
    /// `svc`
    pub short: &'static [&'static str],
    /// `apps`; empty for the core group.
    pub group: &'static str,
}

const RESOURCES: &[Resource] = &[
    Resource { kind: Kind::Pod, plural: "pods", singular: "pod", short: &["po"], group: "" },
    Resource { kind: Kind::Service, plural: "services", singular: "service", short: &["svc"], group: "" },
    Resource { kind: Kind::Endpoints, plural: "endpoints", singular: "endpoints", short: &["ep"], group: "" },
    Resource {
        kind: Kind::EndpointSlice,
        plural: "endpointslices",
        singular: "endpointslice",
        short: &[],
        group: "discovery.k8s.io",
    },
    Resource { kind: Kind::Node, plural: "nodes", singular: "node", short: &["no"], group: "" },
    Resource {
        kind: Kind::Namespace,
        plural: "namespaces",
        singular: "namespace",
        short: &["ns"],
        group: "",
    },
    Resource {
        kind: Kind::Deployment,
        plural: "deployments",
        singular: "deployment",
        short: &["deploy"],
        group: "apps",
    },
    Resource {
        kind: Kind::ReplicaSet,
        plural: "replicasets",
        singular: "replicaset",
        short: &["rs"],
        group: "apps",
    },
    Resource {
        kind: Kind::ReplicationController,
        plural: "replicationcontrollers",
        singular: "replicationcontroller",
        short: &["rc"],
        group: "",
    },
    Resource {
        kind: Kind::StatefulSet,
        plural: "statefulsets",
        singular: "statefulset",
        short: &["sts"],
        group: "apps",
    },
    Resource {
        kind: Kind::DaemonSet,
        plural: "daemonsets",
        singular: "daemonset",
        short: &["ds"],
        group: "apps",
    },
    Resource { kind: Kind::Job, plural: "jobs", singular: "job", short: &[], group: "batch" },
    Resource { kind: Kind::CronJob, plural: "cronjobs", singular: "cronjob", short: &["cj"], group: "batch" },
];

/// What `kubectl get all` lists, in its order.
const ALL: &[Kind] = &[
    Kind::Pod,
    Kind::ReplicationController,
    Kind::Service,
    Kind::DaemonSet,
    Kind::Deployment,
    Kind::ReplicaSet,
    Kind::StatefulSet,
    Kind::Job,
    Kind::CronJob,
];

impl Resource {
    /// The names of a kind. Settings documents are no resources; they go by the name of what they set.
    pub fn of(kind: Kind) -> Resource {
        RESOURCES.iter().copied().find(|resource| resource.kind == kind).unwrap_or(Resource {
            kind,
            plural: kind.name(),
            singular: kind.name(),
            short: &[],
            group: "",
        })
    }

    /// `deployments.apps`, as the API server names it in errors.
    pub fn qualified(self) -> String {
        join(self.plural, self.group)
    }

    /// `deployment.apps`, as `-o name` prints it before the slash.
    pub fn typed(self) -> String {
        join(self.singular, self.group)
    }

    fn is_named(self, word: &str) -> bool {
        let (name, group) = word.split_once('.').unwrap_or((word, ""));
        let known = name == self.plural || name == self.singular || self.short.contains(&name);
        let in_group =
            group.is_empty() || group == self.group || group.ends_with(&format!(".{}", self.group));
        let is_version = self.group.is_empty() && group == "v1";
        known && (in_group || is_version)
    }
}

fn join(name: &str, group: &str) -> String {
    if group.is_empty() { name.to_owned() } else { format!("{name}.{group}") }
}

/// A word that names no kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownResource(pub String);

impl fmt::Display for UnknownResource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no resource type \"{}\" here; known are: ", self.0)?;
        for (at, resource) in RESOURCES.iter().enumerate() {
            write!(f, "{}{}", if at == 0 { "" } else { ", " }, resource.plural)?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownResource {}

/// The kinds that words such as `svc`, `deployments.apps`, `svc,ep` or `all` mean.
pub fn resources(words: &str) -> Result<Vec<Kind>, UnknownResource> {
    let mut kinds = Vec::new();
    for word in words.split(',') {
        let lower = word.trim().to_ascii_lowercase();
        if lower == "all" {
            kinds.extend(ALL);
            continue;
        }
        let resource = RESOURCES.iter().find(|resource| resource.is_named(&lower));
        kinds.push(resource.ok_or_else(|| UnknownResource(word.to_owned()))?.kind);
    }
    Ok(kinds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_kinds() {
        for (words, kinds) in [
            ("svc", vec![Kind::Service]),
            ("Services", vec![Kind::Service]),
            ("deployments.apps", vec![Kind::Deployment]),
            ("deployments.v1.apps", vec![Kind::Deployment]),
            ("endpointslices.discovery.k8s.io", vec![Kind::EndpointSlice]),
            ("services.v1", vec![Kind::Service]),
            ("po,ep", vec![Kind::Pod, Kind::Endpoints]),
        ] {
            assert_eq!(resources(words), Ok(kinds), "{words}");
        }
        assert_eq!(resources("svc,ingress"), Err(UnknownResource("ingress".into())));
        assert_eq!(resources("pods.apps"), Err(UnknownResource("pods.apps".into())));
    }
}
