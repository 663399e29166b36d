//! What a case expects of each verb.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use svclab::cluster::ProxyMode;
use svclab::kubectl::{self, Format, Query};
use svclab::network::TraceQuery;
use svclab::{Options, Simulation};

use crate::matching::{assign, matches};

/// For each expectation of a case, what differs.
pub fn run(case: &Value) -> Vec<Vec<String>> {
    let text = case["manifests"].as_str().expect("a case has manifests");
    let simulation = Simulation::new(text, &Options::default());
    let mut results = Vec::new();
    for (verb, expectations) in case["expect"].as_object().expect("a case expects something") {
        for expected in many(expectations) {
            let problems = match verb.as_str() {
                "check" => check(&simulation, expected),
                "get" => get(&simulation, expected),
                "dig" => dig(&simulation, expected),
                "trace" => trace(&simulation, expected),
                "rules" => rules(&simulation, expected),
                other => panic!("a case expects {other}, which is no verb"),
            };
            results.push(problems);
        }
    }
    results
}

fn many(value: &Value) -> Vec<&Value> {
    value.as_array().map_or(vec![value], |items| items.iter().collect())
}

fn check(simulation: &Simulation, expected: &Value) -> Vec<String> {
    let report = json!(simulation.check());
    let found: Vec<&Value> = report["diagnostics"].as_array().into_iter().flatten().collect();
    let mut problems = Vec::new();
    if let Some(wanted) = expected["errors"].as_array() {
        let errors: Vec<&Value> = found.iter().copied().filter(|it| it["severity"] == "error").collect();
        if !assign(wanted, &errors, |wanted, error| is_error(wanted, error)) {
            let got: Vec<Value> = errors
                .iter()
                .map(|it| json!({"code": it["code"], "reason": it["reason"], "path": it["path"]}))
                .collect();
            problems.push(format!("check: want {} got {}", expected["errors"], json!(got)));
        }
    }
    let warnings: BTreeSet<&str> =
        found.iter().filter(|it| it["severity"] == "warning").filter_map(|it| it["code"].as_str()).collect();
    for wanted in expected["warnings"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !warnings.contains(wanted) {
            problems.push(format!("check: want warning {wanted} among {warnings:?}"));
        }
    }
    problems
}

fn is_error(wanted: &Value, error: &Value) -> bool {
    let code = match (&wanted["code"], &wanted["reason"]) {
        (Value::Null, Value::String(_)) => &json!("invalid-field"),
        (code, _) => code,
    };
    let same = |key: &str, value: &Value| value.is_null() || *value == error[key];
    same("code", code)
        && same("path", &wanted["path"])
        && same("reason", &wanted["reason"])
        && (wanted["object"].is_null() || matches(&wanted["object"], &error["object"], ""))
}

