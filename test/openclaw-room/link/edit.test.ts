/** A lasting wish of the person, through Sluice: in the file at once, and in what unlink restores. */
import { chmodSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import JSON5 from "json5";
import { describe, expect, test } from "vitest";
import type { Edit, JsonObject } from "../../../main/core/json5-edit.ts";
import { edgeOf, overlayOf } from "../../core/link/plans.ts";
import { handWritten, plan, rewrittenByOpenClaw, scratch } from "./room.ts";

const shellEnv = (): readonly Edit[] => [{ path: ["env", "shellEnv", "enabled"], value: true }];
const wished = handWritten.replace(
  'botToken: "123:abc" } }\n}',
  'botToken: "123:abc" } },\n  env: {\n    shellEnv: { enabled: true },\n  }\n}',
);

describe("without a link", () => {
  test("the edit is made in place, and nothing is kept of it", async () => {
    const home = scratch();
    home.write(handWritten, 0o644);
    expect(await home.open().edit(shellEnv)).toEqual({ ok: true });
    expect(home.text()).toBe(wished);
    expect(home.mode()).toBe(0o644);
    expect(home.leftovers()).toEqual([]);
  });

  test("a file that is not there is not made", async () => {
    const home = scratch({ isBare: true });
    expect(await home.open().edit(shellEnv)).toEqual({ ok: false, code: "openclaw.notFound" });
    expect(home.text()).toBeNull();
  });

  test.each([
    ["broken JSON5", "{ a: ", "config.broken"],
    ["an include where it would go", "{ env: { $include: './e' } }", "config.includes"],
    ["a list on its way", "{ env: [] }", "config.cannotEdit"],
    ["what only JSON5 itself can read", "{ a: -.5 }", "config.cannotEdit"],
  ])("%s is left alone", async (_, text, code) => {
    const home = scratch();
    home.write(text);
    expect(await home.open().edit(shellEnv)).toMatchObject({ ok: false, code });
    expect(home.text()).toBe(text);
  });

  test("a symbolic link and a read-only file are left alone", async () => {
    const home = scratch();
    home.write(handWritten);
    chmodSync(home.config, 0o400);
    expect(await home.open().edit(shellEnv)).toMatchObject({ code: "disk.readOnly" });
    rmSync(home.config);
    const real = path.join(home.folder, "real.json5");
    writeFileSync(real, handWritten);
    symlinkSync(real, home.config);
    expect(await home.open().edit(shellEnv)).toEqual({ ok: false, code: "config.symlink" });
  });

  test("somebody else's write meanwhile is seen by the edit, and kept", async () => {
    const home = scratch();
    home.write("{ a: 1 }");
    let writes = 0;
    const openclaw = home.open((step) => {
      if (step === "staged" && ++writes === 1) home.write("{ a: 2 }");
    });
    const seen: unknown[] = [];
    const edited = await openclaw.edit((config) => {
      seen.push(config.a);
      return [{ path: ["b"], value: config.a ?? null }];
    });
    expect(edited).toEqual({ ok: true });
    expect(seen).toEqual([1, 2]);
    expect(home.text()).toBe("{ a: 2, b: 2 }");
  });
});

describe.each([
  ["own", plan()],
  ["overlay", overlayOf("anthropic")],
  ["edge", edgeOf()],
] as const)("with a link of the kind %s", (_, link) => {
  async function linked(text = handWritten) {
    const home = scratch();
    home.write(text, 0o640);
    const openclaw = home.open();
    await openclaw.link(link);
    return { home, openclaw };
  }

  test("the edit is in the linked file, and unlink gives the original with it", async () => {
    const { home, openclaw } = await linked();
    expect(await openclaw.edit(shellEnv)).toEqual({ ok: true });
    expect(JSON5.parse(home.text() ?? "").env).toEqual({ shellEnv: { enabled: true } });
    expect((await openclaw.read()).link?.applied).toBe(true);
    expect(home.leftovers()).toHaveLength(2);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(wished);
    expect(home.mode()).toBe(0o640);
    expect(home.leftovers()).toEqual([]);
  });

  test("after OpenClaw has rewritten the file both its changes and the edit stay", async () => {
    const { home, openclaw } = await linked();
    home.write(rewrittenByOpenClaw(JSON5.parse(home.text() ?? "")));
    expect(await openclaw.edit(shellEnv)).toEqual({ ok: true });
    expect(await openclaw.unlink()).toEqual({ ok: true });
    const { meta, ...rest } = JSON5.parse(home.text() ?? "");
    expect(meta.lastTouchedVersion).toBe("2026.9.6");
    expect(rest).toEqual(JSON5.parse(wished));
  });

  test("a new link over it keeps the edit, too", async () => {
    const { home, openclaw } = await linked();
    await openclaw.edit(shellEnv);
    expect(await openclaw.link(overlayOf("openai"))).toEqual({ ok: true });
    await openclaw.unlink();
    expect(home.text()).toBe(wished);
  });

  test("an edit that changes nothing writes nothing", async () => {
    const { home, openclaw } = await linked(wished);
    const before = home.text();
    expect(await openclaw.edit(shellEnv)).toEqual({ ok: true });
    expect(home.text()).toBe(before);
    await openclaw.unlink();
    expect(home.text()).toBe(wished);
  });
});

describe("a default model the person chooses", () => {
  const choose =
    (primary: string, fallbacks: readonly string[]) =>
    (config: JsonObject): readonly Edit[] => {
      expect(config.agents).toBeDefined();
      return [{ path: ["agents", "defaults", "model"], value: { primary, fallbacks } }];
    };

  test("is the default while linked, and after", async () => {
    const home = scratch();
    home.write(handWritten);
    await home.open().link(plan());
    await home.open().edit(choose("openai/gpt-5.2", []));
    await home.open().unlink();
    expect(JSON5.parse(home.text() ?? "").agents.defaults.model).toEqual({
      primary: "openai/gpt-5.2",
      fallbacks: [],
    });
  });

  test("does not outlast the link where it is one of the link's own", async () => {
    const home = scratch();
    home.write(handWritten);
    await home.open().link(plan());
    const own = "cloudflare-ai-gateway/claude-sonnet-4-6";
    await home.open().edit(choose(own, [own, "openai/gpt-5.2"]));
    expect(JSON5.parse(home.text() ?? "").agents.defaults.model.primary).toBe(own);
    await home.open().unlink();
    expect(home.text()).not.toContain("cloudflare-ai-gateway");
    expect(JSON5.parse(home.text() ?? "").agents.defaults.model).toMatchObject({
      fallbacks: ["openai/gpt-5.2"],
    });
  });
});

test("an edit to a file Sluice had made makes it the person's", async () => {
  const home = scratch({ isBare: true });
  await home.open().link(plan());
  expect(await home.open().edit(shellEnv)).toEqual({ ok: true });
  await home.open().unlink();
  expect(JSON.parse(home.text() ?? "")).toEqual({
    gateway: { mode: "local", bind: "loopback" },
    env: { shellEnv: { enabled: true } },
  });
});

test("an edit of the link's own entry goes with the link", async () => {
  const home = scratch();
  home.write("{}");
  await home.open().link(plan());
  const path = ["models", "providers", "cloudflare-ai-gateway", "timeoutSeconds"];
  expect(await home.open().edit(() => [{ path, value: 300 }])).toEqual({ ok: true });
  await home.open().unlink();
  expect(home.text()).toBe("{}");
});
