//! `svclab what-if`: what happened, then what came and went, then what each Service lost, gained and kept.

use svclab::ChangesReport;
use svclab::changes::{Endpoint, Kept, NodesDifference, PodState, ServiceDifference};

/// How many addresses that stayed are shown of one Service.
const STAYED_SHOWN: usize = 10;

/// The changes for people.
pub fn text(report: &ChangesReport) -> String {
    let mut out = String::new();
    for outcome in &report.list {
        out.push_str(&outcome.change.to_string());
        for sentence in outcome.note.iter().chain(&outcome.error) {
            out.push_str(&format!("\n  {sentence}."));
        }
        out.push('\n');
    }
    out.push_str("\nPods\n");
    let pods = &report.difference.pods;
    let mut rows: Vec<Row> = Vec::new();
    for (mark, states) in [("-", &pods.removed), ("+", &pods.added), ("~", &pods.changed)] {
        rows.extend(states.iter().map(|state| pod_row(mark, state)));
    }
    out.push_str(&table(&rows));
    out.push_str(&format!("  = {} as before\n", pods.kept.len()));
    for service in &report.difference.services {
        out.push_str(&service_text(service));
    }
    if report.difference.services.is_empty() {
        out.push_str("\nNo Service has lost or gained an address.\n");
    }
    out
}

fn service_text(difference: &ServiceDifference) -> String {
    let mut rows: Vec<Row> = Vec::new();
    rows.extend(difference.left.iter().map(|endpoint| endpoint_row("-", endpoint)));
    rows.extend(difference.joined.iter().map(|endpoint| endpoint_row("+", endpoint)));
    rows.extend(difference.stayed.iter().take(STAYED_SHOWN).map(|endpoint| endpoint_row("=", endpoint)));
    let mut out = format!("\n{}\n{}", difference.service, table(&rows));
    match difference.stayed.len() {
        0..=STAYED_SHOWN => {}
        all => out.push_str(&format!("  = and {} more\n", all - STAYED_SHOWN)),
    }
    if let Some(NodesDifference { left, joined }) = &difference.load_balancer_nodes {
        for (word, nodes) in [("leaves", left), ("takes up", joined)] {
            if !nodes.is_empty() {
                out.push_str(&format!("  its load balancer {word} {}\n", nodes.join(", ")));
            }
        }
    }
    out.push_str(&format!("  kept: {}\n", kept_text(&difference.kept)));
    out
}

fn kept_text(kept: &Kept) -> String {
    let mut parts = vec![kept.dns_name.clone()];
    parts.extend(kept.cluster_ips.iter().map(|ip| format!("cluster IP {ip}")));
    parts.extend(kept.node_ports.iter().map(|port| format!("node port {port}")));
    parts.extend(kept.load_balancer.iter().map(|ip| format!("load balancer {ip}")));
    parts.join(", ")
}

type Row = [String; 5];

fn pod_row(mark: &str, state: &PodState) -> Row {
    let name = format!("{}/{}", state.pod.namespace, state.pod.name);
    let node = state.node.clone().unwrap_or_else(|| "no node".into());
    [mark.to_owned(), name, state.addresses.join(","), node.to_string(), state.why.to_string()]
}

fn endpoint_row(mark: &str, endpoint: &Endpoint) -> Row {
    let pod = endpoint.pod.as_ref().map(|pod| format!("{}/{}", pod.namespace, pod.name));
    let why = endpoint.why.as_ref().map(ToString::to_string).unwrap_or_default();
    [mark.to_owned(), endpoint.address.to_string(), pod.unwrap_or_default(), String::new(), why]
}

/// Rows with their columns one below the other.
fn table(rows: &[Row]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..4).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = format!("  {}", row[0]);
        for column in 1..4 {
            if widths[column] > 0 {
                line.push_str(&format!(" {:width$} ", row[column], width = widths[column]));
            }
        }
        line.push_str(&format!(" {}", row[4]));
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
