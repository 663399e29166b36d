// The editor: completion, what a field does, quick fixes, going to what a name means, format, keys, Korean input.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { editor, inPage, line, load, open, picture, start, text, type } from "./browser.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

const shop = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - port: 80
    targetPort: http
---
apiVersion: v1
kind: Pod
metadata:
  name: web-1
  labels:
    app: web
spec:
  containers:
  - name: web
    image: nginx
    ports:
    - name: http
      containerPort: 8080
`;

/** Puts the cursor behind the first of these words. */
async function behind(page, words) {
  const at = (await text(page)).indexOf(words);
  assert.notEqual(at, -1, words);
  await page.locator("yaml-editor").evaluate((element, place) => element.reveal(place, place, true), at + words.length);
}

const options = (page) => page.locator(".cm-tooltip-autocomplete [role=option]");
const labels = (page) => options(page).locator(".cm-completionLabel").allTextContents();

/** Opens the page with a text. */
async function opened(page, visit, text) {
  await visit("/");
  await editor(page).waitFor();
  await load(page, text);
}

test("a field and then its value are completed by typing", () =>
  inPage(world, {}, async (page, visit) => {
    await opened(page, visit, shop);
    await behind(page, "app: web");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Backspace");
    await page.keyboard.type("ty");
    await options(page).first().waitFor();
    assert.equal((await labels(page))[0], "type");
    await page.locator(".cm-completionInfo", { hasText: "How far the Service can be reached" }).waitFor();
    await picture(page, "editor-completion");
    // CodeMirror takes no Enter in the first moments of a list.
    await page.waitForTimeout(120);
    await page.keyboard.press("Enter");
    await page.locator(".cm-completionLabel", { hasText: "ClusterIP" }).waitFor();
    assert.deepEqual(await labels(page), ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]);
    await page.keyboard.type("No");
    await page.waitForTimeout(120);
    await page.keyboard.press("Enter");
    assert.equal(await line(page), "  type: NodePort");
  }));

test("values come from the text, and an empty text offers whole documents", () =>
  inPage(world, {}, async (page, visit) => {
    await opened(page, visit, shop.replace("targetPort: http", "targetPort: "));
    await behind(page, "targetPort: ");
    await page.keyboard.press("Control+Space");
    await options(page).first().waitFor();
    assert.deepEqual(await labels(page), ["http", "8080"]);
    await page.keyboard.press("Escape");

    await type(page, "# empty\n");
    await page.keyboard.press("Control+Space");
    await options(page).filter({ hasText: "Service headless" }).click();
    assert.match(await text(page), /^# empty\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  clusterIP: None\n/);
    await page.keyboard.type("db");
    assert.match(await text(page), /name: db\n[^]*app: db\n/, "the name is filled in everywhere");
  }));

test("hovering says what a field does and leads to what it means", () =>
  inPage(world, {}, async (page, visit) => {
    await opened(page, visit, shop);
    await page.locator(".cm-line", { hasText: "targetPort" }).getByText("targetPort").hover();
    const card = page.locator(".cm-field");
    await card.getByText("spec.ports[0].targetPort", { exact: true }).waitFor();
    await card.getByText("The port of the Pods").waitFor();
    await picture(page, "editor-hover");
    await card.getByRole("button", { name: "Go to Pod web-1" }).click();
    assert.equal(await line(page), "    - name: http");
  }));

test("a quick fix by key is one step back", () =>
  inPage(world, {}, async (page, visit) => {
    const broken = shop.replace("    app: web\n  ports", "    app: wbe\n  ports");
    await opened(page, visit, broken);
    await page.locator(".cm-lintRange-warning").first().waitFor();
    await behind(page, "app: wb");
    await page.keyboard.press("Control+.");
    assert.equal(await text(page), shop);
    await page.keyboard.press("Control+z");
    assert.equal(await text(page), broken);
    await page.locator(".cm-lintRange-warning").first().hover();
    await page.locator(".cm-diagnosticAction", { hasText: "Change to web" }).waitFor();
    await picture(page, "editor-fix");
    await page.locator(".cm-diagnosticAction", { hasText: "Change to web" }).click();
    assert.equal(await text(page), shop);
  }));

test("F12 goes to what a selector means, and there is a way back", () =>
  inPage(world, {}, async (page, visit) => {
    await opened(page, visit, shop);
    await behind(page, "app: w");
    await page.keyboard.press("F12");
    const head = () => page.locator("yaml-editor").evaluate((element) => element.head);
    assert.equal(await head(), shop.lastIndexOf("app: web") + "app: web".length);
    await page.keyboard.press("Alt+ArrowLeft");
    assert.equal(await head(), shop.indexOf("app: w") + "app: w".length);
    await page.locator(".cm-line", { hasText: "targetPort" }).getByText("http").click({ modifiers: ["ControlOrMeta"] });
    assert.equal(await line(page), "    - name: http");
    await behind(page, "kind: Ser");
    await page.keyboard.press("F12");
    await page.locator(".cm-said", { hasText: "Nothing to go to from here" }).waitFor();
  }));

test("format puts the text in order in one step, and leaves a broken one alone", () =>
  inPage(world, {}, async (page, visit) => {
    const untidy = shop.replace("  name: web\n", "      name:   web # here\n");
    await opened(page, visit, untidy);
    const tools = page.getByRole("toolbar", { name: "Editor" });
    await tools.getByRole("button", { name: "Format" }).click();
    assert.equal(await text(page), shop.replace("name: web\n", "name: web # here\n"));
    await editor(page).press("ControlOrMeta+z");
    assert.equal(await text(page), untidy);
    await load(page, "a: [\n");
    await tools.getByRole("button", { name: "Format" }).click();
    await page.locator(".cm-said", { hasText: "A broken text is not formatted" }).waitFor();
  }));

test("the keys are listed, and Tab does not hold anyone", () =>
  inPage(world, {}, async (page, visit) => {
    await opened(page, visit, shop);
    await editor(page).click();
    await page.keyboard.press("F1");
    const dialog = page.getByRole("dialog", { name: "Keys of the editor" });
    await dialog.getByText("Leave the editor").waitFor();
    await picture(page, "editor-keys");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.closest(".cm-content")), null);
  }));

test("Korean is composed while findings arrive, and opens no list", () =>
  inPage(world, {}, async (page, visit) => {
    await opened(page, visit, shop.replace("app: web\n  ports", "app: wbe\n  ports"));
    await behind(page, "app: wbe");
    const client = await page.context().newCDPSession(page);
    for (const syllable of ["ㅎ", "하", "한"]) {
      await client.send("Input.imeSetComposition", { text: syllable, selectionStart: 1, selectionEnd: 1 });
      await page.waitForTimeout(120);
      assert.equal(await options(page).count(), 0);
    }
    await page.keyboard.insertText("한");
    assert.equal(await line(page), "    app: wbe한");
    await page.locator(".cm-lintRange").first().waitFor();
  }));

for (const [name, settings] of [
  ["editor-narrow", { viewport: { width: 360, height: 740 } }],
  ["editor-dark-korean", { colorScheme: "dark", locale: "ko-KR", viewport: { width: 1440, height: 900 } }],
]) {
  test(`the editor's own surfaces fit: ${name}`, () =>
    inPage(world, settings, async (page, visit) => {
      await visit("/");
      await page.locator("yaml-editor").waitFor({ state: "attached" });
      await load(page, shop);
      if (settings.viewport.width < 500) await page.getByRole("navigation").getByRole("button").first().click();
      await page.locator(".cm-line", { hasText: "selector" }).getByText("selector").hover();
      await page.locator(".cm-field p").first().waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(wide, false, "nothing runs out of the page");
      await picture(page, `${name}-hover`);
      await page.mouse.move(0, 0);
      await behind(page, "app: web");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Backspace");
      await page.keyboard.press("Control+Space");
      await options(page).first().waitFor();
      await page.locator(".cm-completionInfo").waitFor();
      await picture(page, `${name}-completion`);
      await page.keyboard.press("Escape");
      await page.keyboard.press("F1");
      await page.getByRole("dialog").waitFor();
      await picture(page, `${name}-keys`);
    }));
}

