// Makes one file of a language's texts in src/locale, named after its content, so that it may be kept for ever.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes the texts into a folder, as TAG-HASH.txt if no name is given; gives the name. Like the library's reader, it wants no more than the paragraphs. */
export function catalogue(from, to, tag, given) {
  const files = readdirSync(from, { recursive: true }).filter((name) => name.endsWith(".txt")).sort();
  const texts = files.map((name) => readFileSync(join(from, name), "utf8").replace(/^# .*\n/, "").trim());
  const whole = texts.join("\n\n") + "\n";
  const name = given ?? `${tag}-${createHash("sha256").update(whole).digest("hex").slice(0, 16)}.txt`;
  writeFileSync(join(to, name), whole);
  return name;
}
