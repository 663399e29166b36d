// What the diagrams of a page share: one module, one editor, one answer to where the playground stands.
import init, * as svclab from "../../pkg/svclab.js";

// What www/element.mjs puts here when it builds: names after the content, and what the module must be.
const { module, integrity, editor } = SVCLAB_FILES;

/** The playground, beside this script. */
export const playground = new URL("./", import.meta.url).href;

let lab;
/** The module, loaded once however many diagrams ask; after a failure the next one tries again. */
export function loadLab() {
  lab ??= init({ module_or_path: fetch(new URL(module, import.meta.url), { integrity }) }).then(
    () => svclab,
    (error) => {
      lab = undefined;
      throw error;
    },
  );
  return lab;
}

/** The editor's code, which only the view "split" needs. */
export const loadEditor = () => import(new URL(editor, import.meta.url).href);

let last = Promise.resolve();
/** Done when it is this one's turn: diagrams are drawn one after the other, and the page may scroll and answer in between. */
export function turn() {
  last = last.then(() => new Promise((done) => setTimeout(done)));
  return last;
}
