// What the page looks like, compared with how it looked: the picture of every lesson, and some whole pages. Screens are
// small and a few pixels may differ, so that another version of the browser passes; a box that has moved does not.
// `SVCLAB_UPDATE=1 node --test tests/e2e/screens.test.mjs` takes the screens anew: look at them before they are committed.
import assert from "node:assert/strict";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

import { inPage, start } from "./browser.mjs";

const folder = new URL("screens/", import.meta.url);
const results = new URL("../../test-results/", import.meta.url);
const updates = process.env.SVCLAB_UPDATE === "1";
/** Of a screen's pixels, how many may differ. */
const TOLERANCE = 0.0015;
/** Holds the width of a line of text in the font of the committed screens, in pixels: other fonts make other pictures. */
const fontWidth = new URL("font-width.txt", folder);

const examples = fileURLToPath(new URL("../../www/examples/", import.meta.url));
const lessons = (await readdir(examples)).filter((name) => name.endsWith(".yaml")).map((name) => name.replace(/^\d+-|\.yaml$/g, ""));
const screens = [
  ...lessons.map((lesson) => ({ name: lesson, lesson, part: ".picture" })),
  { name: "page", lesson: "loadbalancer" },
  { name: "page-dark", lesson: "external-traffic-policy", options: { colorScheme: "dark" } },
  { name: "page-narrow", lesson: "nodeport", options: { viewport: { width: 360, height: 740 } } },
  { name: "page-narrow-dark", lesson: "headless", options: { viewport: { width: 360, height: 740 }, colorScheme: "dark" } },
];

let world;
before(async () => (world = await start()));
after(() => world?.close());

/** Opens a lesson and takes its screen, at half its size. */
const taken = ({ lesson, part = "body", options }, prepare = () => {}) =>
  new Promise((resolve, reject) => {
    const small = { reducedMotion: "reduce", deviceScaleFactor: 0.5, ...options };
    inPage(world, small, async (page, visit) => {
      await visit(`/#lesson=${lesson}`);
      await page.locator(".drawing > svg").waitFor();
      await page.locator("yaml-editor .cm-content").waitFor({ state: "attached" });
      await page.evaluate(() => document.fonts.ready);
      const width = await page.evaluate(() => {
        const context = document.createElement("canvas").getContext("2d");
        context.font = "20px sans-serif";
        return Math.round(context.measureText("Where a packet goes and why").width);
      });
      await page.evaluate(prepare);
      const png = await page.locator(part).first().screenshot({ animations: "disabled", caret: "hide" });
      resolve({ width, png: PNG.sync.read(png), bytes: png });
    }).catch(reject);
  });

/** The share of pixels that differ, with a picture of them. */
function difference(one, other) {
  const { width, height } = one;
  if (other.width !== width || other.height !== height) return { share: 1, diff: one };
  const diff = new PNG({ width, height });
  const count = pixelmatch(one.data, other.data, diff.data, width, height, { threshold: 0.2 });
  return { share: count / (width * height), diff };
}

for (const screen of screens) {
  test(`the screen of ${screen.name}`, async (context) => {
    const { width, png, bytes } = await taken(screen);
    const file = new URL(`${screen.name}.png`, folder);
    if (updates) {
      await mkdir(folder, { recursive: true });
      await writeFile(fontWidth, `${width}\n`);
      return writeFile(file, bytes);
    }
    const known = Number(await readFile(fontWidth, "utf8"));
    if (width !== known) return context.skip(`the fonts of this machine are others: ${width} instead of ${known} pixels`);
    const { share, diff } = difference(PNG.sync.read(await readFile(file)), png);
    if (share > TOLERANCE) {
      await mkdir(results, { recursive: true });
      await writeFile(new URL(`${screen.name}.png`, results), bytes);
      await writeFile(new URL(`${screen.name}.diff.png`, results), PNG.sync.write(diff));
    }
    assert.ok(share <= TOLERANCE, `${(100 * share).toFixed(2)} % of the pixels differ: see test-results/${screen.name}.diff.png`);
  });
}

test("a box that has moved is seen", async () => {
  const screen = screens.find(({ name }) => name === "clusterip");
  const { png } = await taken(screen);
  const moved = await taken(screen, () => document.querySelector(".drawing .pod").setAttribute("transform", "translate(0 12)"));
  const { share } = difference(png, moved.png);
  assert.ok(share > TOLERANCE, `${share}`);
  assert.equal(difference(png, (await taken(screen)).png).share, 0);
});

test("every screen belongs to something", async () => {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".png"));
  const known = new Set(screens.map(({ name }) => `${name}.png`));
  const strange = files.filter((name) => !known.has(name));
  if (updates) await Promise.all(strange.map((name) => rm(new URL(name, folder))));
  else assert.deepEqual(strange, []);
});
