//! What the kubelets make of the Pods on their nodes: addresses, phases, conditions.
//!
//! What the text gives stays; the rest is filled in as for a Pod whose containers start and stay up.

use std::collections::HashMap;
use std::net::IpAddr;

use super::addresses::Pool;
use super::scheduler::{HostPort, matches_node, ports_conflict, taken_ports};
use super::{nodes, owners};
use crate::api::{
    Condition, Container, ContainerStatus, HostIp, Node, Pod, PodIp, PodStatus, Shared, SmolStr, ToSmolStr,
};
use crate::cluster::{Cluster, Gone, stable_hash, tolerates};

/// The first address that a node's Pods get: the one before it is the node's own on the Pods' bridge.
const FIRST_POD_ADDRESS: u64 = 2;

/// Fills in the status of every Pod.
pub(super) fn run(cluster: &mut Cluster) {
    let Cluster { pods, nodes, gone, .. } = cluster;
    let usual = [false, true].map(usual_conditions);
    // Looked up, never iterated over.
    let mut hosts: HashMap<&str, Host> =
        nodes.iter().map(|(name, node)| (name.as_str(), Host::new(node, &usual, gone))).collect();
    for pod in pods.values_mut() {
        sync_addresses(pod);
        if !pod.status.pod_ips.is_empty()
            && let Some(host) = pod.spec.node_name.as_deref().and_then(|node| hosts.get_mut(node))
        {
            pod.status.pod_ips.iter().filter_map(|ip| ip.ip.parse().ok()).for_each(|ip| host.reserve(ip));
            if !owners::is_terminal(pod) {
                host.ports.extend(taken_ports(pod));
            }
        }
    }
    let mut started = Started::default();
    for pod in pods.values_mut() {
        match pod.spec.node_name.as_deref().filter(|node| !node.is_empty()) {
            None => set_phase(pod, "Pending"),
            Some(node) => match hosts.get_mut(node) {
                Some(host) => host.run(pod, &mut started),
                // No kubelet looks at it.
                None => {
                    set_phase(pod, "Pending");
                    set_condition(pod, "PodScheduled", true, None);
                }
            },
        }
    }
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
    /// The same as text.
    host_ips: Shared<Vec<HostIp>>,
    is_ready: bool,
    /// The conditions of a Pod that starts here and of which the text says nothing: Pods share them.
    usual: Shared<Vec<Condition>>,
    pools: Vec<Pool>,
    /// The ports that Pods have taken.
    ports: Vec<HostPort>,
}

impl<'a> Host<'a> {
    fn new(node: &'a Node, usual: &[Shared<Vec<Condition>>; 2], gone: &Gone) -> Self {
        let cidrs = nodes::pod_cidrs(node);
        let ips = nodes::host_ips(node);
        let is_ready = nodes::is_ready(node);
        let mut host = Host {
            node,
            host_ips: ips.iter().map(|ip| HostIp { ip: ip.to_smolstr() }).collect(),
            ips,
            is_ready,
            usual: usual[usize::from(is_ready)].clone(),
            pools: cidrs.into_iter().map(|cidr| Pool::new(cidr, FIRST_POD_ADDRESS)).collect(),
            ports: Vec::new(),
        };
        gone.addresses().for_each(|ip| host.reserve(ip));
        host
    }

    fn reserve(&mut self, ip: IpAddr) {
        self.pools.iter_mut().for_each(|pool| pool.reserve(ip));
    }

