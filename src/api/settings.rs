//! The documents by which administrators set a cluster up.

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::api::{Labels, ObjectMeta, SmolStr};

/// Flags: a map in v1beta3, a list of names and values since v1beta4.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ExtraArgs {
    /// v1beta3.
    Map(Labels),
    /// v1beta4.
    List(Vec<Arg>),
}

impl Default for ExtraArgs {
    fn default() -> Self {
        ExtraArgs::List(Vec::new())
    }
}

impl<'de> Deserialize<'de> for ExtraArgs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ExtraArgsVisitor)
    }
}

struct ExtraArgsVisitor;

impl<'de> Visitor<'de> for ExtraArgsVisitor {
    type Value = ExtraArgs;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list or a map of flags")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ExtraArgs, A::Error> {
        Labels::deserialize(MapAccessDeserializer::new(map)).map(ExtraArgs::Map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<ExtraArgs, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(ExtraArgs::List)
    }
}

/// One flag (kubeadm's `Arg`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Arg {
    /// Its name, without dashes.
    pub name: SmolStr,
    /// Its value.
    pub value: SmolStr,
}

/// How kubeadm sets up a cluster, as far as networking goes (`kubeadm.k8s.io`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ClusterConfiguration {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
    /// Addresses and the DNS domain.
    pub networking: Networking,
    /// Flags of the API server.
    pub api_server: ApiServer,
}

/// Addresses and the DNS domain (kubeadm's `Networking`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Networking {
    /// Pod addresses, one or two CIDRs, comma separated.
    pub pod_subnet: Option<SmolStr>,
    /// Cluster IPs, one or two CIDRs, comma separated.
    pub service_subnet: Option<SmolStr>,
    /// The zone of the cluster's DNS.
    pub dns_domain: Option<SmolStr>,
}

/// The API server's part (kubeadm's `APIServer`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ApiServer {
    /// Its flags.
    pub extra_args: ExtraArgs,
}

/// How kube-proxy is set up, as far as svclab reads it (`kubeproxy.config.k8s.io`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct KubeProxyConfiguration {
    /// Name, namespace, labels and the rest.
    pub metadata: ObjectMeta,
    /// `iptables` or `nftables`; empty means iptables.
    pub mode: Option<SmolStr>,
    /// On which of a node's addresses node ports answer: CIDRs, or `primary`.
    pub node_port_addresses: Vec<SmolStr>,
    /// Pod addresses, one or two CIDRs, comma separated.
    #[serde(rename = "clusterCIDR")]
    pub cluster_cidr: Option<SmolStr>,
    /// Of the iptables mode.
    pub iptables: KubeProxyIptables,
    /// Of the nftables mode.
    pub nftables: KubeProxyNftables,
}

/// Of kube-proxy's iptables mode (`KubeProxyIPTablesConfiguration`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct KubeProxyIptables {
    /// True if all traffic to cluster IPs is masqueraded.
    pub masquerade_all: Option<bool>,
    /// False if node ports do not answer on 127.0.0.1.
    pub localhost_node_ports: Option<bool>,
    /// The bit of the packet mark.
    pub masquerade_bit: Option<i32>,
}

/// Of kube-proxy's nftables mode (`KubeProxyNFTablesConfiguration`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct KubeProxyNftables {
    /// True if all traffic to cluster IPs is masqueraded.
    pub masquerade_all: Option<bool>,
}
