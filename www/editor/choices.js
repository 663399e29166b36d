// A small menu at a place of the text: which of several places is meant.

/**
 * Asks which of the targets [{name, from, to}] is meant. `go(target)` is called with the one that is chosen; whoever chooses
 * none is where they were.
 */
export function choose(host, view, offset, targets, go) {
  host.querySelector(".cm-choices")?.remove();
  const say = (phrase, ...values) => view.state.phrase(phrase, ...values);
  const menu = document.createElement("div");
  menu.className = "cm-choices";
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", say("Go to one of these"));
  const left = ({ relatedTarget }) => menu.contains(relatedTarget) || close();
  const close = () => {
    // What has the focus and is removed loses it on the way.
    menu.removeEventListener("focusout", left);
    menu.remove();
  };
  for (const target of targets) {
    const item = menu.appendChild(document.createElement("button"));
    item.type = "button";
    item.tabIndex = -1;
    item.setAttribute("role", "menuitem");
    const place = document.createElement("span");
    place.textContent = say("line $", view.state.doc.lineAt(Math.min(target.from, view.state.doc.length)).number);
    item.append(target.name, " ", place);
    item.addEventListener("click", () => {
      close();
      go(target);
    });
  }
  menu.addEventListener("keydown", (event) => {
    if (!pressed(menu, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape" || event.key === "Tab") {
      close();
      view.focus();
    }
  });
  menu.addEventListener("focusout", left);
  host.append(menu);
  put(menu, host.getBoundingClientRect(), view.coordsAtPos(offset));
  menu.firstElementChild.focus();
}

/** Moves the focus, and says if the key was one of the menu's. */
function pressed(menu, key) {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  const next = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at + items.length - 1) % items.length,
    Home: 0,
    End: items.length - 1,
  }[key];
  items[next]?.focus();
  return next !== undefined || key === "Escape" || key === "Tab";
}

/** Below the place, or above it where there is no room; of a place out of sight, at the top. */
function put(menu, frame, place) {
  const { width, height } = menu.getBoundingClientRect();
  const left = (place?.left ?? frame.left) - frame.left;
  const below = (place?.bottom ?? frame.top) - frame.top;
  const above = (place?.top ?? frame.top) - frame.top - height;
  const top = below + height <= frame.height || above < 0 ? below : above;
  menu.style.left = `${Math.max(0, Math.min(left, frame.width - width))}px`;
  menu.style.top = `${Math.max(0, Math.min(top, frame.height - height))}px`;
}
