// Bundles the editor into www/dist. Trunk runs it before each build; `npm run build` does the same by hand.
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

// npm writes this file last: it is older than the lock file when a package has been added or raised since.
const installed = "node_modules/.package-lock.json";
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync("package-lock.json").mtimeMs) {
  execFileSync("npm ci --no-audit --no-fund", { stdio: "inherit", shell: true });
}

const { build } = await import("esbuild");
await build({
  entryPoints: ["www/local-files.js", "www/yaml-editor.js"],
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  outdir: "www/dist",
  logLevel: "warning",
});
