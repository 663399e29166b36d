// Pages to read, made of the Markdown in docs.
import { Marked } from "marked";

/** HTML of Markdown. `code(text, info)` gives what stands for a block of code, with the words behind its fence. */
export function render(markdown, code) {
  const renderer = {
    code: ({ text, lang }) => code(text, lang ?? ""),
    // Nothing in the text is markup.
    html: ({ text }) => escape(text),
    // A file of the repository is not there to be read.
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      return href.endsWith(".md") ? text : `<a href="${escape(href)}">${text}</a>`;
    },
  };
  return new Marked({ renderer }).parse(markdown);
}

/** One line of Markdown without what is around it. */
export const line = (markdown) => new Marked().parseInline(markdown);

export const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** A whole page; its style sheet lies beside it, and what stands in `end` comes after everything. */
export const page = (title, body, end = "") => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title} · svclab</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="reading.css">
</head>
<body>
<main>
${body}
</main>
${end}</body>
</html>
`;
