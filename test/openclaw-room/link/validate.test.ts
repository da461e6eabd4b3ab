/** Somebody who knows OpenClaw's schema is asked before the file is replaced. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Done } from "../../../main/openclaw/config-file.ts";
import { edgeOf, overlayOf } from "../../core/link/plans.ts";
import { handWritten, keyOf, plan, scratch } from "./room.ts";

const refused: Done = { ok: false, code: "config.rejected", detail: "models.providers: unknown" };

describe.each([
  ["own", plan()],
  ["overlay", overlayOf("anthropic")],
  ["edge", edgeOf()],
] as const)("before a link of the kind %s", (_, link) => {
  test("the finished file is shown, beside the configuration, while that is still as it was", async () => {
    const home = scratch();
    home.write(handWritten, 0o640);
    const seen: string[] = [];
    const validate = async (staged: string): Promise<Done> => {
      expect(path.dirname(staged)).toBe(path.dirname(home.config));
      expect(home.text()).toBe(handWritten);
      seen.push(readFileSync(staged, "utf8"));
      return { ok: true };
    };
    expect(await home.open().link(link, { validate })).toEqual({ ok: true });
    expect(seen).toEqual([home.text()]);
  });

  test("a refusal leaves everything as it was", async () => {
    const home = scratch();
    home.write(handWritten, 0o640);
    expect(await home.open().link(link, { validate: async () => refused })).toEqual(refused);
    expect(home.text()).toBe(handWritten);
    expect(home.mode()).toBe(0o640);
    expect(home.leftovers()).toEqual([]);
  });

  test("a refusal leaves the link that stood before", async () => {
    const home = scratch();
    home.write(handWritten);
    const former = plan({ port: 30_001, localKey: keyOf("former") });
    await home.open().link(former);
    const linked = home.text();
    expect(await home.open().link(link, { validate: async () => refused })).toEqual(refused);
    expect(home.text()).toBe(linked);
    expect(await home.open().read()).toMatchObject({ port: 30_001, link: { applied: true } });
    await home.open().unlink();
    expect(home.text()).toBe(handWritten);
  });
});

test("a first configuration is shown, too, and goes with its folder when it is refused", async () => {
  const home = scratch({ isBare: true });
  expect(await home.open().link(plan(), { validate: async () => refused })).toEqual(refused);
  expect(() => readFileSync(path.dirname(home.config))).toThrow("ENOENT");
  expect(home.leftovers()).toEqual([]);
});

test("who is asked cannot change what is written", async () => {
  const home = scratch();
  home.write(handWritten);
  const validate = async (staged: string): Promise<Done> => {
    writeFileSync(staged, "{ rewritten: true }");
    return { ok: true };
  };
  expect(await home.open().link(plan(), { validate })).toEqual({ ok: true });
  expect(home.text()).not.toContain("rewritten");
  expect((await home.open().read()).link?.applied).toBe(true);
});

test("what somebody writes while it is asked is seen, and the question asked again", async () => {
  const home = scratch();
  home.write(handWritten);
  let asked = 0;
  const validate = async (): Promise<Done> => {
    if (++asked === 1) home.write(`// theirs\n${handWritten}`);
    return { ok: true };
  };
  expect(await home.open().link(plan(), { validate })).toEqual({ ok: true });
  expect(asked).toBe(2);
  await home.open().unlink();
  expect(home.text()).toBe(`// theirs\n${handWritten}`);
});

test("a link that stands already is not asked about again", async () => {
  const home = scratch();
  home.write(handWritten);
  await home.open().link(plan());
  expect(await home.open().link(plan(), { validate: async () => refused })).toEqual({ ok: true });
});

test("a relative include is where it was for the one who is asked", async () => {
  const home = scratch();
  home.write(`{ channels: { $include: "./parts/channels.json5" } }`);
  mkdirSync(path.join(path.dirname(home.config), "parts"));
  writeFileSync(path.join(path.dirname(home.config), "parts/channels.json5"), "{}");
  const validate = async (staged: string): Promise<Done> => {
    readFileSync(path.resolve(path.dirname(staged), "./parts/channels.json5"));
    return { ok: true };
  };
  expect(await home.open().link(plan(), { validate })).toEqual({ ok: true });
});
