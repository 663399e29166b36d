// axe finds nothing wrong with the page: in any lesson, light and dark, English and Korean, wide and narrow.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "./axe.mjs";
import { box, inPage, load, picture, start } from "./browser.mjs";

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

const labelled = `# expect: endpoints web 2
# expect: endpoints web 3
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80}]
---
apiVersion: v1
kind: Pod
metadata: {name: one, labels: {app: web}}
spec:
  containers: [{name: web, image: nginx}]
---
apiVersion: v1
kind: Pod
metadata: {name: two, labels: {app: web}}
spec:
  containers: [{name: web, image: nginx}]
`;

/** What opens, each with how: it is closed by Escape. */
const surfaces = {
  "the menu of a Pod": async (page) => {
    await box(page, "Pod/default/one").click({ button: "right", position: { x: 20, y: 12 } });
    await page.getByRole("menu").waitFor();
  },
  "the list of what happened": async (page) => {
    await box(page, "Pod/default/one").click({ button: "right", position: { x: 20, y: 12 } });
    await page.getByRole("menuitem").first().click();
    await page.locator(".service-difference summary").click();
  },
  "the endpoints after it": async (page) => {
    await page.locator("#tab-endpoints").click();
    await page.locator(".backends .since").first().waitFor();
  },
  "a finding under the pointer": async (page) => {
    await page.locator("yaml-editor .cm-lintRange-error").hover();
    await page.locator(".cm-tooltip-lint").waitFor();
  },
  "a field under the pointer": async (page) => {
    await page.locator("yaml-editor .cm-line", { hasText: "selector" }).locator("span").first().hover();
    await page.locator(".cm-field").waitFor();
  },
  "the list of completions": async (page) => {
    await reveal(page, "kind: Service");
    await page.keyboard.press("Control+Space");
    await page.locator(".cm-tooltip-autocomplete [role=option]").first().waitFor();
  },
  "the places that a selector means": async (page) => {
    await reveal(page, "app: web");
    await page.keyboard.press("F12");
    await page.locator(".cm-choices").waitFor();
  },
  "the search in the text": async (page) => {
    await page.locator("yaml-editor .cm-content").press("Control+f");
    await page.locator(".cm-search").waitFor();
  },
  "the keys of the editor": async (page) => {
    await page.keyboard.press("Escape");
    await page.locator("yaml-editor .cm-content").press("F1");
    await page.locator("dialog.keys").waitFor();
  },
  "the settings": async (page) => {
    await page.locator("#open-settings").click();
    await page.locator("#settings").waitFor();
  },
  "the ways to share": async (page) => {
    await page.locator("#open-share").click();
    await page.locator("#share").waitFor();
  },
};

async function reveal(page, words) {
  await page.locator("yaml-editor").evaluate((element, words) => {
    const place = element.value.indexOf(words) + words.length;
    element.reveal(place, place, true);
  }, words);
}

for (const [locale, colorScheme] of [["en-US", "light"], ["en-US", "dark"], ["ko-KR", "light"], ["ko-KR", "dark"]]) {
  test(`axe finds nothing in what opens: ${locale}, ${colorScheme}`, () =>
    inPage(world, { locale, colorScheme, reducedMotion: "reduce" }, async (page, visit) => {
      await visit("/");
      await page.locator("yaml-editor .cm-content").waitFor();
      await load(page, labelled);
      await box(page, "Pod/default/two").waitFor();
      await page.locator("yaml-editor .cm-held").waitFor();
      const found = [];
      for (const [name, open] of Object.entries(surfaces)) {
        await open(page);
        found.push(...(await violations(page, name)));
        await picture(page, `open-${colorScheme}-${locale}-${name.replaceAll(" ", "-")}`);
        await page.keyboard.press("Escape");
        await page.mouse.move(5, 5);
      }
      assert.deepEqual(found, []);
    }));
}
