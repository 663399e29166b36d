//! `svclab dig`: an answer as dig prints it.

use svclab::Simulation;
use svclab::coredns::{Dig, Query, Record, musl_differs};

/// Question, answer, additional section, for a search each try, and why there is no answer.
pub fn text(simulation: &Simulation, dig: &Dig) -> String {
    let mut out = String::new();
    if dig.queries.len() > 1 {
        out.push_str(";; SEARCHED:\n");
        for query in &dig.queries {
            out.push_str(&format!(";{}\t\t{}\n", query.name, outcome(query)));
        }
        out.push('\n');
    }
    let elsewhere = if dig.external { " (the rest is outside the cluster and is not looked up)" } else { "" };
    out.push_str(&format!(";; status: {}{elsewhere}\n\n", dig.status.name()));
    out.push_str(&format!(";; QUESTION SECTION:\n;{}\tIN\t{}\n", dig.question.name, dig.question.r#type));
    for (title, records) in [("ANSWER", &dig.answer), ("ADDITIONAL", &dig.additional)] {
        if !records.is_empty() {
            let lines: String = records.iter().map(|record: &Record| format!("{record}\n")).collect();
            out.push_str(&format!("\n;; {title} SECTION:\n{lines}"));
        }
    }
    let remarks = [simulation.explain(dig), musl_differs(&simulation.zone, dig)];
    for remark in remarks.into_iter().flatten() {
        out.push_str(&format!("\n;; {remark}\n"));
    }
    out
}

fn outcome(query: &Query) -> &'static str {
    if query.external { "forwarded out of the cluster" } else { query.status.name() }
}
