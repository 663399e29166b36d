// The diagram in a frame: EMBED/#v1.… with the link's text, and the element's attributes as the query. It never changes its
// address, takes no messages, and tells the page around it how high it would be: {type: "svclab:size", height} in pixels.
import { loadLab } from "./load.js";
import { make } from "./views.js";
import { isKorean, words } from "./words.js";
import "./svc-lab.js";

const options = new URLSearchParams(location.search);
const lang = options.get("lang") ?? navigator.language;
document.documentElement.lang = isKorean(lang) ? "ko" : "en";

const main = make("main", {}, make("h1", {}, "svclab"));
const lab = make("svc-lab", { loading: "eager", height: "100vh" });
for (const name of ["view", "theme", "trace", "height", "readonly"]) {
  if (options.has(name)) lab.setAttribute(name, options.get(name));
}

/** Shows what the link in the address carries, or says why it cannot be read. */
async function follow() {
  try {
    const { yaml, ...settings } = await (await loadLab()).ask("readShareUrl", location.hash);
    Object.assign(lab, { settings, yaml });
    show(lab);
  } catch (error) {
    const text = words(isKorean(lang));
    show(make("p", { class: "said", role: "alert" }, `${text.failed} ${error.message}`));
  }
}

function show(what) {
  main.replaceChildren(main.firstChild, what);
  document.body.replaceChildren(main);
  document.body.removeAttribute("aria-busy");
}

/** Opens the playground; in a sandbox that lets no window be opened, gives its address to copy instead of doing nothing. */
function leave(event) {
  const link = event.target.closest("a[part=link]");
  if (!link || window.parent === window || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const opened = window.open(link.href);
  if (opened) {
    opened.opener = null;
    return;
  }
  const text = words(isKorean(lang)).shut;
  const address = make("input", { readonly: "", "aria-label": text, value: link.href });
  link.replaceWith(make("label", { role: "status" }, `${text} `, address));
  address.select();
}

let told = 0;
/** Where the frame may be anybody's, its height is no secret. */
function tellSize() {
  const height = Math.ceil(lab.naturalHeight);
  if (window.parent === window || height === told || height === 0) return;
  told = height;
  window.parent.postMessage({ type: "svclab:size", height }, "*");
}

lab.addEventListener("diagnostics", tellSize);
lab.addEventListener("ready", tellSize);
lab.shadowRoot.addEventListener("click", leave);
lab.shadowRoot.addEventListener("toggle", tellSize, true);
addEventListener("resize", tellSize);
addEventListener("hashchange", follow);
follow();
