// Makes svc-lab.js, the element for other people's pages, of www/element and pkg/. Its name stays; what it loads is named
// after its content, in element/, and the module is held to the hash that the script knows.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const www = import.meta.dirname;

/** Writes DIST/svc-lab.js and DIST/element; `editor` is the name of the editor's script in DIST. */
export async function element(dist, editor) {
  const wasm = readFileSync(join(www, "../pkg/svclab_bg.wasm"));
  const module = `element/svclab-${hash(wasm, "sha256").digest("hex").slice(0, 16)}.wasm`;
  const integrity = `sha384-${hash(wasm, "sha384").digest("base64")}`;
  rmSync(join(dist, "element"), { recursive: true, force: true });
  mkdirSync(join(dist, "element"));
  writeFileSync(join(dist, module), wasm);
  await build({
    entryPoints: [join(www, "element/svc-lab.js")],
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    define: { SVCLAB_FILES: JSON.stringify({ module, integrity, editor }) },
    outfile: join(dist, "svc-lab.js"),
    logLevel: "warning",
  });
}

const hash = (bytes, algorithm) => createHash(algorithm).update(bytes);
