// Makes the service worker of a build: which files the page needs without a network, and which version they are.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What is read beside the page or stands in other pages, and needs no place on the reader's disk. */
const isBeside = (file) => ["blog.html", "embed.html", "svc-lab.js"].includes(file) || /^(rules|docs|element|embed)\//.test(file);

/** Writes DIST/service-worker.js for the files that stand in DIST. */
export function serviceWorker(template, dist) {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length).replaceAll("\\", "/").replace(/^\//, ""))
    .filter((file) => file !== "service-worker.js" && !isBeside(file))
    .sort();
  const integrity = Object.fromEntries(files.map((file) => [file, `sha256-${hash(readFileSync(join(dist, file)), "base64")}`]));
  const list = JSON.stringify(integrity, null, 2);
  const worker = readFileSync(template, "utf8").replace("{{version}}", hash(list, "hex").slice(0, 16)).replace("{{files}}", list);
  writeFileSync(join(dist, "service-worker.js"), worker);
}

const hash = (bytes, encoding) => createHash("sha256").update(bytes).digest(encoding);
