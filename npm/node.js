// In Node.js, whose fetch reads no files, the module comes from the disk; the rest is the same.
import { readFileSync } from "node:fs";

import { initSync } from "./svclab.js";

export * from "./svclab.js";

/** Loads the module, once. */
export default async function init() {
  return initSync({ module: readFileSync(new URL("svclab_bg.wasm", import.meta.url)) });
}
