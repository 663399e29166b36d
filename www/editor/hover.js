// What the field under the pointer does, and where that stands which it names.
import { hoverTooltip } from "@codemirror/view";

/** Tooltips that ask `host.answer("hover", offset)`; `host.goTo` is for their links. */
export const hover = (host) =>
  hoverTooltip(
    async (view, offset) => {
      const found = host.answer("hover", offset);
      if (!found) return null;
      const text = await host.texts?.of(found.field);
      const value = found.value && (await host.texts?.of(found.value));
      return { pos: found.from, end: found.to, above: true, create: () => ({ dom: card(host, view, found, text, value) }) };
    },
    { hoverTime: 350 },
  );

function card(host, view, found, text, value) {
  const say = (phrase, ...values) => view.state.phrase(phrase, ...values);
  const box = element("div", "cm-field");
  const head = box.appendChild(element("div", "cm-field-head"));
  head.append(element("code", "", found.path), " ", element("span", "", found.type));
  if (found.required) head.append(" ", element("span", "cm-field-required", say("required")));
  if (text) box.append(element("p", "", text));
  if (value) box.append(element("p", "", value));
  const facts = box.appendChild(element("div", "cm-field-facts"));
  if (found.default) facts.append(fact(say("default"), found.default));
  if (found.choices.length) facts.append(fact(say("one of"), found.choices.join(", ")));
  for (const target of found.targets) {
    const button = element("button", "", say("Go to $", target.name));
    button.type = "button";
    button.addEventListener("click", () => host.goTo(target));
    facts.append(button);
  }
  if (found.page) {
    const link = element("a", "", say("Kubernetes documentation"));
    Object.assign(link, { href: found.page, target: "_blank", rel: "noopener" });
    facts.append(link);
  }
  if (!facts.childNodes.length) facts.remove();
  return box;
}

function fact(name, value) {
  const line = element("span", "");
  line.append(name, " ", element("code", "", value));
  return line;
}

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
