//! The JavaScript interface, called in a browser: `wasm-pack test --headless --chrome`.
#![cfg(all(target_arch = "wasm32", feature = "js"))]

use js_sys::{JSON, Object, Reflect};
use serde_json::{Value, json};
use svclab::js;
use wasm_bindgen::JsValue;
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
    let report = plain(js::check(broken, JsValue::UNDEFINED));
    let found = &report["diagnostics"][0];
    assert_eq!(found["severity"], "error", "{report}");
    assert_eq!(found["code"], "syntax", "{report}");
    assert!(found["range"]["start"]["line"].is_u64(), "{report}");
    assert!(found.get("path").is_none(), "what is not there is left out: {report}");
}

#[wasm_bindgen_test]
fn dig_answers_with_plain_objects() {
    let asked = object(&json!({"name": "web.default.svc.cluster.local", "type": "A"}));
    let answer = plain(js::dig(WEB, asked));
    assert_eq!(answer["status"], "NOERROR", "{answer}");
    assert_eq!(answer["answer"][0]["data"], "10.96.0.80", "{answer}");
}

#[wasm_bindgen_test]
fn trace_follows_a_connection_to_the_pod() {
    let asked = object(&json!({"from": "node:worker-1", "to": "10.96.0.80:80"}));
    let route = &plain(js::trace(WEB, asked))["routes"][0];
    assert_eq!(route["verdict"], "delivered", "{route}");
    assert_eq!(route["endpoints"][0]["ip"], "20.96.1.7", "{route}");
    assert_eq!(route["endpoints"][0]["probability"], 1, "{route}");
}

#[wasm_bindgen_test]
fn simulate_gives_api_objects() {
    let everything = plain(js::simulate(WEB, JsValue::UNDEFINED));
    assert_eq!(everything["version"], "1.36");
    let objects = everything["objects"].as_array().expect("a list");
    let service = objects.iter().find(|it| it["kind"] == "Service" && it["metadata"]["name"] == "web");
    assert_eq!(service.expect("the Service")["spec"]["selector"], json!({"app": "web"}));
    assert!(everything["services"].as_array().is_some_and(|services| !services.is_empty()));
}

#[wasm_bindgen_test]
fn render_draws_in_every_format() {
    let drawn = |settings: JsValue| js::render(WEB, settings).map_err(JsValue::from).expect("a drawing");
    assert!(drawn(JsValue::UNDEFINED).starts_with("<svg"));
    assert!(drawn(object(&json!({"format": "mermaid"}))).contains("flowchart"));
    assert!(drawn(object(&json!({"format": "dot"}))).contains("digraph"));
}

#[wasm_bindgen_test]
fn without_a_load_balancer_such_a_service_has_no_address() {
    let text = WEB.replace("spec:\n  selector", "spec:\n  type: LoadBalancer\n  selector");
    let ingress = |settings: Value| {
        let everything = plain(js::simulate(&text, object(&settings)));
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
    let everything = plain(js::simulate(WEB, asked("default/web")));
    assert_eq!(everything["changes"]["services"][0]["left"][0]["address"], "20.96.1.7");
    let everything = plain(js::simulate(WEB, asked("default/gone")));
    assert_eq!(everything["changes"]["list"][0]["error"], "There is no Pod default/gone");
    assert_eq!(thrown(js::check(WEB, asked("default/gone"))), "There is no Pod default/gone");
    let misspelt = object(&json!({"changes": [{"change": "delete", "pod": "web"}]}));
    assert!(thrown(js::check(WEB, misspelt)).contains("unknown variant `delete`"));
}

#[wasm_bindgen_test]
fn settings_may_be_left_out_but_not_misspelt() {
    for nothing in
        [JsValue::UNDEFINED, JsValue::NULL, Object::new().into(), object(&json!({"loadBalancer": false}))]
    {
        assert!(js::check(WEB, nothing).is_ok());
    }
    let reason = thrown(js::check(WEB, object(&json!({"loadbalancer": false}))));
    assert!(reason.contains("loadbalancer"), "{reason}");
}

#[wasm_bindgen_test]
fn a_wrong_question_is_an_error_and_no_panic() {
    let reason = thrown(js::dig(WEB, object(&json!({"type": "A"}))));
    assert!(reason.contains("name"), "{reason}");
    let reason = thrown(js::dig(WEB, object(&json!({"name": "web", "from": "pod:default/none"}))));
    assert!(reason.contains("there is no Pod none"), "{reason}");
    let reason = thrown(js::trace(WEB, object(&json!({"from": "mars", "to": "web"}))));
    assert!(reason.contains("mars"), "{reason}");
}
