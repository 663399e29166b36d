// Names in the DNS panel: records, look-ups, and what they and the picture point at.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { box, inPage, open, picture, start, type } from "./browser.mjs";
import { shop } from "./manifests.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

/** The shop, and a Pod of another namespace that asks for it. */
const neighbours = `${shop}---
apiVersion: v1
kind: Pod
metadata:
  name: client
  namespace: other
spec:
  containers:
  - name: client
    image: nginx
`;

/** The rows that are marked, by the names in them. */
const lit = (dns) => dns.locator(".records tr.lit td:first-child").allTextContents();

test("records and picture select each other", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await type(page, neighbours);
    await box(page, "Service/default/shop").waitFor();
    const dns = await open(page, "DNS");

    await box(page, "Service/default/shop").click();
    await dns.locator(".records tr.lit").first().waitFor();
    assert.ok((await lit(dns)).includes("shop.default.svc.cluster.local."));
    assert.ok((await lit(dns)).some((name) => name.endsWith(".in-addr.arpa.")));
    await picture(page, "dns-selected");

    // From the keyboard: the record of the endpoint leads to its Pod.
    const record = dns.locator('.records[data-service="default/shop"] button.record[title="Pod default/sample"]').first();
    await record.focus();
    await page.keyboard.press("Enter");
    await box(page, "Pod/default/sample").and(page.locator(".selected")).waitFor();
    assert.equal(await record.getAttribute("aria-pressed"), "true");
    assert.ok(!(await lit(dns)).includes("shop.default.svc.cluster.local."));
  }));

test("a look-up shows each try, how it ended and why", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/");
    await type(page, neighbours);
    await box(page, "Service/default/shop").waitFor();
    const dns = await open(page, "DNS");
    await dns.getByRole("combobox", { name: "From" }).selectOption("pod:other/client");
    const name = dns.getByRole("combobox", { name: "Name" });

    await name.fill("shop.default");
    await dns.locator('[data-status="NOERROR"]').waitFor();
    const tries = await dns.locator(".tried li").evaluateAll((all) => all.map((it) => [...it.children].map((part) => part.textContent)));
    assert.deepEqual(tries, [
      ["shop.default.other.svc.cluster.local.", "NXDOMAIN"],
      ["shop.default.svc.cluster.local.", "NOERROR"],
    ]);

    await name.fill("shop");
    const why = dns.locator('[data-remark="explanation"]');
    await why.waitFor();
    assert.equal(await why.textContent(), "Service shop is in namespace default, not in other: use shop.default");
    await picture(page, "dns-explained");

    await name.fill("shop.default");
    await dns.getByRole("combobox", { name: "Type" }).selectOption("SRV");
    await dns.locator('[data-remark="musl"]').waitFor();
    assert.match(await dns.locator(".answer table").textContent(), /0 100 9000 shop\.default\.svc\.cluster\.local\./);

    await dns.getByRole("combobox", { name: "From" }).selectOption("node:worker-1");
    await name.fill("shop.default.svc.cluster.local");
    await dns.locator('[data-status="NXDOMAIN"]').waitFor();
  }));
