/** app://sluice/ gives the built window and nothing else. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAssets } from "../../main/shell/assets.ts";

let above = "";
let get: (address: string, method?: string) => Promise<Response>;

beforeAll(() => {
  above = mkdtempSync(path.join(os.tmpdir(), "sluice-assets-"));
  const folder = path.join(above, "renderer");
  mkdirSync(path.join(folder, "assets"), { recursive: true });
  writeFileSync(path.join(folder, "index.html"), "<!doctype html>");
  writeFileSync(path.join(folder, "assets/index-AbC_1.js"), "export {};");
  writeFileSync(path.join(folder, "assets/index.css"), "a{}");
  writeFileSync(path.join(folder, "assets/notes.txt"), "no type");
  writeFileSync(path.join(folder, ".hidden.js"), "hidden");
  writeFileSync(path.join(above, "secret.js"), "secret");
  const serve = createAssets(folder);
  get = (url, method = "GET") => serve({ url, method });
});
afterAll(() => rmSync(above, { recursive: true, force: true }));

test("the address itself is index.html, with the type of its name", async () => {
  const page = await get("app://sluice/");
  expect([page.status, page.headers.get("content-type")]).toEqual([
    200,
    "text/html; charset=utf-8",
  ]);
  expect(await page.text()).toBe("<!doctype html>");
  const script = await get("app://sluice/assets/index-AbC_1.js?v=1#top");
  expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(await script.text()).toBe("export {};");
});

test("every answer forbids what is not ours, errors included", async () => {
  for (const url of ["app://sluice/", "app://sluice/none.js"]) {
    const { headers } = await get(url);
    const policy = headers.get("content-security-policy") ?? "";
    for (const part of [
      "default-src 'none'",
      "connect-src 'none'",
      "worker-src 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ])
      expect(policy).toContain(part);
    expect(policy).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    // Empty it would forbid our own files as well.
    expect(headers.get("connection-allowlist")).toBe("(response-origin)");
  }
});

test("what is not there, has no known type or is not ours is 404", async () => {
  for (const url of [
    "app://sluice/none.js",
    "app://sluice/assets/",
    "app://sluice/assets/notes.txt",
    "app://sluice/.hidden.js",
    "app://other/index.html",
    "app://sluice.example/index.html",
    "https://sluice/index.html",
  ])
    expect([url, (await get(url)).status]).toEqual([url, 404]);
});

test("only GET is answered", async () => {
  for (const method of ["POST", "PUT", "HEAD", "OPTIONS"])
    expect((await get("app://sluice/", method)).status).toBe(405);
});

test("no address leads out of the folder", async () => {
  const step = fc.constantFrom(
    "..",
    "%2e%2e",
    "%2E.",
    "..%2f",
    "..%5c",
    "..\\",
    ".",
    "assets",
    "/",
    "//",
    "%00",
    "secret.js",
    "%73ecret.js",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const answer = await get(`app://sluice/${steps.join("/")}`);
      expect(await answer.text()).not.toContain("secret");
    }),
    { numRuns: 500 },
  );
});

test.skipIf(process.platform === "win32")(
  "a name with a null byte or a link out is harmless",
  async () => {
    symlinkSync(path.join(above, "none.js"), path.join(above, "renderer/dangling.js"));
    expect((await get("app://sluice/dangling.js")).status).toBe(404);
    expect((await get("app://sluice/index.html\0.js")).status).toBe(404);
  },
);
