// A long text is simulated in slices: the page answers in between, and what counts is what stands at last.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { box, editor, inPage, load, start } from "./browser.mjs";
import { shop } from "./manifests.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

/** A Service under a comment that makes the text long. */
const long = `${"# What it is for, and for whom, and since when, and who is to be asked about it.\n".repeat(700)}apiVersion: v1
kind: Service
metadata:
  name: front
spec:
  selector:
    app: front
  ports:
  - port: 80
`;

/** Replaces the text; true if the page has not dealt with it when the editor has told it. */
const isBusyAfter = (page, text) =>
  page.locator("yaml-editor").evaluate((element, text) => {
    element.value = text;
    element.dispatchEvent(new Event("change"));
    return "busy" in document.documentElement.dataset;
  }, text);
const isQuiet = (page) => page.waitForFunction(() => !("busy" in document.documentElement.dataset));

/** Puts the cursor behind the name of the Service. */
async function goToName(page) {
  await page.locator("yaml-editor").evaluate((element) => {
    const end = element.value.indexOf("name: front") + "name: ".length + "front".length;
    element.reveal(end, end, true);
  });
}

test("what is typed into a long text is drawn, letter after letter", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await editor(page).waitFor();
    assert.ok(await isBusyAfter(page, long));
    assert.ok(!(await isBusyAfter(page, shop)));
    assert.ok(await isBusyAfter(page, long));
    await isQuiet(page);
    await box(page, "Service/default/front").waitFor();

    await goToName(page);
    await page.keyboard.type("-door", { delay: 10 });
    await box(page, "Service/default/front-door").waitFor();
    await isQuiet(page);
    assert.equal(await box(page, "Service/default/front").count(), 0);
    // The cursor stands in it.
    await box(page, "Service/default/front-door").and(page.locator(".selected")).waitFor();
  }));

test("a lesson that is opened meanwhile stays", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await editor(page).waitFor();
    await load(page, long);
    await isQuiet(page);
    await goToName(page);
    await page.keyboard.type("-door");
    await page.evaluate(() => (location.hash = "#lesson=nodeport"));
    await page.locator(".lesson").waitFor();
    await isQuiet(page);
    assert.equal(await box(page, "Service/default/front-door").count(), 0);
    assert.ok((await page.locator("yaml-editor").evaluate((element) => element.value)).includes("NodePort"));
  }));
