// The diagram in a frame, in pages of its own host and of others.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { deflateRawSync } from "node:zlib";

import { violations } from "./axe.mjs";
import { inPage, picture, start } from "./browser.mjs";
import { policies, shop } from "./manifests.mjs";
import { serve } from "./server.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

const link = (payload) => `#v1.${deflateRawSync(JSON.stringify(payload)).toString("base64url")}`;
const box = (reference) => `svg [data-ref="${reference}"]`;

/** Opens a post with this body, which stands at another host than the frame. */
async function inPost(body, check, options = {}) {
  const folder = await mkdtemp(join(tmpdir(), "svclab-post-"));
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A post</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`;
  await writeFile(join(folder, "post.html"), html);
  const host = await serve(folder);
  const context = await world.browser.newContext({ viewport: { width: 900, height: 800 }, serviceWorkers: "block", ...options });
  context.setDefaultTimeout(15_000);
  try {
    const page = await context.newPage();
    await page.goto(`${host.origin}/post.html`);
    await check(page);
  } finally {
    await context.close();
    await host.close();
    await rm(folder, { recursive: true });
  }
}

const frame = (rest, attributes = "") =>
  `<iframe src="${world.server.origin}/embed/${rest}" title="svclab" width="800" height="420" ${attributes}></iframe>`;

test("a link's text is drawn, and the address stays as it is", () =>
  inPage(world, {}, async (page, visit) => {
    const address = `/embed/${link({ text: shop })}`;
    await visit(address);
    await page.locator(box("Service/default/shop")).waitFor();
    assert.equal(new URL(page.url()).pathname + new URL(page.url()).hash, address);
    const [playground] = await Promise.all([page.waitForEvent("popup"), page.getByRole("link", { name: "Open in svclab" }).click()]);
    await playground.waitForFunction(() => document.querySelector("yaml-editor")?.value?.includes("port: 9000"));
    assert.deepEqual(await violations(page, "frame"), []);
    // The picture fits into the frame; nothing else scrolls.
    assert.equal(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), true);
  }));

test("the query has the element's attributes", () =>
  inPage(world, { colorScheme: "light" }, async (page, visit) => {
    await visit(`/embed/?view=path&trace=${encodeURIComponent("pod:default/sample shop:9000")}&theme=dark&lang=ko${link({ text: shop })}`);
    await page.getByText("전달됨").waitFor();
    assert.equal(await page.locator("svc-lab .lab").getAttribute("data-theme"), "dark");
    await page.getByRole("link", { name: "svclab에서 열기" }).waitFor();
  }));

test("what the link says beside the text counts: no load balancer, a Pod deleted", () =>
  inPage(world, {}, async (page, visit) => {
    const changes = [{ change: "unready", pod: "default/web" }];
    await visit(`/embed/${link({ text: policies, noLoadBalancer: true, changes })}`);
    await page.locator("svg text", { hasText: "pending" }).first().waitFor();
    await page.locator("svg .pod:not(.ready)").first().waitFor();
  }));

test("a link that cannot be read is said, and a good one takes its place", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/embed/#v1.broken!");
    await page.getByRole("alert").filter({ hasText: "cut off or damaged" }).waitFor();
    await page.evaluate((good) => (location.hash = good), link({ text: shop }));
    await page.locator(box("Service/default/shop")).waitFor();
    await visit("/embed/");
    await page.getByRole("alert").filter({ hasText: "no link" }).waitFor();
  }));

test("links to the frame's old place stay good", () =>
  inPage(world, {}, async (page, visit) => {
    await visit(`/embed.html?view=problems${link({ text: shop })}`);
    await page.waitForURL(/\/embed\/\?view=problems#v1\./);
    await page.getByText("No problems").waitFor();
  }));

test("it works in a sandbox of another host, whose files nobody else may read", () =>
  inPost(frame(`?view=split${link({ text: shop })}`, 'sandbox="allow-scripts"'), async (page) => {
    const inside = page.frameLocator("iframe");
    await inside.locator(box("Service/default/shop")).waitFor();
    await inside.locator("yaml-editor .cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("---\napiVersion: v1\nkind: Service\nmetadata: {name: two}\nspec: {ports: [{port: 80}]}\n");
    await inside.locator(box("Service/default/two")).waitFor();
    assert.equal(await inside.locator("body").evaluate(() => origin), "null");
    assert.equal(page.workers().length, 1);
    await picture(page, "frame-sandbox");
    // No window may be opened from here.
    await inside.getByRole("link", { name: "Open in svclab" }).click();
    assert.match(await inside.getByRole("textbox", { name: "no window be opened" }).inputValue(), /^http.+\/#v1\./);
    await picture(page, "frame-shut");
  }));

test("a sandbox that lets windows be opened gets the playground, which cannot reach back", () =>
  inPost(frame(link({ text: shop }), 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"'), async (page) => {
    const open = page.frameLocator("iframe").getByRole("link", { name: "Open in svclab" });
    const [playground] = await Promise.all([page.waitForEvent("popup"), open.click()]);
    await playground.waitForFunction(() => document.querySelector("yaml-editor")?.value?.includes("port: 9000"));
    assert.equal(await playground.evaluate(() => opener), null);
  }));

test("it says how high it is, and the script beside it makes it so", () =>
  inPost(`${frame(`?height=auto${link({ text: shop })}`, 'id="plain"')}
    ${frame(`?height=auto${link({ text: policies })}`, 'id="boxed" sandbox="allow-scripts"')}
    <iframe id="other" srcdoc="<script>parent.postMessage({type: 'svclab:size', height: 999}, '*')</script>" title="another"></iframe>
    <script src="${world.server.origin}/embed/resize.js"></script>`, async (page) => {
    for (const id of ["plain", "boxed"]) {
      await page.waitForFunction((id) => document.getElementById(id).style.height.endsWith("px"), id);
      const inside = page.frameLocator(`#${id}`);
      await page.waitForFunction((id) => document.getElementById(id).clientHeight > 150, id);
      await page.waitForTimeout(100);
      assert.equal(await inside.locator("html").evaluate((root) => root.scrollHeight <= innerHeight + 1), true, id);
    }
    // Neither another frame nor the page itself can speak for it.
    const before = await page.locator("#plain").evaluate(({ style }) => style.height);
    await page.evaluate(() => postMessage({ type: "svclab:size", height: 5 }, "*"));
    await page.waitForTimeout(200);
    assert.equal(await page.locator("#plain").evaluate(({ style }) => style.height), before);
    assert.equal(await page.locator("#other").evaluate(({ style }) => style.height), "");
    await picture(page, "frame-sized");
  }));

test("the blog page embeds two pictures and can be read without them", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/blog.html");
    const frames = await page.locator("iframe").all();
    assert.equal(frames.length, 2);
    for (const one of frames) {
      await one.scrollIntoViewIfNeeded();
      await one.contentFrame().locator(box("Service/default/web")).waitFor();
    }
    assert.equal(await page.locator("pre", { hasText: "kind: Service" }).count(), 2);
    await picture(page, "blog");
  }));
