//! Rules of Pods about other Pods: affinity, anti-affinity and topology spread.

use std::collections::{BTreeMap, BTreeSet};

use super::node_fit::{matches_node, untolerated_taint};
use crate::api::{
    LabelSelector, Labels, Namespace, Node, Pod, PodAffinityTerm, PodSpec, Shared, TopologySpreadConstraint,
};
use crate::cluster::label_selector_matches;
use crate::controllers::owners;
use crate::controllers::selectors::{Selector, SelectorIndex};

/// Some Pods, counted by the value of a node label.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Term {
    namespaces: Vec<String>,
    /// The selector as JSON, by which terms are told apart.
    selector: String,
    topology_key: String,
}

/// The different terms of all Pods, each known by its position.
#[derive(Debug, Default)]
pub(super) struct Terms {
    positions: BTreeMap<Term, usize>,
    selectors: Vec<LabelSelector>,
    /// For each term: its topology key and the namespaces in which it looks.
    places: Vec<(String, Vec<String>)>,
    namespaces: BTreeMap<String, Shared<Labels>>,
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
    /// True if places count only where the Pod's node selector and affinity let it go.
    honours_affinity: bool,
    /// True if places count only where the Pod bears the taints.
    honours_taints: bool,
}

impl Spread {
    /// True if a node's place is one of those that are compared (`NodeInclusionPolicy` of
    /// pkg/scheduler/framework/plugins/podtopologyspread).
    pub(super) fn compares(&self, pod: &PodSpec, node: &Node) -> bool {
        (!self.honours_affinity || matches_node(pod, node))
            && (!self.honours_taints || untolerated_taint(node, &pod.tolerations).is_none())
    }
}

/// Collects the terms of all Pods, so that Pods can be counted under them as they are placed.
pub(super) fn collect<'a>(
    pods: impl Iterator<Item = &'a Pod>,
    namespaces: &BTreeMap<String, Namespace>,
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
        });
        if !as_before {
            let resolved: Vec<_> = pod_terms(pod).map(|term| terms.resolve(pod, &term)).collect();
            for (term, selector) in resolved {
                terms.add(term, selector);
            }
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
    Affinity(&'a PodAffinityTerm),
    Spread(&'a TopologySpreadConstraint),
}

fn pod_terms(pod: &Pod) -> impl Iterator<Item = PodTerm<'_>> {
    let terms = affinity_terms(pod).chain(anti_affinity_terms(pod)).map(PodTerm::Affinity);
    terms.chain(spread_constraints(pod).map(PodTerm::Spread))
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
    fn resolve<'p>(&self, pod: &Pod, term: &PodTerm<'p>) -> (Term, Option<&'p LabelSelector>) {
        let own = || vec![pod.metadata.namespace.clone().unwrap_or_default()];
        let (namespaces, selector, topology_key) = match term {
            PodTerm::Affinity(term) => {
                let mut namespaces: BTreeSet<String> = term.namespaces.iter().cloned().collect();
                if let Some(selector) = &term.namespace_selector {
                    let picked =
                        self.namespaces.iter().filter(|(_, labels)| label_selector_matches(selector, labels));
                    namespaces.extend(picked.map(|(name, _)| name.clone()));
                } else if namespaces.is_empty() {
                    namespaces.extend(own());
                }
                (namespaces.into_iter().collect(), term.label_selector.as_ref(), &term.topology_key)
            }
            PodTerm::Spread(constraint) => {
                (own(), constraint.label_selector.as_ref(), &constraint.topology_key)
            }
        };
        let json = serde_json::to_string(&selector).unwrap_or_default();
        (Term { namespaces, selector: json, topology_key: topology_key.clone() }, selector)
    }

    fn add(&mut self, term: Term, selector: Option<&LabelSelector>) {
        let next = self.selectors.len();
        if self.positions.contains_key(&term) {
            return;
        }
        // No selector picks no Pod: as a selector, one that contradicts itself in no namespace.
        let namespaces = if selector.is_some() { term.namespaces.clone() } else { Vec::new() };
        self.selectors.push(selector.cloned().unwrap_or_default());
        self.places.push((term.topology_key.clone(), namespaces));
        self.positions.insert(term, next);
    }

    /// The positions of a Pod's terms.
    pub(super) fn of(&self, pod: &Pod) -> PodTermIds {
        let position = |term: PodTerm| self.positions.get(&self.resolve(pod, &term).0).copied();
        PodTermIds {
            affinity: affinity_terms(pod).filter_map(|term| position(PodTerm::Affinity(term))).collect(),
            anti_affinity: anti_affinity_terms(pod)
                .filter_map(|term| position(PodTerm::Affinity(term)))
                .collect(),
            spread: spread_constraints(pod)
                .filter_map(|constraint| {
                    Some(Spread {
                        term: position(PodTerm::Spread(constraint))?,
                        max_skew: usize::try_from(constraint.max_skew).unwrap_or(1),
                        min_domains: usize::try_from(constraint.min_domains.unwrap_or(1)).unwrap_or(1),
                        honours_affinity: constraint.node_affinity_policy.as_deref() != Some("Ignore"),
                        honours_taints: constraint.node_taints_policy.as_deref() == Some("Honor"),
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

    /// The terms that pick a Pod.
    pub(super) fn picking(&self, pod: &Pod) -> Vec<usize> {
        let namespace = pod.metadata.namespace.as_deref().unwrap_or("");
        let found = self.index.matching(namespace, &pod.metadata.labels);
        found.into_iter().map(|position| self.indexed[position]).collect()
    }

    /// Counts a Pod that has been placed on a node.
    pub(super) fn add(&mut self, picking: &[usize], own: &PodTermIds, node: &'a Node) {
        for &term in picking {
            if let Some(domain) = self.domain(term, node) {
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
    pub(super) fn domain(&self, term: usize, node: &'a Node) -> Option<&'a str> {
        node.metadata.labels.get(&self.terms.places[term].0).map(String::as_str)
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
