// Questions about paths: from lists and in the reader's own words, with the answer in the panel and in the picture.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { box, inPage, picture, start, type } from "./browser.mjs";
import { policies, shop } from "./manifests.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

/** The Path panel with a text. */
async function ask(page, visit, manifest) {
  await visit("/#panel=path");
  const path = page.getByRole("tabpanel", { name: "Path" });
  await path.waitFor();
  await type(page, manifest);
  await box(page, "Service/default/web").waitFor();
  return path;
}

test("a dropped packet is told first, then hop by hop, and marked where it dies", () =>
  inPage(world, {}, async (page, visit) => {
    const path = await ask(page, visit, policies);
    await path.getByLabel("From").selectOption("lan");
    await path.getByLabel("By").selectOption({ label: "192.168.56.32:30080, http, worker-2" });
    const route = path.locator('.route[data-verdict="dropped"]');
    assert.match(await route.locator(".verdict").textContent(), /^Dropped.*none on worker-2/);
    assert.deepEqual(
      await route.locator("[data-action]").evaluateAll((rows) => rows.map((row) => row.dataset.action)),
      ["send", "drop"],
    );
    assert.match(await route.locator(".command").textContent(), /curl -m 5 http:\/\/192\.168\.56\.32:30080\//);
    const door = page.locator('[data-testid="picture"] .part.lit[data-id="door/default/web/worker-2"]');
    assert.equal(await door.locator(".dropped").count(), 1);
    await picture(page, "path-dropped");
  }));

test("a delivered packet shows what becomes of its addresses, the odds and the command", () =>
  inPage(world, { locale: "en-US" }, async (page, visit) => {
    const path = await ask(page, visit, policies);
    await path.getByLabel("From").selectOption("internet");
    const route = path.locator('.route[data-verdict="delivered"]');
    await route.waitFor();
    const dnat = route.locator('[data-action="dnat"]').first();
    assert.match(await dnat.locator(".hop-destination del").textContent(), /^203\.0\.113\.\d+:80$/);
    assert.match(await dnat.locator(".hop-destination ins").textContent(), /:8080$/);
    assert.match(await route.locator(".seen").textContent(), /client's own address/);

    const via = path.getByLabel("Through node");
    await via.selectOption("worker-2");
    await path.locator('.route[data-verdict="dropped"]').waitFor();
    await via.selectOption("");
    await route.waitFor();
  }));

test("a question in the reader's own words is answered, or what is wrong stands at its field", () =>
  inPage(world, {}, async (page, visit) => {
    const path = await ask(page, visit, policies);
    await path.getByLabel("From").selectOption("written");
    const client = path.getByRole("textbox", { name: "Client" });
    await client.fill("pod:default/nobody");
    await path.getByRole("alert").getByText("There is no Pod default/nobody").waitFor();
    assert.equal(await client.getAttribute("aria-invalid"), "true");
    await client.fill("lan:192.168.56.77");
    await path.getByRole("alert").waitFor({ state: "detached" });

    await path.getByLabel("To").selectOption("written");
    const target = path.getByRole("textbox", { name: "Name or address" });
    await target.fill("192.168.56.31:99999");
    await path.getByRole("alert").getByText("is no port").waitFor();
    await target.fill("192.168.56.31:30080");
    await path.locator('[data-verdict="delivered"] [data-action="send"]', { hasText: "192.168.56.77" }).waitFor();
  }));

test("the lists follow the text", () =>
  inPage(world, {}, async (page, visit) => {
    const path = await ask(page, visit, policies);
    await path.getByLabel("From").selectOption("lan");
    await path.getByLabel("By").selectOption({ label: "192.168.56.31:30080, http, worker-1" });
    await type(page, policies.replace("nodePort: 30080", "nodePort: 30090"));
    await path.locator('[data-action="send"]', { hasText: "192.168.56.31:30090" }).waitFor();
    await type(page, shop);
    await path.getByLabel("To").getByText("shop").waitFor({ state: "attached" });
    await path.locator(".route").first().waitFor();
  }));

test("the open panel survives a reload, and a link opens one", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/#lesson=nodeport&panel=path");
    await page.getByRole("tabpanel", { name: "Path" }).waitFor();
    await page.getByRole("tab", { name: "Path" }).press("ArrowRight");
    await page.getByRole("tabpanel", { name: "DNS" }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "DNS");
    await visit("/");
    await page.getByRole("tabpanel", { name: "DNS" }).waitFor();
  }));
