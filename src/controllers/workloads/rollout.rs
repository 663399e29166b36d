//! Where the rollout of a Deployment comes to rest (pkg/controller/deployment/rolling.go, recreate.go, sync.go): with all
//! Pods of the newest template, unless some of them never get ready.

use std::collections::BTreeMap;

use super::deployment::resize;
use crate::api::{Deployment, IntOrString, Kind, Pod, ReplicaSet, RollingUpdate};
use crate::cluster::{NamespacedName, Store};
use crate::controllers::{kubelet, owners};

const DESIRED_REPLICAS: &str = "deployment.kubernetes.io/desired-replicas";
const MAX_REPLICAS: &str = "deployment.kubernetes.io/max-replicas";
/// A rollout that takes more steps has too many Pods for svclab anyway.
const MAX_STEPS: usize = 10_000;

/// How many Pods there may be beyond the wanted and how many of those may be missing while a Deployment rolls out; none
/// if it does not roll (`ResolveFenceposts`, `MaxSurge`).
fn limits(deployment: &Deployment) -> Option<(i64, i64)> {
    let strategy = deployment.spec.strategy.as_ref();
    if strategy.is_some_and(|strategy| strategy.r#type.as_deref() == Some("Recreate")) {
        return None;
    }
    let replicas = wanted(deployment);
    let share = |of: fn(&RollingUpdate) -> &Option<IntOrString>, rounds_up: bool| {
        let given = strategy.and_then(|strategy| of(strategy.rolling_update.as_ref()?).as_ref());
        match given {
            Some(IntOrString::Int(number)) => i64::from(*number),
            Some(IntOrString::String(text)) => {
                let percent = text.strip_suffix('%').and_then(|text| text.parse::<i64>().ok()).unwrap_or(0);
                let hundredths = replicas.saturating_mul(percent);
                if rounds_up { hundredths.saturating_add(99) / 100 } else { hundredths / 100 }
            }
            None => 0,
        }
    };
    let surge = share(|rolling| &rolling.max_surge, true);
    let unavailable = share(|rolling| &rolling.max_unavailable, false);
    // Were both nothing, the rollout could not begin.
    Some((surge, if surge == 0 && unavailable == 0 { 1 } else { unavailable }))
}

fn wanted(deployment: &Deployment) -> i64 {
    i64::from(deployment.spec.replicas.unwrap_or(1))
}

/// The most Pods that there may be at a time.
pub(super) fn most(deployment: &Deployment) -> i64 {
    wanted(deployment) + limits(deployment).map_or(0, |(surge, _)| surge)
}

/// The Pods that ReplicaSets have.
#[derive(Debug, Default)]
pub(super) struct Present(BTreeMap<NamespacedName, (i64, i64)>);

impl Present {
    /// Counts Pods by the ReplicaSet that controls them.
    pub(super) fn count(pods: &Store<Pod>) -> Self {
        let mut present = Present::default();
        for (name, pod) in pods.iter().filter(|(_, pod)| owners::is_active(pod)) {
            let owner = owners::controller_of(&pod.metadata);
            if let Some(owner) = owner.filter(|owner| owner.kind == Kind::ReplicaSet.name()) {
                let set = NamespacedName::new(name.namespace.clone(), owner.name.clone());
                let (active, ready) = present.0.entry(set).or_default();
                *active += 1;
                *ready += i64::from(kubelet::is_expected_ready(pod));
            }
        }
        present
    }
}

/// A ReplicaSet on the way.
#[derive(Debug)]
struct Part<'a> {
    name: &'a NamespacedName,
    replicas: i64,
    /// Pods that it has, and how many of them are ready.
    present: (i64, i64),
    /// True if the Pods that it makes get ready.
    gets_ready: bool,
}

impl<'a> Part<'a> {
    fn new(name: &'a NamespacedName, set: &ReplicaSet, present: &Present) -> Self {
        let from_template = Pod { spec: set.spec.template.spec.clone(), ..Default::default() };
        Part {
            name,
            replicas: i64::from(set.spec.replicas.unwrap_or(1)),
            present: present.0.get(name).copied().unwrap_or_default(),
            gets_ready: kubelet::is_expected_ready(&from_template),
        }
    }

    /// How many of its Pods are ready. When it has too many, those that are not ready go first.
    fn available(&self) -> i64 {
        let (active, ready) = self.present;
        let made = (self.replicas - active).max(0);
        ready.min(self.replicas) + if self.gets_ready { made } else { 0 }
    }
}

