// The settings: language, theme, and a cluster that is written into the text.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { box, editor, inPage, picture, start, text, type } from "./browser.mjs";
import { shop } from "./manifests.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

/** Opens the settings. */
async function settings(page) {
  await page.locator("#open-settings").click();
  return page.locator("#settings");
}

test("language and theme are changed at once and survive a reload", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    let form = await settings(page);
    await form.getByRole("combobox", { name: "Language" }).selectOption("ko");
    await form.getByRole("combobox", { name: "테마" }).selectOption("dark");
    await picture(page, "settings-korean-dark");
    await page.reload();
    form = await settings(page);
    assert.equal(await form.getByRole("combobox", { name: "언어" }).inputValue(), "ko");
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  }));

test("the cluster is written into the text in one step, and nothing is left when it is usual again", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await type(page, shop);
    await box(page, "Service/default/shop").waitFor();
    const form = await settings(page);
    const field = (name) => form.getByRole("textbox", { name });
    assert.equal(await field("Worker nodes").inputValue(), "2");
    await field("Worker nodes").fill("3");
    await field("Zones").fill("3");
    await field("Addresses of Pods").fill("20.96.0.0/12,fd00:20::/56");
    await field("Addresses of Services").fill("10.96.0.0/12,fd00:10::/112");
    await form.getByRole("combobox", { name: "kube-proxy mode" }).selectOption("nftables");
    await form.getByRole("button", { name: "Write into the text" }).click();
    await page.waitForFunction(() => document.querySelector("yaml-editor").value.includes("name: worker-3"));
    const written = await text(page);
    for (const part of ["podSubnet: 20.96.0.0/12,fd00:20::/56", "mode: nftables", "topology.kubernetes.io/zone: zone-3"]) {
      assert.ok(written.includes(part), part);
    }
    await picture(page, "settings");

    await page.keyboard.press("Escape");
    await editor(page).press("ControlOrMeta+z");
    await page.waitForFunction((shop) => document.querySelector("yaml-editor").value === shop, shop);
    await settings(page);
    await page.waitForFunction(() => document.querySelector('#settings [name="workers"]').value === "2");
  }));

test("a mistake is said at its field and changes nothing", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await type(page, shop);
    const form = await settings(page);
    const subnet = form.getByRole("textbox", { name: "Addresses of Services" });
    await subnet.fill("10.96.0.0");
    await form.getByRole("button", { name: "Write into the text" }).click();
    await form.getByRole("alert").getByText("10.96.0.0 is no CIDR").waitFor();
    assert.equal(await subnet.getAttribute("aria-invalid"), "true");
    assert.equal(await text(page), shop);
    await picture(page, "settings-mistake");
  }));

test("without a load balancer the Service stays pending, after a reload and in the link too", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/#lesson=loadbalancer");
    await box(page, "Service/default/shop").waitFor();
    // Not in the drawing's description, which nobody sees.
    const words = page.getByTestId("picture").locator("svg text");
    const isPending = () => words.filter({ hasText: "pending" }).first().waitFor();
    const form = await settings(page);
    await form.getByRole("checkbox").uncheck();
    await isPending();
    await page.reload();
    await isPending();
    await page.locator("#open-share").click();
    const link = page.getByLabel("Link to this text");
    await page.waitForFunction((field) => field.value.includes("#v1."), await link.elementHandle());
    const { hash } = new URL(await link.inputValue());
    await page.evaluate(() => localStorage.clear());
    await page.goto("about:blank");
    await visit(`/${hash}`);
    await isPending();
  }));
