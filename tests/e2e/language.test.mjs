// The language of the page: the texts of another than English come with the page that wants them, and only with it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { editor, inPage, picture, start } from "./browser.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

const korean = "**/ko-*.txt";
const share = (page) => page.locator("#open-share");

/** Chooses a language in the settings. */
async function choose(page, tag) {
  const form = page.locator("#settings");
  if (!(await form.isVisible())) await page.locator("#open-settings").click();
  await form.locator("select").first().selectOption(tag);
}

test("a reader of English fetches no Korean before choosing it, and never twice", () =>
  inPage(world, { locale: "en-GB" }, async (page, visit) => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const fetched = () => asked.filter((path) => /\/ko-\w+\.txt$/.test(path)).length;
    await visit("/");
    await editor(page).waitFor();
    assert.equal(await share(page).textContent(), "Share");
    assert.equal(fetched(), 0);

    await choose(page, "ko");
    await page.getByRole("button", { name: "공유" }).waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "ko");
    await choose(page, "en");
    await page.getByRole("button", { name: "Share" }).waitFor();
    await choose(page, "ko");
    await page.getByRole("button", { name: "공유" }).waitFor();
    assert.equal(fetched(), 1);

    await page.reload();
    await page.getByRole("button", { name: "공유" }).waitFor();
  }));

test("a page in Korean shows no English while its texts are on the way", () =>
  inPage(world, { locale: "ko-KR" }, async (page, visit) => {
    let send;
    const sent = new Promise((resolve) => (send = resolve));
    await page.route(korean, async (route) => {
      await sent;
      await route.continue();
    });
    await visit("/");
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith(".wasm")));
    // The program has time to show what it should not.
    await page.waitForTimeout(300);
    assert.equal(await share(page).count(), 0);
    assert.equal(await page.locator(".page").getAttribute("aria-busy"), "true");
    send();
    await page.getByRole("button", { name: "공유" }).waitFor();
    await picture(page, "language-korean");
  }));

test("without its Korean the page is in English and says so", async () => {
  const context = await world.browser.newContext({ locale: "ko-KR", serviceWorkers: "block" });
  const page = await context.newPage();
  try {
    await page.route(korean, (route) => route.fulfill({ status: 404 }));
    await page.goto(world.server.origin);
    const notice = page.getByRole("alert").filter({ hasText: "한국어를 불러오지 못해" });
    await notice.waitFor();
    assert.equal(await share(page).textContent(), "Share");
    await picture(page, "language-missing");
    await page.getByRole("button", { name: "Close" }).click();

    const select = page.locator("#settings select").first();
    assert.equal(await select.inputValue(), "en");
    await choose(page, "ko");
    await notice.waitFor();
    assert.equal(await share(page).textContent(), "Share");
    assert.equal(await select.inputValue(), "en", "the choice says what the page speaks");
    await page.locator("#settings").getByText("한국어를 불러오지 못해").waitFor();
    await picture(page, "language-not-fetched");

    await page.unroute(korean);
    await choose(page, "ko");
    await page.getByRole("button", { name: "공유" }).waitFor();
    await notice.waitFor({ state: "detached" });
    assert.equal(await select.inputValue(), "ko");
    assert.equal(await page.locator("#settings").getByText("한국어를 불러오지 못해").count(), 0);
  } finally {
    await context.close();
  }
});
