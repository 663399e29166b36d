//! DaemonSets: a Pod on every node that takes it (pkg/controller/daemon).

use std::collections::BTreeMap;

use super::{Owner, PodMaker, template_hash};
use crate::api::{
    DaemonSet, IntOrString, Kind, LabelSelectorRequirement, Node, NodeAffinity, NodeSelector,
    NodeSelectorTerm, Pod, SmolStr, Toleration,
};
use crate::cluster::{NamespacedName, complete_pod, tolerates};
use crate::controllers::owners;
use crate::controllers::scheduler::{matches_node, minds_other_pods, untolerated_taint};

/// Brings the Pods of a DaemonSet to one on each node that takes it.
pub(super) fn sync(maker: &mut PodMaker, set: &DaemonSet, nodes: &BTreeMap<SmolStr, Node>) {
    if set.metadata.deletion_timestamp.is_some() {
        return;
    }
    let owner = Owner::new(Kind::DaemonSet, &set.metadata);
    let mut template = owner.pod(&set.spec.template);
    template.metadata.labels.insert("controller-revision-hash".into(), template_hash(&set.spec.template));
    template.metadata.labels.insert("pod-template-generation".into(), "1".into());
    tolerate_what_daemons_tolerate(&mut template);
    complete_pod(&mut template);
    let is_bound = !minds_other_pods(&template);
    let prefix = format!("{}-", set.metadata.name);
    let claimed = maker.claimed(&owner);
    let mut by_node: BTreeMap<String, Vec<&NamespacedName>> = BTreeMap::new();
    for name in &claimed {
        let Some(pod) = maker.pods.get(name) else { continue };
        match target_node(pod) {
            // One that has ended is deleted, so that another can take its place (`podsShouldBeOnNode`).
            Some(node) if owners::is_terminal(pod) && nodes.contains_key(node) => {
                maker.pods.remove(name);
            }
            Some(node) => by_node.entry(node.to_owned()).or_default().push(name),
            None => {}
        }
    }
    for (node_name, node) in nodes {
        let mut here = by_node.remove(node_name.as_str()).unwrap_or_default();
        // `podByCreationTimestampAndPhase`: the one that stays has its node for the longest.
        here.sort_by_key(|name| {
            let pod = maker.pods.get(name)?;
            Some((pod.spec.node_name.is_none(), pod.metadata.creation_timestamp.clone()))
        });
        let may_stay = usize::from(may_continue(&template, node));
        let is_running = |name: &&NamespacedName| maker.pods.get(name).is_some_and(owners::is_active);
        let running: Vec<&NamespacedName> = here.iter().copied().filter(is_running).collect();
        // One that is ending keeps its place until it is gone, unless there may be two.
        let has_place = here.is_empty() || running.is_empty() && allows_surge(set);
        running.iter().skip(may_stay).for_each(|surplus| drop(maker.pods.remove(surplus)));
        if has_place && should_run(&template, node) {
            let mut pod = template.clone();
            pin(&mut pod, node_name);
            // The scheduler binds it. Where nothing can keep it from its node, that is done here, which is quicker.
            pod.spec.node_name = is_bound.then(|| node_name.as_str().into());
            maker.create_generated(&owner, &prefix, pod, node_name, 0);
        }
    }
}

/// How many nodes should have a Pod of it.
pub(super) fn desired(set: &DaemonSet, nodes: &BTreeMap<SmolStr, Node>) -> usize {
    let mut pod = Pod { spec: set.spec.template.spec.clone(), ..Default::default() };
    tolerate_what_daemons_tolerate(&mut pod);
    nodes.values().filter(|node| should_run(&pod, node)).count()
}

/// True if a node may have a new Pod beside an old one (`AllowsSurge` of pkg/controller/daemon/util).
fn allows_surge(set: &DaemonSet) -> bool {
    let rolling = set.spec.update_strategy.as_ref().and_then(|strategy| strategy.rolling_update.as_ref());
    match rolling.and_then(|rolling| rolling.max_surge.as_ref()) {
        Some(IntOrString::Int(surge)) => *surge > 0,
        Some(IntOrString::String(share)) => share != "0%",
        None => false,
    }
}

