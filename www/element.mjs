// Makes svc-lab.js, the element for other people's pages, and embed/, the page for frames, of www/element and pkg/. Their
// names stay; what they load is named after its content, in element/, and the module is held to the hash that they know.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const www = import.meta.dirname;

/** Writes DIST/svc-lab.js, DIST/element and DIST/embed; `editor` and `texts` are the editor's script and the Korean texts in DIST. */
export async function element(dist, editor, texts) {
  const wasm = readFileSync(join(www, "../pkg/svclab_bg.wasm"));
  const module = `element/svclab-${hash(wasm, "sha256").digest("hex").slice(0, 16)}.wasm`;
  const integrity = `sha384-${hash(wasm, "sha384").digest("base64")}`;
  for (const folder of ["element", "embed"]) {
    rmSync(join(dist, folder), { recursive: true, force: true });
    mkdirSync(join(dist, folder));
  }
  writeFileSync(join(dist, module), wasm);
  const options = { bundle: true, minify: true, target: "es2022", logLevel: "warning" };
  const worker = await workerScript(dist, options);
  const files = { module, integrity, worker, editor, texts };
  await build({
    ...options,
    entryPoints: [join(www, "element/svc-lab.js")],
    format: "esm",
    define: { SVCLAB_FILES: JSON.stringify(files) },
    outfile: join(dist, "svc-lab.js"),
  });

  // A frame without an origin may have scripts of its host, and neither modules nor data.
  const script = `${module}.js`;
  writeFileSync(join(dist, script), `SVCLAB_MODULE="${wasm.toString("base64")}";`);
  await build({
    ...options,
    entryPoints: [join(www, "element/frame.js")],
    format: "iife",
    banner: { js: 'var SVCLAB_BASE=new URL("../",document.currentScript.src).href;' },
    define: { SVCLAB_FILES: JSON.stringify({ ...files, script }), "import.meta.url": "SVCLAB_BASE" },
    outfile: join(dist, "embed/frame.js"),
  });
  for (const file of ["index.html", "resize.js"]) copyFileSync(join(www, "embed", file), join(dist, "embed", file));
}

/** Writes the worker's script, named after its content; gives the name. */
async function workerScript(dist, options) {
  // It is given the module: it never asks where that is.
  const define = { "import.meta.url": "location.href" };
  const built = await build({ ...options, entryPoints: [join(www, "element/worker.js")], format: "iife", define, write: false });
  const [{ contents }] = built.outputFiles;
  const name = `element/worker-${hash(contents, "sha256").digest("hex").slice(0, 16)}.js`;
  writeFileSync(join(dist, name), contents);
  return name;
}

const hash = (bytes, algorithm) => createHash(algorithm).update(bytes);
