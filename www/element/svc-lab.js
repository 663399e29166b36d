// <svc-lab>: a live Service diagram in any page.
//
//   child     <script type="application/yaml"> or <pre>: the manifests. A <pre> is what the page shows without JavaScript.
//   attribute view      "diagram" (default), "split", "dns", "endpoints", "path" or "problems"
//   attribute theme     "auto" (default: as the page has it), "light" or "dark"
//   attribute trace     "pod:NAMESPACE/NAME HOST:PORT": the connection that is followed
//   attribute height    a CSS length; the place is kept from the start. "auto" grows with the picture
//   attribute readonly  the text in the view "split" cannot be edited, and the editor is not loaded
//   attribute lang      "en" or "ko"; by default the page's own
//   attribute loading   "lazy" (default: when it is near the viewport) or "eager"
//   property  yaml; settings {loadBalancer, changes}: what the text does not say; and read only: diagnostics, svg,
//             naturalHeight (pixels at which nothing has to be scrolled)
//   method    setYaml(yaml), trace(from, to), toSVG(): each gives a promise
//   event     ready, change {yaml}, diagnostics {diagnostics}, select {ref}, trace {trace}, error {message}
//
// CSS custom properties: --svclab-height, --svclab-font, --svclab-radius, --svclab-border, --svclab-ink, --svclab-muted,
// --svclab-paper, --svclab-accent. Parts: lab, view, picture, table, verdict, problems, editor, bar, link.
//
// The page's styles and these leave each other alone, and no style stands in an attribute or a <style>: a strict Content
// Security Policy needs script-src 'wasm-unsafe-eval' and nothing else.
import { run } from "./fences.js";
import { loadEditor, loadKorean, loadLab, playground, turn } from "./load.js";
import { shared } from "./sheet.js";
import { followTheme, themeOf } from "./theme.js";
import { make, needsAll, show } from "./views.js";
import { isKorean, words } from "./words.js";

export { run };

/** The diagrams that wait until they are near the viewport. */
const nearby = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => target.load()),
  { rootMargin: "400px" },
);

export class SvcLab extends HTMLElement {
  static observedAttributes = ["view", "theme", "trace", "height", "readonly", "lang"];

  #root = this.attachShadow({ mode: "open" });
  #yaml = null;
  #settings = {};
  #lab = null;
  /** Counts the drawings: of those that overlap, the last one counts. */
  #drawings = 0;
  #drawn = null;
  #loading = null;
  #svg = "";
  #diagnostics = [];
  #selected = null;
  #traced = new Set();
  #editor = null;
  #unfollow = null;