test("an expectation that holds is marked, another is an error that its quick fix turns into what is", () =>
  inPage(world, {}, async (page, visit) => {
    await opened(page, visit, `# expect: endpoints web 1\n# expect: endpoints web 3\n${shop}`);
    const held = page.locator(".cm-held");
    await held.first().waitFor();
    assert.equal(await held.count(), 1);
    assert.equal(await page.getByRole("img", { name: "This holds" }).count(), 1);
    assert.match(await page.locator(".cm-line").first().textContent(), /endpoints web 1✓$/);
    assert.equal(await page.locator(".cm-lintRange-error").textContent(), "3");
    // The manifests are all right: nothing of the picture is older than the text.
    assert.equal(await page.locator(".stale").count(), 0);
    await picture(page, "expectations");
    await behind(page, "web 3");
    await page.keyboard.press("Control+.");
    await page.waitForFunction(() => document.querySelectorAll(".cm-held").length === 2);
    assert.equal((await text(page)).split("\n")[1], "# expect: endpoints web 1");
    await page.keyboard.press("End");
    await page.keyboard.type("0");
    await page.waitForFunction(() => document.querySelectorAll(".cm-held").length === 1);
    const problems = await open(page, "Problems");
    await problems.getByText("Ready endpoints of Service default/web: expected 10, but it has 1").waitFor();
  }));

