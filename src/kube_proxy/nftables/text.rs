//! The rules as `nft -f` reads them, laid out as `nft list` shows them.

use std::fmt::{Display, Formatter, Result, Write};
use std::rc::Rc;

use super::{Chain, Key, KeyType, Map, Match, Rule, Rules, Set, Statement, Verdict};
use crate::api::ObjectRef;
use crate::kube_proxy::{IpFamily, Listing};

impl Rules {
    /// A rule as nft reads it, without the chain that it is in.
    pub fn rule_text(&self, rule: &Rule) -> String {
        RuleText(self, rule).to_string()
    }

    fn ip(&self) -> &'static str {
        match self.family {
            IpFamily::Ipv4 => "ip",
            IpFamily::Ipv6 => "ip6",
        }
    }

    fn address_type(&self) -> &'static str {
        match self.family {
            IpFamily::Ipv4 => "ipv4_addr",
            IpFamily::Ipv6 => "ipv6_addr",
        }
    }
}

/// An `nft -f` script that replaces the table.
pub(super) fn listing(rules: &Rules) -> Listing {
    let mut out = Listing::default();
    let ip = rules.ip();
    // To delete a table that is not there is an error, to declare one that is there is none.
    out.line(None, format_args!("table {ip} kube-proxy"));
    out.line(None, format_args!("delete table {ip} kube-proxy"));
    out.line(None, format_args!("table {ip} kube-proxy {{"));
    out.line(None, format_args!("\tcomment \"rules for kube-proxy\""));
    for set in rules.sets() {
        list_set(&mut out, rules, set);
    }
    for map in rules.maps() {
        list_map(&mut out, rules, map);
    }
    for chain in rules.chains() {
        list_chain(&mut out, rules, chain);
    }
    out.line(None, format_args!("}}"));
    out
}

fn list_set(out: &mut Listing, rules: &Rules, set: &Set) {
    let service = set.service.as_ref();
    out.line(service, format_args!("\tset {} {{", set.name));
    out.line(service, format_args!("\t\ttype {}", rules.address_type()));
    if let Some(seconds) = set.timeout {
        out.line(service, format_args!("\t\tflags dynamic,timeout"));
        out.line(service, format_args!("\t\ttimeout {seconds}s"));
    }
    if let Some(comment) = set.comment {
        out.line(service, format_args!("\t\tcomment \"{comment}\""));
    }
    list_elements(out, set.elements.iter().map(|ip| (ip.to_string(), None)));
    out.line(service, format_args!("\t}}"));
}

fn list_map(out: &mut Listing, rules: &Rules, map: &Map) {
    out.line(None, format_args!("\tmap {} {{", map.name));
    let address = match map.key {
        KeyType::Address => format!("{} . ", rules.address_type()),
        KeyType::Port => String::new(),
    };
    out.line(None, format_args!("\t\ttype {address}inet_proto . inet_service : verdict"));
    out.line(None, format_args!("\t\tcomment \"{}\"", map.comment));
    let elements = map.elements.iter().map(|(key, element)| {
        let comment =
            element.comment.as_ref().map_or_else(String::new, |name| format!(" comment \"{name}\""));
        let verdict = match element.verdict {
            Verdict::Goto(chain) => format!("goto {}", rules.chain(chain).name),
            Verdict::Drop => "drop".into(),
        };
        (format!("{key}{comment} : {verdict}"), Some(&element.service))
    });
    list_elements(out, elements);
    out.line(None, format_args!("\t}}"));
}

/// Each element on a line of its own, with its Service. The last comma is allowed.
fn list_elements<'s>(
    out: &mut Listing,
    elements: impl ExactSizeIterator<Item = (String, Option<&'s Rc<ObjectRef>>)>,
) {
    if elements.len() == 0 {
        return;
    }
    out.line(None, format_args!("\t\telements = {{"));
    for (element, service) in elements {
        out.line(service, format_args!("\t\t\t{element},"));
    }
    out.line(None, format_args!("\t\t}}"));
}

fn list_chain(out: &mut Listing, rules: &Rules, chain: &Chain) {
    let service = chain.service.as_ref();
    out.line(service, format_args!("\tchain {} {{", chain.name));
    if let Some(comment) = chain.comment {
        out.line(service, format_args!("\t\tcomment \"{comment}\""));
    }
    if let Some(base) = chain.base {
        let kind = if base.is_nat { "nat" } else { "filter" };
        let (hook, priority) = (base.hook.name(), base.priority);
        out.line(service, format_args!("\t\ttype {kind} hook {hook} priority {priority}; policy accept;"));
    }
    for rule in &chain.rules {
        out.line(rule.service.as_ref(), format_args!("\t\t{}", RuleText(rules, rule)));
    }
    out.line(service, format_args!("\t}}"));
}