fn get(simulation: &Simulation, expected: &Value) -> Vec<String> {
    let args: Vec<&str> =
        expected["args"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let (words, namespace) = match args.as_slice() {
        [words @ .., "-n", namespace] => (words, *namespace),
        words => (words, "default"),
    };
    let query = Query {
        kinds: kubectl::resources(words[0]).expect("a case names a known kind"),
        name: words.get(1).map(|name| (*name).to_owned()),
        namespace: Some(namespace.to_owned()),
    };
    let printed = kubectl::print(&simulation.cluster, &query, Format::Json);
    let got: Value = serde_json::from_str(&printed).expect("JSON is printed");
    let kind = query.kinds[0].name();
    let label = args.join(" ");
    let mut problems = Vec::new();
    let found = query.select(&simulation.cluster).len();
    if expected.get("object").is_some() && (found == 0 || !matches(&expected["object"], &got, kind)) {
        problems.push(format!("get {label}: want {} got {got}", expected["object"]));
    }
    if let Some(items) = expected.get("items") {
        let (items, listed) = (many_or_none(items), many_or_none(&got["items"]));
        if !assign(&items, &listed, |wanted, item| matches(wanted, item, kind)) {
            problems.push(format!("get {label}: want {} got {}", json!(items), json!(listed)));
        }
    }
    problems
}

fn dig(simulation: &Simulation, expected: &Value) -> Vec<String> {
    let word = |key: &str| expected[key].as_str();
    let (name, record_type) = (word("name").unwrap_or_default(), word("type").unwrap_or("A"));
    let label = format!("dig {name} {record_type}");
    let record_type = record_type.parse().expect("a case names a known record type");
    let got = match simulation.dig(word("from"), name, record_type) {
        Ok(dig) => json!(dig),
        Err(error) => return vec![format!("{label}: {error}")],
    };
    let mut problems = Vec::new();
    if got["status"] != expected["status"] {
        problems.push(format!("{label}: want {} got {}", expected["status"], got["status"]));
    }
    for part in ["answer", "additional"] {
        if let Some(wanted) = expected[part].as_array() {
            let mut wanted: Vec<String> = wanted.iter().filter_map(Value::as_str).map(normal).collect();
            let records = got[part].as_array().into_iter().flatten();
            let mut found: Vec<String> = records.map(|record| normal(&line(record))).collect();
            wanted.sort();
            found.sort();
            if wanted != found {
                problems.push(format!("{label}: {part}: want {wanted:?} got {found:?}"));
            }
        }
    }
    if let Some(wanted) = expected["searched"].as_array() {
        let names =
            |list: &[Value]| -> Vec<String> { list.iter().filter_map(Value::as_str).map(normal).collect() };
        let found = got["searched"].as_array().map_or(&[][..], Vec::as_slice);
        if names(wanted) != names(found) {
            problems.push(format!("{label}: searched: want {wanted:?} got {found:?}"));
        }
    }
    problems
}

/// `NAME TYPE DATA`
fn line(record: &Value) -> String {
    let word = |key: &str| record[key].as_str().unwrap_or_default();
    format!("{} {} {}", word("name"), word("type"), word("data"))
}

/// A name or a record with its owner name in lower case and without final dots.
fn normal(text: &str) -> String {
    let (name, rest) = text.split_once(' ').unwrap_or((text, ""));
    let name = name.trim_end_matches('.').to_lowercase();
    format!("{name} {}", rest.trim_end_matches('.')).trim_end().to_owned()
}

fn trace(simulation: &Simulation, expected: &Value) -> Vec<String> {
    let word = |key: &str| expected[key].as_str();
    let label = format!("trace {} to {} via {}", expected["from"], expected["to"], expected["via"]);
    let query = TraceQuery {
        from: word("from").unwrap_or_default().parse().expect("a case names a client"),
        via: word("via").map(|via| via.parse().expect("a case names a node")),
        to: word("to").unwrap_or_default().parse().expect("a case names a target"),
    };
    let got = match simulation.trace(&query) {
        Ok(trace) => json!(trace),
        Err(error) => return vec![format!("{label}: {error}")],
    };
    let routes = got["routes"].as_array().map_or(&[][..], Vec::as_slice);
    let [route] = routes else { return vec![format!("{label}: want one route got {}", routes.len())] };
    if route["verdict"] != expected["verdict"] {
        let reason = &route["reason"];
        return vec![format!("{label}: want {} got {} ({reason})", expected["verdict"], route["verdict"])];
    }
    let mut problems = Vec::new();
    if let Some(wanted) = expected["endpoints"].as_array() {
        let found: Vec<(String, f64)> =
            route["endpoints"].as_array().into_iter().flatten().map(backend).collect();
        let same = |wanted: &Value, (at, odds): &(String, f64)| {
            let wanted = wanted.as_str().unwrap_or_default();
            let (where_to, share) = wanted.split_once('=').unwrap_or((wanted, ""));
            at == where_to
                && share.parse().is_ok_and(|share: f64| (share - odds).abs() < 1e-4) | share.is_empty()
        };
        if !assign(wanted, &found, same) {
            problems.push(format!("{label}: endpoints: want {} got {found:?}", expected["endpoints"]));
        }
    }
    if expected.get("sourceNat").is_some_and(|wanted| *wanted != route["sourceNat"]) {
        problems
            .push(format!("{label}: sourceNat: want {} got {}", expected["sourceNat"], route["sourceNat"]));
    }
    problems
}

/// `ip:port` and the odds.
fn backend(endpoint: &Value) -> (String, f64) {
    let ip = endpoint["ip"].as_str().unwrap_or_default();
    let host = if ip.contains(':') { format!("[{ip}]") } else { ip.to_owned() };
    (format!("{host}:{}", endpoint["port"]), endpoint["probability"].as_f64().unwrap_or_default())
}

fn rules(simulation: &Simulation, expected: &Value) -> Vec<String> {
    let word = |key: &str| expected[key].as_str();
    let node = word("node").expect("a case names a node");
    let mode = word("mode").map(|mode| match mode {
        "iptables" => ProxyMode::Iptables,
        "nftables" => ProxyMode::Nftables,
        other => panic!("a case names the mode {other}"),
    });
    let family = word("family").unwrap_or("ipv4").parse().expect("a case names a family");
    let label = format!("rules {node} {} {}", expected["mode"], expected["family"]);
    let Some(rules) = simulation.rules(node, mode, family) else {
        return vec![format!("{label}: no such node")];
    };
    let text = rules.to_text();
    let parts = |key: &str| expected[key].as_array().into_iter().flatten().filter_map(Value::as_str);
    let lacking =
        parts("contains").filter(|part| !text.contains(part)).map(|part| format!("{label}: lacks {part:?}"));
    let extra =
        parts("absent").filter(|part| text.contains(part)).map(|part| format!("{label}: has {part:?}"));
    lacking.chain(extra).collect()
}

fn many_or_none(value: &Value) -> Vec<&Value> {
    value.as_array().into_iter().flatten().collect()
}
