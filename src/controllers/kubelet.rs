//! What the kubelets make of the Pods on their nodes: addresses, phases, conditions.
//!
//! What the text gives stays; the rest is filled in as for a Pod whose containers start and stay up.

use std::collections::BTreeMap;
use std::net::IpAddr;

use super::addresses::Pool;
use super::scheduler::{matches_node, tolerates};
use super::{nodes, owners};
use crate::api::{Condition, ContainerStatus, HostIp, Node, Pod, PodIp, PodStatus};
use crate::cluster::{Cluster, stable_hash};

/// The first address that a node's Pods get: the one before it is the node's own on the Pods' bridge.
const FIRST_POD_ADDRESS: u64 = 2;

/// Fills in the status of every Pod.
pub(super) fn run(cluster: &mut Cluster) {
    let Cluster { pods, nodes, gone, .. } = cluster;
    let mut hosts: BTreeMap<&str, Host> =
        nodes.iter().map(|(name, node)| (name.as_str(), Host::new(node))).collect();
    for ip in gone.addresses() {
        hosts.values_mut().for_each(|host| host.reserve(ip));
    }
    for pod in pods.values_mut() {
        sync_addresses(pod);
        if let Some(host) = pod.spec.node_name.as_deref().and_then(|node| hosts.get_mut(node)) {
            pod.status.pod_ips.iter().filter_map(|ip| ip.ip.parse().ok()).for_each(|ip| host.reserve(ip));
        }
    }
    for pod in pods.values_mut() {
        match pod.spec.node_name.as_deref().filter(|node| !node.is_empty()) {
            None => set_phase(pod, "Pending"),
            Some(node) => match hosts.get_mut(node) {
                Some(host) => host.run(pod),
                // No kubelet looks at it.
                None => {
                    set_phase(pod, "Pending");
                    set_condition(pod, "PodScheduled", true, None);
                }
            },
        }
    }
}

/// True if a Pod's `Ready` condition says so (`podutil.IsPodReady`).
pub(super) fn is_ready(pod: &Pod) -> bool {
    holds(pod, "Ready")
}

/// True if a Pod has a condition and it is true.
pub(super) fn holds(pod: &Pod, kind: &str) -> bool {
    condition(pod, kind).is_some_and(|condition| condition.status == "True")
}

/// A Pod's condition of a type.
pub(super) fn condition<'a>(pod: &'a Pod, kind: &str) -> Option<&'a Condition> {
    pod.status.conditions.iter().find(|condition| condition.r#type == kind)
}

/// The conditions that a Pod also needs and that are not true; one that nobody has set is not.
pub(super) fn closed_gates(pod: &Pod) -> impl Iterator<Item = &str> {
    let gates = pod.spec.readiness_gates.iter().map(|gate| gate.condition_type.as_str());
    gates.filter(|gate| !holds(pod, gate))
}

/// True if a Pod is ready or will be once a ready node has it.
pub(super) fn is_expected_ready(pod: &Pod) -> bool {
    let runs = matches!(pod.status.phase.as_deref(), None | Some("Running"));
    let unscheduled = condition(pod, "PodScheduled").is_some_and(|condition| condition.status == "False");
    runs && !unscheduled && gates_are_open(pod) && given_readiness(pod).unwrap_or(true)
}

fn gates_are_open(pod: &Pod) -> bool {
    closed_gates(pod).next().is_none()
}

/// What the text says of a Pod's readiness, by its conditions or by its containers.
fn given_readiness(pod: &Pod) -> Option<bool> {
    let said = |kind| condition(pod, kind).map(|condition| condition.status == "True");
    let containers = &pod.status.container_statuses;
    let ready = || (!containers.is_empty()).then(|| containers.iter().all(|container| container.ready));
    said("Ready").or_else(|| said("ContainersReady")).or_else(ready)
}

/// Keeps `podIP` and `podIPs` alike, as the API server does.
fn sync_addresses(pod: &mut Pod) {
    let status = &mut pod.status;
    match (&status.pod_ip, status.pod_ips.first()) {
        (Some(ip), None) if !ip.is_empty() => status.pod_ips.push(PodIp { ip: ip.clone() }),
        (None, Some(first)) => status.pod_ip = Some(first.ip.clone()),
        _ => {}
    }
}

/// A node as its kubelet sees it.
struct Host<'a> {
    node: &'a Node,
    ips: Vec<IpAddr>,
    is_ready: bool,
    pools: Vec<Pool>,
}

impl<'a> Host<'a> {
    fn new(node: &'a Node) -> Self {
        let cidrs = nodes::pod_cidrs(node);
        Host {
            node,
            ips: nodes::host_ips(node),
            is_ready: nodes::is_ready(node),
            pools: cidrs.into_iter().map(|cidr| Pool::new(cidr, FIRST_POD_ADDRESS)).collect(),
        }
    }

    fn reserve(&mut self, ip: IpAddr) {
        self.pools.iter_mut().for_each(|pool| pool.reserve(ip));
    }

