// The module in a worker, for all diagrams of a page. A message {id, name, args} asks for one of its functions, and gets {id,
// value} or {id, error}; the first one is "init" with the module's bytes.
import init, * as svclab from "../../pkg/svclab.js";

let isReady;
addEventListener("message", async ({ data: { id, name, args } }) => {
  try {
    if (name === "init") isReady = init({ module_or_path: args[0] });
    await isReady;
    postMessage({ id, value: name === "init" ? undefined : svclab[name](...args) });
  } catch (error) {
    postMessage({ id, error: String(error?.message ?? error) });
  }
});
