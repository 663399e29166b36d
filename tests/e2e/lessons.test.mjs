// The course, on a desk and on a phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { inPage, picture, start } from "./browser.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

test("every lesson draws a picture", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await page.locator("[data-open-lesson]").first().waitFor({ state: "attached" });
    const lessons = await page.locator("[data-open-lesson]").evaluateAll((all) => all.map((it) => it.dataset.openLesson));
    assert.ok(lessons.length >= 11, `${lessons.length} lessons`);
    for (const lesson of lessons) {
      await page.getByRole("button", { name: "Lessons" }).click();
      await page.locator(`[data-open-lesson="${lesson}"]`).click();
      await page.locator(`[data-lesson="${lesson}"]`).waitFor();
      await page.locator('[data-testid="picture"] .box[data-ref]').first().waitFor();
      await picture(page, `lesson-${lesson}`);
    }
  }));

for (const colorScheme of ["light", "dark"]) {
  test(`the page fits a phone, ${colorScheme}`, () =>
    inPage(world, { viewport: { width: 360, height: 740 }, colorScheme }, async (page, visit) => {
      await visit("/");
      await page.locator('[data-testid="picture"] svg').waitFor();
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wider, 0, "the page scrolls sideways");
      await picture(page, `phone-${colorScheme}`);
    }));
}
