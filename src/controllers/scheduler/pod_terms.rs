//! Rules of Pods about other Pods: affinity, anti-affinity and topology spread.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::node_fit::{matches_node, untolerated_taint};
use crate::api::{
    LabelSelector, LabelSelectorRequirement, Labels, Namespace, Node, Pod, PodAffinityTerm, PodSpec, Shared,
    SmolStr, ToSmolStr, Toleration, TopologySpreadConstraint,
};
use crate::cluster::label_selector_matches;
use crate::controllers::owners;
use crate::controllers::selectors::{Selector, SelectorIndex};

/// Some Pods, counted by the value of a node label.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Term {
    namespaces: Vec<SmolStr>,
    /// The selector as JSON, by which terms are told apart.
    selector: String,
    topology_key: SmolStr,
    /// Of a spread constraint: the nodes on which Pods are counted, as JSON.
    counted_on: String,
}

/// The different terms of all Pods, each known by its position.
#[derive(Debug, Default)]
pub(super) struct Terms {
    positions: BTreeMap<Term, usize>,
    selectors: Vec<LabelSelector>,
    /// For each term: its topology key and the namespaces in which it looks.
    places: Vec<(SmolStr, Vec<SmolStr>)>,
    /// For each term: the nodes on which a spread constraint counts; none for affinity, which counts on all.
    spreads: Vec<Option<CountedNodes>>,
    namespaces: BTreeMap<SmolStr, Shared<Labels>>,
}

/// The terms of one Pod, by position.
#[derive(Debug, Clone, Default)]
pub(super) struct PodTermIds {
    pub(super) affinity: Vec<usize>,
    pub(super) anti_affinity: Vec<usize>,
    pub(super) spread: Vec<Spread>,
}

/// A topology spread constraint that must hold.
#[derive(Debug, Clone)]
pub(super) struct Spread {
    pub(super) term: usize,
    pub(super) max_skew: usize,
    pub(super) min_domains: usize,
}

/// The nodes on which a spread constraint counts Pods, and whose places it compares (`calPreFilterState` and
/// `matchNodeInclusionPolicies` of pkg/scheduler/framework/plugins/podtopologyspread).
#[derive(Debug, Clone, Default, Serialize)]
struct CountedNodes {
    /// Labels that they have: the topology keys of all constraints of the Pod.
    keys: Vec<SmolStr>,
    /// If places count only where the Pod's node selector and affinity let it go: these.
    wanted: PodSpec,
    /// If places count only where the Pod bears the taints: its tolerations.
    tolerations: Option<Shared<Vec<Toleration>>>,
}

impl CountedNodes {
    fn new(pod: &Pod, constraint: &TopologySpreadConstraint) -> Self {
        let honours_affinity = constraint.node_affinity_policy.as_deref() != Some("Ignore");
        let honours_taints = constraint.node_taints_policy.as_deref() == Some("Honor");
        let mut counted = CountedNodes {
            keys: spread_constraints(pod).map(|constraint| constraint.topology_key.clone()).collect(),
            tolerations: honours_taints.then(|| pod.spec.tolerations.clone()),
            ..Default::default()
        };
        if honours_affinity {
            counted.wanted.node_selector = pod.spec.node_selector.clone();
            counted.wanted.affinity = pod.spec.affinity.clone();
        }
        counted
    }

    fn contain(&self, node: &Node) -> bool {
        let bears = |tolerations: &Shared<Vec<Toleration>>| untolerated_taint(node, tolerations).is_none();
        self.keys.iter().all(|key| node.metadata.labels.contains_key(key.as_str()))
            && matches_node(&self.wanted, node)
            && self.tolerations.as_ref().is_none_or(bears)
    }
}

/// Collects the terms of all Pods, so that Pods can be counted under them as they are placed.
pub(super) fn collect<'a>(
    pods: impl Iterator<Item = &'a Pod>,
    namespaces: &BTreeMap<SmolStr, Namespace>,
) -> Terms {
    let namespaces =
        namespaces.iter().map(|(name, space)| (name.clone(), space.metadata.labels.clone())).collect();
    let mut terms = Terms { namespaces, ..Default::default() };
    let mut last: Option<&Pod> = None;
    for pod in pods.filter(|pod| has_terms(pod) && !owners::is_terminal(pod)) {
        let as_before = last.is_some_and(|last| {
            last.metadata.namespace == pod.metadata.namespace
                && last.spec.affinity == pod.spec.affinity
                && last.spec.topology_spread_constraints == pod.spec.topology_spread_constraints
                && last.spec.node_selector == pod.spec.node_selector
                && last.spec.tolerations == pod.spec.tolerations
        });
        if !as_before {
            let resolved: Vec<_> = pod_terms(pod).map(|term| terms.resolve(pod, &term)).collect();
            resolved.into_iter().for_each(|term| terms.add(term));
        }
        last = Some(pod);
    }
    terms
}

/// True if a Pod has required rules about other Pods.
pub(super) fn has_terms(pod: &Pod) -> bool {
    pod_terms(pod).next().is_some()
}

