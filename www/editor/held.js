// The marks at the lines whose expectation holds: quiet ones, as what does not hold is underlined.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";

class Mark extends WidgetType {
  eq() {
    return true;
  }

  toDOM(view) {
    const mark = document.createElement("span");
    mark.className = "cm-held";
    mark.textContent = "✓";
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", view.state.phrase("This holds"));
    mark.title = view.state.phrase("This holds");
    return mark;
  }
}

const set = StateEffect.define();
const mark = Decoration.widget({ widget: new Mark(), side: 1 });

/** The marks of an editor. */
export const held = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(set)) return effect.value;
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Marks the lines in which the offsets lie, and no others. */
export function hold(doc, offsets) {
  const ends = new Set(offsets.map((offset) => doc.lineAt(Math.max(0, Math.min(offset, doc.length))).to));
  return set.of(Decoration.set([...ends].map((end) => mark.range(end)), true));
}
