//! Where a Pod may go: affinity, tolerations, spreading (pkg/apis/core/validation/validation.go).

use std::collections::{BTreeMap, BTreeSet};

use super::errors::{Errors, quoted};
use super::node::TAINT_EFFECTS;
use super::path::Path;
use super::{format, one_of, selector};
use crate::api::{
    LabelSelectorRequirement, NodeSelectorTerm, PodAffinity, PodAffinityTerm, PodSchedulingGate, PodSpec,
    Toleration, TopologySpreadConstraint,
};
use crate::message;

const REQUIRED: &str = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED: &str = "preferredDuringSchedulingIgnoredDuringExecution";
const UNSATISFIABLE: [&str; 2] = ["DoNotSchedule", "ScheduleAnyway"];
const NODE_POLICIES: [&str; 2] = ["Honor", "Ignore"];
const TOLERATION_OPERATORS: [&str; 2] = ["Equal", "Exists"];

/// Node and Pod affinity (`validateAffinity`).
pub fn affinity(spec: &PodSpec, path: Path<'_>, errors: &mut Errors) {
    let Some(affinity) = &spec.affinity else { return };
    if let Some(node) = &affinity.node_affinity {
        let path = path.child("nodeAffinity");
        if let Some(required) = &node.required_during_scheduling_ignored_during_execution {
            let required_path = path.child(REQUIRED);
            let terms = required_path.child("nodeSelectorTerms");
            if required.node_selector_terms.is_empty() {
                errors.required(terms, message!("Give at least one term, or remove the rule"));
            }
            for (at, term) in required.node_selector_terms.iter().enumerate() {
                node_selector_term(term, terms.index(at), errors);
            }
        }
        let preferred = path.child(PREFERRED);
        for (at, term) in node.preferred_during_scheduling_ignored_during_execution.iter().enumerate() {
            let path = preferred.index(at);
            weight(term.weight, path.child("weight"), errors);
            node_selector_term(&term.preference, path.child("preference"), errors);
        }
    }
    if let Some(pods) = &affinity.pod_affinity {
        pod_affinity(pods, path.child("podAffinity"), errors);
    }
    if let Some(pods) = &affinity.pod_anti_affinity {
        pod_affinity(pods, path.child("podAntiAffinity"), errors);
    }
}

fn weight(weight: i32, path: Path<'_>, errors: &mut Errors) {
    if !(1..=100).contains(&weight) {
        errors.invalid(
            path,
            message!("{field} must be in the range 1-100, not {value}", value = weight),
            message!("Give a weight from 1 to 100"),
        );
    }
}

fn node_selector_term(term: &NodeSelectorTerm, path: Path<'_>, errors: &mut Errors) {
    let list = path.child("matchExpressions");
    for (at, requirement) in term.match_expressions.iter().enumerate() {
        let path = list.index(at);
        node_requirement(requirement, path, errors);
        format::qualified_name(&requirement.key, path.child("key"), errors);
        for (at, value) in requirement.values.iter().enumerate() {
            format::label_value(value, path.child("values").index(at), errors);
        }
    }
    let list = path.child("matchFields");
    for (at, requirement) in term.match_fields.iter().enumerate() {
        let path = list.index(at);
        match requirement.operator.as_str() {
            "In" | "NotIn" if requirement.values.len() != 1 => {
                errors.required(path.child("values"), message!("Give exactly one value for a field"));
            }
            "In" | "NotIn" => {}
            operator => invalid_operator(operator, "In, NotIn", path.child("operator"), errors),
        }
        if requirement.key != "metadata.name" {
            errors.invalid(
                path.child("key"),
                message!(
                    "{field} is {value}, which is not a valid field selector key",
                    value = quoted(&requirement.key)
                ),
                message!("Use metadata.name, the one field that can be selected"),
            );
        }
    }
}