/// A rule about Pods, whatever it demands of them.
enum PodTerm<'a> {
    /// One of several: a Pod counts only if all of them pick it.
    Affinity(&'a PodAffinityTerm),
    AntiAffinity(&'a PodAffinityTerm),
    Spread(&'a TopologySpreadConstraint),
}

fn pod_terms(pod: &Pod) -> impl Iterator<Item = PodTerm<'_>> {
    let terms = affinity_terms(pod).map(PodTerm::Affinity);
    let terms = terms.chain(anti_affinity_terms(pod).map(PodTerm::AntiAffinity));
    terms.chain(spread_constraints(pod).map(PodTerm::Spread))
}

fn own_namespace(pod: &Pod) -> SmolStr {
    pod.metadata.namespace.clone().unwrap_or_default()
}

/// A selector that picks what both pick.
fn both_selectors(mut one: LabelSelector, other: LabelSelector) -> LabelSelector {
    one.match_expressions.extend(other.match_expressions);
    let equal = |(key, value): (SmolStr, SmolStr)| LabelSelectorRequirement {
        key,
        operator: "In".into(),
        values: vec![value],
    };
    one.match_expressions.extend(other.match_labels.iter().map(|(k, v)| equal((k.clone(), v.clone()))));
    one
}

fn affinity_terms(pod: &Pod) -> impl Iterator<Item = &PodAffinityTerm> {
    let affinity = pod.spec.affinity.as_ref().and_then(|affinity| affinity.pod_affinity.as_ref());
    affinity.into_iter().flat_map(|affinity| &affinity.required_during_scheduling_ignored_during_execution)
}

fn anti_affinity_terms(pod: &Pod) -> impl Iterator<Item = &PodAffinityTerm> {
    let affinity = pod.spec.affinity.as_ref().and_then(|affinity| affinity.pod_anti_affinity.as_ref());
    affinity.into_iter().flat_map(|affinity| &affinity.required_during_scheduling_ignored_during_execution)
}

fn spread_constraints(pod: &Pod) -> impl Iterator<Item = &TopologySpreadConstraint> {
    let constraints = pod.spec.topology_spread_constraints.iter();
    constraints.filter(|constraint| constraint.when_unsatisfiable == "DoNotSchedule")
}

impl Terms {
    /// The term of a Pod's rule, which Pods it picks (none: nobody), and where a spread constraint counts them.
    fn resolve(&self, pod: &Pod, term: &PodTerm) -> (Term, Option<LabelSelector>, Option<CountedNodes>) {
        let (picked, topology_key, counted) = match term {
            PodTerm::Affinity(term) => (self.picked_by_all(pod), &term.topology_key, None),
            PodTerm::AntiAffinity(term) => (self.picked_by(pod, term), &term.topology_key, None),
            PodTerm::Spread(constraint) => (
                (BTreeSet::from([own_namespace(pod)]), constraint.label_selector.clone()),
                &constraint.topology_key,
                Some(CountedNodes::new(pod, constraint)),
            ),
        };
        let (namespaces, selector) = picked;
        let term = Term {
            namespaces: namespaces.into_iter().collect(),
            selector: serde_json::to_string(&selector).unwrap_or_default(),
            topology_key: topology_key.to_smolstr(),
            counted_on: counted
                .as_ref()
                .map_or_else(String::new, |counted| serde_json::to_string(counted).unwrap_or_default()),
        };
        (term, selector, counted)
    }

    /// The namespaces and the selector by which an affinity term picks Pods.
    fn picked_by(&self, pod: &Pod, term: &PodAffinityTerm) -> (BTreeSet<SmolStr>, Option<LabelSelector>) {
        let mut namespaces: BTreeSet<SmolStr> = term.namespaces.iter().cloned().collect();
        if let Some(selector) = &term.namespace_selector {
            let picked =
                self.namespaces.iter().filter(|(_, labels)| label_selector_matches(selector, labels));
            namespaces.extend(picked.map(|(name, _)| name.clone()));
        } else if namespaces.is_empty() {
            namespaces.insert(own_namespace(pod));
        }
        (namespaces, term.label_selector.clone())
    }

    /// The same for all affinity terms of a Pod together: a Pod that only some of them pick counts for none
    /// (`podMatchesAllAffinityTerms` of pkg/scheduler/framework/plugins/interpodaffinity).
    fn picked_by_all(&self, pod: &Pod) -> (BTreeSet<SmolStr>, Option<LabelSelector>) {
        let picked = affinity_terms(pod).map(|term| self.picked_by(pod, term));
        let both = picked.reduce(|(namespaces, selector), (others, other)| {
            let namespaces = namespaces.intersection(&others).cloned().collect();
            (namespaces, selector.zip(other).map(|(one, other)| both_selectors(one, other)))
        });
        both.unwrap_or_default()
    }

    fn add(&mut self, (term, selector, counted): (Term, Option<LabelSelector>, Option<CountedNodes>)) {
        let next = self.selectors.len();
        if self.positions.contains_key(&term) {
            return;
        }
        // No selector picks no Pod: as a selector, one that contradicts itself in no namespace.
        let namespaces = if selector.is_some() { term.namespaces.clone() } else { Vec::new() };
        self.selectors.push(selector.unwrap_or_default());
        self.places.push((term.topology_key.clone(), namespaces));
        self.spreads.push(counted);
        self.positions.insert(term, next);
    }

    /// The positions of a Pod's terms.
    pub(super) fn of(&self, pod: &Pod) -> PodTermIds {
        let position = |term: PodTerm| self.positions.get(&self.resolve(pod, &term).0).copied();
        PodTermIds {
            affinity: affinity_terms(pod).filter_map(|term| position(PodTerm::Affinity(term))).collect(),
            anti_affinity: anti_affinity_terms(pod)
                .filter_map(|term| position(PodTerm::AntiAffinity(term)))
                .collect(),
            spread: spread_constraints(pod)
                .filter_map(|constraint| {
                    Some(Spread {
                        term: position(PodTerm::Spread(constraint))?,
                        max_skew: usize::try_from(constraint.max_skew).unwrap_or(1),
                        min_domains: usize::try_from(constraint.min_domains.unwrap_or(1)).unwrap_or(1),
                    })
                })
                .collect(),
        }
    }
}

/// How many placed Pods each term picks, by the value of its topology key.
#[derive(Debug)]
pub(super) struct Counts<'a> {
    terms: &'a Terms,
    index: SelectorIndex<'a>,
    /// The term at each position of the index.
    indexed: Vec<usize>,
    /// Pods that a term picks.
    picked: Vec<BTreeMap<&'a str, usize>>,
    /// Pods that have a term as anti-affinity.
    guards: Vec<BTreeMap<&'a str, usize>>,
}

