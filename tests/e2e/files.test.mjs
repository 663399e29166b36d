// The reader's own files, in and out.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { box, editor, inPage, picture, start, text, type } from "./browser.mjs";
import { shop } from "./manifests.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

const file = (name, text) => ({ name, mimeType: "application/yaml", buffer: Buffer.from(text) });
const a = "apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  ports:\n  - port: 80\n";
const b = a.replace("name: a", "name: b");

/** Opens the menu. */
async function menu(page) {
  await page.locator("#open-files").click();
  return page.locator("#files");
}

async function choose(page, files) {
  const chooser = page.waitForEvent("filechooser");
  await (await menu(page)).getByRole("button", { name: "Open…" }).click();
  await (await chooser).setFiles(files);
}

test("several files become one text that survives a reload and can be undone", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await type(page, shop);
    await box(page, "Service/default/shop").waitFor();
    await choose(page, [file("a.yaml", a), file("b.yaml", `---\n${b}`)]);
    await box(page, "Service/default/b").waitFor();
    assert.equal(await text(page), `# a.yaml\n${a}---\n# b.yaml\n${b}`);
    await page.reload();
    await box(page, "Service/default/b").waitFor();
    await choose(page, [file("a.yaml", a)]);
    await box(page, "Service/default/b").waitFor({ state: "detached" });
    await editor(page).press("ControlOrMeta+z");
    await box(page, "Service/default/b").waitFor();
  }));

test("a dropped file is opened, wherever it is dropped", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await editor(page).waitFor();
    const dropped = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "a.yaml"));
      return data;
    }, a);
    for (const kind of ["dragover", "drop"]) await editor(page).dispatchEvent(kind, { dataTransfer: dropped });
    await box(page, "Service/default/a").waitFor();
    assert.equal(await text(page), a);
  }));

test("what is no text, or too much of it, is refused with the reason", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await type(page, shop);
    await choose(page, [file("a.yaml", a), { name: "x.png", mimeType: "image/png", buffer: Buffer.from([0x89, 0x50, 0, 0xff]) }]);
    await page.getByRole("alert").getByText("no text in UTF-8").waitFor();
    assert.equal(await text(page), shop);
    await picture(page, "files-refused");
    await choose(page, [file("large.yaml", "# ".repeat(2_500_000))]);
    await page.getByRole("alert").getByText("More than 4 MB").waitFor();
    assert.equal(await text(page), shop);
  }));

test("the text is downloaded as it is", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await type(page, shop);
    await box(page, "Service/default/shop").waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      (await menu(page)).getByRole("button", { name: "Download" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "manifests.yaml");
    assert.equal(await readFile(await download.path(), "utf8"), shop);
  }));

test("each type of Service can be added or begun with, and nothing is said against it", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await type(page, shop);
    await box(page, "Service/default/shop").waitFor();
    await (await menu(page)).getByRole("button", { name: "NodePort: Add" }).click();
    await box(page, "Service/default/web").waitFor();
    assert.ok((await text(page)).startsWith(shop));
    for (const type of ["ClusterIP", "NodePort", "LoadBalancer", "Headless", "ExternalName", "Without a selector"]) {
      await (await menu(page)).getByRole("button", { name: `${type}: Replace the text` }).click();
      await box(page, "Service/default/shop").waitFor({ state: "detached" });
      await box(page, "Service/default/web").waitFor();
      await page.waitForFunction(() => !document.querySelector("#tab-problems .count"));
    }
    await (await menu(page)).getByRole("button", { name: "Start over" }).click();
    await page.locator('[data-lesson="why-services"]').waitFor();
    await menu(page);
    await picture(page, "files-menu");
  }));
