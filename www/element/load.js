// What the diagrams of a page share: one module in one worker, one editor, one answer to where the playground stands.
import { startLab } from "./lab.js";

// What www/element.mjs puts here when it builds: names after the content, and what the module must be. `script` is the
// module once more, as a script that leaves it in `SVCLAB_MODULE`; only a frame has it.
const { module, integrity, worker, editor, texts, script } = SVCLAB_FILES;
/**
 * True in a frame without an origin, as in `sandbox="allow-scripts"`: to it, the files of its own host are those of another,
 * and may be had as scripts alone unless that host allows it.
 */
const isForeign = globalThis.origin === "null";

/** The playground, beside this script. */
export const playground = new URL("./", import.meta.url).href;

let lab;
/** The simulation, loaded once however many diagrams ask; after a failure the next one tries again. */
export function loadLab() {
  lab ??= fetchModule()
    .then((bytes) => startLab(new URL(worker, import.meta.url).href, bytes))
    .catch((error) => {
      lab = undefined;
      throw error;
    });
  return lab;
}

function fetchModule() {
  const fetched = fetch(new URL(module, import.meta.url), { integrity }).then((answer) => answer.arrayBuffer());
  return isForeign && script ? fetched.catch(moduleInScript) : fetched;
}

async function moduleInScript() {
  await run(script);
  const bytes = Uint8Array.from(atob(globalThis.SVCLAB_MODULE), (letter) => letter.charCodeAt(0));
  delete globalThis.SVCLAB_MODULE;
  return bytes;
}

/** Runs a script of ours that is no module; done when it has run. */
function run(file) {
  return new Promise((done, failed) => {
    const element = document.createElement("script");
    Object.assign(element, { src: new URL(file, import.meta.url).href, onload: () => done() });
    element.onerror = () => failed(new Error(`${file} cannot be loaded`));
    document.head.append(element);
  });
}

let korean;
/** Gives the module its Korean texts, once; without them it speaks English, and the next diagram tries again. */
export function loadKorean() {
  korean ??= Promise.all([loadLab(), fetch(new URL(texts, import.meta.url)).then((answer) => (answer.ok ? answer.text() : ""))])
    .then(([lab, text]) => lab.ask("addTexts", text))
    .catch(() => (korean = undefined));
  return korean;
}

/** The editor's code, which only the view "split" needs. It exports nothing. */
export const loadEditor = () => (isForeign ? run(editor) : import(new URL(editor, import.meta.url).href));

let last = Promise.resolve();
/** Done when it is this one's turn: diagrams are drawn one after the other, and the page may scroll and answer in between. */
export function turn() {
  last = last.then(() => new Promise((done) => setTimeout(done)));
  return last;
}
