// Makes docs/embed.html of docs/embed.md, with the examples that are marked `live` alive below what makes them.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";

import { escape, page, render } from "./reading.mjs";

/** How the examples call the place where svclab is, and how these pages do. */
const [theirs, ours] = ["https://your.host/svclab/", "../"];

/** Writes TO/embed.html, its style sheet and its script. `draw` gives the picture of a manifest as SVG. */
export function embedPage(from, to, draw) {
  mkdirSync(to, { recursive: true });
  const markdown = readFileSync(from, "utf8");
  const [, manifest] = /```svclab live\n([^]*?)\n```/.exec(markdown);
  const text = `${manifest}\n`;
  const link = `v1.${deflateRawSync(JSON.stringify({ text })).toString("base64url")}`;
  writeFileSync(join(to, "web.svg"), draw(text));
  const body = render(markdown, (short, info) => {
    // The link in the examples is cut short to be read; it works where it is copied from here.
    const code = short.replaceAll("#v1.…", `#${link}`);
    const [language, ...words] = info.split(" ");
    const shown = language === "svclab" ? `\`\`\`svclab\n${code}\n\`\`\`` : code;
    return `<pre tabindex="0">${escape(shown)}</pre>${words.includes("live") ? live(code, language) : ""}\n`;
  });
  const nav = '<nav><a href="../">svclab</a> <a href="../rules/">Rules</a></nav>\n';
  const scripts = '<script type="module" src="../svc-lab.js"></script>\n<script src="../embed/resize.js"></script>\n<script type="module" src="copy.js"></script>\n';
  writeFileSync(join(to, "embed.html"), page("Embed svclab", nav + body, scripts));
  for (const file of ["reading.css", "copy.js"]) copyFileSync(join(import.meta.dirname, file), join(to, file));
}

/** What an example makes. */
function live(code, language) {
  if (language === "svclab") return `<pre><code class="language-svclab">${escape(code)}</code></pre>`;
  // The page loads the element's script once, at its end.
  return code.replaceAll(theirs, ours).replace(/<script type="module"[^]*?<\/script>\s*/, "");
}
