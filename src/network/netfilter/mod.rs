//! What a node's kernel does with a packet by the rules that kube-proxy gave it.

mod iptables;
mod nftables;

use std::rc::Rc;

use super::packet::Packet;
use crate::api::ObjectRef;
use crate::kube_proxy::{Hook, NodeView, Rules};

/// How a packet got to the node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// Through an interface: from a Pod of the node, or from outside.
    Interface,
    /// The node sends it itself.
    Own,
}

/// One of the things that may become of a packet, with its odds.
#[derive(Debug, Clone)]
pub(super) struct Branch {
    pub odds: f64,
    pub packet: Packet,
    /// It carries the mark by which kube-proxy asks for masquerading.
    pub marked: bool,
    /// Its destination was rewritten.
    pub translated: bool,
    /// The Service by whose rules.
    pub service: Option<Rc<ObjectRef>>,
    /// The chains that it went through to its destination, in order.
    pub path: Vec<Rc<str>>,
    /// Seconds for which the client stays with its endpoint.
    pub sticky_seconds: Option<u32>,
}

/// What becomes of a branch.
#[derive(Debug, Clone)]
pub(super) enum Exit {
    /// The node itself gets it.
    Local,
    /// It leaves the node.
    Out,
    /// It vanishes.
    Dropped(Cause),
    /// It is answered with a refusal.
    Rejected(Cause),
}

/// Why a rule stops a packet.
#[derive(Debug, Clone)]
pub(super) struct Cause {
    pub why: Why,
    /// The Service that the rule is for.
    pub service: Option<Rc<ObjectRef>>,
    /// The rule as its tool prints it.
    pub rule: String,
}

/// Why a rule stops a packet, in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// The service port has no usable endpoint anywhere.
    NoEndpoints,
    /// The policy is Local, and the node has no usable endpoint.
    NoLocalEndpoints,
    /// The client is in no source range of the load balancer.
    SourceRanges,
    /// It is for a cluster IP, but for a port that the Service does not have.
    NoSuchPort,
    /// It is for an address of the Service range that no Service has.
    NoSuchClusterIp,
    /// It is for 127.0.0.1 and does not come from there.
    Localnet,
    /// Anything else.
    Other,
}

/// What may become of a packet on a node, each with its odds.
pub(super) fn pass(rules: &Rules, node: &NodeView<'_>, packet: Packet, entry: Entry) -> Vec<(Branch, Exit)> {
    let kernel = Kernel { rules, node };
    let first = Branch {
        odds: 1.0,
        packet,
        marked: false,
        translated: false,
        service: None,
        path: Vec::new(),
        sticky_seconds: None,
    };
    let mut done = Vec::new();
    let hook = match entry {
        Entry::Interface => Hook::Prerouting,
        Entry::Own => Hook::Output,
    };
    for branch in kernel.at(hook, first, &mut done) {
        let is_local = node.is_local(branch.packet.destination.ip());
        match entry {
            Entry::Interface if is_local => kernel.receive(branch, &mut done),
            Entry::Interface => {
                for branch in kernel.at(Hook::Forward, branch, &mut done) {
                    kernel.send(branch, &mut done);
                }
            }
            // What a node sends to itself goes out through the loopback interface and comes in again.
            Entry::Own if is_local => {
                for branch in kernel.at(Hook::Postrouting, branch, &mut done) {
                    kernel.receive(branch, &mut done);
                }
            }
            Entry::Own => kernel.send(branch, &mut done),
        }
    }
    done
}

/// Where branches end.
type Done = Vec<(Branch, Exit)>;

struct Kernel<'k> {
    rules: &'k Rules,
    node: &'k NodeView<'k>,
}

impl Kernel<'_> {
    fn receive(&self, branch: Branch, done: &mut Done) {
        for branch in self.at(Hook::Input, branch, done) {
            done.push((branch, Exit::Local));
        }
    }

    fn send(&self, branch: Branch, done: &mut Done) {
        for branch in self.at(Hook::Postrouting, branch, done) {
            done.push((branch, Exit::Out));
        }
    }

    /// The branches that pass a hook.
    fn at(&self, hook: Hook, branch: Branch, done: &mut Done) -> Vec<Branch> {
        match self.rules {
            Rules::Iptables(rules) => iptables::at(rules, self.node, hook, branch, done),
            Rules::Nftables(rules) => nftables::at(rules, self.node, hook, branch, done),
        }
    }
}

impl Branch {
    fn with_odds(&self, share: f64) -> Branch {
        Branch { odds: self.odds * share, ..self.clone() }
    }
}
