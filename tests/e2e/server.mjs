// A static file server as plain as any host's: dist/ stands at / and under a sub-path as well.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const built = fileURLToPath(new URL("../../dist/", import.meta.url));
const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** The sub-path under which dist/ stands too. */
export const subPath = "/blog/tools/svclab/";

/**
 * Starts a server of a folder on a free port; gives its `origin`, the `requests` it has seen, `pages` and `close()`. What stands
 * in `pages` under a path, a `body` with `headers`, is served in the place of a file; `headers` go with every file.
 */
export async function serve(dist = built, headers = {}) {
  const requests = [];
  const pages = new Map();
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    requests.push(path);
    const given = pages.get(path);
    if (given) return response.writeHead(200, { "content-type": types[".html"], ...given.headers }).end(given.body);
    const inDist = normalize(path.startsWith(subPath) ? path.slice(subPath.length - 1) : path);
    const file = inDist.endsWith("/") ? `${inDist}index.html` : inDist;
    try {
      const body = await readFile(join(dist, file));
      response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream", ...headers }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, requests, pages, close };
}
