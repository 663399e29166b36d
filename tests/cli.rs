//! The command line as a person meets it: words, output, exit status.
#![cfg(not(target_arch = "wasm32"))]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs svclab in tests/cli with the words of a line; gives exit status, output and errors as one text.
fn svclab(line: &str) -> String {
    svclab_with(line, "")
}

fn svclab_with(line: &str, input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_svclab"))
        .args(line.split_whitespace())
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("svclab starts");
    child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("svclab reads its input");
    let output = child.wait_with_output().expect("svclab ends");
    let status = output.status.code().expect("svclab ends by itself");
    let text = |bytes| String::from_utf8(bytes).expect("svclab prints UTF-8");
    format!("exit {status}\n{}{}", text(output.stdout), text(output.stderr))
}

#[test]
fn check_shows_each_finding_at_its_line() {
    insta::assert_snapshot!(svclab("check -f shop.yaml"));
}

const EXPECTING: &str = "# expect: endpoints idle 0\n# expect: warning selector-matches-no-pods\n\
    apiVersion: v1\nkind: Service\nmetadata: {name: idle}\n\
    spec: {clusterIP: 10.96.0.30, selector: {app: wbe}, ports: [{port: 80}]}\n";

#[test]
fn check_says_how_many_expectations_hold() {
    let held = svclab_with("check --deny warnings -f -", EXPECTING);
    assert!(held.starts_with("exit 0\n"), "{held}");
    assert!(held.contains("= note: this is expected"), "{held}");
    assert!(held.ends_with("\n1 expected; all 2 expectations hold\n"), "{held}");
    let failed = svclab_with("check -f -", &EXPECTING.replace("idle 0", "idle 1"));
    assert!(
        failed.starts_with(
            "exit 1\nerror[expectation-failed]: Ready endpoints of Service default/idle: expected 1"
        ),
        "{failed}"
    );
    assert!(failed.contains("\n --> standard input:1:26\n"), "{failed}");
    assert!(failed.ends_with("\n1 error, 1 expected; 1 of 2 expectations hold\n"), "{failed}");
}

#[test]
fn programs_are_told_what_is_expected() {
    let json = |text: &str| -> serde_json::Value {
        let out = svclab_with("check -o json -f -", text);
        serde_json::from_str(out.split_once('\n').expect("a status").1).expect("JSON")
    };
    let held = json(EXPECTING);
    assert_eq!(held["expectations"], serde_json::json!({"held": 2, "failed": 0}));
    assert_eq!(held["diagnostics"][0]["expected"], true, "{held}");
    let unexpected = json(&EXPECTING.replace("# expect: warning", "# warning"));
    assert!(unexpected["diagnostics"][0].get("expected").is_none(), "{unexpected}");
    let sarif = svclab_with("check -o sarif -f -", EXPECTING);
    assert!(sarif.contains("\"kind\": \"inSource\""), "{sarif}");
    assert_eq!(svclab_with("check -o github -f -", EXPECTING), "exit 0\n");
}

#[test]
fn get_prints_tables_as_kubectl_does() {
    insta::assert_snapshot!(svclab("get svc,po,ep,endpointslices -n shop -o wide -f shop.yaml"));
}

#[test]
fn get_prints_what_the_api_server_returns() {
    insta::assert_snapshot!(svclab("get svc web -n shop -o yaml -f shop.yaml"));
}

#[test]
fn get_says_what_does_not_exist() {
    insta::assert_snapshot!(svclab("get deploy/web -n shop -f shop.yaml"));
}

#[test]
fn dig_prints_sections_and_the_search() {
    insta::assert_snapshot!(svclab("dig --from pod:shop/web-a web.shop SRV -f shop.yaml"));
}

#[test]
fn dig_says_why_a_name_does_not_resolve() {
    const WHY: &str = "Service web is in namespace shop, not in default: use web.shop";
    let question = "dig --from pod:shop/web-a web.default -f shop.yaml";
    let explained = svclab(&format!("{question} --explain"));
    assert!(explained.ends_with(&format!("\n;; {WHY}\n")), "{explained}");
    let json = |line: String| -> serde_json::Value {
        serde_json::from_str(svclab(&line).trim_start_matches("exit 0\n")).expect("JSON")
    };
    assert_eq!(json(format!("{question} --explain -o json"))["explanation"], WHY);
    assert!(!svclab(question).contains(WHY));
    assert!(json(format!("{question} -o json")).get("explanation").is_none());
}

