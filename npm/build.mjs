// Makes pkg/, the npm package: the module as wasm-pack makes it for the web, the same for bundlers below bundler/, an
// entry for Node.js, and what npm shows. `cargo xtask package` runs it with the tools on PATH.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { catalogue } from "../www/locale.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

/** The module for one of wasm-pack's targets. */
function build(target, folder) {
  const shape = ["--release", "--target", target, "--no-pack", "--no-gitignore", "--out-name", "svclab"];
  const cargo = ["--locked", "--no-default-features", "--features", "js"];
  execFileSync("wasm-pack", ["build", ...shape, "--out-dir", folder, "--", ...cargo], { stdio: "inherit" });
}

/** The package's description is written last: what it is made of must be older. */
function isMade() {
  const within = (folder) => readdirSync(folder, { recursive: true }).map((file) => join(folder, file));
  const written = (file) => statSync(file).mtimeMs;
  const parts = ["Cargo.toml", "Cargo.lock", ...within("src"), ...within("npm"), "www/locale.mjs"];
  return existsSync("pkg/package.json") && parts.every((file) => written(file) < written("pkg/package.json"));
}

if (isMade()) process.exit();
rmSync("pkg", { recursive: true, force: true });
build("web", "pkg");
build("bundler", "pkg/bundler");
for (const file of ["LICENSE-APACHE", "LICENSE-MIT"]) copyFileSync(file, `pkg/${file}`);
for (const file of ["README.md", "node.js"]) copyFileSync(`npm/${file}`, `pkg/${file}`);

catalogue("src/locale/korean", "pkg", "ko", "ko.txt");

const [, version] = /^version = "(.+)"$/m.exec(readFileSync("Cargo.toml", "utf8"));
const types = "./svclab.d.ts";
const about = {
  name: "svclab",
  version,
  description: "Kubernetes Service networking, simulated: manifests in, the true picture of every path out",
  license: "MIT OR Apache-2.0",
  keywords: ["kubernetes", "service", "dns", "kube-proxy", "diagram", "wasm"],
  type: "module",
  exports: {
    ".": { types, node: "./node.js", default: "./svclab.js" },
    "./bundler": { types: "./bundler/svclab.d.ts", default: "./bundler/svclab.js" },
    "./ko.txt": "./ko.txt",
    "./svclab_bg.wasm": "./svclab_bg.wasm",
  },
  types,
  sideEffects: ["./bundler/svclab.js"],
};
writeFileSync("pkg/package.json", JSON.stringify(about, null, 2) + "\n");
