// What kube-proxy programs on a node, found from the picture and from a path.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { box, editor, inPage, load, open, picture, start, type } from "./browser.mjs";
import { policies, services } from "./manifests.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

/** Opens the page with a text and a panel. */
async function visitWith(page, visit, manifest, panel) {
  await visit(`/#panel=${panel}`);
  await page.getByRole("tabpanel").waitFor();
  await type(page, manifest);
}

test("the rules of the selected Service are lit and in sight, and names lead to chains and back", () =>
  inPage(world, {}, async (page, visit) => {
    await visitWith(page, visit, policies, "rules");
    await box(page, "Service/default/web").click();
    const sheet = page.getByRole("group", { name: "Rules" });
    const lit = sheet.locator('.rule.lit[data-service="default/web"]');
    await lit.first().waitFor();
    const first = await lit.first().boundingBox();
    const around = await sheet.boundingBox();
    assert.ok(first.y >= around.y && first.y < around.y + around.height, "the first lit rule is out of sight");
    assert.equal(await sheet.locator('.rule.lit:not([data-service="default/web"])').count(), 0);

    const external = lit.filter({ hasText: "--dport 30080" }).getByRole("button");
    const name = await external.textContent();
    await external.click();
    const heading = sheet.locator(".rule.heading.here");
    assert.equal(await heading.locator("strong").textContent(), name);
    await heading.getByRole("button").first().click();
    await sheet.locator(".rule.here", { hasText: `-j ${name}` }).waitFor();
    await page.getByRole("tabpanel").getByRole("button", { name: "Back" }).click();
    await picture(page, "rules");
  }));

test("node, mode and family can be chosen, and anything can be found", () =>
  inPage(world, {}, async (page, visit) => {
    await visitWith(page, visit, policies, "rules");
    const rules = page.getByRole("tabpanel", { name: "Rules" });
    const sheet = page.getByRole("group", { name: "Rules" });
    await sheet.getByText("*filter").waitFor();
    await rules.getByLabel("Mode").selectOption("nftables");
    await sheet.getByText("table ip kube-proxy {").waitFor();
    await rules.getByLabel("Family").selectOption("IPv6");
    await sheet.getByText("table ip6 kube-proxy {").waitFor();
    await rules.getByLabel("Family").selectOption("IPv4");
    await rules.getByLabel("Node").selectOption("worker-2");
    await rules.getByRole("searchbox").fill("kube-system/kube-dns");
    await sheet.locator('.rule.here[data-service="kube-system/kube-dns"]').waitFor();
    await rules.getByRole("searchbox").fill("no such thing");
    await rules.getByText("Nothing found").waitFor();
  }));

test("a rule in a path leads to its chain on that node", () =>
  inPage(world, {}, async (page, visit) => {
    await visitWith(page, visit, policies, "path");
    const path = page.getByRole("tabpanel", { name: "Path" });
    await path.getByLabel("From").selectOption("lan");
    await path.getByLabel("By").selectOption({ label: "192.168.56.31:30080, http, worker-1" });
    const link = path.locator('[data-action="dnat"] .chain').nth(1);
    const name = await link.textContent();
    await link.click();
    const rules = page.getByRole("tabpanel", { name: "Rules" });
    await rules.locator(".rule.heading.here strong", { hasText: name }).waitFor();
    assert.equal(await rules.getByLabel("Node").inputValue(), "worker-1");
  }));

test("in a large cluster the rules of one Service are shown first, and few rows are in the page", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await editor(page).waitFor();
    await load(page, services(250));
    // So many that the picture shows their namespace alone.
    await box(page, "Namespace/default").waitFor({ state: "attached" });
    const rules = await open(page, "Rules");
    const of = rules.getByLabel("Rules of");
    assert.equal(await of.inputValue(), "default/web-0");
    await of.selectOption("");
    await rules.locator(".rule", { hasText: '"default/web-1 cluster IP"' }).first().waitFor();
    await rules.getByRole("searchbox").fill("default/web-99");
    await rules.locator('.rule.here[data-service="default/web-99"]').waitFor();
    assert.ok((await rules.locator(".rule").count()) <= 120);
  }));
