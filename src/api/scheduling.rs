//! Where Pods may and want to be: affinity, tolerations, spread (`v1.Affinity` and what stands beside it).

use serde::{Deserialize, Serialize};

use crate::api::{LabelSelector, LabelSelectorRequirement, SmolStr};

/// Where a Pod wants to be (`v1.Affinity`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Affinity {
    /// On which nodes.
    pub node_affinity: Option<NodeAffinity>,
    /// Beside which Pods.
    pub pod_affinity: Option<PodAffinity>,
    /// Not beside which Pods.
    pub pod_anti_affinity: Option<PodAffinity>,
}

/// On which nodes (`v1.NodeAffinity`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct NodeAffinity {
    /// Those it must be on.
    pub required_during_scheduling_ignored_during_execution: Option<NodeSelector>,
    /// Those it would like.
    pub preferred_during_scheduling_ignored_during_execution: Vec<PreferredSchedulingTerm>,
}

/// A wish with a weight (`v1.PreferredSchedulingTerm`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PreferredSchedulingTerm {
    /// 1 to 100.
    pub weight: i32,
    /// The nodes wished for.
    pub preference: NodeSelectorTerm,
}

/// Nodes, by terms of which one must hold (`v1.NodeSelector`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct NodeSelector {
    /// The terms.
    pub node_selector_terms: Vec<NodeSelectorTerm>,
}

/// Rules that must all hold (`v1.NodeSelectorTerm`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct NodeSelectorTerm {
    /// About labels.
    pub match_expressions: Vec<LabelSelectorRequirement>,
    /// About fields: `metadata.name` alone.
    pub match_fields: Vec<LabelSelectorRequirement>,
}

/// Beside which Pods, or not (`v1.PodAffinity`, `v1.PodAntiAffinity`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodAffinity {
    /// What must hold.
    pub required_during_scheduling_ignored_during_execution: Vec<PodAffinityTerm>,
    /// What would be liked.
    pub preferred_during_scheduling_ignored_during_execution: Vec<WeightedPodAffinityTerm>,
}

/// A wish with a weight (`v1.WeightedPodAffinityTerm`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct WeightedPodAffinityTerm {
    /// 1 to 100.
    pub weight: i32,
    /// The wish.
    pub pod_affinity_term: PodAffinityTerm,
}

/// Pods and the topology they are counted in (`v1.PodAffinityTerm`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodAffinityTerm {
    /// Which Pods.
    pub label_selector: Option<LabelSelector>,
    /// In which namespaces; none means the Pod's own.
    pub namespaces: Vec<SmolStr>,
    /// In namespaces with these labels.
    pub namespace_selector: Option<LabelSelector>,
    /// The node label that says what counts as one place.
    pub topology_key: SmolStr,
    /// Labels that the Pods must share with this one.
    pub match_label_keys: Vec<SmolStr>,
    /// Labels that the Pods must not share with this one.
    pub mismatch_label_keys: Vec<SmolStr>,
}

/// A taint that a Pod bears (`v1.Toleration`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Toleration {
    /// The taint's key; none for all.
    pub key: Option<SmolStr>,
    /// `Equal` or `Exists`.
    pub operator: Option<SmolStr>,
    /// The taint's value.
    pub value: Option<SmolStr>,
    /// The taint's effect; none for all.
    pub effect: Option<SmolStr>,
    /// For how long, with `NoExecute`.
    pub toleration_seconds: Option<i64>,
}

/// How alike Pods are spread (`v1.TopologySpreadConstraint`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TopologySpreadConstraint {
    /// The difference allowed.
    pub max_skew: i32,
    /// The node label that says what counts as one place.
    pub topology_key: SmolStr,
    /// `DoNotSchedule` or `ScheduleAnyway`.
    pub when_unsatisfiable: SmolStr,
    /// Which Pods are counted.
    pub label_selector: Option<LabelSelector>,
    /// How many places there must be.
    pub min_domains: Option<i32>,
    /// `Honor` or `Ignore`.
    pub node_affinity_policy: Option<SmolStr>,
    /// `Honor` or `Ignore`.
    pub node_taints_policy: Option<SmolStr>,
    /// Labels that the Pods must share with this one to be counted.
    pub match_label_keys: Vec<SmolStr>,
}