/// Brings the ReplicaSets of a Deployment to where its rollout ends. `old` are in the order of their age.
pub(super) fn run(
    deployment: &Deployment,
    current: Option<&NamespacedName>,
    old: &[NamespacedName],
    sets: &mut Store<ReplicaSet>,
    present: &Present,
) {
    let part = |name| sets.get(name).map(|set| Part::new(name, set, present));
    let mut new = current.and_then(part);
    let mut old: Vec<Part> = old.iter().filter_map(part).collect();
    match (deployment.spec.paused == Some(true), &mut new) {
        (true, _) => scale(deployment, &mut new, &mut old, sets),
        (false, Some(new)) => roll(deployment, new, &mut old),
        (false, None) => {}
    }
    for part in old.iter().chain(&new) {
        if let Some(set) = sets.get_mut(part.name) {
            resize(set, i32::try_from(part.replicas).unwrap_or(i32::MAX), deployment);
        }
    }
}

/// `rolloutRolling` and `rolloutRecreate`, until nothing changes.
fn roll(deployment: &Deployment, new: &mut Part, old: &mut [Part]) {
    let wanted = wanted(deployment);
    let Some((surge, unavailable)) = limits(deployment) else {
        old.iter_mut().for_each(|set| set.replicas = 0);
        new.replicas = wanted;
        return;
    };
    for _ in 0..MAX_STEPS {
        let before: Vec<i64> = all(new, old).map(|set| set.replicas).collect();
        let total: i64 = before.iter().sum();
        let room = (wanted + surge - total).max(0);
        new.replicas = wanted.min(new.replicas + room);
        scale_down_old(wanted - unavailable, new, old);
        if all(new, old).map(|set| set.replicas).eq(before) {
            return;
        }
    }
}

/// `reconcileOldReplicaSets`: first the old Pods that are not ready, then as many as the rest can do without.
fn scale_down_old(min_available: i64, new: &Part, old: &mut [Part]) {
    let total: i64 = all(new, old).map(|set| set.replicas).sum();
    let mut room = total - min_available - (new.replicas - new.available());
    if room <= 0 {
        return;
    }
    for set in old.iter_mut() {
        let cut = room.min(set.replicas - set.available());
        set.replicas -= cut;
        room -= cut;
    }
    let available: i64 = all(new, old).map(Part::available).sum();
    let mut room = (available - min_available).max(0);
    for set in old.iter_mut() {
        let cut = room.min(set.replicas);
        set.replicas -= cut;
        room -= cut;
    }
}

fn all<'p, 'a>(new: &'p Part<'a>, old: &'p [Part<'a>]) -> impl Iterator<Item = &'p Part<'a>> {
    std::iter::once(new).chain(old)
}

/// `scale` of sync.go: a paused Deployment rolls nothing out, but follows its number of replicas.
fn scale<'a>(
    deployment: &Deployment,
    new: &mut Option<Part<'a>>,
    old: &mut [Part<'a>],
    sets: &Store<ReplicaSet>,
) {
    let wanted = wanted(deployment);
    let annotated = |part: &Part, key| -> Option<i64> {
        sets.get(part.name)?.metadata.annotations.get(key)?.parse::<i64>().ok()
    };
    let is_saturated = new.as_ref().is_some_and(|new| {
        new.replicas == wanted
            && new.available() == wanted
            && annotated(new, DESIRED_REPLICAS) == Some(wanted)
    });
    // The newest first.
    let mut parts: Vec<&mut Part> = new.iter_mut().chain(old.iter_mut().rev()).collect();
    match parts.iter().filter(|set| set.replicas > 0).count() {
        0 => parts.into_iter().take(1).for_each(|set| set.replicas = wanted),
        1 => parts.into_iter().filter(|set| set.replicas > 0).for_each(|set| set.replicas = wanted),
        _ if is_saturated => parts.into_iter().skip(1).for_each(|set| set.replicas = 0),
        _ if limits(deployment).is_none() => {}
        _ => {
            parts.retain(|set| set.replicas > 0);
            let allowed = if wanted > 0 { most(deployment) } else { 0 };
            let to_add = allowed - parts.iter().map(|set| set.replicas).sum::<i64>();
            // The largest take what is left over: of equals the newer one of what is added, the older one of what goes.
            if to_add < 0 {
                parts.reverse();
            }
            parts.sort_by_key(|set| std::cmp::Reverse(set.replicas));
            let base = |part: &Part| annotated(part, MAX_REPLICAS).filter(|most| *most > 0);
            share_out(&mut parts, to_add, allowed, base);
        }
    }
}

/// Gives each its share of `to_add`, by how large it is (`GetProportion`); the first takes what is left over.
fn share_out(parts: &mut [&mut Part], to_add: i64, allowed: i64, base: impl Fn(&Part) -> Option<i64>) {
    let mut left = to_add;
    for part in parts.iter_mut() {
        let fraction = match base(part) {
            _ if allowed == 0 => -part.replicas,
            Some(base) => {
                (part.replicas as f64 * allowed as f64 / base as f64).round() as i64 - part.replicas
            }
            None => 0,
        };
        let share = if to_add > 0 { fraction.min(left) } else { fraction.max(left) };
        part.replicas += share;
        left -= share;
    }
    if let Some(first) = parts.first_mut() {
        first.replicas = (first.replicas + left).max(0);
    }
}
