//! The JavaScript interface, called in a browser: `wasm-pack test --headless --chrome`.
#![cfg(all(target_arch = "wasm32", feature = "js"))]

use js_sys::{JSON, Object, Reflect};
use serde_json::{Value, json};
use svclab::{js, share};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const WEB: &str = "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  clusterIP: 10.96.0.80
  ports:
  - port: 80
    targetPort: 8080
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
  - name: web
    image: nginx
status:
  podIP: 20.96.1.7
";

/// A question as JavaScript would write it.
fn object(value: &Value) -> JsValue {
    JSON::parse(&value.to_string()).expect("JSON")
}

/// An answer as `JSON.stringify` sees it: a `Map` would be empty here, a plain object is not.
fn plain(answer: Result<JsValue, wasm_bindgen::JsError>) -> Value {
    let answer = answer.map_err(JsValue::from).expect("an answer");
    let text = JSON::stringify(&answer).expect("an object without cycles");
    serde_json::from_str(&String::from(text)).expect("JSON")
}

/// The message of the `Error` that is thrown.
fn thrown(answer: Result<JsValue, wasm_bindgen::JsError>) -> String {
    let error = answer.map_err(JsValue::from).expect_err("an error");
    Reflect::get(&error, &"message".into()).expect("a message").as_string().expect("a string")
}

#[wasm_bindgen_test]
fn version_names_kubernetes() {
    assert_eq!(plain(js::version()), json!({"svclab": "0.1.0", "kubernetes": "1.36"}));
}

#[wasm_bindgen_test]
fn check_says_what_is_wrong_and_where() {
    let broken = "kind: Service\n가: [\n";
    let report = plain(js::check(broken.into(), JsValue::UNDEFINED));
    let found = &report["diagnostics"][0];
    assert_eq!(found["severity"], "error", "{report}");
    assert_eq!(found["code"], "syntax", "{report}");
    assert_eq!(found["range"]["start"]["line"], 2, "{report}");
    assert_eq!((&found["from"], &found["to"]), (&json!(17), &json!(18)), "{report}");
    assert!(found.get("path").is_none(), "what is not there is left out: {report}");
}

#[wasm_bindgen_test]
fn dig_answers_with_plain_objects() {
    let asked = object(&json!({"name": "web.default.svc.cluster.local", "type": "A"}));
    let answer = plain(js::dig(WEB.into(), asked));
    assert_eq!(answer["status"], "NOERROR", "{answer}");
    assert_eq!(answer["answer"][0]["data"], "10.96.0.80", "{answer}");
}

#[wasm_bindgen_test]
fn trace_follows_a_connection_to_the_pod() {
    let asked = object(&json!({"from": "node:worker-1", "to": "10.96.0.80:80"}));
    let route = &plain(js::trace(WEB.into(), asked))["routes"][0];
    assert_eq!(route["verdict"], "delivered", "{route}");
    assert_eq!(route["endpoints"][0]["ip"], "20.96.1.7", "{route}");
    assert_eq!(route["endpoints"][0]["probability"], 1, "{route}");
}

#[wasm_bindgen_test]
fn simulate_gives_api_objects() {
    let everything = plain(js::simulate(WEB.into(), JsValue::UNDEFINED));
    assert_eq!(everything["version"], "1.36");
    let objects = everything["objects"].as_array().expect("a list");
    let service = objects.iter().find(|it| it["kind"] == "Service" && it["metadata"]["name"] == "web");
    assert_eq!(service.expect("the Service")["spec"]["selector"], json!({"app": "web"}));
    assert!(everything["services"].as_array().is_some_and(|services| !services.is_empty()));
}

#[wasm_bindgen_test]
fn render_draws_in_every_format_and_says_what_is_wrong() {
    let drawn = |options: Value| plain(js::render(WEB.into(), object(&options)));
    let starts = |drawing: &Value, with: &str| drawing.as_str().is_some_and(|it| it.starts_with(with));
    let drawing = plain(js::render(WEB.into(), JsValue::UNDEFINED));
    assert!(starts(&drawing["svg"], "<svg"), "{drawing}");
    assert_eq!(drawing["diagnostics"], json!([]));
    assert!(starts(&drawn(json!({"format": "mermaid"}))["mermaid"], "flowchart"), "{drawing}");
    assert!(starts(&drawn(json!({"format": "dot"}))["dot"], "digraph"), "{drawing}");
    let wrong = plain(js::render("kind: [".into(), JsValue::NULL));
    assert_eq!(wrong["diagnostics"][0]["code"], "syntax", "{wrong}");
}

