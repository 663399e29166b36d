//! `v1.Pod` and the template that workloads make Pods from.

use serde::{Deserialize, Serialize};

use crate::api::{
    Affinity, Condition, IntOrString, Labels, ObjectMeta, Shared, SmolStr, Toleration,
    TopologySpreadConstraint,
};

/// A group of containers with one address (`v1.Pod`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Pod {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: PodSpec,
    /// What there is.
    pub status: PodStatus,
}

/// The Pods that a workload makes (`v1.PodTemplateSpec`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodTemplateSpec {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
    /// Their spec.
    pub spec: PodSpec,
}

/// What is wanted of a Pod, as far as networking and scheduling read it (`v1.PodSpec`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodSpec {
    /// What runs.
    pub containers: Shared<Vec<Container>>,
    /// What runs first; with `restartPolicy: Always`, sidecars.
    pub init_containers: Shared<Vec<Container>>,
    /// `Always`, `OnFailure` or `Never`.
    pub restart_policy: Option<SmolStr>,
    /// Seconds to end by itself.
    pub termination_grace_period_seconds: Option<i64>,
    /// The node it is on.
    pub node_name: Option<SmolStr>,
    /// Labels that its node must have.
    pub node_selector: Shared<Labels>,
    /// Where it wants to be, and beside whom.
    pub affinity: Option<Box<Affinity>>,
    /// Taints it bears.
    pub tolerations: Shared<Vec<Toleration>>,
    /// How its like are spread.
    pub topology_spread_constraints: Shared<Vec<TopologySpreadConstraint>>,
    /// True if it has the node's address.
    pub host_network: Option<bool>,
    /// Its host name, if not the Pod's name.
    pub hostname: Option<SmolStr>,
    /// The headless Service below which it has a DNS name.
    pub subdomain: Option<SmolStr>,
    /// True if its host name is the full one.
    #[serde(rename = "setHostnameAsFQDN")]
    pub set_hostname_as_fqdn: Option<bool>,
    /// `ClusterFirst`, `ClusterFirstWithHostNet`, `Default` or `None`.
    pub dns_policy: Option<SmolStr>,
    /// More for its resolver.
    pub dns_config: Option<Box<PodDnsConfig>>,
    /// Conditions it also needs to be ready.
    pub readiness_gates: Shared<Vec<PodReadinessGate>>,
    /// Who places it.
    pub scheduler_name: Option<SmolStr>,
    /// The account it acts as.
    pub service_account_name: Option<SmolStr>,
    /// How important it is.
    pub priority_class_name: Option<SmolStr>,
    /// What its containers can mount.
    pub volumes: Shared<Vec<Volume>>,
    /// Lines of its hosts file.
    pub host_aliases: Shared<Vec<HostAlias>>,
    /// What must be removed before it is placed.
    pub scheduling_gates: Shared<Vec<PodSchedulingGate>>,
    /// Seconds after which it has failed.
    pub active_deadline_seconds: Option<i64>,
    /// False if its environment does not name the Services.
    pub enable_service_links: Option<bool>,
}

/// What a container can mount, by name; where it comes from is not modelled (`v1.Volume`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Volume {
    /// Unique in its Pod.
    pub name: SmolStr,
}

/// A line of a Pod's hosts file (`v1.HostAlias`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HostAlias {
    /// The address.
    pub ip: SmolStr,
    /// Its names.
    pub hostnames: Vec<SmolStr>,
}

/// What must be removed before a Pod is placed (`v1.PodSchedulingGate`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodSchedulingGate {
    /// Its name.
    pub name: SmolStr,
}

/// One container (`v1.Container`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Container {
    /// Unique in its Pod.
    pub name: SmolStr,
    /// What it runs.
    pub image: Option<SmolStr>,
    /// The ports it says it listens on.
    pub ports: Vec<ContainerPort>,
    /// How it is asked whether it may get traffic.
    pub readiness_probe: Option<Probe>,
    /// How it is asked whether it lives.
    pub liveness_probe: Option<Probe>,
    /// How it is asked whether it has started.
    pub startup_probe: Option<Probe>,
    /// `Always` makes an init container a sidecar.
    pub restart_policy: Option<SmolStr>,
    /// Where volumes are mounted.
    pub volume_mounts: Vec<VolumeMount>,
    /// `Always`, `IfNotPresent` or `Never`.
    pub image_pull_policy: Option<SmolStr>,
    /// The file with its last words.
    pub termination_message_path: Option<SmolStr>,
    /// `File` or `FallbackToLogsOnError`.
    pub termination_message_policy: Option<SmolStr>,
}

