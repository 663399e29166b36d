//! Finds the selectors that pick given labels without trying every one.

use std::collections::HashMap;

use crate::api::{LabelSelector, Labels, Shared};
use crate::cluster::{label_selector_matches, selects};

/// A selector of either form.
#[derive(Debug, Clone, Copy)]
pub(super) enum Selector<'a> {
    /// Of a Service or ReplicationController: an empty one picks nothing.
    Labels(&'a Labels),
    /// Of a workload or a scheduling term: an empty one picks everything.
    Full(&'a LabelSelector),
}

impl<'a> Selector<'a> {
    /// True if it picks these labels.
    pub(super) fn matches(self, labels: &Labels) -> bool {
        match self {
            Selector::Labels(selector) => selects(selector, labels),
            Selector::Full(selector) => label_selector_matches(selector, labels),
        }
    }

    fn needed(self) -> &'a Labels {
        match self {
            Selector::Labels(selector) => selector,
            Selector::Full(selector) => &selector.match_labels,
        }
    }
}

/// Namespace, key and value of a label. A `HashMap` by these is looked up in, never iterated over.
type Label<'a> = (&'a str, &'a str, &'a str);

/// Selectors of many objects, each known by its position in the list they were given in.
#[derive(Debug, Default)]
pub(super) struct SelectorIndex<'a> {
    selectors: Vec<Selector<'a>>,
    /// Under one label that the selector needs: the one that the fewest selectors need.
    by_label: HashMap<Label<'a>, Vec<usize>>,
    /// Those that need no label, by namespace.
    by_namespace: HashMap<&'a str, Vec<usize>>,
}

impl<'a> SelectorIndex<'a> {
    /// Indexes selectors with the namespace in which each picks.
    pub(super) fn new(selectors: impl IntoIterator<Item = (&'a str, Selector<'a>)>) -> Self {
        let selectors: Vec<_> = selectors.into_iter().collect();
        let mut wanted: HashMap<Label, usize> = HashMap::new();
        for (namespace, selector) in &selectors {
            for (key, value) in selector.needed() {
                *wanted.entry((namespace, key, value)).or_default() += 1;
            }
        }
        let mut index = SelectorIndex::default();
        for (position, &(namespace, selector)) in selectors.iter().enumerate() {
            let labels =
                selector.needed().iter().map(|(key, value)| (namespace, key.as_str(), value.as_str()));
            match labels.min_by_key(|label| wanted.get(label).copied()) {
                Some(label) => index.by_label.entry(label).or_default().push(position),
                None => index.by_namespace.entry(namespace).or_default().push(position),
            }
            index.selectors.push(selector);
        }
        index
    }

    /// The positions of the selectors that pick labels in a namespace, in order.
    pub(super) fn matching(&self, namespace: &str, labels: &Labels) -> Vec<usize> {
        if self.selectors.is_empty() {
            return Vec::new();
        }
        let named = labels.iter().filter_map(|(key, value)| {
            self.by_label.get(&(namespace, key.as_str(), value.as_str())).map(Vec::as_slice)
        });
        let unnamed = self.by_namespace.get(namespace).map(Vec::as_slice);
        let mut found: Vec<usize> = named
            .chain(unnamed)
            .flatten()
            .copied()
            .filter(|&position| self.selectors[position].matches(labels))
            .collect();
        found.sort_unstable();
        found
    }
}

/// Looks selectors up for one object after the other. Replicas share their labels, and cost one look-up together.
#[derive(Debug)]
pub(super) struct Lookup<'i, 'a> {
    index: &'i SelectorIndex<'a>,
    last: Option<(String, Shared<Labels>)>,
    found: Vec<usize>,
}

impl<'i, 'a> Lookup<'i, 'a> {
    pub(super) fn new(index: &'i SelectorIndex<'a>) -> Self {
        Lookup { index, last: None, found: Vec::new() }
    }

    /// See [`SelectorIndex::matching`].
    pub(super) fn matching(&mut self, namespace: &str, labels: &Shared<Labels>) -> &[usize] {
        let as_before = self.last.as_ref().is_some_and(|(at, last)| at == namespace && last.is_same(labels));
        if !as_before {
            self.found = self.index.matching(namespace, labels);
            self.last = Some((namespace.to_owned(), labels.clone()));
        }
        &self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_trying_every_selector_would_find() {
        let labels = |text: &str| -> Labels {
            text.split(',')
                .filter_map(|pair| pair.split_once('='))
                .map(|(key, value)| (key.into(), value.into()))
                .collect()
        };
        let [empty, app, both] = ["", "app=web", "app=web,tier=front"].map(labels);
        let all = LabelSelector::default();
        let index = SelectorIndex::new([
            ("shop", Selector::Labels(&empty)),
            ("shop", Selector::Labels(&app)),
            ("shop", Selector::Full(&all)),
            ("shop", Selector::Labels(&both)),
            ("blog", Selector::Labels(&app)),
        ]);
        assert_eq!(index.matching("shop", &labels("app=web,tier=front")), [1, 2, 3]);
        assert_eq!(index.matching("shop", &labels("app=web")), [1, 2]);
        assert_eq!(index.matching("blog", &labels("app=web")), [4]);
        assert_eq!(index.matching("other", &labels("app=web")), Vec::<usize>::new());
    }
}
