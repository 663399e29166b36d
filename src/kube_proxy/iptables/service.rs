//! The rules of one service port (`syncProxyRules` of `pkg/proxy/iptables/proxier.go`).

use std::net::IpAddr;
use std::rc::Rc;

use super::chains::{ChainId, filter, nat};
use super::{Comment, Match, Rule, Rules, Target};
use crate::api::ObjectRef;
use crate::kube_proxy::policy::{Policy, Unserved};
use crate::kube_proxy::{Endpoint, Proxier, names};

/// Writes the rules of a service port.
pub(super) fn write(
    rules: &mut Rules,
    proxier: &Proxier<'_>,
    policy: &Policy<'_, '_, '_>,
    large_cluster: bool,
) {
    let mut writer = Writer::new(rules, proxier, policy, large_cluster);
    let chains = writer.chains();
    writer.cluster_ip(&chains);
    writer.external_ips(&chains);
    writer.load_balancer(&chains);
    writer.node_port(&chains);
    writer.health_check();
    writer.external_chain(&chains);
    writer.firewall_chain(&chains);
    writer.endpoints(&chains);
}

/// The chains that a service port has on this node.
struct Chains {
    cluster: Option<ChainId>,
    local: Option<ChainId>,
    external: Option<ChainId>,
    firewall: Option<ChainId>,
}

struct Writer<'w, 'e, 'a> {
    rules: &'w mut Rules,
    proxier: &'w Proxier<'a>,
    policy: &'w Policy<'w, 'e, 'a>,
    large_cluster: bool,
    service: Rc<ObjectRef>,
    /// `ns/name:port`.
    name: Rc<str>,
    /// Tells the chains of this service port apart.
    hash: String,
}

impl<'w, 'e, 'a> Writer<'w, 'e, 'a> {
    fn new(
        rules: &'w mut Rules,
        proxier: &'w Proxier<'a>,
        policy: &'w Policy<'w, 'e, 'a>,
        large_cluster: bool,
    ) -> Self {
        let port = policy.port;
        let name: Rc<str> = port.qualified_name().into();
        Writer {
            rules,
            proxier,
            policy,
            large_cluster,
            service: Rc::new(port.reference()),
            hash: names::iptables_hash(&name, port.protocol),
            name,
        }
    }

    fn chains(&mut self) -> Chains {
        let policy = self.policy;
        let endpoints = policy.endpoints;
        let external = policy.uses_external_chain();
        let firewall = endpoints.has_any && policy.has_source_ranges();
        Chains {
            external: self.chain_if(external, "KUBE-EXT-"),
            firewall: self.chain_if(firewall, "KUBE-FW-"),
            cluster: self.chain_if(!endpoints.cluster.is_empty(), "KUBE-SVC-"),
            local: self.chain_if(!endpoints.local.is_empty(), "KUBE-SVL-"),
        }
    }

    fn chain_if(&mut self, used: bool, prefix: &str) -> Option<ChainId> {
        used.then(|| self.rules.nat.add_chain(format!("{prefix}{}", self.hash), &self.service))
    }

    fn cluster_ip(&mut self, chains: &Chains) {
        let port = self.policy.port;
        if let Some(unserved) = self.policy.internal_unserved() {
            let matches = self.refused(unserved, self.to(port.cluster_ip));
            self.filter(filter::SERVICES, matches, unserved.target());
            return;
        }
        let Some(chain) = (if port.internal_policy_local { chains.local } else { chains.cluster }) else {
            return;
        };
        let matches = || self.commented(" cluster IP", self.to(port.cluster_ip));
        let (to_service, mut to_mark) = (matches(), matches());
        self.nat(nat::SERVICES, to_service, Target::Jump(chain));
        if !self.proxier.masquerade_all {
            let Some(pods) = self.proxier.pod_cidr else { return };
            to_mark.push(Match::NotSourceNet(pods));
        }
        self.nat(chain, to_mark, Target::Jump(nat::MARK_MASQ));
    }

    fn external_ips(&mut self, chains: &Chains) {
        for ip in self.policy.port.external_ips.clone() {
            if let Some(chain) = chains.external {
                let matches = self.commented(" external IP", self.to(ip));
                self.nat(nat::SERVICES, matches, Target::Jump(chain));
            }
            self.external_refusal(self.to(ip));
        }
    }

