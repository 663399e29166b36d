//! The rules of one service port (`syncProxyRules` of `pkg/proxy/nftables/proxier.go`).

use std::net::IpAddr;
use std::rc::Rc;

use ipnet::IpNet;

use super::{
    ChainId, Element, Key, MapId, Match, Rule, Rules, SetId, Statement, Verdict, chains, maps, sets,
};
use crate::api::ObjectRef;
use crate::kube_proxy::policy::{Policy, Unserved};
use crate::kube_proxy::{Endpoint, Proxier, names};

/// Writes the rules of a service port.
pub(super) fn write(rules: &mut Rules, proxier: &Proxier<'_>, policy: &Policy<'_, '_, '_>) {
    let port = policy.port;
    let nftables_name = names::nftables_name(port);
    let mut writer = Writer {
        rules,
        proxier,
        policy,
        service: Rc::new(port.reference()),
        name: port.qualified_name().into(),
        base: names::nftables_base(&nftables_name),
        nftables_name,
    };
    let own = writer.chains();
    writer.cluster_ip(&own);
    writer.external_addresses(&own);
    writer.node_port(&own);
    writer.external_chain(&own);
    writer.firewall_chain(&own);
    writer.endpoints(&own);
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
    service: Rc<ObjectRef>,
    /// `ns/name:port`.
    name: Rc<str>,
    /// `ns/name/protocol/port`.
    nftables_name: String,
    /// What the names of its chains have in common.
    base: String,
}

/// An endpoint's chain, and the set that remembers its clients.
#[derive(Clone, Copy)]
struct EndpointChain {
    chain: ChainId,
    affinity: Option<SetId>,
}

