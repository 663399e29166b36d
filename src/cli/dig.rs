//! `svclab dig`: an answer as dig prints it.

use svclab::DigReport;
use svclab::coredns::{Query, Record, Status};

/// Question, answer, additional section, for a search each try; then what there is to say about the answer.
pub fn text(report: &DigReport) -> String {
    let dig = &report.dig;
    let mut out = String::new();
    if dig.queries.len() > 1 {
        out.push_str(";; SEARCHED:\n");
        for query in &dig.queries {
            out.push_str(&format!(";{}\t\t{}\n", query.name, outcome(query)));
        }
        out.push('\n');
    }
    let elsewhere = if dig.external && dig.status == Status::NoError {
        " (the rest is outside the cluster and is not looked up)"
    } else {
        ""
    };
    out.push_str(&format!(";; status: {}{elsewhere}\n\n", dig.status.name()));
    out.push_str(&format!(";; QUESTION SECTION:\n;{}\tIN\t{}\n", dig.question.name, dig.question.r#type));
    for (title, records) in [("ANSWER", &dig.answer), ("ADDITIONAL", &dig.additional)] {
        if !records.is_empty() {
            let lines: String = records.iter().map(|record: &Record| format!("{record}\n")).collect();
            out.push_str(&format!("\n;; {title} SECTION:\n{lines}"));
        }
    }
    for remark in [&report.explanation, &report.musl].into_iter().flatten() {
        out.push_str(&format!("\n;; {remark}\n"));
    }
    out
}

fn outcome(query: &Query) -> &'static str {
    if query.external { "forwarded out of the cluster" } else { query.status.name() }
}
