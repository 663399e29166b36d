// Pages in the machine's own Chrome or Chromium, watched for errors.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

import { serve } from "./server.mjs";

const pictures = fileURLToPath(new URL("../../test-results/", import.meta.url));

/** Starts the server, of dist/ or of another folder, and the browser; `close()` ends both. */
export async function start(folder) {
  const server = await serve(folder);
  const browser = await chromium.launch({
    executablePath: process.env.SVCLAB_CHROME ?? "/usr/bin/chromium",
    // No sandbox, so that it runs as root; the rest keeps the browser from calling home.
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const close = async () => {
    await browser.close();
    await server.close();
  };
  return { server, browser, close };
}

/**
 * Runs `test(page, visit)` in a fresh profile and fails if the page has logged an error or has asked another host for
 * anything. `visit(path)` opens a page of the server. `options` are those of a Playwright context; without them no service
 * worker loads everything a second time.
 */
export async function inPage({ server, browser }, options, test) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: "block", ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== server.origin) wrong.push(`asked ${url.origin}`);
  });
  try {
    await test(page, (path) => page.goto(server.origin + path));
    assert.deepEqual(wrong, []);
  } catch (failure) {
    await picture(page, "failure");
    throw failure;
  } finally {
    await context.close();
  }
}

/** Saves what the page looks like as test-results/NAME.png, for people to look at. */
export async function picture(page, name) {
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}${name}.png` }).catch(() => {});
}

/** The editor's text field. */
export const editor = (page) => page.getByRole("textbox", { name: "Manifests" });

/** The editor's whole text: what is out of sight is not in the document. */
export const text = (page) => page.locator("yaml-editor").evaluate((element) => element.value);

/** The line of the text that the cursor stands in. */
export const line = (page) =>
  page.locator("yaml-editor").evaluate(({ value, head }) => {
    const start = value.lastIndexOf("\n", head - 1) + 1;
    return value.slice(start).split("\n", 1)[0];
  });

/** Replaces the editor's text in one go, as a person pastes. */
export async function type(page, text) {
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

/** Replaces the editor's text as a program does: typing a long one takes minutes. */
export const load = (page, text) =>
  page.locator("yaml-editor").evaluate((element, text) => {
    element.value = text;
    element.dispatchEvent(new Event("change"));
  }, text);

/** The box of an object (`Service/default/web`) in the picture. */
export const box = (page, reference) =>
  page.getByTestId("picture").locator(`.box[data-ref="${reference}"]`).first();

/** Opens a panel by the name on its tab. */
export async function open(page, name) {
  await page.getByRole("tab", { name }).click();
  return page.getByRole("tabpanel", { name });
}