#[wasm_bindgen_test]
fn a_picture_has_the_theme_and_the_width_that_are_asked_for() {
    let svg = |options: Value| plain(js::render(WEB.into(), object(&options)))["svg"].to_string();
    assert!(svg(json!({})).contains("prefers-color-scheme"));
    assert!(!svg(json!({"theme": "dark"})).contains("prefers-color-scheme"));
    assert_ne!(svg(json!({"theme": "dark"})), svg(json!({"theme": "light"})));
    assert!(svg(json!({"width": 1200})).contains("svclab wide"));
    assert!(svg(json!({"width": 300})).contains("svclab narrow"));
}

#[wasm_bindgen_test]
fn a_traced_connection_is_lit() {
    let asked = json!({"trace": {"from": "node:worker-1", "to": "10.96.0.80:80"}});
    let drawn = plain(js::render(WEB.into(), object(&asked)));
    assert!(
        drawn["svg"].as_str().is_some_and(|svg| svg.contains(" picking") && svg.contains(" lit\"")),
        "{drawn}"
    );
    let reason = thrown(js::render(WEB.into(), object(&json!({"trace": {"from": "mars", "to": "web"}}))));
    assert!(reason.contains("mars"), "{reason}");
}

#[wasm_bindgen_test]
fn a_link_carries_all_that_was_given() {
    let options = json!({"base": "https://your.host/", "panel": "dns", "loadBalancer": false,
        "selected": {"kind": "Service", "namespace": "default", "name": "web"},
        "changes": [{"change": "cordon", "node": "worker-1"}]});
    let link = js::share_url(WEB.into(), object(&options)).map_err(JsValue::from).expect("a link");
    let shared = share::decode(link.strip_prefix("https://your.host/").expect("the base")).expect("readable");
    assert_eq!(shared.text, WEB);
    assert_eq!(shared.panel.as_deref(), Some("dns"));
    assert_eq!(shared.selected.expect("an object").name, "web");
    assert!(shared.no_load_balancer);
    assert_eq!(shared.changes.len(), 1);
    let read = plain(js::read_share_url(link.as_str().into()));
    assert_eq!(read["yaml"], WEB);
    assert_eq!(read["loadBalancer"], false);
    for wrong in ["https://your.host/", "#v9.abc", "#v1.***"] {
        assert!(thrown(js::read_share_url(wrong.into())).contains("link"), "{wrong}");
    }
    let bare = js::share_url(WEB.into(), JsValue::UNDEFINED).map_err(JsValue::from).expect("a link");
    assert!(bare.starts_with("#v1."), "{bare}");
}

#[wasm_bindgen_test]
fn pictures_and_diagnostics_are_in_korean_once_its_texts_are_there() {
    let lost = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: none}, ports: [{port: 80}]}\n";
    let asked = json!({"lang": "ko"});
    let render = || plain(js::render(lost.into(), object(&asked)));
    let english = plain(js::render(lost.into(), JsValue::UNDEFINED));
    assert_eq!(render(), english);
    let add = |texts: &str| js::add_texts(texts.into()).map_err(JsValue::from).expect("an answer");
    assert!(!add(""));
    let texts = [
        include_str!("../src/locale/korean/picture.txt"),
        include_str!("../src/locale/korean/lint/selection.txt"),
    ];
    assert!(add(&texts.map(|file| file.split_once('\n').expect("a headline").1.trim()).join("\n\n")));
    let korean = render();
    assert_ne!(korean["svg"], english["svg"]);
    assert_ne!(korean["diagnostics"][0]["message"], english["diagnostics"][0]["message"]);
    assert_eq!(plain(js::check(lost.into(), object(&asked)))["diagnostics"], korean["diagnostics"]);
    assert_eq!(plain(js::check(lost.into(), JsValue::UNDEFINED))["diagnostics"], english["diagnostics"]);
}

#[wasm_bindgen_test]
fn without_a_load_balancer_such_a_service_has_no_address() {
    let text = WEB.replace("spec:\n  selector", "spec:\n  type: LoadBalancer\n  selector");
    let ingress = |settings: Value| {
        let everything = plain(js::simulate(text.as_str().into(), object(&settings)));
        let objects = everything["objects"].as_array().expect("a list").clone();
        let service =
            objects.into_iter().find(|it| it["kind"] == "Service" && it["metadata"]["name"] == "web");
        service.expect("the Service")["status"]["loadBalancer"]["ingress"].clone()
    };
    assert!(ingress(json!({}))[0]["ip"].is_string());
    assert!(ingress(json!({"loadBalancer": false})).is_null());
}

