//! The rules of a node as the Rules panel shows them.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../src/app/rule_rows.rs"]
mod rule_rows;

use rule_rows::{Piece, Row, RuleRows};
use svclab::api::{Kind, ObjectRef};
use svclab::cluster::ProxyMode;
use svclab::kube_proxy::{IpFamily, rules_of};
use svclab::{Options, Simulation};

const SHOP: &str = "
kind: Service
apiVersion: v1
metadata: {name: web}
spec: {type: NodePort, clusterIP: 10.96.0.80, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}
---
kind: Pod
apiVersion: v1
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: web, image: nginx}]}
---
kind: Service
apiVersion: v1
metadata: {name: empty}
spec: {clusterIP: 10.96.0.81, ports: [{port: 80}]}
";

fn rows(mode: ProxyMode) -> RuleRows {
    let simulation = Simulation::new(SHOP, &Options::default());
    let rules = simulation.rules("worker-1", Some(mode), IpFamily::Ipv4).expect("worker-1 exists");
    RuleRows::new(rules.listing())
}

fn line_at(rows: &RuleRows, row: usize) -> &str {
    match rows.rows[row] {
        Row::Line(line) => rows.line(line),
        Row::Heading(chain) => &rows.chains[chain].name,
    }
}

#[test]
fn every_line_is_there_once_and_in_order() {
    for mode in [ProxyMode::Iptables, ProxyMode::Nftables] {
        let rows = rows(mode);
        let lines: Vec<&str> = (0..rows.line_count()).map(|line| rows.line(line)).collect();
        assert_eq!(lines.join("\n") + "\n", *rows.text);
        let shown: Vec<Row> = rows.rows.iter().copied().filter(|row| matches!(row, Row::Line(_))).collect();
        assert_eq!(shown, (0..lines.len()).map(Row::Line).collect::<Vec<_>>());
        assert_eq!(rows.width, lines.iter().map(|line| line.len()).max().expect("lines"));
        for (line, at) in lines.iter().enumerate().zip(0..).map(|((line, text), _)| (text, line)) {
            let row = rows.rows.iter().position(|row| *row == Row::Line(at)).expect("a row");
            let whole: String = rows
                .pieces(at, row)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Text(text) | Piece::Name(text, _) => text,
                })
                .collect();
            assert_eq!(whole, **line);
        }
    }
}

#[test]
fn a_name_leads_to_its_chain_and_the_chain_back() {
    for (mode, table, name, from) in [
        (ProxyMode::Iptables, "nat", "KUBE-SERVICES", vec!["-A PREROUTING", "-A OUTPUT"]),
        (ProxyMode::Iptables, "filter", "KUBE-SERVICES", vec!["-A FORWARD", "-A OUTPUT"]),
        (ProxyMode::Iptables, "nat", "KUBE-NODEPORTS", vec!["-A KUBE-SERVICES"]),
        (ProxyMode::Nftables, "", "services", vec!["\t\tjump services", "\t\tjump services"]),
        (
            ProxyMode::Nftables,
            "",
            "service-ips",
            vec!["\t\tip daddr . meta l4proto . th dport vmap @service-ips"],
        ),
        (
            ProxyMode::Nftables,
            "",
            "reject-chain",
            vec!["\t\t\t10.96.0.81 . tcp . 80 comment \"default/empty\" : goto reject-chain"],
        ),
    ] {
        let rows = rows(mode);
        let chain = rows.chain(table, name).unwrap_or_else(|| panic!("no chain {table} {name}"));
        let first = line_at(&rows, chain.row);
        assert!(first.contains(name), "{first}");
        let found: Vec<&str> = chain.from.iter().map(|row| line_at(&rows, *row)).collect();
        assert_eq!(found.len(), from.len(), "{name}: {found:#?}");
        for (found, expected) in found.iter().zip(&from) {
            assert!(found.starts_with(expected), "{found}");
        }
        assert!(chain.from.iter().all(|row| rows.chain_at(*row) != Some(chain)), "{name}");
        let back = rows.pieces(
            match rows.rows[chain.from[0]] {
                Row::Line(line) => line,
                Row::Heading(_) => panic!("a heading leads nowhere"),
            },
            chain.from[0],
        );
        let leads_back =
            |piece: &Piece<'_>| matches!(piece, Piece::Name(_, to) if rows.chains[*to] == *chain);
        assert!(back.iter().any(leads_back), "{back:?}");
    }
}

#[test]
fn the_stops_of_a_service_are_where_its_rules_begin() {
    let web = ObjectRef::new(Kind::Service, "default", "web");
    for mode in [ProxyMode::Iptables, ProxyMode::Nftables] {
        let rows = rows(mode);
        let stops = rows.stops(|line| rows.service(line) == Some(&web));
        assert!(stops.len() > 2, "{stops:?}");
        for stop in stops {
            let line = line_at(&rows, stop);
            assert!(!line.starts_with(':') && !line.contains("empty"), "{line}");
        }
    }
}

#[test]
fn the_rules_of_one_service_are_those_that_it_has_among_all() {
    let simulation = Simulation::new(SHOP, &Options::default());
    let web = ObjectRef::new(Kind::Service, "default", "web");
    for mode in [ProxyMode::Iptables, ProxyMode::Nftables] {
        let all =
            simulation.rules("worker-1", Some(mode), IpFamily::Ipv4).expect("worker-1 exists").listing();
        let own =
            rules_of(&simulation.cluster, &web, "worker-1", mode, IpFamily::Ipv4).expect("worker-1 exists");
        let own = own.listing();
        let of_web = |listing: &svclab::kube_proxy::Listing| -> Vec<String> {
            let lines = listing.lines.iter().filter(|line| *line.service == web);
            lines.map(|line| listing.text[line.range.clone()].to_owned()).collect()
        };
        assert_eq!(of_web(&own), of_web(&all));
        assert!(own.lines.iter().all(|line| *line.service == web));
    }
}
