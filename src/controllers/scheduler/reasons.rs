//! Why a Pod fits no node, in the scheduler's own words.

use std::collections::BTreeMap;

/// Why one node does not take a Pod.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    /// It is cordoned.
    Unschedulable,
    /// A taint that the Pod does not bear.
    Taint,
    /// The Pod's node selector or required node affinity.
    NodeAffinity,
    /// The Pod's required node affinity names others.
    NotNamed,
    /// A host port that is taken.
    Ports,
    /// As many Pods as it takes.
    TooManyPods,
    /// A spread constraint's topology label is missing.
    SpreadLabel,
    /// A spread constraint's skew.
    Spread,
    /// The Pod's own affinity to Pods.
    PodAffinity,
    /// The Pod's own anti-affinity to Pods.
    PodAntiAffinity,
    /// The anti-affinity of Pods that are there.
    ExistingAntiAffinity,
}

impl Reason {
    fn text(self) -> &'static str {
        match self {
            Reason::Unschedulable => "node(s) were unschedulable",
            Reason::Taint => "node(s) had untolerated taint(s)",
            Reason::NodeAffinity => "node(s) didn't match Pod's node affinity/selector",
            Reason::NotNamed => "node(s) didn't satisfy plugin(s) [NodeAffinity]",
            Reason::Ports => "node(s) didn't have free ports for the requested pod ports",
            Reason::TooManyPods => "Too many pods",
            Reason::SpreadLabel => {
                "node(s) didn't match pod topology spread constraints (missing required label)"
            }
            Reason::Spread => "node(s) didn't match pod topology spread constraints",
            Reason::PodAffinity => "node(s) didn't match pod affinity rules",
            Reason::PodAntiAffinity => "node(s) didn't match pod anti-affinity rules",
            Reason::ExistingAntiAffinity => "node(s) didn't satisfy existing pods anti-affinity rules",
        }
    }

    /// True if the node would take the Pod were other Pods gone (`Unschedulable`, not
    /// `UnschedulableAndUnresolvable`).
    fn preemption_could_help(self) -> bool {
        matches!(
            self,
            Reason::Ports
                | Reason::TooManyPods
                | Reason::Spread
                | Reason::PodAntiAffinity
                | Reason::ExistingAntiAffinity
        )
    }
}

/// How many nodes do not take a Pod, by reason.
#[derive(Debug, Clone, Default)]
pub(super) struct Rejections(BTreeMap<Reason, usize>);

impl Rejections {
    /// One more node.
    pub(super) fn add(&mut self, reason: Reason) {
        *self.0.entry(reason).or_default() += 1;
    }

    /// The sentence in the Pod's `PodScheduled` condition (`FitError.Error` of pkg/scheduler/framework/types.go).
    pub(super) fn message(&self) -> String {
        let nodes: usize = self.0.values().sum();
        if nodes == 0 {
            return "no nodes available to schedule pods".into();
        }
        let helpful: usize =
            self.0.iter().filter(|(reason, _)| reason.preemption_could_help()).map(|(_, count)| count).sum();
        let reasons = self.0.iter().map(|(reason, count)| (*count, reason.text()));
        let preemption = [
            (helpful, "No preemption victims found for incoming pod"),
            (nodes - helpful, "Preemption is not helpful for scheduling"),
        ];
        format!(
            "0/{nodes} nodes are available: {}. no new claims to deallocate, preemption: 0/{nodes} nodes are \
             available: {}.",
            list(reasons),
            list(preemption.into_iter().filter(|(count, _)| *count > 0)),
        )
    }
}

/// Sorted as text, as the scheduler does.
fn list(reasons: impl Iterator<Item = (usize, &'static str)>) -> String {
    let mut reasons: Vec<String> = reasons.map(|(count, text)| format!("{count} {text}")).collect();
    reasons.sort();
    reasons.join(", ")
}
