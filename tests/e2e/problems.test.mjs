// The Problems panel: what is wrong, object by object, and mending it with a way back; the pages of the rules.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { editor, inPage, open, picture, start, text, type } from "./browser.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

const manifest = `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  selector:
    app: wbe
  ports:
  - port: 80
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, namespace: shop, labels: {app: web}}
spec:
  containers:
  - {name: web, image: nginx}
`;

test("a quick fix mends the text, and undo takes it back", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await editor(page).waitFor();
    await type(page, manifest);
    const problems = await open(page, "Problems");
    await problems.getByRole("heading", { name: "Service shop/web" }).waitFor();
    await problems.getByText("kubectl get endpoints shows <none>").waitFor();
    await picture(page, "problems");
    await problems.getByRole("button", { name: "Change to web" }).click();
    await problems.getByText("Nothing wrong that can be seen from the text.").waitFor();
    assert.equal(await text(page), manifest.replace("wbe", "web"));
    await editor(page).click();
    await page.keyboard.press("ControlOrMeta+z");
    await problems.getByRole("heading", { name: "Service shop/web" }).waitFor();
    assert.equal(await text(page), manifest);
  }));

test("a finding goes to its place in the text", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await editor(page).waitFor();
    await type(page, manifest);
    const problems = await open(page, "Problems");
    await problems.getByRole("button", { name: /line 8/ }).click();
    const head = await page.locator("yaml-editor").evaluate((element) => element.head);
    assert.equal(manifest.slice(0, head).split("\n").length, 8);
  }));

test("a code leads to the page of its rule, with the example alive", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await editor(page).waitFor();
    await type(page, manifest);
    const problems = await open(page, "Problems");
    const link = problems.getByRole("link", { name: "selector-matches-no-pods" });
    await visit(`/${await link.getAttribute("href")}`);
    await page.getByRole("heading", { name: "selector-matches-no-pods" }).waitFor();
    await page.frameLocator("iframe").locator("svg .box").first().waitFor();
    await picture(page, "rule");
    await page.getByRole("link", { name: "All rules" }).click();
    await page.getByRole("link", { name: "unused-allow" }).waitFor();
    await picture(page, "rules");
  }));

for (const [name, options] of [
  ["problems-narrow", { viewport: { width: 360, height: 740 } }],
  ["problems-dark-korean", { colorScheme: "dark", locale: "ko-KR" }],
]) {
  test(`the panel fits: ${name}`, () =>
    inPage(world, options, async (page, visit) => {
      await visit("/");
      await page.locator("yaml-editor").waitFor({ state: "attached" });
      if (options.viewport) await page.getByRole("navigation").getByRole("button").first().click();
      const field = page.locator("yaml-editor .cm-content");
      await field.click();
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.insertText(manifest);
      await page.getByRole("tab").first().click().catch(() => {});
      if (options.viewport) await page.getByRole("navigation").getByRole("button").last().click();
      await page.locator(".problems .fix").scrollIntoViewIfNeeded();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(wide, false, "nothing runs out of the page");
      await picture(page, name);
    }));
}
