/** A link opens only when it is one of ours, letter by letter. */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { addressOf, isKnownLink } from "../../main/shell/links.ts";

const renderer = path.join(import.meta.dirname, "../../renderer");

test("every address the window links to opens", () => {
  const addresses = globSync("**/*.tsx", { cwd: renderer }).flatMap((file) =>
    [...readFileSync(path.join(renderer, file), "utf8").matchAll(/href="(https?:[^"]*)"/g)].map(
      ([, address]) => address ?? "",
    ),
  );
  expect(addresses).not.toEqual([]);
  expect(addresses.filter((address) => !isKnownLink(address))).toEqual([]);
});

test("every address a menu names opens", () => {
  expect(isKnownLink(addressOf("cloudflare"))).toBe(true);
});

test("anything near one of them does not", () => {
  for (const url of [
    "https://dash.cloudflare.com/?key=secret",
    "https://dash.cloudflare.com",
    "https://dash.cloudflare.com.example/",
    "https://dash.cloudflare.com@example.com/",
    "http://dash.cloudflare.com/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "",
  ])
    expect(isKnownLink(url)).toBe(false);
});
