/** Builds the harness once and serves it on loopback under the same content policy the real window has. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import react from "@vitejs/plugin-react";
import { build } from "vite";

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'";
const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** @param outDir an empty folder of the caller's. */
export async function serveHarness(
  outDir: string,
): Promise<{ url: (query: Record<string, string>) => string; close: () => Promise<void> }> {
  await build({
    configFile: false,
    root: path.join(import.meta.dirname, "harness"),
    base: "./",
    logLevel: "warn",
    plugins: [react()],
    build: {
      target: "chrome156",
      outDir,
      emptyOutDir: true,
      modulePreload: false,
      assetsInlineLimit: 0,
      minify: false,
    },
  });
  const server = createServer(async ({ url = "/" }, answer) => {
    const { pathname } = new URL(url, "http://localhost");
    const name = pathname === "/" ? "index.html" : pathname.slice(1);
    try {
      const body = await readFile(path.join(outDir, path.normalize(name)));
      answer.writeHead(200, {
        "content-type": types[path.extname(name)] ?? "application/octet-stream",
        "content-security-policy": policy,
      });
      answer.end(body);
    } catch {
      answer.writeHead(404, { "content-security-policy": policy }).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (query) => `http://127.0.0.1:${port}/?${new URLSearchParams(query)}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
