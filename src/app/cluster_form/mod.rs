//! The cluster as a form: what the text says of it, and the edits that make the text say something else.
//!
//! What is set stands in the documents that administrators know (Node, ClusterConfiguration, KubeProxyConfiguration);
//! what is as it would be anyway stands nowhere.

mod check;
mod documents;
mod nodes;

use std::collections::BTreeSet;

use ipnet::IpNet;
use svclab::Simulation;
use svclab::cluster::{Cluster, ProxyMode, Settings};
use svclab::message::Message;
use svclab::source::Span;

use documents::{Field, Writer};

/// The cluster as the form shows it, every number as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterForm {
    /// How many nodes take Pods.
    pub workers: String,
    /// Over how many zones they are spread.
    pub zones: String,
    /// The addresses of Pods: one CIDR, or one of each family with a comma between.
    pub pod_subnet: String,
    /// The addresses of Services, likewise.
    pub service_subnet: String,
    /// What programs kube-proxy's rules.
    pub mode: ProxyMode,
}

/// A field of the form that may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// How many nodes.
    Workers,
    /// How many zones.
    Zones,
    /// The addresses of Pods.
    PodSubnet,
    /// The addresses of Services.
    ServiceSubnet,
}

/// What is wrong with a field.
pub type Wrong = (Place, Message);

impl ClusterForm {
    /// What the text says now.
    pub fn of(cluster: &Cluster) -> Self {
        let workers = nodes::workers(cluster);
        let zones: BTreeSet<&str> = workers.iter().filter_map(|node| nodes::zone(node)).collect();
        ClusterForm {
            workers: workers.len().to_string(),
            zones: zones.len().to_string(),
            pod_subnet: joined(&cluster.settings.pod_subnets),
            service_subnet: joined(&cluster.settings.service_subnets),
            mode: cluster.settings.proxy.mode,
        }
    }

    /// The edits of a text that make it say this. None of them where it says so already.
    pub fn edits(&self, simulation: &Simulation) -> Result<Vec<(Span, String)>, Vec<Wrong>> {
        let checked = check::check(self)?;
        let now = ClusterForm::of(&simulation.cluster);
        let usual = Settings::default();
        let mut writer = Writer::new(simulation);
        if (&self.pod_subnet, &self.service_subnet) != (&now.pod_subnet, &now.service_subnet) {
            let unless_usual = |nets: &[IpNet], usual: &[IpNet]| (nets != usual).then(|| joined(nets));
            let pods = unless_usual(&checked.pod_subnets, &usual.pod_subnets);
            let services = unless_usual(&checked.service_subnets, &usual.service_subnets);
            writer.set(
                "kubeadm.k8s.io/v1beta4",
                "ClusterConfiguration",
                &["networking"],
                &[Field { key: "podSubnet", value: pods }, Field { key: "serviceSubnet", value: services }],
            );
        }
        if self.mode != now.mode {
            let mode = (self.mode != usual.proxy.mode).then(|| "nftables".to_owned());
            let fields = [Field { key: "mode", value: mode }];
            writer.set("kubeproxy.config.k8s.io/v1alpha1", "KubeProxyConfiguration", &[], &fields);
        }
        if (&self.workers, &self.zones) != (&now.workers, &now.zones) {
            nodes::write(&mut writer, simulation, checked.workers, checked.zones);
        }
        Ok(writer.edits())
    }
}

fn joined(nets: &[IpNet]) -> String {
    nets.iter().map(IpNet::to_string).collect::<Vec<_>>().join(",")
}