    fn load_balancer(&mut self, chains: &Chains) {
        let vips = self.policy.port.load_balancer_vips.clone();
        for ip in &vips {
            if let Some(chain) = chains.firewall.or(chains.external) {
                let matches = self.commented(" loadbalancer IP", self.to(*ip));
                self.nat(nat::SERVICES, matches, Target::Jump(chain));
            }
            if chains.firewall.is_some() {
                let note = format!(" traffic not accepted by KUBE-FW-{}", self.hash);
                let matches = self.commented(&note, self.to(*ip));
                self.filter(filter::PROXY_FIREWALL, matches, Target::Drop);
            }
        }
        for ip in vips {
            self.external_refusal(self.to(ip));
        }
    }

    fn node_port(&mut self, chains: &Chains) {
        let Some(number) = self.policy.port.node_port else { return };
        let protocol = Match::Protocol(self.policy.port.protocol);
        if let Some(chain) = chains.external {
            let matches = self.commented("", vec![protocol.clone(), Match::DestinationPort(number)]);
            self.nat(nat::NODE_PORTS, matches, Target::Jump(chain));
        }
        self.external_refusal(vec![Match::DestinationIsLocal, protocol, Match::DestinationPort(number)]);
    }

    fn health_check(&mut self) {
        let Some(number) = self.policy.port.health_check_node_port else { return };
        let tcp = Match::Protocol(crate::kube_proxy::Protocol::Tcp);
        let matches = self.commented(" health check node port", vec![tcp, Match::DestinationPort(number)]);
        self.filter(filter::NODE_PORTS, matches, Target::Accept);
    }

    /// What comes for an address or port for the outside, before the policy is applied.
    fn external_chain(&mut self, chains: &Chains) {
        let Some(external) = chains.external else { return };
        let port = self.policy.port;
        let note = |what: &str| Comment::About(format!("{what} {} external destinations", self.name).into());
        let mark = Target::Jump(nat::MARK_MASQ);
        let mut lines = Vec::new();
        if !port.external_policy_local {
            lines.push((vec![Match::Comment(note("masquerade traffic for"))], mark));
        } else if let Some(cluster) = chains.cluster {
            // Pods and the node itself are inside: the policy does not bind them.
            let to_cluster = Target::Jump(cluster);
            if let Some(pods) = self.proxier.pod_cidr {
                let matches = vec![Match::Comment(note("pod traffic for")), Match::SourceNet(pods)];
                lines.push((matches, to_cluster));
            }
            let local = |what: &str| vec![Match::Comment(note(what)), Match::SourceIsLocal];
            lines.push((local("masquerade LOCAL traffic for"), mark));
            lines.push((local("route LOCAL traffic for"), to_cluster));
        }
        let policy_chain = if port.external_policy_local { chains.local } else { chains.cluster };
        if let Some(chain) = policy_chain.filter(|_| self.policy.external_unserved().is_none()) {
            lines.push((Vec::new(), Target::Jump(chain)));
        }
        for (matches, target) in lines {
            self.nat(external, matches, target);
        }
    }

    /// Who may use the load balancer. The rest falls through to `KUBE-PROXY-FIREWALL`.
    fn firewall_chain(&mut self, chains: &Chains) {
        let (Some(firewall), Some(external)) = (chains.firewall, chains.external) else { return };
        let port = self.policy.port;
        let primary = self.proxier.node.primary(self.proxier.family);
        let admitted = port.source_ranges.iter().map(|range| Match::SourceNet(*range));
        // A node's packet to the VIP may come back with the VIP for its source.
        let admits_node = port.source_ranges.iter().any(|range| range.contains(&primary));
        let vips = port.load_balancer_vips.iter().filter(|_| admits_node).map(|ip| Match::Source(*ip));
        for admitted in admitted.chain(vips) {
            let matches = self.commented(" loadbalancer IP", vec![admitted]);
            self.nat(firewall, matches, Target::Jump(external));
        }
        let note = format!("other traffic to {} will be dropped by KUBE-PROXY-FIREWALL", self.name);
        let matches = vec![Match::Comment(Comment::About(note.into()))];
        let service = Some(Rc::clone(&self.service));
        self.rules.nat.append(firewall, Rule { matches, target: None, service });
    }