  connectedCallback() {
    for (const name of ["settings", "yaml"]) {
      if (!Object.hasOwn(this, name)) continue;
      // A property that was set before the element was defined hides the setter.
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    if (!this.#root.firstChild) this.#frame();
    this.#unfollow = followTheme(() => this.#dress());
    this.#dress();
    if (this.getAttribute("loading") === "eager") this.load();
    else if (!this.#loading) nearby.observe(this);
  }

  disconnectedCallback() {
    nearby.unobserve(this);
    this.#unfollow?.();
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.#root.firstChild) return;
    this.#dress();
    const isDrawn = name !== "theme" && name !== "height";
    if (!this.#lab || !isDrawn) return;
    this.#draw();
    if (name === "lang") this.#translate();
  }

  get yaml() {
    return this.#yaml ?? textOf(this);
  }
  set yaml(yaml) {
    this.#yaml = String(yaml);
    if (this.#editor && this.#editor.value !== this.#yaml) this.#editor.value = this.#yaml;
    if (this.#lab) this.#draw();
  }
  get settings() {
    return this.#settings;
  }
  set settings({ loadBalancer, changes } = {}) {
    this.#settings = { loadBalancer, changes };
    if (this.#lab) this.#draw();
  }
  get naturalHeight() {
    const { style, offsetHeight } = this.#box;
    const height = style.getPropertyValue("--height");
    style.setProperty("--height", "auto");
    const natural = this.#box.offsetHeight;
    style.setProperty("--height", height);
    return natural || offsetHeight;
  }
  get diagnostics() {
    return this.#diagnostics;
  }
  get svg() {
    return this.#svg;
  }

  /** Shows other manifests; done when they are drawn. */
  async setYaml(yaml) {
    this.yaml = yaml;
    await this.load();
    await this.#drawn;
  }

  /** Follows a connection and shows it; gives what the package's `trace` gives. */
  async trace(from, to) {
    await this.load();
    const trace = await this.#lab.ask("trace", this.yaml, { from, to, ...this.#settings });
    this.setAttribute("trace", `${from} ${to}`);
    return trace;
  }

  /** The picture as SVG text that stands alone. */
  async toSVG() {
    await this.load();
    await this.#drawn;
    return this.#svg;
  }

  /** Loads the module, which all diagrams of a page share, and draws; fails if it cannot be had. */
  load() {
    nearby.unobserve(this);
    this.#loading ??= loadLab().then(async (lab) => {
      await turn();
      if (this.#isKorean) await loadKorean();
      this.#lab = lab;
      await this.#draw();
      this.#tell("ready");
    });
    this.#loading.catch((error) => {
      this.#loading = null;
      this.#fail(error);
    });
    return this.#loading;
  }

  get #box() {
    return this.#root.querySelector(".lab");
  }

  get #isKorean() {
    return isKorean(this.closest("[lang]")?.lang);
  }

  get #words() {
    return words(this.#isKorean);
  }

  /** Draws once more when the texts of another language are there. */
  async #translate() {
    if (!this.#isKorean) return;
    await loadKorean();
    this.#draw();
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** What is there before anything is loaded: the place, and in it the text that the page has. */
  #frame() {
    this.#root.adoptedStyleSheets = shared();
    const view = make("div", { class: "view", part: "view", tabindex: "0", "aria-busy": "true" }, make("slot"));
    this.#root.append(make("div", { class: "lab", part: "lab" }, view, make("p", { class: "bar", part: "bar" })));
    view.addEventListener("click", ({ target }) => this.#select(target.closest("[data-ref]")));
    view.addEventListener("keydown", (event) => {
      if ((event.key !== "Enter" && event.key !== " ") || !event.target.matches("[data-ref]")) return;
      event.preventDefault();
      this.#select(event.target);
    });
  }

  /** Theme and height, which need nothing loaded. */
  #dress() {
    const box = this.#box;
    for (const element of [box, ...box.querySelectorAll("svg.svclab")]) element.dataset.theme = themeOf(this);
    const height = this.getAttribute("height")?.trim();
    box.style.setProperty("--height", /^\d+$/.test(height) ? `${height}px` : (height ?? ""));
  }

  /** Draws anew; done when that is drawn, or is idle because a later drawing has begun. */
  #draw() {
    this.#drawn = this.#drawNow((this.#drawings += 1));
    return this.#drawn;
  }

  async #drawNow(drawing) {
    try {
      const [view, lab, yaml, words] = [this.#root.querySelector(".view"), this.#lab, this.yaml, this.#words];
      const place = this.getAttribute("view") === "split" ? this.#split(view, words) : this.#whole(view);
      const lang = this.#isKorean ? "ko" : "en";
      const { question, ...followed } = await this.#follow(yaml);
      const [{ svg, diagnostics }, simulated, href, { kubernetes }] = await Promise.all([
        lab.ask("render", yaml, { width: place.clientWidth || 1280, lang, trace: question, ...this.#settings }),
        needsAll(this.getAttribute("view")) ? lab.ask("simulate", yaml, this.#settings) : null,
        lab.ask("shareUrl", yaml, { base: playground, ...this.#settings }),
        lab.ask("version"),
      ]);
      if (drawing !== this.#drawings) return;
      [this.#svg, this.#diagnostics] = [svg, diagnostics];
      const state = { svg, diagnostics, words, ...followed, simulated };
      place.replaceChildren(...show(this.getAttribute("view"), state));
      fit(place.querySelector(":scope > svg"), place);
      this.#bar(words, href, kubernetes);
      this.#selectable();
      this.#dress();
      if (this.#editor) this.#editor.diagnostics = diagnostics;
      this.#tell("diagnostics", { diagnostics });
      if (state.traced) this.#tell("trace", { trace: state.traced });
    } catch (error) {
      if (drawing === this.#drawings) this.#fail(error);
    }
  }

  /** The connection that the attribute asks for; a wrong question takes nothing from the picture. */
  async #follow(yaml) {
    const question = questionOf(this.getAttribute("trace"));
    try {
      return question ? { question, traced: await this.#lab.ask("trace", yaml, { ...question, ...this.#settings }) } : {};
    } catch (error) {
      this.#tell("error", { message: error.message });
      return { refused: error.message };
    }
  }

  /** The whole view for what is shown. */
  #whole(view) {
    this.#editor = null;
    view.removeAttribute("aria-busy");
    return view;
  }

  /** The text on one side; gives the other. */
  #split(view, words) {
    if (this.hasAttribute("readonly")) {
      this.#halve(this.#whole(view), make("pre", { part: "editor", tabindex: "0" }, this.yaml));
    } else if (!this.#editor) {
      const editor = make("yaml-editor", { part: "editor", label: words.manifests });
      this.#halve(this.#whole(view), editor);
      this.#editor = Object.assign(editor, { value: this.yaml });
      editor.addEventListener("change", (event) => {
        event.stopPropagation();
        this.#yaml = editor.value;
        this.#draw();
        this.#tell("change", { yaml: this.#yaml });
      });
      loadEditor().catch((error) => this.#fail(error));
    }
    return view.querySelector(".result");
  }

  #halve(view, text) {
    view.replaceChildren(make("div", { class: "split" }, text, make("div", { class: "result" })));
  }

  /** Which svclab drew it, and the way to play with it. */
  #bar(words, href, kubernetes) {
    const link = make("a", { part: "link", href, target: "_blank", rel: "noopener" }, words.open);
    const name = `svclab · Kubernetes ${kubernetes}`;
    this.#root.querySelector(".lab > .bar").replaceChildren(make("span", {}, name), link);
  }

  /** Objects can be reached and chosen by keyboard. What was chosen stays so, if it is still there. */
  #selectable() {
    for (const box of this.#root.querySelectorAll("svg [data-ref]")) {
      box.setAttribute("tabindex", "0");
      box.setAttribute("role", "button");
    }
    this.#traced = new Set([...this.#root.querySelectorAll("svg .part.lit")].map(idOf));
    this.#light();
  }

  #select(box) {
    const ref = box?.dataset.ref ?? null;
    this.#selected = ref === this.#selected ? null : ref;
    this.#light();
    this.#tell("select", { ref: this.#selected });
  }

  /** Lights the chosen object and the ways that lead to it or through it; without one, the connection that is followed. */
  #light() {
    const svg = this.#root.querySelector("svg.svclab");
    const boxes = [...(svg?.querySelectorAll("[data-ref]") ?? [])].filter(({ dataset }) => dataset.ref === this.#selected);
    const ids = new Set(boxes.map(({ dataset }) => dataset.id));
    const ways = [...(svg?.querySelectorAll(".edge") ?? [])].filter(
      ({ dataset }) => dataset.service === this.#selected || ids.has(dataset.from) || ids.has(dataset.to),
    );
    const chosen = new Set([...ids, ...ways.flatMap(({ dataset }) => [dataset.id, dataset.from, dataset.to])]);
    const lit = chosen.size > 0 ? chosen : this.#traced;
    svg?.classList.toggle("picking", lit.size > 0);
    for (const part of svg?.querySelectorAll(".part") ?? []) part.classList.toggle("lit", lit.has(idOf(part)));
  }

  /** What cannot be shown is said, and the text stands in its place. */
  #fail(error) {
    const message = String(error?.message ?? error);
    const said = make("p", { class: "said", role: "alert" }, `${this.#words.failed} ${message}`);
    const view = this.#whole(this.#root.querySelector(".view"));
    view.replaceChildren(said, make("pre", {}, this.yaml));
    this.#tell("error", { message });
  }
}

/** What a part of the picture is, or the way whose odds it shows. */
const idOf = ({ dataset }) => dataset.id ?? dataset.edge;

/** How small a picture may become before it is scrolled instead. */
const SMALLEST = 0.7;

/** Makes a picture smaller that would be a little too high for its place. */
function fit(svg, place) {
  svg?.classList.toggle("fit", place.clientHeight >= SMALLEST * Number(svg.getAttribute("height")));
}

/** The manifests that stand in an element, without the indentation of the page around them. */
function textOf(element) {
  const text = element.querySelector(':scope > script[type$="yaml"], :scope > pre')?.textContent ?? "";
  const lines = text.replace(/^\s*\n/, "").trimEnd().split("\n");
  const depths = lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)[0].length);
  const depth = Math.min(...depths, Infinity);
  return lines.map((line) => line.slice(depth)).join("\n") + "\n";
}

/** `pod:shop/client web:80` */
function questionOf(attribute) {
  const [from, to] = attribute?.trim().split(/\s+/) ?? [];
  return from ? { from, to: to ?? "" } : null;
}

customElements.define("svc-lab", SvcLab);
// A module runs when the page has been read. `data-svclab-manual` on <html> leaves the blocks of code to `run`.
if (!document.documentElement.hasAttribute("data-svclab-manual")) run();
