//! Of fields that no type models: asked of the text itself (`warningsForPodSpecAndMeta` of pkg/api/pod/warnings.go,
//! pkg/registry/core/node/strategy.go).

use std::collections::BTreeMap;

use super::Warnings;
use super::pod::deprecated_label;
use crate::api::Kind;
use crate::apiserver::validation::{Path, Quantity, quoted};
use crate::apiserver::view::View;
use crate::manifest::{FieldPath, Node};
use crate::message;

/// Volumes that no kubelet mounts any more.
const REMOVED_VOLUMES: [(&str, &str); 9] = [
    ("cephfs", "1.31"),
    ("flocker", "1.25"),
    ("gitRepo", "1.33"),
    ("glusterfs", "1.26"),
    ("photonPersistentDisk", "1.16"),
    ("quobyte", "1.25"),
    ("rbd", "1.31"),
    ("scaleIO", "1.22"),
    ("storageos", "1.25"),
];

/// Annotations that nothing reads any more, and what is read instead.
const REMOVED_ANNOTATIONS: [(&str, &str); 4] = [
    ("scheduler.alpha.kubernetes.io/critical-pod", "priorityClassName"),
    ("seccomp.security.alpha.kubernetes.io/pod", "securityContext.seccompProfile"),
    ("security.alpha.kubernetes.io/sysctls", "securityContext.sysctls"),
    ("security.alpha.kubernetes.io/unsafe-sysctls", "securityContext.sysctls"),
];

/// The warnings about what the text says of an object beyond its type.
pub fn unmodelled(kind: Kind, object: &Node, warnings: &mut Warnings) {
    let spec = View::new(object.get("spec"), Path::new("spec"));
    let metadata = View::new(object.get("metadata"), Path::new("metadata"));
    let template = spec.get("template");
    let job_template = spec.get("jobTemplate");
    let job = job_template.get("spec");
    match kind {
        Kind::Pod => pod(&metadata, &spec, warnings),
        Kind::CronJob => {
            let template = job.get("template");
            pod(&template.get("metadata"), &template.get("spec"), warnings);
        }
        Kind::Node => node(&spec, warnings),
        _ => pod(&template.get("metadata"), &template.get("spec"), warnings),
    }
}

fn node(spec: &View<'_, '_>, warnings: &mut Warnings) {
    for field in ["configSource", "externalID"] {
        let given = spec.get(field);
        if given.is_given() {
            warnings.add(
                given.path,
                "deprecated-node-field",
                message!("{field} of a Node is deprecated, and Kubernetes does not use it", field = field),
                message!("Remove it"),
            );
        }
    }
}

fn pod(metadata: &View<'_, '_>, spec: &View<'_, '_>, warnings: &mut Warnings) {
    let annotations = metadata.get("annotations");
    for (old, new) in REMOVED_ANNOTATIONS {
        if annotations.get(old).is_given() {
            warnings.add(
                annotations.path.key(old),
                "deprecated-annotation",
                message!("The annotation {annotation} is deprecated", annotation = old),
                message!("Use {field} in the spec of the Pod", field = new),
            );
        }
    }
    for constraint in spec.get("topologySpreadConstraints").items() {
        deprecated_label(constraint.get("topologyKey").text(), constraint.get("topologyKey").path, warnings);
        null_selector(&constraint.get("labelSelector"), warnings);
    }
    affinity(&spec.get("affinity"), warnings);
    for volume in spec.get("volumes").items() {
        for (kind, version) in REMOVED_VOLUMES {
            if volume.get(kind).is_given() {
                warnings.add(
                    volume.get(kind).path,
                    "removed-volume-type",
                    message!(
                        "Volumes of type {kind} do not work since Kubernetes {version}",
                        kind = kind,
                        version = version
                    ),
                    message!("Use a PersistentVolumeClaim"),
                );
            }
        }
    }
    for secret in spec.get("imagePullSecrets").items() {
        if secret.get("name").text().is_empty() {
            warnings.add(
                secret.get("name").path,
                "empty-pull-secret",
                message!("An image pull secret has the empty name, and is passed over"),
                message!("Name a Secret, or remove the item"),
            );
        }
    }
    twice(&spec.get("hostAliases"), "ip", "duplicate-host-alias", warnings);
    for field in ["containers", "initContainers"] {
        for container in spec.get(field).items() {
            twice(&container.get("env"), "name", "duplicate-variable", warnings);
            fractions(&container.get("resources"), warnings);
        }
    }
}

/// Items of a list whose key stands before. `kubectl apply` goes by the key and loses one of them.
fn twice(list: &View<'_, '_>, key: &str, code: &'static str, warnings: &mut Warnings) {
    let mut seen: BTreeMap<&str, FieldPath> = BTreeMap::new();
    let items: Vec<View<'_, '_>> = list.items().collect();
    for item in &items {
        let value = item.get(key);
        let text = value.text();
        if let Some(first) = seen.get(text).filter(|_| !text.is_empty()) {
            warnings.add(
                value.path,
                code,
                message!(
                    "{value} stands twice, first at {first}, and one may be dropped by kubectl apply",
                    value = quoted(text),
                    first = first
                ),
                message!("Merge the two, or remove one"),
            );
        }
        seen.entry(text).or_insert_with(|| item.path.into());
    }
}

/// There is no half byte.
fn fractions(resources: &View<'_, '_>, warnings: &mut Warnings) {
    for list in ["limits", "requests"] {
        for (name, amount) in resources.get(list).entries() {
            let written = amount.written();
            let is_whole = Quantity::parse(&written).is_none_or(Quantity::is_whole);
            if matches!(name, "memory" | "ephemeral-storage") && !is_whole {
                warnings.add(
                    amount.path,
                    "fraction-of-a-byte",
                    message!(
                        "The fractional byte value {value} of {resource} is invalid, must be an integer",
                        value = quoted(&written),
                        resource = name
                    ),
                    message!(
                        "m means a thousandth: write {value}Mi for mebibytes",
                        value = written.trim_end_matches('m')
                    ),
                );
            }
        }
    }
}

fn affinity(affinity: &View<'_, '_>, warnings: &mut Warnings) {
    const REQUIRED: &str = "requiredDuringSchedulingIgnoredDuringExecution";
    const PREFERRED: &str = "preferredDuringSchedulingIgnoredDuringExecution";
    let nodes = affinity.get("nodeAffinity");
    for term in nodes.get(REQUIRED).get("nodeSelectorTerms").items() {
        node_term(&term, warnings);
    }
    for wish in nodes.get(PREFERRED).items() {
        node_term(&wish.get("preference"), warnings);
    }
    for pods in [affinity.get("podAffinity"), affinity.get("podAntiAffinity")] {
        for term in pods.get(REQUIRED).items() {
            null_selector(&term.get("labelSelector"), warnings);
        }
        for wish in pods.get(PREFERRED).items() {
            null_selector(&wish.get("podAffinityTerm").get("labelSelector"), warnings);
        }
    }
}

fn node_term(term: &View<'_, '_>, warnings: &mut Warnings) {
    for rule in term.get("matchExpressions").items() {
        deprecated_label(rule.get("key").text(), rule.get("key").path, warnings);
    }
}

fn null_selector(selector: &View<'_, '_>, warnings: &mut Warnings) {
    if !selector.is_given() {
        warnings.add(
            selector.path,
            "null-label-selector",
            message!("A null labelSelector results in matching no Pod"),
            message!("Give the labels of the Pods that are meant, or an empty one for all"),
        );
    }
}
