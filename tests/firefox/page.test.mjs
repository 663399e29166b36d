// The page in Firefox: it opens, draws what is typed, and answers the mouse and the keyboard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { policies, shop } from "../e2e/manifests.mjs";
import { inPage, start } from "./browser.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

const box = (reference) => `[data-testid=picture] .box[data-ref="${reference}"]`;

/** Replaces the text as a person pastes. */
async function type(page, text) {
  await page.waitForSelector("yaml-editor .cm-content");
  await page.evaluate((text) => {
    const editor = document.querySelector("yaml-editor");
    editor.value = text;
    editor.dispatchEvent(new Event("change"));
  }, text);
}

const words = (page, selector) => page.$eval(selector, (element) => element.textContent);

test("what is typed is drawn, and a key changes the picture", () =>
  inPage(world, async (page, visit) => {
    await visit("/");
    await type(page, shop);
    await page.waitForSelector(box("Service/default/shop"));
    await page.evaluate(() => {
      const editor = document.querySelector("yaml-editor");
      const end = editor.value.indexOf("port: 9000") + "port: 9000".length;
      editor.reveal(end, end, true);
    });
    await page.keyboard.press("Backspace");
    await page.waitForFunction((box) => document.querySelector(box)?.textContent.includes("900 → 8080"), {}, box("Service/default/shop"));
  }));

test("broken text keeps the last good picture and says why", () =>
  inPage(world, async (page, visit) => {
    await visit("/");
    await type(page, shop);
    await page.waitForSelector(box("Service/default/shop"));
    await type(page, shop.replace("port: 9000", "port: nine"));
    await page.waitForSelector(".stale");
    assert.match(await words(page, ".stale"), /line \d+/);
    assert.match(await words(page, box("Service/default/shop")), /9000/);
  }));

test("a click selects an object, lights its ways and opens what belongs to it", () =>
  inPage(world, async (page, visit) => {
    await visit("/");
    await type(page, policies);
    await page.waitForSelector(box("Service/default/web"));
    await page.waitForFunction(() => document.getAnimations().every((one) => one instanceof CSSAnimation));
    await page.click(`${box("Service/default/web")} .heading`);
    await page.waitForSelector(`${box("Service/default/web")}.selected`);
    await page.locator("[role=tab]::-p-text(Endpoints)").click();
    await page.waitForFunction(() => /10\.|20\./.test(document.querySelector("[role=tabpanel]:not([hidden])")?.textContent ?? ""));
  }));

test("a lesson opens by its link and in the other language", () =>
  inPage(world, async (page, visit) => {
    await visit("/#lesson=headless");
    await page.waitForSelector(box("Service/default/db") + ", .drawing .service");
    await page.evaluate(() => localStorage.setItem("svclab.language", "ko"));
    await page.reload();
    await page.waitForFunction(() => document.documentElement.lang === "ko" && /[가-힣]/.test(document.querySelector(".drawing")?.textContent ?? ""));
  }));

test("the picture is walked by keyboard", () =>
  inPage(world, async (page, visit) => {
    await visit("/");
    await type(page, shop);
    await page.waitForSelector(box("Service/default/shop"));
    await page.$eval(box("Service/default/shop"), (shop) => shop.focus());
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.activeElement?.getAttribute("data-ref") === "Pod/default/sample");
    await page.keyboard.press("Enter");
    await page.waitForSelector(`${box("Pod/default/sample")}.selected`);
  }));

test("the page works from the second visit on without a network", () =>
  inPage(world, async (page, visit) => {
    await visit("/");
    await page.waitForSelector(".drawing > svg");
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    // Everything is kept once the new worker has become active.
    await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === "activated");
    world.server.requests.length = 0;
    await page.reload();
    await page.waitForSelector(".drawing > svg");
    const asked = world.server.requests.filter((path) => path.endsWith(".wasm"));
    assert.deepEqual(asked, []);
  }));
