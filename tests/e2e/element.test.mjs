// <svc-lab> in other people's pages, served from the same folder.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { inPage, picture, start } from "./browser.mjs";
import { serve } from "./server.mjs";

const shop = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector: {app: web}
  clusterIP: 10.96.0.80
  ports: [{port: 80, targetPort: 8080}]
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client, namespace: shop}
spec: {containers: [{name: client, image: busybox}]}
`;
const box = '[data-ref="Service/shop/web"]';
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const lab = (attributes = "") => `<svc-lab ${attributes}><pre>${escaped(shop)}</pre></svc-lab>`;

let world;
before(async () => (world = await start()));
after(() => world?.close());

/** Runs a test in a post with this body and the script tag; `script` are attributes of that, `headers` those of the page. */
function inPost({ body, root = "", head = "", script = "", headers = {}, options = {} }, check) {
  return inPage(world, options, async (page, visit) => {
    const html = `<!doctype html><html lang="en" ${root}><head><meta charset="utf-8"><title>A post</title><link rel="icon" href="/none.svg">${head}
      <script type="module" src="/svc-lab.js" ${script}></script></head><body>${body}</body></html>`;
    await page.route("**/post.html", (route) => route.fulfill({ body: html, contentType: "text/html; charset=utf-8", headers }));
    await page.route("**/none.svg", (route) => route.fulfill({ body: "<svg xmlns='http://www.w3.org/2000/svg'/>", contentType: "image/svg+xml" }));
    await visit("/post.html");
    await check(page);
  });
}

test("plain HTML: the text of a <pre> or a <script> becomes a picture", () => {
  const script = `<svc-lab>
      <script type="application/yaml">
        ${shop.trim().replaceAll("\n", "\n        ")}
      </script></svc-lab>`;
  return inPost({ body: lab() + script }, async (page) => {
    for (const host of await page.locator("svc-lab").all()) {
      await host.scrollIntoViewIfNeeded();
      await host.locator(`svg ${box}`).waitFor();
      assert.equal(await host.evaluate((element) => element.yaml), shop);
      assert.deepEqual(await host.evaluate((element) => element.diagnostics), []);
    }
    const [playground] = await Promise.all([page.waitForEvent("popup"), page.getByRole("link", { name: "Open in svclab" }).first().click()]);
    assert.match(playground.url(), /\/#v1\./);
    await picture(page, "element-plain");
  });
});

test("the way to the playground is there whatever the picture holds", () => {
  // The mark of refused connections is a bar as well.
  const lost = "apiVersion: v1\nkind: Service\nmetadata: {name: lost}\nspec: {selector: {app: nothing}, ports: [{port: 80}]}\n";
  return inPost({ body: `<svc-lab><pre>${lost}</pre></svc-lab>` }, async (page) => {
    await page.locator("svc-lab svg .refused").first().waitFor();
    await page.getByRole("link", { name: "Open in svclab" }).click({ trial: true });
  });
});

test("every view says what it is for", () =>
  inPost({ body: lab(), options: { viewport: { width: 1000, height: 700 } } }, async (page) => {
    const host = page.locator("svc-lab");
    const view = (name, more = {}) =>
      host.evaluate((element, given) => Object.entries(given).forEach(([key, value]) => element.setAttribute(key, value)), { view: name, ...more });
    await host.locator(`svg ${box}`).waitFor();
    await view("dns");
    assert.match(await host.getByRole("table").innerText(), /web\.shop\.svc\.cluster\.local\.\s+A\s+10\.96\.0\.80/);
    await view("endpoints");
    assert.match(await host.getByRole("row", { name: /shop\/web web / }).innerText(), /ready/);
    await view("problems");
    await host.getByText("No problems").waitFor();
    await view("path", { trace: "pod:shop/client web:80" });
    await host.getByText("delivered").first().waitFor();
    assert.match(await host.getByRole("table").innerText(), /dnat/);
    await picture(page, "element-path");
    await view("path", { trace: "pod:shop/nobody web:80" });
    await host.getByRole("alert").waitFor();
    await view("problems", { lang: "ko" });
    await host.getByText("문제가 없습니다").waitFor();
  }));

test("on a narrow page in Korean it fits and can be used by keyboard", () =>
  inPost({ body: `<div lang="ko">${lab("view=split height=600")}</div>`, options: { viewport: { width: 360, height: 740 } } }, async (page) => {
    const host = page.locator("svc-lab");
    await host.locator(`svg.narrow ${box}`).waitFor();
    await host.getByRole("link", { name: "svclab에서 열기" }).waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 360));
    await host.locator(`svg ${box}`).focus();
    await page.keyboard.press("Enter");
    await host.locator("svg.picking .lit").first().waitFor();
    await picture(page, "element-narrow");
  }));

test("the view split edits the text, and only it loads the editor", () =>
  inPost({ body: lab("view=diagram"), options: { viewport: { width: 1100, height: 700 } } }, async (page) => {
    const host = page.locator("svc-lab");
    await host.locator(`svg ${box}`).waitFor();
    assert.equal(await page.evaluate(() => customElements.get("yaml-editor")), undefined);
    await host.evaluate((element) => {
      element.addEventListener("change", ({ detail }) => (window.changed = detail.yaml));
      element.setAttribute("view", "split");
    });
    const text = host.getByRole("textbox", { name: "Manifests" });
    await text.click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(shop.replaceAll("name: web", "name: site"));
    await host.locator('[data-ref="Service/shop/site"]').waitFor();
    assert.match(await page.evaluate(() => window.changed), /name: site/);
    await picture(page, "element-split");
    await host.evaluate((element) => element.setAttribute("readonly", ""));
    await host.locator("pre", { hasText: "name: site" }).waitFor();
    assert.equal(await host.getByRole("textbox").count(), 0);
  }));

test("programs set the text, follow a connection, take the picture and hear of it", () =>
  inPost({ body: '<svc-lab loading="eager"></svc-lab>' }, async (page) => {
    const heard = await page.evaluate(async (shop) => {
      await customElements.whenDefined("svc-lab");
      const element = document.querySelector("svc-lab");
      const heard = [];
      for (const name of ["ready", "diagnostics", "trace", "error", "select"]) {
        element.addEventListener(name, ({ detail }) => heard.push([name, detail?.ref ?? detail?.message ?? ""]));
      }
      await element.setYaml(shop);
      const trace = await element.trace("pod:shop/client", "web:80");
      const svg = await element.toSVG();
      const refusal = await element.trace("mars", "web").catch((error) => error.message);
      element.shadowRoot.querySelector("[data-ref='Service/shop/web']").dispatchEvent(new MouseEvent("click", { bubbles: true }));
      return { heard, verdict: trace.routes[0].verdict, svg: svg.slice(0, 4), same: svg === element.svg, refusal };
    }, shop);
    assert.equal(heard.verdict, "delivered");
    assert.equal(heard.svg, "<svg");
    assert.ok(heard.same);
    assert.match(heard.refusal, /mars/);
    const names = heard.heard.map(([name]) => name);
    for (const name of ["ready", "diagnostics", "trace", "select"]) assert.ok(names.includes(name), `${name} in ${names}`);
    assert.deepEqual(heard.heard.at(-1), ["select", "Service/shop/web"]);
    assert.ok(await page.locator("svc-lab svg.picking .lit").count() > 1);
  }));

test("a connection that is followed is lit, until an object is chosen", () =>
  inPost({ body: lab('trace="pod:shop/client web:80"') }, async (page) => {
    const host = page.locator("svc-lab");
    const isLit = (ref) => host.locator(`svg.picking [data-ref="${ref}"].lit`).waitFor();
    await isLit("Service/shop/web");
    await isLit("Pod/shop/web");
    assert.equal(await host.locator('svg [data-ref="Node/control-plane"].lit').count(), 0);
    await host.locator('svg [data-ref="Node/control-plane"]').click();
    await isLit("Node/control-plane");
    assert.equal(await host.locator(`svg ${box}.lit`).count(), 0);
    await host.locator('svg [data-ref="Node/control-plane"]').click();
    await isLit("Service/shop/web");
    await host.evaluate((element) => element.removeAttribute("trace"));
    await host.locator("svg:not(.picking)").waitFor();
    await host.evaluate((element) => element.setAttribute("trace", "mars web:80"));
    await host.getByRole("alert").waitFor();
    await host.locator(`svg ${box}`).waitFor();
  }));

test("in Korean: picture, diagnostics and words; the texts are fetched when somebody wants them, and once", () =>
  inPost({ body: `${lab("loading=eager")}${lab("loading=eager view=problems")}` }, async (page) => {
    const asked = () => world.server.requests.filter((path) => /ko-.*\.txt$/.test(path)).length;
    world.server.requests.length = 0;
    const [one, other] = [page.locator("svc-lab").first(), page.locator("svc-lab").last()];
    await one.locator(`svg ${box}`).waitFor();
    await other.getByText("No problems").waitFor();
    assert.equal(asked(), 0);
    await page.evaluate(() => (document.documentElement.lang = "ko"));
    // Diagrams that are drawn keep their language until they are drawn anew.
    await page.evaluate(() => document.querySelectorAll("svc-lab").forEach((host) => host.setAttribute("lang", "ko")));
    await one.locator("svg text", { hasText: "인터넷" }).first().waitFor();
    await other.evaluate((host) => host.setYaml("apiVersion: v1\nkind: Service\nmetadata: {name: lost}\nspec: {selector: {app: nothing}, ports: [{port: 80}]}\n"));
    await other.locator("li", { hasText: /[가-힣]{2}/ }).first().waitFor();
    assert.equal(asked(), 1);
    await one.evaluate((host) => host.setAttribute("lang", "en"));
    await one.locator("svg text", { hasText: "INTERNET" }).or(one.locator("svg text", { hasText: "Internet" })).first().waitFor();
  }));

test("where the Korean texts cannot be had, the diagram is in English", () =>
  inPage(world, {}, async (page, visit) => {
    await page.route(/ko-.*\.txt$/, (route) => route.fulfill({ body: "", contentType: "text/plain" }));
    await page.route("**/post.html", (route) => route.fulfill({ body: `<!doctype html><html lang="ko"><title>글</title><link rel="icon" href="data:,"><script type="module" src="/svc-lab.js"></script>${lab()}`, contentType: "text/html; charset=utf-8" }));
    await visit("/post.html");
    await page.locator(`svg ${box}`).waitFor();
    await page.getByRole("link", { name: "svclab에서 열기" }).waitFor();
  }));

// As kramdown with Rouge, and goldmark with Chroma, write a fence in a language that they do not know.
const jekyll = (text) => `<div class="language-svclab highlighter-rouge"><div class="highlight"><pre class="highlight"><code>${escaped(text)}</code></pre></div></div>`;
const hugo = (text) => `<div class="highlight"><pre tabindex="0" style="color:#f8f8f2"><code class="language-svclab" data-lang="svclab"><span style="display:flex;"><span>${escaped(text).trimEnd().replaceAll("\n", '\n</span></span><span style="display:flex;"><span>')}\n</span></span></code></pre></div>`;
const mkdocs = (text) => `<div class="language-svclab highlight"><pre><span></span><code>${escaped(text)}</code></pre></div>`;
const kramdown = (text) => jekyll(text).replace("<div ", '<div data-view="endpoints" ');
const plain = (text) => `<pre data-view="dns"><code class="language-svclab">${escaped(text)}</code></pre>`;

test("fences of Jekyll, Hugo, MkDocs and plain Markdown become diagrams, and others stay", () =>
  inPost({ body: `${jekyll(shop)}${hugo(shop)}${plain(shop)}${mkdocs(shop)}${kramdown(shop)}<pre><code class="language-yaml">kind: Pod</code></pre><div class="mine">${escaped(shop)}</div>` }, async (page) => {
    await page.locator("svc-lab").nth(4).waitFor({ state: "attached" });
    for (const host of await page.locator("svc-lab").all()) {
      await host.scrollIntoViewIfNeeded();
      await host.locator(`svg ${box}, table`).first().waitFor();
      assert.equal(await host.evaluate((element) => element.yaml), shop);
    }
    assert.equal(await page.locator(".highlight, .highlighter-rouge").count(), 0);
    assert.equal(await page.locator("pre > code.language-yaml").count(), 1);
    assert.match(await page.locator("svc-lab").nth(2).getByRole("table").innerText(), /web\.shop\.svc/);
    assert.match(await page.locator("svc-lab").nth(4).getByRole("table").innerText(), /shop\/web/);
    const made = await page.evaluate(async () => (await import("/svc-lab.js")).run({ querySelector: ".mine" }).length);
    assert.equal(made, 1);
    await page.locator("svc-lab").nth(5).locator(`svg ${box}`).waitFor();
  }));

test("a page of twenty loads one module, nothing before it is near, and does not jump", () =>
  inPost({ body: `<p style="height:3000px">Text</p>${lab().repeat(20)}<p id="end">End</p>` }, async (page) => {
    await page.waitForFunction(() => customElements.get("svc-lab"));
    const wasm = () => world.server.requests.filter((path) => path.endsWith(".wasm")).length;
    const before = wasm();
    const place = () => page.locator("#end").evaluate((element) => element.getBoundingClientRect().top + scrollY);
    const reserved = await place();
    await page.waitForTimeout(200);
    assert.equal(wasm(), before);
    await page.evaluate(async () => {
      for (const element of document.querySelectorAll("svc-lab")) {
        element.scrollIntoView();
        await element.load();
      }
    });
    assert.equal(wasm(), before + 1);
    assert.equal(page.workers().length, 1);
    assert.equal(await page.locator(`svc-lab svg ${box}`).count(), 20);
    assert.equal(await place(), reserved);
  }));

test("a strict policy lets it draw in its own looks", () => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'";
  const headers = { "content-security-policy": policy };
  return inPost({ body: lab('view="split" trace="pod:shop/client web:80"'), headers }, async (page) => {
    const host = page.locator("svc-lab");
    await host.locator(`svg ${box}`).waitFor();
    await host.getByRole("textbox", { name: "Manifests" }).waitFor();
    const fill = await host.locator("svg .heading").first().evaluate((element) => getComputedStyle(element).fontSize);
    assert.equal(fill, "15px");
  });
});

test("from another host, which allows it, it works as from the own one: with one worker, the editor and Korean", async () => {
  const theirs = await serve(undefined, { "access-control-allow-origin": "*" });
  // Not inPage, which lets a page ask one host alone.
  const page = await world.browser.newPage();
  const wrong = [];
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  try {
    const body = `<!doctype html><html lang="ko"><title>글</title><link rel="icon" href="data:,"><script type="module" src="${theirs.origin}/svc-lab.js"></script>${lab('view="split"')}`;
    const policy = `default-src 'none'; script-src ${theirs.origin} 'wasm-unsafe-eval'; connect-src ${theirs.origin}; worker-src blob:; img-src data:`;
    world.server.pages.set("/theirs.html", { body, headers: { "content-security-policy": policy } });
    await page.goto(`${world.server.origin}/theirs.html`);
    await page.locator("svc-lab svg text", { hasText: "인터넷" }).first().waitFor();
    await page.locator("svc-lab yaml-editor .cm-content").waitFor();
    assert.equal(page.workers().length, 1);
    assert.deepEqual(wrong, []);
  } finally {
    await page.close();
    await theirs.close();
  }
});

test("where the policy allows no worker, it draws in the page", async () => {
  // Not inPage: the browser logs what the policy forbids.
  const page = await world.browser.newPage();
  await page.route("**/post.html", (route) =>
    route.fulfill({
      body: `<!doctype html><script type="module" src="/svc-lab.js"></script>${lab('trace="pod:shop/client web:80"')}`,
      contentType: "text/html; charset=utf-8",
      headers: { "content-security-policy": "script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'" },
    }));
  await page.goto(`${world.server.origin}/post.html`);
  await page.locator(`svc-lab svg ${box}`).waitFor();
  await page.locator("svc-lab .verdict.delivered").waitFor();
  assert.equal(page.workers().length, 0);
  await page.close();
});

test("of texts that follow each other quickly, the last one is shown", () =>
  inPost({ body: lab() }, async (page) => {
    const host = page.locator("svc-lab");
    await host.locator(`svg ${box}`).waitFor();
    const seen = await host.evaluate(async (element) => {
      const told = [];
      element.addEventListener("diagnostics", () => told.push(element.svg.includes("last")));
      const text = element.yaml;
      const all = [1, 2, 3, 4].map((number) => element.setYaml(text.replaceAll("name: web", `name: web${number}`)));
      await Promise.all([...all, element.setYaml(text.replaceAll("name: web", "name: last"))]);
      return { told, svg: await element.toSVG() };
    });
    assert.match(seen.svg, /Service\/shop\/last/);
    assert.equal(seen.told.at(-1), true);
    await host.locator('svg [data-ref="Service/shop/last"]').waitFor();
  }));

test("the script can be held to its hash", async () => {
  const hash = createHash("sha384").update(await readFile(new URL("../../dist/svc-lab.js", import.meta.url))).digest("base64");
  await inPost({ body: lab(), script: `integrity="sha384-${hash}" crossorigin` }, (page) => page.locator(`svc-lab svg ${box}`).waitFor());
});

test("a module with another hash is not run: that is said, and the text is shown", async () => {
  // Not inPage: the browser logs an error here, as it should.
  const page = await world.browser.newPage();
  await page.route("**/*.wasm", (route) => route.fulfill({ body: "other", contentType: "application/wasm" }));
  await page.route("**/post.html", (route) =>
    route.fulfill({ body: `<script type="module" src="/svc-lab.js"></script>${lab()}`, contentType: "text/html" }));
  await page.goto(`${world.server.origin}/post.html`);
  await page.getByRole("alert").waitFor();
  await page.locator("svc-lab .view pre", { hasText: "kind: Service" }).waitFor();
  await page.close();
});

test("a hostile style sheet stays outside", () => {
  const head = "<style>* { color: red !important; font: 40px cursive !important; display: block !important } svg, rect, pre { opacity: 0 !important }</style>";
  return inPost({ body: lab(), head }, async (page) => {
    const host = page.locator("svc-lab");
    await host.locator(`svg ${box}`).waitFor();
    const looks = await host.locator("svg").evaluate((element) => getComputedStyle(element).opacity);
    assert.equal(looks, "1");
    assert.equal(await host.locator("svg .heading").first().evaluate((element) => getComputedStyle(element).fontSize), "15px");
  });
});

test("the picture is as dark as the page, in every way a page says so", () =>
  inPost({ body: lab(), root: 'class="dark"' }, async (page) => {
    const host = page.locator("svc-lab");
    const theme = () => host.locator("svg").getAttribute("data-theme");
    await host.locator(`svg ${box}`).waitFor();
    assert.equal(await theme(), "dark");
    const becomes = async (change, wanted) => {
      await page.evaluate(change);
      await host.locator(`svg[data-theme=${wanted}]`).waitFor();
    };
    await picture(page, "element-dark");
    await becomes(() => (document.documentElement.className = ""), "light");
    await becomes(() => (document.documentElement.dataset.theme = "dark"), "dark");
    await becomes(() => document.querySelector("svc-lab").setAttribute("theme", "light"), "light");
    await page.evaluate(() => {
      document.querySelector("svc-lab").removeAttribute("theme");
      delete document.documentElement.dataset.theme;
    });
    await page.emulateMedia({ colorScheme: "dark" });
    await host.locator("svg[data-theme=dark]").waitFor();
  }));