    /// The chains of the endpoints, and how the service port's chains choose among them.
    fn endpoints(&mut self, chains: &Chains) {
        let endpoints = self.policy.endpoints;
        let reachable: Vec<(&Endpoint<'_>, ChainId)> =
            endpoints.reachable.iter().map(|endpoint| (*endpoint, self.endpoint(endpoint))).collect();
        let chain_of = |endpoint: &&Endpoint<'_>| {
            let at = reachable.binary_search_by(|(other, _)| other.text.cmp(&endpoint.text));
            at.ok().map(|at| reachable[at])
        };
        for (chain, choices) in [(chains.cluster, &endpoints.cluster), (chains.local, &endpoints.local)] {
            let Some(chain) = chain else { continue };
            let choices: Vec<_> = choices.iter().filter_map(chain_of).collect();
            self.choose(chain, &choices);
        }
    }

    fn endpoint(&mut self, endpoint: &Endpoint<'_>) -> ChainId {
        let port = self.policy.port;
        let name = format!("KUBE-SEP-{}", names::iptables_endpoint_hash(&self.name, port.protocol, endpoint));
        let chain = self.rules.nat.add_chain(name, &self.service);
        let comment = || (!self.large_cluster).then(|| Match::Comment(Comment::About(Rc::clone(&self.name))));
        let hairpin = comment().into_iter().chain([Match::Source(endpoint.ip())]).collect();
        let recent = port.affinity_seconds.map(|_| Match::RecentSet(chain));
        let protocol = [Match::Protocol(port.protocol)];
        let dnat = comment().into_iter().chain(recent).chain(protocol).collect();
        self.nat(chain, hairpin, Target::Jump(nat::MARK_MASQ));
        self.nat(chain, dnat, Target::Dnat(endpoint.address));
        chain
    }

    /// First the endpoint that the client had before, then one at random (`writeServiceToEndpointRules`).
    fn choose(&mut self, chain: ChainId, choices: &[(&Endpoint<'_>, ChainId)]) {
        let comment = |endpoint: &Endpoint<'_>| {
            let leads_to = Comment::LeadsTo(Rc::clone(&self.name), endpoint.text.clone());
            (!self.large_cluster).then_some(Match::Comment(leads_to))
        };
        let mut lines = Vec::new();
        if let Some(seconds) = self.policy.port.affinity_seconds {
            for (endpoint, target) in choices {
                lines.push((comment(endpoint), Some(Match::Recent(*target, seconds)), *target));
            }
        }
        for (at, (endpoint, target)) in choices.iter().enumerate() {
            let left = choices.len() - at;
            lines.push((comment(endpoint), (left > 1).then_some(Match::OneIn(left)), *target));
        }
        for (comment, choice, target) in lines {
            self.nat(chain, comment.into_iter().chain(choice).collect(), Target::Jump(target));
        }
    }

    /// What is refused or dropped where nothing is behind an address for the outside.
    fn external_refusal(&mut self, matches: Vec<Match>) {
        if let Some(unserved) = self.policy.external_unserved() {
            let matches = self.refused(unserved, matches);
            self.filter(filter::EXTERNAL_SERVICES, matches, unserved.target());
        }
    }

    fn refused(&self, unserved: Unserved, matches: Vec<Match>) -> Vec<Match> {
        let why = match unserved {
            Unserved::NoEndpoints => " has no endpoints",
            Unserved::NoLocalEndpoints => " has no local endpoints",
        };
        self.commented(why, matches)
    }

    /// Packets to an address of the service port.
    fn to(&self, ip: IpAddr) -> Vec<Match> {
        let port = self.policy.port;
        vec![Match::Protocol(port.protocol), Match::Destination(ip), Match::DestinationPort(port.port)]
    }

    fn commented(&self, what: &str, matches: Vec<Match>) -> Vec<Match> {
        let comment = match what {
            "" => Rc::clone(&self.name),
            _ => format!("{}{what}", self.name).into(),
        };
        let comment = Match::Comment(Comment::About(comment));
        std::iter::once(comment).chain(matches).collect()
    }

    fn nat(&mut self, chain: ChainId, matches: Vec<Match>, target: Target) {
        let service = Some(Rc::clone(&self.service));
        self.rules.nat.append(chain, Rule { matches, target: Some(target), service });
    }

    fn filter(&mut self, chain: ChainId, matches: Vec<Match>, target: Target) {
        let service = Some(Rc::clone(&self.service));
        self.rules.filter.append(chain, Rule { matches, target: Some(target), service });
    }
}

impl Unserved {
    fn target(self) -> Target {
        match self {
            Unserved::NoEndpoints => Target::Reject,
            Unserved::NoLocalEndpoints => Target::Drop,
        }
    }
}
