// Makes one file of a language's texts in src/locale, named after its content, so that it may be kept for ever.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes TAG-HASH.txt into a folder; gives its name. Like the library's reader, it wants no more than the paragraphs. */
export function catalogue(from, to, tag) {
  const files = readdirSync(from, { recursive: true }).filter((name) => name.endsWith(".txt")).sort();
  const texts = files.map((name) => readFileSync(join(from, name), "utf8").replace(/^# .*\n/, "").trim());
  const whole = texts.join("\n\n") + "\n";
  const name = `${tag}-${createHash("sha256").update(whole).digest("hex").slice(0, 16)}.txt`;
  writeFileSync(join(to, name), whole);
  return name;
}
