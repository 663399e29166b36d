// What survives: a link carries a text to somebody else, and a reload loses nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { box, inPage, start, text, type } from "./browser.mjs";
import { shop } from "./manifests.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

/** The link in the page's own share form. */
async function share(page) {
  await page.getByRole("button", { name: "Share" }).click();
  const link = page.getByLabel("Link to this text");
  await page.waitForFunction((field) => field.value.includes("#v1."), await link.elementHandle());
  return new URL(await link.inputValue());
}

test("a share link brings text and selection to another browser", async () => {
  let link;
  await inPage(world, {}, async (page, visit) => {
    await visit("/");
    await type(page, shop);
    await box(page, "Pod/default/sample").click();
    link = await share(page);
  });
  await inPage(world, {}, async (page, visit) => {
    await visit(link.pathname + link.hash);
    await box(page, "Pod/default/sample").and(page.locator(".selected")).waitFor();
    assert.equal(await text(page), shop);
  });
});

test("a reload keeps the text", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await type(page, shop);
    await box(page, "Service/default/shop").waitFor();
    await page.reload();
    await box(page, "Service/default/shop").waitFor();
    assert.equal(await text(page), shop);
  }));

test("a link that is cut off is said to be, and takes nothing away", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/#v1.AAAA");
    await page.getByText("The link is cut off or damaged").waitFor();
    await page.locator("[data-lesson]").waitFor();
  }));
