//! What JavaScript can call: the one file that exports to it. Every function takes the text of the manifests and gives
//! back a plain object, the same JSON that the command line prints with `-o json`. A wrong question throws an `Error`.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::{KUBERNETES_VERSION, Options, Simulation};

/// The shapes of the questions and of the answers that TypeScript can know.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export interface Settings {
  /** False if nothing gives LoadBalancer Services an address. Default: true. */
  loadBalancer?: boolean;
}
export interface DigQuestion extends Settings {
  name: string;
  /** Default: "A". */
  type?: string;
  /** "pod:NAMESPACE/NAME" or "node:NAME" searches as its resolver does; without it the name is absolute. */
  from?: string;
}
export interface Position { line: number; column: number }
export interface Diagnostic {
  severity: "error" | "warning" | "info";
  code: string;
  reason?: string;
  message: string;
  help?: string;
  object?: { kind: string; namespace?: string; name: string };
  path?: string;
  document: number;
  range: { start: Position; end: Position };
}
export interface DnsRecord { name: string; ttl: number; type: string; data: string }
export interface Dig {
  question: { name: string; type: string };
  status: "NOERROR" | "NXDOMAIN" | "SERVFAIL" | "REFUSED";
  answer: DnsRecord[];
  additional: DnsRecord[];
  searched: string[];
  external?: boolean;
}
"#;

/// What the text does not say.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Settings {
    load_balancer: Option<bool>,
}

/// A name to look up.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DigQuestion {
    name: String,
    r#type: Option<String>,
    from: Option<String>,
    load_balancer: Option<bool>,
}

#[derive(Debug, Serialize)]
struct Version {
    svclab: &'static str,
    kubernetes: &'static str,
}

/// The version of svclab and of the Kubernetes that it simulates.
#[wasm_bindgen(unchecked_return_type = "{ svclab: string; kubernetes: string }")]
pub fn version() -> Result<JsValue, JsError> {
    answer(&Version { svclab: env!("CARGO_PKG_VERSION"), kubernetes: KUBERNETES_VERSION })
}

/// What is wrong with the manifests.
#[wasm_bindgen(unchecked_return_type = "{ diagnostics: Diagnostic[] }")]
pub fn check(
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "Settings")] settings: JsValue,
) -> Result<JsValue, JsError> {
    let settings: Option<Settings> = question(settings)?;
    answer(&simulation(text, settings.unwrap_or_default().load_balancer).check())
}

/// Looks a DNS name up.
#[wasm_bindgen(unchecked_return_type = "Dig")]
pub fn dig(
    text: &str,
    #[wasm_bindgen(unchecked_param_type = "DigQuestion")] asked: JsValue,
) -> Result<JsValue, JsError> {
    let asked: DigQuestion = question(asked)?;
    let record_type = asked.r#type.as_deref().unwrap_or("A").parse()?;
    answer(&simulation(text, asked.load_balancer).dig(asked.from.as_deref(), &asked.name, record_type)?)
}

fn simulation(text: &str, load_balancer: Option<bool>) -> Simulation {
    let load_balancer = load_balancer.unwrap_or(Options::default().load_balancer);
    Simulation::new(text, &Options { load_balancer })
}

/// Reads what was asked. serde-wasm-bindgen looks only at the fields that it wants, so it is JSON that is read: a
/// misspelt field is an error.
fn question<T: DeserializeOwned>(asked: JsValue) -> Result<T, JsError> {
    let asked: serde_json::Value = serde_wasm_bindgen::from_value(asked)?;
    Ok(serde_json::from_value(asked)?)
}

/// A plain object: maps are objects, and a value that is not there is `null`, as in JSON.
fn answer(value: &impl Serialize) -> Result<JsValue, JsError> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(JsError::from)
}
