// A new picture takes the place of the one before piece by piece.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { inPage, start } from "./browser.mjs";

let world;
before(async () => { world = await start(); });
after(() => world.close());

const service = (name, more = "") => `apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec:
  selector: {app: ${name}}
  ports: [{port: 80${more}}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  replicas: 2
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: web, image: nginx}]}
---
`;
const two = service("alpha") + service("beta");

async function put(page, text) {
  await page.locator("yaml-editor").evaluate((editor, text) => {
    editor.value = text;
    editor.dispatchEvent(new Event("change"));
  }, text);
}

const shown = (page, name) => page.locator(`[data-testid=picture] [data-ref="Service/default/${name}"]`);
/** The ids of the pieces in their order, and how many of them carry a mark of this test. */
const pieces = (page) =>
  page.evaluate(() => [...document.querySelectorAll(".drawing > svg > [data-id]")].map((part) => part.dataset.id));
const mark = (page) =>
  page.evaluate(() => document.querySelectorAll(".drawing > svg > [data-id]").forEach((part) => (part.wasThere = true)));
const unmarked = (page) =>
  page.evaluate(() => [...document.querySelectorAll(".drawing > svg > [data-id]")].filter((part) => !part.wasThere).map((part) => part.dataset.id));

async function opened(page, visit) {
  await visit("/");
  await put(page, two);
  await shown(page, "beta").waitFor();
}

test("an edit repaints what it changes and nothing else", () =>
  inPage(world, {}, async (page, visit) => {
    await opened(page, visit);
    await mark(page);
    await put(page, two.replace("port: 80}", "port: 81}"));
    await shown(page, "alpha").filter({ hasText: "81" }).waitFor();
    const fresh = await unmarked(page);
    assert.ok(fresh.includes("service/default/alpha"), `${fresh}`);
    assert.ok(!fresh.some((id) => id.includes("beta")), `${fresh}`);
  }));

test("a box that the last edit has changed is marked until the next one, even without motion", () =>
  inPage(world, { reducedMotion: "reduce" }, async (page, visit) => {
    await opened(page, visit);
    const changed = () => page.evaluate(() => [...document.querySelectorAll(".drawing .changed")].map((part) => part.dataset.id));
    assert.deepEqual(await changed(), []);
    const edited = two.replace("port: 80}", "port: 81}");
    await put(page, edited);
    assert.deepEqual(await changed(), ["service/default/alpha"]);
    const stroke = () => page.evaluate(() => getComputedStyle(document.querySelector("[data-id='service/default/alpha'] > .frame")).strokeWidth);
    assert.equal(await stroke(), "5px");
    await page.waitForTimeout(1300);
    assert.notEqual(await stroke(), "5px");
    // Boxes that only make room are not changed.
    await put(page, service("aardvark") + edited);
    const ids = await changed();
    assert.ok(ids.includes("service/default/aardvark"), `${ids}`);
    assert.ok(!ids.includes("service/default/alpha") && !ids.includes("service/default/beta"), `${ids}`);
  }));

test("whatever is edited, the picture is the one of the text", () =>
  inPage(world, {}, async (page, visit) => {
    await opened(page, visit);
    // To and fro by different ways: what is there at the end must not depend on them.
    const texts = [two, service("alpha"), service("gamma") + two, service("beta") + service("alpha"), "", two + service("delta", ", nodePort: 30080").replace("spec:\n", "spec:\n  type: NodePort\n")];
    const seen = new Map();
    for (const text of [...texts, ...texts.toReversed(), ...texts]) {
      await put(page, text);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const drawn = await page.evaluate(() => {
        const picture = document.querySelector(".drawing > svg").cloneNode(true);
        // What Tab reaches and what has changed is not of the picture, and lines between pieces are not seen.
        picture.querySelectorAll("[tabindex]").forEach((part) => part.removeAttribute("tabindex"));
        picture.querySelectorAll(".changed").forEach((part) => part.classList.remove("changed"));
        return picture.outerHTML.replaceAll("\n", "");
      });
      assert.equal(drawn, seen.get(text) ?? drawn);
      seen.set(text, drawn);
    }
    assert.equal(seen.size, texts.length);
  }));

test("the focus stays on its box while other boxes come and go", () =>
  inPage(world, {}, async (page, visit) => {
    await opened(page, visit);
    await shown(page, "beta").focus();
    await put(page, service("aardvark") + two);
    await shown(page, "aardvark").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.dataset.id), "service/default/beta");
    assert.equal(await page.locator(".drawing [tabindex='0']").count(), 1);
  }));

/** What moves in the first frame after an edit that makes room for another Service. */
async function motion(page) {
  await put(page, service("aardvark") + two);
  return page.evaluate(() => {
    const picture = document.querySelector(".drawing > svg");
    const glides = document.getAnimations().filter((one) => !(one instanceof CSSAnimation) && picture.contains(one.effect.target));
    return glides.map(({ effect }) => ({
      id: effect.target.closest("[data-id]")?.dataset.id,
      what: Object.keys(effect.getKeyframes()[0]),
      lasts: effect.getComputedTiming().duration,
    }));
  });
}

test("boxes that make room glide there, and new ones appear", () =>
  inPage(world, { reducedMotion: "no-preference" }, async (page, visit) => {
    await opened(page, visit);
    const moving = await motion(page);
    const of = (id) => moving.find((one) => one.id === id);
    assert.ok(of("service/default/beta").what.includes("transform"), JSON.stringify(moving));
    assert.ok(of("service/default/aardvark").what.includes("opacity"), JSON.stringify(moving));
    assert.ok(moving.every(({ lasts }) => lasts === 150));
    await page.waitForFunction(() => document.getAnimations().length === 0);
  }));

test("nothing glides for who wants no motion, nor when another text is opened", () =>
  inPage(world, { reducedMotion: "reduce" }, async (page, visit) => {
    await opened(page, visit);
    assert.deepEqual(await motion(page), []);
    await page.emulateMedia({ reducedMotion: "no-preference" });
    await page.evaluate(() => (location.hash = "#lesson=nodeport"));
    await page.locator("[data-testid=picture] .door").first().waitFor();
    assert.equal(await page.evaluate(() => document.getAnimations().filter(({ effect }) => effect.target.closest(".drawing")).length), 0);
  }));
