// The page on embedding: every example on it is alive, and is what can be copied.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "./axe.mjs";
import { inPage, picture, start } from "./browser.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

for (const [name, options] of [["wide", {}], ["narrow-dark", { viewport: { width: 360, height: 740 }, colorScheme: "dark" }]]) {
  test(`each form is shown and works: ${name}`, () =>
    inPage(world, options, async (page, visit) => {
      await visit("/docs/embed.html");
      const labs = page.locator("svc-lab");
      assert.equal(await labs.count(), 2);
      for (const lab of await labs.all()) {
        await lab.scrollIntoViewIfNeeded();
        await lab.locator("svg .service").first().waitFor();
      }
      await labs.first().locator(".verdict.delivered").waitFor();
      const frame = page.locator("iframe");
      await frame.scrollIntoViewIfNeeded();
      await frame.contentFrame().locator("svg .service").first().waitFor();
      const image = page.locator("img");
      await image.scrollIntoViewIfNeeded();
      await page.waitForFunction(() => document.querySelector("img").naturalWidth > 300);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
      await page.evaluate(() => scrollTo(0, 0));
      assert.deepEqual(await violations(page, name), []);
      await picture(page, `docs-${name}`);
      // What can be opened from here is there.
      const links = await page.locator("main a[href]").evaluateAll((all) => all.map(({ href }) => href));
      for (const link of links.filter((link) => link.startsWith(world.server.origin))) {
        assert.equal((await page.request.get(link)).status(), 200, link);
      }
    }));
}

test("an example can be copied, whole", () =>
  inPage(world, { permissions: ["clipboard-read", "clipboard-write"] }, async (page, visit) => {
    await visit("/docs/embed.html");
    for (const block of await page.locator("main > pre").all()) {
      const button = block.locator("xpath=preceding-sibling::button[1]");
      await button.click();
      await button.filter({ hasText: "Copied" }).waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.equal(copied.trim(), (await block.textContent()).trim());
      assert.ok(!copied.includes("v1.…"), copied);
    }
    const frame = page.locator("main > pre", { hasText: "<iframe" });
    assert.match(await frame.textContent(), /embed\/#v1\.[\w-]{100,}"/);
  }));

test("the share menu leads there", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await page.locator("#open-share").click();
    const [docs] = await Promise.all([page.waitForEvent("popup"), page.getByRole("link", { name: "How to embed" }).click()]);
    await docs.getByRole("heading", { name: "Embed svclab" }).waitFor();
  }));
