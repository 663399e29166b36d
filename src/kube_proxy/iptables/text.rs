//! The rules as `iptables-restore` reads them, spelled as kube-proxy spells them.

use std::fmt::Write;

use super::{Comment, Match, Rule, Rules, Table, Target};

/// `iptables-restore` input. Unlike kube-proxy's own it has the jumps from the kernel's chains, so it loads as it is.
pub(super) fn restore_input(rules: &Rules) -> String {
    let mut out = String::new();
    for table in [&rules.filter, &rules.nat] {
        // Writing to a String cannot fail.
        let _ = write_table(&mut out, table);
    }
    out
}

fn write_table(out: &mut String, table: &Table) -> std::fmt::Result {
    writeln!(out, "*{}", table.name())?;
    for chain in table.chains().iter().filter(|chain| !chain.is_built_in) {
        writeln!(out, ":{} - [0:0]", chain.name)?;
    }
    for chain in table.chains() {
        for rule in &chain.rules {
            write!(out, "-A {}", chain.name)?;
            write_rule(out, table, rule)?;
            out.push('\n');
        }
    }
    writeln!(out, "COMMIT")
}

impl Table {
    /// A rule without the chain that it is in: matches and target as iptables reads them.
    pub fn rule_text(&self, rule: &Rule) -> String {
        let mut out = String::new();
        // Writing to a String cannot fail.
        let _ = write_rule(&mut out, self, rule);
        out.trim_start().to_string()
    }
}

fn write_rule(out: &mut String, table: &Table, rule: &Rule) -> std::fmt::Result {
    for condition in &rule.matches {
        write_match(out, table, condition)?;
    }
    match rule.target {
        None => Ok(()),
        Some(target) => write_target(out, table, target),
    }
}

fn write_match(out: &mut String, table: &Table, condition: &Match) -> std::fmt::Result {
    match condition {
        Match::Comment(comment) => write_comment(out, comment),
        Match::Protocol(protocol) => write!(out, " -m {0} -p {0}", protocol.lower()),
        Match::Source(ip) => write!(out, " -s {ip}"),
        Match::SourceNet(net) => write!(out, " -s {net}"),
        Match::NotSourceNet(net) => write!(out, " ! -s {net}"),
        Match::Destination(ip) => write!(out, " -d {ip}"),
        Match::DestinationNet(net) => write!(out, " -d {net}"),
        Match::NotDestinationNet(net) => write!(out, " ! -d {net}"),
        Match::DestinationPort(port) => write!(out, " --dport {port}"),
        Match::SourceIsLocal => out.write_str(" -m addrtype --src-type LOCAL"),
        Match::DestinationIsLocal => out.write_str(" -m addrtype --dst-type LOCAL"),
        Match::Marked => out.write_str(" -m mark --mark 0x4000/0x4000"),
        Match::NotMarked => out.write_str(" -m mark ! --mark 0x4000/0x4000"),
        Match::New => out.write_str(" -m conntrack --ctstate NEW"),
        Match::Invalid => out.write_str(" -m conntrack --ctstate INVALID"),
        Match::Established => out.write_str(" -m conntrack --ctstate RELATED,ESTABLISHED"),
        Match::NotEstablishedNorDnat => out.write_str(" -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT"),
        Match::OneIn(choices) => {
            write!(out, " -m statistic --mode random --probability {:.10}", 1.0 / *choices as f64)
        }
        Match::Recent(chain, seconds) => {
            let list = &table.chain(*chain).name;
            write!(out, " -m recent --name {list} --rcheck --seconds {seconds} --reap")
        }
        Match::RecentSet(chain) => write!(out, " -m recent --name {} --set", table.chain(*chain).name),
    }
}

fn write_comment(out: &mut String, comment: &Comment) -> std::fmt::Result {
    out.write_str(" -m comment --comment ")?;
    match comment {
        Comment::Static(text) => write!(out, "\"{text}\""),
        Comment::About(text) if text.contains(' ') => write!(out, "\"{text}\""),
        Comment::About(text) => out.write_str(text),
        Comment::LeadsTo(name, endpoint) => write!(out, "\"{name} -> {endpoint}\""),
    }
}

fn write_target(out: &mut String, table: &Table, target: Target) -> std::fmt::Result {
    match target {
        Target::Jump(chain) => write!(out, " -j {}", table.chain(chain).name),
        Target::Return => out.write_str(" -j RETURN"),
        Target::Accept => out.write_str(" -j ACCEPT"),
        Target::Drop => out.write_str(" -j DROP"),
        Target::Reject => out.write_str(" -j REJECT"),
        Target::Mark => out.write_str(" -j MARK --or-mark 0x4000"),
        Target::Unmark => out.write_str(" -j MARK --xor-mark 0x4000"),
        Target::Masquerade => out.write_str(" -j MASQUERADE --random-fully"),
        Target::Dnat(address) => write!(out, " -j DNAT --to-destination {address}"),
    }
}
