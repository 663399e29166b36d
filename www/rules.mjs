// Makes a page of each rule in docs/rules, with its example alive in a frame, and an index of them.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";

/** Writes CODE.html for each CODE.md of a folder, index.html and the style sheet. */
export function rulePages(from, to) {
  mkdirSync(to, { recursive: true });
  const names = readdirSync(from).filter((name) => name.endsWith(".md")).sort();
  const rules = names.map((name) => ({ code: name.slice(0, -3), text: readFileSync(join(from, name), "utf8") }));
  for (const { code, text } of rules) writeFileSync(join(to, `${code}.html`), page(code, rulePage(text)));
  writeFileSync(join(to, "index.html"), page("Rules", index(rules)));
  copyFileSync(join(import.meta.dirname, "rules.css"), join(to, "rules.css"));
}

function rulePage(text) {
  let isFirst = true;
  const nav = '<nav><a href="../">svclab</a> <a href="./">All rules</a></nav>';
  return nav + blocks(text).map(({ kind, lines, language }) => {
    if (kind !== "code") return html(kind, lines);
    const code = lines.join("\n") + "\n";
    const live = language === "yaml" && isFirst ? example(code) : "";
    isFirst &&= language !== "yaml";
    return `<pre>${escape(code)}</pre>${live}`;
  }).join("\n");
}

/** The picture of a text, and the way to play with it. */
function example(text) {
  const link = `v1.${deflateRawSync(JSON.stringify({ text })).toString("base64url")}`;
  return `<figure><iframe src="../embed.html#${link}" title="Picture of this manifest" loading="lazy"></iframe>
<figcaption><a href="../#${link}">Open in svclab</a></figcaption></figure>`;
}

function index(rules) {
  const title = (text) => inline(text.split("\n")[2]);
  const severity = (text) => /^- Severity: (\w+)/m.exec(text)[1];
  const item = ({ code, text }) =>
    `<li><a href="${code}.html">${code}</a> <span class="${severity(text)}">${severity(text)}</span><p>${title(text)}</p></li>`;
  return `<nav><a href="../">svclab</a></nav>
<h1>Rules</h1>
<p>What svclab says of manifests: what the API server rejects, and what it accepts although it will not do what it seems to.</p>
<ul class="rules">${rules.map(item).join("\n")}</ul>`;
}

/** The paragraphs, lists, headings and code of a page: no more Markdown than docs/rules has. */
function blocks(text) {
  const found = [];
  let open = null;
  for (const line of text.split("\n")) {
    if (open?.kind === "code") {
      if (line === "```") open = null;
      else open.lines.push(line);
    } else if (line.startsWith("```")) {
      found.push((open = { kind: "code", language: line.slice(3), lines: [] }));
    } else if (line.startsWith("#")) {
      found.push({ kind: `h${line.indexOf(" ")}`, lines: [line.replace(/^#+ /, "")] });
      open = null;
    } else if (line === "") {
      open = null;
    } else if (line.startsWith("- ") && open?.kind === "ul") {
      open.lines.push(line);
    } else if (open) {
      open.lines.push(line);
    } else {
      found.push((open = { kind: line.startsWith("- ") ? "ul" : "p", lines: [line] }));
    }
  }
  return found;
}

function html(kind, lines) {
  if (kind !== "ul") return `<${kind}>${inline(lines.join(" "))}</${kind}>`;
  const items = lines.join("\n").split(/^- /m).slice(1);
  return `<ul>${items.map((item) => `<li>${inline(item.replaceAll("\n", " "))}</li>`).join("")}</ul>`;
}

function inline(text) {
  return escape(text)
    .replace(/`([^`]+)`/g, "<code>$1</code>")
    .replace(/\*([^*]+)\*/g, "<em>$1</em>")
    .replace(/\b(kubernetes\.io\/[\w./#-]*[\w/])/g, '<a href="https://$1">$1</a>');
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function page(title, body) {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title} · svclab</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="rules.css">
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}
