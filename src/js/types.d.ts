/* What TypeScript can know of the questions and of the answers; wasm-bindgen puts it at the head of svclab.d.ts. */
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
/** Texts in another language than English have to be there: see `addTexts`. Without them, and by default, they are English. */
export interface Spoken { lang?: "en" | "ko" }
export interface CheckOptions extends Settings, Spoken {}
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
  /** True if a comment of the text expects it: `# expect: warning CODE`. */
  expected?: boolean;
  object?: { kind: string; namespace?: string; name: string };
  path?: string;
  document: number;
  range: { start: Position; end: Position };
  /** Where the range starts in the text, as JavaScript counts: `yaml.slice(from, to)` is what is meant. */
  from: number;
  to: number;
}
/** How many of the comments that say what is expected hold; the others are among the diagnostics. */
export interface Expectations { held: number; failed: number }
/** Without `expectations` if the text expects nothing. */
export interface Checked { diagnostics: Diagnostic[]; expectations?: Expectations }
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
export interface RenderOptions extends Settings, Spoken {
  /** Default: "svg". The others place things themselves, so the options below are for SVG alone. */
  format?: "svg" | "mermaid" | "dot";
  /** Default: "auto", as the reader's system has it. */
  theme?: "auto" | "light" | "dark";
  /** The width there is, in pixels; a picture that would be too small in it runs from top to bottom. Default: 1280. */
  width?: number;
  /** False to leave out what the marks mean. Default: true. */
  legend?: boolean;
  /** A connection, in the words of `trace`: its ways are lit and the rest is dimmed. */
  trace?: { from: string; to: string; via?: string };
}
export interface ShareOptions extends Settings {
  /** The address of the playground, e.g. "https://your.host/svclab/". Default: none, the part from `#` on alone. */
  base?: string;
  /** The panel to open: "path", "dns", ... */
  panel?: string;
  /** The object to select. */
  selected?: ObjectRef;
}
/** What a link carries. */
export interface SharedText {
  yaml: string;
  loadBalancer: boolean;
  changes: Change[];
  selected?: ObjectRef;
  panel?: string;
}
/** Draws the diagram. */
export function render(yaml: string, options?: RenderOptions & { format?: "svg" }): { svg: string; diagnostics: Diagnostic[] };
export function render(yaml: string, options: RenderOptions & { format: "mermaid" }): { mermaid: string; diagnostics: Diagnostic[] };
export function render(yaml: string, options: RenderOptions & { format: "dot" }): { dot: string; diagnostics: Diagnostic[] };
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
