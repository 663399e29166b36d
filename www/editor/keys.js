// The keys of the editor: one table for what they do and for the help that lists them.
import { openSearchPanel, closeSearchPanel, searchPanelOpen } from "@codemirror/search";
import { startCompletion } from "@codemirror/autocomplete";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** What the editor adds: `[key, key on a Mac, phrase, action]`; the first three are shown. */
const own = (host) => [
  ["Ctrl-Space", "Ctrl-Space", "Complete a field or a value", startCompletion],
  ["Ctrl-.", "Cmd-.", "Apply the quick fix at the cursor", () => host.fixHere()],
  ["F12", "F12", "Go to what a name or a selector means", () => host.goToHere()],
  ["Alt-ArrowLeft", "Ctrl--", "Go back", () => host.goBack()],
  ["Shift-Alt-f", "Shift-Alt-f", "Format", () => host.tidy()],
  ["F1", "F1", "Show the keys", () => host.showKeys()],
];

/** What CodeMirror brings along. */
const inherited = [
  ["Ctrl-f", "Cmd-f", "Find"],
  ["F8", "F8", "Go to the next finding"],
  ["Ctrl-z", "Cmd-z", "Undo"],
  ["Ctrl-Shift-[", "Cmd-Alt-[", "Fold"],
  ["Ctrl-Shift-]", "Cmd-Alt-]", "Unfold"],
  ["Ctrl-/", "Cmd-/", "Make a line a comment"],
  ["Escape Tab", "Escape Tab", "Leave the editor"],
];

/** The key bindings of what the editor adds. */
export const ownKeys = (host) =>
  own(host).map(([key, mac, , action]) => ({ key, mac, preventDefault: true, run: (view) => action(view) !== false }));

/** Opens or closes the search. */
export const toggleSearch = (view) => (searchPanelOpen(view.state) ? closeSearchPanel(view) : openSearchPanel(view));

/** A dialog that lists the keys. */
export function keysDialog(host, say) {
  const dialog = document.createElement("dialog");
  dialog.className = "keys";
  const title = dialog.appendChild(document.createElement("h2"));
  title.textContent = say("Keys of the editor");
  title.id = "keys-title";
  dialog.setAttribute("aria-labelledby", title.id);
  const list = dialog.appendChild(document.createElement("dl"));
  for (const [key, mac, phrase] of [...own(host), ...inherited]) {
    const term = list.appendChild(document.createElement("dt"));
    term.append(...shown(isMac ? mac : key));
    list.appendChild(document.createElement("dd")).textContent = say(phrase);
  }
  const form = dialog.appendChild(document.createElement("form"));
  form.method = "dialog";
  form.appendChild(document.createElement("button")).textContent = say("close");
  return dialog;
}

const names = { ArrowLeft: "←", Space: "Space", Escape: "Esc", Cmd: "⌘" };

/** `Ctrl-Space` as keys, `Escape Tab` as one after the other. */
function shown(keys) {
  const press = (word) => {
    const key = document.createElement("kbd");
    key.textContent = names[word] ?? (word.length === 1 ? word.toUpperCase() : word);
    return key;
  };
  const words = keys.split(/ |(?<=.)-/).filter((word) => word);
  return (keys.endsWith("-") ? [...words, "-"] : words).flatMap((word, place) => (place ? [" ", press(word)] : [press(word)]));
}
