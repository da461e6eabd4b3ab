/** Serves the window's own files at app://sluice/ and nothing else: no path leads out, no type is guessed, nothing foreign may run. */
import { readFile } from "node:fs/promises";
import path from "node:path";

export const scheme = "app";
/** The window's address; everything it may load begins with it. */
export const origin = "app://sluice/";

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  // Left out, it would follow script-src.
  "worker-src 'none'",
  "font-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  // No text becomes script or markup: React needs neither.
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
};

/** Plain names only: no percent sign, no backslash, no name that begins with a dot. */
const plainPath = /^\/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** @param folder where the renderer was built to. */
export function createAssets(
  folder: string,
): (request: Pick<Request, "method" | "url">) => Promise<Response> {
  return async ({ method, url }) => {
    if (method !== "GET") return refuse(405);
    const file = fileOf(url);
    const type = file === null ? undefined : types[path.extname(file)];
    if (file === null || type === undefined) return refuse(404);
    try {
      const body = new Uint8Array(await readFile(path.join(folder, file)));
      return new Response(body, { headers: { ...headers, "content-type": type } });
    } catch {
      return refuse(404);
    }
  };
}

const headers = {
  "content-security-policy": policy,
  // What no policy on content covers: peers and hints, down to asking for the name of a host.
  "connection-allowlist": "(response-origin)",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

const refuse = (status: number): Response => new Response(null, { status, headers });

/** The file's path below the folder, or null when the address is not one of ours. */
function fileOf(url: string): string | null {
  if (!url.startsWith(origin)) return null;
  const [name = ""] = url.slice(origin.length - 1).split(/[?#]/);
  if (name === "/") return "index.html";
  return plainPath.test(name) ? name.slice(1) : null;
}
