//! Nodes (`ValidateNode` of pkg/apis/core/validation/validation.go) and Namespaces.

use std::collections::BTreeSet;

use super::errors::{Errors, quoted};
use super::path::Path;
use super::{format, ip, metadata};
use crate::api::{Kind, Namespace, Node, SmolStr, Taint};
use crate::message;

/// What a taint does to Pods that do not bear it.
pub const TAINT_EFFECTS: [&str; 3] = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

/// A Node as it is created.
pub fn node(node: &Node, errors: &mut Errors) {
    metadata::object_meta(&node.metadata, Kind::Node, errors);
    // The API server says `metadata.taints`, though they stand in the spec.
    taints(&node.spec.taints, Path::new("metadata").child("taints"), errors);
    pod_cidrs(&node.spec.pod_cidrs, Path::new("spec").child("podCIDRs"), errors);
}

/// A Namespace as it is created.
pub fn namespace(namespace: &Namespace, errors: &mut Errors) {
    metadata::object_meta(&namespace.metadata, Kind::Namespace, errors);
}

fn taints(taints: &[Taint], path: Path<'_>, errors: &mut Errors) {
    let mut seen = BTreeSet::new();
    for (at, taint) in taints.iter().enumerate() {
        let path = path.index(at);
        format::qualified_name(&taint.key, path.child("key"), errors);
        format::label_value(taint.value.as_deref().unwrap_or(""), path.child("value"), errors);
        match taint.effect.as_str() {
            "" => errors.required(
                path.child("effect"),
                message!("Say what the taint does: NoSchedule, PreferNoSchedule or NoExecute"),
            ),
            known if TAINT_EFFECTS.contains(&known) => {}
            unknown => errors.not_supported(path.child("effect"), unknown, &TAINT_EFFECTS),
        }
        if !seen.insert((&taint.effect, &taint.key)) {
            errors.duplicate(
                path,
                quoted(&format!("{}:{}", taint.key, taint.effect)),
                message!("A key may stand once for each effect: remove one of the two"),
            );
        }
    }
}

fn pod_cidrs(cidrs: &[SmolStr], path: Path<'_>, errors: &mut Errors) {
    for (at, value) in cidrs.iter().enumerate() {
        ip::cidr(value, path.index(at), errors);
    }
    if cidrs.len() < 2 {
        return;
    }
    let addresses = cidrs.iter().map(|cidr| cidr.split('/').next().unwrap_or(""));
    if cidrs.len() > 2 || !ip::is_dual_stack(addresses) {
        errors.invalid(
            path,
            message!(
                "{field} may specify no more than one CIDR for each IP family, not {value}",
                value = quoted(&cidrs.join(", "))
            ),
            message!("Give one IPv4 and one IPv6 CIDR at most"),
        );
    }
    let mut seen = BTreeSet::new();
    for (at, value) in cidrs.iter().enumerate() {
        if !seen.insert(value) {
            errors.duplicate(path.index(at), quoted(value), message!("Give each CIDR once"));
        }
    }
}
