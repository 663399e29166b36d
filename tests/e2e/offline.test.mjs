// Without a network after the first visit, and never two versions at once.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { serviceWorker } from "../../www/offline.mjs";
import { box, inPage, start, type } from "./browser.mjs";
import { shop } from "./manifests.mjs";
import { serve, subPath } from "./server.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const allowed = { serviceWorkers: "allow" };

let world;
before(async () => (world = await start()));
after(() => world?.close());

/** Waits until the page's service worker has everything. */
const installed = (page) => page.evaluate(async () => (await navigator.serviceWorker.ready).active !== null);

/** Waits until the next version has everything, too. */
const nextInstalled = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    while (!registration.waiting) await new Promise((next) => setTimeout(next, 50));
  });

for (const path of ["/", subPath]) {
  test(`after one visit ${path} needs no network`, () =>
    inPage(world, allowed, async (page, visit) => {
      await visit(path);
      await installed(page);
      await type(page, shop);
      await box(page, "Service/default/shop").waitFor();
      await page.context().setOffline(true);
      await page.reload();
      await box(page, "Service/default/shop").waitFor();
    }));
}

test("a new version takes over as a whole at the second reload", async () => {
  const dist = await mkdtemp(join(tmpdir(), "svclab-dist-"));
  const server = await serve(dist);
  try {
    await cp(join(root, "dist"), dist, { recursive: true });
    await inPage({ ...world, server }, allowed, async (page, visit) => {
      await visit("/#lesson=nodeport");
      await installed(page);
      await publishNext(dist);
      assert.equal(await version(page), "1");

      await page.reload();
      assert.equal(await version(page), "1", "the old version is whole and stays");
      await nextInstalled(page);

      await page.reload();
      await page.waitForFunction(() => document.documentElement.dataset.version === "2");
      await page.locator('[data-lesson="nodeport"]').waitFor();
      const caches = await page.evaluate(() => caches.keys());
      assert.equal(caches.length, 1, `${caches}`);
      await page.context().setOffline(true);
      await page.reload();
      assert.equal(await version(page), "2");
    });
  } finally {
    await server.close();
    await rm(dist, { recursive: true });
  }
});

test("a frame in somebody else's page keeps nothing", () =>
  inPage(world, allowed, async (page, visit) => {
    await visit("/embed/");
    await page.getByRole("alert").waitFor();
    assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  }));

/** Makes another version of what is published. */
async function publishNext(dist) {
  const file = join(dist, "index.html");
  await writeFile(file, (await readFile(file, "utf8")).replace("<html ", '<html data-version="2" '));
  serviceWorker(join(root, "www/service-worker.js"), dist);
}

const version = (page) => page.evaluate(() => document.documentElement.dataset.version ?? "1");