#[test]
fn every_record_is_listed_with_the_object_it_comes_from() {
    insta::assert_snapshot!(svclab("get dns -f shop.yaml"));
    assert_eq!(svclab("dig --all -f shop.yaml"), svclab("get dns -A -f shop.yaml"));
    let out = svclab("get dns web -n shop -o json -f shop.yaml");
    let json: serde_json::Value = serde_json::from_str(out.trim_start_matches("exit 0\n")).expect("JSON");
    let groups: Vec<&serde_json::Value> = json["groups"].as_array().expect("a list").iter().collect();
    assert_eq!(groups.iter().map(|group| &group["group"]).collect::<Vec<_>>(), ["service", "reverse"]);
    for record in groups.iter().flat_map(|group| group["records"].as_array().expect("a list")) {
        assert_eq!(record["service"]["name"], "web", "{record}");
    }
    assert!(svclab("get dns gone -n shop -f shop.yaml").starts_with("exit 1\n"));
    assert!(svclab("dig --all --explain -f shop.yaml").starts_with("exit 2\n"));
}

#[test]
fn trace_says_where_a_packet_ends_and_why() {
    insta::assert_snapshot!(svclab("trace --from lan --to 192.168.56.31:30080 -f shop.yaml"));
    insta::assert_snapshot!(
        "trace_dropped",
        svclab("trace --from lan --to 192.168.56.32:30080 -f shop.yaml")
    );
}

#[test]
fn render_writes_mermaid() {
    insta::assert_snapshot!(svclab("render -o mermaid -f shop.yaml"));
}

#[test]
fn simulate_holds_everything() {
    let out = svclab("simulate -f shop.yaml");
    let json: serde_json::Value = serde_json::from_str(out.trim_start_matches("exit 0\n")).expect("JSON");
    let keys: Vec<&String> = json.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["builtIn", "diagnostics", "diagram", "dnsRecords", "objects", "services", "version"]);
    assert_eq!(json["version"], svclab::KUBERNETES_VERSION);
}

#[test]
fn several_files_are_told_apart() {
    let out = svclab_with("check -f - -f shop.yaml -o json", "kind: Pod\n");
    let json: serde_json::Value = serde_json::from_str(out.trim_start_matches("exit 1\n")).expect("JSON");
    let first = |file: &str| {
        let found = json["diagnostics"].as_array().expect("a list").iter().find(|it| it["file"] == file);
        found.unwrap_or_else(|| panic!("nothing about {file}: {json}")).clone()
    };
    assert_eq!(first("standard input")["range"]["start"]["line"], 1);
    assert_eq!(first("shop.yaml")["range"]["start"]["line"], 7);
}

#[test]
fn what_if_says_what_leaves_and_joins() {
    insta::assert_snapshot!(svclab("what-if --delete-pod shop/web-a --node-down worker-1 -f shop.yaml"));
}

#[test]
fn what_happens_does_so_in_the_order_of_the_flags() {
    let text =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: nginx}]}\n";
    let both = svclab_with("get po -f - --unready web --delete-pod web", text);
    assert!(both.starts_with("exit 0\n"), "{both}");
    let gone = svclab_with("get po -f - --delete-pod web --unready web", text);
    assert_eq!(gone, "exit 2\nsvclab: There is no Pod default/web\n");
    let out = svclab("what-if -f shop.yaml --scale svc/web=1");
    assert!(out.starts_with("exit 2\n") && out.contains("\"svc\" is no kind that has replicas"), "{out}");
    assert!(svclab_with("what-if -f -", text).starts_with("exit 2\n"), "nothing happens");
}

