// Moving in the picture: zoom and map, finding, keys from box to box, folds, and the tables with the same content.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { box, editor, inPage, load, picture, start, type } from "./browser.mjs";
import { policies } from "./manifests.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

/** Twelve Pods of a Deployment on two nodes: more than the picture shows one by one. */
const many = `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 24
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: nginx}]}
`;

const sheet = (page) => page.getByTestId("picture");

const scale = (page) => sheet(page).locator("svg.svclab").evaluate((svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);

test("zooming keeps the point under the pointer, and the map shows and moves what is in sight", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/#lesson=external-traffic-policy");
    const node = box(page, "Node/worker-2");
    await node.waitFor();
    const map = page.locator(".mini-map");
    const before = await node.locator(".frame").boundingBox();
    const [x, y] = [before.x + 20, before.y + 10];
    await page.mouse.move(x, y);
    await page.keyboard.down("Control");
    for (let turn = 0; turn < 3; turn += 1) await page.mouse.wheel(0, -150);
    await page.keyboard.up("Control");
    await page.waitForFunction((first) => {
      const svg = document.querySelector("svg.svclab");
      return svg.getBoundingClientRect().width > first * 2;
    }, before.width);
    await map.waitFor();
    const now = await node.locator(".frame").boundingBox();
    const grown = now.width / before.width;
    assert.ok(grown > 2, `grown ${grown} times`);
    assert.ok(Math.abs(now.x + 20 * grown - x) < 4, `moved by ${now.x + 20 * grown - x} to the side`);
    await picture(page, "picture-map");

    // The map leads to its upper left corner.
    const small = await map.boundingBox();
    await page.mouse.click(small.x + 2, small.y + 2);
    assert.deepEqual(await sheet(page).evaluate((it) => [it.scrollLeft, it.scrollTop]), [0, 0]);
    assert.equal(await map.getAttribute("aria-hidden"), "true");

    // Keys: larger, smaller, and all of it.
    await sheet(page).locator(".box[tabindex='0']").focus();
    const large = await scale(page);
    await page.keyboard.press("-");
    await page.waitForFunction((large) => {
      const svg = document.querySelector("svg.svclab");
      return svg.getBoundingClientRect().width / svg.viewBox.baseVal.width < large;
    }, large);
    await page.keyboard.press("0");
    await page.getByRole("button", { name: "Fit", pressed: true }).waitFor();
  }));

test("a search finds by name and address, opens the fold, and lands on the box", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await editor(page).waitFor();
    await load(page, many);
    const folds = sheet(page).locator('.pod[data-fold="closed"]');
    await folds.first().waitFor();
    assert.equal(await folds.first().getAttribute("aria-expanded"), "false");
    await sheet(page).locator(".box[tabindex='0']").focus();
    await page.keyboard.press("/");
    const search = page.getByRole("combobox", { name: "Find in the picture" });
    await search.fill("pod web");
    const options = page.getByRole("listbox", { name: "Found" }).getByRole("option");
    assert.ok((await options.count()) > 5);
    await search.press("ArrowDown");
    await search.press("ArrowDown");
    await page.locator("#found-2[aria-selected=true]").waitFor();
    const name = await options.nth(2).locator("strong").textContent();
    await search.press("Enter");
    await page.waitForFunction(
      (reference) => document.activeElement.getAttribute("data-ref") === reference,
      `Pod/default/${name}`,
    );
    await sheet(page).locator(".box.selected", { hasText: name.slice(-5) }).first().waitFor();
    const seen = await sheet(page).evaluate((sheet) => {
      const [frame, part] = [sheet, document.activeElement].map((it) => it.getBoundingClientRect());
      return part.top >= frame.top && part.bottom <= frame.bottom;
    });
    assert.ok(seen, "it is in sight");

    // By address, from inside the editor, and away again.
    await editor(page).click();
    await page.keyboard.press("Control+k");
    await search.fill("192.168.56.31");
    assert.equal(await options.first().locator("strong").textContent(), "worker-1");
    await search.fill("nothing-like-it");
    await page.getByText("Nothing of that name, kind or address.").waitFor();
    await search.press("Escape");
    await search.waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement.id), "find");
  }));

test("a fold opens by key and keeps the focus", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await editor(page).waitFor();
    await load(page, many);
    const fold = sheet(page).locator('.pod[data-fold="closed"]').first();
    await fold.waitFor();
    const pods = sheet(page).locator(".pod");
    const folded = await pods.count();
    await fold.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction((count) => document.querySelectorAll(".pod").length > count, folded);
  }));

test("arrow keys go along the ways and within a column, Escape lets go", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await type(page, policies);
    await box(page, "Service/default/web").waitFor();
    await box(page, "Service/default/web").focus();
    const at = () => page.evaluate(() => document.activeElement.getAttribute("data-id"));
    const walk = [];
    for (const key of ["ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowDown", "ArrowLeft"]) {
      await page.keyboard.press(key);
      walk.push(await at());
    }
    assert.deepEqual(walk.slice(0, 3), ["pod/default/web", "service/default/web", "door/default/web/worker-1"]);
    assert.equal(walk[3], "door/default/web/worker-2");
    assert.match(walk[4], /^(loadbalancer|client)\//);
    await page.keyboard.press("End");
    await page.keyboard.press("Home");
    await box(page, "Service/default/web").focus();
    await page.keyboard.press("Enter");
    await sheet(page).locator("svg.picking").waitFor();
    await page.keyboard.press("Escape");
    await sheet(page).locator("svg:not(.picking)").waitFor();
    assert.equal(await sheet(page).locator(".box[tabindex='0']").count(), 1, "one stop for Tab");
  }));

test("the tables have the same content", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await type(page, policies);
    await box(page, "Service/default/web").waitFor();
    await page.getByRole("button", { name: "Fit" }).focus();
    await page.keyboard.press("t");
    const ways = page.getByRole("table", { name: "Ways to Services" });
    const rows = await ways.locator("tbody tr").evaluateAll((all) =>
      all.map((row) => [...row.cells].map((cell) => cell.innerText.trim())),
    );
    assert.ok(rows.some(([from, by, , ports, state]) => from === "LAN host" && by === "worker-1" && ports === ":30080" && state === "open"));
    assert.ok(rows.some(([from, by, , , state]) => from === "LAN host" && by === "worker-2" && state !== "open"));
    const backends = page.getByRole("table", { name: "Behind the Services" });
    assert.match(await backends.locator("tbody").innerText(), /web.*20\..*worker-1.*ready/s);
    assert.equal(await sheet(page).isVisible(), false);
    await picture(page, "picture-tables");
    await page.getByRole("button", { name: "Table" }).click();
    await sheet(page).waitFor();
  }));