fn node_requirement(requirement: &LabelSelectorRequirement, path: Path<'_>, errors: &mut Errors) {
    let values = path.child("values");
    match requirement.operator.as_str() {
        "In" | "NotIn" if requirement.values.is_empty() => {
            errors.required(values, message!("In and NotIn compare with values: give at least one"));
        }
        "Exists" | "DoesNotExist" if !requirement.values.is_empty() => errors.forbidden(
            values,
            message!(
                "{field} may not be specified when operator is {operator}",
                operator = requirement.operator
            ),
            message!("Remove the values, or use In or NotIn"),
        ),
        "Gt" | "Lt" if requirement.values.len() != 1 => {
            errors.required(values, message!("Gt and Lt compare with one number: give exactly one"));
        }
        "In" | "NotIn" | "Exists" | "DoesNotExist" | "Gt" | "Lt" => {}
        operator => {
            invalid_operator(
                operator,
                "In, NotIn, Exists, DoesNotExist, Gt, Lt",
                path.child("operator"),
                errors,
            );
        }
    }
}

fn invalid_operator(operator: &str, known: &str, path: Path<'_>, errors: &mut Errors) {
    errors.invalid(
        path,
        message!("{field} is {value}, which is not a valid selector operator", value = quoted(operator)),
        message!("Use one of {known}", known = known),
    );
}

fn pod_affinity(affinity: &PodAffinity, path: Path<'_>, errors: &mut Errors) {
    let required = path.child(REQUIRED);
    for (at, term) in affinity.required_during_scheduling_ignored_during_execution.iter().enumerate() {
        pod_affinity_term(term, required.index(at), errors);
    }
    let preferred = path.child(PREFERRED);
    for (at, term) in affinity.preferred_during_scheduling_ignored_during_execution.iter().enumerate() {
        let path = preferred.index(at);
        weight(term.weight, path.child("weight"), errors);
        pod_affinity_term(&term.pod_affinity_term, path.child("podAffinityTerm"), errors);
    }
}

fn pod_affinity_term(term: &PodAffinityTerm, path: Path<'_>, errors: &mut Errors) {
    if let Some(pods) = &term.label_selector {
        selector::label_selector(pods, path.child("labelSelector"), errors);
    }
    if let Some(namespaces) = &term.namespace_selector {
        selector::label_selector(namespaces, path.child("namespaceSelector"), errors);
    }
    for namespace in &term.namespaces {
        format::dns_label(namespace, path.child("namespace"), errors);
    }
    if term.topology_key.is_empty() {
        errors.required(
            path.child("topologyKey"),
            message!(
                "Name the node label that says what counts as one place, such as kubernetes.io/hostname"
            ),
        );
    } else {
        format::qualified_name(&term.topology_key, path.child("topologyKey"), errors);
    }
}

/// Taints that a Pod bears (`ValidateTolerations`).
pub fn tolerations(tolerations: &[Toleration], path: Path<'_>, errors: &mut Errors) {
    for (at, toleration) in tolerations.iter().enumerate() {
        let path = path.index(at);
        let key = toleration.key.as_deref().unwrap_or("");
        let operator = toleration.operator.as_deref().unwrap_or("");
        let value = toleration.value.as_deref().unwrap_or("");
        let effect = toleration.effect.as_deref().unwrap_or("");
        if !key.is_empty() {
            format::qualified_name(key, path.child("key"), errors);
        } else if operator != "Exists" {
            errors.invalid(
                path.child("operator"),
                message!("{field} must be Exists when key is empty, not {value}", value = quoted(operator)),
                message!("Name the key of the taint, or use operator: Exists to bear every taint"),
            );
        }
        if toleration.toleration_seconds.is_some() && effect != "NoExecute" {
            errors.invalid(
                path.child("effect"),
                message!(
                    "{field} must be NoExecute when tolerationSeconds is set, not {value}",
                    value = quoted(effect)
                ),
                message!("Set effect: NoExecute, or remove tolerationSeconds"),
            );
        }
        match operator {
            "" | "Equal" => format::label_value(value, path.child("operator"), errors),
            "Exists" if !value.is_empty() => errors.invalid(
                path.child("operator"),
                message!("{field} is Exists, so value must be empty, not {value}", value = quoted(value)),
                message!("Remove the value, or use operator: Equal"),
            ),
            "Exists" => {}
            unknown => errors.not_supported(path.child("operator"), unknown, &TOLERATION_OPERATORS),
        }
        if !effect.is_empty() && !TAINT_EFFECTS.contains(&effect) {
            errors.not_supported(path.child("effect"), effect, &TAINT_EFFECTS);
        }
    }
}