#[test]
fn simulate_holds_what_happened() {
    let out = svclab("simulate --terminate shop/web-a -f shop.yaml");
    let json: serde_json::Value = serde_json::from_str(out.trim_start_matches("exit 0\n")).expect("JSON");
    let changes = &json["changes"];
    assert_eq!(changes["list"][0]["change"], "terminate");
    assert_eq!(changes["list"][0]["pod"], "shop/web-a");
    assert_eq!(changes["pods"]["changed"][0]["pod"]["name"], "web-a");
    assert_eq!(changes["services"][0]["left"][0]["address"], "20.96.1.7");
    assert_eq!(changes["services"][0]["kept"]["nodePorts"][0], 30080);
}

#[test]
fn check_speaks_to_code_hosts() {
    insta::assert_snapshot!(svclab("check -o github -f shop.yaml"));
    let sarif = svclab("check -o sarif -f shop.yaml");
    let sarif: serde_json::Value = serde_json::from_str(sarif.trim_start_matches("exit 1\n")).expect("JSON");
    let result = &sarif["runs"][0]["results"][1];
    assert_eq!(result["ruleId"], "selector-matches-no-pods");
    assert_eq!(result["level"], "warning");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "shop.yaml");
    assert_eq!(place["region"]["startLine"], 24);
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().expect("a list");
    assert!(
        rules
            .iter()
            .any(|rule| rule["id"] == "selector-matches-no-pods" && rule["shortDescription"].is_object())
    );
}

#[test]
fn warnings_count_only_when_they_are_denied() {
    let text = "apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {ports: [{port: 80}]}\n";
    assert!(svclab_with("check -f -", text).starts_with("exit 0"));
    assert!(svclab_with("check -f - --deny warnings", text).starts_with("exit 1"));
    let allowed = format!("# svclab: allow service-without-endpoints\n{text}");
    assert!(svclab_with("check -f - --deny warnings", &allowed).starts_with("exit 0"));
}

#[test]
fn a_rule_explains_itself() {
    let page = svclab("check --explain selector-matches-no-pods");
    assert!(page.starts_with("exit 0\n# selector-matches-no-pods\n"), "{page}");
    let list = svclab("check --explain");
    assert!(list.lines().any(|line| line.starts_with("selector-matches-no-pods ")), "{list}");
    assert!(svclab("check --explain nonsense").starts_with("exit 2\n"));
}

#[test]
fn wrong_usage_is_exit_status_2() {
    for line in [
        "",
        "chekc",
        "check",
        "check -f missing.yaml",
        "get ingresses -f shop.yaml",
        "rules --node x -f shop.yaml",
    ] {
        let out = svclab(line);
        assert!(out.starts_with("exit 2\n"), "svclab {line}: {out}");
    }
}

#[test]
fn the_load_balancer_can_be_switched_off() {
    let text = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: LoadBalancer, ports: [{port: 80}]}\n";
    assert!(svclab_with("get svc web -f -", text).contains("203.0.113."));
    assert!(svclab_with("get svc web --no-load-balancer -f -", text).contains("<pending>"));
}

#[test]
fn replicas_without_end_are_cut_off_and_said() {
    let text = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 2000000000\n  \
                selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    \
                spec: {containers: [{name: web, image: nginx}]}\n";
    let out = svclab_with("check -f -", text);
    assert!(out.contains("Deployment default/web asks for 2000000000 Pods"), "{out}");
    assert!(out.contains("standard input:5:13"), "{out}");
}

#[test]
fn trace_folds_nodes_that_do_the_same() {
    let mut manifests = String::from(
        "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: LoadBalancer, ports: [{port: 80}]}\n\
         status: {loadBalancer: {ingress: [{ip: 203.0.113.130}]}}\n",
    );
    for at in 1..=6 {
        manifests += &format!(
            "---\napiVersion: v1\nkind: Node\nmetadata: {{name: node-{at}}}\n\
             status: {{addresses: [{{type: InternalIP, address: 192.168.56.{at}}}]}}\n"
        );
    }
    let said = svclab_with("trace --from internet --to 203.0.113.130 -f -", &manifests);
    assert!(
        said.contains("The same at node:node-2, node:node-3, node:node-4, node:node-5, node:node-6\n"),
        "{said}"
    );
    assert_eq!(said.matches(" reject ").count(), 1, "{said}");
}
