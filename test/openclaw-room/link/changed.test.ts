/** The file lives on after the link: OpenClaw rewrites it, people edit it, Sluice links anew, a journal gets lost. */
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import JSON5 from "json5";
import { describe, expect, test } from "vitest";
import {
  handWritten,
  keyOf,
  plan,
  plansOfBoth,
  rewrittenByOpenClaw,
  type Scratch,
  scratch,
} from "./room.ts";

type Loose = { [key: string]: Loose };
const parsed = (home: Scratch): Loose => JSON5.parse(home.text() ?? "");
const original: Loose = JSON5.parse(handWritten);

async function linked(text: string | null = handWritten) {
  const home = scratch({ isBare: text === null });
  if (text !== null) home.write(text, 0o644);
  const openclaw = home.open();
  expect(await openclaw.link(plan(plansOfBoth))).toEqual({ ok: true });
  return { home, openclaw };
}

describe("OpenClaw has written the file since", () => {
  test("the link still counts as applied", async () => {
    const { home, openclaw } = await linked();
    home.write(rewrittenByOpenClaw(parsed(home)));
    expect(await openclaw.read()).toMatchObject({
      version: "2026.9.6",
      localKey: keyOf("first"),
      link: { providers: ["anthropic", "openai"], applied: true },
    });
  });

  test("defaults it filled in beside ours do not unmake the link", async () => {
    const { home, openclaw } = await linked();
    const config = parsed(home);
    Object.assign(config.models?.providers?.["cloudflare-ai-gateway"] ?? {}, {
      timeoutSeconds: 300,
    });
    home.write(rewrittenByOpenClaw(config));
    expect((await openclaw.read()).link?.applied).toBe(true);
  });

  test("taking the link back removes exactly our places and restores the former model", async () => {
    const { home, openclaw } = await linked();
    home.write(rewrittenByOpenClaw(parsed(home)));
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(rewrittenByOpenClaw(original));
    expect(home.leftovers()).toEqual([]);
  });

  test("the former model comes back in the form the file has now", async () => {
    const { home, openclaw } = await linked(`{ agents: { defaults: { model: "anthropic/x" } } }`);
    const config = parsed(home);
    const ref = config.agents?.defaults?.model;
    Object.assign(config.agents?.defaults ?? {}, { model: { primary: ref, fallbacks: [] } });
    home.write(rewrittenByOpenClaw(config));
    await openclaw.unlink();
    expect(parsed(home).agents?.defaults?.model).toEqual({ primary: "anthropic/x", fallbacks: [] });
  });

  test("a file Sluice had made is OpenClaw's now and keeps what a daemon needs", async () => {
    const { home, openclaw } = await linked(null);
    home.write(rewrittenByOpenClaw(parsed(home)));
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(rewrittenByOpenClaw({ gateway: { mode: "local", bind: "loopback" } }));
  });
});

