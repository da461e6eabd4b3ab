/** A file that cannot be edited in place: what to paste is written down, and known as ours once it stands there. */
import { readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import JSON5 from "json5";
import { describe, expect, test } from "vitest";
import { edgeOf, overlayOf } from "../../core/link/plans.ts";
import { handWritten, keyOf, plan, type Scratch, scratch } from "./room.ts";

const overlay = { ...overlayOf("anthropic"), localKey: keyOf("first") };
/** Beyond the parser that knows positions. */
const odd = handWritten.replace("port: 18789", "port: 18789, odd: -.5");

async function offered(text: string, link: Parameters<ReturnType<Scratch["open"]>["link"]>[0]) {
  const home = scratch();
  home.write(text);
  const folder = path.join(home.folder, "data", "out");
  const written = await home.open().writeSnippet(link, folder);
  expect(written).toEqual({ ok: true, path: path.join(folder, "openclaw-link.json5") });
  const snippet = written.ok ? written.path : "";
  return { home, snippet, added: JSON5.parse(readFileSync(snippet, "utf8")) };
}

/** What a person's merge by hand gives; here only whole sections are new. */
const pasted = (text: string, added: unknown) => {
  const config = JSON5.parse(text);
  const merge = (into: Record<string, unknown>, from: Record<string, unknown>) => {
    for (const [name, value] of Object.entries(from)) {
      const there = into[name];
      if (there && typeof there === "object" && value && !Array.isArray(value))
        merge(there as Record<string, unknown>, value as Record<string, unknown>);
      else into[name] = value;
    }
    return into;
  };
  return JSON5.stringify(merge(config, added as Record<string, unknown>));
};

test("the snippet is for the user alone, says what it is, and holds exactly what the link adds", async () => {
  const { home, snippet, added } = await offered(odd, overlay);
  expect(statSync(snippet).mode & 0o777).toBe(0o600);
  expect(readFileSync(snippet, "utf8")).toMatch(/^\/\/ .+\n\{\n/);
  expect(added).toEqual({
    models: {
      providers: {
        anthropic: {
          baseUrl: "http://127.0.0.1:21417/anthropic",
          api: "anthropic-messages",
          headers: { "x-sluice-key": keyOf("first") },
        },
      },
    },
  });
  for (const name of readdirSync(home.journal))
    expect(readFileSync(path.join(home.journal, name), "utf8")).not.toContain(keyOf("first"));
  // Shown is not made.
  expect(home.text()).toBe(odd);
  expect(await home.open().read()).toMatchObject({ link: null, localKey: null });
});

describe.each([
  ["own", plan()],
  ["overlay", overlay],
  ["edge", edgeOf()],
] as const)("a link of the kind %s, once the person has pasted it", (kind, link) => {
  test("is ours, with its key, and goes by our places and the snippet with it", async () => {
    const { home, snippet, added } = await offered(odd, link);
    home.write(pasted(odd, added).replace("-0.5", "0"));
    expect(await home.open().read()).toMatchObject({
      isOurs: true,
      link: { kind, providers: ["anthropic"], applied: true },
      localKey: kind === "edge" ? null : keyOf("first"),
    });
    expect(await home.open().unlink()).toEqual({ ok: true });
    expect(JSON5.parse(home.text() ?? "")).toEqual(JSON5.parse(odd.replace("-.5", "0")));
    expect(home.leftovers()).toEqual([]);
    expect(() => statSync(snippet)).toThrow("ENOENT");
  });

  test("can be written anew where the file can be edited by then", async () => {
    const { home, added } = await offered(odd, link);
    home.write(pasted(odd, added).replace("-0.5", "0"));
    const next = plan({ port: 30_001, localKey: keyOf("second") });
    expect(await home.open().link(next)).toEqual({ ok: true });
    expect(await home.open().read()).toMatchObject({ port: 30_001, link: { applied: true } });
    await home.open().unlink();
    expect(JSON5.parse(home.text() ?? "")).toEqual(JSON5.parse(odd.replace("-.5", "0")));
    expect(home.leftovers()).toEqual([]);
  });
});

test("put in the place of a link that stands already, it is the one that counts", async () => {
  const home = scratch();
  home.write(handWritten);
  await home.open().link(overlay);
  // The person's editor, since: no more edits in place.
  home.write((home.text() ?? "").replace("port: 18789", "port: 18789, odd: -.5"));
  const next = plan({ port: 30_001, localKey: keyOf("second") });
  expect(await home.open().link(next)).toMatchObject({ code: "config.cannotEdit" });
  const written = await home.open().writeSnippet(next, home.folder);
  const added = JSON5.parse(readFileSync(written.ok ? written.path : "", "utf8"));
  home.write(pasted(handWritten, added));
  expect(await home.open().read()).toMatchObject({
    isOurs: true,
    port: 30_001,
    localKey: keyOf("second"),
    link: { kind: "own", applied: true },
  });
  expect(await home.open().unlink()).toEqual({ ok: true });
  expect(JSON5.parse(home.text() ?? "")).toEqual(JSON5.parse(handWritten));
  expect(home.leftovers()).toEqual([]);
});

test("where it still cannot be edited, unlink says so and the person takes it out", async () => {
  const { home, added } = await offered(odd, overlay);
  // A bare literal as a name is JSON5 that keeps no positions.
  home.write(pasted(odd, added).replace("{", "{null:1,"));
  const text = home.text();
  expect(await home.open().read()).toMatchObject({ link: { applied: true } });
  expect(await home.open().unlink()).toEqual({ ok: false, code: "config.cannotEdit" });
  expect(home.text()).toBe(text);
  home.write(odd);
  expect(await home.open().read()).toMatchObject({ link: null });
  expect(await home.open().unlink()).toEqual({ ok: false, code: "link.missing" });
  expect(home.leftovers()).toEqual([]);
});

test("behind a symbolic link it is seen and left alone", async () => {
  const { home, added } = await offered(handWritten, overlay);
  const real = path.join(home.folder, "dotfiles.json5");
  writeFileSync(real, pasted(handWritten, added));
  rmSync(home.config);
  symlinkSync(real, home.config);
  expect(await home.open().read()).toMatchObject({ link: { applied: true }, isOurs: true });
  expect(await home.open().unlink()).toEqual({ ok: false, code: "config.symlink" });
});

test("it can be shown for a file that is too large to be read", async () => {
  const { home } = await offered(`{ a: "${"x".repeat(4 * 1024 * 1024)}" }`, plan());
  expect(await home.open().read()).toMatchObject({ code: "config.tooLarge", link: null });
});

test("a plan no file could hold is not shown", async () => {
  const home = scratch();
  home.write(odd);
  expect(await home.open().writeSnippet(overlayOf("ollama"), home.folder)).toMatchObject({
    code: "link.providerUnavailable",
  });
  expect(home.leftovers()).toEqual([]);
});
