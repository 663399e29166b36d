// What leaves the page: the picture as a file, and the forms in which a text is passed on.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { box, inPage, load, picture, start } from "./browser.mjs";
import { shop } from "./manifests.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

const render = (...how) => execFileSync("cargo", ["run", "--quiet", "--locked", "--", "render", "-f", "-", ...how], { input: shop });

/** Opens the menu with the shop in the text. */
async function sharing(page, visit) {
  await visit("/");
  await page.locator("yaml-editor .cm-content").waitFor();
  await load(page, shop);
  await box(page, "Service/default/shop").waitFor();
  await page.locator("#open-share").click();
  return page.locator("#share");
}

async function saved(page, menu, name) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    menu.getByRole("button", { name, exact: true }).click(),
  ]);
  return readFile(await download.path());
}

test("SVG and Mermaid are those of the command line, byte for byte", () =>
  inPage(world, {}, async (page, visit) => {
    const menu = await sharing(page, visit);
    assert.ok((await saved(page, menu, "SVG")).equals(render()));
    assert.ok((await saved(page, menu, "Mermaid")).equals(render("-o", "mermaid")));
  }));

test("in Korean the files are in Korean, as the command line writes them", () =>
  inPage(world, { locale: "ko" }, async (page, visit) => {
    const menu = await sharing(page, visit);
    const svg = await saved(page, menu, "SVG");
    assert.ok(svg.equals(render("--lang", "ko")));
    assert.match(svg.toString(), /인터넷/);
    assert.ok((await saved(page, menu, "Mermaid")).equals(render("-o", "mermaid", "--lang", "ko")));
  }));

test("a PNG has the picture's size, or twice as much", () =>
  inPage(world, {}, async (page, visit) => {
    const menu = await sharing(page, visit);
    const size = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)];
    const [width, height] = size(await saved(page, menu, "PNG"));
    assert.ok(width > 300 && height > 100, `${width} x ${height}`);
    assert.deepEqual(size(await saved(page, menu, "PNG 2×")), [2 * width, 2 * height]);
  }));

test("link, Markdown, frame and element can be copied", () =>
  inPage(world, { permissions: ["clipboard-read", "clipboard-write"] }, async (page, visit) => {
    const menu = await sharing(page, visit);
    await page.waitForFunction(() => document.querySelector('[data-share="link"]').value.includes("#v1."));
    const link = await menu.locator('[data-share="link"]').inputValue();
    const copied = async (name) => {
      await menu.locator(`[data-copy="${name}"]`).click();
      await menu.locator(`[data-copy="${name}"]`, { hasText: "Copied" }).waitFor();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    assert.equal(await copied("link"), link);
    assert.equal(await copied("markdown-link"), `[svclab](${link})`);
    assert.equal(await copied("markdown"), `\`\`\`yaml\n${shop.trimEnd()}\n\`\`\`\n\n[svclab](${link})\n`);
    assert.match(await copied("frame"), /^<iframe src="[^"]*embed\/#v1\.[^"]*" title="svclab"/);
    assert.match(await copied("element"), /^<script type="module" src="[^"]*\/svc-lab.js"><\/script>\n<svc-lab>\n<pre>\n[^]*kind: Service[^]*<\/pre>\n<\/svc-lab>\n$/);
    await picture(page, "share-menu");
  }));
