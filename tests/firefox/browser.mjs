// Pages in the machine's own Firefox, watched for errors.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

import { serve } from "../e2e/server.mjs";

const pictures = fileURLToPath(new URL("../../test-results/", import.meta.url));

/** Starts the server, of dist/ or of another folder, and the browser; `close()` ends both. */
export async function start(folder) {
  const server = await serve(folder);
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.SVCLAB_FIREFOX_PATH ?? "/usr/bin/firefox-esr",
    // A page in the browser's own words would be in the machine's language.
    extraPrefsFirefox: { "intl.accept_languages": "en" },
  });
  const close = async () => {
    await browser.close();
    await server.close();
  };
  return { server, browser, close };
}

/**
 * Runs `test(page, visit)` in a fresh profile and fails if the page has logged an error that is not `expected`. `visit(path)`
 * opens a page of the server.
 */
export async function inPage({ server, browser }, test, expected = /(?!)/) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.setViewport({ width: 1280, height: 800 });
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  try {
    await test(page, (path) => page.goto(server.origin + path));
    assert.deepEqual(wrong.filter((error) => !expected.test(error)), []);
  } catch (failure) {
    await mkdir(pictures, { recursive: true });
    await page.screenshot({ path: `${pictures}failure-firefox.png` }).catch(() => {});
    throw failure;
  } finally {
    await context.close();
  }
}