    fn run(&mut self, pod: &mut Pod, started: &mut Started) {
        let is_new = pod.status == PodStatus::default();
        let ports = if is_new { taken_ports(pod) } else { Vec::new() };
        if is_new && let Some((check, description)) = self.rejects(pod, &ports) {
            pod.status.phase = Some("Failed".into());
            pod.status.reason = Some(check.into());
            let message = format!("Pod was rejected: Predicate {check} failed: {description}");
            pod.status.message = Some(message.into());
        } else {
            self.ports.extend(ports);
        }
        if pod.status.host_ip.is_none() {
            pod.status.host_ip = self.host_ips.first().map(|ip| ip.ip.clone());
            pod.status.host_ips = self.host_ips.clone();
        }
        if owners::is_terminal(pod) {
            return report_end(pod);
        }
        // Without an address the sandbox does not start.
        let starts = pod.status.phase.as_deref() != Some("Pending") && self.give_address(pod);
        set_phase(pod, if starts { "Running" } else { "Pending" });
        if is_new && starts && pod.spec.readiness_gates.is_empty() {
            pod.status.conditions = self.usual.clone();
        } else {
            report_readiness(pod, self.is_ready);
        }
        if pod.status.container_statuses.is_empty() {
            pod.status.container_statuses = started.statuses(pod, holds(pod, "ContainersReady"));
        }
    }

    /// Why the kubelet does not run a Pod that was put on its node by name: the check that fails, and in words
    /// (`generalFilter` of pkg/kubelet/lifecycle/predicate.go).
    fn rejects(&self, pod: &Pod, ports: &[HostPort]) -> Option<(&'static str, &'static str)> {
        if !matches_node(&pod.spec, self.node) {
            return Some(("NodeAffinity", "node(s) didn't match Pod's node affinity/selector"));
        }
        if ports.iter().any(|port| self.ports.iter().any(|taken| ports_conflict(port, taken))) {
            return Some(("NodePorts", "node(s) didn't have free ports for the requested pod ports"));
        }
        let evicting = self.node.spec.taints.iter().filter(|taint| taint.effect == "NoExecute");
        // Every Pod tolerates these two for five minutes (the DefaultTolerationSeconds admission plugin).
        let mut for_good = evicting.filter(|taint| {
            !matches!(taint.key.as_str(), "node.kubernetes.io/not-ready" | "node.kubernetes.io/unreachable")
        });
        for_good
            .any(|taint| !tolerates(&pod.spec.tolerations, taint))
            .then_some(("TaintToleration", "node(s) had taints that the pod didn't tolerate"))
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
        pod.status.pod_ips = ips.iter().map(|ip| PodIp { ip: ip.to_smolstr() }).collect();
        pod.status.pod_ip = pod.status.pod_ips.first().map(|first| first.ip.clone());
        !ips.is_empty()
    }
}

/// The conditions of a Pod that runs and of which the text says nothing.
fn usual_conditions(node_is_ready: bool) -> Shared<Vec<Condition>> {
    let mut pod = Pod::default();
    set_phase(&mut pod, "Running");
    report_readiness(&mut pod, node_is_ready);
    pod.status.conditions
}

/// The conditions of a Pod that has not ended, in the kubelet's order (pkg/kubelet/status/generate.go).
fn report_readiness(pod: &mut Pod, node_is_ready: bool) {
    let runs = pod.status.phase.as_deref() != Some("Pending");
    let containers_ready = condition(pod, "ContainersReady").map(|condition| condition.status == "True");
    let containers_ready = containers_ready.or_else(|| given_readiness(pod)).unwrap_or(runs);
    set_condition(pod, "PodReadyToStartContainers", runs, None);
    set_condition(pod, "Initialized", true, None);
    if !gates_are_open(pod) {
        let why = if containers_ready { gates_not_ready(pod) } else { containers_not_ready(pod) };
        let not_ready = new_condition("Ready", false, Some(why));
        // What the text says of it stays, unless it says that the Pod is ready.
        match pod.status.conditions.iter().position(|condition| condition.r#type == "Ready") {
            Some(at) if pod.status.conditions[at].status != "True" => {}
            Some(at) => pod.status.conditions[at] = not_ready,
            None => pod.status.conditions.push(not_ready),
        }
    } else if containers_ready && !node_is_ready {
        // The node lifecycle controller marks the Pods of a node that went away as not ready, and says no more.
        set_condition(pod, "Ready", false, None);
    } else {
        let why = (!containers_ready).then(|| containers_not_ready(pod));
        set_condition(pod, "Ready", containers_ready, why);
    }
    let why = (!containers_ready).then(|| containers_not_ready(pod));
    set_condition(pod, "ContainersReady", containers_ready, why);
    set_condition(pod, "PodScheduled", true, None);
}

