// The npm package as others get it: packed, installed into empty projects, and used in Node.js and in a page by Vite.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "vite";

import { inPage, start } from "../e2e/browser.mjs";
import { expected } from "./manifest.mjs";

const here = (file) => fileURLToPath(new URL(file, import.meta.url));
let project;

before(() => {
  project = mkdtempSync(join(tmpdir(), "svclab-package-"));
  const npm = (words) => execFileSync(`npm ${words}`, { cwd: project, encoding: "utf8", shell: true });
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }');
  copyFileSync(here("manifest.mjs"), join(project, "manifest.mjs"));
  const [{ filename }] = JSON.parse(npm(`pack --json "${here("../../pkg")}"`));
  npm(`install --offline --no-audit --no-fund ./${filename}`);
});
after(() => rmSync(project, { recursive: true, force: true }));

/** Runs a program in the project; gives what it prints. */
function node(program, ...flags) {
  writeFileSync(join(project, "program.js"), program);
  return JSON.parse(execFileSync(process.execPath, [...flags, "program.js"], { cwd: project, encoding: "utf8" }));
}

test("Node.js loads the package and asks it everything", () => {
  const said = node(`
    import init, * as svclab from "svclab";
    import { report } from "./manifest.mjs";
    await Promise.all([init(), init()]);
    console.log(JSON.stringify(report(svclab)));`);
  assert.deepEqual(said, expected);
});

test("as an ES module of WebAssembly it needs no init", () => {
  const said = node(
    `import * as svclab from "svclab/bundler";
    import { report } from "./manifest.mjs";
    console.log(JSON.stringify(report(svclab)));`,
    "--experimental-wasm-modules",
    "--no-warnings",
  );
  assert.deepEqual(said, expected);
});

test("a program in TypeScript is held to the package's types", () => {
  copyFileSync(here("program.ts"), join(project, "program.ts"));
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom"];
  try {
    execFileSync(process.execPath, [tsc, ...options, "program.ts"], { cwd: project, encoding: "utf8" });
  } catch (error) {
    assert.fail(error.stdout);
  }
});

test("an empty Vite project bundles it, and a page shows what it says", async () => {
  writeFileSync(join(project, "index.html"), '<!doctype html><link rel="icon" href="data:,"><pre></pre><script type="module" src="main.js"></script>');
  writeFileSync(
    join(project, "main.js"),
    `import init, * as svclab from "svclab";
    import { report } from "./manifest.mjs";
    await init();
    document.querySelector("pre").textContent = JSON.stringify(report(svclab));`,
  );
  await build({ root: project, configFile: false, logLevel: "warn", build: { target: "es2022" } });
  const world = await start(join(project, "dist"));
  try {
    await inPage(world, {}, async (page, visit) => {
      await visit("/");
      const said = page.locator("pre:not(:empty)");
      assert.deepEqual(JSON.parse(await said.textContent()), expected);
    });
  } finally {
    await world.close();
  }
});
