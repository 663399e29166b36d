// Keeps the page at hand without a network. www/pages.mjs puts the version and the files of a build into it.
//
// One version is one cache, filled as a whole or not at all, and a page gets all its files from one of them. A new
// version is fetched while the old one goes on, and takes over when the last page of the old one is loaded again.
const VERSION = "{{version}}";
/** Names beside this file, each with its hash: a host that is being updated must not hand out a mixture. */
const FILES = {{files}};

const scope = self.registration.scope;
const prefix = `svclab ${scope} `;
const cacheName = prefix + VERSION;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(removeOldVersions()));
self.addEventListener("fetch", (event) => {
  const file = fileOf(event.request);
  if (file !== null) event.respondWith(answer(event.request, file));
});
self.addEventListener("message", ({ data }) => {
  if (data === "take over") self.skipWaiting();
});

async function install() {
  const cache = await caches.open(cacheName);
  const requests = Object.entries(FILES).map(([file, integrity]) => new Request(scope + file, { integrity, cache: "no-cache" }));
  await cache.addAll(requests);
}

async function removeOldVersions() {
  const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The name of the file that a request is for; null if it is none of this version. */
function fileOf(request) {
  const url = new URL(request.url);
  if (request.method !== "GET" || !(url.origin + url.pathname).startsWith(scope)) return null;
  const path = (url.origin + url.pathname).slice(scope.length);
  const file = path === "" ? "index.html" : path;
  return Object.hasOwn(FILES, file) ? file : null;
}

async function answer(request, file) {
  if (request.mode === "navigate" && (await giveWay())) {
    // The same page once more: by then the new version answers.
    return new Response('<link rel="icon" href="data:,">', { headers: { "content-type": "text/html", refresh: "0" } });
  }
  const cache = await caches.open(cacheName);
  // A browser short of space may have emptied the cache.
  return (await cache.match(scope + file)) ?? fetch(request);
}

/** Lets a new version that waits take over if no other page needs this one. */
async function giveWay() {
  const { waiting } = self.registration;
  if (!waiting) return false;
  const pages = await self.clients.matchAll({ type: "window" });
  if (pages.length > 1) return false;
  waiting.postMessage("take over");
  return true;
}
