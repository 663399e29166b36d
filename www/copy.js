// A button at each block of code that copies it.
for (const block of document.querySelectorAll("main > pre")) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: "Copy" });
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.textContent.trimEnd() + "\n").then(() => (button.textContent = "Copied"), () => getSelection().selectAllChildren(block));
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  block.before(button);
}
