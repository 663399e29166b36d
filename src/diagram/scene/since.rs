//! Before and after in one picture: which Pods are new, which are not as they were, and which are gone.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::api::Pod;
use crate::cluster::NamespacedName;

/// What has become of Pods since the moment before.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Since {
    /// They are new.
    pub came: BTreeSet<NamespacedName>,
    /// They are still there and not as they were.
    pub changed: BTreeSet<NamespacedName>,
    /// They are gone: as they were.
    pub gone: BTreeMap<NamespacedName, Pod>,
}

/// What a Pod that is there is marked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Mark {
    /// It has come.
    New,
    /// It is not as it was.
    Changed,
}

impl Since {
    /// The mark of a Pod that is there.
    pub(super) fn mark(&self, pod: &NamespacedName) -> Option<Mark> {
        if self.came.contains(pod) {
            return Some(Mark::New);
        }
        self.changed.contains(pod).then_some(Mark::Changed)
    }
}
