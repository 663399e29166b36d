// What fields do, in the reader's language: a file with a line for each, `TYPE.FIELD: text`. It is loaded when somebody
// first asks.

/** The texts of a file. */
export class Texts {
  #url;
  #loading = null;

  constructor(url) {
    this.#url = url;
  }

  /** The texts of the first of these keys that has one, or nothing. */
  async of(...keys) {
    this.#loading ??= load(this.#url);
    const texts = await this.#loading;
    // What could not be loaded may be there the next time.
    if (!texts.size) this.#loading = null;
    return keys.map((key) => texts.get(key)).find((text) => text);
  }
}

async function load(url) {
  try {
    const response = await fetch(url);
    return response.ok ? parse(await response.text()) : new Map();
  } catch {
    return new Map();
  }
}

function parse(text) {
  const lines = text.split("\n").filter((line) => line && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]));
}