/// Spreading (`validateTopologySpreadConstraints`).
pub fn topology_spread(constraints: &[TopologySpreadConstraint], path: Path<'_>, errors: &mut Errors) {
    // Where each pair stands last.
    let last: BTreeMap<(&str, &str), usize> =
        constraints.iter().enumerate().map(|(at, constraint)| (pair(constraint), at)).collect();
    for (at, constraint) in constraints.iter().enumerate() {
        let path = path.index(at);
        if constraint.max_skew <= 0 {
            errors.invalid(
                path.child("maxSkew"),
                message!("{field} must be greater than zero, not {value}", value = constraint.max_skew),
                message!("Give the difference that is allowed, 1 or more"),
            );
        }
        if constraint.topology_key.is_empty() {
            errors.required(
                path.child("topologyKey"),
                message!("Name a node label, such as kubernetes.io/hostname"),
            );
        }
        let when = constraint.when_unsatisfiable.as_str();
        if !UNSATISFIABLE.contains(&when) {
            errors.not_supported(path.child("whenUnsatisfiable"), when, &UNSATISFIABLE);
        }
        if last.get(&pair(constraint)).is_some_and(|&last| last > at) {
            errors.duplicate(
                path.child("{topologyKey, whenUnsatisfiable}"),
                quoted(&format!("{{{}, {when}}}", constraint.topology_key)),
                message!("Merge the two constraints into one"),
            );
        }
        min_domains(constraint, path.child("minDomains"), errors);
        for (field, policy) in [
            ("nodeAffinityPolicy", &constraint.node_affinity_policy),
            ("nodeTaintsPolicy", &constraint.node_taints_policy),
        ] {
            one_of(policy, &NODE_POLICIES, path.child(field), errors);
        }
        if let Some(pods) = &constraint.label_selector {
            selector::label_selector(pods, path.child("labelSelector"), errors);
        }
    }
}

/// What no two constraints may share.
fn pair(constraint: &TopologySpreadConstraint) -> (&str, &str) {
    (&constraint.topology_key, &constraint.when_unsatisfiable)
}

fn min_domains(constraint: &TopologySpreadConstraint, path: Path<'_>, errors: &mut Errors) {
    let Some(count) = constraint.min_domains else { return };
    if count <= 0 {
        errors.invalid(
            path,
            message!("{field} must be greater than zero, not {value}", value = count),
            message!("Give 1 or more, or remove minDomains"),
        );
    }
    if constraint.when_unsatisfiable != "DoNotSchedule" {
        errors.invalid(
            path,
            message!(
                "{field} is {value}, but can only be used with whenUnsatisfiable: DoNotSchedule",
                value = count
            ),
            message!("Remove minDomains, or set whenUnsatisfiable: DoNotSchedule"),
        );
    }
}

/// What must be removed before a Pod is placed (`validateSchedulingGates`).
pub fn gates(gates: &[PodSchedulingGate], path: Path<'_>, errors: &mut Errors) {
    let mut seen = BTreeSet::new();
    for (at, gate) in gates.iter().enumerate() {
        format::qualified_name(&gate.name, path.index(at), errors);
        if !seen.insert(&gate.name) {
            errors.duplicate(path.index(at), quoted(&gate.name), message!("Name each gate once"));
        }
    }
}
