// From the keyboard to the picture and the panels.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { box, editor, inPage, line, open, picture, start, type } from "./browser.mjs";
import { broken, shop } from "./manifests.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

test("a typed Service is drawn with its Pod, its endpoints and its DNS name", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await type(page, shop);
    await box(page, "Service/default/shop").waitFor();
    await box(page, "Pod/default/sample").waitFor();

    const endpoints = await open(page, "Endpoints");
    const backend = endpoints.locator('[data-service="default/shop"] tr', { hasText: "sample" });
    assert.match(await backend.textContent(), /ready.*:8080/);

    const dns = await open(page, "DNS");
    const records = dns.locator('.records[data-service="default/shop"]');
    await records.getByText("shop.default.svc.cluster.local.", { exact: true }).first().waitFor();
    await picture(page, "typing");
  }));

test("a broken text is explained at its line, and the last good picture stays", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await type(page, shop);
    await box(page, "Service/default/shop").waitFor();

    await type(page, broken.text);
    const reason = page.getByRole("alert");
    assert.match(await reason.textContent(), new RegExp(`line ${broken.lineNumber}\\b`));
    await page.locator(".cm-lintRange-error").first().waitFor();
    await box(page, "Service/default/shop").and(page.locator(".kept")).waitFor();
    await picture(page, "broken");

    const problems = await open(page, "Problems");
    await problems.getByRole("button", { name: /Error/ }).first().click();
    assert.equal(await line(page), broken.text.split("\n")[broken.lineNumber - 1]);

    await type(page, shop);
    await reason.waitFor({ state: "detached" });
    assert.equal(await page.locator(".part.kept").count(), 0);
  }));

test("a click on the picture leads to the text", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await type(page, shop);
    await box(page, "Pod/default/sample").click();
    await box(page, "Pod/default/sample").and(page.locator(".selected")).waitFor();
    await page.locator(".cm-pointed", { hasText: "kind: Pod" }).waitFor();
    assert.equal(await page.locator(".cm-pointed", { hasText: "kind: Service" }).count(), 0);
  }));

test("the path of a connection is followed to the Pod", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await type(page, shop);
    await box(page, "Service/default/shop").waitFor();
    const path = await open(page, "Path");
    await path.locator('[data-verdict="delivered"]').first().waitFor();
    await path.getByRole("combobox", { name: "To" }).selectOption("written");
    await path.getByRole("textbox", { name: "Name or address" }).fill("nobody:9000");
    await path.locator('[data-verdict="unresolved"]').waitFor();
  }));

test("undo brings the text and the picture back", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await type(page, shop);
    await box(page, "Service/default/shop").waitFor();
    await type(page, "# nothing\n");
    await box(page, "Service/default/shop").waitFor({ state: "detached" });
    await editor(page).press("ControlOrMeta+z");
    await box(page, "Service/default/shop").waitFor();
  }));
