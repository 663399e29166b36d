// From the key to the painted picture, on texts of 10, 100 and 1,000 objects: `node tests/bench/typing.mjs [OBJECTS]...`
// on the dist/ of `cargo xtask dist`, in a headless Chromium. Each text once over ten namespaces, which the picture folds
// when there are many Pods, and once in a single one, which it draws with all its Services.
//
// A letter at the end of a Service's name comes and goes, so each key moves an address and changes the picture. For each
// size: how long it takes from the key until the picture is painted, the longest task of a key, the processor time of the
// page's main thread, the page's own stages, how long it takes to open the text with its longest task, and the memory of
// the program. Times are those of this machine at this
// moment, so only their ratio can fail.
import { start } from "../e2e/browser.mjs";

const KEYS = 40;
/** Ten times the objects may take this many times the processor time. */
const GROWTH = 14;

/** Half Services of all types, half Deployments of three replicas, and nodes enough for them. */
function manifest(objects, namespaces) {
  const documents = [];
  for (let at = 0; at * 75 < objects * 1.5; at++) documents.push(`apiVersion: v1\nkind: Node\nmetadata: {name: node-${at}}\n`);
  for (let at = 0; at < objects / 2; at++) {
    const namespace = `ns-${at % namespaces}`;
    documents.push(`apiVersion: v1
kind: Service
metadata: {namespace: ${namespace}, name: web-${at}}
spec:
  type: ${["ClusterIP", "NodePort", "LoadBalancer"][at % 3]}
  selector: {app: web-${at}}
  ports:
  - {name: http, port: 80, targetPort: 8080}
`, `apiVersion: apps/v1
kind: Deployment
metadata: {namespace: ${namespace}, name: web-${at}}
spec:
  replicas: 3
  selector: {matchLabels: {app: web-${at}}}
  template:
    metadata: {labels: {app: web-${at}}}
    spec:
      containers:
      - name: web
        image: nginx
        ports: [{containerPort: 8080}]
`);
  }
  return documents.join("---\n");
}

/** Runs in the page before it: notes when a key went down, when its picture was painted, and what took long between. */
function watch() {
  const keys = [];
  const stages = {};
  let longest = 0;
  window.bench = { keys, stages, longest: () => longest, forget: () => (longest = 0), memory: () => 0 };
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...source) => {
    const made = await instantiateStreaming(...source);
    window.bench.memory = () => made.instance.exports.memory.buffer.byteLength;
    return made;
  };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: "longtask" });
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) (stages[name] ??= []).push(duration);
  }).observe({ type: "measure" });

  // A message that is posted while a frame is made arrives when it is painted.
  const channel = new MessageChannel();
  let painted = () => {};
  channel.port1.onmessage = () => painted();
  const paint = () => new Promise((resolve) => {
    painted = resolve;
    requestAnimationFrame(() => channel.port2.postMessage(null));
  });
  let pressed = 0;
  addEventListener("keydown", (event) => (pressed = event.timeStamp), true);
  addEventListener("change", async (event) => {
    if (event.target.localName !== "yaml-editor" || pressed === 0) return;
    const since = pressed;
    do await paint(); while ("busy" in document.documentElement.dataset);
    keys.push(performance.now() - since);
  }, true);
}

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
const sort = (numbers) => [...numbers].sort((one, other) => one - other);
const ms = (number) => `${number.toFixed(1)} ms`;

async function measure(world, objects, namespaces) {
  const context = await world.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en", serviceWorkers: "block" });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    await page.addInitScript(watch);
    await page.goto(world.server.origin);
    const element = page.locator("yaml-editor");
    await element.locator(".cm-content").waitFor();
    const text = manifest(objects, namespaces);
    await page.waitForTimeout(500);
    await page.evaluate(() => bench.forget());
    const began = Date.now();
    await element.evaluate((editor, text) => {
      editor.value = text;
      editor.dispatchEvent(new Event("change"));
      const end = text.indexOf("\n", text.indexOf("name: web-2}")) - 1;
      editor.reveal(end, end, true);
    }, text);
    await page.waitForFunction(() => !("busy" in document.documentElement.dataset));
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
    const opened = Date.now() - began;
    const opening = await page.evaluate(() => bench.longest());

    const devtools = await context.newCDPSession(page);
    await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
    const busy = async () => {
      const { metrics } = await devtools.send("Performance.getMetrics");
      return 1000 * metrics.find(({ name }) => name === "TaskDuration").value;
    };
    const warm = 4;
    let before = 0;
    for (let key = 0; key < KEYS + warm; key++) {
      if (key === warm) {
        before = await busy();
        await page.evaluate(() => {
          bench.forget();
          for (const name in bench.stages) delete bench.stages[name];
        });
      }
      await page.keyboard.press(key % 2 ? "Backspace" : "x");
      await page.waitForFunction((count) => bench.keys.length >= count, key + 1);
      // As fast as a person types.
      await page.waitForTimeout(60);
    }
    const cpu = (await busy() - before) / KEYS;
    const seen = await page.evaluate(() => ({ keys: bench.keys, longest: bench.longest(), stages: bench.stages, memory: bench.memory() }));
    return { ...seen, keys: sort(seen.keys.slice(warm)), cpu, opened, opening };
  } finally {
    await context.close();
  }
}

const task = (longest) => (longest > 0 ? ms(longest) : "under 50 ms");

const sizes = process.argv.slice(2).map(Number);
const world = await start(process.env.DIST);
const cpus = new Map();
try {
  for (const namespaces of [10, 1]) {
    for (const objects of sizes.length > 0 ? sizes : [10, 100, 1000]) {
      const { keys, longest, stages, memory, cpu, opened, opening } = await measure(world, objects, namespaces);
      cpus.set(`${objects} in ${namespaces}`, cpu);
      console.log(`${objects} objects in ${namespaces === 1 ? "one namespace" : `${namespaces} namespaces`}`);
      console.log(`  key to picture  median ${ms(at(keys, 0.5))}, 95 of 100 within ${ms(at(keys, 0.95))}`);
      console.log(`  longest task    ${task(longest)}`);
      console.log(`  main thread     ${ms(cpu)} for a key`);
      for (const [name, times] of Object.entries(stages)) console.log(`  ${name.padEnd(15)} ${ms(at(sort(times), 0.5))}`);
      console.log(`  opened in       ${opened} ms, longest task ${task(opening)}; the program has ${(memory / 2 ** 20).toFixed(1)} MB`);
      const growth = cpu / (cpus.get(`${objects / 10} in ${namespaces}`) ?? Infinity);
      if (growth > GROWTH) {
        console.log(`  ${growth.toFixed(1)} times the processor time of a tenth of the objects: more than ${GROWTH}`);
        process.exitCode = 1;
      }
    }
  }
} finally {
  await world.close();
}
