// What a view shows, made of what the package says. No text of a manifest becomes markup: it goes in as text.
import { adopt } from "./sheet.js";

/** An element with attributes and children; a string is text. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** The picture as an element. Its style moves into a style sheet of ours: a strict policy would ignore it. */
export function picture(svg) {
  const [start, end] = [svg.indexOf("<style>"), svg.indexOf("</style>")];
  adopt(svg.slice(start + "<style>".length, end));
  const parsed = new DOMParser().parseFromString(svg.slice(0, start) + svg.slice(end + "</style>".length), "image/svg+xml");
  const drawn = document.importNode(parsed.documentElement, true);
  drawn.setAttribute("part", "picture");
  return drawn;
}

function table(heads, rows, words) {
  if (rows.length === 0) return make("p", { class: "muted" }, words.nothing);
  const row = (cell, texts) => make("tr", {}, ...texts.map((text) => make(cell, cell === "th" ? { scope: "col" } : {}, text)));
  return make("table", { part: "table" }, make("thead", {}, row("th", heads)), make("tbody", {}, ...rows.map((texts) => row("td", texts))));
}

function problem({ severity, message, help, range }, words) {
  const place = make("span", { class: "muted" }, ` (${words.line(range.start.line)})`);
  const parts = [make("b", {}, words[severity]), ` ${message}`, place];
  if (help) parts.push(make("div", { class: "muted" }, help));
  return make("li", { class: severity }, ...parts);
}

const list = (diagnostics, words) => make("ul", { part: "problems" }, ...diagnostics.map((found) => problem(found, words)));

function problems({ diagnostics, words }) {
  return diagnostics.length === 0 ? [make("p", { class: "muted" }, words.none)] : [list(diagnostics, words)];
}

/** Where the connection ends, one line for each address that it may go to. */
function verdicts({ traced, refused, words }) {
  if (refused) return [make("p", { class: "said", part: "verdict", role: "alert" }, refused)];
  if (!traced) return [];
  const { resolution, routes } = traced;
  if (routes.length === 0) return [make("p", { class: "verdict unroutable", part: "verdict" }, make("b", {}, words.unresolved), ` ${resolution?.status}`)];
  return routes.map(({ verdict, reason, address, port, protocol }) =>
    make("p", { class: `verdict ${verdict}`, part: "verdict" },
      make("b", {}, words[verdict]), ` ${reason} `, make("span", { class: "muted code" }, `${address}:${port}/${protocol}`)));
}

function diagram(state) {
  const { svg, diagnostics, words } = state;
  const shown = [...verdicts(state), picture(svg)];
  if (diagnostics.length > 0) {
    shown.push(make("details", {}, make("summary", {}, words.problems(diagnostics.length)), list(diagnostics, words)));
  }
  return shown;
}

function path(state) {
  const { svg, traced, refused, words } = state;
  if (!traced) return refused ? verdicts(state) : [make("p", { class: "muted" }, words.ask)];
  const heads = [words.at, words.action, words.source, words.destination, words.note];
  const hops = traced.routes.map(({ hops }) =>
    table(heads, hops.map(({ at, action, source, destination, note }) => [at, action, source, destination, note]), words));
  return [...verdicts(state), ...hops, picture(svg)];
}

/** The records of what the text says, without those that every cluster has. */
function dns({ simulated, words }) {
  const { dnsRecords, builtIn } = simulated;
  const own = new Set(builtIn.map(nameOf));
  const rows = dnsRecords
    .filter(({ service }) => service && !own.has(nameOf(service)))
    .map(({ name, type, data }) => [name, type, data]);
  return [table([words.name, words.type, words.data], rows, words)];
}

function endpoints({ simulated, words }) {
  const { services, builtIn } = simulated;
  const own = new Set(builtIn.map(nameOf));
  const rows = services
    .filter(({ namespace, name }) => !own.has(nameOf({ kind: "Service", namespace, name })))
    .flatMap(({ namespace, name, backends }) => backends.map(({ pod, addresses, standing, reasons }) => [
      `${namespace}/${name}`,
      pod?.name ?? "",
      addresses.join(", "),
      words[standing],
      reasons.map(({ message }) => message).join("; "),
    ]));
  return [table([words.service, words.endpoint, words.addresses, words.state, words.why], rows, words)];
}

const nameOf = ({ kind, namespace = "", name }) => `${kind}/${namespace}/${name}`;

const views = { diagram, split: diagram, path, dns, endpoints, problems };

/** True for a view that wants all that `simulate` gives. */
export const needsAll = (view) => view === "dns" || view === "endpoints";

/** The elements of a view; one that is not known is the diagram. */
export const show = (view, state) => (Object.hasOwn(views, view) ? views[view] : diagram)(state);
