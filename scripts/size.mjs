// The size of what is published: of dist/ what a first visit loads, of pkg/ what a page with one diagram loads; raw and as
// Brotli sends it. `node scripts/size.mjs FOLDER` fails when a kind of file is over its budget in scripts/size-budget.json
// (bytes, Brotli).
import { readdirSync, readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const name = process.argv[2] ?? "dist";
const folder = new URL(`../${name}/`, import.meta.url);
const budget = JSON.parse(readFileSync(new URL("size-budget.json", import.meta.url)))[name];
const sizes = {};
for (const name of readdirSync(folder)) {
  const kind = name.split(".").at(-1);
  if (!(kind in budget)) continue;
  const bytes = readFileSync(new URL(name, folder));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  sizes[kind] ??= { raw: 0, brotli: 0 };
  sizes[kind].raw += bytes.length;
  sizes[kind].brotli += brotliCompressSync(bytes, { params }).length;
}

let over = false;
for (const [kind, limit] of Object.entries(budget)) {
  const { raw, brotli } = sizes[kind] ?? { raw: 0, brotli: 0 };
  const verdict = brotli === 0 ? "MISSING" : brotli > limit ? "OVER" : "ok";
  over ||= verdict !== "ok";
  console.log(`${kind.padEnd(5)} ${raw} bytes raw, ${brotli} brotli, budget ${limit}: ${verdict}`);
}
if (over) {
  console.log("Make it smaller, or raise the budget in scripts/size-budget.json and say why in the commit.");
  process.exitCode = 1;
}
