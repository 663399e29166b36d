//! What kube-proxy programs on every node: service ports, which endpoints count, rules.
//!
//! [`rules`] gives the rules of one node as data, in the form of either backend: [`iptables::Rules`] or
//! [`nftables::Rules`]. Their text is what `iptables-restore` and `nft -f` load. The network room follows packets
//! through the same data, so that the text and a trace cannot disagree.

mod endpoint;
mod family;
mod hook;
pub mod iptables;
mod listing;
mod names;
pub mod nftables;
mod node;
mod node_port_addresses;
mod policy;
mod protocol;
mod proxier;
mod service_map;
mod service_port;
mod topology;

pub use endpoint::{Endpoint, EndpointSlices};
pub use family::IpFamily;
pub use hook::Hook;
pub use listing::{Line, Listing};
pub use node::NodeView;
pub use node_port_addresses::NodePortAddresses;
use policy::Policy;
pub use protocol::Protocol;
pub use proxier::Proxier;
pub use service_map::ServiceMap;
pub use service_port::ServicePort;
pub use topology::{Categorized, categorize_endpoints};

use crate::api::ObjectRef;
use crate::cluster::{Cluster, ProxyMode};

/// What the kube-proxy of a node programs for one IP family.
#[derive(Debug, Clone)]
pub enum Rules {
    /// For `iptables-restore`.
    Iptables(iptables::Rules),
    /// For `nft -f`.
    Nftables(nftables::Rules),
}

impl Rules {
    /// The rules as their tool reads them, `iptables-restore` input or an `nft -f` script, with the Service of each
    /// line.
    pub fn listing(&self) -> Listing {
        match self {
            Rules::Iptables(rules) => rules.listing(),
            Rules::Nftables(rules) => rules.listing(),
        }
    }

    /// The text of [`Rules::listing`].
    pub fn to_text(&self) -> String {
        self.listing().text
    }
}

/// What the kube-proxy of a node programs for one IP family. None if there is no such node.
pub fn rules(cluster: &Cluster, node: &str, mode: ProxyMode, family: IpFamily) -> Option<Rules> {
    let proxier = Proxier::new(cluster, node, mode, family)?;
    let services = ServiceMap::new(cluster);
    Some(proxier.rules(&services, services.ports(family)))
}

/// What of it is for one Service, with what is for none: in a large cluster a reader wants no more.
pub fn rules_of(
    cluster: &Cluster,
    service: &ObjectRef,
    node: &str,
    mode: ProxyMode,
    family: IpFamily,
) -> Option<Rules> {
    let proxier = Proxier::new(cluster, node, mode, family)?;
    let services = ServiceMap::new(cluster);
    let of_service = |port: &&ServicePort<'_>| port.reference() == *service;
    Some(proxier.rules(&services, services.ports(family).iter().filter(of_service)))
}