describe("a person has edited the file since", () => {
  test("their edit stays when the link goes, comments and all", async () => {
    const { home, openclaw } = await linked();
    const edit = (text: string) =>
      text.replace("  channels:", "  // mine\n  env: { A: 'b' },\n  channels:");
    home.write(edit(home.text() ?? ""));
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(edit(handWritten));
    expect(home.mode()).toBe(0o644);
  });

  test("a model they chose stays; a model of ours that they chose gives way to the former one", async () => {
    for (const [chosen, left] of [
      ["openai/gpt-5.2", "openai/gpt-5.2"],
      ["sluice-openai/gpt-5.2", "anthropic/claude-haiku-4-5"],
    ] as const) {
      const { home, openclaw } = await linked();
      home.write((home.text() ?? "").replace("cloudflare-ai-gateway/claude-sonnet-4-6", chosen));
      expect((await openclaw.read()).link?.applied).toBe(false);
      expect(await openclaw.unlink()).toEqual({ ok: true });
      expect(home.text()).toBe(handWritten.replace("anthropic/claude-haiku-4-5", left));
    }
  });

  test("an entry they made their own stays, with the plugin off and the model that points at it", async () => {
    const { home, openclaw } = await linked();
    const own = "https://aig.example.net/v1/a/b/anthropic";
    home.write((home.text() ?? "").replace("http://127.0.0.1:21417/anthropic", own));
    expect(await openclaw.unlink()).toEqual({ ok: true });
    const config = parsed(home);
    expect(Object.keys(config.models?.providers ?? {})).toEqual([
      "ollama",
      "cloudflare-ai-gateway",
    ]);
    expect(config.plugins?.entries?.["cloudflare-ai-gateway"]).toEqual({ enabled: false });
    expect(config.agents?.defaults?.model?.primary).toBe("cloudflare-ai-gateway/claude-sonnet-4-6");
  });

  test("a model they added to our entry makes it another link, and goes with it", async () => {
    const { home, openclaw } = await linked();
    const added = `maxTokens: 64000,\n          },\n          { id: "x", name: "X" },`;
    home.write((home.text() ?? "").replace(/maxTokens: 64000,\s+\},/, added));
    expect((await openclaw.read()).link?.applied).toBe(false);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(handWritten);
  });

  test("an include they added does not keep the link in the file", async () => {
    const { home, openclaw } = await linked();
    const edit = (text: string) =>
      text.replace("providers: {", `$include: "./p.json5", providers: {`);
    home.write(edit(home.text() ?? ""));
    expect(await openclaw.link(plan())).toMatchObject({ code: "config.includes" });
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(edit(handWritten));
  });

  test("what they put into an object we had made keeps that object", async () => {
    const { home, openclaw } = await linked("{\n}\n");
    const config = parsed(home);
    Object.assign(config.plugins?.entries ?? {}, { telegram: { enabled: true } });
    home.write(JSON.stringify(config));
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(parsed(home)).toEqual({ plugins: { entries: { telegram: { enabled: true } } } });
  });

  test("a file they broke is left alone, and the way back is kept until it can be read again", async () => {
    const { home, openclaw } = await linked();
    const text = home.text() ?? "";
    home.write(`${text}}`);
    expect(await openclaw.unlink()).toEqual({ ok: false, code: "config.broken" });
    expect(home.text()).toBe(`${text}}`);
    expect(await openclaw.read()).toMatchObject({
      status: "unreadable",
      code: "config.broken",
      link: { applied: false },
    });
    home.write(`${text}// repaired\n`);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(`${handWritten}// repaired\n`);
  });

  test("a file they deleted is not brought back", async () => {
    const { home, openclaw } = await linked();
    rmSync(home.config);
    expect(await openclaw.read()).toMatchObject({ status: "notFound", link: { applied: false } });
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBeNull();
    expect(home.leftovers()).toEqual([]);
  });
});

describe("linking anew", () => {
  test("with another port, key and provider keeps the very first original", async () => {
    const { home, openclaw } = await linked();
    const second = plan({ port: 30_001, localKey: keyOf("second") });
    expect(await openclaw.link(second)).toEqual({ ok: true });
    expect(await openclaw.read()).toMatchObject({
      localKey: keyOf("second"),
      port: 30_001,
      link: { providers: ["anthropic"], applied: true },
    });
    expect(home.text()).not.toContain("sluice-openai");
    expect(home.leftovers()).toHaveLength(2);
    await openclaw.unlink();
    expect(home.text()).toBe(handWritten);
    expect(home.mode()).toBe(0o644);
    expect(home.leftovers()).toEqual([]);
  });

  test("with the same plan writes nothing", async () => {
    const { home, openclaw } = await linked();
    const { ino, mtimeMs } = statSync(home.config);
    expect(await openclaw.link(plan(plansOfBoth))).toEqual({ ok: true });
    expect(statSync(home.config)).toMatchObject({ ino, mtimeMs });
  });

  test("with the same plan leaves what OpenClaw has written since as it wrote it", async () => {
    const { home, openclaw } = await linked();
    const written = rewrittenByOpenClaw(parsed(home));
    home.write(written);
    expect(await openclaw.link(plan(plansOfBoth))).toEqual({ ok: true });
    expect(home.text()).toBe(written);
    await openclaw.unlink();
    expect(home.text()).toBe(rewrittenByOpenClaw(original));
  });

  test("over a file that was edited since takes the edit into what will be restored", async () => {
    const { home, openclaw } = await linked();
    const edit = (text: string) => text.replace("// my claw", "// our claw");
    home.write(edit(home.text() ?? ""));
    expect(await openclaw.link(plan({ port: 30_001 }))).toEqual({ ok: true });
    await openclaw.unlink();
    expect(home.text()).toBe(edit(handWritten));
  });

  test("after the file was deleted makes a first one", async () => {
    const { home, openclaw } = await linked();
    rmSync(home.config);
    expect(await openclaw.link(plan())).toEqual({ ok: true });
    expect((await openclaw.read()).link?.applied).toBe(true);
    await openclaw.unlink();
    expect(home.text()).toBeNull();
  });
});

