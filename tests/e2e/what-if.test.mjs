// "What if": what the reader lets happen to the running cluster, by mouse and by keyboard, and the ways back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { box, editor, inPage, open as panel, picture, start, text, type } from "./browser.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - {name: web, image: nginx}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80}]
---
apiVersion: v1
kind: Pod
metadata:
  name: lone
  labels: {app: web}
spec:
  nodeName: worker-1
  containers:
  - {name: web, image: nginx}
`;

const strip = (page) => page.getByRole("region", { name: "What if" });
const changes = (page) => strip(page).getByRole("listitem").filter({ has: page.locator(".chip") });
const service = (page) => strip(page).locator(".service-difference[data-service='default/web'] summary");
const ghost = (page) => page.getByTestId("picture").locator(".box.gone");

async function open(page, visit) {
  await visit("/");
  await editor(page).waitFor();
  await type(page, manifest);
  await box(page, "Pod/default/lone").waitFor();
}

/** Chooses an item of an object's menu with the mouse. */
async function choose(page, reference, item) {
  await box(page, reference).click({ button: "right", position: { x: 20, y: 12 } });
  await page.getByRole("menu").getByRole("menuitem", { name: item }).click();
}

test("a deleted Pod leaves a ghost, and the Service keeps its address; the change can be taken back", () =>
  inPage(world, {}, async (page, visit) => {
    await open(page, visit);
    await choose(page, "Pod/default/lone", /^Delete/);
    await changes(page).filter({ hasText: "Pod lone deleted" }).waitFor();
    await strip(page).getByText("No controller owns Pod default/lone, so nobody makes another").waitFor();
    assert.match(await service(page).innerText(), /−1 left\s+\+0 joined\s+=2 stayed\s+keeps web\.default\.svc/);
    assert.match(await ghost(page).getAttribute("aria-label"), /^lone .* gone, Pod$/);
    await picture(page, "what-if");
    assert.equal(await text(page), manifest, "nothing is written into the text");

    await strip(page).getByRole("button", { name: "Take back: Pod lone deleted" }).click();
    await box(page, "Pod/default/lone").waitFor();
    assert.equal(await ghost(page).count(), 0);
    await strip(page).getByRole("button", { name: "Bring back" }).click();
    await ghost(page).waitFor();
    await strip(page).getByRole("button", { name: "Take all back" }).click();
    await strip(page).getByText("Nothing has happened.").waitFor();
    await strip(page).getByRole("button", { name: "Close" }).click();
    await strip(page).waitFor({ state: "detached" });
  }));

test("the panel of endpoints shows who left, joined and stayed", () =>
  inPage(world, {}, async (page, visit) => {
    await open(page, visit);
    const endpoints = await panel(page, "Endpoints");
    const section = endpoints.locator("[data-service='default/web']");
    assert.equal(await section.locator(".since").count(), 0, "nothing has happened yet");
    const button = section.locator("tr", { hasText: "web-" }).first().getByRole("button");
    const replica = (await button.innerText()).replace("Pod ", "");
    await choose(page, "Pod/default/lone", /^Make unready/);
    await page.locator(`.box[data-ref="Pod/default/${replica}"]`).click({ button: "right", position: { x: 20, y: 12 } });
    await page.getByRole("menuitem", { name: /^Delete/ }).click();
    await changes(page).nth(1).waitFor();
    const rows = await section.locator("tbody tr").evaluateAll((all) =>
      all.map((row) => [row.dataset.standing, row.querySelector(".since").innerText, row.children[1].innerText]));
    const of = (standing) => rows.filter((row) => row[0] === standing).map((row) => row[1]).sort();
    assert.deepEqual(of("ready"), ["+ joined", "= stayed"]);
    assert.deepEqual(of("not-ready"), ["− left"]);
    assert.deepEqual(of("gone"), ["− left"]);
    assert.ok(rows.find((row) => row[0] === "gone")[2].startsWith(replica), rows.join("; "));
    assert.match(await section.locator("h3").innerText(), /2 of 3 ready\s*−2 left\s*\+1 joined\s*=1 stayed/);
    await picture(page, "what-if-endpoints");
    await strip(page).getByRole("button", { name: "Take all back" }).click();
    await section.locator(".since").first().waitFor({ state: "detached" });
  }));

test("by keyboard: the menu opens at the box, moves by arrows, and gives the focus back", () =>
  inPage(world, {}, async (page, visit) => {
    await open(page, visit);
    const pod = box(page, "Pod/default/lone");
    await pod.focus();
    await page.keyboard.press("m");
    const items = page.getByRole("menu").getByRole("menuitem");
    await items.first().and(page.locator(":focus")).waitFor();
    await page.keyboard.press("ArrowDown");
    await items.filter({ hasText: "Make unready" }).and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    await pod.and(page.locator(":focus")).waitFor();

    await page.keyboard.press("Shift+F10");
    await items.first().waitFor();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await changes(page).filter({ hasText: "Pod lone not ready" }).waitFor();
    assert.match(await pod.getAttribute("aria-label"), /^changed lone .* not ready, Pod$/);
    await page.getByRole("menu").waitFor({ state: "detached" });
    await pod.and(page.locator(":focus")).waitFor();
  }));

test("a chosen box has a button for its menu, and a Deployment is scaled to any number", () =>
  inPage(world, {}, async (page, visit) => {
    await open(page, visit);
    await page.locator('.box[data-ref^="Pod/default/web-"]').first().click();
    await page.getByRole("button", { name: /^What if: Pod web-/ }).click();
    await page.getByRole("menuitem", { name: "Another number…" }).click();
    await page.getByLabel("Replicas of Deployment web").fill("14");
    await page.keyboard.press("Enter");
    await changes(page).filter({ hasText: "Deployment web scaled to 14" }).waitFor();
    assert.match(await service(page).innerText(), /\+12 joined\s+=3 stayed/);
    await page.locator('.box[data-ref="Deployment/default/web"][aria-label*="new"]').first().waitFor();
    // A fold has the menu of its workload; the last number counts.
    await choose(page, "Deployment/default/web", "Scale to 13");
    await changes(page).filter({ hasText: "Deployment web scaled to 13" }).waitFor();
    assert.equal(await changes(page).count(), 1);
  }));

test("a node goes down", () =>
  inPage(world, {}, async (page, visit) => {
    await open(page, visit);
    await choose(page, "Node/worker-1", /^Switch off/);
    await changes(page).filter({ hasText: "Node worker-1 down" }).waitFor();
    assert.match(await box(page, "Node/worker-1").getAttribute("aria-label"), /down/);
    await box(page, "Node/worker-1").click({ button: "right", position: { x: 20, y: 12 } });
    await page.getByRole("menuitem", { name: "Take back: Node worker-1 down" }).click();
    await changes(page).waitFor({ state: "detached" });
  }));

test("a link and a reload keep what happens; another lesson does not", async () => {
  let link;
  await inPage(world, {}, async (page, visit) => {
    await open(page, visit);
    await choose(page, "Pod/default/lone", /^Terminate/);
    await changes(page).filter({ hasText: "Pod lone terminating" }).waitFor();
    await page.reload();
    await changes(page).filter({ hasText: "Pod lone terminating" }).waitFor();
    await page.getByRole("button", { name: "Share" }).click();
    await page.waitForFunction(() => location.hash.startsWith("#v1."));
    link = new URL(page.url());
  });
  await inPage(world, {}, async (page, visit) => {
    await visit(link.pathname + link.hash);
    await changes(page).filter({ hasText: "Pod lone terminating" }).waitFor();
    await page.getByRole("button", { name: "Lessons" }).click();
    await page.locator('[data-open-lesson="clusterip"]').click();
    await strip(page).waitFor({ state: "detached" });
  });
});

test("a change is written into the text when asked, and undo brings both back", () =>
  inPage(world, {}, async (page, visit) => {
    await open(page, visit);
    await page.locator('.box[data-ref^="Pod/default/web-"]').first().click({ button: "right" });
    await page.getByRole("menuitem", { name: "Scale to 3" }).click();
    await changes(page).getByRole("button", { name: "Write into the text" }).click();
    await strip(page).waitFor({ state: "detached" });
    assert.equal(await text(page), manifest.replace("replicas: 2", "replicas: 3"));
    await editor(page).click();
    await page.keyboard.press("ControlOrMeta+z");
    await changes(page).filter({ hasText: "Deployment web scaled to 3" }).waitFor();
    assert.equal(await text(page), manifest);
    await page.keyboard.press("ControlOrMeta+y");
    await strip(page).waitFor({ state: "detached" });
  }));

test("what the text cannot say is not offered, and what is no longer there says so", () =>
  inPage(world, {}, async (page, visit) => {
    await open(page, visit);
    await choose(page, "Pod/default/lone", /^Terminate/);
    await changes(page).filter({ hasText: "Pod lone terminating" }).waitFor();
    assert.equal(await changes(page).getByRole("button", { name: "Write into the text" }).count(), 0);
    await type(page, manifest.replaceAll("lone", "other"));
    await changes(page).getByText("There is no Pod default/lone").waitFor();
    await changes(page).getByText("cannot happen").waitFor();
  }));

for (const [name, options] of [
  ["what-if-narrow", { viewport: { width: 360, height: 740 }, hasTouch: true }],
  ["what-if-dark-korean", { colorScheme: "dark", locale: "ko-KR" }],
]) {
  test(`the list fits: ${name}`, () =>
    inPage(world, options, async (page, visit) => {
      await visit("/");
      await page.locator('.box[data-ref^="Pod/"]').first().click();
      await page.locator(".more").click();
      await page.locator(".what-if-menu [role=menuitem]").first().click();
      await page.locator(".what-if .change").waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(wide, false, "nothing runs out of the page");
      await picture(page, name);
    }));
}
