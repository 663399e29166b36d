// What is in the cluster, with what others added to the reader's text.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { box, inPage, line, open, picture, start, text, type } from "./browser.mjs";
import { policies } from "./manifests.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: nginx
`;

test("the YAML of the selected object marks what the person did not write", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/#panel=objects");
    await page.getByRole("tabpanel", { name: "Objects" }).waitFor();
    await type(page, policies);
    await box(page, "Service/default/web").click();
    const yaml = page.getByRole("article", { name: "web" });
    await yaml.locator(".person", { hasText: "externalTrafficPolicy: Local" }).waitFor();
    const added = yaml.locator(".api-server", { hasText: "clusterIP: 10." });
    assert.match(await added.textContent(), /^\+.*added by the API server/);
    await yaml.locator(".controller", { hasText: "loadBalancer:" }).waitFor();
    await picture(page, "objects");

    await yaml.getByRole("button", { name: "Go to text" }).click();
    await page.locator("yaml-editor .cm-focused, yaml-editor.cm-focused").waitFor();
    assert.ok(policies.split("---")[0].includes(await line(page)), "the cursor is elsewhere");
    assert.equal(await text(page), policies);
  }));

test("what controllers made is listed, and leads to its owner and back to the picture", () =>
  inPage(world, {}, async (page, visit) => {
    await visit("/#panel=objects");
    await page.getByRole("tabpanel", { name: "Objects" }).waitFor();
    await type(page, deployment);
    const objects = await open(page, "Objects");
    await objects.getByRole("button", { name: /^pods 1/ }).click();
    const pod = objects.locator(".kubectl .object").first();
    const name = (await pod.textContent()).trim();
    await pod.click();
    const yaml = page.getByRole("article", { name });
    await yaml.getByText("A controller made it").waitFor();
    await page.locator(`[data-testid="picture"] .selected[data-ref="Pod/default/${name}"]`).waitFor();
    await yaml.locator(".relatives .object", { hasText: "ReplicaSet" }).click();
    const replicaSet = page.getByRole("article");
    await replicaSet.locator(".relatives .object", { hasText: "Deployment" }).click();
    await page.getByRole("article", { name: "web" }).locator(".person", { hasText: "image: nginx" }).waitFor();
  }));
