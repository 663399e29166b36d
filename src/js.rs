//! What JavaScript can call: the one file that exports to it. Every function takes the text of the manifests and gives
//! back a plain object, the same JSON that the command line prints with `-o json`. A wrong question throws an `Error`.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::changes::Change;
use crate::diagram::{DiagramOptions, Scene, SceneOptions};
use crate::message::Message;
use crate::network::TraceQuery;
use crate::{KUBERNETES_VERSION, Options, Simulation, diagram};

/// The shapes of the questions and of the answers that TypeScript can know.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export interface Settings {
  /** False if nothing gives LoadBalancer Services an address. Default: true. */
  loadBalancer?: boolean;
  /** What happens to the cluster, in this order. One that names what is not there is an error; `simulate` says so in its answer. */
  changes?: Change[];
}
/** Pods as "NAMESPACE/NAME", a workload as "deployment/NAMESPACE/NAME". */
export type Change =
  | { change: "delete-pod" | "unready" | "terminate"; pod: string }
  | { change: "node-down" | "node-lost" | "cordon"; node: string }
  | { change: "scale"; workload: string; replicas: number };
export interface DigQuestion extends Settings {
  name: string;
  /** Default: "A". */
  type?: string;
  /** "pod:NAMESPACE/NAME" or "node:NAME" searches as its resolver does; without it the name is absolute. */
  from?: string;
  /** True to say why a name does not resolve. Default: false. */
  explain?: boolean;
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
  /** The queries behind `searched`, each with its own outcome. */
  queries: { name: string; status: string; external?: boolean }[];
  /** One sentence, if it was asked for and there is something to explain. */
  explanation?: string;
  /** What a program on musl (Alpine images) gets to know, where that is something else. */
  musl?: string;
}
export interface TraceQuestion extends Settings {
  /** "pod:NAMESPACE/NAME", "node:NAME", "lan", "lan:IP", "internet" or "internet:IP". */
  from: string;
  /** "HOST", "HOST:PORT" or "HOST:PORT/PROTOCOL"; an IPv6 address in brackets. */
  to: string;
  /** "node:NAME" gets the packet where the network has a choice. */
  via?: string;
}
export interface Endpoint {
  ip: string;
  port: number;
  probability: number;
  node?: string;
  pod?: { namespace: string; name: string };
}
export interface Route {
  address: string;
  port: number;
  protocol: "TCP" | "UDP" | "SCTP";
  verdict: "delivered" | "refused" | "dropped" | "unroutable";
  reason: string;
  endpoints: Endpoint[];
  sourceNat: boolean | "some";
  hops: { at: string; action: string; source: string; destination: string; note: string }[];
}
export interface Trace { from: string; to: string; resolution?: Dig; routes: Route[] }
export interface RenderSettings extends Settings {
  /** Default: "svg". */
  format?: "svg" | "mermaid" | "dot";
}
/** Kubernetes API objects, spelled as the API spells them. */
export interface ApiObject { apiVersion: string; kind: string; metadata: object; [field: string]: unknown }
export interface Simulation {
  version: string;
  diagnostics: Diagnostic[];
  objects: ApiObject[];
  dnsRecords: DnsRecord[];
  services: { namespace: string; name: string; type: string; entries: object[]; routes: Route[] }[];
  diagram: object;
  /** What happened, and what came of it; only there if something happened. */
  changes?: Changes;
}
export interface ObjectRef { kind: string; namespace?: string; name: string }
export interface PodState { pod: ObjectRef; node?: string; addresses: string[]; why: string }
export interface ReadyEndpoint { address: string; pod?: ObjectRef; why?: string }
export interface Changes {
  list: (Change & { note?: string; error?: string; help?: string })[];
  pods: { removed: PodState[]; added: PodState[]; changed: PodState[]; kept: ObjectRef[] };
  services: {
    service: ObjectRef;
    left: ReadyEndpoint[];
    joined: ReadyEndpoint[];
    stayed: ReadyEndpoint[];
    kept: { dnsName: string; clusterIPs: string[]; nodePorts: number[]; loadBalancer: string[] };
    loadBalancerNodes?: { left: string[]; joined: string[] };
  }[];
}
"#;

/// What the text does not say.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Settings {
    load_balancer: Option<bool>,
    #[serde(default)]
    changes: Vec<Change>,
}

