/** What is remembered between starts: whole where it can be read, and of what cannot be read as much as can. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSettingsFile } from "../../main/app/settings-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "sluice-settings-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => path.join(folder, "settings.json");
const opened = async (value: unknown) => {
  writeFileSync(file(), typeof value === "string" ? value : JSON.stringify(value));
  return openSettingsFile(folder);
};
const profile = { id: "p1", name: "Mine", accountId: "a", aiGatewayId: "g" };

describe("a file from before there were these settings", () => {
  test("is whole: what it does not say is as it is for a new person", async () => {
    const settings = await opened({ profiles: [profile], settings: { theme: "dark" } });
    expect(settings.wasUnreadable).toBe(false);
    expect(settings.get().settings).toEqual({
      language: "system",
      theme: "dark",
      logPayloads: false,
      onQuit: "asItWas",
      edgeKeys: "resolver",
      keepRequestsDays: 90,
      leftClick: "window",
      trayFigure: "spend",
      notifications: true,
      quietHours: null,
      shortcuts: { open: null, route: null, pause: null },
      proxy: "system",
    });
    expect(settings.get().setup).toBeNull();
  });

  test("shortcuts that name one thing leave the others without", async () => {
    const settings = await opened({ settings: { shortcuts: { open: "Control+Shift+S" } } });
    expect(settings.wasUnreadable).toBe(false);
    expect(settings.get().settings.shortcuts).toEqual({
      ...{ open: "Control+Shift+S", route: null, pause: null },
    });
  });
});

describe("the one setting for the response cache there was before dials", () => {
  const other = { ...profile, id: "p2" };
  const dialsOf = (settings: Awaited<ReturnType<typeof opened>>) =>
    settings.get().profiles.map(({ dials }) => dials);

  test("holds on in every profile that asked for nothing else, and is gone once it is written", async () => {
    const models = { "openai/gpt-5": { cache: "skip" } };
    const settings = await opened({
      profiles: [
        profile,
        { ...other, dials: { all: { attempts: 3 }, models } },
        { ...other, id: "p3", dials: { all: { cache: 300 }, models: {} } },
      ],
      settings: { theme: "dark", responseCache: true },
    });
    expect(settings.wasUnreadable).toBe(false);
    const moved = [
      { all: { cache: "asSet" }, models: {} },
      { all: { cache: "asSet", attempts: 3 }, models },
      { all: { cache: 300 }, models: {} },
    ];
    expect(dialsOf(settings)).toEqual(moved);
    await settings.change({ port: 4_321 });
    expect(readFileSync(file(), "utf8")).not.toContain("responseCache");
    expect(dialsOf(await openSettingsFile(folder))).toEqual(moved);
  });

  test.each([false, "yes", null])("as %j asks for nothing", async (responseCache) => {
    const settings = await opened({ profiles: [profile], settings: { responseCache } });
    expect(settings.wasUnreadable).toBe(false);
    expect(settings.get().profiles).toEqual([profile]);
  });
});

/** One hand-edited value each, and what stands for it instead. */
const bad: readonly (readonly [name: string, value: unknown, instead: unknown])[] = [
  ["language", "xx", "system"],
  ["theme", 1, "system"],
  ["onQuit", null, "asItWas"],
  ["keepRequestsDays", 31, 90],
  ["leftClick", "explode", "window"],
  ["trayFigure", "", "spend"],
  ["notifications", "no", true],
  ["quietHours", { fromMinute: -1, toMinute: 60 }, null],
  ["quietHours", { fromMinute: 0, toMinute: 1_440 }, null],
  ["quietHours", "night", null],
  ["proxy", "socks5://10.0.0.1:1080", "system"],
  ["proxy", "http://name:word@10.0.0.1:3128", "system"],
  ["proxy", "http://10.0.0.1:99999", "system"],
  ["proxy", "http://10.0.0.1", "system"],
];

describe("a hand-edited value that means nothing", () => {
  test.each(bad)("of %s (%j) costs that setting alone", async (name, value, instead) => {
    const good = {
      ...{ language: "nl", theme: "dark", logPayloads: true, onQuit: "edge" },
      ...{ keepRequestsDays: null, leftClick: "menu", trayFigure: "none", notifications: false },
      ...{ quietHours: { fromMinute: 1_320, toMinute: 420 }, proxy: "http://10.0.0.1:3128" },
    };
    const settings = await opened({
      profiles: [profile],
      settings: { ...good, [name]: value },
    });
    expect(settings.wasUnreadable).toBe(true);
    expect(settings.get().profiles).toEqual([profile]);
    expect(settings.get().settings).toMatchObject({ ...good, [name]: instead });
    // What was meant is kept beside, and nothing is spent until somebody has looked.
    expect(existsSync(`${file()}.unreadable`)).toBe(true);
    expect(settings.get().route).toBe("paused");
  });

  test("of one shortcut costs that shortcut alone", async () => {
    const settings = await opened({
      settings: { theme: "dark", shortcuts: { open: "S", route: "Alt+R", pause: null } },
    });
    expect(settings.get().settings).toMatchObject({
      theme: "dark",
      shortcuts: { open: null, route: "Alt+R", pause: null },
    });
  });

  test("settings that are no object at all cost the settings alone", async () => {
    const settings = await opened({ profiles: [profile], settings: [1, 2] });
    expect(settings.get().profiles).toEqual([profile]);
    expect(settings.get().settings.theme).toBe("system");
  });
});

describe("the first run in a file of a newer version", () => {
  test("goes on at the first screen where its own is not known, and nothing else is lost or paused", async () => {
    const settings = await opened({
      profiles: [profile],
      setup: { status: "left", step: "teleport", skipped: ["cloudflare", "teleport"] },
    });
    expect(settings.wasUnreadable).toBe(false);
    expect(settings.get()).toMatchObject({
      route: "cloudflare",
      setup: { status: "left", step: "welcome", skipped: ["cloudflare"] },
    });
  });
});

test("whatever stands in the file, it opens, and what is written can be read again", async () => {
  const odd = fc.dictionary(
    fc.constantFrom("profiles", "settings", "setup", "route", "port", "secrets", "__proto__", "x"),
    fc.oneof(fc.jsonValue(), fc.record({ theme: fc.jsonValue(), shortcuts: fc.jsonValue() })),
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(odd, fc.jsonValue()), async (value) => {
      const settings = await opened(value);
      const before = settings.get();
      expect(await settings.change({ port: 4_321 })).toEqual({ ok: true });
      const again = await openSettingsFile(folder);
      expect(again.wasUnreadable).toBe(false);
      expect(again.get()).toEqual({
        ...before,
        port: 4_321,
        secrets: before.secrets.filter(({ isSession }) => !isSession),
      });
    }),
    { numRuns: 60 },
  );
});

test("it is written for its owner alone", async () => {
  const settings = await opened({});
  await settings.change({ port: 4_321 });
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file(), "utf8"))).toMatchObject({ port: 4_321 });
});