impl<'a> Counts<'a> {
    pub(super) fn new(terms: &'a Terms) -> Self {
        let placed: Vec<(usize, &str)> = terms
            .places
            .iter()
            .enumerate()
            .flat_map(|(term, (_, namespaces))| namespaces.iter().map(move |name| (term, name.as_str())))
            .collect();
        let index = SelectorIndex::new(
            placed.iter().map(|&(term, name)| (name, Selector::Full(&terms.selectors[term]))),
        );
        let none = vec![BTreeMap::new(); terms.selectors.len()];
        Counts {
            terms,
            index,
            indexed: placed.into_iter().map(|(term, _)| term).collect(),
            picked: none.clone(),
            guards: none,
        }
    }

    /// The terms that pick a Pod. One that is ending does not count where Pods are spread (`countPodsMatchSelector`).
    pub(super) fn picking(&self, pod: &Pod) -> Vec<usize> {
        let namespace = pod.metadata.namespace.as_deref().unwrap_or("");
        let is_ending = pod.metadata.deletion_timestamp.is_some();
        let found = self.index.matching(namespace, &pod.metadata.labels);
        let terms = found.into_iter().map(|position| self.indexed[position]);
        terms.filter(|&term| !is_ending || self.terms.spreads[term].is_none()).collect()
    }

    /// Counts a Pod that has been placed on a node.
    pub(super) fn add(&mut self, picking: &[usize], own: &PodTermIds, node: &'a Node) {
        for &term in picking {
            if let Some(domain) = self.counted_domain(term, node) {
                *self.picked[term].entry(domain).or_default() += 1;
            }
        }
        for &term in &own.anti_affinity {
            if let Some(domain) = self.domain(term, node) {
                *self.guards[term].entry(domain).or_default() += 1;
            }
        }
    }

    /// The node's value of a term's topology key.
    fn domain(&self, term: usize, node: &'a Node) -> Option<&'a str> {
        node.metadata.labels.get(self.terms.places[term].0.as_str()).map(SmolStr::as_str)
    }

    /// The same, if Pods on the node are counted.
    pub(super) fn counted_domain(&self, term: usize, node: &'a Node) -> Option<&'a str> {
        let counts = self.terms.spreads[term].as_ref().is_none_or(|nodes| nodes.contain(node));
        self.domain(term, node).filter(|_| counts)
    }

    /// How many Pods a term picks in the place of a node; none if the node is in no place.
    pub(super) fn picked_at(&self, term: usize, node: &'a Node) -> Option<usize> {
        Some(self.picked[term].get(self.domain(term, node)?).copied().unwrap_or(0))
    }

    /// True if a term picks any Pod anywhere.
    pub(super) fn picks_any(&self, term: usize) -> bool {
        !self.picked[term].is_empty()
    }

    /// True if a Pod in the place of a node has the term as its anti-affinity.
    pub(super) fn is_guarded(&self, term: usize, node: &'a Node) -> bool {
        self.domain(term, node).is_some_and(|domain| self.guards[term].contains_key(domain))
    }

    /// The fewest Pods that a term picks in one of some places.
    pub(super) fn fewest(&self, term: usize, domains: &BTreeSet<String>) -> usize {
        let counts =
            domains.iter().map(|domain| self.picked[term].get(domain.as_str()).copied().unwrap_or(0));
        counts.min().unwrap_or(0)
    }
}
