// For pages with frames of svclab: each frame becomes as high as what it shows. A message counts only if it comes from one
// of them: from a frame whose address is beside this script, with the origin that such a frame has.
(() => {
  const embed = new URL("./", document.currentScript.src);
  const isOurs = (frame, origin) => frame.src.startsWith(embed.href) && (origin === embed.origin || (origin === "null" && frame.sandbox.length > 0));
  addEventListener("message", ({ data, source, origin }) => {
    if (data?.type !== "svclab:size" || !(data.height > 0)) return;
    const frame = [...document.querySelectorAll("iframe")].find(({ contentWindow }) => contentWindow === source);
    if (frame && isOurs(frame, origin)) frame.style.height = `${data.height}px`;
  });
})();