/// Where a volume is mounted (`v1.VolumeMount`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct VolumeMount {
    /// The volume.
    pub name: SmolStr,
    /// The directory in the container.
    pub mount_path: SmolStr,
}

/// A port that a container declares (`v1.ContainerPort`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ContainerPort {
    /// Its name, which a Service may use as targetPort.
    pub name: Option<SmolStr>,
    /// Its number.
    pub container_port: i32,
    /// `TCP`, `UDP` or `SCTP`.
    pub protocol: Option<SmolStr>,
    /// The port of the node that leads to it.
    pub host_port: Option<i32>,
    /// The node's address it is bound to.
    #[serde(rename = "hostIP")]
    pub host_ip: Option<SmolStr>,
}

/// A check of a container (`v1.Probe`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Probe {
    /// A command in the container.
    pub exec: Option<ExecAction>,
    /// An HTTP request.
    pub http_get: Option<ProbePort>,
    /// A TCP connection.
    pub tcp_socket: Option<ProbePort>,
    /// A gRPC health check.
    pub grpc: Option<ProbePort>,
    /// Wait before the first.
    pub initial_delay_seconds: Option<i32>,
    /// Time between two.
    pub period_seconds: Option<i32>,
    /// How long one may take.
    pub timeout_seconds: Option<i32>,
    /// How many must succeed in a row.
    pub success_threshold: Option<i32>,
    /// How many must fail in a row.
    pub failure_threshold: Option<i32>,
    /// Seconds to end by itself after it failed.
    pub termination_grace_period_seconds: Option<i64>,
}

/// A command in a container (`v1.ExecAction`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ExecAction {
    /// The program and its arguments.
    pub command: Vec<SmolStr>,
}

/// The port that a probe asks, whatever it asks there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ProbePort {
    /// By number or by name.
    pub port: Option<IntOrString>,
    /// Of an HTTP request.
    pub path: Option<SmolStr>,
    /// Of an HTTP request: `HTTP` or `HTTPS`.
    pub scheme: Option<SmolStr>,
}

/// More for a Pod's resolver (`v1.PodDNSConfig`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodDnsConfig {
    /// Servers to ask.
    pub nameservers: Vec<SmolStr>,
    /// Domains to search.
    pub searches: Vec<SmolStr>,
    /// Options such as `ndots`.
    pub options: Vec<PodDnsConfigOption>,
}

/// An option of the resolver (`v1.PodDNSConfigOption`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodDnsConfigOption {
    /// Its name.
    pub name: SmolStr,
    /// Its value, if it has one.
    pub value: Option<SmolStr>,
}

/// A condition that a Pod also needs (`v1.PodReadinessGate`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodReadinessGate {
    /// The condition's type.
    pub condition_type: SmolStr,
}

/// What there is of a Pod (`v1.PodStatus`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodStatus {
    /// `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`.
    pub phase: Option<SmolStr>,
    /// Among them `PodScheduled` and `Ready`.
    pub conditions: Shared<Vec<Condition>>,
    /// A sentence of why.
    pub message: Option<SmolStr>,
    /// One word of why.
    pub reason: Option<SmolStr>,
    /// Its node's address.
    #[serde(rename = "hostIP")]
    pub host_ip: Option<SmolStr>,
    /// Its node's addresses, one for each family.
    #[serde(rename = "hostIPs")]
    pub host_ips: Shared<Vec<HostIp>>,
    /// The first of `podIPs`.
    #[serde(rename = "podIP")]
    pub pod_ip: Option<SmolStr>,
    /// Its addresses, one for each family.
    #[serde(rename = "podIPs")]
    pub pod_ips: Shared<Vec<PodIp>>,
    /// The state of its containers.
    pub container_statuses: Shared<Vec<ContainerStatus>>,
}

/// An address of a Pod (`v1.PodIP`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodIp {
    /// The address.
    pub ip: SmolStr,
}

/// An address of a Pod's node (`v1.HostIP`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HostIp {
    /// The address.
    pub ip: SmolStr,
}

/// The state of a container (`v1.ContainerStatus`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ContainerStatus {
    /// The container.
    pub name: SmolStr,
    /// True if its readiness probe succeeds.
    pub ready: bool,
    /// How often it was started again.
    pub restart_count: i32,
    /// What it runs.
    pub image: SmolStr,
    /// True once it has started.
    pub started: Option<bool>,
}
