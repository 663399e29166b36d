// Twenty diagrams on one page: `node tests/bench/diagrams.mjs [COUNT]` on the dist/ of `cargo xtask dist`, in a headless
// Chromium. How long until all are drawn, once somebody jumps to them, the longest task of the page meanwhile, and the
// processor time of one. Times are those of this machine at this moment.
import { start } from "../e2e/browser.mjs";
import { shop } from "../e2e/manifests.mjs";

const count = Number(process.argv[2] ?? 20);
const world = await start();
world.server.pages.set("/post.html", {
  body: `<!doctype html><title>A post</title><link rel="icon" href="data:,"><script type="module" src="/svc-lab.js"></script>${`<svc-lab><pre>${shop}</pre></svc-lab>`.repeat(count)}`,
});
const page = await world.browser.newPage();
await page.goto(`${world.server.origin}/post.html`);
await page.locator("svc-lab svg").first().waitFor();
const { all, longest, each } = await page.evaluate(async () => {
  let longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: "longtask" });
  const labs = [...document.querySelectorAll("svc-lab")];
  const began = performance.now();
  await Promise.all(labs.map((lab) => lab.load()));
  const all = performance.now() - began;
  await new Promise((done) => setTimeout(done, 200));
  const longestOfAll = longest;
  const again = performance.now();
  for (const lab of labs) await lab.setYaml(lab.yaml.replaceAll("shop", "shop2"));
  const each = (performance.now() - again) / labs.length;
  return { all, longest: longestOfAll, each };
});
console.log(`${count} diagrams drawn in ${all.toFixed(0)} ms, the longest task ${longest > 0 ? `${longest.toFixed(0)} ms` : "under 50 ms"}; one more drawing ${each.toFixed(1)} ms`);
await world.close();