/// The conditions of a Pod that has ended.
fn report_end(pod: &mut Pod) {
    let completed = pod.status.phase.as_deref() == Some("Succeeded");
    let why = || Why { reason: if completed { "PodCompleted" } else { "PodFailed" }, message: None };
    set_condition(pod, "PodReadyToStartContainers", false, None);
    set_condition(pod, "Initialized", true, completed.then(why));
    set_condition(pod, "Ready", false, Some(why()));
    set_condition(pod, "ContainersReady", false, Some(why()));
    set_condition(pod, "PodScheduled", true, None);
}

/// Why a condition does not hold.
struct Why {
    reason: &'static str,
    message: Option<String>,
}

fn containers_not_ready(pod: &Pod) -> Why {
    let is_ready = |name: &str| {
        let mut statuses = pod.status.container_statuses.iter();
        statuses.any(|status| status.name == name && status.ready)
    };
    let names = pod.spec.containers.iter().map(|container| container.name.as_str());
    let unready: Vec<&str> = names.filter(|name| !is_ready(name)).collect();
    let message = format!("containers with unready status: [{}]", unready.join(" "));
    Why { reason: "ContainersNotReady", message: Some(message).filter(|_| !unready.is_empty()) }
}

fn gates_not_ready(pod: &Pod) -> Why {
    let state = |gate: &str| match condition(pod, gate) {
        None => format!("corresponding condition of pod readiness gate \"{gate}\" does not exist."),
        Some(Condition { status, .. }) => {
            format!("the status of pod readiness gate \"{gate}\" is not \"True\", but {status}")
        }
    };
    let states: Vec<String> = closed_gates(pod).map(state).collect();
    Why { reason: "ReadinessGatesNotReady", message: Some(states.join(", ")) }
}

/// The containers that were started last. Replicas start the same ones, and share what is said of them.
#[derive(Default)]
struct Started {
    containers: Shared<Vec<Container>>,
    statuses: Shared<Vec<ContainerStatus>>,
}

impl Started {
    fn statuses(&mut self, pod: &Pod, ready: bool) -> Shared<Vec<ContainerStatus>> {
        if !ready || pod.status.phase.as_deref() == Some("Pending") {
            return container_statuses(pod, ready);
        }
        if !self.containers.is_same(&pod.spec.containers) {
            self.containers = pod.spec.containers.clone();
            self.statuses = container_statuses(pod, true);
        }
        self.statuses.clone()
    }
}

fn container_statuses(pod: &Pod, ready: bool) -> Shared<Vec<ContainerStatus>> {
    let runs = pod.status.phase.as_deref() != Some("Pending");
    let status = |container: &Container| ContainerStatus {
        name: container.name.clone(),
        ready,
        restart_count: 0,
        image: container.image.clone().unwrap_or_default(),
        started: Some(runs),
    };
    pod.spec.containers.iter().map(status).collect()
}

fn set_phase(pod: &mut Pod, phase: &str) {
    if pod.status.phase.is_none() {
        pod.status.phase = Some(phase.into());
    }
}

/// Adds a condition that the text does not give.
fn set_condition(pod: &mut Pod, kind: &str, holds: bool, why: Option<Why>) {
    if condition(pod, kind).is_none() {
        pod.status.conditions.push(new_condition(kind, holds, why));
    }
}

fn new_condition(kind: &str, holds: bool, why: Option<Why>) -> Condition {
    let (reason, message) =
        why.map_or((None, None), |why| (Some(why.reason.into()), why.message.map(SmolStr::from)));
    Condition {
        r#type: kind.into(),
        status: if holds { "True" } else { "False" }.into(),
        reason,
        message,
        last_transition_time: None,
    }
}
