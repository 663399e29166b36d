//! The rules that every node has, whatever Services there are.

use std::net::Ipv4Addr;

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use super::chains::{ChainId, filter, nat};
use super::{Comment, Match, Rule, Rules, Table, Target};
use crate::kube_proxy::{IpFamily, NodePortAddresses, Proxier};

const NODE_PORTS_NOTE: &str = "kubernetes service nodeports; NOTE: this must be the last rule in this chain";

/// What stands before the rules of the Services.
pub(super) fn begin(proxier: &Proxier<'_>) -> Rules {
    let mut rules = Rules { family: proxier.family, filter: Table::filter(), nat: Table::nat() };
    jumps(&mut rules);
    masquerading(&mut rules.nat);
    if proxier.localhost_node_ports {
        block_localnet(&mut rules.filter);
    }
    rules
}

/// What stands behind the rules of the Services.
pub(super) fn end(rules: &mut Rules, proxier: &Proxier<'_>) {
    node_ports(&mut rules.nat, proxier);
    forwarding(&mut rules.filter);
}

/// The jumps from the kernel's own chains (`iptablesJumpChains`, then `iptablesKubeletJumpChains`). kube-proxy puts
/// each one before those that are there.
fn jumps(rules: &mut Rules) {
    const EXTERNAL: Option<&str> = Some("kubernetes externally-visible service portals");
    const HEALTH: Option<&str> = Some("kubernetes health check service ports");
    const PORTALS: Option<&str> = Some("kubernetes service portals");
    const FORWARDING: Option<&str> = Some("kubernetes forwarding rules");
    const FIREWALL: Option<&str> = Some("kubernetes load balancer firewall");
    const POSTROUTING: Option<&str> = Some("kubernetes postrouting rules");
    let filter_jumps = [
        (filter::INPUT, filter::EXTERNAL_SERVICES, EXTERNAL, true),
        (filter::FORWARD, filter::EXTERNAL_SERVICES, EXTERNAL, true),
        (filter::INPUT, filter::NODE_PORTS, HEALTH, false),
        (filter::FORWARD, filter::SERVICES, PORTALS, true),
        (filter::OUTPUT, filter::SERVICES, PORTALS, true),
        (filter::FORWARD, filter::KUBE_FORWARD, FORWARDING, false),
        (filter::INPUT, filter::PROXY_FIREWALL, FIREWALL, true),
        (filter::OUTPUT, filter::PROXY_FIREWALL, FIREWALL, true),
        (filter::FORWARD, filter::PROXY_FIREWALL, FIREWALL, true),
        (filter::INPUT, filter::FIREWALL, None, false),
        (filter::OUTPUT, filter::FIREWALL, None, false),
    ];
    let nat_jumps = [
        (nat::OUTPUT, nat::SERVICES, PORTALS, false),
        (nat::PREROUTING, nat::SERVICES, PORTALS, false),
        (nat::POSTROUTING, nat::KUBE_POSTROUTING, POSTROUTING, false),
    ];
    for (from, to, comment, new) in filter_jumps {
        rules.filter.prepend(from, jump(to, comment, new));
    }
    for (from, to, comment, new) in nat_jumps {
        rules.nat.prepend(from, jump(to, comment, new));
    }
}

fn jump(to: ChainId, comment: Option<&'static str>, new: bool) -> Rule {
    let new = new.then_some(Match::New);
    let comment = comment.map(|comment| Match::Comment(Comment::Static(comment)));
    rule(new.into_iter().chain(comment), Target::Jump(to))
}

fn masquerading(table: &mut Table) {
    let note = Match::Comment(Comment::Static("kubernetes service traffic requiring SNAT"));
    table.append(nat::KUBE_POSTROUTING, rule([Match::NotMarked], Target::Return));
    table.append(nat::KUBE_POSTROUTING, rule([], Target::Unmark));
    table.append(nat::KUBE_POSTROUTING, rule([note], Target::Masquerade));
    table.append(nat::MARK_MASQ, rule([], Target::Mark));
}

/// Answers on 127.0.0.1 need `route_localnet`, which would let neighbours in; this keeps them out
/// (<https://issue.k8s.io/90259>).
fn block_localnet(table: &mut Table) {
    let matches = [
        Match::Comment(Comment::Static("block incoming localnet connections")),
        Match::DestinationNet(localnet()),
        Match::NotSourceNet(localnet()),
        Match::NotEstablishedNorDnat,
    ];
    table.append(filter::FIREWALL, rule(matches, Target::Drop));
}

/// The last rules of `KUBE-SERVICES`: what goes to a node's own address may mean a node port.
fn node_ports(table: &mut Table, proxier: &Proxier<'_>) {
    let note = || Match::Comment(Comment::Static(NODE_PORTS_NOTE));
    let target = Target::Jump(nat::NODE_PORTS);
    if proxier.node_port_addresses == NodePortAddresses::All {
        let localhost = match proxier.family {
            IpFamily::Ipv6 => Some(IpNet::V6(Ipv6Net::from(std::net::Ipv6Addr::LOCALHOST))),
            IpFamily::Ipv4 if proxier.localhost_node_ports => None,
            IpFamily::Ipv4 => Some(localnet()),
        };
        let matches = [note(), Match::DestinationIsLocal].into_iter();
        table.append(nat::SERVICES, rule(matches.chain(localhost.map(Match::NotDestinationNet)), target));
        return;
    }
    for ip in proxier.node_port_addresses.of_node(&proxier.node, proxier.family) {
        if !ip.is_loopback() || proxier.localhost_node_ports {
            table.append(nat::SERVICES, rule([note(), Match::Destination(ip)], target));
        }
    }
}

fn forwarding(table: &mut Table) {
    let note = Match::Comment(Comment::Static("kubernetes forwarding rules"));
    let conntrack_note = Match::Comment(Comment::Static("kubernetes forwarding conntrack rule"));
    table.append(filter::KUBE_FORWARD, rule([Match::Invalid], Target::Drop));
    table.append(filter::KUBE_FORWARD, rule([note, Match::Marked], Target::Accept));
    table.append(filter::KUBE_FORWARD, rule([conntrack_note, Match::Established], Target::Accept));
}

fn rule(matches: impl IntoIterator<Item = Match>, target: Target) -> Rule {
    Rule { matches: matches.into_iter().collect(), target: Some(target), service: None }
}

fn localnet() -> IpNet {
    IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(127, 0, 0, 0), 8))
}