/// A name to look up.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DigQuestion {
    name: String,
    r#type: Option<String>,
    from: Option<String>,
    explain: Option<bool>,
    load_balancer: Option<bool>,
    #[serde(default)]
    changes: Vec<Change>,
}

/// A connection to follow.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct TraceQuestion {
    from: String,
    to: String,
    via: Option<String>,
    load_balancer: Option<bool>,
    #[serde(default)]
    changes: Vec<Change>,
}

/// How to draw.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RenderSettings {
    #[serde(default)]
    format: Format,
    load_balancer: Option<bool>,
    #[serde(default)]
    changes: Vec<Change>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    #[default]
    Svg,
    Mermaid,
    Dot,
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

/// Everything: what is wrong, the objects, the DNS records, the ways to each Service, the diagram.
#[wasm_bindgen(unchecked_return_type = "Simulation")]
pub fn simulate(
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "Settings")] settings: JsValue,
) -> Result<JsValue, JsError> {
    let settings: Option<Settings> = question(settings)?;
    let Settings { load_balancer, changes } = settings.unwrap_or_default();
    answer(&Simulation::new(text, &options(load_balancer, changes)).report())
}

/// What is wrong with the manifests.
#[wasm_bindgen(unchecked_return_type = "{ diagnostics: Diagnostic[] }")]
pub fn check(
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "Settings")] settings: JsValue,
) -> Result<JsValue, JsError> {
    let settings: Option<Settings> = question(settings)?;
    let Settings { load_balancer, changes } = settings.unwrap_or_default();
    answer(&simulation(text, load_balancer, changes)?.check())
}

/// Looks a DNS name up.
#[wasm_bindgen(unchecked_return_type = "Dig")]
pub fn dig(
    text: &str,
    #[wasm_bindgen(unchecked_param_type = "DigQuestion")] asked: JsValue,
) -> Result<JsValue, JsError> {
    let asked: DigQuestion = question(asked)?;
    let record_type = asked.r#type.as_deref().unwrap_or("A").parse()?;
    let simulation = simulation(text, asked.load_balancer, asked.changes)?;
    let dig = simulation.dig(asked.from.as_deref(), &asked.name, record_type)?;
    answer(&simulation.dig_report(dig, asked.explain.unwrap_or_default()))
}

/// Follows a connection.
#[wasm_bindgen(unchecked_return_type = "Trace")]
pub fn trace(
    text: &str,
    #[wasm_bindgen(unchecked_param_type = "TraceQuestion")] asked: JsValue,
) -> Result<JsValue, JsError> {
    let asked: TraceQuestion = question(asked)?;
    let via = asked.via.as_deref().map(str::parse).transpose()?;
    let query = TraceQuery { from: asked.from.parse()?, via, to: asked.to.parse()? };
    answer(&simulation(text, asked.load_balancer, asked.changes)?.trace(&query)?)
}

/// Draws the diagram, as the text of an SVG, a Mermaid or a DOT file.
#[wasm_bindgen]
pub fn render(
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "RenderSettings")] settings: JsValue,
) -> Result<String, JsError> {
    let settings: Option<RenderSettings> = question(settings)?;
    let RenderSettings { format, load_balancer, changes } = settings.unwrap_or_default();
    let simulation = simulation(text, load_balancer, changes)?;
    let cluster = &simulation.cluster;
    let options = SceneOptions { since: simulation.since(), ..SceneOptions::default() };
    let scene = || Scene::new(cluster, &options);
    Ok(match format {
        Format::Svg => diagram::svg(cluster, &DiagramOptions { scene: options, ..DiagramOptions::default() }),
        Format::Mermaid => diagram::mermaid::write(&scene(), Message::to_string),
        Format::Dot => diagram::dot::write(&scene(), Message::to_string),
    })
}

fn options(load_balancer: Option<bool>, changes: Vec<Change>) -> Options {
    Options { load_balancer: load_balancer.unwrap_or(Options::default().load_balancer), changes }
}

/// Fails if a change cannot happen.
fn simulation(text: &str, load_balancer: Option<bool>, changes: Vec<Change>) -> Result<Simulation, JsError> {
    let simulation = Simulation::new(text, &options(load_balancer, changes));
    match simulation.impossible_change() {
        Some(error) => Err(error.clone().into()),
        None => Ok(simulation),
    }
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
