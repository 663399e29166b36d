// <local-files>: files of the reader's own machine, in and out.
//
//   attribute limit      bytes above which a file is not read
//   property  files      what was chosen or dropped last: [{name, size, text}], text null if it is too large or no UTF-8
//   method    choose()   lets the person choose files
//   method    save(name, type, text)        hands a text over as a file
//   method    savePng(name, svg, scale)     hands a picture over as pixels
//   event     files      files were chosen or dropped anywhere on the page
//
// While files hang over the page, its root has the attribute data-dropping.
class LocalFiles extends HTMLElement {
  files = [];
  #input = Object.assign(document.createElement("input"), { type: "file", multiple: true, hidden: true, accept: ".yaml,.yml,.json,.txt,text/*" });
  #stop = new AbortController();

  connectedCallback() {
    this.append(this.#input);
    this.#input.addEventListener("change", () => this.#take(this.#input.files));
    const root = document.documentElement;
    // Before the editor, which would put the files at its cursor.
    const on = (kind, handler) => document.addEventListener(kind, handler, { capture: true, signal: this.#stop.signal });
    const brings = (event) => event.dataTransfer?.types.includes("Files");
    on("dragover", (event) => {
      if (!brings(event)) return;
      event.preventDefault();
      event.stopPropagation();
      root.dataset.dropping = "";
    });
    on("dragleave", (event) => {
      if (!event.relatedTarget) delete root.dataset.dropping;
    });
    on("drop", (event) => {
      delete root.dataset.dropping;
      if (!brings(event)) return;
      event.preventDefault();
      event.stopPropagation();
      this.#take(event.dataTransfer.files);
    });
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  async #take(list) {
    const limit = Number(this.getAttribute("limit"));
    const files = [...list];
    this.#input.value = "";
    if (files.length === 0) return;
    this.files = await Promise.all(files.map((file) => read(file, limit)));
    this.dispatchEvent(new Event("files"));
  }

  choose() {
    this.#input.click();
  }

  save(name, type, text) {
    hand(name, new Blob([text], { type }));
  }

  async savePng(name, svg, scale) {
    const picture = new Image();
    picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.naturalWidth * scale);
    canvas.height = Math.round(picture.naturalHeight * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => blob && hand(name, blob), "image/png");
  }
}

async function read(file, limit) {
  const { name, size } = file;
  if (size > limit) return { name, size, text: null };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return { name, size, text: text.includes("\0") ? null : text.replaceAll("\r\n", "\n") };
  } catch {
    return { name, size, text: null };
  }
}

function hand(name, blob) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

if (!customElements.get("local-files")) customElements.define("local-files", LocalFiles);
