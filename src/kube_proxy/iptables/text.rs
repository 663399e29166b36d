//! The rules as `iptables-restore` reads them, spelled as kube-proxy spells them.

use std::fmt::{Display, Formatter, Result};

use super::{Comment, Match, Rule, Rules, Table, Target};
use crate::kube_proxy::Listing;

/// `iptables-restore` input. Unlike kube-proxy's own it has the jumps from the kernel's chains, so it loads as it is.
pub(super) fn listing(rules: &Rules) -> Listing {
    let mut out = Listing::default();
    for table in [&rules.filter, &rules.nat] {
        list_table(&mut out, table);
    }
    out
}

fn list_table(out: &mut Listing, table: &Table) {
    out.line(None, format_args!("*{}", table.name()));
    for chain in table.chains().iter().filter(|chain| !chain.is_built_in) {
        out.line(chain.service.as_ref(), format_args!(":{} - [0:0]", chain.name));
    }
    for chain in table.chains() {
        for rule in &chain.rules {
            out.line(rule.service.as_ref(), format_args!("-A {}{}", chain.name, RuleText(table, rule)));
        }
    }
    out.line(None, format_args!("COMMIT"));
}

impl Table {
    /// A rule without the chain that it is in: matches and target as iptables reads them.
    pub fn rule_text(&self, rule: &Rule) -> String {
        RuleText(self, rule).to_string().trim_start().to_string()
    }
}

/// Matches and target, each with a blank before it.
struct RuleText<'t>(&'t Table, &'t Rule);

impl Display for RuleText<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let RuleText(table, rule) = self;
        for condition in &rule.matches {
            write_match(f, table, condition)?;
        }
        match rule.target {
            None => Ok(()),
            Some(target) => write_target(f, table, target),
        }
    }
}

fn write_match(f: &mut Formatter<'_>, table: &Table, condition: &Match) -> Result {
    match condition {
        Match::Comment(comment) => write_comment(f, comment),
        Match::Protocol(protocol) => write!(f, " -m {0} -p {0}", protocol.lower()),
        Match::Source(ip) => write!(f, " -s {ip}"),
        Match::SourceNet(net) => write!(f, " -s {net}"),
        Match::NotSourceNet(net) => write!(f, " ! -s {net}"),
        Match::Destination(ip) => write!(f, " -d {ip}"),
        Match::DestinationNet(net) => write!(f, " -d {net}"),
        Match::NotDestinationNet(net) => write!(f, " ! -d {net}"),
        Match::DestinationPort(port) => write!(f, " --dport {port}"),
        Match::SourceIsLocal => f.write_str(" -m addrtype --src-type LOCAL"),
        Match::DestinationIsLocal => f.write_str(" -m addrtype --dst-type LOCAL"),
        Match::Marked => f.write_str(" -m mark --mark 0x4000/0x4000"),
        Match::NotMarked => f.write_str(" -m mark ! --mark 0x4000/0x4000"),
        Match::New => f.write_str(" -m conntrack --ctstate NEW"),
        Match::Invalid => f.write_str(" -m conntrack --ctstate INVALID"),
        Match::Established => f.write_str(" -m conntrack --ctstate RELATED,ESTABLISHED"),
        Match::NotEstablishedNorDnat => f.write_str(" -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT"),
        Match::OneIn(choices) => {
            write!(f, " -m statistic --mode random --probability {:.10}", 1.0 / *choices as f64)
        }
        Match::Recent(chain, seconds) => {
            let list = &table.chain(*chain).name;
            write!(f, " -m recent --name {list} --rcheck --seconds {seconds} --reap")
        }
        Match::RecentSet(chain) => write!(f, " -m recent --name {} --set", table.chain(*chain).name),
    }
}

fn write_comment(f: &mut Formatter<'_>, comment: &Comment) -> Result {
    f.write_str(" -m comment --comment ")?;
    match comment {
        Comment::Static(text) => write!(f, "\"{text}\""),
        Comment::About(text) if text.contains(' ') => write!(f, "\"{text}\""),
        Comment::About(text) => f.write_str(text),
        Comment::LeadsTo(name, endpoint) => write!(f, "\"{name} -> {endpoint}\""),
    }
}

fn write_target(f: &mut Formatter<'_>, table: &Table, target: Target) -> Result {
    match target {
        Target::Jump(chain) => write!(f, " -j {}", table.chain(chain).name),
        Target::Return => f.write_str(" -j RETURN"),
        Target::Accept => f.write_str(" -j ACCEPT"),
        Target::Drop => f.write_str(" -j DROP"),
        Target::Reject => f.write_str(" -j REJECT"),
        Target::Mark => f.write_str(" -j MARK --or-mark 0x4000"),
        Target::Unmark => f.write_str(" -j MARK --xor-mark 0x4000"),
        Target::Masquerade => f.write_str(" -j MASQUERADE --random-fully"),
        Target::Dnat(address) => write!(f, " -j DNAT --to-destination {address}"),
    }
}
