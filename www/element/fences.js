// Blocks of code that become diagrams, as the engines of blogs write them.
//
//   <pre><code class="language-svclab">                                    Markdown, Docusaurus, marked, goldmark
//   <div class="language-svclab highlighter-rouge"><div><pre><code>        Jekyll: kramdown and Rouge
//   <div class="highlight"><pre><code class="language-svclab" data-lang="svclab">  Hugo: goldmark and Chroma
//   <div class="language-svclab highlight"><pre><code>                     MkDocs: Pygments
//   <pre class="language-svclab">, <pre class="svclab">                    Prism, plain HTML

const fences = [
  "pre > code.language-svclab",
  "pre > code[data-lang=svclab]",
  ".language-svclab pre > code",
  "pre.language-svclab",
  "pre.svclab",
].join(",");

/** Puts a diagram in the place of each block that the selector finds; gives the diagrams. The block stays inside as the text. */
export function run({ querySelector = fences } = {}) {
  return [...document.querySelectorAll(querySelector)].flatMap((found) => {
    const block = found.closest("pre") ?? found;
    if (block.closest("svc-lab")) return [];
    const lab = document.createElement("svc-lab");
    // What the reader would copy: highlighters put spans and line numbers around it, which are no text of the block.
    const code = block.querySelector("td.code pre, td.rouge-code pre, code") ?? block;
    for (const [name, value] of options(found)) lab.setAttribute(name, value);
    const outermost = wrapper(block);
    outermost.replaceWith(lab);
    lab.append(Object.assign(document.createElement("pre"), { textContent: code.textContent }));
    return [lab];
  });
}

/** `data-view="dns"` and the like, on the block or on what is around it, are the diagram's attributes. */
function* options(found) {
  for (const name of ["view", "theme", "trace", "height", "readonly", "lang", "loading"]) {
    const said = found.closest(`pre[data-${name}], code[data-${name}], div[data-${name}]`)?.getAttribute(`data-${name}`);
    if (said != null && !(name === "lang" && said === "svclab")) yield [name, said];
  }
}

/** The boxes of a highlighter around a block, which hold nothing else. */
function wrapper(block) {
  let outermost = block;
  const isBox = (element) => element?.matches("div.highlight, figure.highlight, div.highlighter-rouge, div[class*=language-]");
  while (isBox(outermost.parentElement) && outermost.parentElement.children.length === 1) outermost = outermost.parentElement;
  return outermost;
}
