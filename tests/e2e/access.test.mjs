// axe finds nothing wrong with the page: in any lesson, light and dark, English and Korean, wide and narrow.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "./axe.mjs";
import { inPage, start } from "./browser.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

const panels = ["problems", "path", "dns", "endpoints", "objects", "rules"];
const worlds = [
  { locale: "en-US", colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { locale: "ko-KR", colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  { locale: "en-US", colorScheme: "dark", viewport: { width: 360, height: 740 } },
  { locale: "ko-KR", colorScheme: "light", viewport: { width: 360, height: 740 } },
];

for (const options of worlds) {
  const name = `${options.locale}, ${options.colorScheme}, ${options.viewport.width} px`;
  test(`axe finds nothing in any lesson: ${name}`, () =>
    inPage(world, { ...options, reducedMotion: "reduce" }, async (page, visit) => {
      await visit("/");
      await page.locator("[data-open-lesson]").first().waitFor({ state: "attached" });
      const lessons = await page.locator("[data-open-lesson]").evaluateAll((all) => all.map((it) => it.dataset.openLesson));
      const found = [];
      for (const [index, lesson] of lessons.entries()) {
        const panel = panels[index % panels.length];
        await page.evaluate((hash) => (location.hash = hash), `lesson=${lesson}&panel=${panel}`);
        await page.locator(`[data-lesson="${lesson}"]`).waitFor({ state: "attached" });
        // A broken manifest may have no Service.
        await page.locator('[data-testid="picture"] svg').first().waitFor();
        found.push(...(await violations(page, `${lesson}, ${panel}`)));
      }
      assert.deepEqual(found, []);
    }));
}

test("axe finds nothing in what opens over the picture, nor in its tables", () =>
  inPage(world, { reducedMotion: "reduce" }, async (page, visit) => {
    await visit("/#lesson=external-traffic-policy&panel=path");
    await page.locator('[data-testid="picture"] [data-ref^="Service/"]').first().waitFor();
    const found = [];
    await page.getByRole("button", { name: "One step on" }).click();
    found.push(...(await violations(page, "a packet")));
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find in the picture" }).fill("web");
    await page.locator("#found-0").waitFor();
    found.push(...(await violations(page, "search")));
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Table" }).click();
    await page.getByRole("table", { name: "Ways to Services" }).waitFor();
    found.push(...(await violations(page, "tables")));
    await page.getByRole("button", { name: "Lessons" }).click();
    found.push(...(await violations(page, "lessons")));
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Share" }).click();
    found.push(...(await violations(page, "share")));
    assert.deepEqual(found, []);
  }));