impl Display for Key {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if let Some(address) = self.address {
            write!(f, "{address} . ")?;
        }
        write!(f, "{} . {}", self.protocol.lower(), self.port)
    }
}

struct RuleText<'t>(&'t Rules, &'t Rule);

impl Display for RuleText<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let RuleText(rules, rule) = self;
        for condition in &rule.matches {
            write_match(f, rules, condition)?;
            f.write_char(' ')?;
        }
        write_statement(f, rules, &rule.statement)?;
        match rule.comment {
            Some(comment) => write!(f, " comment \"{comment}\""),
            None => Ok(()),
        }
    }
}

fn write_match(f: &mut Formatter<'_>, rules: &Rules, condition: &Match) -> Result {
    let ip = rules.ip();
    match condition {
        Match::New => f.write_str("ct state new"),
        Match::Source(address) => write!(f, "{ip} saddr {address}"),
        Match::SourceNet(net) => write!(f, "{ip} saddr {net}"),
        Match::NotSourceNet(net) => write!(f, "{ip} saddr != {net}"),
        Match::NotSourceNets(nets) => write!(f, "{ip} saddr != {{ {} }}", joined(nets)),
        Match::SourceSet(set) => write!(f, "{ip} saddr @{}", rules.set(*set).name),
        Match::SourceIsLocal => f.write_str("fib saddr type local"),
        Match::Destination(address) => write!(f, "{ip} daddr {address}"),
        Match::DestinationNets(nets) => write!(f, "{ip} daddr {{ {} }}", joined(nets)),
        Match::DestinationNotLoopback => match rules.family {
            IpFamily::Ipv4 => f.write_str("ip daddr != 127.0.0.0/8"),
            IpFamily::Ipv6 => f.write_str("ip6 daddr != ::1"),
        },
        Match::DestinationSet(set) => write!(f, "{ip} daddr @{}", rules.set(*set).name),
        Match::DestinationIsLocal => f.write_str("fib daddr type local"),
        Match::Protocol(protocol) => write!(f, "meta l4proto {}", protocol.lower()),
        Match::DestinationPort(protocol, port) => write!(f, "{} dport {port}", protocol.lower()),
        Match::NotMarked => f.write_str("mark and 0x4000 == 0"),
    }
}

/// A host's own range is written as its address.
fn joined(nets: &[ipnet::IpNet]) -> String {
    let written = nets.iter().map(|net| match net.prefix_len() == net.max_prefix_len() {
        true => net.addr().to_string(),
        false => net.to_string(),
    });
    written.collect::<Vec<_>>().join(", ")
}

fn write_statement(f: &mut Formatter<'_>, rules: &Rules, statement: &Statement) -> Result {
    match statement {
        Statement::Jump(chain) => write!(f, "jump {}", rules.chain(*chain).name),
        Statement::Goto(chain) => write!(f, "goto {}", rules.chain(*chain).name),
        Statement::Return => f.write_str("return"),
        Statement::Drop => f.write_str("drop"),
        Statement::Reject => f.write_str("reject"),
        Statement::Lookup(map) => {
            let map = rules.map(*map);
            match map.key {
                KeyType::Address => {
                    write!(f, "{} daddr . meta l4proto . th dport vmap @{}", rules.ip(), map.name)
                }
                KeyType::Port => write!(f, "meta l4proto . th dport vmap @{}", map.name),
            }
        }
        Statement::Random(chains) => {
            write!(f, "numgen random mod {} vmap {{ ", chains.len())?;
            for (at, chain) in chains.iter().enumerate() {
                let comma = if at == 0 { "" } else { ", " };
                write!(f, "{comma}{at} : goto {}", rules.chain(*chain).name)?;
            }
            f.write_str(" }")
        }
        Statement::Remember(set) => write!(f, "update @{} {{ {} saddr }}", rules.set(*set).name, rules.ip()),
        Statement::Mark => f.write_str("mark set mark or 0x4000"),
        Statement::Unmark => f.write_str("mark set mark xor 0x4000"),
        Statement::Masquerade => f.write_str("masquerade fully-random"),
        Statement::Dnat(address) => write!(f, "dnat to {address}"),
    }
}
