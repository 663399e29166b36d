// What could stand at the cursor. The page answers `complete`; here it becomes a list.
import { autocompletion, snippet, startCompletion } from "@codemirror/autocomplete";

/** More values than this are not shown before anything is typed. */
const SHOWN_UNASKED = 20;
/** A text needs so many pixels beside the list. */
const SIDE = 240;

/** Completion that asks `host.answer("complete", offset)` and takes the texts from `host.texts`. */
export const completion = (host) =>
  autocompletion({
    override: [(context) => complete(host, context)],
    icons: false,
    maxRenderedOptions: 80,
    positionInfo,
    optionClass: ({ required }) => (required ? "cm-required" : ""),
  });

function complete(host, context) {
  // Whoever composes a Korean syllable is not asking for anything yet.
  if (context.view?.composing) return null;
  const found = host.answer("complete", context.pos);
  if (!found?.items.length) return null;
  const typed = context.state.sliceDoc(found.from, context.pos);
  const asked = context.explicit || typed || (found.isValue && found.items.length <= SHOWN_UNASKED);
  // What is there whole needs no list: Enter begins a line.
  const isWhole = (word) => found.items.some(({ label }) => label === word);
  if (!asked || (!context.explicit && isWhole(typed))) return null;
  return {
    from: found.from,
    to: found.to,
    validFor: (word) => /^[\w./-]+$/.test(word) && !isWhole(word),
    options: found.items.map((item, place) => ({
      label: item.label,
      detail: item.detail,
      required: item.required,
      // The order is the page's as long as nothing is typed.
      boost: Math.max(-99, 99 - place),
      sortText: String(place).padStart(4, "0"),
      info: item.about ? () => info(host, item) : undefined,
      apply: (view, _, from, to) => accept(view, item, from - (found.from - found.replaces), to),
    })),
  };
}

/** The text stands beside the list, or below or above it where there is no room at its side. */
function positionInfo(view, list, option, info, space) {
  const [right, left] = [space.right - list.right, list.left - space.left];
  if (right >= SIDE || left >= SIDE) {
    const top = Math.max(0, Math.min(option.top - list.top, space.bottom - info.bottom + info.top - list.top));
    return { style: right >= SIDE ? `top: ${top}px; left: 100%` : `top: ${top}px; right: 100%`, class: "cm-beside" };
  }
  const isRoomBelow = space.bottom - list.bottom >= info.bottom - info.top;
  const edge = isRoomBelow ? "top" : "bottom";
  return { style: `${edge}: 100%; left: 0; width: 100%; max-width: none; box-sizing: border-box`, class: "cm-beside" };
}

async function info(host, item) {
  const text = await host.texts?.of(item.about);
  if (!text) return null;
  const box = document.createElement("div");
  box.append(text);
  return box;
}

function accept(view, item, from, to) {
  if (item.kind === "document") return snippet(item.insert)(view, null, from, to);
  view.dispatch({
    changes: { from, to, insert: item.insert },
    selection: { anchor: from + item.insert.length },
    scrollIntoView: true,
    userEvent: "input.complete",
  });
  // Behind a key its value is due.
  if (/\s$/.test(item.insert)) startCompletion(view);
}
