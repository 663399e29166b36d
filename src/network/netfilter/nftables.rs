//! Packets through nftables rules.

use std::rc::Rc;

use super::{Branch, Cause, Done, Exit, Why};
use crate::kube_proxy::nftables::{
    ChainId, Element, Key, KeyType, MapId, Match, Rule, Rules, Statement, Verdict, chains,
};
use crate::kube_proxy::{Hook, NodeView};

/// The branches that pass a hook; those that do not are done.
pub(super) fn at(
    rules: &Rules,
    node: &NodeView<'_>,
    hook: Hook,
    branch: Branch,
    done: &mut Done,
) -> Vec<Branch> {
    let walk = Walk { rules, node };
    let mut branches = vec![branch];
    for chain in rules.at(hook) {
        let entered = branches.into_iter();
        branches = entered.flat_map(|branch| walk.base_chain(chain, branch, done)).collect();
    }
    branches
}

struct Walk<'w> {
    rules: &'w Rules,
    node: &'w NodeView<'w>,
}

/// What a chain leaves of a branch.
enum Left {
    /// It goes on behind the rule that jumped here.
    Returned(Branch),
    /// It has passed the base chain; several if there was a choice.
    Passed(Vec<Branch>),
}

/// What a statement leaves of a branch.
enum After {
    /// The next rule.
    Next(Branch),
    /// Out of this chain.
    Left(Left),
}

