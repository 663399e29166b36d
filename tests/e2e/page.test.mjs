// The page as it is published, from any path of any static host.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { editor, inPage, start } from "./browser.mjs";
import { subPath } from "./server.mjs";

let world;
before(async () => (world = await start()));
after(() => world?.close());

for (const path of ["/", subPath]) {
  test(`the page starts at ${path}`, () =>
    inPage(world, {}, async (page, visit) => {
      await visit(path);
      await editor(page).waitFor();
      assert.deepEqual(world.server.requests.filter((asked) => !asked.startsWith(path)), []);
      world.server.requests.length = 0;
    }));
}
