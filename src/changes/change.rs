//! The changes, as data and in words: `delete-pod shop/web-0`, `scale deployment/shop/web=5`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ChangeError;
use crate::api::{Kind, ObjectRef};
use crate::cluster::{Cluster, NamespacedName};
use crate::kubectl::{self, Resource};
use crate::message;

/// Something that happens to a running cluster. In JSON `{"change": "delete-pod", "pod": "shop/web-0"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Change {
    /// A Pod is deleted and has ended.
    DeletePod {
        /// The Pod.
        pod: NamespacedName,
    },
    /// A Pod's readiness probe fails from now on.
    Unready {
        /// The Pod.
        pod: NamespacedName,
    },
    /// A Pod is being deleted and has not ended yet.
    Terminate {
        /// The Pod.
        pod: NamespacedName,
    },
    /// A node's machine is off, and the node controller has noticed: its Pods are marked as not ready. That is less than
    /// a minute later, and five minutes before they are evicted.
    NodeDown {
        /// The node.
        node: String,
    },
    /// A node's machine is off for so long that its Pods have been evicted, five minutes unless they say otherwise.
    NodeLost {
        /// The node.
        node: String,
    },
    /// A node takes no new Pods (`kubectl cordon`).
    Cordon {
        /// The node.
        node: String,
    },
    /// A workload gets another number of replicas (`kubectl scale`).
    Scale {
        /// The workload.
        workload: Workload,
        /// How many Pods it is to have.
        replicas: u32,
    },
}

/// A workload whose replicas can be set. In words `deployment/shop/web`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Workload {
    /// Its kind.
    pub kind: Scalable,
    /// Its namespace and name.
    pub name: NamespacedName,
}

/// The kinds with a number of replicas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // each is the kind of its name
pub enum Scalable {
    Deployment,
    ReplicaSet,
    ReplicationController,
    StatefulSet,
}

impl Scalable {
    const ALL: [Scalable; 4] =
        [Scalable::Deployment, Scalable::ReplicaSet, Scalable::ReplicationController, Scalable::StatefulSet];

    /// The kind of its name.
    pub fn kind(self) -> Kind {
        match self {
            Scalable::Deployment => Kind::Deployment,
            Scalable::ReplicaSet => Kind::ReplicaSet,
            Scalable::ReplicationController => Kind::ReplicationController,
            Scalable::StatefulSet => Kind::StatefulSet,
        }
    }
}

impl Workload {
    /// The workload that an object is; none if it has no number of replicas.
    pub fn of(object: &ObjectRef) -> Option<Self> {
        let kind = Scalable::ALL.into_iter().find(|known| known.kind() == object.kind)?;
        Some(Workload { kind, name: NamespacedName::new(object.namespace.clone(), object.name.clone()) })
    }

    /// The object.
    pub fn object(&self) -> ObjectRef {
        ObjectRef::new(self.kind.kind(), self.name.namespace.clone(), self.name.name.clone())
    }

    /// The number that it is set to.
    pub fn replicas(&self, cluster: &Cluster) -> i32 {
        let name = &self.name;
        let set = match self.kind {
            Scalable::Deployment => cluster.deployments.get(name).and_then(|set| set.spec.replicas),
            Scalable::ReplicaSet => cluster.replica_sets.get(name).and_then(|set| set.spec.replicas),
            Scalable::ReplicationController => {
                cluster.replication_controllers.get(name).and_then(|set| set.spec.replicas)
            }
            Scalable::StatefulSet => cluster.stateful_sets.get(name).and_then(|set| set.spec.replicas),
        };
        set.unwrap_or(1)
    }
}

impl Change {
    /// The words by which changes go; each is a flag of the command line.
    pub const WORDS: [&str; 7] =
        ["delete-pod", "unready", "terminate", "node-down", "node-lost", "cordon", "scale"];

    /// The change of a word: `delete-pod`, `shop/web-0`.
    pub fn of(word: &str, target: &str) -> Result<Self, ChangeError> {
        let pod = || target.parse().map_err(|_| no_name(target, "NAMESPACE/NAME"));
        let node = || match target {
            "" => Err(no_name(target, "NAME")),
            name => Ok(name.to_owned()),
        };
        Ok(match word {
            "delete-pod" => Change::DeletePod { pod: pod()? },
            "unready" => Change::Unready { pod: pod()? },
            "terminate" => Change::Terminate { pod: pod()? },
            "node-down" => Change::NodeDown { node: node()? },
            "node-lost" => Change::NodeLost { node: node()? },
            "cordon" => Change::Cordon { node: node()? },
            "scale" => {
                let wrong = || no_name(target, "KIND/NAMESPACE/NAME=REPLICAS");
                let (workload, replicas) = target.split_once('=').ok_or_else(wrong)?;
                Change::Scale {
                    workload: workload.parse()?,
                    replicas: replicas.parse().map_err(|_| wrong())?,
                }
            }
            _ => {
                return Err(ChangeError::new(
                    message!("\"{change}\" is no change", change = word),
                    message!("The changes are {changes}.", changes = Change::WORDS.join(", ")),
                ));
            }
        })
    }

