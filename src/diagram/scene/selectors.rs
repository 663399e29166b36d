//! Which Services select a Pod, without asking every Service.

use std::collections::BTreeMap;

use super::build::Sight;
use crate::api::Labels;

/// The Services in sight by namespace and one label of their selectors: a Pod without that label need not be asked.
#[derive(Default)]
pub struct Selectors<'a> {
    by_label: BTreeMap<(&'a str, &'a str, &'a str), Vec<usize>>,
}

impl<'a> Selectors<'a> {
    /// The selectors of Services; one without a selector selects nothing.
    pub fn new(services: &[Sight<'a>]) -> Self {
        let mut selectors = Selectors::default();
        for (position, sight) in services.iter().enumerate() {
            if let Some((name, value)) = sight.service.spec.selector.first_key_value() {
                selectors.by_label.entry((&sight.key.namespace, name, value)).or_default().push(position);
            }
        }
        selectors
    }

    /// The positions of the Services that select a Pod with these labels, in their order.
    pub fn selecting(&self, services: &[Sight], namespace: &str, labels: &Labels) -> Vec<usize> {
        let asked = labels.iter().filter_map(|(name, value)| self.by_label.get(&(namespace, name, value)));
        let selects = |position: &&usize| {
            let selector = &services[**position].service.spec.selector;
            selector.iter().all(|(name, value)| labels.get(name) == Some(value))
        };
        let mut selecting: Vec<usize> = asked.flatten().filter(selects).copied().collect();
        selecting.sort_unstable();
        selecting
    }
}
