// Light or dark, as the page has it: by data-theme (or Bootstrap's data-bs-theme), by a class, or by the reader's system.
const followers = new Set();
const system = matchMedia("(prefers-color-scheme: dark)");
const tell = () => followers.forEach((follower) => follower());
const page = new MutationObserver(tell);

/** Calls back when the page may look otherwise; gives the way to end that. */
export function followTheme(follower) {
  if (followers.size === 0) {
    const options = { attributeFilter: ["class", "data-theme", "data-bs-theme"] };
    for (const element of [document.documentElement, document.body]) page.observe(element, options);
    system.addEventListener("change", tell);
  }
  followers.add(follower);
  return () => {
    followers.delete(follower);
    if (followers.size > 0) return;
    page.disconnect();
    system.removeEventListener("change", tell);
  };
}

/** "light" or "dark" for an element: its own attribute, else the nearest around it that says so, else the system's. */
export function themeOf(element) {
  const own = element.getAttribute("theme");
  if (isTheme(own)) return own;
  for (let around = element.parentElement; around; around = around.parentElement) {
    const said = [around.dataset.theme, around.dataset.bsTheme, ...around.classList].find(isTheme);
    if (said) return said;
  }
  return system.matches ? "dark" : "light";
}

const isTheme = (word) => word === "light" || word === "dark";
