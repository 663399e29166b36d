// The page as it is published, from any path of any static host.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { editor, inPage, start } from "./browser.mjs";
import { subPath } from "./server.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

for (const path of ["/", subPath]) {
  test(`the page starts at ${path}`, () =>
    inPage(world, {}, async (page, visit) => {
      await visit(path);
      await editor(page).waitFor();
      assert.deepEqual(world.server.requests.filter((asked) => !asked.startsWith(path)), []);
      world.server.requests.length = 0;
    }));
}

test("the outline is painted before the program is there, and nothing moves when it comes", () =>
  inPage(world, {}, async (page, visit) => {
    await page.addInitScript(() => {
      globalThis.shifts = 0;
      new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) globalThis.shifts += shift.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    let program;
    await page.route("**/*.wasm", (route) => (program = route));
    await visit("/");
    await page.locator(".page[aria-busy] .brand").waitFor();
    await expectSoon(() => program);
    // Long enough for a frame without the program.
    await page.waitForTimeout(200);
    await program.continue();
    await page.locator('[data-testid="picture"] svg').waitFor();
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))));
    const shifts = await page.evaluate(() => globalThis.shifts);
    assert.ok(shifts < 0.01, `cumulative layout shift: ${shifts}`);
  }));

async function expectSoon(condition) {
  for (let tries = 0; tries < 100 && !condition(); tries += 1) await new Promise((next) => setTimeout(next, 20));
  assert.ok(condition(), "the program was never asked for");
}
