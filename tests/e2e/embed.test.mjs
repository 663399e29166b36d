// The picture in somebody else's page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { inPage, picture, start } from "./browser.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

test("the blog page embeds two pictures and can be read without them", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/blog.html");
    const frames = await page.locator("iframe").all();
    assert.equal(frames.length, 2);
    for (const frame of frames) {
      await frame.scrollIntoViewIfNeeded();
      await frame.contentFrame().locator('[data-ref="Service/default/web"]').waitFor();
      assert.equal(await frame.contentFrame().locator("yaml-editor").count(), 0);
    }
    assert.equal(await page.locator("pre", { hasText: "kind: Service" }).count(), 2);
    await picture(page, "blog");
  }));

test("an embedded picture leads to its text in the playground", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/blog.html");
    const link = page.locator("iframe").first().contentFrame().getByRole("link", { name: "Open in svclab" });
    const [playground] = await Promise.all([page.waitForEvent("popup"), link.click()]);
    await playground.locator('[data-testid="picture"] [data-ref="Service/default/web"]').waitFor();
    assert.match(await playground.locator("yaml-editor").evaluate((element) => element.value), /nodePort: 30080/);
  }));