impl Walk<'_> {
    fn base_chain(&self, chain: ChainId, branch: Branch, done: &mut Done) -> Vec<Branch> {
        match self.chain(chain, branch, done) {
            Left::Returned(branch) => vec![branch],
            Left::Passed(branches) => branches,
        }
    }

    fn chain(&self, id: ChainId, mut branch: Branch, done: &mut Done) -> Left {
        for rule in &self.rules.chain(id).rules {
            branch.sticky_seconds = self.sticky_seconds(rule).or(branch.sticky_seconds);
            if !rule.matches.iter().all(|condition| self.holds(condition, &branch)) {
                continue;
            }
            match self.carry_out(id, rule, branch, done) {
                After::Next(next) => branch = next,
                After::Left(left) => return left,
            }
        }
        Left::Returned(branch)
    }

    /// Which endpoint a client had before is not known: it is a new client.
    fn holds(&self, condition: &Match, branch: &Branch) -> bool {
        let packet = &branch.packet;
        let (source, destination) = (packet.source, packet.destination.ip());
        match condition {
            Match::New => true,
            Match::Source(ip) => source == *ip,
            Match::SourceNet(net) => net.contains(&source),
            Match::NotSourceNet(net) => !net.contains(&source),
            Match::NotSourceNets(nets) => !nets.iter().any(|net| net.contains(&source)),
            Match::SourceSet(set) => self.rules.set(*set).elements.contains(&source),
            Match::SourceIsLocal => self.node.is_local(source),
            Match::Destination(ip) => destination == *ip,
            Match::DestinationNets(nets) => nets.iter().any(|net| net.contains(&destination)),
            Match::DestinationNotLoopback => !destination.is_loopback(),
            Match::DestinationSet(set) => self.rules.set(*set).elements.contains(&destination),
            Match::DestinationIsLocal => self.node.is_local(destination),
            Match::Protocol(protocol) => packet.protocol == *protocol,
            Match::DestinationPort(protocol, port) => {
                packet.protocol == *protocol && packet.destination.port() == *port
            }
            Match::NotMarked => !branch.marked,
        }
    }

    fn carry_out(&self, id: ChainId, rule: &Rule, mut branch: Branch, done: &mut Done) -> After {
        match &rule.statement {
            Statement::Jump(to) => {
                let depth = branch.path.len();
                match self.enter(*to, branch, done) {
                    Left::Returned(mut branch) => {
                        branch.path.truncate(depth);
                        After::Next(branch)
                    }
                    passed => After::Left(passed),
                }
            }
            Statement::Goto(to) => After::Left(self.enter(*to, branch, done)),
            Statement::Return => After::Left(Left::Returned(branch)),
            Statement::Drop => {
                let cause = self.cause(id, rule);
                done.push((branch, Exit::Dropped(cause)));
                After::Left(Left::Passed(Vec::new()))
            }
            Statement::Reject => {
                let cause = self.cause(id, rule);
                done.push((branch, Exit::Rejected(cause)));
                After::Left(Left::Passed(Vec::new()))
            }
            Statement::Lookup(map) => self.look_up(*map, branch, done),
            Statement::Random(chains) => {
                let share = 1.0 / chains.len() as f64;
                let mut passed = Vec::with_capacity(chains.len());
                for chain in chains {
                    match self.enter(*chain, branch.with_odds(share), done) {
                        Left::Returned(branch) => passed.push(branch),
                        Left::Passed(branches) => passed.extend(branches),
                    }
                }
                After::Left(Left::Passed(passed))
            }
            Statement::Remember(_) => After::Next(branch),
            Statement::Mark => {
                branch.marked = true;
                After::Next(branch)
            }
            Statement::Unmark => {
                branch.marked = !branch.marked;
                After::Next(branch)
            }
            Statement::Masquerade => {
                branch.packet.source = self.node.primary(branch.packet.family());
                branch.masqueraded_in = Some(Rc::clone(&self.rules.chain(id).name));
                After::Left(Left::Passed(vec![branch]))
            }
            Statement::Dnat(address) => {
                branch.packet.destination = *address;
                branch.translated = true;
                branch.service = rule.service.clone();
                After::Left(Left::Passed(vec![branch]))
            }
        }
    }

    fn enter(&self, chain: ChainId, mut branch: Branch, done: &mut Done) -> Left {
        if !branch.translated {
            branch.path.push(Rc::clone(&self.rules.chain(chain).name));
        }
        self.chain(chain, branch, done)
    }

    fn look_up(&self, id: MapId, branch: Branch, done: &mut Done) -> After {
        let map = self.rules.map(id);
        let destination = branch.packet.destination;
        let address = match map.key {
            KeyType::Address => Some(destination.ip()),
            KeyType::Port => None,
        };
        let key = Key { address, port: destination.port(), protocol: branch.packet.protocol };
        let Some(element) = map.elements.get(&key) else { return After::Next(branch) };
        let cause = |why| self.cause_of_element(map.name, &key, element, why);
        match element.verdict {
            Verdict::Goto(chains::REJECT) => done.push((branch, Exit::Rejected(cause(Why::NoEndpoints)))),
            Verdict::Drop => done.push((branch, Exit::Dropped(cause(Why::NoLocalEndpoints)))),
            Verdict::Goto(chain) => return After::Left(self.enter(chain, branch, done)),
        }
        After::Left(Left::Passed(Vec::new()))
    }

    fn cause_of_element(&self, map: &str, key: &Key, element: &Element, why: Why) -> Cause {
        let verdict = match element.verdict {
            Verdict::Goto(chain) => format!("goto {}", self.rules.chain(chain).name),
            Verdict::Drop => "drop".into(),
        };
        let rule = format!("map {map}: {key} : {verdict}");
        Cause { why, service: Some(Rc::clone(&element.service)), chain: map.into(), rule }
    }

    fn cause(&self, id: ChainId, rule: &Rule) -> Cause {
        let chain = self.rules.chain(id);
        let why = match (id, &rule.statement) {
            (chains::CLUSTER_IPS_CHECK, Statement::Reject) => Why::NoSuchPort,
            (chains::CLUSTER_IPS_CHECK, _) => Why::NoSuchClusterIp,
            _ if chain.service.is_some() => Why::SourceRanges,
            _ => Why::Other,
        };
        Cause {
            why,
            service: rule.service.clone(),
            chain: Rc::clone(&chain.name),
            rule: format!("chain {}: {}", chain.name, self.rules.rule_text(rule)),
        }
    }

    /// Seconds for which a client that a rule knows stays with its endpoint.
    fn sticky_seconds(&self, rule: &Rule) -> Option<u32> {
        rule.matches.iter().find_map(|condition| match condition {
            Match::SourceSet(set) => self.rules.set(*set).timeout,
            _ => None,
        })
    }
}