    fn run(&mut self, pod: &mut Pod) {
        let is_new = pod.status == PodStatus::default();
        set_condition(pod, "PodScheduled", true, None);
        if is_new && let Some((reason, message)) = self.rejects(pod) {
            pod.status.phase = Some("Failed".into());
            pod.status.reason = Some(reason.into());
            pod.status.message = Some(message.into());
        }
        if pod.status.host_ip.is_none() {
            pod.status.host_ip = self.ips.first().map(IpAddr::to_string);
            pod.status.host_ips = self.ips.iter().map(|ip| HostIp { ip: ip.to_string() }).collect();
        }
        if owners::is_terminal(pod) {
            let completed = pod.status.phase.as_deref() == Some("Succeeded");
            set_condition(pod, "Initialized", true, completed.then_some("PodCompleted"));
            let reason = if completed { "PodCompleted" } else { "PodFailed" };
            set_condition(pod, "ContainersReady", false, Some(reason));
            set_condition(pod, "Ready", false, Some(reason));
            return;
        }
        // Without an address the sandbox does not start.
        let starts = pod.status.phase.as_deref() != Some("Pending") && self.give_address(pod);
        set_phase(pod, if starts { "Running" } else { "Pending" });
        self.report_readiness(pod);
    }

    /// Why the kubelet does not run a Pod that was put on its node by name (pkg/kubelet/lifecycle/predicate.go).
    fn rejects(&self, pod: &Pod) -> Option<(&'static str, &'static str)> {
        if !matches_node(&pod.spec, self.node) {
            return Some(("NodeAffinity", "Pod was rejected: Predicate NodeAffinity failed"));
        }
        let evicting = self.node.spec.taints.iter().filter(|taint| taint.effect == "NoExecute");
        // Every Pod tolerates these two for five minutes (the DefaultTolerationSeconds admission plugin).
        let for_good = evicting.filter(|taint| {
            !matches!(taint.key.as_str(), "node.kubernetes.io/not-ready" | "node.kubernetes.io/unreachable")
        });
        for_good
            .into_iter()
            .any(|taint| !tolerates(&pod.spec.tolerations, taint))
            .then_some(("TaintToleration", "Pod was rejected: Predicate TaintToleration failed"))
    }

    /// Gives a Pod its addresses. False if the node has none left.
    fn give_address(&mut self, pod: &mut Pod) -> bool {
        if !pod.status.pod_ips.is_empty() {
            return true;
        }
        let ips: Vec<IpAddr> = if pod.spec.host_network == Some(true) {
            self.ips.clone()
        } else {
            let namespace = pod.metadata.namespace.as_deref().unwrap_or("");
            let hash = stable_hash(&[namespace, &pod.metadata.name]);
            self.pools.iter_mut().filter_map(|pool| pool.allocate(hash)).collect()
        };
        pod.status.pod_ip = ips.first().map(IpAddr::to_string);
        pod.status.pod_ips = ips.iter().map(|ip| PodIp { ip: ip.to_string() }).collect();
        !ips.is_empty()
    }

    /// Conditions and containers (pkg/kubelet/status/generate.go).
    fn report_readiness(&self, pod: &mut Pod) {
        let runs = pod.status.phase.as_deref() != Some("Pending");
        let given = given_readiness(pod);
        let containers_ready = condition(pod, "ContainersReady").map(|condition| condition.status == "True");
        let containers_ready = containers_ready.or(given).unwrap_or(runs);
        set_condition(pod, "Initialized", true, None);
        let not_ready = |ready: bool| (!ready).then_some("ContainersNotReady");
        set_condition(pod, "ContainersReady", containers_ready, not_ready(containers_ready));
        if !gates_are_open(pod) {
            pod.status.conditions.retain(|condition| condition.r#type != "Ready");
            let reason = if containers_ready { "ReadinessGatesNotReady" } else { "ContainersNotReady" };
            set_condition(pod, "Ready", false, Some(reason));
        } else {
            // The node lifecycle controller marks the Pods of a node that went away as not ready.
            let ready = containers_ready && self.is_ready;
            set_condition(pod, "Ready", ready, not_ready(ready));
        }
        if pod.status.container_statuses.is_empty() {
            pod.status.container_statuses = container_statuses(pod, containers_ready, runs);
        }
    }
}

fn container_statuses(pod: &Pod, ready: bool, started: bool) -> Vec<ContainerStatus> {
    let containers = pod.spec.containers.iter();
    containers
        .map(|container| ContainerStatus {
            name: container.name.clone(),
            ready,
            restart_count: 0,
            image: container.image.clone().unwrap_or_default(),
            started: Some(started),
        })
        .collect()
}

fn set_phase(pod: &mut Pod, phase: &str) {
    if pod.status.phase.is_none() {
        pod.status.phase = Some(phase.into());
    }
}

/// Adds a condition that the text does not give.
fn set_condition(pod: &mut Pod, kind: &str, holds: bool, reason: Option<&str>) {
    if condition(pod, kind).is_none() {
        pod.status.conditions.push(Condition {
            r#type: kind.into(),
            status: if holds { "True" } else { "False" }.into(),
            reason: reason.map(String::from),
            message: None,
            last_transition_time: None,
        });
    }
}