    /// The object that it names.
    pub fn object(&self) -> ObjectRef {
        match self {
            Change::DeletePod { pod } | Change::Unready { pod } | Change::Terminate { pod } => {
                ObjectRef::new(Kind::Pod, pod.namespace.clone(), pod.name.clone())
            }
            Change::NodeDown { node } | Change::NodeLost { node } | Change::Cordon { node } => {
                ObjectRef::new(Kind::Node, "", node.clone())
            }
            Change::Scale { workload, .. } => workload.object(),
        }
    }

    /// The word and what it is said of.
    fn words(&self) -> (&'static str, String) {
        match self {
            Change::DeletePod { pod } => ("delete-pod", pod.to_string()),
            Change::Unready { pod } => ("unready", pod.to_string()),
            Change::Terminate { pod } => ("terminate", pod.to_string()),
            Change::NodeDown { node } => ("node-down", node.clone()),
            Change::NodeLost { node } => ("node-lost", node.clone()),
            Change::Cordon { node } => ("cordon", node.clone()),
            Change::Scale { workload, replicas } => ("scale", format!("{workload}={replicas}")),
        }
    }
}

fn no_name(found: &str, form: &str) -> ChangeError {
    ChangeError::bare(message!("\"{target}\" is no {form}", target = found, form = form))
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, target) = self.words();
        write!(f, "{word} {target}")
    }
}

impl FromStr for Change {
    type Err = ChangeError;

    fn from_str(text: &str) -> Result<Self, ChangeError> {
        let (word, target) = text.split_once(' ').unwrap_or((text, ""));
        Change::of(word, target.trim())
    }
}

impl fmt::Display for Workload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", Resource::of(self.kind.kind()).singular, self.name)
    }
}

impl From<Workload> for String {
    fn from(workload: Workload) -> Self {
        workload.to_string()
    }
}

impl TryFrom<String> for Workload {
    type Error = ChangeError;

    fn try_from(text: String) -> Result<Self, ChangeError> {
        text.parse()
    }
}

impl FromStr for Workload {
    type Err = ChangeError;

    /// Takes the words for kinds that kubectl takes: `deploy/shop/web`, `sts/shop/db`.
    fn from_str(text: &str) -> Result<Self, ChangeError> {
        let wrong = || no_name(text, "KIND/NAMESPACE/NAME");
        let (word, name) = text.split_once('/').ok_or_else(wrong)?;
        let name = name.parse().map_err(|_| wrong())?;
        let kinds = kubectl::resources(word).unwrap_or_default();
        let kind = Scalable::ALL.into_iter().find(|known| kinds == [known.kind()]);
        let kind = kind.ok_or_else(|| {
            ChangeError::new(
                message!("\"{kind}\" is no kind that has replicas", kind = word),
                message!("A deployment, a replicaset, a statefulset or a replicationcontroller has."),
            )
        })?;
        Ok(Workload { kind, name })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_json_say_the_same() {
        for (words, json) in [
            ("delete-pod shop/web-0", r#"{"change":"delete-pod","pod":"shop/web-0"}"#),
            ("unready shop/web-0", r#"{"change":"unready","pod":"shop/web-0"}"#),
            ("terminate shop/web-0", r#"{"change":"terminate","pod":"shop/web-0"}"#),
            ("node-down worker-1", r#"{"change":"node-down","node":"worker-1"}"#),
            ("node-lost worker-1", r#"{"change":"node-lost","node":"worker-1"}"#),
            ("cordon worker-1", r#"{"change":"cordon","node":"worker-1"}"#),
            (
                "scale deployment/shop/web=5",
                r#"{"change":"scale","workload":"deployment/shop/web","replicas":5}"#,
            ),
        ] {
            let change: Change = words.parse().expect(words);
            assert_eq!(change.to_string(), words);
            assert_eq!(serde_json::to_string(&change).expect("JSON"), json);
            assert_eq!(serde_json::from_str::<Change>(json).expect(json), change);
            assert!(Change::WORDS.contains(&words.split(' ').next().expect("a word")));
        }
    }

    #[test]
    fn short_words_are_understood() {
        let short: Change = "scale deploy/web=0".parse().expect("a change");
        assert_eq!(short.to_string(), "scale deployment/default/web=0");
        let bare: Change = "delete-pod web-0".parse().expect("a change");
        assert_eq!(bare.to_string(), "delete-pod default/web-0");
    }

    #[test]
    fn a_wrong_change_is_told_so() {
        for (text, said) in [
            ("", "\"\" is no change"),
            ("reboot worker-1", "\"reboot\" is no change"),
            ("delete-pod ", "\"\" is no NAMESPACE/NAME"),
            ("delete-pod a/b/c", "\"a/b/c\" is no NAMESPACE/NAME"),
            ("scale deployment/shop/web", "\"deployment/shop/web\" is no KIND/NAMESPACE/NAME=REPLICAS"),
            ("scale deployment/shop/web=-1", "\"deployment/shop/web=-1\" is no KIND/NAMESPACE/NAME=REPLICAS"),
            ("scale svc/shop/web=1", "\"svc\" is no kind that has replicas"),
        ] {
            assert_eq!(text.parse::<Change>().expect_err(text).to_string(), said);
        }
        for json in [
            r#"{"change":"delete-pod","node":"worker-1"}"#,
            r#"{"change":"scale","workload":"deployment/shop/web","replicas":-1}"#,
            r#"{"change":"cordon","node":"a","pod":"b"}"#,
        ] {
            assert!(serde_json::from_str::<Change>(json).is_err(), "{json}");
        }
    }
}