#[wasm_bindgen_test]
fn what_happens_to_the_cluster_is_a_setting() {
    let asked = |pod: &str| object(&json!({"changes": [{"change": "delete-pod", "pod": pod}]}));
    let everything = plain(js::simulate(WEB.into(), asked("default/web")));
    assert_eq!(everything["changes"]["services"][0]["left"][0]["address"], "20.96.1.7");
    let everything = plain(js::simulate(WEB.into(), asked("default/gone")));
    assert_eq!(everything["changes"]["list"][0]["error"], "There is no Pod default/gone");
    assert_eq!(thrown(js::check(WEB.into(), asked("default/gone"))), "There is no Pod default/gone");
    let misspelt = object(&json!({"changes": [{"change": "delete", "pod": "web"}]}));
    assert!(thrown(js::check(WEB.into(), misspelt)).contains("unknown variant `delete`"));
}

#[wasm_bindgen_test]
fn settings_may_be_left_out_but_not_misspelt() {
    for nothing in
        [JsValue::UNDEFINED, JsValue::NULL, Object::new().into(), object(&json!({"loadBalancer": false}))]
    {
        assert!(js::check(WEB.into(), nothing).is_ok());
    }
    let reason = thrown(js::check(WEB.into(), object(&json!({"loadbalancer": false}))));
    assert!(reason.contains("loadbalancer"), "{reason}");
}

#[wasm_bindgen_test]
fn a_wrong_question_is_an_error_and_no_panic() {
    let reason = thrown(js::dig(WEB.into(), object(&json!({"type": "A"}))));
    assert!(reason.contains("name"), "{reason}");
    let reason = thrown(js::dig(WEB.into(), object(&json!({"name": "web", "from": "pod:default/none"}))));
    assert!(reason.contains("there is no Pod none"), "{reason}");
    let reason = thrown(js::trace(WEB.into(), object(&json!({"from": "mars", "to": "web"}))));
    assert!(reason.contains("mars"), "{reason}");
}

#[wasm_bindgen_test]
fn whatever_is_passed_there_is_an_answer_or_an_error() {
    let made = |code: &str| js_sys::Function::new_no_args(code).call0(&JsValue::NULL).expect("a value");
    let hostile = [
        "return 1",
        "return NaN",
        "return 'text'",
        "return []",
        "return Symbol('a')",
        "return () => 1",
        "return 10n",
        "return new Proxy({}, {ownKeys() { throw 1 }})",
        "return {get name() { throw new Error('no') }}",
        "const it = {}; it.it = it; return it",
        "let it = {}; for (let n = 0; n < 1e5; n++) it = {it}; return it",
        "return {width: -1e308}",
        "return {width: NaN, changes: [null]}",
        "return {name: '\\ud800', from: 'pod:', to: ':::', type: 'A'}",
        "return {from: 'pod:a/b/c', to: '[::1]:99999/SCTP'}",
        "return JSON.parse('{\"__proto__\": {\"format\": \"dot\"}}')",
        "return document",
    ]
    .map(made);
    let texts = [
        JsValue::UNDEFINED,
        7.into(),
        made("return {toString() { throw 1 }}"),
        made("return '\\ud800: \\udfff'"),
        "[".repeat(100_000).into(),
        "a: &a [*a, *a]\n".into(),
        "kind: List\nitems: [{kind: List, items: [1, null, {}]}]\n".into(),
        format!("{WEB}  __proto__: {{polluted: true}}\nbig: 123456789012345678901234567890\n").into(),
        "\u{0}\u{feff}---\n--- %\n? !!binary\n".into(),
    ];
    for (yaml, asked) in texts.iter().flat_map(|yaml| hostile.iter().map(move |asked| (yaml, asked))) {
        for ask in [js::check, js::simulate, js::render, js::dig, js::trace] {
            // The text of an answer or the message of an error: what traps fails the test.
            match ask(yaml.clone(), asked.clone()).map_err(JsValue::from) {
                Ok(answer) => assert!(answer.is_object()),
                Err(error) => assert!(error.is_instance_of::<js_sys::Error>(), "{error:?}"),
            }
        }
        if let Err(error) = js::share_url(yaml.clone(), asked.clone()).map_err(JsValue::from) {
            assert!(error.is_instance_of::<js_sys::Error>(), "{error:?}");
        }
    }
    let polluted = made("return {}.polluted");
    assert!(polluted.is_undefined());
}