impl Writer<'_, '_, '_> {
    fn chains(&mut self) -> Chains {
        let policy = self.policy;
        let endpoints = policy.endpoints;
        Chains {
            cluster: self.chain_if(!endpoints.cluster.is_empty(), "service-"),
            local: self.chain_if(!endpoints.local.is_empty(), "local-"),
            external: self.chain_if(policy.uses_external_chain(), "external-"),
            // Unlike with iptables, strangers are dropped even if there is no endpoint.
            firewall: self.chain_if(policy.has_source_ranges(), "firewall-"),
        }
    }

    fn chain_if(&mut self, used: bool, prefix: &str) -> Option<ChainId> {
        used.then(|| self.rules.add_chain(format!("{prefix}{}", self.base), &self.service))
    }

    fn cluster_ip(&mut self, own: &Chains) {
        let port = self.policy.port;
        self.rules.set_mut(sets::CLUSTER_IPS).elements.insert(port.cluster_ip);
        if let Some(unserved) = self.policy.internal_unserved() {
            return self.unserved(maps::NO_ENDPOINT_SERVICES, self.at(port.cluster_ip), unserved);
        }
        let Some(chain) = (if port.internal_policy_local { own.local } else { own.cluster }) else { return };
        self.served(maps::SERVICE_IPS, self.at(port.cluster_ip), chain);
        let mut matches =
            vec![Match::Destination(port.cluster_ip), Match::DestinationPort(port.protocol, port.port)];
        if !self.proxier.masquerade_all {
            let Some(pods) = self.proxier.pod_cidr else { return };
            matches.push(Match::NotSourceNet(pods));
        }
        self.add(chain, matches, Statement::Jump(chains::MARK_FOR_MASQUERADE), None);
    }

    /// External IPs and load balancers.
    fn external_addresses(&mut self, own: &Chains) {
        let port = self.policy.port;
        for ip in port.external_ips.iter().chain(&port.load_balancer_vips) {
            let key = self.at(*ip);
            if let Some(chain) = own.external {
                self.served(maps::SERVICE_IPS, key, chain);
            }
            if let Some(unserved) = self.policy.external_unserved() {
                self.unserved(maps::NO_ENDPOINT_SERVICES, key, unserved);
            }
        }
        if let Some(chain) = own.firewall {
            for ip in &port.load_balancer_vips {
                self.served(maps::FIREWALL_IPS, self.at(*ip), chain);
            }
        }
    }

    fn node_port(&mut self, own: &Chains) {
        let Some(number) = self.policy.port.node_port else { return };
        let key = Key { address: None, port: number, protocol: self.policy.port.protocol };
        if let Some(chain) = own.external {
            self.served(maps::SERVICE_NODE_PORTS, key, chain);
        }
        if let Some(unserved) = self.policy.external_unserved() {
            self.unserved(maps::NO_ENDPOINT_NODE_PORTS, key, unserved);
        }
    }

    /// What comes for an address or port for the outside, before the policy is applied.
    fn external_chain(&mut self, own: &Chains) {
        let Some(external) = own.external else { return };
        let local_policy = self.policy.port.external_policy_local;
        let mark = Statement::Jump(chains::MARK_FOR_MASQUERADE);
        if !local_policy {
            self.add(external, Vec::new(), mark, None);
        } else if let Some(cluster) = own.cluster {
            // Pods and the node itself are inside: the policy does not bind them.
            if let Some(pods) = self.proxier.pod_cidr {
                let from_pods = vec![Match::SourceNet(pods)];
                self.add(external, from_pods, Statement::Goto(cluster), Some("short-circuit pod traffic"));
            }
            let local = || vec![Match::SourceIsLocal];
            self.add(external, local(), mark, Some("masquerade local traffic"));
            self.add(external, local(), Statement::Goto(cluster), Some("short-circuit local traffic"));
        }
        let policy_chain = if local_policy { own.local } else { own.cluster };
        if let Some(chain) = policy_chain.filter(|_| self.policy.external_unserved().is_none()) {
            self.add(external, Vec::new(), Statement::Goto(chain), None);
        }
    }

    /// Drops strangers to the load balancer.
    fn firewall_chain(&mut self, own: &Chains) {
        let Some(firewall) = own.firewall else { return };
        let port = self.policy.port;
        let primary = self.proxier.node.primary(self.proxier.family);
        let mut admitted = port.source_ranges.clone();
        // A node's packet to the VIP may come back with the VIP for its source.
        if admitted.iter().any(|range| range.contains(&primary)) {
            admitted.extend(port.load_balancer_vips.iter().map(|ip| IpNet::from(*ip)));
        }
        self.add(firewall, vec![Match::NotSourceNets(admitted)], Statement::Drop, None);
    }

    /// The chains of the endpoints, and how the service port's chains choose among them.
    fn endpoints(&mut self, own: &Chains) {
        let endpoints = self.policy.endpoints;
        let reachable: Vec<(&Endpoint<'_>, EndpointChain)> =
            endpoints.reachable.iter().map(|endpoint| (*endpoint, self.endpoint(endpoint))).collect();
        let chain_of = |endpoint: &&Endpoint<'_>| {
            let at = reachable.binary_search_by(|(other, _)| other.text.cmp(&endpoint.text));
            at.ok().map(|at| reachable[at].1)
        };
        for (chain, choices) in [(own.cluster, &endpoints.cluster), (own.local, &endpoints.local)] {
            let Some(chain) = chain else { continue };
            let choices: Vec<EndpointChain> = choices.iter().filter_map(chain_of).collect();
            self.choose(chain, &choices);
        }
    }

    fn endpoint(&mut self, endpoint: &Endpoint<'_>) -> EndpointChain {
        let port = self.policy.port;
        let base = names::nftables_endpoint_base(&self.nftables_name, endpoint);
        let chain = self.rules.add_chain(format!("endpoint-{base}"), &self.service);
        let affinity = port
            .affinity_seconds
            .map(|seconds| self.rules.add_affinity_set(format!("affinity-{base}"), seconds, &self.service));
        let hairpin = vec![Match::Source(endpoint.ip())];
        self.add(chain, hairpin, Statement::Jump(chains::MARK_FOR_MASQUERADE), None);
        if let Some(set) = affinity {
            self.add(chain, Vec::new(), Statement::Remember(set), None);
        }
        self.add(chain, vec![Match::Protocol(port.protocol)], Statement::Dnat(endpoint.address), None);
        EndpointChain { chain, affinity }
    }

    /// First the endpoint that the client had before, then one at random (`writeServiceToEndpointRules`).
    fn choose(&mut self, chain: ChainId, choices: &[EndpointChain]) {
        for choice in choices {
            if let Some(set) = choice.affinity {
                self.add(chain, vec![Match::SourceSet(set)], Statement::Goto(choice.chain), None);
            }
        }
        let targets = choices.iter().map(|choice| choice.chain).collect();
        self.add(chain, Vec::new(), Statement::Random(targets), None);
    }

    fn at(&self, ip: IpAddr) -> Key {
        Key { address: Some(ip), port: self.policy.port.port, protocol: self.policy.port.protocol }
    }

    fn served(&mut self, map: MapId, key: Key, chain: ChainId) {
        self.element(map, key, Verdict::Goto(chain), None);
    }

    fn unserved(&mut self, map: MapId, key: Key, unserved: Unserved) {
        let verdict = match unserved {
            Unserved::NoEndpoints => Verdict::Goto(chains::REJECT),
            Unserved::NoLocalEndpoints => Verdict::Drop,
        };
        self.element(map, key, verdict, Some(Rc::clone(&self.name)));
    }

    fn element(&mut self, map: MapId, key: Key, verdict: Verdict, comment: Option<Rc<str>>) {
        let element = Element { verdict, comment, service: Rc::clone(&self.service) };
        self.rules.map_mut(map).elements.insert(key, element);
    }

    fn add(
        &mut self,
        chain: ChainId,
        matches: Vec<Match>,
        statement: Statement,
        comment: Option<&'static str>,
    ) {
        let service = Some(Rc::clone(&self.service));
        self.rules.append(chain, Rule { matches, statement, comment, service });
    }
}
