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

// As Rouge and Chroma colour YAML: a span for each token, and with Chroma one for each line around them.
const token = (key, mark, value) => (line) =>
  line.replace(/^([ -]*)(\w+)(:)(?: (.+))?$/, (_, indent, name, colon, rest) =>
    `${indent}<span class="${key}">${name}</span><span class="${mark}">${colon}</span>${rest ? ` <span class="${value}">${rest}</span>` : ""}`);
const rouge = (text) =>
  `<div class="language-yaml highlighter-rouge"><div class="highlight"><pre class="highlight"><code>${text.split("\n").map(token("na", "pi", "s")).join("\n")}</code></pre></div></div>`;
const chroma = (text) => {
  const lines = text.trimEnd().split("\n").map(token("nt", "p", "l"));
  return `<div class="highlight"><pre tabindex="0" class="chroma"><code class="language-yaml" data-lang="yaml">${lines.map((line) => `<span class="line"><span class="cl">${line}\n</span></span>`).join("")}</code></pre></div>`;
};

test("YAML that Rouge and Chroma have coloured becomes diagrams by run, where the selector says so", () =>
  inPost({ body: `<div class="post">${rouge(shop)}${chroma(shop)}</div>${rouge(shop)}` }, async (page) => {
    assert.ok((await page.$$("code span.na, code span.nt")).length > 20);
    assert.equal(await page.evaluate(async () => (await import("/svc-lab.js")).run({ querySelector: ".post pre > code" }).length), 2);
    await drawn(page, 2);
    assert.deepEqual(await page.$$eval("svc-lab", (labs) => labs.map(({ yaml }) => yaml)), [shop, shop]);
    assert.equal((await page.$$(".highlighter-rouge")).length, 1);
  }));

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
  return inPost({ body: lab("view=split"), headers: { "content-security-policy": policy } }, async (page) => {
    await drawn(page, 1);
    await page.waitForFunction(() => document.querySelector("svc-lab").shadowRoot.querySelector(".cm-content"));
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

test("nothing is loaded before it is near, and the page does not jump when it is", () =>
  inPost({ body: `<p style="height:3000px">Text</p>${lab()}<p id="end">End</p>` }, async (page) => {
    await page.waitForFunction(() => Boolean(customElements.get("svc-lab")));
    const place = () => page.$eval("#end", (end) => end.getBoundingClientRect().top + scrollY);
    const reserved = await place();
    const wasm = () => world.server.requests.filter((path) => path.endsWith(".wasm")).length;
    const before = wasm();
    await new Promise((later) => setTimeout(later, 300));
    assert.equal(wasm(), before);
    await drawn(page, 1);
    assert.equal(wasm(), before + 1);
    assert.equal(await place(), reserved);
  }));

test("it is as dark as the page", () =>
  inPost({ body: lab(), root: 'data-theme="dark"' }, async (page) => {
    await drawn(page, 1);
    const paper = () => inside(page, (root) => getComputedStyle(root.querySelector(".lab")).backgroundColor);
    const dark = await paper();
    assert.equal(await inside(page, (root) => root.querySelector(".lab").dataset.theme), "dark");
    await page.evaluate(() => (document.documentElement.dataset.theme = "light"));
    await page.waitForFunction(() => document.querySelector("svc-lab").shadowRoot.querySelector("svg[data-theme=light]"));
    assert.notEqual(await paper(), dark);
  }));

const link = `#v1.${deflateRawSync(JSON.stringify({ text: shop })).toString("base64url")}`;

test("the frame draws a link's text at an address that stays, and says when a link is broken", () =>
  inPage(world, async (page, visit) => {
    const address = `/embed/?theme=dark${link}`;
    await visit(address);
    await page.waitForSelector("svc-lab");
    await drawn(page, 1);
    assert.equal(await inside(page, (root) => root.querySelector(".lab").dataset.theme), "dark");
    assert.equal(page.url(), world.server.origin + address);
    await page.evaluate(() => (location.hash = "#v1.broken!"));
    await page.waitForFunction(() => document.querySelector("[role=alert]")?.textContent.includes("cut off or damaged"));
  }));

test("the frame works in a sandbox whose host lets nobody read its files", () =>
  inPage(world, async (page, visit) => {
    const frame = `<iframe sandbox="allow-scripts" src="/embed/?height=auto${link}" width="800" height="300" title="svclab"></iframe>`;
    world.server.pages.set("/framed.html", { body: `<!doctype html><title>A post</title><link rel="icon" href="data:,">${frame}<script src="/embed/resize.js"></script>` });
    await visit("/framed.html");
    // It draws, since it tells its height.
    await page.waitForFunction(() => parseFloat(document.querySelector("iframe").style.height) > 150);
  }, /Cross-Origin Request Blocked.*\.wasm/));
