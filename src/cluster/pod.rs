//! What several readers of a Pod ask of it.

use crate::api::{
    Affinity, Container, LabelSelector, LabelSelectorRequirement, Labels, Pod, PodAffinity, SmolStr, Taint,
    Toleration,
};

/// The containers that may serve traffic: the Pod's own, then init containers that go on as sidecars (`FindPort` of
/// pkg/api/v1/pod). Other init containers have ended by then.
pub fn serving_containers(pod: &Pod) -> impl Iterator<Item = &Container> {
    let is_sidecar = |container: &&Container| container.restart_policy.as_deref() == Some("Always");
    pod.spec.containers.iter().chain(pod.spec.init_containers.iter().filter(is_sidecar))
}

/// True if a Pod's `Ready` condition says so (`IsPodReady` of pkg/api/v1/pod).
pub fn is_pod_ready(pod: &Pod) -> bool {
    pod.status.conditions.iter().any(|condition| condition.r#type == "Ready" && condition.status == "True")
}

/// True if one of the tolerations bears a taint (`v1.Toleration.ToleratesTaint`).
pub fn tolerates(tolerations: &[Toleration], taint: &Taint) -> bool {
    let is_empty_or = |wanted: &Option<SmolStr>, value: &str| {
        wanted.as_deref().is_none_or(|wanted| wanted.is_empty() || wanted == value)
    };
    tolerations.iter().any(|toleration| {
        is_empty_or(&toleration.effect, &taint.effect)
            && is_empty_or(&toleration.key, &taint.key)
            && match toleration.operator.as_deref() {
                Some("Exists") => true,
                None | Some("" | "Equal") => {
                    toleration.value.as_deref().unwrap_or("") == taint.value.as_deref().unwrap_or("")
                }
                Some(_) => false,
            }
    })
}

/// What the API server adds to a Pod as it is created, whoever creates it; a template is left as it is.
pub fn complete_pod(pod: &mut Pod) {
    open_host_ports(pod);
    merge_label_keys(pod);
}

/// On the host's network a container's port is the node's (`SetDefaults_Pod` of pkg/apis/core/v1/defaults.go).
fn open_host_ports(pod: &mut Pod) {
    let is_closed = |container: &Container| {
        container.ports.iter().any(|port| port.host_port.unwrap_or(0) == 0 && port.container_port != 0)
    };
    let spec = &mut pod.spec;
    if spec.host_network != Some(true) {
        return;
    }
    for containers in [&mut spec.containers, &mut spec.init_containers] {
        if containers.iter().any(is_closed) {
            for port in containers.iter_mut().flat_map(|container| &mut container.ports) {
                if port.host_port.unwrap_or(0) == 0 {
                    port.host_port = Some(port.container_port);
                }
            }
        }
    }
}

/// The labels that Pods must or must not share with this one become rules of the selectors
/// (`applyMatchLabelKeysAndMismatchLabelKeys` and its sister for spread constraints in
/// pkg/registry/core/pod/strategy.go).
fn merge_label_keys(pod: &mut Pod) {
    let labels = &pod.metadata.labels;
    if pod.spec.topology_spread_constraints.iter().any(|each| !each.match_label_keys.is_empty()) {
        for each in &mut pod.spec.topology_spread_constraints {
            add_rules(&mut each.label_selector, &each.match_label_keys, "In", labels);
        }
    }
    let Some(Affinity { pod_affinity, pod_anti_affinity, .. }) = pod.spec.affinity.as_deref_mut() else {
        return;
    };
    for PodAffinity {
        required_during_scheduling_ignored_during_execution: required,
        preferred_during_scheduling_ignored_during_execution: preferred,
    } in [pod_affinity, pod_anti_affinity].into_iter().flatten()
    {
        for term in required.iter_mut().chain(preferred.iter_mut().map(|wish| &mut wish.pod_affinity_term)) {
            add_rules(&mut term.label_selector, &term.match_label_keys, "In", labels);
            add_rules(&mut term.label_selector, &term.mismatch_label_keys, "NotIn", labels);
        }
    }
}

/// No selector picks nobody, and stays none. A rule that is there already, as in a Pod pasted from a cluster, is not
/// added again.
fn add_rules(selector: &mut Option<LabelSelector>, keys: &[SmolStr], operator: &str, labels: &Labels) {
    let Some(selector) = selector else { return };
    for key in keys {
        let Some(value) = labels.get(key.as_str()) else { continue };
        let rule = LabelSelectorRequirement {
            key: key.clone(),
            operator: operator.into(),
            values: vec![value.clone()],
        };
        if !selector.match_expressions.contains(&rule) {
            selector.match_expressions.push(rule);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tolerations_bear_taints_as_in_kubernetes() {
        let taint = Taint { key: "dedicated".into(), value: Some("gpu".into()), effect: "NoSchedule".into() };
        let bears = |json: &str| {
            let toleration: Toleration = serde_json::from_str(json).unwrap();
            tolerates(&[toleration], &taint)
        };
        assert!(bears(r#"{"operator": "Exists"}"#));
        assert!(bears(r#"{"key": "dedicated", "operator": "Exists", "effect": "NoSchedule"}"#));
        assert!(bears(r#"{"key": "dedicated", "value": "gpu"}"#));
        assert!(!bears(r#"{"key": "dedicated", "value": "cpu"}"#));
        assert!(!bears(r#"{"key": "dedicated", "operator": "Exists", "effect": "NoExecute"}"#));
        assert!(!bears(r#"{"key": "other", "operator": "Exists"}"#));
    }
}
