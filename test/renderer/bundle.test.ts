/** What the window has to read before it can show Home: the code, the styles and one language, within the budget; and our own address serves all of it. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createAssets, origin } from "../../main/shell/assets.ts";
import { languages } from "../../renderer/copy/language.ts";

const folder = path.join(import.meta.dirname, "../../dist/renderer");
const files = readdirSync(path.join(folder, "assets"));
const textOf = (file: string): string => readFileSync(path.join(folder, "assets", file), "utf8");
const sizeOf = (file: string): number => gzipSync(textOf(file), { level: 9 }).length;
const one = (name: string): string => {
  const found = files.filter((file) => new RegExp(`^${name}-[\\w-]{8}\\.js$`).test(file));
  expect(found, name).toHaveLength(1);
  return found[0] ?? "";
};

/** A file of code and whatever it cannot do without. */
function withShared(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, other = ""] of textOf(file).matchAll(
    /(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g,
  ))
    withShared(other, seen);
  return seen;
}

const sum = (all: Iterable<string>): number =>
  [...all].reduce((bytes, file) => bytes + sizeOf(file), 0);
const styles = files.filter((file) => file.endsWith(".css"));
const budgetBytes = 120_000;

test.each(languages)("Home in %s is within 120 KB, packed", (language) => {
  const needed = withShared(one(language), withShared(one("index")));
  expect(sum([...needed, ...styles])).toBeLessThanOrEqual(budgetBytes);
});

test("no language and no page beside Home is a part of what Home reads first", () => {
  const first = withShared(one("index"));
  const besides = ["pages", ...languages.map((language) => `${language}-pages`)];
  for (const name of [...languages, ...besides]) expect(first).not.toContain(one(name));
  // A language's words for Home bring none of those for the pages beside it.
  for (const language of languages)
    expect(withShared(one(language))).not.toContain(one(`${language}-pages`));
  // A sentence of each language, which nothing but its own file may hold.
  for (const sentence of [
    "Still metered, still costs.",
    "Toujours mesuré",
    "Wordt nog gemeten",
    "Måles stadig",
  ])
    expect(files.filter((file) => textOf(file).includes(sentence))).toHaveLength(1);
});

test("React is the one that is made for people, whatever the build’s surroundings", () => {
  expect(textOf(one("index"))).not.toContain("Warning: ");
  expect(textOf(one("index"))).toContain("Minified React error");
});

test("the window’s own address serves every file, and the policy lets each be read", async () => {
  const serve = createAssets(folder);
  for (const file of files) {
    const { headers, status } = await serve({ method: "GET", url: `${origin}assets/${file}` });
    expect(status, file).toBe(200);
    expect(headers.get("content-type"), file).toMatch(/^text\/(javascript|css); charset=utf-8$/);
    expect(headers.get("content-security-policy")).toContain("script-src 'self'");
  }
  // What would need an exception of the policy.
  for (const file of files.filter((name) => name.endsWith(".js")))
    expect(textOf(file), file).not.toMatch(/\beval\(|new Function\(|data:text\/javascript/);
});
