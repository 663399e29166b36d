// Makes the pages beside index.html. Trunk runs it after each build, when index.html names the hashed files.
import { copyFileSync, cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { embedPage } from "./docs.mjs";
import { element } from "./element.mjs";
import { catalogue } from "./locale.mjs";
import { serviceWorker } from "./offline.mjs";
import { rulePages } from "./rules.mjs";

const www = fileURLToPath(new URL(".", import.meta.url));
const dist = process.env.TRUNK_STAGING_DIR ?? fileURLToPath(new URL("../dist", import.meta.url));

/** Replaces what must be there exactly once. */
function replaceOnce(text, pattern, replacement) {
  if (text.split(pattern).length !== 2) throw new Error(`index.html: expected ${pattern} once`);
  return text.replace(pattern, replacement);
}

// The page names the file with its Korean texts.
const korean = catalogue(join(www, "../src/locale/korean"), dist, "ko");
const index = replaceOnce(readFileSync(join(dist, "index.html"), "utf8"), 'data-texts-ko="ko.txt"', `data-texts-ko="${korean}"`);
writeFileSync(join(dist, "index.html"), index);

// Where the frame was before it had a folder: links to it stay good.
copyFileSync(join(www, "embed/moved.html"), join(dist, "embed.html"));
copyFileSync(join(www, "blog-example.html"), join(dist, "blog.html"));
// What fields do, loaded by the editor when somebody asks.
cpSync(join(www, "fields"), join(dist, "fields"), { recursive: true });
rulePages(join(www, "../docs/rules"), join(dist, "rules"));

// The element for other people's pages, with the module of the npm package.
if (existsSync(join(www, "../pkg/svclab.js"))) {
  const [, editor] = /<script[^>]* src="(?:\.\/)?([^"]*yaml-editor[^"]*)"/.exec(index);
  await element(dist, editor, korean);
  const { default: init, render } = await import("../pkg/node.js");
  await init();
  embedPage(join(www, "../docs/embed.md"), join(dist, "docs"), (text) => render(text).svg);
} else {
  console.warn("no svc-lab.js in this build: `cargo xtask package` makes the module that it needs");
}

// Offline after the first visit. A page that is being worked on stays as it is: it would show what it was.
if (process.env.SVCLAB_OFFLINE !== "0") {
  writeFileSync(join(dist, "index.html"), replaceOnce(index, "data-texts-ko=", "data-offline data-texts-ko="));
  serviceWorker(join(www, "service-worker.js"), dist);
}