test("an expectation that holds is marked in a text of which there is nothing else to say", () =>
  inPage(world, {}, async (page, visit) => {
    await opened(page, visit, shop);
    assert.equal(await page.locator(".cm-lintRange").count(), 0);
    await opened(page, visit, `# expect: endpoints web 1\n${shop}`);
    await page.locator(".cm-held").waitFor();
    await editor(page).focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Control+Delete");
    await page.waitForFunction(() => document.querySelectorAll(".cm-held").length === 0);
  }));

test("a selector that means several places lets the person choose, by key or click", () =>
  inPage(world, {}, async (page, visit) => {
    await opened(page, visit, `${shop}---\n${shop.split("---\n")[1].replaceAll("web-1", "web-2")}`);
    const menu = page.getByRole("menu", { name: "Go to one of these" });
    const items = menu.getByRole("menuitem");
    const focused = (name) => items.filter({ hasText: name }).and(page.locator(":focus")).waitFor();
    await behind(page, "app: web");
    await page.keyboard.press("F12");
    await focused("Pod web-1");
    assert.deepEqual(await items.allTextContents(), ["Pod web-1 line 17", "Pod web-2 line 31"]);
    await page.keyboard.press("ArrowDown");
    await focused("Pod web-2");
    await page.keyboard.press("ArrowDown");
    await focused("Pod web-1");
    await page.keyboard.press("End");
    await picture(page, "editor-choices");
    await page.keyboard.press("Enter");
    await menu.waitFor({ state: "detached" });
    assert.match(await line(page), /app: web/);
    const second = (await text(page)).lastIndexOf("app: web");
    const head = () => page.locator("yaml-editor").evaluate((element) => element.head);
    assert.ok((await head()) >= second, `${await head()} is before ${second}`);
    // The way back leads to where the question was asked.
    await page.keyboard.press("Alt+ArrowLeft");
    assert.ok((await head()) < second);
    const asked = await head();
    await page.keyboard.press("F12");
    await focused("Pod web-1");
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
    assert.equal(await head(), asked);
    await editor(page).and(page.locator(":focus")).waitFor();
    await page.keyboard.press("F12");
    await items.filter({ hasText: "Pod web-2" }).click();
    assert.ok((await head()) >= second);
  }));
