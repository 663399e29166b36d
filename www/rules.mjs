// Makes a page of each rule in docs/rules, with its example alive in a frame, and an index of them.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";

import { escape, line, page, render } from "./reading.mjs";

/** Writes CODE.html for each CODE.md of a folder, index.html and the style sheet. */
export function rulePages(from, to) {
  mkdirSync(to, { recursive: true });
  const names = readdirSync(from).filter((name) => name.endsWith(".md")).sort();
  const rules = names.map((name) => ({ code: name.slice(0, -3), text: readFileSync(join(from, name), "utf8") }));
  for (const { code, text } of rules) writeFileSync(join(to, `${code}.html`), page(code, rulePage(text)));
  writeFileSync(join(to, "index.html"), page("Rules", index(rules)));
  copyFileSync(join(import.meta.dirname, "reading.css"), join(to, "reading.css"));
}

function rulePage(text) {
  let isFirst = true;
  const nav = '<nav><a href="../">svclab</a> <a href="./">All rules</a></nav>\n';
  return nav + render(linked(text), (code, language) => {
    const live = language === "yaml" && isFirst ? example(`${code}\n`) : "";
    isFirst &&= language !== "yaml";
    return `<pre tabindex="0">${escape(code)}</pre>${live}\n`;
  });
}

/** The picture of a text, and the way to play with it. */
function example(text) {
  const link = `v1.${deflateRawSync(JSON.stringify({ text })).toString("base64url")}`;
  return `<figure><iframe src="../embed/#${link}" title="Picture of this manifest" loading="lazy"></iframe>
<figcaption><a href="../#${link}">Open in svclab</a></figcaption></figure>`;
}

/** Where the documentation of Kubernetes is named, it can be opened. */
const linked = (text) => text.replace(/(?<![\w/.`])(kubernetes\.io\/[\w./#-]*[\w/])/g, "[$1](https://$1)");

function index(rules) {
  const title = (text) => line(text.split("\n")[2]);
  const severity = (text) => /^- Severity: (\w+)/m.exec(text)[1];
  const item = ({ code, text }) =>
    `<li><a href="${code}.html">${code}</a> <span class="${severity(text)}">${severity(text)}</span><p>${title(text)}</p></li>`;
  return `<nav><a href="../">svclab</a></nav>
<h1>Rules</h1>
<p>What svclab says of manifests: what the API server rejects, and what it accepts although it will not do what it seems to.</p>
<ul class="rules">${rules.map(item).join("\n")}</ul>`;
}
