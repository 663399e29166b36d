// A traced packet walks the picture: by itself, step by step, by keyboard, and numbered and still without motion.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { box, inPage, picture, start, type } from "./browser.mjs";
import { policies } from "./manifests.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

/** The Path panel with a text, asked how a client reaches the load balancer or a node port. */
async function ask(page, visit, from, by) {
  await visit("/#panel=path");
  const path = page.getByRole("tabpanel", { name: "Path" });
  await path.waitFor();
  await type(page, policies);
  await box(page, "Service/default/web").waitFor();
  await path.getByLabel("From").selectOption(from);
  if (by) await path.getByLabel("By").selectOption({ label: by });
  return { path, bar: page.getByRole("group", { name: "A packet on its way" }) };
}

const packet = (page) => page.locator(".walk .packet");

/** The lines on the packet as it is; what is struck out in brackets. */
const lines = (page) =>
  packet(page).locator(".capsule.is text").evaluateAll((all) =>
    all.map((it) => (it.classList.contains("old") ? `[${it.textContent}]` : it.textContent)),
  );

test("a packet walks by itself along the lit ways, and can be stopped", () =>
  inPage(world, {}, async (page, visit) => {
    const { path, bar } = await ask(page, visit, "internet");
    await bar.getByRole("button", { name: "Let the packet walk" }).click();
    await bar.getByRole("status").getByText(/^Step 1 of 4/).waitFor();
    await path.locator('tr.here[data-action="send"]').waitFor();
    await bar.getByRole("status").getByText(/^Step 3 of 4/).waitFor();
    const moved = await packet(page).evaluate(async (it) => {
      const place = () => it.getBoundingClientRect().x;
      const before = place();
      await new Promise((later) => setTimeout(later, 250));
      return place() - before;
    });
    assert.ok(moved > 5, `moved by ${moved}`);
    await bar.getByRole("button", { name: "Pause" }).click();
    const states = await packet(page).evaluate((it) => it.getAnimations({ subtree: true }).map((one) => one.playState));
    assert.ok(states.every((state) => state !== "running"), states.join());
  }));

test("step by step the packet shows what becomes of its addresses", () =>
  inPage(world, {}, async (page, visit) => {
    const { path, bar } = await ask(page, visit, "internet");
    const on = bar.getByRole("button", { name: "One step on" });
    await on.click();
    const [source, destination] = await lines(page);
    assert.match(`${source} ${destination}`, /^203\.0\.113\.10 → 203\.0\.113\.\d+:80$/);
    await on.click();
    await on.click();
    await bar.getByRole("status").getByText(/^Step 3 of 4: worker-1: new destination/).waitFor();
    const shown = await lines(page);
    assert.equal(shown[1], `[${destination}]`);
    assert.match(shown[2], /^→ 20\.\d+\.\d+\.\d+:8080$/);
    await picture(page, "walk-nat");
    await path.locator('tr.here[data-action="dnat"]').waitFor();
    // The arrow keys do the same on the bar, and down the hops.
    await on.press("ArrowLeft");
    await path.locator('tr.here[data-action="balance"]').waitFor();
    await path.getByRole("button", { name: "Step 3: the packet goes there" }).press("ArrowDown");
    await path.locator('tr.here[data-action="deliver"]').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-current")), "step");
    await path.locator('tr[data-action="send"] .hop-what').click();
    await path.locator('tr.here[data-action="send"]').waitFor();
    await bar.getByRole("button", { name: "Back to the start" }).waitFor();
  }));

test("a dropped packet ends at its door, with the mark", () =>
  inPage(world, {}, async (page, visit) => {
    const { bar } = await ask(page, visit, "lan", "192.168.56.32:30080, http, worker-2");
    await bar.getByRole("button", { name: "One step on" }).click();
    await bar.getByRole("button", { name: "One step on" }).click();
    await packet(page).locator(".packet-end .dropped").waitFor();
    assert.ok(await bar.getByRole("button", { name: "One step on" }).isDisabled());
    await page.waitForTimeout(900);
    const door = await page.locator('[data-id="door/default/web/worker-2"]').boundingBox();
    const at = await packet(page).locator(".packet-dot").boundingBox();
    assert.ok(Math.abs(at.x + at.width / 2 - door.x) < 12, "it stands at the door");
    await picture(page, "walk-dropped");
  }));

test("where a load balancer has a choice, the reader chooses the way", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/#lesson=loadbalancer&panel=path");
    const path = page.getByRole("tabpanel", { name: "Path" });
    await path.getByLabel("From").selectOption("internet");
    const ways = page.getByRole("combobox", { name: "Which way" });
    await ways.selectOption({ index: 2 });
    await page.getByRole("status").getByText(/^Step 1 of 5/).waitFor();
    await path.getByRole("button", { name: "Step 3: the packet goes there" }).click();
    await page.getByRole("status").getByText(/^Step 3 of 5: worker-2/).waitFor();
    await page.keyboard.press("Escape");
  }));

test("without motion the steps stand numbered on the picture", () =>
  inPage(world, { reducedMotion: "reduce" }, async (page, visit) => {
    const { bar } = await ask(page, visit, "internet");
    assert.deepEqual(await page.locator(".walk .step text").allTextContents(), ["1", "2", "3", "4"]);
    assert.ok(await page.locator(".walk .step").first().isVisible());
    assert.equal(await bar.getByRole("button", { name: "Let the packet walk" }).isVisible(), false);
    for (let step = 0; step < 3; step += 1) await bar.getByRole("button", { name: "One step on" }).click();
    const running = await page.evaluate(() => document.getAnimations().filter((one) => one.animationName === "walk").length);
    assert.equal(running, 0);
    await picture(page, "walk-still");
  }));

test("on a narrow page the sheet follows the packet", () =>
  inPage(world, { viewport: { width: 360, height: 740 }, reducedMotion: "reduce" }, async (page, visit) => {
    await visit("/#lesson=loadbalancer&panel=path");
    const path = page.getByRole("tabpanel", { name: "Path" });
    await path.getByLabel("From").selectOption("internet");
    await page.getByRole("group", { name: "A packet on its way" }).getByRole("button", { name: "One step on" }).press("End");
    await packet(page).getByText("5", { exact: true }).waitFor();
    const [frame, dot] = await Promise.all([
      page.getByTestId("picture").boundingBox(),
      packet(page).locator(".packet-dot").boundingBox(),
    ]);
    assert.ok(dot.y > frame.y && dot.y + dot.height < frame.y + frame.height, "the packet is in sight");
    await picture(page, "walk-narrow");
  }));
