//! Packets through iptables rules.

use std::rc::Rc;

use super::{Branch, Cause, Done, Exit, Why};
use crate::kube_proxy::iptables::{ChainId, Match, Rule, Rules, Table, Target, filter, nat};
use crate::kube_proxy::{Hook, NodeView};

/// The branches that pass a hook; those that do not are done.
pub(super) fn at(
    rules: &Rules,
    node: &NodeView<'_>,
    hook: Hook,
    branch: Branch,
    done: &mut Done,
) -> Vec<Branch> {
    let (nat, filter) = match hook {
        Hook::Prerouting => (Some(nat::PREROUTING), None),
        Hook::Output => (Some(nat::OUTPUT), Some(filter::OUTPUT)),
        Hook::Input => (None, Some(filter::INPUT)),
        Hook::Forward => (None, Some(filter::FORWARD)),
        Hook::Postrouting => (Some(nat::POSTROUTING), None),
    };
    let mut branches = vec![branch];
    // The kernel asks the nat table before the filter table where both have a chain.
    for (table, chain) in [(&rules.nat, nat), (&rules.filter, filter)] {
        let Some(chain) = chain else { continue };
        let walk = Walk { table, node };
        branches = branches.into_iter().flat_map(|branch| walk.table(chain, branch, done)).collect();
    }
    branches
}

/// True if a forwarding rule drops what belongs to no connection that conntrack understands.
pub(super) fn drops_invalid(rules: &Rules) -> bool {
    let mut forwarding = rules.filter.chain(filter::KUBE_FORWARD).rules.iter();
    forwarding.any(|rule| rule.matches == [Match::Invalid] && rule.target == Some(Target::Drop))
}

struct Walk<'w> {
    table: &'w Table,
    node: &'w NodeView<'w>,
}

/// What the rules of one chain leave of a branch.
#[derive(Default)]
struct Left {
    /// Those that go on behind the rule that jumped here.
    returned: Vec<Branch>,
    /// Those that have passed the table.
    accepted: Vec<Branch>,
}

impl Walk<'_> {
    fn table(&self, chain: ChainId, branch: Branch, done: &mut Done) -> Vec<Branch> {
        let Left { mut returned, accepted } = self.chain(chain, branch, done);
        // The policy of the kernel's own chains is to accept.
        returned.extend(accepted);
        returned
    }

    fn chain(&self, id: ChainId, branch: Branch, done: &mut Done) -> Left {
        let mut left = Left::default();
        let mut live = vec![branch];
        let mut next = Vec::new();
        for rule in &self.table.chain(id).rules {
            let sticky_seconds = sticky_seconds(rule);
            // Most rules are about other packets: nothing moves for them.
            if sticky_seconds.is_none() && live.iter().all(|branch| self.share(rule, branch) == 0.0) {
                continue;
            }
            for mut branch in live.drain(..) {
                let share = self.share(rule, &branch);
                branch.sticky_seconds = sticky_seconds.or(branch.sticky_seconds);
                if share < 1.0 {
                    next.push(branch.with_odds(1.0 - share));
                }
                if share > 0.0 {
                    branch.odds *= share;
                    self.take(id, rule, branch, &mut next, &mut left, done);
                }
            }
            next.retain(|branch: &Branch| branch.odds > 0.0);
            std::mem::swap(&mut live, &mut next);
            if live.is_empty() {
                break;
            }
        }
        left.returned.extend(live);
        left
    }

    /// The share of packets like this one that a rule matches. Which endpoint a client had before is not known: it is
    /// a new client.
    fn share(&self, rule: &Rule, branch: &Branch) -> f64 {
        let mut share = 1.0;
        for condition in &rule.matches {
            match condition {
                Match::OneIn(choices) => share /= *choices as f64,
                condition if self.holds(condition, branch) => {}
                _ => return 0.0,
            }
        }
        share
    }

    fn holds(&self, condition: &Match, branch: &Branch) -> bool {
        let packet = &branch.packet;
        let (source, destination) = (packet.source, packet.destination.ip());
        match condition {
            Match::Comment(_) | Match::New | Match::OneIn(_) | Match::RecentSet(_) => true,
            Match::Invalid | Match::Established | Match::Recent(..) => false,
            Match::NotEstablishedNorDnat => !branch.translated,
            Match::Protocol(protocol) => packet.protocol == *protocol,
            Match::Source(ip) => source == *ip,
            Match::SourceNet(net) => net.contains(&source),
            Match::NotSourceNet(net) => !net.contains(&source),
            Match::Destination(ip) => destination == *ip,
            Match::DestinationNet(net) => net.contains(&destination),
            Match::NotDestinationNet(net) => !net.contains(&destination),
            Match::DestinationPort(port) => packet.destination.port() == *port,
            Match::SourceIsLocal => self.node.is_local(source),
            Match::DestinationIsLocal => self.node.is_local(destination),
            Match::Marked => branch.marked,
            Match::NotMarked => !branch.marked,
        }
    }

    fn take(
        &self,
        chain: ChainId,
        rule: &Rule,
        mut branch: Branch,
        next: &mut Vec<Branch>,
        left: &mut Left,
        done: &mut Done,
    ) {
        match rule.target {
            None => next.push(branch),
            Some(Target::Jump(to)) => {
                let depth = branch.path.len();
                if !branch.translated {
                    branch.path.push(Rc::clone(&self.table.chain(to).name));
                }
                let Left { mut returned, accepted } = self.chain(to, branch, done);
                returned.iter_mut().for_each(|branch| branch.path.truncate(depth));
                next.extend(returned);
                left.accepted.extend(accepted);
            }
            Some(Target::Return) => left.returned.push(branch),
            Some(Target::Accept) => left.accepted.push(branch),
            Some(Target::Drop) => done.push((branch, Exit::Dropped(self.cause(chain, rule)))),
            Some(Target::Reject) => done.push((branch, Exit::Rejected(self.cause(chain, rule)))),
            Some(Target::Mark) => {
                branch.marked = true;
                next.push(branch);
            }
            Some(Target::Unmark) => {
                branch.marked = !branch.marked;
                next.push(branch);
            }
            Some(Target::Masquerade) => {
                branch.packet.source = self.node.primary(branch.packet.family());
                branch.masqueraded_in = Some(Rc::clone(&self.table.chain(chain).name));
                left.accepted.push(branch);
            }
            Some(Target::Dnat(address)) => {
                branch.packet.destination = address;
                branch.translated = true;
                branch.service = rule.service.clone();
                left.accepted.push(branch);
            }
        }
    }

    fn cause(&self, chain: ChainId, rule: &Rule) -> Cause {
        let why = match (chain, rule.target) {
            (filter::SERVICES | filter::EXTERNAL_SERVICES, Some(Target::Reject)) => Why::NoEndpoints,
            (filter::SERVICES | filter::EXTERNAL_SERVICES, _) => Why::NoLocalEndpoints,
            (filter::PROXY_FIREWALL, _) => Why::SourceRanges,
            (filter::FIREWALL, _) => Why::Localnet,
            _ => Why::Other,
        };
        let chain = Rc::clone(&self.table.chain(chain).name);
        let rule_text = format!("-A {chain} {}", self.table.rule_text(rule));
        Cause { why, service: rule.service.clone(), chain, rule: rule_text }
    }
}

/// Seconds for which a client that a rule knows stays with its endpoint.
fn sticky_seconds(rule: &Rule) -> Option<u32> {
    rule.matches.iter().find_map(|condition| match condition {
        Match::Recent(_, seconds) => Some(*seconds),
        _ => None,
    })
}