describe("the journal is lost", () => {
  test("our entry is recognised, not taken over, and removed with exactly our places", async () => {
    const { home } = await linked();
    rmSync(home.journal, { recursive: true });
    const openclaw = home.open();
    expect(await openclaw.read()).toMatchObject({
      localKey: null,
      isOurs: false,
      link: { kind: "own", providers: ["anthropic", "openai"], applied: false },
    });
    expect(await openclaw.link(plan())).toMatchObject({ code: "link.taken" });
    expect(await openclaw.unlink()).toEqual({ ok: true });
    const { models, agents, plugins, ...rest } = parsed(home);
    expect(models).toEqual({ ...original.models, mode: "merge" });
    expect(agents).toEqual({ defaults: { model: { fallbacks: ["openai/gpt-5.2"] } } });
    expect(plugins).toBeUndefined();
    expect(rest).toEqual({ gateway: original.gateway, channels: original.channels });
  });

  test("the link can be removed without having been taken over", async () => {
    const { home } = await linked("{}");
    rmSync(home.journal, { recursive: true });
    expect(await home.open().unlink()).toEqual({ ok: true });
    expect(parsed(home)).toEqual({ models: { mode: "merge" } });
  });

  test("a journal that cannot be read does not vouch for the link, and its original is not thrown away", async () => {
    const { home } = await linked();
    const record = readdirSync(home.journal).find((name) => name.endsWith(".json")) ?? "";
    writeFileSync(path.join(home.journal, record), '{"version":2}');
    expect(await home.open().repair()).toEqual({ repaired: "none" });
    expect(home.leftovers()).toHaveLength(2);
    expect((await home.open().read()).link?.applied).toBe(false);
  });

  test.each([
    ["lost", (file: string) => rmSync(file)],
    ["damaged", (file: string) => writeFileSync(file, "{}")],
  ])("a %s original leaves the way back by our places", async (_, spoil) => {
    const { home, openclaw } = await linked();
    const kept = readdirSync(home.journal).find((name) => name.endsWith(".original")) ?? "";
    spoil(path.join(home.journal, kept));
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(handWritten);
  });

  test("a short key in an entry like ours does not open the router", async () => {
    const { home } = await linked();
    rmSync(home.journal, { recursive: true });
    home.write((home.text() ?? "").replaceAll(keyOf("first"), "cloudflare-ai-gateway:manual"));
    expect(await home.open().read()).toMatchObject({ localKey: null, link: { applied: false } });
  });
});

test("the local key is in OpenClaw's file and nowhere else", async () => {
  const { home, openclaw } = await linked();
  await openclaw.link(plan({ localKey: keyOf("second") }));
  for (const name of readdirSync(home.journal)) {
    const text = readFileSync(path.join(home.journal, name), "utf8");
    for (const key of ["first", "second"]) expect(text).not.toContain(keyOf(key));
  }
});

test("each configuration file has its own way back", async () => {
  const { home } = await linked();
  const other = scratch();
  other.write("{ /* other */ }");
  const { createOpenClaw } = await import("../../../main/openclaw/openclaw.ts");
  const elsewhere = createOpenClaw({
    env: { OPENCLAW_CONFIG_PATH: other.config },
    homeDir: home.folder,
    journalFolder: home.journal,
    pace: { gapMs: 0 },
  });
  expect(await elsewhere.link(plan())).toEqual({ ok: true });
  expect(await elsewhere.unlink()).toEqual({ ok: true });
  expect(other.text()).toBe("{ /* other */ }");
  expect(await home.open().unlink()).toEqual({ ok: true });
  expect(home.text()).toBe(handWritten);
});