/// The node that a Pod of a DaemonSet is on or is meant for (`GetTargetNodeName` of pkg/controller/daemon/util).
fn target_node(pod: &Pod) -> Option<&str> {
    let bound = pod.spec.node_name.as_deref().filter(|name| !name.is_empty());
    let affinity = || pod.spec.affinity.as_ref()?.node_affinity.as_ref();
    let terms = || {
        let required = affinity()?.required_during_scheduling_ignored_during_execution.as_ref()?;
        Some(&required.node_selector_terms)
    };
    let named = |rule: &LabelSelectorRequirement| rule.key == "metadata.name" && rule.operator == "In";
    bound.or_else(|| {
        let mut rules = terms()?.iter().flat_map(|term| &term.match_fields);
        rules.find(|rule| named(rule))?.values.first().map(SmolStr::as_str)
    })
}

/// True if a template names no node, or this one.
fn is_for(pod: &Pod, node: &Node) -> bool {
    pod.spec.node_name.as_deref().is_none_or(|name| name.is_empty() || name == node.metadata.name)
}

/// `NodeShouldRunDaemonPod`: `PreferNoSchedule` does not count, and a cordoned node does, by the tolerations.
fn should_run(pod: &Pod, node: &Node) -> bool {
    is_for(pod, node)
        && matches_node(&pod.spec, node)
        && untolerated_taint(node, &pod.spec.tolerations).is_none()
}

/// A Pod that runs on a node is driven out by `NoExecute` alone.
fn may_continue(pod: &Pod, node: &Node) -> bool {
    let mut evicting = node.spec.taints.iter().filter(|taint| taint.effect == "NoExecute");
    is_for(pod, node)
        && matches_node(&pod.spec, node)
        && evicting.all(|taint| tolerates(&pod.spec.tolerations, taint))
}

/// `AddOrUpdateDaemonPodTolerations`: a Pod that must be on every node bears what keeps others away for a while.
fn tolerate_what_daemons_tolerate(pod: &mut Pod) {
    let mut added = vec![
        ("node.kubernetes.io/not-ready", "NoExecute"),
        ("node.kubernetes.io/unreachable", "NoExecute"),
        ("node.kubernetes.io/disk-pressure", "NoSchedule"),
        ("node.kubernetes.io/memory-pressure", "NoSchedule"),
        ("node.kubernetes.io/pid-pressure", "NoSchedule"),
        ("node.kubernetes.io/unschedulable", "NoSchedule"),
    ];
    if pod.spec.host_network == Some(true) {
        added.push(("node.kubernetes.io/network-unavailable", "NoSchedule"));
    }
    for (key, effect) in added {
        let toleration = Toleration {
            key: Some(key.into()),
            operator: Some("Exists".into()),
            effect: Some(effect.into()),
            ..Default::default()
        };
        if !pod.spec.tolerations.contains(&toleration) {
            pod.spec.tolerations.push(toleration);
        }
    }
}

/// Pins a Pod to a node.
fn pin(pod: &mut Pod, node: &str) {
    let term = NodeSelectorTerm {
        match_fields: vec![LabelSelectorRequirement {
            key: "metadata.name".into(),
            operator: "In".into(),
            values: vec![node.into()],
        }],
        ..Default::default()
    };
    let affinity = pod.spec.affinity.get_or_insert_default();
    let node_affinity = affinity.node_affinity.get_or_insert_with(NodeAffinity::default);
    let required = &mut node_affinity.required_during_scheduling_ignored_during_execution;
    match required.as_mut().filter(|selector| !selector.node_selector_terms.is_empty()) {
        // `ReplaceDaemonSetPodNodeNameNodeAffinity`: the fields of every term are replaced, its labels stay.
        Some(selector) => {
            for each in &mut selector.node_selector_terms {
                each.match_fields.clone_from(&term.match_fields);
            }
        }
        None => *required = Some(NodeSelector { node_selector_terms: vec![term] }),
    }
}
