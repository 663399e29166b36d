// The simulation behind `ask(name, ...args)`, which gives a promise of what the package's function of that name gives.
import init, * as svclab from "../../pkg/svclab.js";

/** In a worker, so that no diagram holds the page up; where the page's policy allows none, in the page itself. */
export async function startLab(script, bytes) {
  const there = await inWorker(script, bytes).catch(() => null);
  if (there) return there;
  await init({ module_or_path: bytes });
  return { ask: async (name, ...args) => svclab[name](...args) };
}

async function inWorker(script, bytes) {
  const worker = new Worker(addressOf(script));
  const waiting = new Map();
  let count = 0;
  let broken = null;
  worker.addEventListener("message", ({ data: { id, value, error } }) => {
    const { done, failed } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) done(value);
    else failed(new Error(error));
  });
  // Without a policy that allows it, or without its script, a worker never answers.
  worker.addEventListener("error", () => {
    broken = new Error("the worker of the diagrams has failed");
    waiting.forEach(({ failed }) => failed(broken));
    waiting.clear();
  });
  const ask = (name, ...args) =>
    new Promise((done, failed) => {
      if (broken) return failed(broken);
      waiting.set((count += 1), { done, failed });
      worker.postMessage({ id: count, name, args });
    });
  await ask("init", bytes);
  return { ask };
}

/** A worker may only be had from the page's own host: a script of another one is fetched by one that the page makes. */
function addressOf(script) {
  if (new URL(script).origin === globalThis.origin) return script;
  return URL.createObjectURL(new Blob([`importScripts(${JSON.stringify(script)})`], { type: "text/javascript" }));
}
