// The lessons: what a line says, its button does, and what was opened is remembered.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { box, inPage, picture, start, text } from "./browser.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

const steps = (page, line) => page.locator(".lesson-text li", { hasText: line }).getByRole("button");

test("a first visit leads from the first lesson to the door that drops", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    for (const lesson of ["clusterip", "nodeport", "external-traffic-policy"]) {
      await page.getByRole("button", { name: /^Next: / }).click();
      await page.locator(`[data-lesson="${lesson}"]`).waitFor();
    }
    await steps(page, "drops every packet").click();
    const path = page.getByRole("tabpanel", { name: "Path" });
    await path.locator('[data-verdict="dropped"]').first().waitFor();
    await picture(page, "course-drops");

    const before = await text(page);
    await steps(page, "trade places").click();
    await path.locator('[data-verdict="delivered"]').first().waitFor();
    assert.match(await text(page), /nodeName: worker-2/);
    await steps(page, "trade places").and(page.getByText("Take it back")).click();
    await path.locator('[data-verdict="dropped"]').first().waitFor();
    assert.equal(await text(page), before);
  }));

test("a step that a lesson's text no longer fits is off, and an edit by hand turns it on again", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/#lesson=why-services");
    await steps(page, "replicas to 5").click();
    await box(page, "Service/default/web").waitFor();
    assert.match(await text(page), /replicas: 5/);
    assert.ok(await steps(page, "web-v2").isDisabled());
    await page.locator("yaml-editor .cm-content").press("ControlOrMeta+z");
    await page.waitForFunction(() => !document.querySelector(".lesson-text .lesson-step:disabled"));
    assert.match(await text(page), /replicas: 3/);
  }));

test("the menu has three groups and marks what was opened before, also after a reload", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    const menu = page.locator("#lessons");
    await page.getByRole("button", { name: "Lessons" }).click();
    assert.deepEqual(await menu.locator("h2").allTextContents(), ["Course", "Applications", "What is wrong here?"]);
    await menu.locator('[data-open-lesson="zones"]').click();
    await page.locator('[data-lesson="zones"]').waitFor();
    await page.reload();
    await page.locator('[data-lesson="zones"]').waitFor();
    await page.getByRole("button", { name: "Lessons" }).click();
    const seen = await menu.locator(".seen").evaluateAll((all) => all.map((it) => it.dataset.openLesson));
    assert.deepEqual(seen, ["why-services", "zones"]);
    await picture(page, "course-menu");
  }));
