/** Files as they really are: every kind of link is made and taken back in each, or refused with the file untouched. */
import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import JSON5 from "json5";
import { describe, expect, test } from "vitest";
import { edgeOf, edgeOverlayOf, overlayOf } from "../../core/link/plans.ts";
import { handWritten, keyOf, plan, type Scratch, scratch } from "./room.ts";

const kinds = [
  ["own", plan()],
  ["overlay", { ...overlayOf("anthropic", "openai"), localKey: keyOf("first") }],
  ["edge", edgeOf()],
  ["edge over the user's entries", edgeOverlayOf("anthropic", "openai")],
] as const;

const texts: readonly (readonly [string, string])[] = [
  ["CRLF", handWritten.replaceAll("\n", "\r\n")],
  ["lone carriage returns", `{\r  models: {\r    mode: "merge",\r  },\r}\r`],
  ["tabs", handWritten.replaceAll("  ", "\t")],
  ["a byte order mark", `\ufeff${handWritten}`],
  ["a byte order mark and CRLF", `\ufeff${handWritten.replaceAll("\n", "\r\n")}`],
  ["no line end", handWritten.trimEnd()],
  ["one line", `{"gateway":{"mode":"local"},"agents":{"defaults":{"model":"anthropic/x"}}}`],
  ["nothing in it", "{}"],
  [
    "names that stand twice",
    `{ models: { a: 1 }, models: { providers: {}, providers: { x: {} } } }`,
  ],
  ["names spelled with escapes", String.raw`{ "mod\u0065ls": { 'provid\x65rs': {} } }`],
  [
    "a newer OpenClaw's stamp",
    `{ meta: { lastTouchedVersion: "2027.8.1", migrations: { z: 1 } } }`,
  ],
  ["an include elsewhere", `{ channels: { $include: "./c.json5" }, env: { $include: "./e" } }`],
  [
    "300 providers of their own",
    JSON.stringify({ models: { providers: manyProviders(300) } }, null, 2),
  ],
];

function manyProviders(count: number) {
  const entry = (i: number) => [
    `p${i}`,
    { baseUrl: `https://p${i}.example`, models: [{ id: "m" }] },
  ];
  return Object.fromEntries(Array.from({ length: count }, (_, i) => entry(i)));
}

describe.each(kinds)("a link of the kind %s", (_, link) => {
  test.each(texts)("is made in and taken back from a file with %s", async (_name, text) => {
    const home = scratch();
    home.write(text, 0o644);
    const openclaw = home.open();
    expect(await openclaw.link(link)).toEqual({ ok: true });
    expect(home.text()?.at(0)).toBe(text.at(0));
    expect((await openclaw.read()).link?.applied).toBe(true);
    // By its places alone, as if somebody had touched the file.
    home.write(`${home.text()}\n`, 0o644);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(`${text}\n`);
    expect(home.leftovers()).toEqual([]);
  });

  test("is refused where the file is a symbolic link, too large, read-only or beyond in-place edits", async () => {
    const untouched = async (home: Scratch, code: string) => {
      const before = home.text();
      expect(await home.open().link(link)).toMatchObject({ ok: false, code });
      expect(home.text()).toBe(before);
      expect(home.leftovers()).toEqual([]);
    };
    const home = scratch();
    home.write(handWritten, 0o444);
    await untouched(home, "disk.readOnly");
    home.write(`{ null: 1, ${handWritten.slice(handWritten.indexOf("{") + 1)}`);
    await untouched(home, "config.cannotEdit");
    home.write(`{ a: "${"x".repeat(4 * 1024 * 1024)}" }`);
    await untouched(home, "config.tooLarge");
    home.write("{ models: { $include: './m.json5' } }");
    await untouched(home, "config.includes");
    rmSync(home.config);
    const real = path.join(home.folder, "real.json5");
    writeFileSync(real, handWritten);
    symlinkSync(real, home.config);
    await untouched(home, "config.symlink");
  });
});

test("a file of half a megabyte is linked, too", async () => {
  const home = scratch();
  const text = JSON.stringify({ skills: { entries: manyProviders(5_000) } }, null, 1);
  expect(text.length).toBeGreaterThan(512 * 1024);
  home.write(text);
  expect(await home.open().link(plan())).toEqual({ ok: true });
  expect(JSON5.parse(home.text() ?? "").skills).toEqual(JSON.parse(text).skills);
  expect(await home.open().unlink()).toEqual({ ok: true });
  expect(home.text()).toBe(text);
}, 60_000);
