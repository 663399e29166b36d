//! Rules that are wrong on purpose: the judge must complain of each, or it judges nothing.

use crate::judge::Case;
use crate::session::each;

/// A cluster, a question, and a change to the text of the rules after which the kernel does not do what `trace` says.
struct Mutant {
    case: &'static str,
    question: &'static str,
    /// What is written, and what is put in its place: for iptables, for nftables.
    iptables: (&'static str, &'static str),
    nftables: (&'static str, &'static str),
}

const MUTANTS: [Mutant; 7] = [
    // An endpoint with another port.
    Mutant {
        case: "cluster-ip",
        question: "pod:shop/client 10.96.0.80:80",
        iptables: ("--to-destination 20.96.2.1:8080", "--to-destination 20.96.2.1:8081"),
        nftables: ("dnat to 20.96.2.1:8080", "dnat to 20.96.2.1:8081"),
    },
    // A hairpin without masquerading.
    Mutant {
        case: "cluster-ip",
        question: "pod:shop/web-1 10.96.0.80:80",
        iptables: ("-s 20.96.1.1 -j KUBE-MARK-MASQ", "-s 20.96.9.9 -j KUBE-MARK-MASQ"),
        nftables: ("ip saddr 20.96.1.1 jump mark", "ip saddr 20.96.9.9 jump mark"),
    },
    // No masquerading at all.
    Mutant {
        case: "node-port",
        question: "lan 192.168.56.30:30080",
        iptables: ("-j MASQUERADE --random-fully", "-j ACCEPT"),
        nftables: ("masquerade fully-random", "accept"),
    },
    // Silence for a refusal, and the other way round.
    Mutant {
        case: "no-endpoints",
        question: "pod:shop/client 10.96.0.80:80",
        iptables: ("-j REJECT", "-j DROP"),
        nftables: ("\t\treject\n", "\t\tdrop\n"),
    },
    Mutant {
        case: "node-port-local",
        question: "lan 192.168.56.32:30080",
        iptables: ("-j DROP", "-j REJECT"),
        nftables: (" : drop", " : goto reject-chain"),
    },
    // Everybody in.
    Mutant {
        case: "source-ranges",
        question: "internet 203.0.113.130:80",
        iptables: ("-s 198.51.100.0/24", "-s 0.0.0.0/0"),
        nftables: ("ip saddr != { ", "ip saddr { "),
    },
    // A client that is sent to whom it was not sent before.
    Mutant {
        case: "session-affinity",
        question: "pod:shop/client 10.96.0.80:80",
        iptables: ("--rcheck", "! --rcheck"),
        nftables: ("ip saddr @affinity", "ip saddr != @affinity"),
    },
];

/// True if every mutant is found out in a mode; each is told in a line.
pub fn are_found_out(mode: &str, cases: &[Case]) -> bool {
    let found_out = each(&MUTANTS, |mutant| {
        let (written, wrong) = if mode == "iptables" { mutant.iptables } else { mutant.nftables };
        let case = cases.iter().find(|case| case.name == mutant.case);
        let case = case.unwrap_or_else(|| panic!("there is no cluster {}", mutant.case));
        let report = case.examine(mode, Some(mutant.question), &|rules| rules.replace(written, wrong));
        let complaint = report.map(|report| report.differences.into_iter().next());
        let told = match &complaint {
            Ok(Some(difference)) => format!("found out: {difference}"),
            Ok(None) => "NOT FOUND OUT".to_owned(),
            Err(why) => format!("NOT JUDGED: {why}"),
        };
        println!("{mode} {}, {wrong:?} for {written:?}, {told}", mutant.case);
        matches!(complaint, Ok(Some(_)))
    });
    found_out.into_iter().all(|found_out| found_out)
}
