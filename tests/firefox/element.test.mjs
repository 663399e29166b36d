// <svc-lab>, fences and the frame in Firefox, in posts of every kind.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { deflateRawSync } from "node:zlib";

import { shop } from "../e2e/manifests.mjs";
import { inPage, start } from "./browser.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const lab = (attributes = "") => `<svc-lab ${attributes}><pre>${escaped(shop)}</pre></svc-lab>`;

/** Runs a test in a post with this body, beside what it loads. */
function inPost({ body, root = "", head = "", headers = {} }, check) {
  return inPage(world, async (page, visit) => {
    const html = `<!doctype html><html lang="en" ${root}><head><meta charset="utf-8"><title>A post</title><link rel="icon" href="data:,">${head}<script type="module" src="/svc-lab.js"></script></head><body>${body}</body></html>`;
    world.server.pages.set("/post.html", { body: html, headers });
    await visit("/post.html");
    await check(page);
  });
}

/** Waits until so many diagrams show the Service, scrolling each into sight. */
async function drawn(page, count) {
  for (let index = 0; index < count; index++) {
    await page.evaluate((index) => document.querySelectorAll("svc-lab")[index].scrollIntoView(), index);
    await page.waitForFunction((index) => document.querySelectorAll("svc-lab")[index].shadowRoot?.querySelector('svg [data-ref="Service/default/shop"]'), {}, index);
  }
}

/** What a function of the first diagram's shadow root gives. */
const inside = (page, of) => page.evaluate(`(${of})(document.querySelector("svc-lab").shadowRoot)`);

test("plain HTML: the text becomes a picture, a connection is followed", () =>
  inPost({ body: lab('trace="pod:default/sample shop:9000"') }, async (page) => {
    await drawn(page, 1);
    assert.match(await inside(page, (root) => root.querySelector(".verdict").textContent), /delivered/);
    assert.equal(await page.evaluate(() => document.querySelector("svc-lab").diagnostics.length), 0);
  }));

test("fences as Rouge and Chroma write them become diagrams", () => {
  const jekyll = `<div class="language-svclab highlighter-rouge"><div class="highlight"><pre class="highlight"><code>${escaped(shop)}</code></pre></div></div>`;
  const hugo = `<div class="highlight"><pre tabindex="0"><code class="language-svclab" data-lang="svclab">${escaped(shop)}</code></pre></div>`;
  return inPost({ body: jekyll + hugo }, (page) => drawn(page, 2));
});

test("a hostile style sheet stays outside", () => {
  const head = "<style>* { color: red !important; font: 40px cursive !important } svg, rect, pre { opacity: 0 !important }</style>";
  return inPost({ body: lab(), head }, async (page) => {
    await drawn(page, 1);
    assert.equal(await inside(page, (root) => getComputedStyle(root.querySelector("svg")).opacity), "1");
    assert.equal(await inside(page, (root) => getComputedStyle(root.querySelector("svg .heading")).fontSize), "15px");
  });
});

test("a strict policy lets it draw in its own looks", () => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:";
  return inPost({ body: lab(), headers: { "content-security-policy": policy } }, async (page) => {
    await drawn(page, 1);
    assert.equal(await inside(page, (root) => getComputedStyle(root.querySelector("svg .heading")).fontWeight), "700");
    assert.notEqual(await inside(page, (root) => getComputedStyle(root.querySelector(".lab")).borderTopWidth), "0px");
  });
});

test("twenty diagrams are all drawn, with one module", () =>
  inPost({ body: `${lab()}<p>And so on.</p>`.repeat(20) }, async (page) => {
    world.server.requests.length = 0;
    await drawn(page, 20);
    assert.ok(world.server.requests.filter((path) => path.endsWith(".wasm")).length <= 1);
  }));

test("it is as dark as the page", () =>
  inPost({ body: lab(), root: 'data-theme="dark"' }, async (page) => {
    await drawn(page, 1);
    assert.equal(await inside(page, (root) => root.querySelector(".lab").dataset.theme), "dark");
  }));

test("the frame works in a sandbox whose host lets nobody read its files", () =>
  inPage(world, async (page, visit) => {
    const link = `#v1.${deflateRawSync(JSON.stringify({ text: shop })).toString("base64url")}`;
    const frame = `<iframe sandbox="allow-scripts" src="/embed/?height=auto${link}" width="800" height="300" title="svclab"></iframe>`;
    world.server.pages.set("/framed.html", { body: `<!doctype html><title>A post</title><link rel="icon" href="data:,">${frame}<script src="/embed/resize.js"></script>` });
    await visit("/framed.html");
    // It draws, since it tells its height.
    await page.waitForFunction(() => parseFloat(document.querySelector("iframe").style.height) > 150);
  }, /Cross-Origin Request Blocked.*\.wasm/));
